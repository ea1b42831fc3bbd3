import type { Steps } from '../../steps.ts';

/** So many items are looked at in about a millisecond. */
const stretch = 2500;

/** What items stand for in one respect, such as their year, or a name that they are sorted by. */
export interface Level<T> {
  readonly keyOf: (item: T) => string;
  /** A name is divided by its first letter, then by its second, ...; anything else only as a whole. */
  readonly isSpelled: boolean;
  /** What a key, or the beginning of a spelled one, is called. */
  readonly labelOf: (key: string) => string;
  /** How many letters all items have in common. */
  readonly common?: number;
}

/** Neighbours under one heading, and how they are divided further where they are too many. */
export interface Part<T> {
  /** Unique among its neighbours, and the same as long as it starts with the same key. */
  readonly id: string;
  readonly label: string;
  readonly items: readonly T[];
  readonly levels: readonly Level<T>[];
}

/**
 * Divides a sorted list into parts, never more than `limit` of them: by the first level that tells
 * its items apart, neighbours together as long as they are at most `limit`; a part that is larger
 * can be divided again. What nothing tells apart is numbered. In steps.
 */
export function* split<T>(items: readonly T[], levels: readonly Level<T>[], limit: number): Steps<Part<T>[]> {
  if (!items.length) return [];
  for (let rest = levels; ;) {
    const [level, ...others] = rest;
    if (!level) return numbered(items, limit);
    const length = level.isSpelled ? (level.common ?? 0) + 1 : Infinity;
    const atoms = yield* atomsOf(items, (item) => beginning(level.keyOf(item), length));
    yield;
    const [only] = atoms;
    if (atoms.length > 1) return unique(fewer(packed(atoms, level, others, limit), rest, limit));
    const isEverything = only && (yield* areAll(items, (item) => level.keyOf(item).length <= only.key.length));
    rest = level.isSpelled && !isEverything ? [{ ...level, common: length }, ...others] : others;
  }
}

function* areAll<T>(items: readonly T[], test: (item: T) => boolean): Steps<boolean> {
  for (const [at, item] of items.entries()) {
    if (at % stretch === stretch - 1) yield;
    if (!test(item)) return false;
  }
  return true;
}

interface Atom<T> {
  readonly key: string;
  readonly items: T[];
}

function* atomsOf<T>(items: readonly T[], keyOf: (item: T) => string): Steps<Atom<T>[]> {
  const atoms: Atom<T>[] = [];
  for (const [at, item] of items.entries()) {
    if (at % stretch === stretch - 1) yield;
    const key = keyOf(item);
    const before = atoms.at(-1);
    if (before?.key === key) before.items.push(item);
    else atoms.push({ key, items: [item] });
  }
  return atoms;
}

/** So many letters of a key, but no half of a character. */
function beginning(key: string, length: number): string {
  const code = key.charCodeAt(length - 1);
  return key.slice(0, code >= 0xd800 && code < 0xdc00 ? length + 1 : length);
}

function packed<T>(atoms: readonly Atom<T>[], level: Level<T>, others: readonly Level<T>[], limit: number): Part<T>[] {
  const parts: Part<T>[] = [];
  let pack: Atom<T>[] = [];
  let size = 0;
  const end = () => {
    const [first, last] = [pack[0], pack.at(-1)];
    if (!first || !last) return;
    const rest = level.isSpelled ? [{ ...level, common: first.key.length }, ...others] : others;
    parts.push({
      id: first.key,
      label: range(level.labelOf(first.key), level.labelOf(last.key)),
      items: first === last ? first.items : pack.flatMap((atom) => atom.items),
      levels: first === last ? rest : [level, ...others],
    });
    pack = [];
    size = 0;
  };
  for (const atom of atoms) {
    if (size + atom.items.length > limit) end();
    pack.push(atom);
    size += atom.items.length;
  }
  end();
  return parts;
}

/** Where there are too many parts, several neighbours become one. */
function fewer<T>(parts: readonly Part<T>[], levels: readonly Level<T>[], limit: number): Part<T>[] {
  if (parts.length <= limit) return [...parts];
  const size = Math.ceil(parts.length / limit);
  const larger: Part<T>[] = [];
  for (let at = 0; at < parts.length; at += size) {
    const some = parts.slice(at, at + size);
    const [first, last] = [some[0], some.at(-1)];
    if (!first || !last) continue;
    const label = range(first.label.split(' – ')[0] ?? '', last.label.split(' – ').at(-1) ?? '');
    larger.push({ id: first.id, label, items: some.flatMap(({ items }) => items), levels });
  }
  return larger;
}

function numbered<T>(items: readonly T[], limit: number): Part<T>[] {
  const size = limit * Math.max(1, Math.ceil(items.length / (limit * limit)));
  const parts: Part<T>[] = [];
  for (let at = 0; at < items.length; at += size) {
    const some = items.slice(at, at + size);
    parts.push({ id: `#${at + 1}`, label: range(String(at + 1), String(at + some.length)), items: some, levels: [] });
  }
  return parts;
}

function range(first: string, last: string): string {
  return first === last ? first : `${first} – ${last}`;
}

/** A list that is not sorted by the level may have the same key in several places. */
function unique<T>(parts: readonly Part<T>[]): Part<T>[] {
  const times = new Map<string, number>();
  return parts.map((part) => {
    const time = (times.get(part.id) ?? 0) + 1;
    times.set(part.id, time);
    return time === 1 ? part : { ...part, id: `${part.id}~${time}` };
  });
}
