import type { TableOrder, TableSpec } from './marker.ts';
import { closingMarker, markerOf } from './marker.ts';
import { inCell, inLine, textOfValue } from './values.ts';

/** A paper in a table. */
export interface TableRow {
  /** The citation key, which decides where nothing else does. */
  readonly key: string;
  /** The paper as Markdown: a link to its note, or a citation. */
  readonly paper: string;
  /** What a field says, as front matter has it. */
  readonly valueOf: (field: string) => unknown;
}

/** The column that a table has without being asked. */
export const paperColumn = 'paper';

/** The names of the columns: the paper first, unless it is asked for elsewhere. */
export function columnsOf({ fields }: TableSpec): readonly string[] {
  return fields.includes(paperColumn) ? fields : [paperColumn, ...fields];
}

/** What a column is called: the field's name with a capital letter. */
export function headingOf(field: string): string {
  return field.charAt(0).toUpperCase() + field.slice(1);
}

/**
 * The rows in the order that a table asks for. Numbers are compared as numbers; papers without the field stand
 * last either way. The same on every computer, so that the file does not change with who opens it.
 */
export function sortedRows(rows: readonly TableRow[], orders: readonly TableOrder[]): TableRow[] {
  const compare = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare;
  const keyed = rows.map((row) => ({
    row,
    values: orders.map(({ field }) => textOfValue(field === paperColumn ? row.paper : row.valueOf(field))),
  }));
  const byOrder = (a: readonly string[], b: readonly string[]): number => {
    for (const [at, { isBackwards }] of orders.entries()) {
      const [left = '', right = ''] = [a[at], b[at]];
      const emptyLast = Number(!left) - Number(!right);
      const found = emptyLast || (isBackwards ? compare(right, left) : compare(left, right));
      if (found) return found;
    }
    return 0;
  };
  return keyed.sort((a, b) => byOrder(a.values, b.values) || (a.row.key < b.row.key ? -1 : 1)).map(({ row }) => row);
}

/** The texts of a table, its heads first. */
export function tableTexts(spec: TableSpec, rows: readonly TableRow[]): string[][] {
  const columns = columnsOf(spec);
  const texts = sortedRows(rows, spec.sort).map((row) =>
    columns.map((column) => textOfValue(column === paperColumn ? row.paper : row.valueOf(column))),
  );
  return [columns.map(headingOf), ...texts];
}

/**
 * What stands between the markers. One line for each paper and nothing padded, so that what changes about a paper
 * changes its line only.
 */
export function renderTable(spec: TableSpec, rows: readonly TableRow[]): string {
  const texts = tableTexts(spec, rows);
  const lines =
    spec.layout === 'list'
      ? listLines(texts, columnsOf(spec).indexOf(paperColumn))
      : pipeLines(spec.layout === 'matrix' ? turned(texts) : texts);
  return lines.length ? ['', ...lines, '', ''].join('\n') : '\n';
}

/** A whole table with its markers, as it stands in a new file. */
export function wholeTable(spec: TableSpec, rows: readonly TableRow[]): string {
  return `${markerOf(spec)}\n${renderTable(spec, rows)}${closingMarker}\n`;
}

function pipeLines(texts: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const [head = [], ...rest] = texts;
  return [line(head.map(inCell)), line(head.map(() => '---')), ...rest.map((cells) => line(cells.map(inCell)))];
}

/** A paper, and what is known of the fields, each with its name. */
function listLines([heads = [], ...rest]: readonly (readonly string[])[], paperAt: number): string[] {
  return rest.map((cells) => {
    const named = (cell: string, at: number) => (at === paperAt ? cell : `${heads[at] ?? ''}: ${cell}`);
    const parts = cells.flatMap((cell, at) => (cell ? inLine(named(cell, at)) : []));
    return `- ${parts.join(' · ')}`;
  });
}

function turned(texts: readonly (readonly string[])[]): string[][] {
  return (texts[0] ?? []).map((_, column) => texts.map((row) => row[column] ?? ''));
}
