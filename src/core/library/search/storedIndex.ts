import MiniSearch from 'minisearch';
import type { IndexedText } from './wordIndex.ts';

/** An index as plain data: a text and numbers, which are read many times faster than a tree of objects. */
export interface PackedIndex {
  /** Ids of papers and the index's own numbers for them. */
  readonly ids: readonly string[];
  readonly numbers: readonly number[];
  /** For each paper, how many words each field has; -1 where it has not the field. */
  readonly lengths: readonly number[];
  readonly averages: readonly number[];
  readonly nextNumber: number;
  /** All words, a line each. */
  readonly words: string;
  /** For each word: how many fields; for each field its number, how many papers, and each paper's number and count. */
  readonly postings: Uint32Array;
}

/** A word that stands in a field of a paper. */
export interface Posting {
  readonly id: string;
  readonly field: keyof IndexedText;
  readonly word: string;
}

/** What papers are found by, and not named by: postings leave it out. */
const unnamed: ReadonlySet<keyof IndexedText> = new Set(['abstract', 'forms', 'venue']);

/** A MiniSearch index that can be packed, and unpacked in a fraction of the time that its own JSON takes. */
export class StoredIndex extends MiniSearch<IndexedText> {
  pack(): PackedIndex {
    const words: string[] = [];
    const postings: number[] = [];
    for (const [word, fields] of this._index) {
      words.push(word);
      postings.push(fields.size);
      for (const [field, papers] of fields) {
        // papers that were taken away are still there until the index is cleaned
        const there = [...papers].filter(([paper]) => this._documentIds.has(paper));
        postings.push(field, there.length);
        for (const [paper, count] of there) postings.push(paper, count);
      }
    }
    const papers = [...this._documentIds];
    const fieldCount = Object.keys(this._fieldIds).length;
    return {
      ids: papers.map(([, id]) => id as string),
      numbers: papers.map(([number]) => number),
      lengths: papers.flatMap(([number]) => {
        const lengths = this._fieldLength.get(number) ?? [];
        return Array.from({ length: fieldCount }, (_, field) => lengths[field] ?? -1);
      }),
      averages: [...this._avgFieldLength],
      nextNumber: this._nextId,
      words: words.join('\n'),
      postings: Uint32Array.from(postings),
    };
  }

  /** Ids of the papers in which a word stands, with the field it stands in. */
  *holding(word: string): Generator<Posting> {
    const fields = this._index.get(word);
    if (fields) yield* this.#postings(word, fields);
  }

  /** As `holding`, for all words that start so; the word itself comes first. */
  *starting(start: string): Generator<Posting> {
    yield* this.holding(start);
    for (const [word, fields] of this._index.atPrefix(start)) {
      if (word !== start) yield* this.#postings(word, fields);
    }
  }

  *#postings(word: string, fields: ReadonlyMap<number, ReadonlyMap<number, number>>): Generator<Posting> {
    const names = this._options.fields;
    for (const [field, papers] of fields) {
      const name = names[field] as keyof IndexedText;
      if (unnamed.has(name)) continue;
      for (const number of papers.keys()) {
        // papers that were taken away are still there until the index is cleaned
        const id = this._documentIds.get(number) as string | undefined;
        if (id !== undefined) yield { id, field: name, word };
      }
    }
  }

  /** Takes over a packed index; this one must be empty and of the same fields. Throws where the data are damaged. */
  unpack({ ids, numbers, lengths, averages, nextNumber, words, postings }: PackedIndex): void {
    const fieldCount = Object.keys(this._fieldIds).length;
    if (numbers.length !== ids.length || lengths.length !== ids.length * fieldCount) throw new Error('damaged index');
    ids.forEach((id, at) => {
      const number = numbers[at] ?? 0;
      this._documentIds.set(number, id);
      this._idToShortId.set(id, number);
      const own: number[] = [];
      lengths.slice(at * fieldCount, (at + 1) * fieldCount).forEach((length, field) => {
        if (length >= 0) own[field] = length;
      });
      this._fieldLength.set(number, own);
    });
    let at = 0;
    const next = () => {
      const value = postings[at++];
      if (value === undefined) throw new Error('damaged index');
      return value;
    };
    for (const word of words ? words.split('\n') : []) {
      const fields = new Map<number, Map<number, number>>();
      for (let left = next(); left > 0; left--) {
        const field = next();
        const papers = new Map<number, number>();
        for (let more = next(); more > 0; more--) papers.set(next(), next());
        if (papers.size) fields.set(field, papers);
      }
      if (fields.size) this._index.set(word, fields);
    }
    if (at !== postings.length) throw new Error('damaged index');
    this._documentCount = ids.length;
    this._nextId = nextNumber;
    this._avgFieldLength = [...averages];
  }
}
