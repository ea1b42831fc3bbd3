import type { ArrangeSpec } from '../arrange.ts';
import { fold } from '../fold.ts';
import type { Topic } from '../topic.ts';
import type { Row } from './rows.ts';

/** A heading before its papers are known. `rank` sorts headings: numbers first, then labels. */
export interface Title {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly rank?: number;
  readonly topic?: { readonly id: string; readonly isProposed: boolean; readonly isPinned: boolean };
}

/** The headings that a paper stands under; none where it says nothing. The same heading is the same object. */
export function titling(
  { grouping }: ArrangeSpec,
  pinned: readonly string[],
  topicOf: (id: string) => Topic | undefined,
): (row: Row) => readonly Title[] {
  const known = new Map<string, Title>();
  const once = (key: string, make: () => Title): Title => {
    const title = known.get(key) ?? make();
    known.set(key, title);
    return title;
  };
  switch (grouping) {
    case 'topic':
      return ({ topics }) => topics.map((id) => once(id, () => topicTitle(id, pinned, topicOf(id))));
    case 'year':
      return ({ year }) => {
        const label = String(year);
        return year === undefined ? [] : [once(label, () => ({ id: label, label, rank: -year }))];
      };
    case 'author':
      return ({ firstAuthor: label }) => (label ? [once(label, () => ({ id: fold(label), label }))] : []);
    case 'venue':
      return ({ venue }) => (venue ? [once(venue, () => venueTitle(venue))] : []);
    case 'none':
      return () => [];
  }
}

function topicTitle(id: string, pinned: readonly string[], topic: Topic | undefined): Title {
  const place = pinned.indexOf(id);
  return {
    id,
    label: topic?.title ?? id,
    ...(topic?.description ? { description: topic.description } : {}),
    ...(place < 0 ? {} : { rank: place - pinned.length }),
    topic: { id, isProposed: topic?.isProposed === true, isPinned: place >= 0 },
  };
}

/**
 * Proceedings write one venue in many ways, so that an acronym in brackets at the end names
 * it: "Conference on X (CX 2022)" and "International Conference on X (CX)" are both "CX".
 */
function venueTitle(venue: string): Title {
  const acronym = /\(([A-Z][\w/&-]*[A-Z][\w/&-]*)(?:[ '’]+\d{2,4})?\)\s*$/.exec(venue)?.[1];
  const label = acronym ?? venue;
  return { id: fold(label), label, ...(acronym ? { description: venue } : {}) };
}
