import type { Entry } from '../../entry/entry.ts';
import { LongMap } from '../../longMap.ts';
import type { Steps } from '../../steps.ts';
import { fold } from '../fold.ts';
import type { Allowed } from './wordIndex.ts';

/** More papers than this say that the words are too common to order by. */
const mostFound = 500;
/** Abstracts looked at in one step. */
const step = 400;

/**
 * The abstracts of a library too large to index them: read through from first to last. They are
 * folded after the library has loaded, so that nobody waits for it; what is folded is searched.
 */
export class AbstractScan {
  readonly #waiting = new LongMap<string, Entry>();
  readonly #texts = new LongMap<string, string>();

  put(id: string, entry: Entry): void {
    this.#waiting.set(id, entry);
  }

  move(id: string, entry: Entry): void {
    if (this.#waiting.has(id)) this.#waiting.set(id, entry);
  }

  remove(id: string): void {
    this.#waiting.delete(id);
    this.#texts.delete(id);
  }

  /** Folds what waits, one abstract in each step. */
  *prepare(): Steps<void> {
    for (const [id, entry] of this.#waiting) {
      this.#waiting.delete(id);
      const { abstract } = entry.item;
      if (abstract) this.#texts.set(id, fold(abstract));
      yield;
    }
  }

  /** Ids of the papers whose abstract holds every word; those that hold them side by side first. In steps. */
  *find(words: readonly string[], limit: number, allowed?: Allowed): Steps<string[]> {
    if (!this.#texts.size) return [];
    const [longest, ...others] = [...words].sort((a, b) => b.length - a.length);
    if (!longest) return [];
    const phrase = words.join(' ');
    const [together, apart]: [string[], string[]] = [[], []];
    let looked = 0;
    for (const [id, text] of this.#texts) {
      if (++looked % step === 0) yield;
      if (!text.includes(longest) || !others.every((word) => text.includes(word)) || allowed?.(id) === false) continue;
      (text.includes(phrase) ? together : apart).push(id);
      if (together.length + apart.length >= mostFound) break;
    }
    return [...together, ...apart].slice(0, limit);
  }
}
