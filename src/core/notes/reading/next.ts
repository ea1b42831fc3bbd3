import { compareKeys } from '../../library/arrange/rows.ts';
import { priorityRank } from '../../library/reading/facts.ts';
import type { PaperReading } from './known.ts';

/** What could be read next: what was begun, and what waits. */
export interface NextPapers {
  readonly begun: readonly PaperReading[];
  readonly waiting: readonly PaperReading[];
}

/**
 * At most `limit` of each, what is wanted most first: by priority, and then what has waited, or lies unfinished, the
 * longest. Papers without a date stand behind the others.
 */
export function nextPapers(readings: Iterable<PaperReading>, limit: number): NextPapers {
  const begun: PaperReading[] = [];
  const waiting: PaperReading[] = [];
  for (const reading of readings) {
    if (reading.status?.kind === 'active') keepBest(begun, reading, limit);
    else if (reading.status?.kind === 'open') keepBest(waiting, reading, limit);
  }
  return { begun, waiting };
}

/** Puts one into a short sorted list, which never grows above the limit. */
function keepBest(list: PaperReading[], one: PaperReading, limit: number): void {
  let at = list.length;
  while (at > 0 && compare(list[at - 1] ?? one, one) > 0) at--;
  if (at >= limit) return;
  list.splice(at, 0, one);
  if (list.length > limit) list.pop();
}

const unknown = '\uffff';

function compare(a: PaperReading, b: PaperReading): number {
  const more = priorityRank(b.state.priority) - priorityRank(a.state.priority);
  return more || compareKeys(a.since ?? unknown, b.since ?? unknown) || compareKeys(a.key, b.key);
}
