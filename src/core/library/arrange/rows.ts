import type { Listed } from '../../entry/paper.ts';
import type { LongSet } from '../../longMap.ts';
import { merged, sorted } from '../../sorting.ts';
import type { Compare } from '../../sorting.ts';
import { setOf } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import type { Order } from '../arrange.ts';
import { fold } from '../fold.ts';
import { priorityRank } from '../reading/facts.ts';
import type { ReadingFacts } from '../reading/facts.ts';

/** What a paper is sorted and grouped by; there is one for every paper of the library. */
export interface Row {
  readonly id: string;
  /** Another one for each state of each paper. */
  readonly version: number;
  readonly key: string;
  readonly year: number | undefined;
  readonly firstAuthor: string;
  readonly venue: string | undefined;
  readonly topics: readonly string[];
  /** Folded, as `sortKey` makes them. */
  readonly author: string;
  readonly title: string;
  /** When its note was made, in milliseconds. */
  readonly noted: number | undefined;
  /** How far the reading of it is, where anybody said so. */
  readonly reading: ReadingFacts | undefined;
}

/** Sorts behind every text: what is not there. */
export const last = '\uffff';

export function rowOf(
  paper: Listed,
  version: number,
  noted: number | undefined,
  reading: ReadingFacts | undefined,
): Row {
  const { id, key, year, firstAuthor, venue, topics } = paper;
  const author = sortKey(firstAuthor) || last;
  const title = sortKey(paper.title);
  return { id, version, key, year, firstAuthor, venue, topics, author, title, noted, reading };
}

/**
 * A text as lists sort it: without accents, case and marks at its start, numbers by their value.
 * Comparing such keys by their code units is many times quicker than `Intl.Collator`.
 */
export function sortKey(text: string): string {
  const folded = fold(text).replace(/^[^\p{L}\p{N}]+/u, '');
  return /\d/.test(folded) ? folded.replace(/\d+/g, (digits) => digits.padStart(6, '0')) : folded;
}

export function comparing(order: Order): Compare<Row> {
  const byAuthor: Compare<Row> = (a, b) => compareKeys(a.author, b.author);
  const byYear: Compare<Row> = (a, b) => (b.year ?? -Infinity) - (a.year ?? -Infinity) || 0;
  const byTitle: Compare<Row> = (a, b) => compareKeys(a.title, b.title);
  const byNote: Compare<Row> = (a, b) => (b.noted ?? 0) - (a.noted ?? 0);
  const first = { year: byYear, author: byAuthor, title: byTitle, note: byNote, priority: byPriority }[order];
  return (a, b) => first(a, b) || byYear(a, b) || byAuthor(a, b) || byTitle(a, b) || compareKeys(a.id, b.id);
}

/** How much a paper asks to be read: that of its priority, less where it has been read, and least where it is in no list. */
export function attention({ reading }: Row): number {
  if (!reading?.status && !reading?.priority) return -2;
  return reading.kind === 'done' ? -1 : priorityRank(reading.priority);
}

/** The most wanted first, and of those what has waited longest. */
const byPriority: Compare<Row> = (a, b) => {
  const more = attention(b) - attention(a);
  return more || compareKeys(a.reading?.since ?? last, b.reading?.since ?? last);
};

export function compareKeys(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** So many rows are looked at in one step. */
const stretch = 2500;

/** Above so many changes a list is gone through as a whole. */
const few = 100;

/** A sorted list without some of what it has and with some more, in steps. */
export function* replaced<T extends object>(
  list: readonly T[],
  gone: readonly T[],
  fresh: readonly T[],
  compare: Compare<T>,
): Steps<T[]> {
  if (gone.length + fresh.length > few) {
    const leaving = yield* setOf(gone);
    const kept: T[] = [];
    for (const [at, each] of list.entries()) {
      if (!leaving.has(each)) kept.push(each);
      if (at % stretch === stretch - 1) yield;
    }
    return yield* merged(kept, yield* sorted(fresh, compare), compare);
  }
  const all = [...list];
  for (const each of gone) {
    const at = placeOf(all, each, compare);
    if (all[at] === each) all.splice(at, 1);
  }
  for (const each of fresh) all.splice(placeOf(all, each, compare), 0, each);
  return all;
}

/** Those of some papers, in their order, in steps. */
export function* among(rows: readonly Row[], ids: LongSet<string>): Steps<Row[]> {
  const found: Row[] = [];
  for (const [at, row] of rows.entries()) {
    if (ids.has(row.id)) found.push(row);
    if (at % stretch === stretch - 1) yield;
  }
  return found;
}

/** Where something stands in a sorted list, or would stand. */
function placeOf<T>(list: readonly T[], one: T, compare: Compare<T>): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = list[middle];
    if (other !== undefined && compare(other, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
