import type { Options } from 'minisearch';
import { firstOf } from '../../sorting.ts';
import type { Steps } from '../../steps.ts';
import { detached } from '../detached.ts';
import { Found } from './found.ts';
import type { ShortFields } from './indexed.ts';
import { score } from './scoring.ts';
import type { Admission, WordAsked, WordQuery } from './scoring.ts';
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
/** How many papers are wanted, the best ones; or all of them, in any order. */
export type Wanted = number | 'all';

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
/** Papers gone through in one step. */
const step = 5000;
/** Whether a paper is allowed may take as long to say as so many places of words to look at: it may have to be read. */
const askingCost = 500;

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
  *withAll(terms: readonly QueryTerm[], wanted: Wanted, allowed?: Allowed): Steps<string[]> {
    const queries = this.#rareFirst(terms).map((term) => asTyped(term, true));
    return yield* this.#ranked(yield* this.#inAll(queries, this.#admission(allowed)), wanted);
  }

  /** Ids of the papers in which every word stands whole. */
  *withWhole(terms: readonly QueryTerm[], wanted: Wanted, allowed?: Allowed): Steps<string[]> {
    const queries = this.#rareFirst(terms).map((term) => asTyped(term, false));
    return yield* this.#ranked(yield* this.#inAll(queries, this.#admission(allowed)), wanted);
  }

  /** As `withAll`, with typos (two in a long word), and with neighbouring words written as one. */
  *withNearly(terms: readonly QueryTerm[], wanted: Wanted, allowed?: Allowed): Steps<string[]> {
    if (terms.length > mostFuzzyTerms) return [];
    const admission = this.#admission(allowed);
    const queries: WordQuery[] = [];
    for (const { words } of this.#rareFirst(terms)) for (const word of words) queries.push(yield* this.#nearly(word));
    const found = yield* this.#inAll(queries, admission);
    for (const [place, term] of terms.slice(1).entries()) {
      const pair = { words: [[...(terms[place]?.words ?? []), ...term.words].join('')] };
      if (!(yield* this.withAll([pair], 1)).length) continue;
      const around = [...terms.slice(0, place), pair, ...terms.slice(place + 2)];
      const others = yield* this.#inAll(
        this.#rareFirst(around).map((one) => asTyped(one, true)),
        admission,
      );
      for (const paper of others.papers) found.raise(paper, others.sumOf(paper));
      yield;
    }
    return yield* this.#ranked(found, wanted);
  }

  /** Ids of the papers in which at least one of the telling words stands; the more of them, the better. */
  *withSome(terms: readonly QueryTerm[], wanted: Wanted, allowed?: Allowed): Steps<string[]> {
    const telling = terms.filter(({ words }) => words.some((word) => this.#shareOf(word) < commonShare));
    if (!telling.length) return [];
    const any = telling.map((term) => asTyped(term, true));
    return yield* this.#ranked(yield* this.#inAll([{ any }], this.#admission(allowed)), wanted);
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

  /** In steps, between which nothing may change. */
  pack(): Steps<PackedIndex> {
    return this.#index.pack();
  }

  /** Takes over what `pack` gave, in steps. Throws, with nothing changed, where that is damaged. */
  *unpack(packed: PackedIndex): Steps<void> {
    const index = new StoredIndex(options);
    yield* index.unpack(packed);
    this.#index = index;
    this.#cleaning = undefined;
  }

  /** A word with typos, or as two words: "statespace" also as "state space". */
  *#nearly(word: string): Steps<WordQuery> {
    const asWritten = withTypos(word);
    if (word.length < 2 * shortestStart || (yield* this.withAll([{ words: [word] }], 1)).length) return asWritten;
    for (let length = shortestStart; length <= word.length - shortestStart; length++) {
      const halves = [asWord(word.slice(0, length), false), asWord(word.slice(length), true)];
      if ((yield* this.#inAll(halves)).papers.length) return { any: [asWritten, { all: halves }] };
    }
    return asWritten;
  }

  #rareFirst(terms: readonly QueryTerm[]): QueryTerm[] {
    const shares = new Map(terms.map((term) => [term, Math.min(...term.words.map(this.#shareOf))]));
    return [...terms].sort((a, b) => (shares.get(a) ?? 0) - (shares.get(b) ?? 0));
  }

  /** Scores of the papers that every query finds. Each query looks at those only that the one before it found. */
  *#inAll(queries: readonly WordQuery[], admission?: Admission): Steps<Found> {
    let all: Found | undefined;
    for (const query of queries) {
      const before = all;
      if (before?.papers.length === 0) break;
      const among = before ? { admits: (paper: number) => before.has(paper), cost: 1 } : admission;
      const found = yield* score(this.#index, query, among);
      all = new Found(this.#index.end);
      for (const [at, paper] of found.papers.entries()) {
        all.raise(paper, found.scoreOf(paper) + (before?.sumOf(paper) ?? 0));
        if (at % step === step - 1) yield;
      }
    }
    return all ?? new Found(0);
  }

  #admission(allowed: Allowed | undefined): Admission | undefined {
    if (!allowed) return undefined;
    const admits = (paper: number) => {
      const id = this.#index.idOf(paper);
      return id !== undefined && allowed(id);
    };
    return { admits, cost: askingCost };
  }

  /** The ids of the best papers. */
  *#ranked(found: Found, wanted: Wanted): Steps<string[]> {
    const { papers } = found;
    const best = wanted === 'all' ? papers : yield* firstOf(papers, wanted, (a, b) => found.sumOf(b) - found.sumOf(a));
    const ids: string[] = [];
    for (const [at, paper] of best.entries()) {
      const id = this.#index.idOf(paper);
      if (id !== undefined) ids.push(id);
      if (at % step === step - 1) yield;
    }
    return ids;
  }
}

function asTyped({ words, joined }: QueryTerm, starts: boolean): WordQuery {
  const all = words.map((word) => asWord(word, starts));
  return joined ? { any: [{ all }, asWord(joined, starts)] } : { all };
}

/** What was joined may be too long for a word, or several in scripts without spaces. */
function asWord(text: string, starts: boolean): WordQuery {
  const words = wordsOf(text).map((word): WordAsked => ({
    word,
    isStart: starts && text.length >= shortestStart,
    typos: 0,
  }));
  return words.length === 1 && words[0] ? words[0] : { all: words };
}

/** A number with another digit is another number. */
function withTypos(word: string): WordQuery {
  const typos = word.length < 4 || /\d/.test(word) ? 0 : word.length < 7 ? 1 : 2;
  return { word, isStart: word.length >= shortestStart, typos };
}
