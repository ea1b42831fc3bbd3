import { LineEnds } from '../formats/lineEnds.ts';
import type { Span } from '../text.ts';

/** A scalar of a YAML text, the keys that lead to it, and where it stands; a list adds no key. */
export interface YamlLeaf {
  readonly path: readonly string[];
  readonly value: string;
  /** Without quotes. */
  readonly span: Span;
}

interface Level {
  readonly column: number;
  readonly key: string;
}

/** Deeper nesting than this no settings file has. */
const deepest = 50;
/** A plain or quoted key, its colon and the blanks after it. */
const keyPattern =
  /(?:"((?:[^"\\\n\r]|\\.){0,200})"|'([^'\n\r]{0,200})'|([^\s#'"[\]{},&*!|>%@`-][^\n\r:#]{0,200}|-[^\s:][^\n\r:#]{0,200}))[ \t]*:(?=[ \t\r\n]|$)[ \t]*/y;

/**
 * The scalars of block mappings and lists, and of flow collections in them, with their places, which no YAML library
 * tells. Forgiving: a line that is no YAML is passed over. Block scalars (`|`, `>`), anchors and aliases name no file and
 * are left out; scalars on several lines count up to the end of their first.
 */
export function yamlLeaves(text: string, { start, end }: Span): YamlLeaf[] {
  const leaves: YamlLeaf[] = [];
  const ends = new LineEnds(text);
  let levels: Level[] = [];
  let blockScalarColumn = -1;
  for (let at = start; at < end;) {
    const lineEnd = ends.after(at, end);
    let next = ends.next(lineEnd);
    let place = skipBlanks(text, at, lineEnd);
    const isEmpty = place >= lineEnd || text[place] === '#';
    if (blockScalarColumn >= 0 && !isEmpty && place - at <= blockScalarColumn) blockScalarColumn = -1;
    if (!isEmpty && blockScalarColumn < 0 && !/^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(at, at + 4))) {
      const column = place - at;
      const isItem = isDash(text, place);
      levels = levels.filter((level) => level.column < column || (isItem && level.column === column));
      while (isDash(text, place) && place < lineEnd) place = skipBlanks(text, place + 1, lineEnd);
      const inner = place - at;
      keyPattern.lastIndex = place;
      const key = place < lineEnd && text[place] !== '#' ? keyPattern.exec(text) : undefined;
      if (key && keyPattern.lastIndex <= lineEnd && levels.length < deepest) {
        if (isItem) levels = levels.filter((level) => level.column < inner);
        levels.push({ column: inner, key: (key[1] ?? key[2] ?? key[3] ?? '').trim() });
        place = keyPattern.lastIndex;
      }
      const path = levels.map((level) => level.key);
      if (/^[|>][+\-0-9]*[ \t]*(?:#.*)?$/.test(text.slice(place, Math.min(lineEnd, place + 200))))
        blockScalarColumn = column;
      else if (text[place] === '[' || text[place] === '{') {
        const flow = flowLeaves(text, place, end, path);
        for (const leaf of flow.leaves) leaves.push(leaf);
        if (flow.end > lineEnd) next = ends.next(ends.after(flow.end, end));
      } else {
        const leaf = scalar(text, place, lineEnd, /[\n\r]|[ \t]#/g);
        if (leaf) leaves.push({ path, ...leaf });
      }
    }
    at = next;
  }
  return leaves;
}

/** The scalars in brackets, up to where the outermost closes. */
function flowLeaves(
  text: string,
  start: number,
  end: number,
  path: readonly string[],
): { leaves: YamlLeaf[]; end: number } {
  const leaves: YamlLeaf[] = [];
  const open: { readonly close: string; readonly path: readonly string[] }[] = [];
  let keys = path;
  let at = start;
  for (; at < end;) {
    const mark = text.charAt(at);
    if (mark === '[' || mark === '{') {
      if (open.length >= deepest) break;
      open.push({ close: mark === '[' ? ']' : '}', path: keys });
      at++;
    } else if (mark === ']' || mark === '}') {
      const closed = open.pop();
      if (closed?.close !== mark) break;
      keys = closed.path;
      at++;
      if (!open.length) break;
    } else if (mark === ',') {
      keys = open.at(-1)?.path ?? path;
      at++;
    } else if (mark === '#') {
      const line = text.indexOf('\n', at);
      at = line < 0 ? end : Math.min(line + 1, end);
    } else if (/\s/.test(mark)) {
      at++;
    } else {
      keyPattern.lastIndex = at;
      const key = open.at(-1)?.close === '}' ? keyPattern.exec(text) : undefined;
      if (key) {
        keys = [...(open.at(-1)?.path ?? path), (key[1] ?? key[2] ?? key[3] ?? '').trim()];
        at = keyPattern.lastIndex;
        continue;
      }
      const leaf = scalar(text, at, end, /[,\]}\n\r]|[ \t]#/g);
      if (leaf) leaves.push({ path: keys, value: leaf.value, span: leaf.span });
      at = leaf ? leaf.end : at + 1;
    }
  }
  return { leaves, end: at };
}

/** The scalar that begins at `at`; a plain one ends where `stop` matches or at `limit`. */
function scalar(
  text: string,
  at: number,
  limit: number,
  stop: RegExp,
): { value: string; span: Span; end: number } | undefined {
  const quote = text.charAt(at);
  if (at >= limit || /[&*!|>%@`#]/.test(quote)) return undefined;
  if (quote === '"' || quote === "'") {
    const pattern = quote === '"' ? /"((?:[^"\\\n\r]|\\.)*)"/y : /'((?:[^'\n\r]|'')*)'/y;
    pattern.lastIndex = at;
    const hit = pattern.exec(text);
    if (!hit) return undefined;
    const written = hit[1] ?? '';
    const value = quote === '"' ? written.replace(/\\(["\\/])/g, '$1') : written.replaceAll("''", "'");
    return { value, span: { start: at + 1, end: at + 1 + written.length }, end: pattern.lastIndex };
  }
  stop.lastIndex = at;
  const found = stop.exec(text);
  let end = Math.min(found?.index ?? limit, limit);
  const stopped = end;
  while (end > at && /\s/.test(text.charAt(end - 1))) end--;
  return end > at
    ? { value: text.slice(at, end), span: { start: at, end }, end: Math.max(stopped, at + 1) }
    : undefined;
}

function isDash(text: string, at: number): boolean {
  return text[at] === '-' && /^(?:\s|$)/.test(text.charAt(at + 1));
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === ' ' || text[at] === '\t' || text[at] === '\ufeff')) at++;
  return at;
}
