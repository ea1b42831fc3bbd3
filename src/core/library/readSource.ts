import { readAny } from '../formats/readers.ts';
import type { FormatId } from '../formats/sniff.ts';
import type { SourceReading } from './catalog.ts';

/** The text of one file and its address. */
export interface SourceText {
  readonly uri: string;
  readonly text: string;
  /** Nearness, as in `SourceReading`. */
  readonly rank?: number;
  /** Where the file's name and text do not show it, or show another. */
  readonly format?: FormatId;
}

/** Reads a file in its format, for `put` and `update`. */
export function readSource({ uri, text, rank = 0, format }: SourceText): SourceReading {
  return { uri, rank, text, ...readAny(text, uri, format) };
}
