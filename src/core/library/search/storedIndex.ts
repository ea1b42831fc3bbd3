import MiniSearch from 'minisearch';
import type { Options } from 'minisearch';
import { LongMap } from '../../longMap.ts';
import type { Steps } from '../../steps.ts';
import { GrowingNumbers } from './growingNumbers.ts';
import { endOfPostings, hasOther, PackedPostings } from './packedPostings.ts';
import type { Postings } from './packedPostings.ts';
import type { Scored } from './scoring.ts';
import type { IndexedText } from './wordIndex.ts';
import { valuesBelow, valuesIn } from './wordTree.ts';
import type { WordTree } from './wordTree.ts';

/** An index as plain data: a text and numbers, which are read many times faster than a tree of objects. */
export interface PackedIndex {
  /** Ids of papers and the index's own numbers for them. */
  readonly ids: readonly string[];
  readonly numbers: readonly number[];
  /** For each paper, how many words each field has; -1 where it has not the field. */
  readonly lengths: readonly number[];
  readonly averages: readonly number[];
  readonly nextNumber: number;
  readonly words: readonly string[];
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

/** With so many papers, a word has a map that grows without a pause. */
const common = 8192;
/** Papers, or words, gone through in one step. */
const step = 500;

/** As MiniSearch would have it (its option `autoVacuum`). */
const fewestDirty = 20;
const dirtyShare = 0.1;

/**
 * A MiniSearch index that can be packed, unpacked in a fraction of the time that its own JSON takes, and cleaned and
 * searched in steps: what its own `search` does in one piece, `score` does with what is told here.
 */
export class StoredIndex extends MiniSearch<IndexedText> implements Scored {
  constructor(options: Options<IndexedText>) {
    super(options);
    this._idToShortId = long();
    this._documentIds = long();
    this._fieldLength = long();
    // as MiniSearch's own, which it hides, but for common words: they are in as many papers as there are
    (this as unknown as { addTerm: unknown }).addTerm = (field: number, paper: number, word: string) => {
      const fields = this._index.fetch(word, () => new Map<number, Map<number, number>>());
      const papers = fields.get(field);
      if (!papers) return void fields.set(field, new Map([[paper, 1]]));
      papers.set(paper, (papers.get(paper) ?? 0) + 1);
      if (papers.size === common && papers instanceof Map) fields.set(field, long(papers));
    };
  }

  get tree(): WordTree<Postings> {
    return this._index._tree;
  }

  get fields(): { readonly number: number; readonly weight: number }[] {
    const weights: Readonly<Record<string, number>> = this._options.searchOptions.boost ?? {};
    return this._options.fields.map((name) => ({ number: this._fieldIds[name] ?? 0, weight: weights[name] ?? 1 }));
  }

  get count(): number {
    return this._documentCount;
  }

  get end(): number {
    return this._nextId;
  }

  get hasDirt(): boolean {
    return this._dirtCount > 0;
  }

  get averages(): readonly number[] {
    return this._avgFieldLength;
  }

  postingsOf(word: string): Postings | undefined {
    return this._index.get(word);
  }

  lengthsOf(paper: number): readonly (number | undefined)[] | undefined {
    return this._fieldLength.get(paper);
  }

  /** The id of a paper by its number; nothing where it is gone. */
  idOf(paper: number): string | undefined {
    return this._documentIds.get(paper) as string | undefined;
  }

  /** In steps, between which nothing may change. */
  *pack(): Steps<PackedIndex> {
    const words: string[] = [];
    const postings = new GrowingNumbers();
    for (const [word, fields] of valuesIn(this.tree)) {
      if (postings.isDue(step)) yield;
      const countAt = postings.push(0);
      for (const [field, papers] of packedIn(fields)?.read() ?? fields) {
        // papers that were taken away are still there until the index is cleaned
        const there = [...papers].filter(([paper]) => this._documentIds.has(paper));
        if (!there.length) continue;
        postings.add(countAt, 1);
        postings.push(field, there.length);
        for (const [paper, count] of there) postings.push(paper, count);
      }
      if (postings.at(countAt)) words.push(word);
      else postings.pop();
    }
    const fieldCount = Object.keys(this._fieldIds).length;
    const ids: string[] = [];
    const numbers: number[] = [];
    const lengths: number[] = [];
    for (const [number, id] of this._documentIds) {
      if (numbers.push(number) % step === 0) yield;
      ids.push(id as string);
      const own = this._fieldLength.get(number) ?? [];
      for (let field = 0; field < fieldCount; field++) lengths.push(own[field] ?? -1);
    }
    const averages = [...this._avgFieldLength];
    return { ids, numbers, lengths, averages, nextNumber: this._nextId, words, postings: postings.all() };
  }

  /** Ids of the papers in which a word stands, with the field it stands in. */
  *holding(word: string): Generator<Posting> {
    const fields = this._index.get(word);
    if (fields) yield* this.#postings(word, fields);
  }

  /**
   * As `holding`, for all words that start so; the word itself comes first. Papers may come and go between two of them,
   * on which MiniSearch's own `atPrefix` breaks.
   */
  *starting(start: string): Generator<Posting> {
    yield* this.holding(start);
    for (const [word, fields] of valuesBelow(this.tree, start)) {
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

  /** Takes over a packed index, in steps; this one must be empty and of the same fields. Throws where the data are damaged. */
  *unpack({ ids, numbers, lengths, averages, nextNumber, words, postings }: PackedIndex): Steps<void> {
    const fieldCount = Object.keys(this._fieldIds).length;
    if (numbers.length !== ids.length || lengths.length !== ids.length * fieldCount) throw new Error('damaged index');
    for (const [at, id] of ids.entries()) {
      const number = numbers[at] ?? 0;
      this._documentIds.set(number, id);
      this._idToShortId.set(id, number);
      const own: number[] = [];
      for (let field = 0; field < fieldCount; field++) {
        const length = lengths[at * fieldCount + field] ?? -1;
        if (length >= 0) own[field] = length;
      }
      this._fieldLength.set(number, own);
      if (at % step === step - 1) yield;
    }
    let at = 0;
    for (const [place, word] of words.entries()) {
      const end = endOfPostings(postings, at);
      this._index.set(word, new PackedPostings(postings, at) as unknown as Postings);
      at = end;
      if (place % step === step - 1) yield;
    }
    if (at !== postings.length) throw new Error('damaged index');
    this._documentCount = ids.length;
    this._nextId = nextNumber;
    this._avgFieldLength = [...averages];
  }

  /** Whether so many papers were taken away that what is left of them is worth cleaning. */
  get isDirty(): boolean {
    return this.dirtCount >= fewestDirty && this.dirtFactor >= dirtyShare;
  }

  /**
   * Takes out of the words what is left of papers that were taken away, in steps between which papers may come and go
   * and searches be answered. MiniSearch's own way must be done at once, since it breaks on what changes meanwhile.
   * So many words, or papers of one, are looked at in one step.
   */
  *clean(step = 200): Steps<void> {
    const dirt = this._dirtCount;
    const isThere = (paper: number) => this._documentIds.has(paper);
    let count = 0;
    for (const [word, fields] of valuesIn(this.tree)) {
      if (++count % step === 0) yield;
      if (!(packedIn(fields)?.hasOther(isThere) ?? hasOther(fields, isThere))) continue;
      for (const [field, papers] of fields) {
        for (const paper of papers.keys()) {
          if (!isThere(paper)) papers.delete(paper);
          if (++count % step === 0) yield;
        }
        // others may stand in their place by now
        if (!papers.size && fields.get(field) === papers) fields.delete(field);
      }
      if (!fields.size && this._index.get(word) === fields) this._index.delete(word);
    }
    this._dirtCount -= dirt;
  }
}

/** MiniSearch asks no more of its maps than a `LongMap` can. */
function long<K extends number | string, V>(map?: Map<K, V>): Map<K, V> {
  return new LongMap(map) as LongMap<K, V> & Map<K, V>;
}

function packedIn(fields: object): PackedPostings | undefined {
  return fields instanceof PackedPostings ? fields : undefined;
}
