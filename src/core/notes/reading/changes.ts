import type { Priority } from '../../library/reading/facts.ts';
import { statusNamed } from '../../library/reading/statuses.ts';
import type { Status } from '../../library/reading/statuses.ts';
import type { ReadingField, ReadingState } from './state.ts';

/** What somebody sets; `null` takes it away. */
export interface ReadingChange {
  readonly status?: Status | null;
  readonly priority?: Priority | null;
  readonly rating?: number | null;
  readonly tags?: readonly string[];
}

/** Fields to write, and those to take out, which are `undefined`. */
export type ReadingEdits = ReadonlyMap<ReadingField, string | readonly string[] | undefined>;

/**
 * The fields that a change writes. Who begins to read has begun `today`, and who has read has finished then, where
 * the field says nothing yet. What is so already is not written again, however it is spelt.
 */
export function readingEdits(
  before: ReadingState,
  change: ReadingChange,
  statuses: readonly Status[],
  today: string,
): ReadingEdits {
  const edits = new Map<ReadingField, string | readonly string[] | undefined>();
  const { status, priority, rating, tags } = change;
  const was = before.status === undefined ? undefined : statusNamed(statuses, before.status);
  if (status !== undefined && status?.id !== was?.id) edits.set('status', status?.id);
  if (status?.kind === 'active' && before.started === undefined) edits.set('started', today);
  if (status?.kind === 'done' && before.finished === undefined) edits.set('finished', today);
  if (priority !== undefined && (priority ?? undefined) !== before.priority)
    edits.set('priority', priority ?? undefined);
  if (rating !== undefined && (rating ?? undefined) !== before.rating)
    edits.set('rating', rating === null ? undefined : String(rating));
  if (tags && tags.join('\n') !== before.tags.join('\n')) edits.set('tags', tags.length ? tags : undefined);
  return edits;
}

/** One state over another: what the first says holds, the second fills its gaps. */
export function mergedState(first: ReadingState, second: ReadingState): ReadingState {
  return { ...second, ...first, tags: first.tags.length ? first.tags : second.tags };
}
