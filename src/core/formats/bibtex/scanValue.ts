import { code, isLineBreak, isNameCharacter, skipBlanks, skipFiller, skipName } from './syntax.ts';

/**
 * Where things end. Braces are counted as BibTeX does it, which takes `\{` for a brace too
 * ("Tame the BeaST", section 3). Every search stops where the next entry starts, so that one
 * lost brace costs one entry.
 */
export class Places {
  readonly text: string;
  #from = 0;
  #open = -1;
  #close = -1;
  #start = -1;

  constructor(text: string) {
    this.text = text;
  }

  /**
   * The next `@word{` at the start of a line, at or after `from`: where an entry must start even
   * if braces are still open. The text's end if there is none.
   */
  nextEntry(from: number): number {
    if (this.#start >= from) return this.#start;
    const { text } = this;
    let at = text.indexOf('@', from);
    while (at >= 0 && !(atLineStart(text, at) && opensEntry(text, at))) at = text.indexOf('@', at + 1);
    return (this.#start = at < 0 ? text.length : at);
  }

  /** After the brace that closes the one at `from`; -1 if `end` comes first. */
  afterBraces(from: number, end: number): number {
    if (from < this.#from) this.#open = this.#close = -1;
    this.#from = from;
    let depth = 1;
    let at = from + 1;
    for (;;) {
      const close = this.#nextClose(at);
      if (close >= end) return -1;
      const open = this.#nextOpen(at);
      if (open < close) {
        depth++;
        at = open + 1;
      } else {
        at = close + 1;
        if (--depth === 0) return at;
      }
    }
  }

  /** After the quote that closes the one at `from`, outside all braces; -1 if `end` comes first. */
  afterQuotes(from: number, end: number): number {
    const { text } = this;
    let depth = 0;
    for (let at = from + 1; at < end; at++) {
      const character = text.charCodeAt(at);
      if (character === code.openBrace) depth++;
      else if (character === code.closeBrace) depth--;
      else if (character === code.quote && depth <= 0) return at + 1;
    }
    return -1;
  }

  #nextOpen(from: number): number {
    if (this.#open < from) this.#open = this.#find('{', from);
    return this.#open;
  }

  #nextClose(from: number): number {
    if (this.#close < from) this.#close = this.#find('}', from);
    return this.#close;
  }

  #find(character: string, from: number): number {
    const at = this.text.indexOf(character, from);
    return at < 0 ? this.text.length : at;
  }
}

/** Whether only blanks stand between the start of the line and `at`. */
function atLineStart(text: string, at: number): boolean {
  let before = at - 1;
  while (before >= 0) {
    const character = text.charCodeAt(before);
    if (isLineBreak(character)) return true;
    if (character !== code.space && character !== code.tab && character !== 0xfeff) return false;
    before--;
  }
  return true;
}

/** Whether the `@` at `at` has a word and an opening delimiter after it. */
export function opensEntry(text: string, at: number): boolean {
  const { length } = text;
  const word = skipBlanks(text, at + 1, length);
  const wordEnd = skipName(text, word, length);
  if (wordEnd === word || wordEnd - word > 60) return false;
  const delimiter = text.charCodeAt(skipBlanks(text, wordEnd, length));
  return delimiter === code.openBrace || delimiter === code.open;
}

/** One part of a value: braces, quotes, or a bare number or macro. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** After the part at `at`; `at` itself if none starts there, -1 if it is not closed before `end`. */
export function afterPart(places: Places, at: number, end: number): number {
  const character = places.text.charCodeAt(at);
  if (character === code.openBrace) return places.afterBraces(at, end);
  if (character === code.quote) return places.afterQuotes(at, end);
  return isNameCharacter(character) ? skipName(places.text, at, end) : at;
}

/** The parts of a value that the scanner has found to be whole, without its `#`. */
export function partsOf(value: string): Part[] {
  const places = new Places(value);
  const end = value.length;
  const parts: Part[] = [];
  let at = 0;
  while (at < end) {
    const after = afterPart(places, at, end);
    parts.push({ start: at, end: after > at ? after : end });
    if (after <= at) break;
    at = skipFiller(value, after, end);
    if (value.charCodeAt(at) === code.hash) at = skipFiller(value, at + 1, end);
  }
  return parts;
}
