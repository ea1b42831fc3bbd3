import type { Span } from '../text.ts';
import type { CitationReading, Locator, Part } from './citation.ts';
import { CitationCollector } from './collect.ts';
import type { JsonString } from './notebookCells.ts';
import { markdownSources } from './notebookCells.ts';

/** Where each character of a cell's text is written in the file: pieces that are written as they are, in order. */
interface Piece {
  /** Where it starts in the cell's text. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** An escape is written longer than what it stands for. */
  readonly isEscape: boolean;
}

/**
 * The citations of a notebook as it is saved (nbformat, "The Jupyter Notebook format"): those in the text of its
 * Markdown cells, with their places in the file. Everything else is excluded.
 */
export function readNotebook(text: string, readCell: (markdown: string) => CitationReading): CitationReading {
  const found = new CitationCollector(text);
  let outside = 0;
  for (const strings of markdownSources(text)) {
    const { cell, pieces } = decode(text, strings);
    const place = (offset: number, isEnd: boolean) => placeOf(pieces, offset, isEnd);
    const span = <T extends Span>(part: T): T => ({
      ...part,
      start: place(part.start, false),
      end: place(part.end, true),
    });
    const reading = readCell(cell);
    const groups = new Map<number | undefined, CitationReading['citations'][number][]>();
    for (const { group, ...citation } of reading.citations) {
      const { prefix, suffix, locator, keyAt } = citation;
      const placed = {
        ...span(citation),
        keyAt: span(keyAt),
        ...(prefix ? { prefix: span(prefix) } : {}),
        ...(locator ? { locator: placedLocator(locator, span) } : {}),
        ...(suffix ? { suffix: span(suffix) } : {}),
      };
      const known = groups.get(group);
      if (known) known.push(placed);
      else groups.set(group, [placed]);
    }
    for (const [group, citations] of groups) {
      const whole = group === undefined ? undefined : reading.groups[group];
      if (whole) found.citeTogether(span(whole), citations);
      else for (const citation of citations) found.cite(citation);
    }
    for (const reference of reading.references) found.refer(span(reference));
    for (const part of reading.excluded) {
      const { start, end } = span(part);
      found.exclude(start, end);
    }
    for (const { start, end } of strings) {
      found.exclude(outside, start);
      outside = end;
    }
  }
  found.exclude(outside, text.length);
  return found.finish();
}

function placedLocator(locator: Locator, span: <T extends Span>(part: T) => T): Locator {
  const { labelAt, value } = locator;
  const placed: { readonly value: Part; readonly labelAt?: Part } = {
    value: span(value),
    ...(labelAt ? { labelAt: span(labelAt) } : {}),
  };
  return { ...span(locator), ...placed };
}

const escape = /\\(?:u[0-9A-Fa-f]{4}|[^])/g;
const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The text of a cell, whose source is one string or one for each line. */
function decode(
  text: string,
  strings: readonly JsonString[],
): { readonly cell: string; readonly pieces: readonly Piece[] } {
  const pieces: Piece[] = [];
  const written: string[] = [];
  let at = 0;
  const add = (start: number, end: number, value: string, isEscape: boolean) => {
    if (!value) return;
    pieces.push({ at, start, end, isEscape });
    written.push(value);
    at += value.length;
  };
  for (const { start, end } of strings) {
    let from = start;
    escape.lastIndex = start;
    for (let hit = escape.exec(text); hit && hit.index < end; hit = escape.exec(text)) {
      const [mark] = hit;
      const letter = mark[1] ?? '';
      add(from, hit.index, text.slice(from, hit.index), false);
      const isCode = mark.length === 6;
      const value = isCode ? String.fromCharCode(Number.parseInt(mark.slice(2), 16)) : (letters[letter] ?? letter);
      from = escape.lastIndex;
      add(hit.index, from, value, true);
    }
    add(from, end, text.slice(from, end), false);
  }
  return { cell: written.join(''), pieces };
}

/** Where the character at the offset is written; as the end of a stretch, where the one before it ends. */
function placeOf(pieces: readonly Piece[], offset: number, isEnd: boolean): number {
  const target = isEnd ? offset - 1 : offset;
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.at ?? 0) <= target) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  if (!piece) return 0;
  if (piece.isEscape) return isEnd ? piece.end : piece.start;
  return Math.max(piece.start, Math.min(piece.end, piece.start + offset - piece.at));
}
