import type { Position } from './text.ts';

/** A line of a text, without what ends it. */
export interface Line {
  /** From 0. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** A longer line is shown in part. */
const longestLine = 300;

/** A line as lists show it: without blanks around it, and where it is long, what is around a place of it. */
export function excerptOf(text: string, { start, end }: Line, place: number): string {
  const from = end - start <= longestLine ? start : Math.max(start, place - longestLine / 2);
  return text.slice(from, Math.min(end, from + longestLine)).trim();
}

/** Tells in which line offsets stand. Asked in the order of the text, all answers together take linear time. */
export class LineWalk {
  readonly #text: string;
  readonly #break = /\r\n|\n|\r/g;
  #line: Line = { number: -1, start: 0, end: 0 };
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#advance();
  }

  /** The line of an offset that is not before the one asked last. */
  lineOf(offset: number): Line {
    while (offset >= this.#next) this.#advance();
    return this.#line;
  }

  positionOf(offset: number): Position {
    const { number, start } = this.lineOf(offset);
    return { line: number, character: offset - start };
  }

  #advance(): void {
    const start = this.#next;
    this.#break.lastIndex = start;
    const hit = this.#break.exec(this.#text);
    this.#next = hit ? this.#break.lastIndex : Infinity;
    this.#line = { number: this.#line.number + 1, start, end: hit ? hit.index : this.#text.length };
  }
}
