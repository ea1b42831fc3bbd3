import type { Entry } from '../entry/entry.ts';
import { readAnySteps } from '../formats/readers.ts';
import type { FormatId } from '../formats/sniff.ts';
import type { Steps } from '../steps.ts';
import type { Span } from '../text.ts';

/** An entry of a bibliography file that can be taken out of it. */
export interface RemovableEntry {
  readonly key: string;
  /** Its CSL type. */
  readonly type: string;
  readonly span: Span;
}

/** Entries looked at in one step, which may have to be read. */
const step = 50;

/** Formats besides BibTeX, whose entries speak of each other, from which entries can be taken without touching the rest. */
export const removable: readonly FormatId[] = ['csl-json', 'csl-yaml', 'hayagriva', 'ris', 'references'];

/**
 * The entries of a file that no document cites, by their key or another one of theirs, and no other entry speaks of.
 * `*`, as in `nocite: '@*'`, uses all. In YAML, what an alias stands for is used by whoever writes the alias.
 * In steps.
 */
export function* unusedIn(
  text: string,
  format: FormatId,
  cited: ReadonlySet<string>,
): Steps<readonly RemovableEntry[]> {
  if (cited.has('*') || !removable.includes(format)) return [];
  const { entries } = yield* readAnySteps(text, 'file:', format);
  const used = new Set(cited);
  for (const [at, { related = [] }] of entries.entries()) {
    for (const key of related) used.add(key);
    if (at % step === step - 1) yield;
  }
  const unused: RemovableEntry[] = [];
  for (const [at, { key, aliases = [], item, source }] of entries.entries()) {
    if (at % step === step - 1) yield;
    if ([key, ...aliases].some((each) => used.has(each))) continue;
    if (format !== 'csl-json' && format !== 'ris' && isAnchor(text, source.span)) continue;
    unused.push({ key, type: item.type, span: source.span });
  }
  return unused;
}

/**
 * The text without some of its entries, each with its lines and the empty line behind it; in a list in brackets with one
 * of the commas beside it. Nothing where the other entries would not stay what they are. In steps.
 */
export function* withoutThese(text: string, format: FormatId, spans: readonly Span[]): Steps<string | undefined> {
  if (!spans.length) return text;
  const gone = [...spans].sort((one, other) => other.start - one.start);
  let rest = text;
  for (const span of gone) {
    const { start, end } = isInBrackets(text, format, span) ? withComma(rest, span) : withLines(rest, span);
    rest = rest.slice(0, start) + rest.slice(end);
    yield;
  }
  const ends = new Map(gone.map(({ start, end }) => [start, end]));
  const { entries } = yield* readAnySteps(text, 'file:', format);
  const stay = entries.filter(({ source: { span } }) => ends.get(span.start) !== span.end);
  const left = yield* readAnySteps(rest, 'file:', format);
  return (yield* areAlike(stay, left.entries)) ? rest : undefined;
}

function* areAlike(some: readonly Entry[], others: readonly Entry[]): Steps<boolean> {
  if (some.length !== others.length) return false;
  const said = (entry: Entry | undefined) => JSON.stringify([entry?.key, entry?.item]);
  for (const [at, one] of some.entries()) {
    if (said(one) !== said(others[at])) return false;
    if (at % step === step - 1) yield;
  }
  return true;
}

/** Whether a part of YAML is named by an anchor that something else refers to. */
function isAnchor(text: string, { start, end }: Span): boolean {
  const names = [...text.slice(start, end).matchAll(/(?:^|[\s[{,:-])&([^\s,[\]{}]+)/g)].map(([, name = '']) => name);
  if (!names.length) return false;
  const others = text.slice(0, start) + '\n' + text.slice(end);
  return names.some((name) => others.includes(`*${name}`));
}

/** Whether an entry stands between commas: everywhere in JSON, and in YAML where its list or mapping has brackets. */
function isInBrackets(text: string, format: FormatId, { start }: Span): boolean {
  switch (format) {
    case 'csl-json':
      return true;
    case 'hayagriva':
      return /^\ufeff?(?:\s|#.*|---)*\{/.test(text);
    case 'ris':
      return false;
    default:
      return text.charAt(start) !== '-';
  }
}

/** An entry with its lines, if nothing else stands in them, and one empty line behind it; at the end, the one before it. */
function withLines(text: string, { start, end }: Span): Span {
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const isMarked = text.charAt(lineStart) === '\ufeff';
  const from = isMarked ? lineStart + 1 : lineStart;
  const tail = /^[ \t]*(?:\r\n|\n|\r|$)(?:[ \t]*(?:\r\n|\n|\r))?/.exec(text.slice(end, end + 1000))?.[0];
  if (tail === undefined || text.slice(from, start).trim()) return { start, end };
  const to = end + tail.length;
  const isLast = to >= text.length;
  const before = isLast
    ? /(?<=\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)$/.exec(text.slice(Math.max(0, from - 200), from))
    : null;
  return { start: from - (before?.[0].length ?? 0), end: to };
}

/** An entry with the comma behind it, or else, where it is the last, the comma before it; blanks go with the comma. */
function withComma(text: string, { start, end }: Span): Span {
  const behind = /^\s*,\s*/.exec(text.slice(end, end + 2000))?.[0];
  // the next entry then takes over the place in its line
  if (behind !== undefined) return { start, end: end + behind.length };
  const before = /,\s*$/.exec(text.slice(Math.max(0, start - 2000), start))?.[0];
  return before === undefined ? withLines(text, { start, end }) : { start: start - before.length, end };
}
