import { diff3Merge, diffIndices } from 'node-diff3';
import { isSameValue } from '../edit/sameValue.ts';

/** A stretch of merged lines: what is settled, or what both sides made of the same lines. */
export type Stretch<T> =
  { readonly settled: readonly T[] } | { readonly mine: readonly T[]; readonly theirs: readonly T[] };

/** Three-way merge of lines or of the items of a list. Changes that touch each other are in conflict, equal ones are none. */
export function merged<T extends string>(mine: readonly T[], base: readonly T[], theirs: readonly T[]): Stretch<T>[] {
  const regions = diff3Merge([...mine], [...base], [...theirs], { excludeFalseConflicts: true }) as readonly {
    readonly ok?: readonly T[];
    readonly conflict?: { readonly a: readonly T[]; readonly b: readonly T[] };
  }[];
  return regions.map(({ ok, conflict }) =>
    conflict ? { mine: conflict.a, theirs: conflict.b } : { settled: ok ?? [] },
  );
}

/** Where two sequences of lines differ. */
export interface Hunk {
  /** Index and count of lines in each. */
  readonly before: readonly [number, number];
  readonly after: readonly [number, number];
}

export function hunks(before: readonly string[], after: readonly string[]): Hunk[] {
  // what is the same at both ends costs nothing
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  let same = 0;
  while (same < Math.min(before.length, after.length) - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  const found = diffIndices(
    before.slice(start, before.length - same),
    after.slice(start, after.length - same),
  ) as readonly { readonly buffer1: readonly [number, number]; readonly buffer2: readonly [number, number] }[];
  return found.map(({ buffer1, buffer2 }) => ({
    before: [buffer1[0] + start, buffer1[1]],
    after: [buffer2[0] + start, buffer2[1]],
  }));
}

/** What three versions of a value come to. */
export type Outcome<T> = { readonly value: T } | { readonly conflict: true };

/**
 * A list of which the items count: what either side added or took out is added or taken out. A conflict only where
 * both took out the same item, each to put another one in its place.
 */
export function mergedList(
  mine: readonly string[],
  base: readonly string[],
  theirs: readonly string[],
): Outcome<readonly string[]> {
  if (isSameValue(mine, base)) return { value: theirs };
  if (isSameValue(theirs, base) || isSameValue(mine, theirs)) return { value: mine };
  const [own, before, other] = [new Set(mine), new Set(base), new Set(theirs)];
  const bothTookOut = base.some((item) => !own.has(item) && !other.has(item));
  const addedHere = mine.some((item) => !before.has(item) && !other.has(item));
  const addedThere = theirs.filter((item) => !before.has(item) && !own.has(item));
  if (bothTookOut && addedHere && addedThere.length) return { conflict: true };
  const value = mine.filter((item) => other.has(item) || !before.has(item));
  theirs.forEach((item, at) => {
    if (before.has(item) || value.includes(item)) return;
    const behind = theirs.slice(0, at).findLast((each) => value.includes(each));
    value.splice(behind === undefined ? value.length : value.indexOf(behind) + 1, 0, item);
  });
  return { value };
}
