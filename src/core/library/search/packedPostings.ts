/** The papers that hold one word: for each field, how often it stands in that field of which paper. */
export type Postings = Map<number, Map<number, number>>;

/**
 * The postings of one word as `pack` wrote them: how many fields; for each its number, how many papers, and each paper's
 * number and count. Made into maps only when somebody looks for the word or changes it, since most words of a library
 * nobody looks for; a map of maps for each would take longer than all else of a start.
 *
 * It has what MiniSearch asks of a map of fields, and no more.
 */
export class PackedPostings implements Pick<Postings, 'get' | 'set' | 'has' | 'delete' | 'size'> {
  #packed: Uint32Array | undefined;
  readonly #start: number;
  #fields: Postings | undefined;

  constructor(packed: Uint32Array, start: number) {
    this.#packed = packed;
    this.#start = start;
  }

  get size(): number {
    return this.#packed && !this.#fields ? (this.#packed[this.#start] ?? 0) : this.#whole.size;
  }

  get(field: number): Map<number, number> | undefined {
    return this.#whole.get(field);
  }

  has(field: number): boolean {
    return this.#whole.has(field);
  }

  set(field: number, papers: Map<number, number>): Postings {
    return this.#whole.set(field, papers);
  }

  delete(field: number): boolean {
    return this.#whole.delete(field);
  }

  [Symbol.iterator](): MapIterator<[number, Map<number, number>]> {
    return this.#whole[Symbol.iterator]();
  }

  /** Whether a paper stands here that is not there any more. Looks without making maps. */
  hasOther(isThere: (paper: number) => boolean): boolean {
    const packed = this.#packed;
    if (!packed || this.#fields) return hasOther(this.#whole, isThere);
    let at = this.#start + 1;
    for (let left = packed[this.#start] ?? 0; left > 0; left--) {
      const end = at + 2 + 2 * (packed[at + 1] ?? 0);
      for (at += 2; at < end; at += 2) if (!isThere(packed[at] ?? 0)) return true;
    }
    return false;
  }

  /** The maps, for once: they are not kept if nobody else asked for them. */
  read(): Postings {
    if (this.#fields) return this.#fields;
    const fields: Postings = new Map();
    const packed = this.#packed ?? new Uint32Array();
    let at = this.#start + 1;
    for (let left = packed[this.#start] ?? 0; left > 0; left--) {
      const papers = new Map<number, number>();
      const end = at + 2 + 2 * (packed[at + 1] ?? 0);
      fields.set(packed[at] ?? 0, papers);
      for (at += 2; at < end; at += 2) papers.set(packed[at] ?? 0, packed[at + 1] ?? 0);
    }
    return fields;
  }

  get #whole(): Postings {
    this.#fields ??= this.read();
    this.#packed = undefined;
    return this.#fields;
  }
}

/** Where the postings that start at `start` end. Throws where they would end behind the last number. */
export function endOfPostings(packed: Uint32Array, start: number): number {
  let at = start + 1;
  for (let left = packed[start] ?? 0; left > 0 && at < packed.length; left--) at += 2 + 2 * (packed[at + 1] ?? 0);
  if (start >= packed.length || at > packed.length) throw new Error('damaged index');
  return at;
}

export function hasOther(
  fields: Iterable<[number, Map<number, number>]>,
  isThere: (paper: number) => boolean,
): boolean {
  for (const [, papers] of fields) for (const paper of papers.keys()) if (!isThere(paper)) return true;
  return false;
}
