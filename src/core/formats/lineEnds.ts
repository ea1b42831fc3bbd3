/** Finds the ends of lines. Asked in the order of the text, all answers together take linear time. */
export class LineEnds {
  readonly #text: string;
  #lineFeed = -1;
  #return = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the line that `at` stands in ends: at its LF, CRLF or lone CR; at `limit` if it is not over before. */
  after(at: number, limit: number = this.#text.length): number {
    if (this.#lineFeed < at) this.#lineFeed = this.#find('\n', at);
    if (this.#return < at) this.#return = this.#find('\r', at);
    return Math.min(this.#lineFeed, this.#return, limit);
  }

  /** Where the line after the end of one begins. */
  next(end: number): number {
    return this.#text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }

  #find(mark: string, from: number): number {
    const index = this.#text.indexOf(mark, from);
    return index < 0 ? Infinity : index;
  }
}
