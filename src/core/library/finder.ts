import { LongMap } from '../longMap.ts';
import { firstOf } from '../sorting.ts';
import { setOf } from '../steps.ts';
import type { Steps } from '../steps.ts';
import type { Catalog } from './catalog.ts';
import { identitiesIn } from './identity.ts';
import type { MergedPaper } from './merge.ts';
import { yearOfPaper } from './newest.ts';
import { freeText, hasWords, isPlain, parseQuery } from './query.ts';
import type { Query } from './query.ts';
import type { NoteOf } from './query/facts.ts';
import { filterOf } from './query/matches.ts';
import type { QueryFacts } from './query/matches.ts';
import type { Hit, PaperSearch } from './search.ts';
import type { Allowed } from './search/wordIndex.ts';

/** Papers looked at in one step, which may have to read what their entries say. */
const step = 20;

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
   * choose, newest first. A query that says nothing yet finds nothing. In steps.
   */
  *find(text: string, limit: number, noteOf: NoteOf): Steps<Hit[]> {
    const query = parseQuery(text);
    if (isPlain(query)) {
      if (!hasWords(query)) return [];
      return this.#withNamed(text.trim(), yield* this.#search.findSteps(text, limit), limit);
    }
    const allowed = this.#fitting(query, noteOf);
    if (hasWords(query)) return yield* this.#search.findSteps(freeText(query), limit, allowed);
    const papers = yield* firstOf(yield* this.#all(allowed), limit, newestFirst);
    return papers.map(({ id, key }, place) => ({ id, key, score: 1 / (place + 1) }));
  }

  /**
   * The ids of all papers that a filter lets through, in any order: those that hold every word as typed, or where
   * there are none, those that hold something like it. Papers with only some of the words stay out.
   * A filter that says nothing yet leaves nothing out. In steps.
   */
  *filter(text: string, noteOf: NoteOf): Steps<readonly string[]> {
    const query = parseQuery(text);
    const allowed = isPlain(query) ? undefined : this.#fitting(query, noteOf);
    if (!hasWords(query)) return (yield* this.#all(allowed)).map(({ id }) => id);
    if (allowed) return yield* this.#search.matching(freeText(query), allowed);
    const named = this.#named(text.trim()).map(({ id }) => id);
    return [...(yield* setOf(named, yield* this.#search.matching(text)))];
  }

  *#all(allowed: Allowed = () => true): Steps<Dated[]> {
    const papers: Dated[] = [];
    let looked = 0;
    for (const paper of this.#catalog.papers()) {
      if (++looked % step === 0) yield;
      const { id } = paper;
      if (allowed(id)) papers.push({ id, key: paper.places[0].entry.key, year: yearOfPaper(paper) });
    }
    return papers;
  }

  /** Tests papers by id, each once, for all of a query but its words. */
  #fitting(query: Query, noteOf: NoteOf): Allowed {
    const fits = filterOf(query);
    const known = new LongMap<string, boolean>();
    return (id) => {
      const before = known.get(id);
      if (before !== undefined) return before;
      const paper = this.#catalog.paper(id);
      const isAllowed = paper !== undefined && fits(this.#factsOf(paper, noteOf));
      known.set(id, isAllowed);
      return isAllowed;
    };
  }

  /** The papers whose key, DOI or arXiv identifier the text is. */
  #named(text: string): MergedPaper[] {
    const ids = [text, ...identitiesIn(text).flatMap((identity) => this.#catalog.identified(identity))];
    return [...new Set(ids)].map((id) => this.#catalog.paper(id)).filter((paper) => paper !== undefined);
  }

  /** The hits, after the papers that the text names. */
  #withNamed(text: string, hits: Hit[], limit: number): Hit[] {
    const named = this.#named(text);
    if (!named.length) return hits;
    // first among those of its kind, which the whole part of a score tells; see PaperSearch
    const best = Math.floor(hits[0]?.score ?? 0) + 0.999;
    const first = named.map(({ id, places: [{ entry }] }): Hit => ({ id, key: entry.key, score: best }));
    const others = hits.filter(({ id }) => !named.some((paper) => paper.id === id));
    return [...first, ...others].slice(0, limit);
  }
}

interface Dated {
  readonly id: string;
  readonly key: string;
  readonly year: number;
}

function newestFirst(a: Dated, b: Dated): number {
  return b.year - a.year || 0 || (a.id < b.id ? -1 : 1);
}
