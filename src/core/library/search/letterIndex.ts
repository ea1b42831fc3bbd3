import uFuzzy from '@leeoniya/ufuzzy';
import { LongMap } from '../../longMap.ts';
import type { Steps } from '../../steps.ts';
import type { Allowed } from './wordIndex.ts';

/** Bits for the letter pairs of one line: 16 numbers of 32. */
const bits = 512;
const numbers = bits / 32;
/** One wrong letter, or two in the wrong order, spoil at most so many pairs of a word. */
const spoilt = 3;
/** uFuzzy allows a mistake in words from this length on, which are worth the expense. */
const shortestFuzzy = 5;
/** More lines than this say that the query is too vague for letters to help. */
const mostFound = 1000;
/** A guess at how common a word is looks at so many lines. */
const sampled = 400;
/** Signatures looked at in one step; */
const step = 5000;
/** so many are worth asking whether a line is allowed, or looking at it. */
const lineCost = 25;

/**
 * Finds lines by stretches of words, with one mistake in each: what an index of whole words
 * cannot ("former" in "transformer"). A fuzzy matcher reads every line, so that a signature of
 * its letter pairs first rules out those that cannot match.
 */
export class LetterIndex {
  readonly #matcher = new uFuzzy({ intraMode: 1 });
  readonly #lines: string[] = [];
  readonly #ids: (string | undefined)[] = [];
  readonly #places = new LongMap<string, number>();
  readonly #free: number[] = [];
  #signatures = new Uint32Array(64 * numbers);

  /** `line` as `lineOf` makes it. */
  put(id: string, line: string): void {
    const place = this.#places.get(id) ?? this.#free.pop() ?? this.#lines.length;
    this.#places.set(id, place);
    this.#lines[place] = line;
    this.#ids[place] = id;
    if ((place + 1) * numbers > this.#signatures.length) {
      const larger = new Uint32Array(this.#signatures.length * 2);
      larger.set(this.#signatures);
      this.#signatures = larger;
    }
    sign(line, this.#signatures.subarray(place * numbers, (place + 1) * numbers));
  }

  remove(id: string): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#places.delete(id);
    this.#lines[place] = '';
    this.#ids[place] = undefined;
    this.#free.push(place);
  }

  lineOf(id: string): string | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#lines[place];
  }

  /** Ids and lines in no particular order. */
  *lines(): Generator<readonly [id: string, line: string]> {
    for (const [id, place] of this.#places) yield [id, this.#lines[place] ?? ''];
  }

  /** About which share of the lines has a word that starts with this one, from 0 to 1. */
  shareOf(word: string): number {
    const start = ` ${word}`;
    const step = Math.max(1, Math.floor(this.#lines.length / sampled));
    let looked = 0;
    let found = 0;
    for (let place = 0; place < this.#lines.length; place += step) {
      looked++;
      if (this.#lines[place]?.includes(start)) found++;
    }
    return looked ? found / looked : 0;
  }

  /** Ids of the lines that hold all words in any order, those with fewer mistakes first. In steps. */
  *find(words: readonly string[], limit: number, allowed?: Allowed): Steps<string[]> {
    let found = yield* this.#candidates(words, allowed);
    for (const word of [...words].sort((a, b) => b.length - a.length)) {
      if (!found.length) return [];
      found = yield* this.#matching(word, found);
    }
    if (found.length > mostFound) return [];
    const ranks = new Map(
      found.map((place) => [place, words.reduce((sum, word) => sum + closeness(this.#lines[place] ?? '', word), 0)]),
    );
    yield;
    return found
      .sort((a, b) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0) || a - b)
      .slice(0, limit)
      .map((place) => this.#ids[place])
      .filter((id) => id !== undefined);
  }

  *#candidates(words: readonly string[], allowed: Allowed | undefined): Steps<number[]> {
    const demands = words.map((word) => pairsOf(word)).map((pairs) => ({ pairs, needed: pairs.length - spoilt }));
    const wanted = demands.filter(({ needed }) => needed > 0);
    const found: number[] = [];
    let work = 0;
    for (let place = 0; place < this.#lines.length; place++) {
      if (++work >= step) {
        work = 0;
        yield;
      }
      const id = this.#ids[place];
      if (id === undefined || !wanted.every(({ pairs, needed }) => this.#holds(place * numbers, pairs, needed)))
        continue;
      if (allowed) work += lineCost;
      if (!allowed || allowed(id)) found.push(place);
    }
    return found;
  }

  #holds(start: number, pairs: readonly number[], needed: number): boolean {
    let held = 0;
    for (const pair of pairs) {
      if (((this.#signatures[start + (pair >>> 5)] ?? 0) >>> (pair & 31)) & 1 && ++held >= needed) return true;
    }
    return false;
  }

  *#matching(word: string, places: readonly number[]): Steps<number[]> {
    const isPlain = word.length < shortestFuzzy || /[^a-z0-9]/.test(word);
    const found: number[] = [];
    for (let at = 0; at < places.length; at += step / lineCost) {
      const some = places.slice(at, at + step / lineCost);
      const matching = isPlain
        ? some.filter((place) => this.#lines[place]?.includes(word))
        : this.#matcher.filter(this.#lines, word, some);
      found.push(...(matching ?? []));
      yield;
    }
    return found;
  }
}

/** The whole word, the start of one, a stretch of one, or only something like it. */
function closeness(line: string, word: string): number {
  const place = line.indexOf(word);
  if (place < 0) return 0;
  if (line.includes(` ${word} `)) return 3;
  return line.includes(` ${word}`) ? 2 : 1;
}

function sign(line: string, signature: Uint32Array): void {
  signature.fill(0);
  for (let place = 1; place < line.length; place++) {
    const pair = pairAt(line, place);
    signature[pair >>> 5] = (signature[pair >>> 5] ?? 0) | (1 << (pair & 31));
  }
}

function pairsOf(word: string): number[] {
  return Array.from({ length: Math.max(0, word.length - 1) }, (_, place) => pairAt(word, place + 1));
}

/** A number for the letters at `place - 1` and `place`; different pairs may share one. */
function pairAt(text: string, place: number): number {
  return (text.charCodeAt(place - 1) * 37 + text.charCodeAt(place)) % bits;
}
