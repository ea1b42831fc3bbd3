/** Where something stands next in a text; asked from ever later places, as it mostly is, it looks at each part once. */
export class Seek {
  readonly #text: string;
  readonly #what: readonly string[];
  readonly #next: number[];
  #asked = 0;

  constructor(text: string, ...what: readonly string[]) {
    this.#text = text;
    this.#what = what;
    this.#next = what.map(() => -1);
  }

  /** The first place from `at` on, or the end of the text and more. */
  from(at: number): number {
    let first = Infinity;
    if (at < this.#asked) this.#next.fill(-1);
    this.#asked = at;
    for (let index = 0; index < this.#what.length; index++) {
      let next = this.#next[index] ?? -1;
      if (next < at) {
        next = this.#text.indexOf(this.#what[index] ?? '', at);
        if (next < 0) next = Infinity;
        this.#next[index] = next;
      }
      if (next < first) first = next;
    }
    return first;
  }
}
