import type { BlockReader } from './blocks.ts';
import { isBlankFrom, lineEnd, nextLine, pastSpaces } from './chars.ts';
import { isDashed, pastIndent } from './lines.ts';
import { Pieces } from './mapped.ts';

/** Tables of all of pandoc's kinds (pandoc manual, "Tables"): a cell is a text of its own. */
export function readTable(reader: BlockReader): boolean {
  const { text, at } = reader;
  const start = pastIndent(text, at);
  if (start < 0) return false;
  if (text[start] === '+') return readGrid(reader);
  if (isDashed(text, at)) return readUnderDashes(reader);
  const second = nextLine(text, at);
  if (second >= text.length) return false;
  return isPipeBreak(text, at, second) ? readPipes(reader) : isDashed(text, second) && readSimple(reader, second, at);
}

const pipeBreak = / {0,3}\|? *:?-+:? *(?:[|+] *:?-+:? *)*\|? *(?:\n|$)/y;

function isPipeBreak(text: string, first: number, second: number): boolean {
  const bar = text.indexOf('|', first);
  if (bar < 0 || bar >= second || !/[-|: ]/.test(text.charAt(second))) return false;
  pipeBreak.lastIndex = second;
  return pipeBreak.test(text) && /[|+]/.test(text.slice(second, pipeBreak.lastIndex));
}

function readPipes(reader: BlockReader): boolean {
  const { text } = reader;
  const head = pipeCells(reader, reader.at);
  if (!head) return false;
  const second = nextLine(text, reader.at);
  const columns = (text.slice(second, lineEnd(text, second)).match(/-+/g) ?? []).length;
  readCells(reader, head.cells.slice(0, columns));
  let at = nextLine(text, second);
  for (;;) {
    const row = at < text.length && !isBlankFrom(text, at) ? pipeCells(reader, at) : undefined;
    if (!row) break;
    readCells(reader, row.cells.slice(0, columns));
    at = row.end;
  }
  reader.at = at;
  return true;
}

type Cell = readonly [start: number, end: number];

/** The cells of a row; bars within code, math, tags and after a backslash are none. */
function pipeCells(
  reader: BlockReader,
  start: number,
): { readonly cells: readonly Cell[]; readonly end: number } | undefined {
  const { text, inlines } = reader;
  const first = pastSpaces(text, start);
  const limit = lineEnd(text, start);
  const bar = text.indexOf('|', first);
  if (bar < 0 || bar >= limit) return undefined;
  const cells: Cell[] = [];
  let from = text[first] === '|' ? first + 1 : first;
  let at = from;
  for (; at < text.length;) {
    const char = text[at];
    if (char === '\n') break;
    if (char === '|') {
      cells.push([from, at]);
      from = at + 1;
    }
    at = Math.max(at + 1, inlines.pastOpaque(at));
  }
  if (text.slice(from, at).trim()) cells.push([from, at]);
  if (cells.length === 1 && text[first] !== '|') return undefined;
  return { cells, end: Math.min(text.length, at + 1) };
}

function readCells(reader: BlockReader, cells: readonly Cell[]): void {
  for (const [start, end] of cells) {
    if (!reader.isInteresting(start, end)) continue;
    const cell = reader.text.slice(start, end);
    reader.inlines.read(start + cell.length - cell.trimStart().length, end - (cell.length - cell.trimEnd().length));
  }
}

/** Where the columns start that a line of dashes marks, from the start of the line. */
function columnsOf(text: string, at: number): readonly number[] {
  return [...text.slice(at, lineEnd(text, at)).matchAll(/-+/g)].map(({ index }) => index);
}

/** The cells of one line by its columns. */
function cellsOf(text: string, line: number, columns: readonly number[]): Cell[] {
  const limit = lineEnd(text, line);
  return columns.map((column, index) => {
    const next = columns[index + 1];
    return [Math.min(limit, line + column), next === undefined ? limit : Math.min(limit, line + next)];
  });
}

/** One line a row, up to a blank line or to dashes with a blank line under them. */
function readSimple(reader: BlockReader, dashes: number, head?: number): boolean {
  const { text } = reader;
  const columns = columnsOf(text, dashes);
  const rows: Cell[][] = head === undefined ? [] : [cellsOf(text, head, columns)];
  let at = nextLine(text, dashes);
  for (; at < text.length && !isBlankFrom(text, at); at = nextLine(text, at)) {
    if (isDashed(text, at) && isBlankFrom(text, nextLine(text, at))) break;
    rows.push(cellsOf(text, at, columns));
  }
  const hasFooter = at < text.length && isDashed(text, at);
  if (rows.length < (head === undefined ? 1 : 2) || (head === undefined && !hasFooter)) return false;
  for (const row of rows) readCells(reader, row);
  reader.at = hasFooter ? nextLine(text, at) : at;
  return true;
}

/** A table that starts with dashes: with rows of several lines, or without a head. */
function readUnderDashes(reader: BlockReader): boolean {
  const { text, at } = reader;
  const first = nextLine(text, at);
  if (first >= text.length || isBlankFrom(text, first)) return false;
  let second = first;
  while (second < text.length && !isDashed(text, second) && !isBlankFrom(text, second)) second = nextLine(text, second);
  const hasHead = second > first && second < text.length && isDashed(text, second);
  if (hasHead && !isBlankFrom(text, nextLine(text, second)) && readRows(reader, second, first)) return true;
  return readSimple(reader, at) || readRows(reader, at);
}

/** Rows of several lines, with blank lines between them and dashes under the last. */
function readRows(reader: BlockReader, dashes: number, head?: number): boolean {
  const { text } = reader;
  if (dashes >= reader.hasNoFooterFrom) return false;
  const columns = columnsOf(text, dashes);
  const rows: number[][] = [[]];
  for (let line = head ?? dashes; line < dashes; line = nextLine(text, line)) rows[0]?.push(line);
  rows.push([]);
  let at = nextLine(text, dashes);
  for (; at < text.length; at = nextLine(text, at)) {
    if (isDashed(text, at) && isBlankFrom(text, nextLine(text, at))) break;
    if (isBlankFrom(text, at)) rows.push([]);
    else rows.at(-1)?.push(at);
  }
  if (at >= text.length) reader.hasNoFooterFrom = dashes;
  if (at >= text.length || !rows[1]?.length) return false;
  for (const lines of rows) readRow(reader, lines, (line) => cellsOf(text, line, columns), false);
  reader.at = nextLine(text, at);
  return true;
}

/** Joins what the lines of a row have in each column. */
function readRow(
  reader: BlockReader,
  lines: readonly number[],
  cells: (line: number) => readonly Cell[],
  areBlocks: boolean,
): void {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined || !reader.isInteresting(first, lineEnd(reader.text, last))) return;
  const columns: Pieces[] = [];
  for (const line of lines) {
    cells(line).forEach(([start, end], column) => {
      columns[column] ??= new Pieces(reader.map);
      const cell = reader.text.slice(start, end).trimEnd();
      const from = areBlocks ? start + (cell.startsWith(' ') ? 1 : 0) : start + cell.length - cell.trimStart().length;
      columns[column].add(from, start + cell.length).put('\n');
    });
  }
  for (const column of columns) reader.inner(column.put('\n').done());
}

const gridLine = /\+(?:[-=:]+\+)+ *(?:\n|$)/y;

function isGridLine(text: string, at: number): boolean {
  gridLine.lastIndex = at;
  return gridLine.test(text);
}

/** A table in a grid of `+`, `-` and `|`, whose cells hold blocks. */
function readGrid(reader: BlockReader): boolean {
  const { text, at: start } = reader;
  if (!isGridLine(text, start)) return false;
  const bars = [...text.slice(start, lineEnd(text, start)).matchAll(/\+/g)].map(({ index }) => index);
  const cells = (line: number): Cell[] => {
    const limit = lineEnd(text, line);
    return bars
      .slice(1)
      .map((bar, index) => [Math.min(limit, line + (bars[index] ?? 0) + 1), Math.min(limit, line + bar)]);
  };
  const rows: number[][] = [];
  let lines: number[] = [];
  let at = nextLine(text, start);
  for (; at < text.length; at = nextLine(text, at)) {
    if (isGridLine(text, at)) {
      rows.push(lines);
      lines = [];
    } else if (text[at] === '|') {
      lines.push(at);
    } else {
      break;
    }
  }
  if (!rows.length || lines.length) return false;
  for (const row of rows) readRow(reader, row, cells, true);
  reader.at = at;
  return true;
}
