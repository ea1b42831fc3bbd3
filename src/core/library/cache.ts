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
const mark = 0x4c4e3031;
const headSize = 3;

/** A saved library as the bytes of a file: the numbers as they are, everything else as JSON. */
export function encodeCache({ search, ...others }: SavedLibrary): Uint8Array {
  const { postings, ...words } = search.words;
  const json = new TextEncoder().encode(JSON.stringify({ ...others, search: { ...search, words } }));
  const bytes = new Uint8Array(headSize * 4 + postings.byteLength + json.length);
  new Uint32Array(bytes.buffer, 0, headSize).set([mark, postings.length, json.length]);
  bytes.set(new Uint8Array(postings.buffer, postings.byteOffset, postings.byteLength), headSize * 4);
  bytes.set(json, headSize * 4 + postings.byteLength);
  return bytes;
}

/** What `encodeCache` encoded; nothing where the bytes are something else or not all there. */
export function decodeCache(bytes: Uint8Array): SavedLibrary | undefined {
  if (bytes.length < headSize * 4) return undefined;
  // numbers must start at a multiple of four, which a part of a larger buffer need not; not with
  // `slice`, which in Node's buffers copies nothing
  const own = bytes.byteOffset % 4 ? new Uint8Array(bytes) : bytes;
  const [found, count = 0, length = 0] = new Uint32Array(own.buffer, own.byteOffset, headSize);
  const start = headSize * 4 + count * 4;
  if (found !== mark || own.length !== start + length) return undefined;
  try {
    // a copy, since it outlives the rest of the file's bytes
    const postings = new Uint32Array(own.buffer, own.byteOffset + headSize * 4, count).slice();
    const saved = JSON.parse(new TextDecoder().decode(own.subarray(start))) as SavedLibrary;
    return { ...saved, search: { ...saved.search, words: { ...saved.search.words, postings } } };
  } catch {
    return undefined;
  }
}
