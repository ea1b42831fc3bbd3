import { yearOf } from '../entry/authors.ts';
import type { Catalog } from './catalog.ts';
import { identitiesIn } from './identity.ts';
import type { MergedPaper } from './merge.ts';
import { freeText, hasWords, isPlain, parseQuery } from './query.ts';
import type { Query } from './query.ts';
import type { NoteOf } from './query/facts.ts';
import { filterOf } from './query/matches.ts';
import type { QueryFacts } from './query/matches.ts';
import type { Hit, PaperSearch } from './search.ts';
import type { Allowed } from './search/wordIndex.ts';

/** Answers queries: words from the search, fields from the entries. */
export class Finder {
  readonly #search: PaperSearch;
  readonly #catalog: Catalog;
  readonly #factsOf: (paper: MergedPaper, noteOf: NoteOf) => QueryFacts;

  constructor(search: PaperSearch, catalog: Catalog, factsOf: (paper: MergedPaper, noteOf: NoteOf) => QueryFacts) {
    this.#search = search;
    this.#catalog = catalog;
    this.#factsOf = factsOf;
  }

  /**
   * At most `limit` papers that a query (see `query.ts`) finds, best first; those that only fields
   * choose, newest first. A query that says nothing yet finds nothing.
   */
  find(text: string, limit: number, noteOf: NoteOf): Hit[] {
    const query = parseQuery(text);
    if (isPlain(query))
      return hasWords(query) ? this.#withNamed(text.trim(), this.#search.find(text, limit), limit) : [];
    const allowed = this.#fitting(query, noteOf);
    return hasWords(query) ? this.#search.find(freeText(query), limit, allowed) : this.#newest(limit, allowed);
  }

  /**
   * The ids of all papers that a filter lets through: those that hold every word as typed, or where
   * there are none, those that hold something like it. Papers with only some of the words stay out.
   * A filter that says nothing yet leaves nothing out.
   */
  filter(text: string, noteOf: NoteOf): string[] {
    const query = parseQuery(text);
    if (isPlain(query) && !hasWords(query)) return this.#newest(Infinity).map(({ id }) => id);
    const hits = this.find(text, Infinity, noteOf);
    // the whole part of a score is the kind of match
    const kind = hasWords(query) ? Math.max(1, Math.floor(hits[0]?.score ?? 0)) : 0;
    return hits.filter(({ score }) => score >= kind).map(({ id }) => id);
  }

  #newest(limit: number, allowed: Allowed = () => true): Hit[] {
    return newestFirst([...this.#catalog.papers()].filter(({ id }) => allowed(id)))
      .slice(0, limit)
      .map(({ id, places: [{ entry }] }, place) => ({ id, key: entry.key, score: 1 / (place + 1) }));
  }

  /** Tests papers by id, each once, for all of a query but its words. */
  #fitting(query: Query, noteOf: NoteOf): Allowed {
    const fits = filterOf(query);
    const known = new Map<string, boolean>();
    return (id) => {
      const before = known.get(id);
      if (before !== undefined) return before;
      const paper = this.#catalog.paper(id);
      const isAllowed = paper !== undefined && fits(this.#factsOf(paper, noteOf));
      known.set(id, isAllowed);
      return isAllowed;
    };
  }

  /** The hits, after the papers whose key, DOI or arXiv identifier the text is. */
  #withNamed(text: string, hits: Hit[], limit: number): Hit[] {
    const ids = [text, ...identitiesIn(text).flatMap((identity) => this.#catalog.identified(identity))];
    const named = [...new Set(ids)].map((id) => this.#catalog.paper(id)).filter((paper) => paper !== undefined);
    if (!named.length) return hits;
    // first among those of its kind, which the whole part of a score tells; see PaperSearch
    const best = Math.floor(hits[0]?.score ?? 0) + 0.999;
    const first = named.map(({ id, places: [{ entry }] }): Hit => ({ id, key: entry.key, score: best }));
    const others = hits.filter(({ id }) => !named.some((paper) => paper.id === id));
    return [...first, ...others].slice(0, limit);
  }
}

function newestFirst(papers: MergedPaper[]): MergedPaper[] {
  const yearOfPaper = ({ places: [{ entry }] }: MergedPaper) => yearOf(entry.item) ?? -Infinity;
  return papers.sort((a, b) => yearOfPaper(b) - yearOfPaper(a) || 0 || (a.id < b.id ? -1 : 1));
}
