import type { Entry } from './entry.ts';
import type { PaperLinks } from './links.ts';
import { creatorsOf, fullName, shortNames, sortName, yearOf } from './authors.ts';
import { arxivId, linksOf } from './links.ts';

/**
 * What lists and trees show of an entry. Views keep one for every paper of the library, so it
 * holds no abstract; the whole entry is asked for when it is looked at.
 */
export interface Paper {
  /** What tells it from every other paper: its key, unless another paper has that key too. */
  readonly id: string;
  readonly key: string;
  readonly title: string;
  /** "Gu & Dao"; empty where nobody is named. */
  readonly authors: string;
  /** The first author as lists sort it, "Gu, Albert"; empty where nobody is named. */
  readonly firstAuthor: string;
  readonly year?: number;
  readonly venue?: string;
  /** Ids of topics. */
  readonly topics: readonly string[];
  readonly links: PaperLinks;
  readonly arxiv?: string;
  readonly doi?: string;
  /** The address of the file the entry stands in. */
  readonly source: string;
  /** The addresses of all files the paper stands in under this key, nearest first. */
  readonly sources: readonly string[];
  /** Ids of entries of the same paper under other keys. */
  readonly sameAs?: readonly string[];
}

/** What the library knows of a paper beyond its entry. */
export type PaperPlace = Partial<Pick<Paper, 'id' | 'topics' | 'sources' | 'sameAs'>>;

export function paperOf(entry: Entry, place: PaperPlace = {}): Paper {
  const { item, key } = entry;
  const creators = creatorsOf(item);
  const first = creators[0];
  const year = yearOf(item);
  const venue = item['container-title'] ?? item.publisher;
  const arxiv = arxivId(item);
  return {
    id: key,
    key,
    title: item.title ?? key,
    authors: shortNames(creators),
    firstAuthor: first ? sortName(first) : '',
    topics: entry.topics,
    links: linksOf(item),
    source: entry.source.uri,
    sources: [entry.source.uri],
    ...(year === undefined ? {} : { year }),
    ...(venue ? { venue } : {}),
    ...(arxiv ? { arxiv } : {}),
    ...(item.DOI ? { doi: item.DOI } : {}),
    ...place,
  };
}

/** "Gu & Dao 2023": what a reader calls a paper. Its key where neither is known. */
export function authorYear(paper: Paper): string {
  return [paper.authors, paper.year].filter(Boolean).join(' ') || paper.key;
}

/** Every creator in full, for cards: "Albert Gu, Tri Dao". */
export function allAuthors(entry: Entry): string {
  return creatorsOf(entry.item).map(fullName).join(', ');
}
