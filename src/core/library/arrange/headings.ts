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
  readonly status?: string;
}

/** The ids of the headings that a paper stands under, none where it says nothing; and a heading by its id and a paper. */
export interface Titles {
  readonly idsOf: (row: Row) => readonly string[];
  readonly titleOf: (id: string, row: Row) => Title;
  /** Headings that are there without a paper below them, too. */
  readonly always?: readonly Title[];
}

export function titling(
  { grouping, query, reading: { statuses, noted } }: ArrangeSpec,
  pinned: readonly string[],
  topicOf: (id: string) => Topic | undefined,
): Titles {
  const folded = new Map<string, readonly string[]>();
  const once = (label: string, idOf: (label: string) => string): readonly string[] => {
    const ids = folded.get(label) ?? [idOf(label)];
    folded.set(label, ids);
    return ids;
  };
  switch (grouping) {
    case 'topic':
      return { idsOf: ({ topics }) => topics, titleOf: (id) => topicTitle(id, pinned, topicOf(id)) };
    case 'year':
      return {
        idsOf: ({ year }) => (year === undefined ? [] : [String(year)]),
        titleOf: (id, { year = 0 }) => ({ id, label: id, rank: -year }),
      };
    case 'author':
      return {
        idsOf: ({ firstAuthor }) => (firstAuthor ? once(firstAuthor, fold) : []),
        titleOf: (id, { firstAuthor }) => ({ id, label: firstAuthor }),
      };
    case 'venue':
      return {
        idsOf: ({ venue }) => (venue ? once(venue, (label) => venueTitle(label).id) : []),
        titleOf: (_, { venue = '' }) => venueTitle(venue),
      };
    case 'status': {
      const known = new Map(statuses.map(({ id, title }, at) => [id, { id, label: title, rank: at, status: id }]));
      const withNote: Title = { id: withNoteOnly, label: noted, rank: statuses.length + 1, status: '' };
      return {
        idsOf: (row) => statusIds(row),
        titleOf: (id, { reading }) =>
          id === withNoteOnly
            ? withNote
            : (known.get(id) ?? { id, label: reading?.title ?? id, rank: statuses.length, status: id }),
        ...(query.trim() ? {} : { always: [...known.values()] }),
      };
    }
    case 'none':
      return { idsOf: () => [], titleOf: (id) => ({ id, label: id }) };
  }
}

/** No status has an id with a tab in it. */
const withNoteOnly = '\tnoted';

function statusIds({ reading, noted }: Row): readonly string[] {
  if (reading?.status !== undefined) return [reading.status];
  return noted === undefined ? [] : [withNoteOnly];
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
