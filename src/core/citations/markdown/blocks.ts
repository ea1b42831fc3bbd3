import { isAlphaNum, isBlankFrom, isLetter, lineEnd, newline, nextLine, pastBlankLines, pastSpaces } from './chars.ts';
import { readDefinitionList, readNoteBlock, readQuote } from './containers.ts';
import type { DocumentState } from './document.ts';
import { readHtmlBlock } from './htmlBlocks.ts';
import { InlineReader } from './inlines.ts';
import {
  bulletMarker,
  definitionStart,
  divEnd,
  divStart,
  headingStart,
  hruleEnd,
  isListStart,
  isUnderlined,
  orderedMarker,
} from './lines.ts';
import { definitionEnd } from './links.ts';
import { readList } from './lists.ts';
import type { Mapped } from './mapped.ts';
import { metadataEnd, readMetadata } from './metadata.ts';
import { Seek } from './seek.ts';
import { readTable } from './tables.ts';

/** Deeper ones are read as one paragraph after the other. */
const deepest = 40;

/**
 * Reads the blocks of a text in pandoc's order (Text.Pandoc.Readers.Markdown, `block`). Blocks that
 * hold no mark of a citation are only passed over, line by line.
 */
export class BlockReader {
  readonly map: Mapped;
  readonly text: string;
  readonly document: DocumentState;
  at = 0;
  readonly #marks: Seek;
  readonly #angles: Seek;
  readonly #environments: Seek;
  #inlines: InlineReader | undefined;
  /** From where on no table ends with dashes. */
  hasNoFooterFrom = Infinity;

  constructor(map: Mapped, document: DocumentState) {
    this.map = map;
    this.text = map.text;
    this.document = document;
    this.#marks = new Seek(map.text, '@', '{cite', '{footcite');
    this.#angles = new Seek(map.text, '<');
    this.#environments = new Seek(map.text, '\\begin', '\\start');
  }

  /** Made when first needed. */
  get inlines(): InlineReader {
    this.#inlines ??= new InlineReader(this.map, this.document);
    return this.#inlines;
  }

  /** Whether a stretch may hold citations. */
  isInteresting(start: number, end: number): boolean {
    return this.#marks.from(start) < end;
  }

  /** Reads blocks up to the end of the text, or up to where `isEnd` says so. */
  read(isEnd?: () => boolean): void {
    while (this.at < this.text.length && !isEnd?.()) {
      const start = this.at;
      this.#block();
      if (this.at <= start) this.at = start + 1;
    }
  }

  /** Reads a text taken out of this one, such as an item of a list. */
  inner(map: Mapped): void {
    const { document } = this;
    document.depth++;
    const reader = new BlockReader(map, document);
    if (document.depth < deepest) reader.read();
    else for (; reader.at < map.text.length; reader.at++) reader.#paragraph();
    document.depth--;
  }

  /** Nothing is cited from here to `end`. */
  exclude(start: number, end: number): void {
    if (end > start) this.document.found.push({ found: 'excluded', map: this.map, start, end });
  }

  #block(): void {
    const { text, at } = this;
    if (isBlankFrom(text, at)) {
      this.at = pastBlankLines(text, at);
      return;
    }
    const first = pastSpaces(text, at);
    const code = text.charCodeAt(first);
    // most blocks are paragraphs and start with a letter
    if (first === at && isLetter(code) && this.#plainParagraph()) return;
    if ((code === 96 || code === 126) && this.#fence()) return;
    if (code === 45 && first === at && this.#metadata()) return;
    if ((code === 45 || code === 42 || code === 43) && bulletMarker(text, at)) return readList(this);
    if (code === 58 && this.#div()) return;
    if (isUnderlined(text, at)) return this.#heading(first, lineEnd(text, at), nextLine(text, nextLine(text, at)));
    if (code === 35 && first === at) {
      const start = headingStart(text, at);
      if (start >= 0) return this.#heading(start, lineEnd(text, at), nextLine(text, at));
    }
    if (code === 60 && first === at && readHtmlBlock(this)) return;
    if (readTable(this)) return;
    if (first - at > 3) return this.#indentedCode();
    if (code === 92 && first === at && this.#tex()) return;
    if (code === 124 && this.#lineBlock()) return;
    if (code === 62 && readQuote(this)) return;
    const rule = hruleEnd(text, at);
    if (rule >= 0) {
      this.at = rule;
      return;
    }
    if (orderedMarker(text, at)) return readList(this);
    if (this.#isDefinitionList() && readDefinitionList(this)) return;
    if (code === 91 && (readNoteBlock(this) || this.#linkDefinition(first))) return;
    this.#paragraph();
  }

  /** A paragraph in which nothing of interest stands, if it is that; its second line says so. */
  #plainParagraph(): boolean {
    const { text, at } = this;
    const second = nextLine(text, at);
    if (this.#marks.from(at) < second || this.#angles.from(at) < second || this.#environments.from(at) < second)
      return false;
    if (!isAlphaNum(text.charCodeAt(second)) && !isBlankFrom(text, second)) return false;
    if (isBlankFrom(text, second) && definitionStart(text, nextLine(text, second)) >= 0) return false;
    if (orderedMarker(text, at)) return false;
    const end = this.#linesEnd(at);
    if (this.#mayGoOn(at, end)) return false;
    this.#passed(end);
    this.at = end;
    return true;
  }

  /** Notes a paragraph that starts here and ends before `end`. */
  #passed(end: number): void {
    const { document, at, map } = this;
    if (document.depth === 0) document.paragraphs.push(map.at(at), map.at(Math.max(at, end - 1)));
  }

  /** Where the lines of a paragraph end that holds nothing that goes on over blank lines. */
  #linesEnd(start: number): number {
    const { text, document } = this;
    let line = nextLine(text, start);
    for (; line < text.length; line = nextLine(text, line)) {
      const code = text.charCodeAt(line);
      if (isAlphaNum(code)) {
        if (document.isInList && isListStart(text, line)) break;
        continue;
      }
      if (isBlankFrom(text, line) || !this.inlines.goesOn(line - 1)) break;
    }
    return Math.min(line, text.length);
  }

  /** Whether lines have to be read: for citations, for tags and TeX, and for code that takes in the fence after them. */
  #mayGoOn(start: number, end: number): boolean {
    if (this.#marks.from(start) < end || this.#angles.from(start) < end || this.#environments.from(start) < end)
      return true;
    return this.text.charCodeAt(end) === 96 && this.text.lastIndexOf('`', end - 1) >= start;
  }

  #paragraph(): void {
    const { text, at } = this;
    const end = this.#linesEnd(at);
    if (!this.#mayGoOn(at, end)) {
      this.#passed(end);
      this.at = end;
      return;
    }
    const reader = this.inlines;
    reader.at = at;
    reader.afterWord = -1;
    while (reader.inline());
    this.#passed(reader.at + 1);
    this.at = reader.at;
    if (text.charCodeAt(this.at) === newline) this.at++;
  }

  #fence(): boolean {
    const fence = this.inlines.fences.at(this.at);
    if (!fence) return false;
    this.exclude(this.at, fence.end);
    this.at = fence.end;
    return true;
  }

  #metadata(): boolean {
    const end = metadataEnd(this.text, this.at);
    if (end < 0) return false;
    if (this.isInteresting(this.at, end)) readMetadata(this, nextLine(this.text, this.at), end);
    this.at = end;
    return true;
  }

  /** Divs end at their fences, wherever those stand; what they hold are blocks like others. */
  #div(): boolean {
    const { text, document } = this;
    const start = divStart(text, this.at);
    if (start < 0) {
      const end = document.divs > 0 ? divEnd(text, this.at) : -1;
      if (end < 0) return false;
      document.divs--;
      this.at = end;
      return true;
    }
    this.exclude(this.at, start - 1);
    document.divs++;
    this.at = start;
    return true;
  }

  #heading(start: number, end: number, next: number): void {
    if (this.isInteresting(start, end)) {
      const reader = this.inlines;
      reader.mayBreak = false;
      const stopped = reader.read(start, closingOf(this.text, start, end));
      reader.mayBreak = true;
      this.exclude(Math.max(stopped, closingOf(this.text, start, end)), end);
    }
    this.at = next;
  }

  #indentedCode(): void {
    const { text } = this;
    const start = this.at;
    let end = nextLine(text, start);
    for (let line = end; line < text.length; line = nextLine(text, line)) {
      if (isBlankFrom(text, line)) continue;
      if (!text.startsWith('    ', line)) break;
      end = nextLine(text, line);
    }
    this.exclude(start, end);
    this.at = end;
  }

  #tex(): boolean {
    const { text } = this;
    const end = this.inlines.tex.blockEnd(this.at);
    if (end < 0) return false;
    this.exclude(this.at, end);
    this.at = isBlankFrom(text, end) ? nextLine(text, end) : end;
    return true;
  }

  /** Lines that start with a bar, each with those that go on under it. */
  #lineBlock(): boolean {
    const { text } = this;
    if (!/^\| /.test(text.slice(this.at, this.at + 2)) && !/^\|\n/.test(text.slice(this.at, this.at + 2))) return false;
    while (text.startsWith('| ', this.at) || text.startsWith('|\n', this.at)) {
      let end = nextLine(text, this.at);
      while (text[end] === ' ' && !isBlankFrom(text, end)) end = nextLine(text, end);
      if (this.isInteresting(this.at, end)) this.inlines.read(this.at + 1, end - 1);
      this.at = end;
    }
    return true;
  }

  #isDefinitionList(): boolean {
    const { text } = this;
    let line = nextLine(text, this.at);
    if (isBlankFrom(text, line)) line = nextLine(text, line);
    return definitionStart(text, line) >= 0;
  }

  #linkDefinition(open: number): boolean {
    const { text } = this;
    if (!this.isInteresting(this.at, nextLine(text, nextLine(text, this.at)))) return false;
    const reader = this.inlines;
    reader.at = open;
    const close = reader.brackets.close(open);
    if (close < 0 || text[close + 1] !== ':') return false;
    if (text.slice(open, close).includes('@')) {
      const count = this.document.found.length;
      reader.afterWord = -1;
      reader.inline();
      const isCite = this.document.found.length > count && reader.at === close + 1;
      this.document.found.length = count;
      if (isCite) return false;
    }
    const end = definitionEnd(text, close + 1);
    if (end < 0) return false;
    this.exclude(this.at, end);
    this.at = end;
    return true;
  }
}

/** Where the `##` and attributes start that may end a heading. */
function closingOf(text: string, start: number, end: number): number {
  const line = text.slice(start, end);
  return start + (/ *#* *(?:\{[^{}]*\})? *$/.exec(line)?.index ?? line.length);
}
