import { atOnce } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import type { Span } from '../../text.ts';
import { LineEnds } from '../lineEnds.ts';

/** An item of a block list, or a key of a block mapping, with all lines that belong to it. */
export interface YamlBlock extends Span {
  /** Where the item begins after its indentation: its dash, or its key. */
  readonly first: number;
}

/**
 * Cuts a block list or mapping into its items without reading them, so that one which cannot be read
 * loses only itself. An item begins at a line with the indentation of the first one and goes on to the
 * next such line (YAML 1.2.2, 8.2 "Block Collection Styles"): whatever it holds is indented deeper, but for
 * the lists that a mapping may hold at its own indentation.
 */
export function blocksOf(text: string, span: Span): YamlBlock[] {
  return atOnce(blockSteps(text, span));
}

/** Characters read in one step. */
const step = 50_000;

/** `blocksOf` in steps. */
export function* blockSteps(text: string, { start, end }: Span): Steps<YamlBlock[]> {
  const blocks: YamlBlock[] = [];
  const lines = new LineEnds(text);
  let indent = -1;
  let due = start + step;
  let open: { start: number; first: number; end: number } | undefined;
  for (let at = start; at < end;) {
    const lineEnd = lines.after(at, end);
    const first = skipBlanks(text, at, lineEnd);
    const mark = text.charAt(first);
    const column = first - at;
    if (column === 0 && isDocumentMark(text, at)) {
      open = undefined;
    } else if (first < lineEnd && (mark !== '#' || (open && column > indent))) {
      if (indent < 0) indent = column;
      const isListOfOpen = open && column === indent && mark === '-' && text.charAt(open.first) !== '-';
      if (open && (column > indent || isListOfOpen)) {
        open.end = contentEnd(text, first, lineEnd);
      } else {
        open = { start: at, first, end: contentEnd(text, first, lineEnd) };
        blocks.push(open);
      }
    }
    at = lines.next(lineEnd);
    if (at < due) continue;
    due = at + step;
    yield;
  }
  return blocks;
}

function isDocumentMark(text: string, at: number): boolean {
  return (
    /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(at, at + 4)) ||
    (text.charAt(at) === '%' && /^%[A-Z]/.test(text.slice(at, at + 2)))
  );
}

function skipBlanks(text: string, at: number, end: number): number {
  let place = at;
  while (place < end && (text.charAt(place) === ' ' || text.charAt(place) === '\t' || text.charAt(place) === '\ufeff'))
    place++;
  return place;
}

function contentEnd(text: string, first: number, lineEnd: number): number {
  let end = lineEnd;
  while (end > first && text.charCodeAt(end - 1) <= 32) end--;
  return end;
}
