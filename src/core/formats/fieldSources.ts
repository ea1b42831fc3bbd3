import type { EntrySource, FieldSource } from '../entry/entry.ts';
import type { Span } from '../text.ts';

/**
 * Finds the fields of the entry that is written at `span`, in the order of the text. What it looks at is that
 * stretch, so that asking every entry of a file takes time in proportion to the file.
 */
export type FieldFinder = (text: string, span: Span) => readonly FieldSource[];

/** What the places of one file's entries share. */
export interface WrittenFile {
  readonly uri: string;
  readonly text: string;
  readonly fieldsAt: FieldFinder;
}

/**
 * An entry's place, which finds the places of its fields when they are asked for. It keeps the text of the file,
 * as the library does for as long as it has the file's entries; of the fields it keeps nothing.
 */
export class WrittenSource implements EntrySource {
  readonly uri: string;
  readonly span: Span;
  declare readonly keySpan?: Span;
  readonly #file: WrittenFile;

  constructor(file: WrittenFile, span: Span, keySpan?: Span) {
    this.uri = file.uri;
    this.span = span;
    if (keySpan) this.keySpan = keySpan;
    this.#file = file;
  }

  get fields(): readonly FieldSource[] {
    return this.#file.fieldsAt(this.#file.text, this.span);
  }
}

/** A field with the stretches that were found in a piece of the text, which begins at `offset`. */
export function fieldFrom(name: string, nameSpan: Span, span: Span, offset: number): FieldSource {
  return { name, nameSpan: moved(nameSpan, offset), span: moved(span, offset) };
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
