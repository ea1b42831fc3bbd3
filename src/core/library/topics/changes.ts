import type { Topic } from '../topic.ts';
import { pinTopic, renameTopic } from './edits.ts';
import type { TopicEdits } from './edits.ts';

/** A paper as far as topics go: its citation key and the topics it has now. */
export interface Filed {
  readonly key: string;
  readonly topics: readonly string[];
}

/** A proposed topic becomes the user's own with the papers it has; any other already is one. */
export function adopt(edits: TopicEdits, topic: Topic, papers: readonly Filed[]): TopicEdits {
  if (!topic.isProposed) return edits;
  const members = papers.filter(({ topics }) => topics.includes(topic.id));
  return {
    ...renameTopic(edits, topic.id, topic.title),
    papers: new Map([...edits.papers, ...members.map(({ key, topics }) => [key, topics] as const)]),
  };
}

/** Gives a topic another title. */
export function rename(edits: TopicEdits, topic: Topic, title: string, papers: readonly Filed[]): TopicEdits {
  return renameTopic(adopt(edits, topic, papers), topic.id, title);
}

/** Puts a topic before the others. */
export function pin(edits: TopicEdits, topic: Topic, papers: readonly Filed[]): TopicEdits {
  if (!topic.isProposed)
    return edits.pinned.includes(topic.id) ? edits : { ...edits, pinned: [...edits.pinned, topic.id] };
  return pinTopic(adopt(edits, topic, papers), topic, new Map());
}

/** A paper that is to be put into another topic, and the one it is taken out of. */
export interface Moved extends Filed {
  readonly from?: string | undefined;
}

/** Puts papers into a topic, out of the ones they come from. */
export function put(edits: TopicEdits, moved: readonly Moved[], to: Topic, papers: readonly Filed[]): TopicEdits {
  const own = adopt(edits, to, papers);
  const all = new Map(own.papers);
  for (const { key, topics, from } of moved) all.set(key, [...new Set([...topics.filter((id) => id !== from), to.id])]);
  return { ...own, papers: all };
}

/** Takes papers out of the topics they come from. */
export function takeOut(edits: TopicEdits, moved: readonly Moved[]): TopicEdits {
  const all = new Map(edits.papers);
  for (const { key, topics, from } of moved) {
    const now = all.get(key) ?? topics;
    all.set(
      key,
      now.filter((id) => id !== from),
    );
  }
  return { ...edits, papers: all };
}
