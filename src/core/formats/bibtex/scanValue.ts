import { code, isLineBreak, isNameCharacter, skipBlanks, skipFiller, skipName } from './syntax.ts';

/**
 * Where things end. Braces are counted as BibTeX does it, which takes `\{` for a brace too
 * ("Tame the BeaST", section 3). Every search stops where the next entry starts, so that one
 * lost brace costs one entry.
 */
export class Places {
  readonly text: string;
  readonly #open: NextOf;
  readonly #close: NextOf;
  readonly #at: NextOf;
  #start = -1;

  constructor(text: string) {
    this.text = text;
    this.#open = new NextOf(text, '{');
    this.#close = new NextOf(text, '}');
    this.#at = new NextOf(text, '@');
  }

  /**
   * The next `@word{key,` at the start of a line, at or after `from`: where an entry must start even
   * if braces are still open. The text's end if there is none. `from` must not go back.
   */
  nextEntry(from: number): number {
    if (this.#start >= from) return this.#start;
    const { text } = this;
    let at = this.#at.from(from);
    while (at < text.length && !(atLineStart(text, at) && opensEntry(text, at))) at = this.#at.from(at + 1);
    return (this.#start = at);
  }

  /** After the brace that closes the one at `from`; -1 if `end` comes first. */
  afterBraces(from: number, end: number): number {
    let depth = 1;
    let at = from + 1;
    for (;;) {
      const close = this.#close.from(at);
      if (close >= end) return -1;
      const open = this.#open.from(at);
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
}

/**
 * The next place of one character. It remembers its last answer, so that asking for it again and
 * again, or a little further back, does not search the whole file each time.
 */
export class NextOf {
  readonly #text: string;
  readonly #character: string;
  #searched = 0;
  #found = -1;
  /** From here on there is none. */
  #none = Infinity;

  constructor(text: string, character: string) {
    this.#text = text;
    this.#character = character;
  }

  /** The place at or after `from`; the text's length if there is none. */
  from(from: number): number {
    const text = this.#text;
    if (from >= this.#searched) {
      if (from <= this.#found) return this.#found;
      if (from >= this.#none) return text.length;
      const at = text.indexOf(this.#character, from);
      if (at < 0) this.#none = from;
      this.#found = at < 0 ? text.length : at;
    } else {
      let at = from;
      while (at < this.#searched && text.charAt(at) !== this.#character) at++;
      if (at < this.#searched) this.#found = at;
    }
    this.#searched = from;
    return this.#found;
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

/**
 * Whether the `@` at `at` starts an entry for certain: a word, an opening delimiter, and a key with
 * a comma or the line's end after it. An abstract may well have a line such as "@home (daily)".
 */
function opensEntry(text: string, at: number): boolean {
  const { length } = text;
  const word = skipBlanks(text, at + 1, length);
  const wordEnd = skipName(text, word, length);
  if (wordEnd === word || wordEnd - word > longestWord) return false;
  const delimiter = skipBlanks(text, wordEnd, length);
  const opening = text.charCodeAt(delimiter);
  if (opening !== code.openBrace && opening !== code.open) return false;
  if (isCommand(text.slice(word, wordEnd).toLowerCase())) return true;
  const afterKey = skipInLine(text, skipName(text, skipInLine(text, delimiter + 1), length));
  return afterKey >= length || text.charCodeAt(afterKey) === code.comma || isLineBreak(text.charCodeAt(afterKey));
}

/** Names of entry types are shorter than this. */
export const longestWord = 60;

function isCommand(word: string): boolean {
  return word === 'string' || word === 'comment' || word === 'preamble';
}

function skipInLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && (text.charCodeAt(at) === code.space || text.charCodeAt(at) === code.tab)) at++;
  return at;
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
