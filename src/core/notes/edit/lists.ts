import { blocksOf } from '../../formats/yaml/blocks.ts';
import { flowParts } from '../../formats/yaml/flow.ts';
import { yamlQuoted, yamlScalar } from '../../formats/yamlText.ts';
import type { Span } from '../../text.ts';
import { commentsIn } from './comments.ts';

/** More comparisons than this for one list cost too much; it is written anew then. */
const mostCompared = 1_000_000;

/** Which items of a list stay where they are, by their places in both; in order. */
function kept(old: readonly unknown[], now: readonly string[]): Map<number, number> | undefined {
  if (old.length * now.length > mostCompared) return undefined;
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (a: number, b: number) => lengths[a * width + b] ?? 0;
  for (let a = old.length - 1; a >= 0; a--)
    for (let b = now.length - 1; b >= 0; b--)
      lengths[a * width + b] = old[a] === now[b] ? at(a + 1, b + 1) + 1 : Math.max(at(a + 1, b), at(a, b + 1));
  const pairs = new Map<number, number>();
  for (let a = 0, b = 0; a < old.length && b < now.length;) {
    if (old[a] === now[b]) pairs.set(a++, b++);
    else if (at(a + 1, b) >= at(a, b + 1)) a++;
    else b++;
  }
  return pairs;
}

/** What becomes of each item: those new ones that come after it, or before the first, and whether it stays itself. */
interface Script {
  readonly before: readonly string[];
  readonly items: readonly { readonly stays: boolean; readonly added: readonly string[] }[];
}

function scriptOf(old: readonly unknown[], now: readonly string[]): Script | undefined {
  const pairs = kept(old, now);
  if (!pairs) return undefined;
  const places = [...pairs.values(), now.length];
  let next = 0;
  const items = old.map((_, a) => {
    const b = pairs.get(a);
    if (b === undefined) return { stays: false, added: [] };
    next++;
    return { stays: true, added: now.slice(b + 1, places[next]) };
  });
  return { before: now.slice(0, places[0]), items };
}

/** A new item in the quotes that all the others have. */
function itemLike(written: readonly string[], value: string): string {
  const isAll = (mark: string) => written.length > 0 && written.every((item) => item.startsWith(mark));
  if (isAll('"')) return yamlQuoted(value);
  if (isAll("'") && !/[\p{Cc}\p{Surrogate}\u2028\u2029\ufeff\ufffe\uffff]/u.test(value))
    return `'${value.replaceAll("'", "''")}'`;
  return yamlScalar(value);
}

/** A list in brackets, `source`, that says `old`, made to say `now`; its comments stay. */
export function flowListWith(source: string, old: readonly unknown[], now: readonly string[]): string | undefined {
  const { parts, end } = flowParts(source, 0, source.length);
  if (end !== source.length || parts.length !== old.length) return undefined;
  const written = parts.map((part) => source.slice(part.start, part.end));
  return /[\n\r]/.test(source)
    ? overLines(source, parts, written, old, now)
    : onOneLine(source, parts, written, old, now);
}

function onOneLine(
  source: string,
  parts: readonly Span[],
  written: readonly string[],
  old: readonly unknown[],
  now: readonly string[],
): string {
  const spare = [...written];
  const items = now.map((value) => {
    const at = old.findIndex((item, index) => item === value && spare[index] !== '');
    const own = at < 0 ? undefined : spare[at];
    if (at >= 0) spare[at] = '';
    return own ?? itemLike(written, value);
  });
  const [first, second] = parts;
  const gap = first && second ? source.slice(first.end, second.start) : ', ';
  const start = first ? source.slice(0, first.start) : '[';
  const tail = /[ \t]*\]$/.exec(source)?.[0] ?? ']';
  return items.length ? start + items.join(gap) + (first ? tail : ']') : '[]';
}

function overLines(
  source: string,
  parts: readonly Span[],
  written: readonly string[],
  old: readonly unknown[],
  now: readonly string[],
): string | undefined {
  const script = scriptOf(old, now);
  const [first] = parts;
  if (!script || !first) return undefined;
  const out = [source.slice(0, first.start), ...script.before.map((value) => `${itemLike(written, value)}, `)];
  script.items.forEach(({ stays, added }, index) => {
    const gap = source.slice(parts[index]?.end, parts[index + 1]?.start ?? source.length);
    if (stays) out.push([written[index] ?? '', ...added.map((value) => itemLike(written, value))].join(', '), gap);
    else out.push(withoutComma(gap));
  });
  return out.join('');
}

/** What stands between two items without the comma, which is none within a comment. */
function withoutComma(gap: string): string {
  const comments = commentsIn(gap, 0);
  for (let at = gap.indexOf(','); at >= 0; at = gap.indexOf(',', at + 1))
    if (!comments.some(({ start, end }) => start <= at && at < end))
      return trimmed(gap.slice(0, at) + gap.slice(at + 1));
  return trimmed(gap);
}

function trimmed(gap: string): string {
  return gap.replace(/^[ \t]+(?=\S)/, '');
}

/**
 * A list of lines with dashes, in what a field says after its colon, made to say `now`. Comments stay, those of an
 * item that goes on a line of their own.
 */
export function blockListWith(
  source: string,
  old: readonly unknown[],
  now: readonly string[],
  lineEnd: string,
): string | undefined {
  const below = /\r\n|\n|\r/.exec(source);
  if (!below || !now.length) return undefined;
  const blocks = blocksOf(source, { start: below.index + below[0].length, end: source.length });
  const [first] = blocks;
  const isList = blocks.every((block) => /^-\s/.test(source.slice(block.first, block.first + 2)));
  const script = scriptOf(old, now);
  if (!first || !isList || !script || blocks.length !== old.length) return undefined;
  const dash = /^-[ \t]+/.exec(source.slice(first.first))?.[0] ?? '- ';
  const indent = source.slice(first.start, first.first);
  const texts = blocks.map((block) => source.slice(block.first, block.end));
  const written = texts.map((text) => text.replace(/^-\s+/, ''));

  const moved = new Set<number>();
  const lineOf = (value: string) => {
    const from = old.findIndex((item, at) => item === value && !script.items[at]?.stays && !moved.has(at));
    if (from >= 0) moved.add(from);
    return indent + (texts[from] ?? dash + itemLike(written, value));
  };
  const before = script.before.map((value) => lineOf(value) + lineEnd);
  const added = script.items.map((item) => item.added.map((value) => lineEnd + lineOf(value)));
  const out = [source.slice(0, first.start), ...before];
  blocks.forEach((block, index) => {
    const rest = source.slice(block.end, blocks[index + 1]?.start ?? source.length);
    if (script.items[index]?.stays) {
      out.push(source.slice(block.start, block.end), ...(added[index] ?? []), rest);
      return;
    }
    const text = source.slice(block.first, block.end);
    const comments = moved.has(index) ? [] : commentsIn(text, indent.length);
    out.push(...comments.map(({ start, end }) => indent + text.slice(start, end) + lineEnd));
    out.push(rest.replace(/^[ \t]*(?:\r\n|\n|\r)/, ''));
  });
  return out.join('').replace(/(?:\r\n|\n|\r)$/, '');
}

/** How a front matter writes its lists: in brackets, or in lines that begin so. */
export interface ListStyle {
  readonly dash?: string;
}

/** A list for a field that had none. */
export function freshList(values: readonly string[], { dash }: ListStyle, lineEnd: string): string {
  if (!dash || !values.length) return ` [${values.map(yamlScalar).join(', ')}]`;
  return values.map((value) => lineEnd + dash + yamlScalar(value)).join('');
}
