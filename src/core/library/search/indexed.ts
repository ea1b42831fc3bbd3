import { creatorsOf, fullName, yearOf } from '../../entry/authors.ts';
import type { Entry } from '../../entry/entry.ts';
import { fold } from '../fold.ts';
import { compoundsOf, initialsOf, wordsOf } from './words.ts';

/** What the search is told of a paper. */
export interface Searchable {
  readonly id: string;
  readonly entry: Entry;
  /** Topics are searched by these and by their ids. */
  readonly topicTitles: readonly string[];
}

/** A paper whose topics are worked out when somebody asks for them. */
export function searchableLater(id: string, entry: Entry, titles: () => readonly string[]): Searchable {
  return {
    id,
    entry,
    get topicTitles() {
      return titles();
    },
  };
}

/** The short fields of a paper, folded. */
export interface ShortFields {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly authors: string;
  readonly year: string;
  readonly topics: string;
  readonly venue: string;
}

export function shortFields({ id, entry, topicTitles }: Searchable): ShortFields {
  const { item, key, topics } = entry;
  return {
    id,
    key: fold(key),
    title: fold(item.title ?? ''),
    authors: fold(creatorsOf(item).map(fullName).join(' ')),
    year: String(yearOf(item) ?? ''),
    topics: fold([...topicTitles, ...topics].join(' ')),
    venue: fold(item['container-title'] ?? item.publisher ?? ''),
  };
}

/** Words under which a title can be found though they do not stand there. */
export function formsOf({ entry }: Searchable): string[] {
  return compoundsOf(entry.item.title ?? '').map(fold);
}

/** Short names of what a title and topics say; among very many papers they name too much. */
export function shortNamesOf({ topicTitles }: Searchable, { title }: ShortFields): string[] {
  return [...initialsOf(title), ...topicTitles.flatMap((topic) => initialsOf(fold(topic)))];
}

/**
 * The short fields as one line of words between single spaces, one at each end: a line includes
 * ` gu ` where "gu" is a word of it, and ` gu` where a word starts so.
 */
export function lineOf({ authors, year, title, key, topics, venue }: ShortFields): string {
  return ` ${wordsOf(`${authors} ${year} ${title} ${key} ${topics} ${venue}`).join(' ')} `;
}
