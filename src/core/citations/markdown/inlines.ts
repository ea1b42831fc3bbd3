import { attributesEnd } from './attributes.ts';
import { alphaNumAt, isAlphaNum, isBlankFrom, isLetter, newline, pastSpaces, space } from './chars.ts';
import { readCitation } from './cite.ts';
import type { DocumentState } from './document.ts';
import { keyBraces } from './key.ts';
import { isBlockTag, isInlineTag, Tags } from './html.ts';
import type { Tag } from './html.ts';
import { divEnd, Fences, isListStart, noteMarkEnd } from './lines.ts';
import { readLink } from './link.ts';
import type { Mapped } from './mapped.ts';
import type { Pairs } from './pairs.ts';
import { Seek } from './seek.ts';
import { displayMathEnd, mathEnd } from './spans.ts';
import { CodeSpans } from './codeSpans.ts';
import { Brackets } from './brackets.ts';
import { readEmphasis, readQuoted, readScript } from './styled.ts';
import { readRole } from './roles.ts';
import { Tex } from './tex.ts';

/** What pandoc goes back to where an attempt fails. */
export interface Mark {
  readonly at: number;
  readonly afterWord: number;
  readonly found: number;
}

const deepest = 48;
const address = /<(?:[A-Za-z][A-Za-z0-9+.-]*:(?![*_\]])[^\s<>]*|[\p{L}\p{N}][^\s<>@]*@[\p{L}\p{N}][^\s<>]*)>/uy;

/**
 * Reads text within paragraphs as pandoc's reader of Markdown does (Text.Pandoc.Readers.Markdown,
 * `inline`), for the citations alone. Goes one inline further at a time and knows which part of the
 * text it may look at. Bounded in depth and in the number of steps; past that, nothing encloses
 * anything any more, which costs citations their exact neighbourhood, and never time.
 */
export class InlineReader {
  readonly map: Mapped;
  readonly text: string;
  readonly document: DocumentState;
  readonly tags: Tags;
  readonly tex: Tex;
  readonly fences: Fences;
  readonly brackets: Brackets;
  readonly keyBraces: Pairs;
  /** Where closing brackets, keys and closing tags stand next. */
  readonly next: { readonly round: Seek; readonly square: Seek; readonly key: Seek; readonly spanEnd: Seek };
  at = 0;
  /** Where what is read ends. */
  end: number;
  /** Just behind a word: no citation starts there, as in an e-mail address. */
  afterWord = -1;
  /** Within which quotation marks: those do not start others of their kind. */
  quote: '' | '"' | "'" = '';
  mayLink = true;
  mayBreak = true;
  /** Not within raised and lowered text. */
  mayHoldBlanks = true;
  depth = 0;
  #steps = 0;
  readonly #mostSteps: number;
  readonly #failed = new Set<string>();
  readonly #codeSpans: CodeSpans;
  /** From where on no dollar closes math. */
  #mathFailed = Infinity;

  constructor(map: Mapped, document: DocumentState) {
    this.map = map;
    this.text = map.text;
    this.end = map.text.length;
    this.document = document;
    this.tags = new Tags(map.text);
    this.tex = new Tex(map.text);
    this.fences = new Fences(map.text, document.hasChunks);
    this.brackets = new Brackets(this);
    this.#codeSpans = new CodeSpans(map.text, (feed) => this.goesOnInCode(feed));
    this.keyBraces = keyBraces(map.text);
    this.next = {
      round: new Seek(map.text, ')'),
      square: new Seek(map.text, ']'),
      key: new Seek(map.text, '@'),
      spanEnd: new Seek(map.text, '</span', '</SPAN'),
    };
    this.#mostSteps = 20_000 + 4 * map.text.length;
  }

  /** Reads a stretch as a text of its own, such as a cell of a table; returns where that ends. */
  read(start: number, end: number): number {
    const before = { at: this.at, end: this.end, afterWord: this.afterWord, quote: this.quote };
    Object.assign(this, { at: start, end, afterWord: -1, quote: '' });
    while (this.inline());
    const stopped = this.at;
    Object.assign(this, before);
    return stopped;
  }

  mark(): Mark {
    return { at: this.at, afterWord: this.afterWord, found: this.document.found.length };
  }

  /** Goes back to a mark, and forgets what was found since. */
  back({ at, afterWord, found }: Mark): false {
    this.at = at;
    this.afterWord = afterWord;
    this.document.found.length = found;
    return false;
  }

  /** Whether something may still enclose other things. */
  mayNest(): boolean {
    return this.depth < deepest && this.#steps < this.#mostSteps;
  }

  /** Runs an attempt one level deeper; what fails at a place once is not tried there again. */
  attempt(kind: string, read: () => boolean): boolean {
    if (!this.mayNest()) return false;
    const name = `${kind}${this.quote}${this.mayLink ? 1 : 0} ${this.at} ${this.end}`;
    if (this.#failed.has(name)) return false;
    const mark = this.mark();
    const { quote, mayLink, depth, end, mayHoldBlanks } = this;
    this.depth++;
    const isRead = read();
    Object.assign(this, { quote, mayLink, depth, end, mayHoldBlanks });
    if (isRead) return true;
    this.#failed.add(name);
    return this.back(mark);
  }

  exclude(end: number): true {
    this.document.found.push({ found: 'excluded', map: this.map, start: this.at, end });
    this.at = end;
    return true;
  }

  /** Reads one inline; false, and no step further, where none is left. */
  inline(): boolean {
    if (this.at >= this.end) return false;
    this.#steps++;
    const code = this.text.charCodeAt(this.at);
    if (isAlphaNum(code)) return this.words();
    switch (code) {
      case space:
        this.at = Math.min(pastSpaces(this.text, this.at), this.end);
        return true;
      case newline:
        return this.endOfLine();
      case 96: // `
        return this.code() || this.symbol();
      case 95: // _
      case 42: // *
        return readEmphasis(this, code) || this.symbol();
      case 94: // ^
        return readScript(this, '^') || this.inlineNote() || this.symbol();
      case 126: // ~
        return readScript(this, '~~') || readScript(this, '~') || this.symbol();
      case 91: // [
        return this.note() || readCitation(this) || readLink(this) || this.symbol();
      case 33: // !
        return (this.text[this.at + 1] === '[' && this.attempt('!', () => this.image())) || this.symbol();
      case 36: // $
        return this.math() || this.symbol();
      case 60: // <
        return this.html();
      case 92: // \
        return this.escape();
      case 64: // @
        return readCitation(this) || this.exampleReference() || this.symbol();
      case 34: // "
      case 0x201c:
        return readQuoted(this, '"') || this.symbol();
      case 39: // '
      case 0x2018:
        return readQuoted(this, "'") || this.symbol();
      case 46: // .
        return this.ellipsis() || this.word() || this.symbol();
      default:
        return this.word() || this.symbol();
    }
  }

  /** Three full stops are no part of a word. */
  ellipsis(): boolean {
    if (!this.text.startsWith('...', this.at)) return false;
    this.at += 3;
    return true;
  }

  symbol(): true {
    this.at++;
    return true;
  }

  /** Words and the spaces between them, in which nothing else can be: most of any text. */
  words(): boolean {
    if (!this.word()) return false;
    const { text } = this;
    while (this.mayHoldBlanks && text.charCodeAt(this.at) === space) {
      this.at = Math.min(pastSpaces(text, this.at), this.end);
      if (this.at >= this.end || !this.word()) break;
    }
    return true;
  }

  /** Letters and digits, and full stops that do not follow one another. */
  word(): boolean {
    const { text, end } = this;
    let at = this.at;
    while (at < end) {
      const length = alphaNumAt(text, at);
      if (length) at += length;
      else if (text.charCodeAt(at) === 46 && text.charCodeAt(at + 1) !== 46) at++;
      else break;
    }
    if (at === this.at) return false;
    this.at = at;
    this.afterWord = at;
    return true;
  }

  /** Whether the paragraph goes on after the end of line at a place (pandoc's `endline`). */
  goesOn(at: number): boolean {
    const { text, document } = this;
    const next = at + 1;
    if (!this.mayBreak || next >= text.length || isBlankFrom(text, next)) return false;
    if (document.isInList && isListStart(text, next)) return false;
    const code = text.charCodeAt(next);
    if (code === 96 && this.fences.at(next)) return false;
    if (code === 60 && this.isElementEnd(next)) return false;
    return !(code === 58 && document.divs > 0 && divEnd(text, next) >= 0);
  }

  endOfLine(): boolean {
    if (!this.goesOn(this.at)) return false;
    this.at = Math.min(pastSpaces(this.text, this.at + 1), this.end);
    return true;
  }

  /** Whether the tag at a place closes the HTML element that is being read. */
  isElementEnd(at: number): boolean {
    const { htmlElement } = this.document;
    if (htmlElement === undefined || this.text[at + 1] !== '/') return false;
    const tag = this.tags.at(at);
    return tag?.type === 'close' && tag.name === htmlElement;
  }

  /** Where code ends that starts at a place, or -1. */
  codeEnd(at: number): number {
    return this.#codeSpans.end(at, this.end);
  }

  goesOnInCode(feed: number): boolean {
    const next = feed + 1;
    return (
      next < this.text.length &&
      !isBlankFrom(this.text, next) &&
      !(this.document.isInList && isListStart(this.text, next))
    );
  }

  code(): boolean {
    const end = this.codeEnd(this.at);
    if (end < 0) return false;
    if (readRole(this.map, this.at, end, this.document)) {
      this.at = end;
      return true;
    }
    return this.exclude(end);
  }

  /** Where math ends that starts at a place, or -1. */
  mathEnd(at: number): number {
    const display = displayMathEnd(this.text, at, this.end);
    if (display >= 0) return display;
    if (at >= this.#mathFailed) return -1;
    const end = mathEnd(this.text, at, this.end);
    if (end < 0 && this.text.indexOf('$', at + 1) < 0) this.#mathFailed = at;
    return end;
  }

  math(): boolean {
    const end = this.mathEnd(this.at);
    return end >= 0 && this.exclude(end);
  }

  note(): boolean {
    if (this.text[this.at + 1] !== '^' || this.next.square.from(this.at) >= this.end) return false;
    const end = noteMarkEnd(this.text, this.at);
    if (end < 0 || end > this.end) return false;
    this.at = end;
    return true;
  }

  inlineNote(): boolean {
    if (this.text[this.at + 1] !== '[') return false;
    const close = this.brackets.close(this.at + 1);
    if (close < 0 || close >= this.end) return false;
    this.inner(this.at + 2, close);
    this.at = close + 1;
    return true;
  }

  /** Reads the text of brackets, as a text of its own within this one. */
  inner(start: number, end: number): void {
    this.depth++;
    if (this.mayNest()) this.read(start, end);
    this.depth--;
  }

  image(): boolean {
    this.at++;
    return readLink(this, true);
  }

  /** `<https://…>`, `<span>`, tags and comments; nothing, where the tag starts a block. */
  html(): boolean {
    const { text, at } = this;
    const next = text.charCodeAt(at + 1);
    if (!isAlphaNum(next) && next !== 47 && next !== 33 && next !== 63) return this.symbol();
    address.lastIndex = at;
    if (this.mayLink && address.test(text) && address.lastIndex <= this.end) {
      const attributes = attributesEnd(text, address.lastIndex);
      return this.exclude(attributes < 0 ? address.lastIndex : attributes);
    }
    const tag = this.tags.at(at);
    if (tag && tag.name === 'span' && tag.type === 'open' && this.attempt('<', () => this.span(tag))) return true;
    const isEnd = this.isElementEnd(at);
    if (tag && tag.end <= this.end && isInlineTag(tag) && !isEnd) return this.exclude(tag.end);
    return !isEnd && !(tag && isBlockTag(tag)) && this.symbol();
  }

  span(tag: Tag): boolean {
    if (this.next.spanEnd.from(tag.end) >= this.end) return false;
    this.exclude(tag.end);
    for (;;) {
      if (this.text.startsWith('</', this.at)) {
        const close = this.tags.at(this.at);
        if (close?.type === 'close' && close.name === 'span') return this.exclude(close.end);
      }
      if (!this.inline()) return false;
    }
  }

  /** `\@` and the like, TeX, or nothing where a block of TeX starts. */
  escape(): boolean {
    const next = this.text.codePointAt(this.at + 1) ?? newline;
    if (next === newline) return this.symbol();
    if (!isAlphaNum(next)) {
      this.at = Math.min(this.end, this.at + (next > 0xffff ? 3 : 2));
      return true;
    }
    if (!isLetter(next)) return this.symbol();
    if (this.tex.blockEnd(this.at) >= 0) return false;
    const end = this.tex.inlineEnd(this.at);
    return end >= 0 && end <= this.end ? this.exclude(end) : this.symbol();
  }

  /** `@good` after `(@good)` names an example. */
  exampleReference(): boolean {
    const hit = /^@((?:[\p{L}\p{M}\p{N}]+|[_-][\p{L}\p{M}\p{N}]+)*)/u.exec(this.text.slice(this.at, this.at + 200));
    if (!hit?.[1] || !this.document.examples.has(hit[1])) return false;
    this.at += hit[0].length;
    return true;
  }

  /** Past what hides brackets and bars within it: escapes, code, math, tags, TeX; or the same place. */
  pastOpaque(at: number): number {
    switch (this.text.charCodeAt(at)) {
      case 92: {
        const next = this.text.charCodeAt(at + 1);
        if (!isAlphaNum(next)) return next === newline ? at : at + 2;
        return Math.max(at, this.tex.inlineEnd(at));
      }
      case 96:
        return Math.max(at, this.codeEnd(at));
      case 36:
        return Math.max(at, this.mathEnd(at));
      case 60: {
        const tag = this.tags.at(at);
        return tag && isInlineTag(tag) && !this.isElementEnd(at) ? tag.end : at;
      }
      default:
        return at;
    }
  }
}
