import type { Topic } from '../topic.ts';
import { findCentres, smallestGroup } from './cluster.ts';
import { topicId } from './given.ts';
import { nameGroups, spellingOf, stressAt } from './names.ts';
import { countsOf, countTerms, vectorOf } from './vectors.ts';
import type { Centre, TermCounts, TopicText, Vector } from './vectors.ts';

export type { TopicText } from './vectors.ts';

/** Topics that were found in texts, and which papers they suit. */
export interface TopicProposal {
  readonly topics: readonly Topic[];
  /** Ids of topics by the ids of papers, the most fitting first. A paper that fits none is not there. */
  readonly papers: ReadonlyMap<string, readonly string[]>;
  /** The topics of a paper that came later, so that one new paper does not move all others. */
  readonly topicsFor: (text: TopicText) => readonly string[];
}

/** A paper has no more topics than this. */
const mostTopics = 3;
/** A topic beside the first must be nearly as near as that. */
const nearlyAs = 0.4;
/** A paper that has less in common with all topics has none. */
const leastLikeness = 0.05;
/** To be about a phrase brings a paper nearer to the topic that the phrase names. */
const namedBonus = 0.15;

interface Group {
  readonly topic: Topic;
  readonly centre: Centre;
  /** The number of the phrase that names it. */
  readonly name: number;
}

/**
 * Finds topics in titles and abstracts alone, without a network and always the same for the same
 * papers: papers that use the same rare words are grouped, and each group is named by a phrase
 * that its papers have in common. Runs in steps of a millisecond or less.
 */
export function* proposeTopics(texts: readonly TopicText[]): Generator<void, TopicProposal> {
  const { vocabulary, counts } = yield* countTerms(texts);
  const vectors: Vector[] = [];
  for (const paper of counts) {
    vectors.push(vectorOf(paper, vocabulary, texts.length));
    yield;
  }
  const centres = yield* findCentres(vectors, vocabulary.terms.length, groupCount(texts.length));
  const members: number[][] = centres.map(() => []);
  for (const [at, vector] of vectors.entries()) {
    const [best] = ranked(vector, centres);
    if (best) members[best.at]?.push(at);
    yield;
  }
  const names = yield* nameGroups(members, counts, vocabulary);
  const groups: Group[] = [];
  for (const [at, name] of names.entries()) {
    const centre = centres[at];
    if (name === undefined || !centre) continue;
    const title = spellingOf(
      vocabulary.terms[name] ?? '',
      (members[at] ?? []).map((member) => texts[member]).filter(isThere),
    );
    groups.push({ topic: { id: topicId(title), title }, centre, name });
    yield;
  }
  const topicsOf = (vector: Vector, paper: TermCounts) => fitting(vector, paper, groups);
  const papers = new Map<string, readonly string[]>();
  for (const [at, vector] of vectors.entries()) {
    const [text, paper] = [texts[at], counts[at]];
    const found = text && paper ? topicsOf(vector, paper) : [];
    if (text && found.length) papers.set(text.id, found);
    yield;
  }
  return {
    topics: groups.map(({ topic }) => topic),
    papers,
    topicsFor: (text) => {
      const paper = countsOf(text, (term) => vocabulary.numbers.get(vocabulary.shortNames.get(term) ?? term));
      return topicsOf(vectorOf(paper, vocabulary, texts.length), paper);
    },
  };
}

/** More topics for more papers, but slower than these grow: 25 before small ones are given up, for 76. */
function groupCount(papers: number): number {
  return Math.max(2, Math.min(Math.round(3 * Math.sqrt(papers)), 120, Math.floor(papers / smallestGroup)));
}

function ranked(vector: Vector, centres: readonly Centre[]): { at: number; alike: number }[] {
  return centres
    .map((centre, at) => ({ at, alike: centre.likeness(vector) }))
    .sort((a, b) => b.alike - a.alike || a.at - b.at);
}

function fitting(vector: Vector, paper: TermCounts, groups: readonly Group[]): string[] {
  const found = groups
    .map(({ topic, centre, name }) => {
      const at = paper.terms.indexOf(name);
      return { topic, alike: centre.likeness(vector) + (at < 0 ? 0 : namedBonus * stressAt(paper, at)) };
    })
    .sort((a, b) => b.alike - a.alike);
  const [best] = found;
  if (!best || best.alike < leastLikeness) return [];
  return found
    .slice(0, mostTopics)
    .filter(({ alike }) => alike >= best.alike * nearlyAs)
    .map(({ topic }) => topic.id);
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
