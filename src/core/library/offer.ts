import { LongSet } from '../longMap.ts';
import { firstOf } from '../sorting.ts';
import type { Steps } from '../steps.ts';
import type { Catalog } from './catalog.ts';
import { fold } from './fold.ts';
import { Newest, yearOfPaper } from './newest.ts';
import type { PaperSearch } from './search.ts';
import type { RankedPaper } from './search/startingWith.ts';
import { wordsOf } from './search/words.ts';

/** What papers are asked for while a citation key is typed. */
export interface OfferRequest {
  /** What is typed so far, up to the cursor. */
  readonly query: string;
  readonly limit: number;
  /** The bibliographies of the document, in which a key is looked up first. */
  readonly uris: readonly string[];
  /** Whether only keys that start so are meant, since the text is likely to be none. */
  readonly keysOnly?: boolean;
}

/** A paper that can be cited where something is typed. Papers of one rank fit equally well. */
export type Offer = RankedPaper;

/** In a larger library, what starts with the query is offered alone; where nothing does, the whole search answers. */
const mostSearchedInFull = 8000;
/** So many papers that fit equally well are put in order, */
const mostRanked = 500;
/** and so many of the document's own are looked through one by one. */
const mostOwn = 3000;
/** With fewer papers that hold the query, it may be words written as one. */
const few = 5;
/** Longer words are looked for with two typos, so that a shorter one that nothing is like is taken for a beginning of one. */
const longestKept = 7;

/** Kinds of match, best first; below 1 papers of a kind are ranked, and those of the document's own come 5 higher. */
const kinds = { key: 60, typed: 50, together: 40, nearly: 30, partly: 20, kept: 10, any: 0 } as const;
const own = 5;
type Ids = LongSet<string>;
type Take = (id: string, rank: number) => void;
/** Papers looked at in one step, */
const step = 1000;
/** and such of which more must be read than their keys. */
const fewer = 40;

/**
 * Answers what papers are meant by the beginning of a key, a name, a title, a year: first by kind of match, then those
 * of the document's bibliographies.
 */
export class Offers {
  readonly #search: PaperSearch;
  readonly #catalog: Catalog;
  readonly #newest: Newest;
  readonly #idsIn = new Map<string, Ids>();
  #version = 0;

  constructor(search: PaperSearch, catalog: Catalog) {
    this.#search = search;
    this.#catalog = catalog;
    this.#newest = new Newest(catalog);
  }

  /** Papers came, changed or went. */
  changed(): void {
    this.#newest.changed();
    this.#version++;
    if (this.#idsIn.size) this.#idsIn.clear();
  }

  /** What can be done before anybody asks, in small steps. */
  prepare(): Steps<void> {
    return this.#newest.prepare();
  }

  /** At most `limit` papers, best first. In steps. */
  *of({ query, limit, uris, keysOnly = false }: OfferRequest): Steps<Offer[]> {
    const files: Ids[] = [];
    for (const uri of uris) files.push(yield* this.#in(uri));
    const isOwn = (id: string) => files.some((ids) => ids.has(id));
    const ranks = new Map<string, number>();
    const take = (id: string, rank: number) => {
      if (!ranks.has(id)) ranks.set(id, isOwn(id) ? rank + own : rank);
    };
    if (!query) yield* this.#takeNewest(take, files, limit);
    else if (keysOnly) yield* this.#takeKeys(take, query, limit);
    else yield* this.#take(take, query, files, limit);
    return [...ranks]
      .filter(([id]) => this.#isMeant(id, isOwn))
      .map(([id, rank]) => ({ id, rank }))
      .sort((a, b) => b.rank - a.rank)
      .slice(0, limit);
  }

  *#take(take: Take, query: string, files: readonly Ids[], limit: number): Steps<void> {
    const named = this.#catalog.papersOf(query);
    for (const { id } of named) take(id, kinds.key);
    const words = wordsOf(fold(query));
    const [word = ''] = words.length === 1 ? words : [];
    const starting = this.#catalog.size > mostSearchedInFull ? yield* this.#starting(words, files, limit) : [];
    for (const { id, rank } of starting) take(id, kinds.typed + rank / 10);
    // the first hundred of the others are enough to find the document's own among them
    const hits = starting.length ? [] : yield* this.#search.findSteps(query, files.length ? 2 * limit : limit);
    const typed = hits.filter(({ score }) => score >= 2);
    for (const { id, score } of typed) take(id, kinds.typed + (score % 1));
    if (word && !named.length && starting.length + typed.length < (starting.length ? 1 : few)) {
      const together = yield* this.#search.runTogether(word, limit);
      together.forEach((id, place) => take(id, kinds.together + 0.9 / (place + 1)));
    }
    for (const { id, score } of hits) take(id, (score >= 1 ? kinds.nearly : kinds.partly) + (score % 1));
    if (word && !starting.length && !hits.length && word.length <= longestKept)
      yield* this.#takeNear(take, word, files, limit);
  }

  /** Papers of the document first, then of all. */
  *#starting(words: readonly string[], files: readonly Ids[], limit: number): Steps<RankedPaper[]> {
    if (!words.length) return [];
    const size = files.reduce((sum, ids) => sum + ids.size, 0);
    const ofOwn: RankedPaper[] = [];
    for (const ids of size <= mostOwn ? files : [])
      ofOwn.push(...(yield* this.#search.startingAmong(ids, words, mostRanked)));
    const others = yield* this.#search.starting(words, mostRanked);
    return [...(yield* this.#newestAmong(ofOwn, limit)), ...(yield* this.#newestAmong(others, limit))];
  }

  /** A short word that nothing is like: with two letters swapped, or else what its beginning finds. */
  *#takeNear(take: Take, word: string, files: readonly Ids[], limit: number): Steps<void> {
    for (let at = 1; at < word.length; at++) {
      const swapped = word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1);
      if (swapped === word) continue;
      for (const { id, rank } of yield* this.#starting([swapped], files, limit)) take(id, kinds.nearly + rank / 10);
    }
    for (let length = word.length - 1; length > 0; length--) {
      const starting = yield* this.#starting([word.slice(0, length)], files, limit);
      for (const { id, rank } of starting) take(id, kinds.kept + rank / 10);
      if (starting.length) return;
    }
  }

  /** The first of some papers, those of one rank the newest first. */
  *#newestAmong(papers: readonly RankedPaper[], limit: number): Steps<RankedPaper[]> {
    const years = new Map<string, number>();
    for (const [at, { id }] of papers.entries()) {
      const paper = this.#catalog.paper(id);
      if (paper) years.set(id, yearOfPaper(paper));
      if (at % fewer === fewer - 1) yield;
    }
    const yearOf = ({ id }: RankedPaper) => years.get(id) ?? 0;
    return yield* firstOf(papers, limit, (a, b) => b.rank - a.rank || yearOf(b) - yearOf(a) || 0);
  }

  *#takeKeys(take: Take, query: string, limit: number): Steps<void> {
    const start = query.toLowerCase();
    let left = limit;
    let looked = 0;
    for (const { id, places } of this.#catalog.papers()) {
      if (++looked % step === 0) yield;
      if (!places[0].entry.key.toLowerCase().startsWith(start)) continue;
      take(id, kinds.typed);
      if (--left === 0) return;
    }
  }

  *#takeNewest(take: Take, files: readonly Ids[], limit: number): Steps<void> {
    for (const ids of files) for (const id of yield* this.#newest.among(ids, limit)) take(id, kinds.any);
    for (const id of yield* this.#newest.all(limit)) take(id, kinds.any);
  }

  *#in(uri: string): Steps<Ids> {
    const known = this.#idsIn.get(uri);
    if (known) return known;
    const version = this.#version;
    const ids = new LongSet<string>();
    for (const { id } of this.#catalog.papersIn(uri)) if (ids.add(id).size % step === 0) yield;
    if (version === this.#version) this.#idsIn.set(uri, ids);
    return ids;
  }

  /** Of several papers with one key only that which the document means by it can be cited. */
  #isMeant(id: string, isOwn: (id: string) => boolean): boolean {
    const key = this.#catalog.paper(id)?.places[0].entry.key;
    const papers = key === undefined ? [] : this.#catalog.papersOf(key);
    if (papers.length < 2) return papers.length > 0;
    return (papers.find((paper) => isOwn(paper.id)) ?? papers[0])?.id === id;
  }
}
