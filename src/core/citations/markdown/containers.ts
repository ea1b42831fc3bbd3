import type { BlockReader } from './blocks.ts';
import { isBlankFrom, lineEnd, nextLine, pastBlankLines } from './chars.ts';
import { definitionStart, divEnd, noteMarkEnd, pastIndent, quoteStart } from './lines.ts';
import { Pieces } from './mapped.ts';

/** Blocks whose lines hold others once something is taken off: quotations, notes, definitions. */

/** `> ` before each line, or before the first of each paragraph. */
export function readQuote(reader: BlockReader): boolean {
  const { text, map } = reader;
  let start = quoteStart(text, reader.at);
  if (start < 0) return false;
  const from = reader.at;
  const pieces = new Pieces(map);
  let at = from;
  for (;;) {
    let feed = lineEnd(text, start);
    pieces.add(start, feed).put('\n');
    // lines that go on without a mark
    while (feed < text.length && quoteStart(text, feed + 1) < 0 && reader.inlines.goesOn(feed)) {
      const next = lineEnd(text, feed + 1);
      pieces.add(feed + 1, next).put('\n');
      feed = next;
    }
    at = Math.min(text.length, feed + 1);
    start = at < text.length ? quoteStart(text, at) : -1;
    if (start < 0) break;
  }
  if (reader.isInteresting(from, at)) reader.inner(pieces.put('\n').done());
  reader.at = at;
  return true;
}

/** `[^name]: text`, and what is indented under it. */
export function readNoteBlock(reader: BlockReader): boolean {
  const { text, map } = reader;
  const start = pastIndent(text, reader.at);
  const mark = start < 0 ? -1 : noteMarkEnd(text, start);
  if (mark < 0 || text[mark] !== ':') return false;
  const from = reader.at;
  const pieces = new Pieces(map);
  let at = mark + 1;
  if (isBlankFrom(text, at)) at = nextLine(text, at);
  at = addLines(reader, pieces, pastFour(text, at));
  for (;;) {
    const line = pastBlankLines(text, at);
    if (line === at || line >= text.length || !text.startsWith('    ', line)) break;
    pieces.put('\n');
    at = addLines(reader, pieces, line + 4);
  }
  if (reader.isInteresting(from, at)) reader.inner(pieces.put('\n').done());
  reader.at = at;
  return true;
}

/** A first line as it is, and those after it without their indentation, up to a blank one. */
function addLines({ text }: BlockReader, pieces: Pieces, start: number): number {
  pieces.add(start, lineEnd(text, start)).put('\n');
  let at = nextLine(text, start);
  while (at < text.length && !isBlankFrom(text, at)) {
    const indent = pastIndent(text, at);
    if (indent >= 0 && noteMarkEnd(text, indent) >= 0) break;
    const from = pastFour(text, at);
    pieces.add(from, lineEnd(text, from)).put('\n');
    at = nextLine(text, from);
  }
  return at;
}

function pastFour(text: string, at: number): number {
  return text.startsWith('    ', at) ? at + 4 : at;
}

/** A term on a line of its own, and its definitions after `:` or `~`; one or more of these. */
export function readDefinitionList(reader: BlockReader): boolean {
  const { text } = reader;
  let isRead = false;
  for (;;) {
    const term = reader.at;
    if (term >= text.length || isBlankFrom(text, term)) return isRead;
    const termEnd = lineEnd(text, term);
    let at = termEnd + 1;
    const definitions: Pieces[] = [];
    for (;;) {
      const end = addDefinition(reader, at, definitions);
      if (end < 0) break;
      at = end;
    }
    if (!definitions.length) return isRead;
    isRead = true;
    if (reader.isInteresting(term, termEnd)) reader.inlines.read(term, termEnd);
    if (reader.isInteresting(termEnd, at)) {
      for (const definition of definitions) reader.inner(definition.put('\n').done());
    }
    reader.at = pastBlankLines(text, at);
  }
}

function addDefinition(reader: BlockReader, start: number, definitions: Pieces[]): number {
  const { text } = reader;
  const first = isBlankFrom(text, start) && start < text.length ? nextLine(text, start) : start;
  const from = first < text.length ? definitionStart(text, first) : -1;
  if (from < 0) return -1;
  const pieces = new Pieces(reader.map).add(from, lineEnd(text, from)).put('\n');
  let at = addLazyLines(reader, pieces, nextLine(text, from));
  for (;;) {
    const line = pastBlankLines(text, at);
    if (line >= text.length || !text.startsWith('    ', line)) break;
    if (line > at) pieces.put('\n');
    pieces.add(line + 4, lineEnd(text, line)).put('\n');
    at = addLazyLines(reader, pieces, nextLine(text, line));
  }
  definitions.push(pieces);
  return at;
}

function addLazyLines(reader: BlockReader, pieces: Pieces, start: number): number {
  const { text, document } = reader;
  let at = start;
  while (at < text.length && !isBlankFrom(text, at)) {
    if (document.divs > 0 && divEnd(text, at) >= 0) break;
    if (reader.inlines.isElementEnd(at) && text[at] === '<') break;
    const isIndented = text.startsWith('    ', at);
    if (!isIndented && definitionStart(text, at) >= 0) break;
    pieces.add(isIndented ? at + 4 : at, lineEnd(text, at)).put('\n');
    at = nextLine(text, at);
  }
  return at;
}
