import type { Steps } from './steps.ts';

export type Compare<T> = (a: T, b: T) => number;

/** So many are sorted in less than a millisecond, */
const run = 500;
/** and so many merged. */
const stretch = 2500;

/** A list sorted, in steps; what is alike keeps its order. */
export function* sorted<T>(list: readonly T[], compare: Compare<T>): Steps<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < list.length; at += run) {
    runs.push(list.slice(at, at + run).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      const [one = [], other] = runs.slice(at, at + 2);
      longer.push(other ? yield* merged(one, other, compare) : one);
      yield;
    }
    runs = longer;
  }
  return runs[0] ?? [];
}

/** Two sorted lists as one, in steps; of what is alike, that of the first list comes first. */
export function* merged<T>(a: readonly T[], b: readonly T[], compare: Compare<T>): Steps<T[]> {
  if (!a.length || !b.length) return a.concat(b);
  const all: T[] = [];
  let [left, right] = [0, 0];
  while (left < a.length && right < b.length) {
    const [one, other] = [a[left] as T, b[right] as T];
    if (compare(one, other) <= 0) {
      all.push(one);
      left++;
    } else {
      all.push(other);
      right++;
    }
    if (all.length % stretch === 0) yield;
  }
  // one of them is at its end
  for (const rest of [a.slice(left), b.slice(right)]) {
    for (const each of rest) if (all.push(each) % stretch === 0) yield;
  }
  return all;
}

/** The first `limit` of a list as `sorted` would have it, in steps, which for few of many is much quicker. */
export function* firstOf<T>(list: readonly T[], limit: number, compare: Compare<T>): Steps<T[]> {
  if (limit > run) return (yield* sorted(list, compare)).slice(0, limit);
  let best: T[] = [];
  for (let at = 0; at < list.length; at += run) {
    best = [...best, ...list.slice(at, at + run)].sort(compare).slice(0, limit);
    yield;
  }
  return best;
}
