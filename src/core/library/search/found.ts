/**
 * Papers by their numbers in an index, with a score each, in the order in which they were found; and which words of the
 * query each has. Numbers that were given out later than this was made are left out.
 */
export class Found {
  readonly papers: number[] = [];
  readonly #scores: Float64Array;
  readonly #words: Uint32Array;

  /** `size` is more than the largest number. */
  constructor(size: number) {
    this.#scores = new Float64Array(size);
    this.#words = new Uint32Array(size);
  }

  has(paper: number): boolean {
    return !!this.#words[paper];
  }

  sumOf(paper: number): number {
    return this.#scores[paper] ?? 0;
  }

  /** The words as bits. */
  wordsOf(paper: number): number {
    return this.#words[paper] ?? 0;
  }

  /** The sum of what a paper's words gave, times how many different ones it has, as MiniSearch reckons it. */
  scoreOf(paper: number): number {
    return this.sumOf(paper) * bitsIn(this.wordsOf(paper));
  }

  add(paper: number, score: number, words: number): void {
    const before = this.#words[paper];
    if (before === undefined) return;
    if (!before) this.papers.push(paper);
    this.#words[paper] = before | words;
    this.#scores[paper] = (this.#scores[paper] ?? 0) + score;
  }

  /** Gives a paper this score where it has none as high. */
  raise(paper: number, score: number): void {
    if (!this.has(paper) || score > this.sumOf(paper)) this.add(paper, score - this.sumOf(paper), 1);
  }
}

function bitsIn(words: number): number {
  let count = 0;
  for (let left = words; left; left &= left - 1) count++;
  return count;
}
