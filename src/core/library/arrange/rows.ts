import type { Paper } from '../../entry/paper.ts';
import type { Order } from '../arrange.ts';
import { fold } from '../fold.ts';

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
}

/** Sorts behind every text: what is not there. */
export const last = '\uffff';

export function rowOf(paper: Paper, version: number, noted: number | undefined): Row {
  const { id, key, year, firstAuthor, venue, topics } = paper;
  const author = sortKey(firstAuthor) || last;
  return { id, version, key, year, firstAuthor, venue, topics, author, title: sortKey(paper.title), noted };
}

/**
 * A text as lists sort it: without accents, case and marks at its start, numbers by their value.
 * Comparing such keys by their code units is many times quicker than `Intl.Collator`.
 */
export function sortKey(text: string): string {
  const folded = fold(text).replace(/^[^\p{L}\p{N}]+/u, '');
  return /\d/.test(folded) ? folded.replace(/\d+/g, (digits) => digits.padStart(6, '0')) : folded;
}

export type Compare<T = Row> = (a: T, b: T) => number;

export function comparing(order: Order): Compare {
  const byAuthor: Compare = (a, b) => compareKeys(a.author, b.author);
  const byYear: Compare = (a, b) => (b.year ?? -Infinity) - (a.year ?? -Infinity) || 0;
  const byTitle: Compare = (a, b) => compareKeys(a.title, b.title);
  const byNote: Compare = (a, b) => (b.noted ?? 0) - (a.noted ?? 0);
  const first = { year: byYear, author: byAuthor, title: byTitle, note: byNote }[order];
  return (a, b) => first(a, b) || byYear(a, b) || byAuthor(a, b) || byTitle(a, b) || compareKeys(a.id, b.id);
}

export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const run = 1000;
/** So many rows are merged in less than a millisecond or two. */
const stretch = 5000;

/** The rows sorted, in steps. */
export function* sorted<T extends object>(rows: readonly T[], compare: Compare<T>): Generator<void, T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < rows.length; at += run) {
    runs.push(rows.slice(at, at + run).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) longer.push(yield* merged(runs[at] ?? [], runs[at + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

/** Two sorted lists as one, in steps. */
export function* merged<T extends object>(a: readonly T[], b: readonly T[], compare: Compare<T>): Generator<void, T[]> {
  if (!a.length || !b.length) return [...a, ...b];
  const all: T[] = [];
  let [left, right] = [0, 0];
  for (let one = a[0], other = b[0]; one || other;) {
    if (one && (!other || compare(one, other) <= 0)) {
      all.push(one);
      one = a[++left];
    } else if (other) {
      all.push(other);
      other = b[++right];
    }
    if (all.length % stretch === 0) yield;
  }
  return all;
}
