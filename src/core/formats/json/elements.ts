import type { Problem } from '../../entry/entry.ts';
import type { Steps } from '../../steps.ts';
import type { Span } from '../../text.ts';
import { JsonStrings } from './strings.ts';

/** An object of a JSON list, from brace to brace. */
export interface JsonElement {
  readonly span: Span;
  /** Whether its braces, brackets and quotes are in order. */
  readonly whole: boolean;
}

export interface JsonElements {
  readonly elements: readonly JsonElement[];
  readonly problems: readonly Problem[];
}

const tab = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** How an item of a bibliography begins, should the one before it not have ended. */
const itemStart = /\{\s{0,80}"(?:id|type|citation-key)"\s{0,20}:/y;

/** What follows a bracket that is one too many: another item, or another member of the item that is open. */
const moreItems = /\]\s{0,80},\s{0,80}\{/y;
const moreMembers = /\]\s{0,80},\s{0,80}["{]/y;

/**
 * Finds the objects of a list that starts at `from`, before or after its bracket, by looking at
 * braces, brackets and quotes only. What stands in the objects is not read, so this is about as quick
 * as a parser, and an object that is not closed ends where the next item begins. In steps of a few objects.
 */
export function* elementsOf(text: string, from: number): Steps<JsonElements> {
  const elements: JsonElement[] = [];
  const problems: Problem[] = [];
  const scan = new ElementScan(text);
  let at = from;
  let strayStart = -1;
  let due = from + step;
  const stray = (end: number) => {
    if (strayStart >= 0) problems.push({ code: 'jsonUnexpected', span: { start: strayStart, end } });
    strayStart = -1;
  };
  while (at < text.length) {
    if (at >= due) {
      due = at + step;
      yield;
    }
    const code = text.charCodeAt(at);
    if (code === openBrace) {
      stray(at);
      const element = scan.element(at);
      elements.push(element);
      at = element.span.end;
    } else if (code === closeBracket && !goesOn(text, at, moreItems)) {
      stray(at);
      return { elements, problems };
    } else if (code <= tab || code === comma || code === 0xfeff) {
      at++;
    } else if (code === openBracket && at === from) {
      at++;
    } else {
      if (strayStart < 0) strayStart = at;
      at = code === quote ? scan.strings.end(at).end : at + 1;
    }
  }
  stray(text.length);
  return { elements, problems };
}

/** Characters read in one step, or one object where that is longer. */
const step = 50_000;

/** Whether the bracket at `at` is one too many, since the list goes on after it. */
function goesOn(text: string, at: number, more: RegExp): boolean {
  more.lastIndex = at;
  return more.test(text);
}

/** Walks over one element after the other. */
class ElementScan {
  readonly #text: string;
  strings: JsonStrings;
  /** Set once an element turned out to have no end: from there on each `{"id":` starts one. */
  #cautious = false;

  constructor(text: string) {
    this.#text = text;
    this.strings = new JsonStrings(text);
  }

  element(start: number): JsonElement {
    const text = this.#text;
    /** What is open: braces and brackets, outermost first. */
    const open: number[] = [];
    let brackets = 0;
    let whole = true;
    let before = 0;
    let perhaps = -1;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code <= tab) continue;
      if (code === quote) {
        const { end, closed } = this.strings.end(at);
        if (!closed) whole = false;
        at = end - 1;
      } else if (code === openBrace && open.length) {
        const misplaced = open.at(-1) === openBrace && before !== colon;
        if (misplaced) return { span: this.#trimmed(start, at), whole: false };
        if (open.length > 1 && this.#isItemStart(at)) {
          if (this.#cautious) return { span: this.#trimmed(start, at), whole: false };
          if (perhaps < 0) perhaps = at;
        }
        open.push(code);
      } else if (code === openBrace) {
        open.push(code);
      } else if (code === openBracket) {
        open.push(code);
        brackets++;
      } else if (code === closeBrace) {
        for (; open.at(-1) === openBracket; brackets--, whole = false) open.pop();
        open.pop();
        if (!open.length) return { span: { start, end: at + 1 }, whole };
      } else if (code === closeBracket) {
        if (open.at(-1) !== openBracket) whole = false;
        if (!brackets && !goesOn(text, at, moreMembers)) return { span: this.#trimmed(start, at), whole };
        if (brackets) {
          while (open.at(-1) !== openBracket) open.pop();
          open.pop();
          brackets--;
        }
      }
      before = code;
    }
    if (perhaps < 0) return { span: this.#trimmed(start, text.length), whole: false };
    this.#cautious = true;
    this.strings = new JsonStrings(text);
    return { span: this.#trimmed(start, perhaps), whole: false };
  }

  #isItemStart(at: number): boolean {
    itemStart.lastIndex = at;
    return itemStart.test(this.#text);
  }

  #trimmed(start: number, before: number): Span {
    let end = before;
    while (end > start + 1 && /[\s,]/.test(this.#text.charAt(end - 1))) end--;
    return { start, end };
  }
}
