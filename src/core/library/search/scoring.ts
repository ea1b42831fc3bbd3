import type { Steps } from '../../steps.ts';
import { Found } from './found.ts';
import type { Postings } from './packedPostings.ts';
import type { WordTree } from './wordTree.ts';
import { valuesBelow, wordsLike } from './wordTree.ts';

/** A word that papers are to hold; perhaps the start of one, perhaps with so many wrong letters. */
export interface WordAsked {
  readonly word: string;
  readonly isStart: boolean;
  readonly typos: number;
}

/** What papers are to hold: a word, all of some parts, or any of them. */
export type WordQuery = WordAsked | { readonly all: readonly WordQuery[] } | { readonly any: readonly WordQuery[] };

/** What scoring knows of an index. */
export interface Scored {
  readonly tree: WordTree<Postings>;
  /** Numbers and weights of the fields, in their order. */
  readonly fields: readonly { readonly number: number; readonly weight: number }[];
  /** How many papers there are, */
  readonly count: number;
  /** and a number above all of theirs. */
  readonly end: number;
  /** Whether words may still be of papers that were taken away. */
  readonly hasDirt: boolean;
  postingsOf(word: string): Postings | undefined;
  /** The words of a paper in each field; nothing where it is gone. */
  lengthsOf(paper: number): readonly (number | undefined)[] | undefined;
  /** The average of these, by the field's number. */
  readonly averages: readonly number[];
}

/** Which papers may be found, by their numbers; asked only of those that hold a word. */
export interface Admission {
  admits(paper: number): boolean;
  /** What asking costs, beside looking at one place of a word. */
  readonly cost: number;
}

/** The constants of BM25+ as MiniSearch has them (Lv and Zhai, "Lower-bounding term frequency normalization", 2011). */
const saturation = 1.2;
const lengthShare = 0.7;
const lowerBound = 0.5;
/** What the start of a word, and a word with typos, are worth beside a whole one. */
const startWorth = 0.375;
const typoWorth = 0.45;

/** Places of words looked at in one step. */
const step = 3000;
/** Words of a query that are told apart; further ones count as one. */
const mostWords = 32;

/**
 * Scores papers for a query in steps of less than a millisecond, between which the index may change. What MiniSearch's own
 * `search` gives in one piece, this gives too (its 7.2 with the options of `WordIndex`), to the last digit.
 */
export function* score(index: Scored, query: WordQuery, admission?: Admission): Steps<Found> {
  return yield* new Scoring(index).of(query, admission);
}

class Scoring {
  readonly #index: Scored;
  readonly #words: string[] = [];
  #work = 0;

  constructor(index: Scored) {
    this.#index = index;
  }

  *of(query: WordQuery, admission?: Admission): Steps<Found> {
    if ('word' in query) return yield* this.#ofWord(query, admission);
    return yield* 'all' in query ? this.#ofAll(query.all, admission) : this.#ofAny(query.any, admission);
  }

  *#ofAll([first, ...others]: readonly WordQuery[], admission?: Admission): Steps<Found> {
    let found = first ? yield* this.of(first, admission) : new Found(0);
    for (const other of others) {
      if (!found.papers.length) break;
      const before = found;
      const next = yield* this.of(other, { admits: (paper) => before.has(paper), cost: 1 });
      found = new Found(this.#index.end);
      for (const paper of next.papers) {
        found.add(paper, before.sumOf(paper) + next.sumOf(paper), before.wordsOf(paper) | next.wordsOf(paper));
        if (this.#isDue(1)) yield;
      }
    }
    return found;
  }

  *#ofAny([first, ...others]: readonly WordQuery[], admission?: Admission): Steps<Found> {
    const found = first ? yield* this.of(first, admission) : new Found(0);
    for (const other of others) {
      const next = yield* this.of(other, admission);
      for (const paper of next.papers) {
        found.add(paper, next.sumOf(paper), next.wordsOf(paper));
        if (this.#isDue(1)) yield;
      }
    }
    return found;
  }

  *#ofWord({ word, isStart, typos }: WordAsked, admission?: Admission): Steps<Found> {
    const { tree, end } = this.#index;
    const found = new Found(end);
    const bit = this.#bitOf(word);
    const whole = this.#index.postingsOf(word);
    if (whole) yield* this.#add(found, whole, 1, bit, admission);
    const like = typos ? yield* wordsLike(tree, word, typos) : undefined;
    for (const [longer, postings] of isStart ? valuesBelow(tree, word) : []) {
      if (this.#isDue(5)) yield;
      const distance = longer.length - word.length;
      if (!distance) continue;
      like?.delete(longer);
      const worth = (startWorth * longer.length) / (longer.length + 0.3 * distance);
      yield* this.#add(found, postings, worth, bit, admission);
    }
    for (const [other, [postings, distance]] of like ?? []) {
      if (!distance) continue;
      const worth = (typoWorth * other.length) / (other.length + distance);
      yield* this.#add(found, postings, worth, bit, admission);
    }
    return found;
  }

  *#add(found: Found, postings: Postings, worth: number, bit: number, admission?: Admission): Steps<void> {
    const index = this.#index;
    for (const { number, weight } of index.fields) {
      const papers = postings.get(number);
      if (!papers) continue;
      const holding = index.hasDirt ? yield* this.#live(papers) : papers.size;
      const rarity = Math.log(1 + (index.count - holding + 0.5) / (holding + 0.5));
      const average = index.averages[number] ?? 1;
      const cost = 1 + (admission?.cost ?? 0);
      for (const [paper, times] of papers) {
        if (this.#isDue(cost)) yield;
        const length = index.lengthsOf(paper)?.[number];
        if (length === undefined || admission?.admits(paper) === false) continue;
        const share = 1 - lengthShare + (lengthShare * length) / average;
        const one = rarity * (lowerBound + (times * (saturation + 1)) / (times + saturation * share));
        found.add(paper, worth * weight * one, bit);
      }
    }
  }

  /** How many of the papers are still there. */
  *#live(papers: ReadonlyMap<number, number>): Steps<number> {
    let count = 0;
    for (const paper of papers.keys()) {
      if (this.#index.lengthsOf(paper)) count++;
      if (this.#isDue(1)) yield;
    }
    return count;
  }

  #bitOf(word: string): number {
    let at = this.#words.indexOf(word);
    if (at < 0) at = this.#words.push(word) - 1;
    return 1 << Math.min(at, mostWords - 1);
  }

  #isDue(work: number): boolean {
    this.#work += work;
    if (this.#work < step) return false;
    this.#work = 0;
    return true;
  }
}
