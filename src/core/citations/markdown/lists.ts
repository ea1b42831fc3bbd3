import type { BlockReader } from './blocks.ts';
import { isBlankFrom, lineEnd, nextLine, pastBlankLines, pastSpaces } from './chars.ts';
import { bulletMarker, divEnd, isListStart, orderedMarker } from './lines.ts';
import type { ListMarker } from './lines.ts';
import { Pieces } from './mapped.ts';

/** Examples are indented by four columns, whatever their labels' length. */
const exampleIndent = 4;

/** A list and its items, each a text of its own (pandoc's `bulletList`, `orderedList`). */
export function readList(reader: BlockReader): void {
  const { text } = reader;
  const first = bulletMarker(text, reader.at) ?? orderedMarker(text, reader.at);
  for (let marker = first; marker && first; marker = markerAt(text, reader.at, first)) readItem(reader, marker);
}

function markerAt(text: string, at: number, { style }: ListMarker): ListMarker | undefined {
  return style === '-' ? bulletMarker(text, at) : orderedMarker(text, at, style);
}

function readItem(reader: BlockReader, { end: start, example }: ListMarker): void {
  const { text, document } = reader;
  const from = reader.at;
  const wasInList = document.isInList;
  document.isInList = true;
  if (example) document.examples.add(example);
  const indent = example === undefined ? start - from : exampleIndent;
  const pieces = new Pieces(reader.map);
  let at = addLine(reader, pieces, start);
  while (at < text.length && !isBlankFrom(text, at) && !isListStart(text, at) && !reader.inlines.fences.at(at)) {
    const inner = pastIndentOf(text, at, indent);
    if (inner >= 0 && isListStart(text, Math.max(inner, pastSpaces(text, inner)))) break;
    if (isClosed(reader, at)) break;
    at = addLine(reader, pieces, inner < 0 ? at : inner);
  }
  at = addBlankLines(text, pieces, at);
  for (let next = addContinuation(reader, pieces, at, indent); next > at;) {
    at = next;
    next = addContinuation(reader, pieces, at, indent);
  }
  if (reader.isInteresting(from, at)) reader.inner(pieces.put('\n').done());
  document.isInList = wasInList;
  reader.at = at;
}

/** Lines indented as the item is, and others up to a blank line (pandoc's `listContinuation`). */
function addContinuation(reader: BlockReader, pieces: Pieces, start: number, indent: number): number {
  const { text } = reader;
  let at = start;
  const first =
    at < text.length && !isBlankFrom(text, at) && !isClosed(reader, at) ? pastIndentOf(text, at, indent) : -1;
  if (first < 0) return start;
  pieces.add(first, lineEnd(text, first)).put('\n');
  at = nextLine(text, first);
  while (at < text.length && !isBlankFrom(text, at) && !isClosed(reader, at)) {
    const inner = pastIndentOf(text, at, indent);
    if (inner < 0 && isListStart(text, at)) break;
    const from = inner < 0 ? at : inner;
    pieces.add(from, lineEnd(text, from)).put('\n');
    at = nextLine(text, from);
  }
  return addBlankLines(text, pieces, at);
}

function addBlankLines(text: string, pieces: Pieces, at: number): number {
  const end = pastBlankLines(text, at);
  if (end > at) pieces.put('\n');
  return end;
}

/** Adds a line; code and comments that start in it go on over the next ones. */
function addLine(reader: BlockReader, pieces: Pieces, start: number): number {
  const { text } = reader;
  let end = lineEnd(text, start);
  for (let at = start; at < end;) {
    const code = text.charCodeAt(at);
    let past = at;
    if (code === 96) past = Math.max(at, reader.inlines.codeEnd(at));
    else if (code === 60 && text.startsWith('<!--', at)) past = reader.inlines.tags.at(at)?.end ?? at;
    if (past > end) end = lineEnd(text, past);
    if (past > at) at = past;
    else if (code === 96) while (text.charCodeAt(at) === 96) at++;
    else at++;
  }
  pieces.add(start, end).put('\n');
  return Math.min(text.length, end + 1);
}

/** Past exactly so many spaces, or -1. */
function pastIndentOf(text: string, at: number, indent: number): number {
  for (let column = 0; column < indent; column++) if (text.charCodeAt(at + column) !== 32) return -1;
  return at + indent;
}

/** Whether the div or HTML element ends here that the list stands in. */
function isClosed(reader: BlockReader, at: number): boolean {
  const { text, document } = reader;
  if (document.divs > 0 && divEnd(text, at) >= 0) return true;
  return text[at] === '<' && reader.inlines.isElementEnd(at);
}
