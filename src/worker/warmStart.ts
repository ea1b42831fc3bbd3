import type { SavedSearch } from '../core/library/search.ts';
import { hashOf } from './hash.ts';
import type { CacheFiles } from './protocol.ts';

/** Changes whenever readers or merging give other papers for the same text. */
const version = 1;

/** What a saved index is of: files in their order, by address, rank and content, and what was said about topics. */
export interface Contents {
  readonly sources: readonly string[];
  readonly topics: string;
}

/** A saved index: a line that says what it is of, a line that says what the rest is, and the index. */
export interface SavedIndex {
  readonly contents: Contents;
  /** The index, where the text is as it was written. */
  open(): SavedSearch | undefined;
}

export function writeIndex(contents: Contents, index: SavedSearch): string {
  const body = JSON.stringify(index);
  return [JSON.stringify({ version, ...contents }), hashOf(body), body].join('\n');
}

/** Nothing where the text is of another version or damaged at its start. */
export function readIndex(text: string): SavedIndex | undefined {
  const first = text.indexOf('\n');
  const second = text.indexOf('\n', first + 1);
  if (first < 0 || second < 0) return undefined;
  try {
    const head = JSON.parse(text.slice(0, first)) as { readonly version: unknown } & Contents;
    if (head.version !== version || !Array.isArray(head.sources)) return undefined;
    const { sources, topics } = head;
    return { contents: { sources, topics }, open: () => bodyOf(text.slice(second + 1), text.slice(first + 1, second)) };
  } catch {
    return undefined;
  }
}

function bodyOf(body: string, hash: string): SavedSearch | undefined {
  if (hashOf(body) !== hash) return undefined;
  try {
    return JSON.parse(body) as SavedSearch;
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
    const text = await this.#files.read(this.#path).catch(() => undefined);
    return text === undefined ? undefined : readIndex(text);
  }

  write(contents: Contents, index: SavedSearch): Promise<void> {
    return this.#files.write(this.#path, writeIndex(contents, index));
  }

  remove(): Promise<void> {
    return this.#files.write(this.#path, '');
  }
}
