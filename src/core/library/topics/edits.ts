import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Problem } from '../../entry/entry.ts';
import { texts } from '../../formats/values.ts';
import { yamlList, yamlScalar } from '../../formats/yamlText.ts';
import type { Topic } from '../topic.ts';

/**
 * What a user changed about topics. It holds whatever the sources say and whatever is proposed
 * later, and stands in a file of the workspace that people can read and put under version control.
 */
export interface TopicEdits {
  /** Titles that topics were given, by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** Topics that became part of another: the other's id by theirs. */
  readonly merged: ReadonlyMap<string, string>;
  /** All topics of papers that were moved, by citation key. */
  readonly papers: ReadonlyMap<string, readonly string[]>;
  /** Topics that stand first, in this order. */
  readonly pinned: readonly string[];
}

export const noEdits: TopicEdits = { titles: new Map(), merged: new Map(), papers: new Map(), pinned: [] };

/** The topics of a paper after the edits; `topics` are those that its source gives or that were proposed. */
export function editedTopics(edits: TopicEdits, key: string, topics: readonly string[]): readonly string[] {
  const own = edits.papers.get(key) ?? topics;
  if (!edits.merged.size) return own;
  return [...new Set(own.map((topic) => mergedInto(edits, topic)))];
}

/** What one change of the edits may concern. */
export interface EditedTopics {
  /** Topics that may be called otherwise now. */
  readonly renamed: ReadonlySet<string>;
  /** Papers that stand under one of these may stand under others now. */
  readonly merged: ReadonlySet<string>;
  /** Citation keys of papers that were moved, or are not moved any more. */
  readonly keys: ReadonlySet<string>;
}

/** What is different between two states of the edits. */
export function editedBetween(before: TopicEdits, now: TopicEdits): EditedTopics {
  const merged = new Set<string>();
  for (const id of differing(before.merged, now.merged, (a, b) => a === b)) {
    // a paper stands under the topic that this one was part of so far, which may be any of a circle
    for (let at: string | undefined = id; at !== undefined && !merged.has(at); at = before.merged.get(at))
      merged.add(at);
  }
  return {
    renamed: differing(before.titles, now.titles, (a, b) => a === b),
    merged,
    keys: differing(before.papers, now.papers, (a, b) => a.join('\n') === b.join('\n')),
  };
}

function differing<T>(
  before: ReadonlyMap<string, T>,
  now: ReadonlyMap<string, T>,
  isSame: (a: T, b: T) => boolean,
): Set<string> {
  const keys = [...before.keys(), ...now.keys()];
  return new Set(
    keys.filter((key) => {
      const [was, is] = [before.get(key), now.get(key)];
      return was === undefined || is === undefined || !isSame(was, is);
    }),
  );
}

/** The topic that a topic has become part of, through however many steps; itself if it has not. */
export function mergedInto({ merged }: TopicEdits, topic: string): string {
  const passed = new Set([topic]);
  let last = topic;
  for (let next = merged.get(last); next !== undefined && !passed.has(next); next = merged.get(last)) {
    passed.add(next);
    last = next;
  }
  return last;
}

export function renameTopic(edits: TopicEdits, topic: string, title: string): TopicEdits {
  return { ...edits, titles: new Map(edits.titles).set(topic, title) };
}

/** Everything in `topic` is in `other` from now on, also what comes later. */
export function mergeTopic(edits: TopicEdits, topic: string, other: string): TopicEdits {
  const into = mergedInto(edits, other);
  if (into === topic) return edits;
  return {
    ...edits,
    merged: new Map(edits.merged).set(topic, into),
    pinned: edits.pinned.filter((id) => id !== topic),
  };
}

/**
 * Puts a paper, which has `topics` now, from one topic into another, or where `from` is not given
 * into another as well.
 */
export function movePaper(
  edits: TopicEdits,
  key: string,
  topics: readonly string[],
  to: string,
  from?: string,
): TopicEdits {
  const own = new Set(topics);
  if (from !== undefined) own.delete(from);
  own.add(to);
  return { ...edits, papers: new Map(edits.papers).set(key, [...own]) };
}

/** Keeps a topic with its title and papers, and puts it first; a proposed one no longer depends on what is proposed later. */
export function pinTopic(
  edits: TopicEdits,
  { id, title }: Topic,
  papers: ReadonlyMap<string, readonly string[]>,
): TopicEdits {
  return {
    ...renameTopic(edits, id, title),
    papers: new Map([...edits.papers, ...papers]),
    pinned: edits.pinned.includes(id) ? edits.pinned : [...edits.pinned, id],
  };
}

/** Puts a topic back among the others. */
export function unpinTopic(edits: TopicEdits, topic: string): TopicEdits {
  return { ...edits, pinned: edits.pinned.filter((id) => id !== topic) };
}

/** The edits as a YAML file; the same edits give the same text, whatever their order. */
export function writeTopicEdits({ titles, merged, papers, pinned }: TopicEdits): string {
  const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  const section = (name: string, lines: readonly string[]) =>
    lines.length ? [`${name}:`, ...lines.map((line) => `  ${line}`)] : [];
  return [
    '# Topics as you arranged them in Literature Notes. You can edit this file too.',
    ...(pinned.length ? [`pinned: ${yamlList(pinned)}`] : []),
    ...section(
      'titles',
      sorted(titles).map(([topic, title]) => `${yamlScalar(topic)}: ${yamlScalar(title)}`),
    ),
    ...section(
      'merged',
      sorted(merged).map(([topic, into]) => `${yamlScalar(topic)}: ${yamlScalar(into)}`),
    ),
    ...section(
      'papers',
      sorted(papers).map(([key, topics]) => `${yamlScalar(key)}: ${yamlList(topics)}`),
    ),
    '',
  ].join('\n');
}

/** Reads what `writeTopicEdits` wrote or a person changed in it. What cannot be read is a problem, and the rest stays. */
export function readTopicEdits(text: string): { readonly edits: TopicEdits; readonly problems: readonly Problem[] } {
  if (!/^[^#\s]/m.test(text)) return { edits: noEdits, problems: [] };
  let data: unknown;
  try {
    data = load(text, { schema: FAILSAFE_SCHEMA });
  } catch (error) {
    const at = Math.min(error instanceof YAMLException ? (error.mark?.position ?? 0) : 0, text.length);
    const reason = error instanceof YAMLException ? error.reason : String(error);
    return { edits: noEdits, problems: [{ code: 'topicsInvalid', span: { start: at, end: at }, facts: { reason } }] };
  }
  const problems: Problem[] = [];
  const whole = mapping(data);
  const sectionOf = (name: string) => {
    const section = whole?.get(name);
    const map = section === undefined || section === '' ? new Map<string, unknown>() : mapping(section);
    if (!map) problems.push(sectionProblem(text, name));
    return map ?? new Map<string, unknown>();
  };
  if (!whole) problems.push({ code: 'topicsInvalid', span: { start: 0, end: 0 }, facts: { reason: 'not a mapping' } });
  const titles = new Map<string, string>();
  for (const [topic, value] of sectionOf('titles')) if (typeof value === 'string' && value) titles.set(topic, value);
  const merged = new Map<string, string>();
  for (const [topic, value] of sectionOf('merged')) if (typeof value === 'string' && value) merged.set(topic, value);
  const papers = new Map<string, readonly string[]>();
  for (const [key, value] of sectionOf('papers')) papers.set(key, texts(value));
  return { edits: { titles, merged, papers, pinned: texts(whole?.get('pinned')) }, problems };
}

function mapping(value: unknown): Map<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

function sectionProblem(text: string, name: string): Problem {
  const start = Math.max(0, text.search(new RegExp(`^${name}:`, 'm')));
  return {
    code: 'topicsInvalid',
    span: { start, end: start + name.length },
    facts: { reason: `${name} is not a mapping` },
  };
}
