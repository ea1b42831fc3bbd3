/**
 * Finds the next hit of a pattern. Asked in the order of the text, all answers together take linear time, however often
 * nothing is found.
 */
export class NextOf {
  readonly #text: string;
  readonly #pattern: RegExp;
  #known: RegExpExecArray | undefined;
  #isKnown = false;
  #from = 0;

  /** The pattern has the flag `g`, and where it matches does not depend on where the search begins. */
  constructor(text: string, pattern: RegExp) {
    this.#text = text;
    this.#pattern = pattern;
  }

  /** The first hit that begins at `at` or behind, if it begins in front of `limit`. */
  from(at: number, limit: number = this.#text.length): RegExpExecArray | undefined {
    const isOld = this.#isKnown && this.#from <= at && (this.#known === undefined || this.#known.index >= at);
    if (!isOld) {
      this.#pattern.lastIndex = at;
      this.#known = this.#pattern.exec(this.#text) ?? undefined;
      this.#isKnown = true;
      this.#from = at;
    }
    return this.#known && this.#known.index < limit ? this.#known : undefined;
  }
}
