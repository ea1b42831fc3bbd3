import type { Steps } from '../steps.ts';
import { digest } from './digest.ts';
import type { Source } from './merge.ts';
import type { SavedSearch } from './search.ts';
import type { SavedProposal } from './topics/assigned.ts';

/** An index and what it was made from, as plain data. */
export interface SavedLibrary {
  readonly state: string;
  readonly search: SavedSearch;
  readonly proposal?: SavedProposal;
}

/** All that an index is made from, as a short text that differs where that differs. */
export function stateOf(sources: Iterable<Source>, settings: string): string {
  const files = Array.from(sources, ({ uri, rank, text = '', hash = digest(text) }) => `${uri} ${rank} ${hash}`);
  return [...files, settings].join('\n');
}

/** The platform's coders, which Node and browsers share; the core's types know neither. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** Marks the bytes as ours, and their order as this machine's. */
const mark = 0x4c4e3033;
/** Values of a list that are written, or read, in one step. */
const step = 500;

/** What is small enough for one step, and how long the rest is: the lists of numbers, then those of other values, piece by piece. */
interface Head {
  readonly state: string;
  readonly version: number;
  readonly averages: readonly number[];
  readonly nextNumber: number;
  readonly topics?: SavedProposal['topics'];
  readonly numbers: Readonly<Record<'postings' | 'numbers' | 'lengths', number>>;
  /** The bytes of the pieces of each list. */
  readonly lists: Readonly<Record<'ids' | 'words' | 'lines' | 'papers', readonly number[]>>;
}

/** A saved library as the bytes of a file: the numbers as they are, everything else as JSON. In steps. */
export function* encodeCache({ state, search, proposal }: SavedLibrary): Steps<Uint8Array> {
  const { version, words, lines } = search;
  const { averages, nextNumber, postings, numbers, lengths } = words;
  const pieces: Uint8Array[] = [];
  function* written(list: readonly unknown[]): Steps<number[]> {
    const sizes: number[] = [];
    for (let at = 0; at < list.length; at += step) {
      const piece = new TextEncoder().encode(JSON.stringify(list.slice(at, at + step)));
      pieces.push(piece);
      sizes.push(piece.length);
      yield;
    }
    return sizes;
  }
  const head: Head = {
    state,
    version,
    averages,
    nextNumber,
    ...(proposal ? { topics: proposal.topics } : {}),
    numbers: { postings: postings.length, numbers: numbers.length, lengths: lengths.length },
    lists: {
      ids: yield* written(words.ids),
      words: yield* written(words.words),
      lines: yield* written(lines),
      papers: yield* written(proposal?.papers ?? []),
    },
  };
  const start = new TextEncoder().encode(JSON.stringify(head));
  // blanks, so that numbers begin at a multiple of four
  const startSize = Math.ceil(start.length / 4) * 4;
  const all = 4 * (postings.length + numbers.length + lengths.length);
  const bytes = new Uint8Array(8 + startSize + all + pieces.reduce((sum, { length }) => sum + length, 0)).fill(32, 8);
  new Uint32Array(bytes.buffer, 0, 2).set([mark, startSize]);
  bytes.set(start, 8);
  let at = 8 + startSize;
  for (const list of [postings, Int32Array.from(numbers), Int32Array.from(lengths)]) {
    bytes.set(new Uint8Array(list.buffer, list.byteOffset, list.byteLength), at);
    at += list.byteLength;
    yield;
  }
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** What `encodeCache` encoded; nothing where the bytes are something else or not all there. In steps. */
export function* decodeCache(bytes: Uint8Array): Steps<SavedLibrary | undefined> {
  if (bytes.length < 8) return undefined;
  // numbers must start at a multiple of four, which a part of a larger buffer need not; not with
  // `slice`, which in Node's buffers copies nothing
  const own = bytes.byteOffset % 4 ? new Uint8Array(bytes) : bytes;
  const [found, startSize = 0] = new Uint32Array(own.buffer, own.byteOffset, 2);
  if (found !== mark || startSize % 4) return undefined;
  try {
    const parsed = (start: number, end: number) =>
      JSON.parse(new TextDecoder().decode(own.subarray(start, end))) as unknown;
    const { lists, numbers, state, version, averages, nextNumber, topics } = parsed(8, 8 + startSize) as Head;
    let at = 8 + startSize;
    const place = (count: number) => {
      const start = own.byteOffset + at;
      at += 4 * count;
      return start;
    };
    // copies, since they outlive the rest of the file's bytes
    const postings = new Uint32Array(own.buffer, place(numbers.postings), numbers.postings).slice();
    const numbersOf = [...new Int32Array(own.buffer, place(numbers.numbers), numbers.numbers)];
    const lengths = [...new Int32Array(own.buffer, place(numbers.lengths), numbers.lengths)];
    yield;
    function* read<T>(sizes: readonly number[]): Steps<T[]> {
      const list: T[] = [];
      for (const size of sizes) {
        for (const value of parsed(at, at + size) as T[]) list.push(value);
        at += size;
        yield;
      }
      return list;
    }
    const ids = yield* read<string>(lists.ids);
    const words = yield* read<string>(lists.words);
    const lines = yield* read<string>(lists.lines);
    const papers = yield* read<SavedProposal['papers'][number]>(lists.papers);
    if (at !== own.length) return undefined;
    const index = { ids, numbers: numbersOf, lengths, averages, nextNumber, words, postings };
    return { state, search: { version, words: index, lines }, ...(topics ? { proposal: { topics, papers } } : {}) };
  } catch {
    return undefined;
  }
}
