import type { RawEntry } from '../../formats/bibtex/raw.ts';
import { code, isBlank, isNameCharacter, lineEnd, skipBlanks, skipName } from '../../formats/bibtex/syntax.ts';
import type { Span } from '../../text.ts';
import type { BibReading } from './reading.ts';
import { entryBefore } from './reading.ts';

/** What stands, or is being typed, at a place of a `.bib` document. */
export type BibPlace =
  /** The word after an `@`. */
  | { readonly kind: 'type'; readonly span: Span; readonly entry?: RawEntry }
  | { readonly kind: 'key'; readonly span: Span; readonly entry: RawEntry }
  /** The name of a field, or where one could start. */
  | { readonly kind: 'field'; readonly span: Span; readonly entry: RawEntry }
  /** A macro's name or a number, or where one could start. */
  | { readonly kind: 'macro'; readonly span: Span; readonly field: string; readonly entry?: RawEntry }
  /** Within braces or quotes; the span is what stands between the commas around the place. */
  | {
      readonly kind: 'text';
      readonly span: Span;
      readonly field: string;
      readonly entry: RawEntry;
      readonly depth: number;
    }
  | { readonly kind: 'outside' };

const outside: BibPlace = { kind: 'outside' };

/** Reads no more than the entry around the place. */
export function placeAt({ raw }: BibReading, offset: number): BibPlace {
  const { text } = raw;
  const type = typeAt(text, offset);
  const entry = entryBefore(raw.entries, offset);
  if (type) {
    if (entry && type.start > entry.span.start && type.start <= entry.keySpan.start)
      return { kind: 'type', span: type, entry };
    if (!entry || offset > entry.span.end) return { kind: 'type', span: type };
  }
  const string = spanAt(raw.stringSpans, offset);
  if (string && (!entry || string.start > entry.span.start)) return inString(text, string, offset);
  if (!entry || !isInside(text, entry, offset)) return outside;
  const { start, end } = entry.keySpan;
  if (offset < start) return outside;
  if (offset <= end) return { kind: 'key', span: entry.keySpan, entry };
  return inFields(text, entry, offset);
}

/** The word behind an `@` that the place touches. */
function typeAt(text: string, offset: number): Span | undefined {
  let start = offset;
  while (start > 0 && isNameCharacter(text.charCodeAt(start - 1)) && offset - start < 100) start--;
  if (text.charCodeAt(start - 1) !== code.at || /[\w.]/.test(text.charAt(start - 2))) return undefined;
  return { start, end: skipName(text, offset, text.length) };
}

/** Whether the place is before the entry's end, or after the end of one that is not closed. */
function isInside(text: string, { span, keySpan }: RawEntry, offset: number): boolean {
  if (offset < span.end) return true;
  const last = text.charCodeAt(span.end - 1);
  const isClosed = span.end > keySpan.end && (last === code.closeBrace || last === code.close);
  return !isClosed;
}

function inString(text: string, { start, end }: Span, offset: number): BibPlace {
  const sign = text.indexOf('=', start);
  if (sign < 0 || sign >= end || offset <= sign) return outside;
  const at = wordAt(text, offset);
  return isBare(text, sign + 1, offset) ? { kind: 'macro', span: at, field: '@string' } : outside;
}

/** Whether all that stands between is whole values and `#`, as no delimiter is open there. */
function isBare(text: string, from: number, offset: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < offset; at++) {
    const character = text.charCodeAt(at);
    if (character === code.openBrace) depth++;
    else if (character === code.closeBrace) depth--;
    else if (character === code.quote && depth === 0) quoted = !quoted;
  }
  return depth === 0 && !quoted;
}

/** Lexes from the last field that starts before the place. */
function inFields(text: string, entry: RawEntry, offset: number): BibPlace {
  let from = entry.keySpan.end;
  for (const field of entry.fields) {
    if (field.nameStart >= offset) break;
    // a value that ends before the place is whole; what follows it is read anew
    from = field.end < offset ? field.end : field.nameStart;
    if (field.end === field.start) from = field.nameStart;
  }
  let field = '';
  let state: 'name' | 'value' | 'after' = from === entry.keySpan.end ? 'after' : 'name';
  if (entry.fields.some(({ start, end }) => end === from && end > start)) state = 'after';
  let at = from;
  while (at < offset) {
    const character = text.charCodeAt(at);
    if (character === code.percent) {
      at = lineEnd(text, at, text.length);
      if (at >= offset) return outside;
    } else if (character === code.comma) {
      state = 'name';
      at++;
    } else if (character === code.equals) {
      state = 'value';
      at++;
    } else if (character === code.hash && state === 'after') {
      state = 'value';
      at++;
    } else if (state !== 'name' && (character === code.openBrace || character === code.quote)) {
      const inner = insideOf(text, at, offset);
      if (typeof inner !== 'number') return { kind: 'text', ...inner, field, entry };
      at = inner;
      state = 'after';
    } else if (isNameCharacter(character)) {
      const end = skipName(text, at, text.length);
      if (end >= offset) break;
      if (state === 'name') field = text.slice(at, end).toLowerCase();
      else state = 'after';
      at = end;
    } else {
      at++;
    }
  }
  const span = wordAt(text, offset);
  if (state === 'value') return { kind: 'macro', span, field, entry };
  return state === 'name' ? { kind: 'field', span, entry } : outside;
}

/** After the value that opens at `from`, or, where the place is within it, the item between commas there. */
function insideOf(
  text: string,
  from: number,
  offset: number,
): number | { readonly span: Span; readonly depth: number } {
  const isQuoted = text.charCodeAt(from) === code.quote;
  let depth = isQuoted ? 0 : 1;
  let item = from + 1;
  let at = from + 1;
  for (; at < offset; at++) {
    const character = text.charCodeAt(at);
    if (character === code.openBrace) depth++;
    else if (character === code.closeBrace) depth--;
    if (isQuoted ? character === code.quote && depth <= 0 : depth === 0) return at + 1;
    if (character === code.comma) item = at + 1;
  }
  let end = offset;
  while (end < text.length && !isItemEnd(text.charCodeAt(end))) end++;
  let start = Math.min(skipBlanks(text, item, end), offset);
  while (end > offset && isBlank(text.charCodeAt(end - 1))) end--;
  if (start > end) start = end;
  return { span: { start, end }, depth: isQuoted ? depth + 1 : depth };
}

function isItemEnd(character: number): boolean {
  return (
    character === code.comma ||
    character === code.closeBrace ||
    character === code.quote ||
    character === code.lf ||
    character === code.cr
  );
}

/** The word that the place touches. */
function wordAt(text: string, offset: number): Span {
  let start = offset;
  while (start > 0 && isNameCharacter(text.charCodeAt(start - 1))) start--;
  return { start, end: skipName(text, offset, text.length) };
}

/** The one of several stretches, in their order, that the place is in. */
export function spanAt(spans: readonly Span[], offset: number): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const found = spans[low - 1];
  return found && offset < found.end ? found : undefined;
}
