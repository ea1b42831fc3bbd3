import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { creatorsOf, fullName, yearOf } from '../../src/core/entry/authors.ts';
import type { Entry } from '../../src/core/entry/entry.ts';
import { fold } from '../../src/core/library/fold.ts';

/** A query and the paper a reader means by it. */
export interface TargetQuery {
  readonly kind: string;
  readonly query: string;
  /** Citation key of a seed paper. */
  readonly target: string;
}

/** Ids of papers, best first. */
export type Find = (query: string) => string[];

const fields = ['title', 'authors', 'key', 'year', 'topics', 'venue', 'abstract'];

/** MiniSearch alone as its manual suggests it for search while typing: boosts, prefixes, typos. */
export function miniSearchAlone(entries: readonly Entry[]): Find {
  const index = new MiniSearch({
    fields,
    searchOptions: {
      boost: { title: 4, authors: 4, key: 3, year: 3, topics: 2 },
      prefix: true,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
    },
  });
  index.addAll(entries.map(plain));
  return (query) => index.search(fold(query)).map(({ id }) => id as string);
}

/** Fuse alone over every entry, in the mode that ranks best: all words, each with mistakes, anywhere. */
export function fuseAlone(entries: readonly Entry[]): Find {
  const fuse = new Fuse(entries.map(plain), {
    keys: fields,
    useExtendedSearch: true,
    ignoreLocation: true,
    threshold: 0.3,
  });
  return (query) => fuse.search(fold(query).replace(/['"^=!|$]/g, ' ')).map(({ item }) => item.id);
}

function plain({ key, item, topics }: Entry) {
  return {
    id: key,
    key: fold(key),
    title: fold(item.title ?? ''),
    authors: fold(creatorsOf(item).map(fullName).join(' ')),
    year: String(yearOf(item) ?? ''),
    topics: topics.join(' ').replaceAll('-', ' '),
    venue: fold(item['container-title'] ?? ''),
    abstract: fold(item.abstract ?? ''),
  };
}

/** The mean of 1 / rank of the target, which counts as not found beyond the first 50. */
export function meanReciprocalRank(queries: readonly TargetQuery[], find: Find): number {
  const sum = queries.reduce((total, { query, target }) => {
    const rank = find(query).slice(0, 50).indexOf(target) + 1;
    return total + (rank ? 1 / rank : 0);
  }, 0);
  return sum / queries.length;
}
