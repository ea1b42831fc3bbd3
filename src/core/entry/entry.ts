import type { Span } from '../text.ts';
import type { CslItem } from './csl.ts';

/** Where one field of an entry is written. */
export interface FieldSource {
  /** As the format compares it; for BibTeX and XML in small letters, without the quotes of JSON and YAML. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The value with its delimiters; in XML what stands between the tags. Empty where there is no value. */
  readonly span: Span;
}

/** Where an entry is written: a file, and its stretches of that file's text. */
export interface EntrySource {
  /** The file's address, as `Uri.toString()` gives it. */
  readonly uri: string;
  /** The whole entry. */
  readonly span: Span;
  /** The citation key, where the file spells one. */
  readonly keySpan?: Span;
  /** Its fields in the order of the file, where the reader can tell; found anew each time. */
  readonly fields?: readonly FieldSource[];
}

/** One paper: a CSL-JSON item, the key that cites it, and where it stands. */
export interface Entry {
  /** The citation key, as documents write it. */
  readonly key: string;
  /** What views and notes show: plain text, titles as they were typed. */
  readonly item: CslItem;
  /** The item as it is given out, where that is another one than `item`; see `cslJsonOf`. */
  readonly cslJson?: CslItem;
  /** Other keys that cite it too. */
  readonly aliases?: readonly string[];
  /** Keys of entries that it names as related: translations, reprints, reviews. */
  readonly related?: readonly string[];
  /** Ids of topics, in the order of the source. */
  readonly topics: readonly string[];
  readonly source: EntrySource;
  /** Why the metadata is known to be incomplete, where the source says so. */
  readonly partial?: string;
}

/**
 * The entry as CSL-JSON for other tools and for CSL styles: texts may hold HTML-like markup, and
 * English titles are in sentence case, which styles expect.
 */
export function cslJsonOf(entry: Entry): CslItem {
  return entry.cslJson ?? entry.item;
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
