import type { Problem } from '../../entry/entry.ts';
import type { Span } from '../../text.ts';

/*
 * What the scanner gives: places in the text, nothing decoded. A file has some hundred thousand
 * fields, so a field holds bare numbers.
 */

/** One `name = value`. The name ends where it is as long as `name`; nothing is between quotes yet. */
export interface RawField {
  /** In small letters. */
  readonly name: string;
  readonly nameStart: number;
  /** The value with its delimiters, all parts of a concatenation included. */
  readonly start: number;
  readonly end: number;
}

/** One entry of the file, whole or broken. */
export interface RawEntry {
  /** In small letters, without the `@`. */
  readonly type: string;
  readonly key: string;
  /** From the `@` to the closing delimiter, or to where a broken entry was given up. */
  readonly span: Span;
  readonly keySpan: Span;
  readonly fields: readonly RawField[];
}

/** A macro's name where a value uses it. */
export interface MacroUse extends Span {
  readonly key: string;
  readonly field: string;
}

/** A scanned file. */
export interface RawFile {
  readonly text: string;
  readonly entries: readonly RawEntry[];
  /** What `@string` defines, by small-letter name; the last definition holds. */
  readonly strings: ReadonlyMap<string, RawField>;
  /** Each `@string` with its delimiters, in the order of the text. */
  readonly stringSpans: readonly Span[];
  /** Macros that no `@string` of the file defines, months left out. */
  readonly undefinedMacros: readonly MacroUse[];
  readonly preambles: readonly Span[];
  readonly comments: readonly Span[];
  readonly problems: readonly Problem[];
}

export function nameSpan(field: RawField): Span {
  return { start: field.nameStart, end: field.nameStart + field.name.length };
}

export function valueSpan(field: RawField): Span {
  return { start: field.start, end: field.end };
}
