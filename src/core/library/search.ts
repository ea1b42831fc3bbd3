import { LongMap } from '../longMap.ts';
import { atOnce, setOf } from '../steps.ts';
import type { Steps } from '../steps.ts';
import { fold } from './fold.ts';
import { AbstractScan } from './search/abstractScan.ts';
import { rankByFields } from './search/fieldRank.ts';
import { formsOf, lineOf, shortFields, shortNamesOf } from './search/indexed.ts';
import type { Searchable, ShortFields } from './search/indexed.ts';
import { LetterIndex } from './search/letterIndex.ts';
import { runTogether } from './search/runTogether.ts';
import { startingAmong, startingWith, startingWithAll } from './search/startingWith.ts';
import type { Described, RankedPaper } from './search/startingWith.ts';
import type { PackedIndex } from './search/storedIndex.ts';
import { shortestStart, WordIndex } from './search/wordIndex.ts';
import type { Allowed, Wanted } from './search/wordIndex.ts';
import { termsOf } from './search/words.ts';
import type { QueryTerm } from './search/words.ts';

export type { Searchable } from './search/indexed.ts';

export interface Hit {
  /** The paper's id in the library. */
  readonly id: string;
  /** Its citation key. */
  readonly key: string;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
}

/** What `save` gives: plain data, to be restored by a search of the same papers. */
export interface SavedSearch {
  readonly version: number;
  readonly words: PackedIndex;
  /** The line of each paper for the fuzzy matcher, in the order of the ids. */
  readonly lines: readonly string[];
}

/** Changes whenever what the indexes hold changes, so that an older saved search is not restored. */
const version = 1;
/** Of more papers than this, abstracts are read through and not indexed, which takes some ten kilobytes of memory each. */
const mostIndexedInFull = 20_000;
/** Shares of the three rankings in the sum of reciprocal ranks. */
const shares = { words: 0.5, letters: 0.09, fields: 0.4 };
/** Fuse looks at no more than this many proposals of each index. */
const proposals = 100;
/** With so many papers that hold the words as typed, stretches of words are not looked for; */
const enough = 20;
/** with so few, typos are, and papers with some of the words. */
const few = 5;
/** Papers looked at in one step. */
const step = 100;

/**
 * Finds papers by key, title, authors, year, topics, venue and abstract, in any order of words,
 * with typos, accents or without. An inverted index (words) and a fuzzy matcher (letters)
 * propose; Fuse ranks their proposals over the short fields; ranks are summed by reciprocal.
 * Papers that hold the words as typed come before those that hold something like them.
 */
export class PaperSearch {
  readonly #papers = new LongMap<string, Searchable>();
  readonly #letters = new LetterIndex();
  readonly #words = new WordIndex((word) => this.#letters.shareOf(word));
  readonly #abstracts = new AbstractScan();
  #expected = 0;

  /** Says how many papers there will be, which decides what is indexed of those put from now on. */
  expect(count: number): void {
    this.#expected = count;
  }

  /** Adds a paper, or replaces the one of the same id. */
  put(paper: Searchable): void {
    const { id, entry } = paper;
    this.remove(id);
    const fields = this.#take(paper);
    const isSmall = Math.max(this.#expected, this.#papers.size) <= mostIndexedInFull;
    const abstract = isSmall ? fold(entry.item.abstract ?? '') : '';
    if (!isSmall) this.#abstracts.put(id, entry);
    const forms = [...formsOf(paper), ...(isSmall ? shortNamesOf(paper, fields) : [])].join(' ');
    this.#words.put({ ...fields, forms, abstract });
  }

  /** Puts an entry that says the same in the place of the one before, so that what that was read from can be forgotten. */
  move(paper: Searchable): void {
    if (!this.#papers.has(paper.id)) return;
    this.#papers.set(paper.id, paper);
    this.#abstracts.move(paper.id, paper.entry);
  }

  remove(id: string): void {
    if (!this.#papers.delete(id)) return;
    this.#words.remove(id);
    this.#letters.remove(id);
    this.#abstracts.remove(id);
  }

  /** What can be done after the papers are in and nobody waits, in small steps. */
  *prepare(): Generator<void, void> {
    yield* this.#abstracts.prepare();
    yield* this.#words.clean();
  }

  /** At most `limit` hits, best first, among the papers allowed. A query without letters or digits finds nothing. */
  find(query: string, limit: number, allowed?: Allowed): Hit[] {
    return atOnce(this.findSteps(query, limit, allowed));
  }

  /** `find` in steps, between which papers may come and go. */
  *findSteps(query: string, limit: number, allowed?: Allowed): Steps<Hit[]> {
    const terms = termsOf(fold(query));
    if (!terms.length) return [];
    const words = terms.flatMap((term) => term.words);
    const most = Math.max(limit, proposals);
    const asTyped = yield* this.#findAsTyped(terms, most, allowed);
    const byLetters = asTyped.length < enough ? yield* this.#letters.find(words, proposals, allowed) : [];
    const nearly = asTyped.length < few ? yield* this.#words.withNearly(terms, most, allowed) : [];
    const partly = asTyped.length + nearly.length < few ? yield* this.#words.withSome(terms, proposals, allowed) : [];
    const byWords = unique([...asTyped, ...nearly, ...partly]);
    const candidates = unique([...byWords.slice(0, proposals), ...byLetters]);
    const byFields = yield* rankByFields(words, candidates.map((id) => this.#papers.get(id)).filter(isThere));

    const scores = new Map<string, number>();
    const vote = (ids: readonly string[], share: number) =>
      ids.forEach((id, rank) => scores.set(id, (scores.get(id) ?? 0) + share / (rank + 1)));
    vote(byWords, shares.words);
    vote(byLetters, shares.letters);
    vote(byFields, shares.fields);
    // no sum of votes comes to 1, so that whole numbers keep the kinds of match apart
    const raise = (ids: readonly string[]) => ids.forEach((id) => scores.set(id, (scores.get(id) ?? 0) + 1));
    raise(asTyped);
    raise(unique([...asTyped, ...nearly, ...byLetters]));
    return [...scores]
      .map(([id, score]) => ({ id, key: this.#papers.get(id)?.entry.key ?? id, score }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  /**
   * All papers that hold every word as typed, in any order; where there are none, those that hold something like it. In
   * steps.
   */
  *matching(query: string, allowed?: Allowed): Steps<readonly string[]> {
    const terms = termsOf(fold(query));
    if (!terms.length) return [];
    const asTyped = yield* this.#findAsTyped(terms, 'all', allowed);
    if (asTyped.length) return asTyped;
    const byLetters = yield* this.#letters.find(
      terms.flatMap((term) => term.words),
      proposals,
      allowed,
    );
    return [...(yield* setOf(yield* this.#words.withNearly(terms, 'all', allowed), byLetters))];
  }

  /**
   * At most `limit` papers in whose key, authors, title, year or topics the words stand, the last or its start; see
   * `startingWith`. In steps.
   */
  *starting(words: readonly string[], limit: number): Steps<RankedPaper[]> {
    const [only = ''] = words;
    if (words.length === 1) return yield* startingWith(this.#words.starting(only), only, limit);
    const postingsOf = (word: string, isStart: boolean) =>
      isStart ? this.#words.starting(word) : this.#words.holding(word);
    return yield* startingWithAll(words, postingsOf, (id) => this.#described(id), limit);
  }

  /** As `starting`, among these papers alone. */
  startingAmong(ids: Iterable<string>, words: readonly string[], limit: number): Steps<RankedPaper[]> {
    return startingAmong(ids, words, (id) => this.#described(id), limit);
  }

  /** At most `limit` papers that hold the words that were written as one; see `runTogether`. In steps. */
  runTogether(text: string, limit: number, allowed?: Allowed): Steps<string[]> {
    const lineOf = (id: string) => this.#letters.lineOf(id) ?? '';
    return runTogether(text, { words: this.#words, lineOf }, limit, allowed);
  }

  /**
   * In steps, between which nothing may change. Nothing for a library whose abstracts are read through, which would have to
   * be read again anyway.
   */
  *save(): Steps<SavedSearch | undefined> {
    if (this.#papers.size > mostIndexedInFull) return undefined;
    const words = yield* this.#words.pack();
    return { version, words, lines: words.ids.map((id) => this.#letters.lineOf(id) ?? '') };
  }

  /**
   * Takes over an index that was saved for exactly these papers, which an empty search is given.
   * False, and nothing done, where it is of another version, damaged, or of other papers. In steps.
   */
  *restore(saved: SavedSearch, papers: readonly Searchable[]): Steps<boolean> {
    if (saved.version !== version || saved.words.ids.length !== papers.length) return false;
    const places = new Map(saved.words.ids.map((id, at) => [id, at]));
    yield;
    const lines = papers.map(({ id }) => saved.lines[places.get(id) ?? -1]);
    if (!lines.every((line) => line !== undefined)) return false;
    yield;
    try {
      yield* this.#words.unpack(saved.words);
    } catch {
      return false;
    }
    for (const [at, paper] of papers.entries()) {
      this.#papers.set(paper.id, paper);
      this.#letters.put(paper.id, lines[at] ?? '');
      if (at % step === step - 1) yield;
    }
    return true;
  }

  #described(id: string): Described {
    return { key: fold(this.#papers.get(id)?.entry.key ?? ''), line: this.#letters.lineOf(id) ?? '' };
  }

  #take(paper: Searchable): ShortFields {
    const fields = shortFields(paper);
    this.#papers.set(paper.id, paper);
    this.#letters.put(paper.id, lineOf(fields));
    return fields;
  }

  /** The papers that hold all the words, in the index or in an abstract that is read through. */
  *#findAsTyped(terms: readonly QueryTerm[], wanted: Wanted, allowed?: Allowed): Steps<string[]> {
    const limit = wanted === 'all' ? Infinity : wanted;
    const [short, long] = [terms.filter(isShort), terms.filter((term) => !isShort(term))];
    const holding = long.length
      ? yield* this.#words.withAll(long, short.length && wanted !== 'all' ? Infinity : wanted, allowed)
      : [];
    const narrowed = yield* this.#narrowed(holding, short);
    // one or two letters may also be a word of an abstract, such as "S4"
    const whole = short.length && narrowed.length < few ? yield* this.#words.withWhole(terms, wanted, allowed) : [];
    const starting = long.length ? [] : yield* this.#withStarts(short, allowed);
    const isOne = !whole.length && !starting.length;
    const all = isOne ? narrowed : [...(yield* setOf(whole, narrowed, starting))];
    const found = all.slice(0, limit);
    if (found.length >= few || !long.length) return found;
    const words = terms.flatMap((term) => term.words);
    return unique([...found, ...(yield* this.#abstracts.find(words, limit, allowed))]);
  }

  /** Those in whose short fields a word starts with each of the one or two letters; those first where it is the word. */
  *#narrowed(ids: readonly string[], short: readonly QueryTerm[]): Steps<readonly string[]> {
    if (!short.length) return ids;
    const starts = startsOf(short);
    const [whole, others]: [string[], string[]] = [[], []];
    for (const [at, id] of ids.entries()) {
      if (at % step === step - 1) yield;
      const line = this.#letters.lineOf(id);
      if (!starts.every((start) => line?.includes(start))) continue;
      (starts.every((start) => line?.includes(`${start} `)) ? whole : others).push(id);
    }
    return [...whole, ...others];
  }

  /** For a query of one or two letters, where nearly every paper would do: the first that come. */
  *#withStarts(short: readonly QueryTerm[], allowed?: Allowed): Steps<string[]> {
    const starts = startsOf(short);
    const found: string[] = [];
    let looked = 0;
    for (const [id, line] of this.#letters.lines()) {
      if (++looked % step === 0) yield;
      if (!starts.every((start) => line.includes(start)) || allowed?.(id) === false) continue;
      found.push(id);
      if (found.length >= proposals) break;
    }
    return found;
  }
}

function isShort({ words }: QueryTerm): boolean {
  return words.length === 1 && (words[0]?.length ?? 0) < shortestStart;
}

function startsOf(terms: readonly QueryTerm[]): string[] {
  return terms.flatMap(({ words }) => words.map((word) => ` ${word}`));
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
