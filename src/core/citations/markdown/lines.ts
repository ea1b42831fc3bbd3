import { isAlphaNum, isBlankFrom, isDigit, lineEnd, newline, nextLine, pastRun, pastSpaces, space } from './chars.ts';
import { attributesEnd, rawAttributeEnd } from './attributes.ts';

/** What a line starts with. All take the text and the place where the line starts. */

/** A list's marker: how it numbers, and where the item's text starts. */
export interface ListMarker {
  readonly end: number;
  /** The same for all items of a list: `-`, or the kind of number with its marks. */
  readonly style: string;
  /** The label of `(@label)`, empty for `(@)`. */
  readonly example?: string;
}

const hruleLine = / *([-*_])(?: *\1){2}(?: |\1)*(?:\n|$)/y;

/** The end of `* * *` with its line, or -1. */
export function hruleEnd(text: string, at: number): number {
  const first = text.charCodeAt(pastSpaces(text, at));
  if (first !== 45 && first !== 42 && first !== 95) return -1;
  hruleLine.lastIndex = at;
  return hruleLine.test(text) ? hruleLine.lastIndex : -1;
}

/** Past at most three spaces; -1 where more stand there, which make code. */
export function pastIndent(text: string, at: number): number {
  const end = pastSpaces(text, at);
  return end - at > 3 ? -1 : end;
}

export function bulletMarker(text: string, at: number): ListMarker | undefined {
  const start = pastIndent(text, at);
  if (start < 0) return undefined;
  const code = text.charCodeAt(start);
  if (code !== 45 && code !== 42 && code !== 43) return undefined;
  const after = text.charCodeAt(start + 1);
  if (after !== space && after !== newline) return undefined;
  if (hruleEnd(text, at) >= 0) return undefined;
  return { end: pastMarkerSpaces(text, start + 1), style: '-' };
}

/** One space, and up to three more if text follows then. */
function pastMarkerSpaces(text: string, at: number): number {
  if (text.charCodeAt(at) !== space) return at;
  const end = pastSpaces(text, at + 1);
  return end - at - 1 <= 3 ? end : at + 1;
}

const number =
  /(\(?)(?:(\d+)|@([\p{L}\p{M}\p{N}]*(?:[_-][\p{L}\p{M}\p{N}]+)*)|(#)|([ivxlcdm]+)|([IVXLCDM]+)|([a-z])|([A-Z]))([.)])/uy;

/** `1.`, `(a)`, `iv)`, `#.`, `(@label)` (pandoc manual, "fancy_lists", "example_lists"). */
export function orderedMarker(text: string, at: number, wanted?: string): ListMarker | undefined {
  const start = pastIndent(text, at);
  if (start < 0) return undefined;
  const code = text.charCodeAt(start);
  if (!isAlphaNum(code) && code !== 40 && code !== 64 && code !== 35) return undefined;
  number.lastIndex = start;
  const hit = number.exec(text);
  if (!hit) return undefined;
  const [whole, open, digits, example, hash, lower, upper, letter, capital, close] = hit;
  if (open && close !== ')') return undefined;
  const after = start + whole.length;
  const next = text.charCodeAt(after);
  if (next !== space && next !== newline) return undefined;
  if (whole === 'p.' && isDigit(text.charCodeAt(after + 1))) return undefined;
  const isRoman = (lower ?? upper) !== undefined && isRomanNumeral(lower ?? upper ?? '');
  if (((lower ?? upper)?.length ?? 0) > 1 && !isRoman) return undefined;
  const delimiter = `${open}${close}`;
  const kind = digits ? '1' : example !== undefined ? '@' : hash ? '#' : lower || letter ? 'a' : 'A';
  const mark = end(text, after, kind, upper ?? capital ?? '', close ?? '');
  if (mark < 0) return undefined;
  const single = lower ?? upper ?? letter ?? capital;
  const styles =
    single === undefined
      ? [kind]
      : [
          ...(isRoman && (single.length > 1 || single.toLowerCase() === 'i') ? [`${kind}r`] : []),
          ...(single.length === 1 ? [kind] : []),
          ...(isRoman ? [`${kind}r`] : []),
        ];
  const candidates = styles.map((style) => style + delimiter);
  const style = wanted === undefined ? candidates[0] : candidates.find((one) => one === wanted);
  if (kind === '#' && wanted !== undefined && wanted.endsWith(delimiter)) return { end: mark, style: wanted };
  if (style === undefined) return undefined;
  return { end: mark, style, ...(example === undefined ? {} : { example }) };
}

/** `B. Russell` is a name: a capital with a full stop wants two spaces after it. */
function end(text: string, after: number, kind: string, capital: string, close: string): number {
  if (kind === 'A' && close === '.' && capital.length === 1) {
    const next = text.charCodeAt(after);
    const second = text.charCodeAt(after + 1);
    if (next === space && second !== space && second !== newline) return -1;
  }
  return pastMarkerSpaces(text, after);
}

function isRomanNumeral(letters: string): boolean {
  return /^m*(?:cm)?d?(?:cd)?c*(?:xc)?l?(?:xl)?x*(?:ix)?v?(?:iv)?i*$/i.test(letters);
}

export function isListStart(text: string, at: number): boolean {
  return bulletMarker(text, at) !== undefined || orderedMarker(text, at) !== undefined;
}

/** Where fenced code that starts at a line ends, with its last line; `body` is between the fences. */
export interface Fence {
  readonly bodyStart: number;
  readonly bodyEnd: number;
  readonly end: number;
}

/** Reads fences; remembers for which it found no end. */
export class Fences {
  readonly #text: string;
  /** By character: no fence of so many is closed from a place on. */
  readonly #open = new Map<number, { readonly size: number; readonly from: number }>();

  readonly #hasChunks: boolean;

  constructor(text: string, hasChunks: boolean) {
    this.#text = text;
    this.#hasChunks = hasChunks;
  }

  /** Fenced code at the start of a line, if its fence is closed (pandoc's `codeBlockFenced`). */
  at(start: number): Fence | undefined {
    const text = this.#text;
    const from = pastIndent(text, start);
    const code = text.charCodeAt(from);
    if (from < 0 || (code !== 96 && code !== 126)) return undefined;
    const open = pastRun(text, from, code);
    const size = open - from;
    if (size < 3) return undefined;
    const info = pastSpaces(text, open);
    const raw = rawAttributeEnd(text, info);
    let after = raw < 0 ? attributesEnd(text, info) : raw;
    if (after < 0) {
      after = info;
      while (after < text.length && text.charCodeAt(after) !== newline && text.charCodeAt(after) !== space) after++;
    }
    if (!isBlankFrom(text, after) && !(this.#hasChunks && isChunk(text, info))) return undefined;
    const bodyStart = nextLine(text, after);
    const known = this.#open.get(code);
    if (known && size >= known.size && bodyStart >= known.from) return undefined;
    for (let line = bodyStart; line < text.length; line = nextLine(text, line)) {
      const mark = pastIndent(text, line);
      if (mark < 0 || text.charCodeAt(mark) !== code) continue;
      const close = pastRun(text, mark, code);
      if (close - mark >= size && isBlankFrom(text, close))
        return { bodyStart, bodyEnd: line, end: nextLine(text, close) };
    }
    this.#open.set(code, {
      size: Math.min(size, known?.size ?? size),
      from: known ? Math.max(known.from, bodyStart) : bodyStart,
    });
    return undefined;
  }
}

/** `{r name, echo=FALSE}` after a fence (knitr's pattern `chunk.begin` for Markdown). */
function isChunk(text: string, at: number): boolean {
  return text[at] === '{' && /^\{\w[^\n]*\} *$/.test(text.slice(at, lineEnd(text, at)));
}

/** The end of the line `::: {.class} :::` that opens a div, or -1. */
export function divStart(text: string, at: number): number {
  if (!text.startsWith(':::', at)) return -1;
  const name = pastSpaces(text, pastRun(text, at, 58));
  let after = attributesEnd(text, name);
  if (after < 0) {
    after = name;
    while (after < text.length && text.charCodeAt(after) !== newline && text.charCodeAt(after) !== space) after++;
    if (after === name) return -1;
  }
  const end = pastRun(text, pastSpaces(text, after), 58);
  return isBlankFrom(text, end) ? nextLine(text, end) : -1;
}

/** The end of the line `:::` that closes a div, or -1. */
export function divEnd(text: string, at: number): number {
  if (!text.startsWith(':::', at)) return -1;
  const end = pastRun(text, at, 58);
  return isBlankFrom(text, end) ? nextLine(text, end) : -1;
}

/** `# Heading`: where its text starts, or -1. */
export function headingStart(text: string, at: number): number {
  if (text[at] !== '#') return -1;
  const end = pastRun(text, at, 35);
  const code = text.charCodeAt(end);
  return code === space || code === newline ? pastSpaces(text, end) : -1;
}

/** Whether `===` or `---` stands under a line, with nothing else. */
export function isUnderlined(text: string, at: number): boolean {
  const start = nextLine(text, at);
  const code = text.charCodeAt(start);
  if (code !== 61 && code !== 45) return false;
  let end = start;
  while (text.charCodeAt(end) === 61 || text.charCodeAt(end) === 45) end++;
  return isBlankFrom(text, end);
}

/** `: ` or `~ ` before a definition: where its text starts, or -1. */
export function definitionStart(text: string, at: number): number {
  const mark = pastIndent(text, at);
  if (mark < 0) return -1;
  const code = text.charCodeAt(mark);
  if (code !== 58 && code !== 126) return -1;
  const end = pastSpaces(text, mark + 1);
  return end > mark + 1 ? Math.min(end, Math.max(mark + 2, at + 4)) : -1;
}

const note = /\[\^([^\s\]]{1,999})\]/y;

/** `[^name]`: where it ends, or -1. */
export function noteMarkEnd(text: string, at: number): number {
  if (text[at] !== '[' || text[at + 1] !== '^') return -1;
  note.lastIndex = at;
  return note.test(text) ? note.lastIndex : -1;
}

const quoteMark = / {0,3}> ?/y;

/** `> ` before quoted text: where the text starts, or -1. */
export function quoteStart(text: string, at: number): number {
  quoteMark.lastIndex = at;
  return quoteMark.test(text) ? quoteMark.lastIndex : -1;
}

/** Whether a line is one of dashes and spaces alone, as tables have them. */
export function isDashed(text: string, at: number): boolean {
  const start = pastIndent(text, at);
  if (start < 0 || text.charCodeAt(start) !== 45) return false;
  for (let end = start; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === newline) return true;
    if (code !== 45 && code !== space) return false;
  }
  return true;
}
