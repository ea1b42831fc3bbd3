import type { Entry } from '../entry/entry.ts';

/** Where an entry of a key stands, and which paper it speaks of. */
export interface EntryOfKey {
  readonly id: string;
  readonly entry: Entry;
  readonly uri: string;
}

/** An entry that a key speaks of, and whether it stands in one of the files it was looked for first. */
export interface Resolved {
  readonly id: string;
  readonly entry: Entry;
  readonly isPreferred: boolean;
}

/** Of the entries of a key, nearest first, the one in the first of these files that has it, or else the nearest. */
export function resolvedAmong(entries: readonly EntryOfKey[], uris: readonly string[]): Resolved | undefined {
  const preferred = uris.map((uri) => entries.find((each) => each.uri === uri)).find((each) => each !== undefined);
  const chosen = preferred ?? entries[0];
  return chosen && { id: chosen.id, entry: chosen.entry, isPreferred: preferred !== undefined };
}

/** The entries of a key, nearest first, with those of these files before all others, in the files' order. */
export function ownFirst(entries: readonly EntryOfKey[], uris: readonly string[]): Entry[] {
  const own = uris.flatMap((uri) => entries.filter((each) => each.uri === uri));
  return [...new Set([...own, ...entries].map(({ entry }) => entry))];
}
