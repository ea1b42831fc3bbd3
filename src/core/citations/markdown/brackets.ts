import { newline } from './chars.ts';
import type { InlineReader } from './inlines.ts';

const deepest = 24;

/** Which brackets of a text are pairs (pandoc's `inBalancedBrackets`), found once for each paragraph. */
export class Brackets {
  readonly #reader: InlineReader;
  readonly #closes = new Map<number, number>();
  /** Up to where pairs are known. */
  #knownTo = -1;

  constructor(reader: InlineReader) {
    this.#reader = reader;
  }

  /** The end of the paragraph, or further. */
  get knownTo(): number {
    return this.#knownTo;
  }

  /** Where the bracket closes that opens at a place; -1 where it does not. */
  close(open: number): number {
    if (open >= this.#knownTo) this.#find(open);
    return this.#closes.get(open) ?? -1;
  }

  #find(start: number): void {
    const reader = this.#reader;
    const { text, end: limit } = reader;
    reader.end = text.length;
    const open: number[] = [];
    let at = start;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === newline && !reader.goesOn(at)) break;
      if (code === 91) {
        open.push(at);
      } else if (code === 93) {
        const from = open.pop();
        if (from !== undefined && open.length < deepest) this.#closes.set(from, at);
      } else if (code === 92 || code === 96 || code === 36 || code === 60) {
        const past = reader.pastOpaque(at);
        if (past > at) {
          at = past;
          continue;
        }
      }
      at++;
    }
    this.#knownTo = at;
    reader.end = limit;
  }
}
