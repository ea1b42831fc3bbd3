import { editDistance } from '../../editDistance.ts';
import type { Steps } from '../../steps.ts';

/** Keys compared in one step. */
const step = 2000;
/** A longer key is not typed by hand, so it is not mistyped. */
const longestKey = 200;

/**
 * The keys that somebody may have meant, the nearest first: by the number of letters to change, leave out, put in or
 * swap, which may be a third of the key at most; case and the marks between words count less than letters. In steps.
 */
export function* nearKeys(key: string, keys: Iterable<string>, limit = 3): Steps<string[]> {
  if (!key || key.length > longestKey) return [];
  const wanted = plain(key);
  const most = Math.max(1, Math.min(4, Math.floor(wanted.length / 3)));
  const bag = new Bag(wanted);
  const best: { readonly key: string; readonly distance: number }[] = [];
  let worst = most;
  let count = 0;
  for (const other of keys) {
    if (++count % step === 0) yield;
    if (Math.abs(other.length - key.length) > most + 4 || other === key) continue;
    const letters = plain(other);
    const within = best.length < limit ? most : worst;
    const distance =
      letters === wanted ? 0 : bag.isNear(letters, within) ? editDistance(wanted, letters, within) : Infinity;
    if (distance > within) continue;
    best.push({ key: other, distance });
    best.sort(
      (a, b) => a.distance - b.distance || likeness(b.key, key) - likeness(a.key, key) || (a.key < b.key ? -1 : 1),
    );
    if (best.length > limit) best.pop();
    worst = best.at(-1)?.distance ?? most;
  }
  return best.map((near) => near.key);
}

/** A key as words, for a search that finds what its letters do not: `mambaGu_2023` as "mamba Gu 2023". */
export function wordsOfKey(key: string): string {
  return key
    .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, ' ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

function plain(key: string): string {
  const small = key.toLowerCase();
  if (/^[a-z0-9]+$/.test(small)) return small;
  return key.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '') || key.toLowerCase();
}

/** The letters of a text in no order: a cheap look at whether another can be near, which nearly all are not. */
class Bag {
  readonly #counts = new Int16Array(128);
  readonly #left = new Int16Array(128);

  constructor(text: string) {
    for (let at = 0; at < text.length; at++) this.#add(text.charCodeAt(at));
  }

  #add(code: number): void {
    this.#counts[code & 127] = (this.#counts[code & 127] ?? 0) + 1;
  }

  /** Whether the other text has no more than so many letters that this one lacks. */
  isNear(other: string, most: number): boolean {
    const left = this.#left;
    left.set(this.#counts);
    let foreign = 0;
    for (let at = 0; at < other.length; at++) {
      const code = other.charCodeAt(at) & 127;
      const count = (left[code] ?? 0) - 1;
      left[code] = count;
      if (count < 0 && ++foreign > most) return false;
    }
    return true;
  }
}

/** How many characters two keys begin with alike. */
function likeness(a: string, b: string): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}
