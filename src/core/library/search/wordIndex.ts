import type { Options, Query } from 'minisearch';
import type { Steps } from '../../steps.ts';
import { detached } from '../detached.ts';
import type { ShortFields } from './indexed.ts';
import { StoredIndex } from './storedIndex.ts';
import type { PackedIndex, Posting } from './storedIndex.ts';
import { emptyWords, wordsOf } from './words.ts';
import type { QueryTerm } from './words.ts';

/** What the index is given of one paper. */
export interface IndexedText extends ShortFields {
  /** Words it can be found under though they do not stand there; see `formsOf`. */
  readonly forms: string;
  readonly abstract: string;
}

/** Whether a paper may be found. */
export type Allowed = (id: string) => boolean;

const options: Options<IndexedText> = {
  fields: ['title', 'authors', 'key', 'year', 'topics', 'venue', 'forms', 'abstract'],
  tokenize: wordsOf,
  processTerm: (word, field) => (field === 'abstract' && emptyWords.has(word) ? null : detached(word)),
  // see `StoredIndex.clean`
  autoVacuum: false,
  searchOptions: { boost: { title: 4, authors: 4, key: 3, year: 3, topics: 2 } },
};

/** A query word shorter than this must stand whole: too many words start with it. */
export const shortestStart = 3;
/** A longer query is not looked for with typos: some of so many words will be right. */
const mostFuzzyTerms = 6;
/** A word that stands in a larger share of the papers does not tell them apart. */
const commonShare = 0.2;

/** An inverted index: which papers hold which words. */
export class WordIndex {
  readonly #shareOf: (word: string) => number;
  #index = new StoredIndex(options);
  /** Cleaning that was begun and gave way to something else. */
  #cleaning: Steps<void> | undefined;

  /** `shareOf` guesses in which share of the papers a word stands; rare words are asked for first. */
  constructor(shareOf: (word: string) => number) {
    this.#shareOf = shareOf;
  }

  put(text: IndexedText): void {
    this.#index.add(text);
  }

  remove(id: string): void {
    this.#index.discard(id);
  }

  /** Ids of the papers in which every word stands or starts a word; best first. */
  withAll(terms: readonly QueryTerm[], limit: number, allowed?: Allowed): string[] {
    return ranked(
      this.#inAll(
        this.#rareFirst(terms).map((term) => asTyped(term, true)),
        allowed,
      ),
      limit,
    );
  }

  /** Ids of the papers in which every word stands whole. */
  withWhole(terms: readonly QueryTerm[], limit: number, allowed?: Allowed): string[] {
    return ranked(
      this.#inAll(
        this.#rareFirst(terms).map((term) => asTyped(term, false)),
        allowed,
      ),
      limit,
    );
  }

  /** As `withAll`, with typos (two in a long word), and with neighbouring words written as one. */
  withNearly(terms: readonly QueryTerm[], limit: number, allowed?: Allowed): string[] {
    if (terms.length > mostFuzzyTerms) return [];
    const words = this.#rareFirst(terms).flatMap((term) => term.words);
    const found = this.#inAll(
      words.map((word) => this.#nearly(word)),
      allowed,
    );
    terms.slice(1).forEach((term, place) => {
      const pair = { words: [[...(terms[place]?.words ?? []), ...term.words].join('')] };
      if (!this.withAll([pair], 1).length) return;
      const around = [...terms.slice(0, place), pair, ...terms.slice(place + 2)];
      const others = this.#inAll(
        this.#rareFirst(around).map((one) => asTyped(one, true)),
        allowed,
      );
      for (const [id, score] of others) found.set(id, Math.max(score, found.get(id) ?? 0));
    });
    return ranked(found, limit);
  }

  /** Ids of the papers in which at least one of the telling words stands; the more of them, the better. */
  withSome(terms: readonly QueryTerm[], limit: number, allowed?: Allowed): string[] {
    const telling = terms.filter(({ words }) => words.some((word) => this.#shareOf(word) < commonShare));
    if (!telling.length) return [];
    return ranked(
      this.#ask({ combineWith: 'OR', queries: telling.map((term) => asTyped(term, true)) }, allowed),
      limit,
    );
  }

  /** Where a word stands, whole. */
  holding(word: string): Iterable<Posting> {
    return this.#index.holding(word);
  }

  /** Where words start so; the word itself first. */
  starting(start: string): Iterable<Posting> {
    return this.#index.starting(start);
  }

  /** Forgets the words of papers that were taken away, in steps, where that is worth it. What was begun is gone on with. */
  *clean(): Steps<void> {
    if (!this.#cleaning && !this.#index.isDirty) return;
    const cleaning = (this.#cleaning ??= this.#index.clean());
    while (!cleaning.next().done) yield;
    this.#cleaning = undefined;
  }

  pack(): PackedIndex {
    return this.#index.pack();
  }

  /** Takes over what `pack` gave. Throws, with nothing changed, where that is damaged. */
  unpack(packed: PackedIndex): void {
    const index = new StoredIndex(options);
    index.unpack(packed);
    this.#index = index;
    this.#cleaning = undefined;
  }

  /** A word with typos, or as two words: "statespace" also as "state space". */
  #nearly(word: string): Query {
    const asWritten = withTypos(word);
    if (word.length < 2 * shortestStart || this.withAll([{ words: [word] }], 1).length) return asWritten;
    const lengths = Array.from({ length: word.length - 2 * shortestStart + 1 }, (_, place) => place + shortestStart);
    const halves = lengths
      .map((length): Query[] => [asWord(word.slice(0, length), false), asWord(word.slice(length), true)])
      .find((queries) => this.#inAll(queries).size);
    return halves ? { combineWith: 'OR', queries: [asWritten, { combineWith: 'AND', queries: halves }] } : asWritten;
  }

  #rareFirst(terms: readonly QueryTerm[]): QueryTerm[] {
    const shares = new Map(terms.map((term) => [term, Math.min(...term.words.map(this.#shareOf))]));
    return [...terms].sort((a, b) => (shares.get(a) ?? 0) - (shares.get(b) ?? 0));
  }

  /** Scores of the papers that every query finds. Each query looks at those only that the one before it found. */
  #inAll(queries: readonly Query[], allowed?: Allowed): Map<string, number> {
    let found: Map<string, number> | undefined;
    for (const query of queries) {
      const before = found;
      if (!before) {
        found = this.#ask(query, allowed);
        continue;
      }
      if (!before.size) break;
      found = this.#ask(query, (id) => before.has(id));
      for (const [id, score] of found) found.set(id, score + (before.get(id) ?? 0));
    }
    return found ?? new Map<string, number>();
  }

  #ask(query: Query, allowed?: Allowed): Map<string, number> {
    const hits = this.#index.search(query, allowed ? { boostDocument: (id) => (allowed(id as string) ? 1 : 0) } : {});
    return new Map(hits.map(({ id, score }) => [id as string, score]));
  }
}

function ranked(scores: ReadonlyMap<string, number>, limit: number): string[] {
  const best = [...scores].sort(([, a], [, b]) => b - a);
  return best.slice(0, limit).map(([id]) => id);
}

function asTyped({ words, joined }: QueryTerm, starts: boolean): Query {
  const all: Query = { combineWith: 'AND', queries: words.map((word) => asWord(word, starts)) };
  return joined ? { combineWith: 'OR', queries: [all, asWord(joined, starts)] } : all;
}

function asWord(word: string, starts: boolean): Query {
  return { queries: [word], prefix: starts && word.length >= shortestStart };
}

/** A number with another digit is another number. */
function withTypos(word: string): Query {
  const fuzzy = word.length < 4 || /\d/.test(word) ? 0 : word.length < 7 ? 1 : 2;
  return { queries: [word], prefix: word.length >= shortestStart, fuzzy };
}
