import { firstOf } from '../../sorting.ts';
import type { Steps } from '../../steps.ts';
import type { Posting } from './storedIndex.ts';
import type { Allowed } from './wordIndex.ts';

/** A paper and how well it fits; papers of one rank fit equally well. */
export interface RankedPaper {
  readonly id: string;
  readonly rank: number;
}

/** What a word is worth in a field: whole, and as the start of another. A key that starts so is what most people type. */
const worth: Readonly<Partial<Record<Posting['field'], readonly [whole: number, start: number]>>> = {
  key: [7, 4],
  authors: [6, 3],
  title: [5, 2],
  year: [5, 2],
  topics: [2, 1],
};
/** More places of words than this are not looked at: a further letter leaves fewer. */
const mostPostings = 5000;
/** Places, or papers, looked at in one step. */
const step = 1000;

/**
 * The papers that hold a word which starts so, best first, in a time that does not grow with the library: what a
 * search does not need to rank is not ranked. Of very many the first that come.
 */
export function* startingWith(
  postings: Iterable<Posting>,
  start: string,
  limit: number,
  allowed: Allowed = () => true,
): Steps<RankedPaper[]> {
  const ranks = new Map<string, number>();
  let looked = 0;
  for (const { id, field, word } of postings) {
    if (++looked > mostPostings) break;
    if (looked % step === 0) yield;
    const [whole, part] = worth[field] ?? [0, 0];
    const rank = word === start ? whole : part;
    if (rank > (ranks.get(id) ?? 0) && allowed(id)) ranks.set(id, rank);
  }
  return yield* best(ranks, limit);
}

/** What tells whether a paper holds words: its folded key, and its short fields as one line; see `lineOf`. */
export interface Described {
  readonly key: string;
  readonly line: string;
}

/**
 * As `startingWith`, for all words of something like `DBLP:conf/nips` or `state-space`, the last of them or the start
 * of one. `postingsOf` gives where a word stands, or starts a word.
 */
export function* startingWithAll(
  words: readonly string[],
  postingsOf: (word: string, isStart: boolean) => Iterable<Posting>,
  describe: (id: string) => Described,
  limit: number,
): Steps<RankedPaper[]> {
  const last = words.at(-1) ?? '';
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a), last);
  const ids = new Set<string>();
  let looked = 0;
  for (const { id } of postingsOf(longest, longest === last)) {
    if (++looked > mostPostings) break;
    if (looked % step === 0) yield;
    ids.add(id);
  }
  return yield* startingAmong(ids, words, describe, limit);
}

/** As `startingWithAll`, among these papers alone. */
export function* startingAmong(
  ids: Iterable<string>,
  words: readonly string[],
  describe: (id: string) => Described,
  limit: number,
): Steps<RankedPaper[]> {
  const [first = ''] = words;
  const start = ` ${words.join(' ')}`;
  const others = words.slice(0, -1).map((word) => ` ${word} `);
  const last = ` ${words.at(-1) ?? ''}`;
  const ranks = new Map<string, number>();
  let looked = 0;
  for (const id of ids) {
    if (++looked % step === 0) yield;
    const { key, line } = describe(id);
    if (!line.includes(last) || !others.every((word) => line.includes(word))) continue;
    ranks.set(id, line.includes(`${start} `) ? 6 : line.includes(start) && key.startsWith(first) ? 4 : 2);
  }
  return yield* best(ranks, limit);
}

function best(ranks: ReadonlyMap<string, number>, limit: number): Steps<RankedPaper[]> {
  const papers = Array.from(ranks, ([id, rank]): RankedPaper => ({ id, rank }));
  return firstOf(papers, limit, (a, b) => b.rank - a.rank);
}
