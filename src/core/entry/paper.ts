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

/** What papers are sorted and grouped by. */
export type Listed = Pick<Paper, 'id' | 'key' | 'title' | 'firstAuthor' | 'year' | 'venue' | 'topics'>;

/** What the library knows of a paper beyond its entry. */
export type PaperPlace = Partial<Pick<Paper, 'id' | 'topics' | 'sources' | 'sameAs'>>;

export function paperOf(entry: Entry, place: PaperPlace = {}): Paper {
  const { item, key } = entry;
  const arxiv = arxivId(item);
  return {
    ...listedOf(entry, key, entry.topics),
    authors: shortNames(creatorsOf(item)),
    links: linksOf(item),
    source: entry.source.uri,
    sources: [entry.source.uri],
    ...(arxiv ? { arxiv } : {}),
    ...(item.DOI ? { doi: item.DOI } : {}),
    ...place,
  };
}

/** The part of a paper that lists need of all of them. */
export function listedOf({ item, key }: Entry, id: string, topics: readonly string[]): Listed {
  const [first] = creatorsOf(item);
  const year = yearOf(item);
  const venue = item['container-title'] ?? item.publisher;
  return {
    id,
    key,
    title: item.title ?? key,
    firstAuthor: first ? sortName(first) : '',
    topics,
    ...(year === undefined ? {} : { year }),
    ...(venue ? { venue } : {}),
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
