import type { Problem } from '../../entry/entry.ts';
import type { Steps } from '../../steps.ts';
import type { MacroUse, RawField } from './raw.ts';
import type { Places } from './scanValue.ts';
import { afterPart } from './scanValue.ts';
import { code, isLineBreak, isNameCharacter, skipBlanks, skipFiller, skipName } from './syntax.ts';

/** Field names repeat in every entry; one string serves them all. */
const known = new Map<string, string>();
const mostKnown = 5000;

/** The name in small letters, unless that would change its length. */
export function fieldName(text: string, start: number, end: number): string {
  const written = text.slice(start, end);
  const found = known.get(written);
  if (found !== undefined) return found;
  const small = written.toLowerCase();
  const name = small.length === written.length ? small : written;
  if (known.size >= mostKnown || name.length > 40) return name;
  // A property's name is a string of its own, which neither keeps the file in memory nor is slow to compare.
  const kept = Object.keys({ [name]: 0 })[0] ?? name;
  known.set(name === written ? kept : (Object.keys({ [written]: 0 })[0] ?? written), kept);
  return kept;
}

/** Nobody reads more problems of one file, and a broken one may have millions. */
export const enough = 100_000;

/** Characters of one entry read in one step, or one field where that is longer. */
export const longStep = 50_000;

/** What one entry's scan needs to know, and where it leaves what it finds beside the fields. */
export interface FieldScan {
  readonly places: Places;
  /** Where the next entry starts. */
  readonly limit: number;
  /** The closing delimiter's code. */
  readonly close: number;
  /** The entry's key, for the facts of problems. */
  readonly key: string;
  readonly problems: Problem[];
  readonly macroUses: MacroUse[];
}

/** Reads the fields of one entry up to its closing delimiter. */
export class FieldScanner {
  readonly fields: RawField[] = [];
  readonly #places: Places;
  readonly #limit: number;
  readonly #close: number;
  readonly #problems: Problem[];
  readonly #macroUses: MacroUse[];
  readonly #key: string;

  constructor({ places, limit, close, key, problems, macroUses }: FieldScan) {
    this.#places = places;
    this.#limit = limit;
    this.#close = close;
    this.#problems = problems;
    this.#macroUses = macroUses;
    this.#key = key;
  }

  /** Reads from the first field on. Gives where the entry ends, or -1 if it is not closed. A long entry takes steps. */
  *read(from: number): Steps<number> {
    const { text } = this.#places;
    let at = from;
    let due = from + longStep;
    while (at < this.#limit) {
      if (at >= due) {
        due = at + longStep;
        yield;
      }
      const character = text.charCodeAt(at);
      if (character === this.#close) {
        const end = this.#afterClose(at);
        if (end >= 0) return end;
        at = skipFiller(text, at + 1, this.#limit);
      } else if (character === code.comma) {
        at = skipFiller(text, at + 1, this.#limit);
      } else {
        at = isNameCharacter(character) ? this.#field(at) : this.#unexpected(at);
        if (at < 0) return -1;
      }
    }
    return -1;
  }

  /** One field and the comma after it. -1 if its value is not closed. */
  #field(start: number): number {
    const { text } = this.#places;
    const limit = this.#limit;
    const nameEnd = skipName(text, start, limit);
    const name = fieldName(text, start, nameEnd);
    let at = skipFiller(text, nameEnd, limit);
    const sign = text.charCodeAt(at);
    if (sign === code.equals) {
      at = skipFiller(text, at + 1, limit);
    } else if (sign === code.openBrace || sign === code.quote) {
      this.#problem('missingEquals', start, nameEnd, name);
    } else {
      return this.#unexpected(start);
    }
    const end = this.#value(at, name);
    if (end < 0) return -1;
    if (end === at) this.#problem('missingValue', start, nameEnd, name);
    this.fields.push({ name, nameStart: start, start: at, end });
    const next = skipFiller(text, end, limit);
    if (next >= limit) return next;
    const after = text.charCodeAt(next);
    if (after === code.comma) return skipFiller(text, next + 1, limit);
    if (after !== this.#close && isNameCharacter(after)) this.#problem('missingComma', end, end + 1, name);
    return next;
  }

  /** After a value, all parts of a concatenation included. -1 if a part is not closed. */
  #value(from: number, field: string): number {
    const { text } = this.#places;
    let end = from;
    let at = from;
    while (at < this.#limit) {
      const after = afterPart(this.#places, at, this.#limit);
      if (after < 0) return -1;
      if (after === at) break;
      if (isMacroStart(text.charCodeAt(at))) this.#macroUses.push({ start: at, end: after, key: this.#key, field });
      end = after;
      const sign = skipFiller(text, after, this.#limit);
      if (text.charCodeAt(sign) !== code.hash) break;
      at = skipFiller(text, sign + 1, this.#limit);
    }
    return end;
  }

  /**
   * The entry's end after the delimiter at `at`, or -1 if fields go on after it: then it was one
   * brace too many, and taking it for the end would lose them.
   */
  #afterClose(at: number): number {
    const { text } = this.#places;
    const limit = this.#limit;
    let next = skipBlanks(text, at + 1, limit);
    if (next >= limit || this.#close !== code.closeBrace) return at + 1;
    if (text.charCodeAt(next) === code.closeBrace) {
      this.#problem('extraBrace', next, next + 1);
      return next + 1;
    }
    if (text.charCodeAt(next) === code.comma) next = skipBlanks(text, next + 1, limit);
    const nameEnd = skipName(text, next, limit);
    if (nameEnd === next || text.charCodeAt(nameEnd) === code.percent) return at + 1;
    const sign = skipBlanks(text, nameEnd, limit);
    if (text.charCodeAt(sign) !== code.equals || !startsValue(text.charCodeAt(skipBlanks(text, sign + 1, limit))))
      return at + 1;
    this.#problem('extraBrace', at, at + 1);
    return -1;
  }

  /** Skips what is no field, to the next comma or line: one problem. */
  #unexpected(start: number): number {
    const { text } = this.#places;
    let end = start + 1;
    while (end < this.#limit) {
      const character = text.charCodeAt(end);
      if (character === code.comma || character === this.#close || isLineBreak(character)) break;
      end++;
    }
    this.#problem('unexpectedText', start, end);
    return skipFiller(text, end, this.#limit);
  }

  #problem(problem: string, start: number, end: number, field?: string): void {
    if (this.#problems.length >= enough) return;
    const span = { start, end: Math.min(end, this.#places.text.length) };
    this.#problems.push({ code: problem, span, facts: { key: this.#key, ...(field === undefined ? {} : { field }) } });
  }
}

/** Whether a part of a value is a macro's name: no delimiter, no number. */
function isMacroStart(character: number): boolean {
  return character !== code.openBrace && character !== code.quote && !(character >= 48 && character <= 57);
}

/** Whether a value can start with this character: a delimiter, or a letter or digit. */
function startsValue(character: number): boolean {
  return character === code.openBrace || character === code.quote || isNameCharacter(character);
}
