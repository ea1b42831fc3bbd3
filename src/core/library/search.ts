import uFuzzy from '@leeoniya/ufuzzy';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { creatorsOf, fullName, yearOf } from '../entry/authors.ts';
import type { Entry } from '../entry/entry.ts';
import { fold } from './fold.ts';

/** An entry as the index knows it, every field folded. */
interface Indexed {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly authors: string;
  readonly year: string;
  readonly topics: string;
  readonly venue: string;
  readonly abstract: string;
}

export interface Hit {
  readonly key: string;
  /** Higher is better; comparable within one answer only. */
  readonly score: number;
}

/** Shares of the three rankings in the sum of reciprocal ranks. */
const shares = { words: 0.5, letters: 0.1, fields: 0.4 };
/** Fuse looks at no more than this many proposals of each index. */
const proposals = 100;

/**
 * Finds papers by key, title, authors, year, topics, venue and abstract, in any order of words,
 * with typos, accents or without. An inverted index (words) and a fuzzy matcher (letters)
 * propose; Fuse ranks their proposals over the short fields; ranks are summed by reciprocal.
 */
export class PaperSearch {
  readonly #docs = new Map<string, Indexed>();
  readonly #words = new MiniSearch<Indexed>({
    fields: ['title', 'authors', 'key', 'year', 'topics', 'venue', 'abstract'],
    searchOptions: {
      boost: { title: 4, authors: 4, key: 3, year: 3, topics: 2 },
      prefix: true,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
    },
  });
  readonly #letters = new uFuzzy({ intraMode: 1 });
  /** One line for each entry, for the fuzzy matcher; made again after a change. */
  #lines: { readonly keys: string[]; readonly text: string[] } | undefined;

  /** Adds an entry, or replaces the one of the same key. Topics are searched by their titles. */
  put(entry: Entry, topicTitles: readonly string[]): void {
    this.remove(entry.key);
    const doc = indexed(entry, topicTitles);
    this.#docs.set(entry.key, doc);
    this.#words.add(doc);
    this.#lines = undefined;
  }

  remove(key: string): void {
    if (!this.#docs.delete(key)) return;
    this.#words.discard(key);
    this.#lines = undefined;
  }

  /** At most `limit` hits, best first. An empty query finds nothing. */
  find(query: string, limit: number): Hit[] {
    const folded = fold(query).trim();
    if (!folded) return [];
    const byWords = this.#findWords(folded);
    const byLetters = this.#findLetters(folded);
    const candidates = [...new Set([...byWords, ...byLetters])];
    const byFields = this.#rankFields(folded, candidates);
    const scores = new Map<string, number>();
    const vote = (keys: readonly string[], share: number) =>
      keys.forEach((key, rank) => scores.set(key, (scores.get(key) ?? 0) + share / (rank + 1)));
    vote(byWords, shares.words);
    vote(byLetters, shares.letters);
    vote(byFields, shares.fields);
    return [...scores]
      .map(([key, score]) => ({ key, score }))
      .sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1))
      .slice(0, limit);
  }

  #findWords(query: string): string[] {
    const all = this.#words.search(query, { combineWith: 'AND' });
    const found = all.length < 5 ? [...all, ...this.#words.search(query, { combineWith: 'OR' })] : all;
    return [...new Set(found.map((hit) => hit.id as string))].slice(0, proposals);
  }

  #findLetters(query: string): string[] {
    const { keys, text } = (this.#lines ??= this.#makeLines());
    const [found, info, order] = this.#letters.search(text, query, 5, 1000);
    const ranked = order && info ? order.map((place) => info.idx[place]) : (found ?? []);
    return ranked
      .slice(0, proposals)
      .map((place) => (place === undefined ? undefined : keys[place]))
      .filter((key) => key !== undefined);
  }

  #rankFields(query: string, keys: readonly string[]): string[] {
    const docs = keys.map((key) => this.#docs.get(key)).filter((doc) => doc !== undefined);
    const fuse = new Fuse(docs, {
      keys: ['title', 'authors', 'key', 'year', 'topics'],
      useExtendedSearch: true,
      ignoreLocation: true,
      threshold: 0.3,
    });
    return fuse.search(withoutOperators(query)).map(({ item }) => item.id);
  }

  #makeLines() {
    const docs = [...this.#docs.values()];
    return {
      keys: docs.map((doc) => doc.id),
      text: docs.map((doc) => `${doc.authors} ${doc.year} ${doc.title} ${doc.key} ${doc.topics}`),
    };
  }
}

/** Fuse reads `'`, `^`, `=`, `!`, `|`, `$` and quotes as operators; here they are letters nobody searches for. */
function withoutOperators(query: string): string {
  return query.replace(/['"^=!|$]/g, ' ').replace(/\s+/g, ' ').trim();
}

function indexed(entry: Entry, topicTitles: readonly string[]): Indexed {
  const { item, key } = entry;
  return {
    id: key,
    key: fold(key),
    title: fold(item.title ?? ''),
    authors: fold(creatorsOf(item).map(fullName).join(' ')),
    year: String(yearOf(item) ?? ''),
    topics: fold([...topicTitles, ...entry.topics].join(' ')),
    venue: fold(item['container-title'] ?? item.publisher ?? ''),
    abstract: fold(item.abstract ?? ''),
  };
}
