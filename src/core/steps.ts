import { LongSet } from './longMap.ts';
import type { Key } from './longMap.ts';

/** Work in steps: between two of them others may have their turn. */
export type Steps<T> = Generator<void, T>;

/** Does all steps, one after the other. */
export function atOnce<T>(steps: Steps<T>): T {
  let next = steps.next();
  while (!next.done) next = steps.next();
  return next.value;
}

export function isSteps(value: unknown): value is Steps<unknown> {
  return typeof value === 'object' && value !== null && 'next' in value && typeof value.next === 'function';
}

/** The same, worked out when somebody asks for the first time. */
export function onceInSteps<T>(make: () => Steps<T>): () => Steps<T> {
  let made: { readonly value: T } | undefined;
  return function* () {
    made ??= { value: yield* make() };
    return made.value;
  };
}

/** Values put into a set in one step. */
const stretch = 2500;

/** Each value once, in steps. */
export function* setOf<T extends Key>(...lists: readonly Iterable<T>[]): Steps<LongSet<T>> {
  const set = new LongSet<T>();
  let taken = 0;
  for (const list of lists) {
    for (const value of list) {
      set.add(value);
      if (++taken % stretch === 0) yield;
    }
  }
  return set;
}
