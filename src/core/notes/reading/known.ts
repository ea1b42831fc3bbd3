import type { ReadingFacts } from '../../library/reading/facts.ts';
import { statusNamed } from '../../library/reading/statuses.ts';
import type { Status } from '../../library/reading/statuses.ts';
import { mergedState } from './changes.ts';
import { dateOfDay, dayOf } from './days.ts';
import type { ReadingState } from './state.ts';

/** How far the reading of a paper is, all told. */
export interface PaperReading {
  readonly key: string;
  readonly state: ReadingState;
  readonly status?: Status;
  /** Since when it waits, is read or has been read, as `YYYY-MM-DD` as far as that is known. */
  readonly since?: string;
}

/**
 * What the note and the file of the reading list say of a paper together: the note counts, and the file fills its
 * gaps. `created` is when the note's file was made, in milliseconds. Nothing where nobody says anything.
 */
export function paperReading(
  key: string,
  note: { readonly state: ReadingState; readonly created: number } | undefined,
  inFile: ReadingState | undefined,
  statuses: readonly Status[],
): PaperReading | undefined {
  const state = note && inFile ? mergedState(note.state, inFile) : (note?.state ?? inFile);
  if (!state) return undefined;
  const { status: written, priority, rating, tags } = state;
  if (written === undefined && priority === undefined && rating === undefined && !tags.length) return undefined;
  const status = written === undefined ? undefined : statusNamed(statuses, written);
  const made = note && note.created > 0 ? dayOf(new Date(note.created)) : undefined;
  const since = sinceOf(status, state, made);
  return { key, state, ...(status ? { status } : {}), ...(since ? { since } : {}) };
}

/** When reading began or ended where that is asked, else since when the paper is in the list. */
function sinceOf(status: Status | undefined, state: ReadingState, made: string | undefined): string | undefined {
  if (!status) return undefined;
  const { started, finished, added } = state;
  const dates = { open: [added, made], active: [started, added, made], done: [finished, started] };
  return dates[status.kind ?? 'open'].find((day) => day !== undefined && dateOfDay(day));
}

/** The part that lists and queries need. */
export function factsOf({ key, state, status, since }: PaperReading): ReadingFacts {
  const { priority, rating, tags } = state;
  return {
    key,
    ...(status ? { status: status.id, title: status.title } : {}),
    ...(status?.kind ? { kind: status.kind } : {}),
    ...(priority ? { priority } : {}),
    ...(rating === undefined ? {} : { rating }),
    ...(tags.length ? { tags } : {}),
    ...(since ? { since } : {}),
  };
}
