import type { Paper } from '../../entry/paper.ts';
import type { LongSet } from '../../longMap.ts';
import { sorted } from '../../sorting.ts';
import type { Compare } from '../../sorting.ts';
import type { Steps } from '../../steps.ts';
import { among, compareKeys, comparing } from './rows.ts';
import type { Row } from './rows.ts';

/** What is looked at of the reading board. */
export interface BoardSpec {
  /** A query that leaves out what it does not fit; empty for all. */
  readonly query: string;
  /** How many cards of each column are wanted, by the column's status; `''` is that of papers with a note only. */
  readonly columns: Readonly<Record<string, number>>;
}

/** A column as far as it was asked for. */
export interface BoardColumn {
  /** The status of its papers; empty for papers that have a note and no status. */
  readonly status: string;
  /** What a status that is none of the user's own is called. */
  readonly title?: string;
  /** How many papers the query leaves in it. */
  readonly count: number;
  readonly papers: readonly Paper[];
}

export interface Board {
  readonly columns: readonly BoardColumn[];
  /** How many papers have a status or a note, whatever the query. */
  readonly total: number;
}

/** Rows in columns, sorted. */
export type Cards = ReadonlyMap<string, readonly Row[]>;

/** Of a column that nobody asked for, such as one that is new, so many cards come at once. */
const firstCards = 50;
const mostCards = 5000;

/**
 * The papers that have a status or a note, by status: what waits and what is read sorted by priority and then by age,
 * what has been read with the newest first.
 */
export function* boardOf(keys: Iterable<string>, rowOf: (key: string) => Row | undefined): Steps<Cards> {
  const columns = new Map<string, Row[]>();
  let done = 0;
  for (const key of keys) {
    const row = rowOf(key);
    if (!row) continue;
    const status = row.reading?.status ?? '';
    const rows = columns.get(status);
    if (rows) rows.push(row);
    else columns.set(status, [row]);
    if (++done % 1000 === 0) yield;
  }
  for (const [status, rows] of columns) columns.set(status, yield* sorted(rows, order));
  return columns;
}

const byPriority = comparing('priority');
const newestFirst: Compare<Row> = (a, b) => compareKeys(b.reading?.since ?? '', a.reading?.since ?? '');
const order: Compare<Row> = (a, b) => (a.reading?.kind === 'done' && newestFirst(a, b)) || byPriority(a, b);

/** The first cards of each column that the query leaves. */
export function* columnsOf(
  cards: Cards,
  wanted: BoardSpec['columns'],
  found: LongSet<string> | undefined,
  papersOf: (rows: readonly Row[]) => Steps<Paper[]>,
): Steps<Board> {
  let total = 0;
  const columns: BoardColumn[] = [];
  for (const [status, all] of cards) {
    total += all.length;
    const rows = found ? yield* among(all, found) : all;
    const title = all[0]?.reading?.title;
    const papers = yield* papersOf(rows.slice(0, Math.min(wanted[status] ?? firstCards, mostCards)));
    columns.push({ status, count: rows.length, papers, ...(title ? { title } : {}) });
  }
  return { columns, total };
}
