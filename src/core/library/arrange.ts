import type { Paper } from '../entry/paper.ts';
import { fold } from './fold.ts';
import type { Topic } from './topic.ts';

export const groupings = ['topic', 'year', 'author', 'venue', 'none'] as const;
export type Grouping = (typeof groupings)[number];

export const orders = ['year', 'author', 'title', 'note'] as const;
/** What papers are sorted by; `year` and `note` put the newest first. */
export type Order = (typeof orders)[number];

/** Papers under one heading. The id is stable, so that a tree can keep what is open. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly papers: readonly Paper[];
}

export interface Arrangement {
  readonly grouping: Grouping;
  readonly order: Order;
  readonly topics: readonly Topic[];
  /** When a paper's note was made, in milliseconds; nothing where it has none. */
  readonly noteTime: (key: string) => number | undefined;
  /** The heading of papers that the grouping says nothing about, such as "No year". */
  readonly otherLabel: string;
}

/** A heading before its papers are known. `rank` sorts headings: numbers first, then labels. */
interface Heading {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly rank?: number;
}

/** The papers under their headings, both sorted. Without grouping: one group with an empty label. */
export function arrange(papers: readonly Paper[], arrangement: Arrangement): Group[] {
  const sorted = [...papers].sort(comparing(arrangement));
  if (arrangement.grouping === 'none') return [{ id: 'all', label: '', papers: sorted }];
  const other: Heading = { id: 'other', label: arrangement.otherLabel, rank: Infinity };
  const headingsOf = headings(arrangement);
  const groups = new Map<string, { heading: Heading; papers: Paper[] }>();
  for (const paper of sorted) {
    const found = headingsOf(paper);
    for (const heading of found.length ? found : [other]) {
      const group = groups.get(heading.id) ?? { heading, papers: [] };
      groups.set(heading.id, group);
      group.papers.push(paper);
    }
  }
  return [...groups.values()]
    .sort((a, b) => (a.heading.rank ?? 0) - (b.heading.rank ?? 0) || compareText(a.heading.label, b.heading.label))
    .map(({ heading: { id, label, description }, papers: members }) => ({
      id: `${arrangement.grouping}:${id}`,
      label,
      papers: members,
      ...(description ? { description } : {}),
    }));
}

function headings({ grouping, topics }: Arrangement): (paper: Paper) => Heading[] {
  switch (grouping) {
    case 'topic': {
      const known = new Map(topics.map((topic) => [topic.id, topic]));
      return (paper) =>
        paper.topics.map((id) => {
          const topic = known.get(id);
          return { id, label: topic?.title ?? id, ...(topic?.description ? { description: topic.description } : {}) };
        });
    }
    case 'year':
      return ({ year }) => (year === undefined ? [] : [{ id: String(year), label: String(year), rank: -year }]);
    case 'author':
      return ({ firstAuthor }) => (firstAuthor ? [{ id: fold(firstAuthor), label: firstAuthor }] : []);
    case 'venue':
      return ({ venue }) => (venue ? [venueHeading(venue)] : []);
    case 'none':
      return () => [];
  }
}

/**
 * Proceedings write one venue in many ways, so that an acronym in brackets at the end names
 * it: "Conference on X (CX 2022)" and "International Conference on X (CX)" are both "CX".
 */
function venueHeading(venue: string): Heading {
  const acronym = /\(([A-Z][\w/&-]*[A-Z][\w/&-]*)(?:[ '’]+\d{2,4})?\)\s*$/.exec(venue)?.[1];
  const label = acronym ?? venue;
  return { id: fold(label), label, ...(acronym ? { description: venue } : {}) };
}

function comparing({ order, noteTime }: Arrangement): (a: Paper, b: Paper) => number {
  const byAuthor = (a: Paper, b: Paper) => compareText(a.firstAuthor || '\uFFFF', b.firstAuthor || '\uFFFF');
  const byYear = (a: Paper, b: Paper) => (b.year ?? -Infinity) - (a.year ?? -Infinity) || 0;
  const byTitle = (a: Paper, b: Paper) => compareText(a.title, b.title);
  const byNote = (a: Paper, b: Paper) => (noteTime(b.key) ?? 0) - (noteTime(a.key) ?? 0);
  const first = { year: byYear, author: byAuthor, title: byTitle, note: byNote }[order];
  return (a, b) => first(a, b) || byYear(a, b) || byAuthor(a, b) || byTitle(a, b);
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });

function compareText(a: string, b: string): number {
  return collator.compare(a, b);
}
