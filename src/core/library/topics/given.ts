import type { Entry } from '../../entry/entry.ts';
import { detached } from '../detached.ts';
import { fold } from '../fold.ts';
import { wordsOf } from '../search/words.ts';
import type { Topic } from '../topic.ts';

/** Where topics can come from: the field of that name, keywords, collections, groups, or the file's folder. */
export const topicOrigins = ['topics', 'keywords', 'collections', 'groups', 'folders'] as const;
export type TopicOrigin = (typeof topicOrigins)[number];

/** Folders say more about how files are kept than about papers, unless a user says otherwise. */
export const usualTopicOrigins: readonly TopicOrigin[] = ['topics', 'keywords', 'collections', 'groups'];

/** A list that is longer is an index of the paper's words. */
const mostTopics = 12;
const longestTopic = 60;

/**
 * The topics that an entry's source gives it, each once. `topics` are ids already; others are named
 * as they are written. `text` is that of the file, where BibTeX groups stand that are no part of
 * the item.
 */
export function givenTopics(entry: Entry, origins: readonly TopicOrigin[], text?: string): Topic[] {
  const topics = new Map<string, Topic>();
  const add = (topic: Topic) => {
    if (topic.id && !topics.has(topic.id) && topics.size < mostTopics) topics.set(topic.id, topic);
  };
  for (const origin of topicOrigins) {
    if (!origins.includes(origin)) continue;
    if (origin === 'topics') entry.topics.forEach((id) => add({ id, title: id }));
    else namesFrom(origin, entry, text).forEach((title) => add({ id: topicId(title), title: detached(title) }));
  }
  return [...topics.values()];
}

/** A topic's id from its title: "State space models" and "state-space models" are one topic. */
export function topicId(title: string): string {
  return wordsOf(fold(title)).join('-');
}

function namesFrom(origin: Exclude<TopicOrigin, 'topics'>, { item, source }: Entry, text?: string): string[] {
  switch (origin) {
    case 'keywords':
      return listed(item.keyword);
    case 'collections':
      return listed(item['collections']).map(lastOfPath);
    case 'groups':
      return [item['groups'], groupsIn(source, text)].flatMap(listed).map(lastOfPath);
    case 'folders':
      return folderOf(source.uri);
  }
}

/** JabRef and Better BibTeX write groups and collections into the field `groups`. */
function groupsIn({ span, fields }: Entry['source'], text?: string): string | undefined {
  if (!text?.slice(span.start, span.end).includes('groups')) return undefined;
  const field = fields?.find(({ name }) => name === 'groups');
  return field && text.slice(field.span.start, field.span.end).replace(/^[\s{"]+|[\s}"]+$/g, '');
}

/** Keywords stand between semicolons, or else between commas (BibLaTeX manual, "keywords"). */
function listed(value: unknown): string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((one): one is string => typeof one === 'string')
    .flatMap((one) => one.split(one.includes(';') ? ';' : ','))
    .map((name) => name.replace(/\s+/g, ' ').trim())
    .filter((name) => name.length > 1 && name.length <= longestTopic);
}

/** Nested groups are written "Methods > Pruning" or "Methods/Pruning"; the innermost names the topic. */
function lastOfPath(name: string): string {
  return (name.split(/\s*>\s*|(?<=\w)\/(?=\w)/).at(-1) ?? name).trim();
}

function folderOf(uri: string): string[] {
  const folder = /([^/]+)\/[^/]*$/.exec(uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*\//i, '/'))?.[1];
  if (!folder) return [];
  try {
    return [decodeURIComponent(folder)];
  } catch {
    return [folder];
  }
}
