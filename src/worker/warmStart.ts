import { decodeCache, encodeCache } from '../core/library/cache.ts';
import type { SavedLibrary } from '../core/library/library.ts';
import type { Steps } from '../core/steps.ts';
import { byteHashSteps } from './hash.ts';
import type { CacheFiles } from './protocol.ts';

/** Changes whenever readers or merging give other papers for the same text. */
const version = 3;

/** What a saved index is of: files in their order, by address, rank and content, and what was said about topics. */
export interface Contents {
  readonly sources: readonly string[];
  readonly topics: string;
}

/** A saved index: a line that says what it is of, a line that says what the rest is, and the index. */
export interface SavedIndex {
  readonly contents: Contents;
  /** The index, where the bytes are as they were written. In steps. */
  open(): Steps<SavedLibrary | undefined>;
}

const lineEnd = 10;

/** In steps. */
export function* writeIndex(contents: Contents, index: SavedLibrary): Steps<Uint8Array> {
  const body = yield* encodeCache(index);
  const lines = (blanks: string) => new TextEncoder().encode(`${described}${blanks}\n${hash}\n`);
  const [described, hash] = [JSON.stringify({ version, ...contents }), yield* byteHashSteps(body)];
  // the index begins at a multiple of four, where its numbers can be read as they lie
  const head = lines(' '.repeat((4 - (lines('').length % 4)) % 4));
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** Nothing where the bytes are of another version or damaged at their start. */
export function readIndex(bytes: Uint8Array): SavedIndex | undefined {
  const first = bytes.indexOf(lineEnd);
  const second = bytes.indexOf(lineEnd, first + 1);
  if (first < 0 || second < 0) return undefined;
  const text = (start: number, end: number) => new TextDecoder().decode(bytes.subarray(start, end));
  try {
    const head = JSON.parse(text(0, first)) as { readonly version: unknown } & Contents;
    if (head.version !== version || !Array.isArray(head.sources)) return undefined;
    const { sources, topics } = head;
    const body = bytes.subarray(second + 1);
    return {
      contents: { sources, topics },
      *open() {
        const isWhole = (yield* byteHashSteps(body)) === text(first + 1, second);
        return isWhole ? yield* decodeCache(body) : undefined;
      },
    };
  } catch {
    return undefined;
  }
}

/** Whether the library may still become what the index is of. The order counts: by it, papers of one key get their ids. */
export function mayBecome({ sources, topics }: Contents, saved: Contents): boolean {
  return topics === saved.topics && sources.every((source, place) => source === saved.sources[place]);
}

/** Whether a library that may become it has become it. */
export function isComplete({ sources }: Contents, saved: Contents): boolean {
  return sources.length === saved.sources.length;
}

/** The cache's file: found damaged or stale, it is written anew. */
export class IndexFile {
  readonly #files: CacheFiles;
  readonly #path: string;

  constructor(files: CacheFiles, path: string) {
    this.#files = files;
    this.#path = path;
  }

  async read(): Promise<SavedIndex | undefined> {
    const bytes = await this.#files.read(this.#path).catch(() => undefined);
    return bytes && readIndex(bytes);
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#files.write(this.#path, bytes);
  }

  remove(): Promise<void> {
    return this.#files.write(this.#path, new Uint8Array());
  }
}
