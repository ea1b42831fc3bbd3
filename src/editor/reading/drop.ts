import { statusNamed } from '../../core/library/reading/statuses.ts';
import type { Papers } from '../library/papers.ts';
import type { ReadingChanges } from './change.ts';
import type { ReadingList } from './list.ts';

/** What papers that are dropped on a status need. */
export interface ReadingDrop {
  readonly papers: Papers;
  readonly reading: ReadingList;
  readonly changes: ReadingChanges;
}

/** Gives papers that were dropped the status of the heading; an empty one takes theirs away. */
export async function dropOnStatus(
  { papers, reading, changes }: ReadingDrop,
  dropped: readonly { readonly key: string }[],
  status: string,
): Promise<void> {
  const found = dropped.map(({ key }) => papers.get(key)).filter((paper) => paper !== undefined);
  if (found.length) await changes.change(found, { status: status ? statusNamed(reading.statuses, status) : null });
}
