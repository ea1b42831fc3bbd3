import type { FieldSource } from '../../entry/entry.ts';
import type { Span } from '../../text.ts';
import { fieldFrom } from '../fieldSources.ts';
import { blocksOf } from './blocks.ts';
import { flowParts, quoteEnd } from './flow.ts';
import { inBrackets, keyAt } from './keys.ts';

/** An anchor or a tag before a value (YAML 1.2.2, 6.9 "Node Properties"). */
const properties = /(?:[&!]\S*\s+)*/y;

/** Blanks, line ends and comments. */
const nothing = /(?:\s+|(?<=\s)#[^\n\r]*)*/y;

/** The fields of an item of a list, `- id: a` with the lines below it or `{id: a}` in a list in brackets. */
export function fieldsOfItem(text: string, { start, end }: Span): FieldSource[] {
  if (text.charAt(start) === '{') return fieldsOfMapping(text, { start, end });
  const isDash = text.charAt(start) === '-' && /\s/.test(text.charAt(start + 1));
  return isDash ? fieldsOfMapping(text, { start: start + 1, end }) : [];
}

/** The fields of a mapping that is itself the value of a key, and begins with that: `key: {…}`, or the lines below. */
export function fieldsOfNamed(text: string, { start, end }: Span): FieldSource[] {
  const key = keyAt(text.slice(start, end), 0);
  return key ? fieldsOfMapping(text, { start: start + key.end, end }) : [];
}

/**
 * The fields of the mapping that stands between `start` and `end`, in lines or in brackets. A value is written from its
 * first character, be it an anchor or a quote, to its last; one of several lines with the comments among them.
 */
export function fieldsOfMapping(text: string, { start, end }: Span): FieldSource[] {
  const source = text.slice(start, end);
  const at = after(properties, source, after(nothing, source, 0));
  if (source.charAt(at) === '{') return fieldsInBrackets(source, at, start);
  // the first field may stand in the line of a dash; its column counts from the start of that line
  const blanks = ' '.repeat(columnOf(text, start));
  const padded = blanks + ' '.repeat(at) + source.slice(at);
  const lineStart = source.slice(0, at).search(/[\n\r][^\n\r]*$/);
  const isBelow = lineStart >= 0;
  const lines = isBelow ? source : padded;
  const offset = isBelow ? start : start - blanks.length;
  const from = isBelow ? lineStart + 1 : 0;
  return blocksOf(lines, { start: from, end: lines.length }).flatMap((block) => {
    const key = keyAt(lines.slice(0, block.end), block.first);
    if (!key) return [];
    return [fieldFrom(key.name, key.span, valueIn(lines, key.end, block.end), offset)];
  });
}

function fieldsInBrackets(source: string, at: number, offset: number): FieldSource[] {
  return flowParts(source, at, source.length).parts.flatMap((part) => {
    const piece = source.slice(part.start, part.end);
    const key = keyAt(piece, 0, inBrackets);
    if (!key) return [];
    const value = Math.min(after(nothing, piece, key.end), piece.length);
    const span = value < piece.length ? { start: value, end: piece.length } : { start: key.end, end: key.end };
    return [fieldFrom(key.name, key.span, span, offset + part.start)];
  });
}

/** Where the value stands whose key ends at `start`; nothing at all where there is none. */
function valueIn(source: string, start: number, limit: number): Span {
  const first = Math.min(after(nothing, source, start), limit);
  if (first >= limit) return { start, end: start };
  return { start: first, end: valueEnd(source, start, first, limit) };
}

function valueEnd(source: string, start: number, first: number, limit: number): number {
  const at = Math.min(after(properties, source, first), limit);
  const isBelow = /[\n\r]/.test(source.slice(start, at));
  const mark = source.charAt(at);
  if (at >= limit || mark === '|' || mark === '>') return limit;
  if (mark === '{' || mark === '[') return wholeOr(source, flowParts(source, at, limit).end, limit);
  if (isBelow && (/^-\s/.test(source.slice(at, at + 2)) || keyAt(source.slice(0, limit), at))) return limit;
  if (mark === '"' || mark === "'") return wholeOr(source, quoteEnd(source, at, limit), limit);
  const comment = source.slice(at, limit).search(/\s#/);
  return comment < 0 ? limit : at + source.slice(at, at + comment).trimEnd().length;
}

/** Where brackets or quotes end, if nothing but a comment follows; else they are only a part of what is written. */
function wholeOr(source: string, end: number, limit: number): number {
  return after(nothing, source, end) >= limit ? end : limit;
}

function after(what: RegExp, source: string, at: number): number {
  what.lastIndex = at;
  what.test(source);
  return what.lastIndex;
}

/** Where a field in the line of its item's dash stands in that line; before it are blanks and perhaps more dashes. */
function columnOf(text: string, at: number): number {
  let start = at;
  while (start > 0 && /[ \t-]/.test(text.charAt(start - 1))) start--;
  return at - start;
}
