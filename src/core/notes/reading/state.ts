import { writtenDate } from '../../formats/writtenDate.ts';
import { text } from '../../formats/values.ts';
import { bestRating } from '../../library/reading/facts.ts';
import type { Priority } from '../../library/reading/facts.ts';
import { statusKey } from '../../library/reading/statuses.ts';

/** How far somebody is with a paper, as a note's front matter or the file of the reading list says it. */
export interface ReadingState {
  /** As it is written; which status that is, `statusNamed` tells. */
  readonly status?: string;
  readonly priority?: Priority;
  /** 0.5 to 5, by halves. */
  readonly rating?: number;
  /** `YYYY-MM-DD` as far as it is known, or as it is written where that cannot be read. */
  readonly started?: string;
  readonly finished?: string;
  /** Since when it is in the list: the field `added`, or when the note was made. */
  readonly added?: string;
  readonly tags: readonly string[];
}

/** The fields that say something about reading, in the order in which they are written. */
export const readingFields = ['status', 'priority', 'rating', 'started', 'finished', 'tags'] as const;
export type ReadingField = (typeof readingFields)[number];

/** Reads the fields as people write them: `To Read`, `★★★`, `3/5`, `urgent`, `1 March 2026`. What says nothing is left out. */
export function readingState(data: Readonly<Record<string, unknown>>): ReadingState {
  const status = text(first(data['status']));
  const priority = priorityOf(data['priority']);
  const rating = ratingOf(data['rating']);
  const [started, finished, added] = [data['started'], data['finished'], data['added'] ?? data['created']].map(dateOf);
  return {
    ...(status ? { status } : {}),
    ...(priority ? { priority } : {}),
    ...(rating === undefined ? {} : { rating }),
    ...(started ? { started } : {}),
    ...(finished ? { finished } : {}),
    ...(added ? { added } : {}),
    tags: tagsOf(data['tags']),
  };
}

/** Tools write a single value as a list of one. */
function first(value: unknown): unknown {
  return Array.isArray(value) ? (value as unknown[])[0] : value;
}

const priorityNames: Readonly<Record<Priority, readonly string[]>> = {
  high: ['high', 'highest', 'urgent', 'critical', 'important', 'asap', 'must', 'hi', '1', 'p1', 'p0', '0', 'a'],
  medium: ['medium', 'middle', 'mid', 'normal', 'moderate', 'should', '2', 'p2', 'b'],
  low: ['low', 'lowest', 'someday', 'optional', 'minor', 'could', 'lo', '3', 'p3', 'p4', '4', 'c'],
};

function priorityOf(value: unknown): Priority | undefined {
  const written = text(first(value));
  if (written === undefined) return undefined;
  const marks = /^!{1,3}$/.exec(written)?.[0].length;
  if (marks !== undefined) return (['low', 'medium', 'high'] as const)[marks - 1];
  const key = statusKey(written);
  return (Object.keys(priorityNames) as Priority[]).find((priority) => priorityNames[priority].includes(key));
}

const fullStar = /[★⭐🌟✭*]/gu;

/** `4`, `4/5`, `7/10`, `80%`, `★★★★☆`, `4 stars`; a number above 5 counts up to 10, one above 10 up to 100. */
function ratingOf(value: unknown): number | undefined {
  const written = text(first(value));
  if (written === undefined) return undefined;
  const stars = written.match(fullStar)?.length ?? 0;
  if (stars) return halves(stars + (written.includes('½') ? 0.5 : 0), bestRating);
  const [, digits, of, percent] = /^(\d+(?:[.,]\d+)?)\s*(?:\/\s*(\d+)|(%)|stars?)?$/i.exec(written) ?? [];
  if (digits === undefined) return undefined;
  const number = Number(digits.replace(',', '.'));
  const scale = of ? Number(of) : percent ? 100 : number > 10 ? 100 : number > bestRating ? 10 : bestRating;
  return halves(number, scale);
}

function halves(number: number, scale: number): number | undefined {
  if (!(number > 0) || number > scale) return undefined;
  return Math.max(0.5, Math.round((number / scale) * bestRating * 2) / 2);
}

/** An ISO date as far as the text tells one, else the text. */
function dateOf(value: unknown): string | undefined {
  const written = text(first(value));
  if (written === undefined) return undefined;
  const [parts] = writtenDate(written)?.['date-parts'] ?? [];
  if (!parts?.length || (parts[0] ?? 0) < 1) return written;
  return parts.map((part, at) => String(part).padStart(at ? 2 : 4, '0')).join('-');
}

/** A list, or a text with commas or hash signs between them. */
function tagsOf(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? (value as unknown[]) : (text(value)?.split(/[,\n]|\s+(?=#)/) ?? []);
  const tags = list.map((tag) => text(tag)?.replace(/^#/, '').trim()).filter((tag) => tag !== undefined && tag !== '');
  return [...new Set(tags as string[])];
}
