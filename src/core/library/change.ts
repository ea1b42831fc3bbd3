import type { Steps } from '../steps.ts';
import type { Paper } from '../entry/paper.ts';
import type { SourceProblem } from './duplicates.ts';
import type { Topic } from './topic.ts';

/** All problems of one file, in place of those it had. */
export interface FileProblems {
  readonly uri: string;
  readonly problems: readonly SourceProblem[];
}

/** What is different now. */
export interface LibraryChange {
  /** Papers that are new or look different, each once. */
  readonly changed: readonly Paper[];
  /** Ids of papers that are gone. */
  readonly removed: readonly string[];
  readonly problems: readonly FileProblems[];
  /** Topics that are new or are called otherwise now. */
  readonly topics: readonly Topic[];
}

/** A change in steps: each gives a part of it, or nothing but a chance for others to run. */
export type LibrarySteps = Generator<LibraryChange | undefined, LibraryChange>;

/** Runs all steps and gives their changes as one. */
export function atOnce(steps: LibrarySteps): LibraryChange {
  const parts: LibraryChange[] = [];
  let next = steps.next();
  for (; !next.done; next = steps.next()) if (next.value) parts.push(next.value);
  const last = next.value;
  if (!parts.length) return last;
  parts.push(last);
  const changed = new Map(parts.flatMap((part) => part.changed.map((paper) => [paper.id, paper] as const)));
  const removed = new Set<string>();
  for (const part of parts) {
    for (const paper of part.changed) removed.delete(paper.id);
    for (const id of part.removed) removed.add(id);
  }
  for (const id of removed) changed.delete(id);
  return {
    changed: [...changed.values()],
    removed: [...removed],
    problems: last.problems,
    topics: parts.flatMap(({ topics }) => topics),
  };
}

/** Steps that change nothing anybody is told of, as steps of a change. */
export function* inSilence<T>(steps: Steps<T>): Generator<undefined, T> {
  for (let next = steps.next(); ; next = steps.next()) {
    if (next.done) return next.value;
    yield undefined;
  }
}

/** Papers made into what is told of them in one step. */
const step = 20;

/** The papers that ids speak of, and the ids that speak of none any more. */
export function* papersIn(
  ids: readonly string[],
  paperOf: (id: string) => Paper | undefined,
): Generator<undefined, Pick<LibraryChange, 'changed' | 'removed'>> {
  const changed: Paper[] = [];
  const removed: string[] = [];
  for (const [at, id] of ids.entries()) {
    const paper = paperOf(id);
    if (paper) changed.push(paper);
    else removed.push(id);
    if (at % step === step - 1) yield undefined;
  }
  return { changed, removed };
}
