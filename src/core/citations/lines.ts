/** The lines of a text. A line ends at LF, CRLF or a lone CR. */
export class Lines {
  readonly text: string;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(text: string) {
    this.text = text;
    let start = 0;
    for (const { 0: mark, index } of text.matchAll(/\r\n|\n|\r/g)) {
      this.#starts.push(start);
      this.#ends.push(index);
      start = index + mark.length;
    }
    this.#starts.push(start);
    this.#ends.push(text.length);
  }

  get count(): number {
    return this.#starts.length;
  }

  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** Where the line ends, without what breaks it. */
  end(line: number): number {
    return this.#ends[line] ?? this.text.length;
  }

  /** The beginning of the line; what tells what a line is stands there. */
  head(line: number, length = 400): string {
    return this.text.slice(this.start(line), Math.min(this.end(line), this.start(line) + length));
  }

  isBlank(line: number): boolean {
    return !/\S/.test(this.text.slice(this.start(line), this.end(line)));
  }
}
