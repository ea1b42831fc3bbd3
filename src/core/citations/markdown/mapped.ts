import type { Span } from '../../text.ts';

/**
 * A text taken out of a document, such as an item of a list without its indentation, that knows
 * where each of its parts stands in the document. It consists of pieces that stand there as they are.
 */
export class Mapped {
  readonly text: string;
  /** Where pieces start in `text`, ascending, and where in the document. */
  readonly #starts: readonly number[];
  readonly #origins: readonly number[];

  constructor(text: string, starts: readonly number[], origins: readonly number[]) {
    this.text = text;
    this.#starts = starts;
    this.#origins = origins;
  }

  /** The place in the document of a place in this text. */
  at(place: number): number {
    const piece = this.#pieceOf(place);
    return (this.#origins[piece] ?? 0) + place - (this.#starts[piece] ?? 0);
  }

  /** The stretch of the document from the first to the last character of a stretch of this text. */
  span(start: number, end: number): Span {
    return end > start
      ? { start: this.at(start), end: this.at(end - 1) + 1 }
      : { start: this.at(start), end: this.at(start) };
  }

  /** Adds to the two lists the pieces of `start` to `end`, as part of a text of which they start at `place`. */
  addPieces(start: number, end: number, place: number, starts: number[], origins: number[]): void {
    starts.push(place);
    origins.push(this.at(start));
    for (let piece = this.#pieceOf(start) + 1; piece < this.#starts.length; piece++) {
      const from = this.#starts[piece] ?? 0;
      if (from >= end) break;
      starts.push(place + from - start);
      origins.push(this.#origins[piece] ?? 0);
    }
  }

  #pieceOf(place: number): number {
    if (this.#starts.length < 2) return 0;
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Puts a text together from stretches of another one. */
export class Pieces {
  readonly #of: Mapped;
  readonly #texts: string[] = [];
  readonly #starts: number[] = [];
  readonly #origins: number[] = [];
  #length = 0;

  constructor(of: Mapped) {
    this.#of = of;
  }

  get length(): number {
    return this.#length;
  }

  add(start: number, end: number): this {
    if (end <= start) return this;
    this.#of.addPieces(start, end, this.#length, this.#starts, this.#origins);
    return this.put(this.#of.text.slice(start, end));
  }

  /** Adds what does not stand in the document, such as an end of line. */
  put(text: string): this {
    this.#texts.push(text);
    this.#length += text.length;
    return this;
  }

  done(): Mapped {
    if (!this.#starts.length) return new Mapped(this.#texts.join(''), [0], [0]);
    return new Mapped(this.#texts.join(''), this.#starts, this.#origins);
  }
}

const uneven = /\r\n?|\t/g;
const tabStop = 4;

/**
 * A document as pandoc's reader gets it: lines end in a line feed, tabs are spaces up to the next
 * multiple of four columns, and two empty lines stand at the end. A carriage return of its own ends
 * a line, as in editors; pandoc drops it.
 */
export function normalized(document: string): Mapped {
  const bom = document.startsWith('\ufeff') ? 1 : 0;
  const starts = [0];
  const origins = [bom];
  if (!/[\r\t]/.test(document)) return new Mapped(`${document.slice(bom)}\n\n`, starts, origins);
  const parts: string[] = [];
  let [length, from, lineStart] = [0, bom, 0];
  uneven.lastIndex = 0;
  for (let hit = uneven.exec(document); hit; hit = uneven.exec(document)) {
    const before = document.slice(from, hit.index);
    const feed = before.lastIndexOf('\n');
    if (feed >= 0) lineStart = length + feed + 1;
    length += before.length;
    from = hit.index + hit[0].length;
    const written = hit[0] === '\t' ? ' '.repeat(tabStop - ((length - lineStart) % tabStop)) : '\n';
    parts.push(before, written);
    length += written.length;
    if (hit[0] !== '\t') lineStart = length;
    if (written.length !== hit[0].length) {
      starts.push(length);
      origins.push(from);
    }
  }
  parts.push(document.slice(from), '\n\n');
  return new Mapped(parts.join(''), starts, origins);
}
