/** Which brackets of a text are pairs, found in one pass for each stretch, so that open ones cost no more than others. */
export class Pairs {
  readonly #text: string;
  readonly #open: string;
  readonly #close: string;
  readonly #stretchEnd: (at: number) => number;
  readonly #hasEscapes: boolean;
  #known = new Map<number, number>();
  #knownFrom = 0;
  #knownTo = 0;

  /** `stretchEnd` tells for a bracket up to where its other half may stand. */
  constructor(text: string, pair: '{}' | '()', hasEscapes: boolean, stretchEnd: (at: number) => number) {
    this.#text = text;
    this.#open = pair.charAt(0);
    this.#close = pair.charAt(1);
    this.#hasEscapes = hasEscapes;
    this.#stretchEnd = stretchEnd;
  }

  /** Where the bracket closes that opens at a place; -1 where it does not. */
  close(open: number): number {
    if (open < this.#knownFrom || open >= this.#knownTo) this.#find(open);
    return this.#known.get(open) ?? -1;
  }

  #find(start: number): void {
    const text = this.#text;
    const end = this.#stretchEnd(start);
    this.#known = new Map();
    this.#knownFrom = start;
    this.#knownTo = end;
    const open: number[] = [];
    for (let at = start; at < end; at++) {
      const char = text[at];
      if (char === '\\' && this.#hasEscapes) at++;
      else if (char === this.#open) open.push(at);
      else if (char === this.#close) {
        const from = open.pop();
        if (from !== undefined) this.#known.set(from, at);
      }
    }
  }
}
