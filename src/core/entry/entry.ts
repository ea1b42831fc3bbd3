import type { Span } from '../text.ts';
import type { CslItem } from './csl.ts';

/** Where an entry is written: a file, and its stretches of that file's text. */
export interface EntrySource {
  /** The file's address, as `Uri.toString()` gives it. */
  readonly uri: string;
  /** The whole entry. */
  readonly span: Span;
  /** The citation key, where the file spells one. */
  readonly keySpan?: Span;
}

/** One paper: a CSL-JSON item, the key that cites it, and where it stands. */
export interface Entry {
  /** The citation key, as documents write it. */
  readonly key: string;
  readonly item: CslItem;
  /** Ids of topics, in the order of the source. */
  readonly topics: readonly string[];
  readonly source: EntrySource;
  /** Why the metadata is known to be incomplete, where the source says so. */
  readonly partial?: string;
}

/** Something a reader could not take as it stood: a code and facts, not a sentence. */
export interface Problem {
  readonly code: string;
  /** Where the loss is, in the text that was read. */
  readonly span: Span;
  /** What a message needs to say: names, values, other keys. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** What reading one file gives: all that could be read, and all that could not. */
export interface ReadResult {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}
