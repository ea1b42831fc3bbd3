import type { Problem } from '../../entry/entry.ts';
import type { Steps } from '../../steps.ts';
import type { RawField } from './raw.ts';
import { fieldName, longStep } from './scanFields.ts';
import type { Places } from './scanValue.ts';
import { afterPart } from './scanValue.ts';
import { code, isBlank, isLineBreak, isNameCharacter, lineEnd, skipBlanks, skipFiller, skipName } from './syntax.ts';

/** What could be kept of an entry whose braces do not match. */
export interface Mended {
  readonly fields: readonly RawField[];
  readonly end: number;
  /** Whether its closing delimiter was found. */
  readonly closed: boolean;
  /** Whether the last field's value is the one that was not closed. */
  readonly endsInside: boolean;
  readonly problems: readonly Problem[];
}

/**
 * Reads the fields of a broken entry line by line: a value reaches no further than to the line
 * before the next `name =` or before a line with the closing delimiter. So a field whose braces
 * do not match spoils itself, and the fields around it stay. Linear in the entry's length; in steps where it is long.
 */
export function* mendEntry(places: Places, from: number, limit: number, close: number, key: string): Steps<Mended> {
  const { text } = places;
  const lines = new FieldLines(text, limit, close);
  const fields: RawField[] = [];
  const problems: Problem[] = [];
  let endsInside = false;
  let at = from;
  let due = from + longStep;
  while (at < limit) {
    if (at >= due) {
      due = at + longStep;
      yield;
    }
    const character = text.charCodeAt(at);
    if (character === close) return { fields, end: at + 1, closed: true, endsInside: false, problems };
    const nameEnd = skipName(text, at, limit);
    const sign = skipBlanks(text, nameEnd, limit);
    if (!isNameCharacter(character) || text.charCodeAt(sign) !== code.equals) {
      at = lines.after(at);
      continue;
    }
    const start = skipBlanks(text, sign + 1, limit);
    const far = lines.after(start);
    let end = wholeValue(places, start, far);
    endsInside = end < 0;
    if (endsInside) {
      end = trimmed(text, start, far);
      const span = { start, end: Math.min(end, lineEnd(text, start, limit)) };
      problems.push({ code: 'unclosedBraces', span, facts: { key, field: text.slice(at, nameEnd) } });
    }
    fields.push({ name: fieldName(text, at, nameEnd), nameStart: at, start, end });
    at = skipFiller(text, end, limit);
    if (at < limit && text.charCodeAt(at) === code.comma) at = skipFiller(text, at + 1, limit);
  }
  // a value that is missing may stand, empty, at the start of the next line
  const end = Math.max(trimmed(text, from, limit), fields.at(-1)?.end ?? from);
  return { fields, end, closed: false, endsInside, problems };
}

/** After a value that is whole before `far`; -1 if it is not, or if other text follows it there. */
function wholeValue(places: Places, start: number, far: number): number {
  const { text } = places;
  let at = start;
  for (;;) {
    const after = at < far ? afterPart(places, at, far) : at;
    if (after <= at) return -1;
    const next = skipFiller(text, after, far);
    if (next >= far || text.charCodeAt(next) === code.comma) return after;
    if (text.charCodeAt(next) !== code.hash) return -1;
    at = skipFiller(text, next + 1, far);
  }
}

/** The lines that start with a field or with the closing delimiter. */
class FieldLines {
  readonly #text: string;
  readonly #limit: number;
  readonly #close: number;
  /** The last answer holds for all places between these two. */
  #from = 0;
  #found = -1;

  constructor(text: string, limit: number, close: number) {
    this.#text = text;
    this.#limit = limit;
    this.#close = close;
  }

  /** Where the next such line after the one at `from` starts; the limit if there is none. `from` must not go back. */
  after(from: number): number {
    if (from >= this.#from && from < this.#found) return this.#found;
    this.#from = from;
    return (this.#found = this.#search(from));
  }

  #search(from: number): number {
    const text = this.#text;
    const limit = this.#limit;
    let at = lineEnd(text, from, limit);
    while (at < limit) {
      at = skipBlanks(text, at, limit);
      if (at >= limit || text.charCodeAt(at) === this.#close) return at;
      const nameEnd = skipName(text, at, limit);
      if (nameEnd > at && text.charCodeAt(skipBlanks(text, nameEnd, limit)) === code.equals) return at;
      at = lineEnd(text, nameEnd, limit);
    }
    return limit;
  }
}

/** `end` without the blanks and the comma before it. */
function trimmed(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (isBlank(text.charCodeAt(at - 1)) || isLineBreak(text.charCodeAt(at - 1)))) at--;
  if (at > start && text.charCodeAt(at - 1) === code.comma) at--;
  return at;
}
