import type { Steps } from '../../steps.ts';
import type { Span } from '../../text.ts';
import { LineEnds } from '../lineEnds.ts';

/** One tag with its value: the rest of its line and all lines up to the next tag. */
export interface TaggedField {
  readonly tag: string;
  /** The value's lines, without blanks around them; joined by line feeds. */
  readonly value: string;
  /** The value in the text. */
  readonly span: Span;
}

export interface TaggedRecord {
  readonly fields: readonly TaggedField[];
  readonly span: Span;
  /** Whether the record has an end of its own, where its format asks for one. */
  readonly ended: boolean;
}

export interface FoundTag {
  readonly tag: string;
  /** Where the tag ends as it is written, which may be another than the one it stands for. */
  readonly nameEnd: number;
  readonly valueStart: number;
}

/** How a format of tagged lines is written. */
export interface TagSyntax {
  /** The tag at the start of a line, or nothing where the line goes on with another value. */
  tagAt(text: string, start: number, end: number): FoundTag | undefined;
  /** The tag that begins a record. */
  readonly begin: string;
  /** The tag that ends one, where there is such a tag. */
  readonly end?: string;
  /** Whether a blank line ends a record. */
  readonly blankEnds: boolean;
}

/**
 * Cuts a text of tagged lines into records. A record ends where its format says so, or where the next begins. Lines
 * before the first tag are nobody's, such as the headings that some databases put on their exports. Each record is made
 * into something else as soon as it is read, or left out; in steps.
 */
export function* taggedRecords<T>(
  text: string,
  syntax: TagSyntax,
  made: (record: TaggedRecord) => T | undefined,
): Steps<T[]> {
  const records: T[] = [];
  const lines = new LineEnds(text);
  let open: OpenRecord | undefined;
  const close = (ended: boolean) => {
    const record = open?.fields.length ? made(open.done(ended)) : undefined;
    if (record !== undefined) records.push(record);
    open = undefined;
  };
  let due = step;
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    const lineEnd = lines.after(at);
    const found = syntax.tagAt(text, at, lineEnd);
    if (!found) {
      const [start, end] = trimmed(text, at, lineEnd);
      if (start < end) open?.goOn(text.slice(start, end), end);
      else if (syntax.blankEnds) close(true);
    } else if (found.tag === syntax.end) {
      if (open) open.end = trimmed(text, at, lineEnd)[1];
      close(true);
    } else {
      if (found.tag === syntax.begin) close(syntax.end === undefined);
      open ??= new OpenRecord(trimmed(text, at, lineEnd)[0]);
      const [start, end] = trimmed(text, found.valueStart, lineEnd);
      open.begin(found.tag, text.slice(start, end), start, end);
    }
    at = lines.next(lineEnd);
    if (at < due) continue;
    due = at + step;
    yield;
  }
  close(syntax.end === undefined);
  return records;
}

/** Characters read in one step. */
const step = 10_000;

class OpenRecord {
  readonly fields: TaggedField[] = [];
  readonly #start: number;
  end: number;
  #tag = '';
  #lines: string[] = [];
  #valueStart = 0;
  #valueEnd = 0;

  constructor(start: number) {
    this.#start = start;
    this.end = start;
  }

  begin(tag: string, value: string, start: number, end: number): void {
    this.#finish();
    this.#tag = tag;
    this.#lines = [value];
    this.#valueStart = start;
    this.fields.push({ tag, value, span: { start, end } });
    this.end = end;
  }

  goOn(value: string, end: number): void {
    this.#lines.push(value);
    this.#valueEnd = end;
    this.end = end;
  }

  done(ended: boolean): TaggedRecord {
    this.#finish();
    return { fields: this.fields, span: { start: this.#start, end: this.end }, ended };
  }

  #finish(): void {
    if (this.#lines.length < 2) return;
    const value = this.#lines.filter(Boolean).join('\n');
    const span = { start: this.#valueStart, end: this.#valueEnd };
    this.fields[this.fields.length - 1] = { tag: this.#tag, value, span };
    this.#lines = [];
  }
}

/** A stretch without the blanks around it. */
export function trimmed(text: string, start: number, end: number): [number, number] {
  let [first, last] = [start, end];
  while (first < last && text.charCodeAt(first) <= 32) first++;
  while (last > first && text.charCodeAt(last - 1) <= 32) last--;
  return [first, last];
}
