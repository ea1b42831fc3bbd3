/** Characters looked through for a CR at a time. */
const stretch = 10_000;

/** Finds the ends of lines. Asked in the order of the text, all answers together take linear time, and one no more than its line. */
export class LineEnds {
  readonly #text: string;
  #lineFeed = -1;
  #return = -1;
  /** In front of this there is no CR that has not been asked for. */
  #looked = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the line that `at` stands in ends: at its LF, CRLF or lone CR; at `limit` if it is not over before. */
  after(at: number, limit: number = this.#text.length): number {
    if (this.#lineFeed < at) {
      const found = this.#text.indexOf('\n', at);
      this.#lineFeed = found < 0 ? Infinity : found;
    }
    const end = Math.min(this.#lineFeed, limit);
    if (this.#return < at) this.#findReturn(at, end);
    return this.#return < at ? end : Math.min(this.#return, end);
  }

  /** Where the line after the end of one begins. */
  next(end: number): number {
    return this.#text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }

  /** Looks for a CR no farther than it is of use: most files have none. */
  #findReturn(from: number, end: number): void {
    for (let at = Math.max(from, this.#looked); at < end && this.#return < from; at = this.#looked) {
      this.#looked = at + stretch;
      const found = this.#text.slice(at, this.#looked).indexOf('\r');
      if (found < 0) continue;
      this.#return = at + found;
      this.#looked = this.#return + 1;
    }
  }
}
