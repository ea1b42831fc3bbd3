import { atOnce } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import type { Problem } from '../../entry/entry.ts';
import type { Span } from '../../text.ts';
import type { MacroUse, RawEntry, RawField, RawFile } from './raw.ts';
import { mendEntry } from './mend.ts';
import { FieldScanner, enough } from './scanFields.ts';
import { NextOf, Places, longestWord } from './scanValue.ts';
import { code, isBlank, lineEnd, skipBlanks, skipFiller, skipName } from './syntax.ts';

/**
 * Reads a whole `.bib` file in one pass, as BibTeX, biber and pandoc agree on it, and never
 * fails: what is lost is a problem with its place. Text outside entries is comment, and so is
 * a line from `%` on, as biber has it.
 */
export function scanBib(text: string): RawFile {
  return atOnce(scanBibSteps(text));
}

/** `scanBib` in steps of some ten kilobytes, or one field where that is longer. */
export function scanBibSteps(text: string): Steps<RawFile> {
  return new Scanner(text).file();
}

/** Characters, which are read in less than half a millisecond. */
const stepLength = 40_000;

class Scanner {
  readonly #text: string;
  readonly #places: Places;
  readonly #entries: RawEntry[] = [];
  readonly #strings = new Map<string, RawField>();
  readonly #stringSpans: Span[] = [];
  readonly #preambles: Span[] = [];
  readonly #comments: Span[] = [];
  readonly #problems: Problem[] = [];
  readonly #macroUses: MacroUse[] = [];
  readonly #closeParens: NextOf;
  #missingKeys = 0;
  /** Characters that were searched for the end of comments and preambles that have none. */
  #wasted = 0;

  constructor(text: string) {
    this.#text = text;
    this.#places = new Places(text);
    this.#closeParens = new NextOf(text, ')');
  }

  *file(): Steps<RawFile> {
    const { length } = this.#text;
    let at = 0;
    while (at < length) {
      const end = Math.min(length, at + stepLength);
      while (at < end) {
        const character = this.#text.charCodeAt(at);
        if (character === code.at) at = yield* this.#command(at);
        else at = character === code.percent ? lineEnd(this.#text, at, length) : at + 1;
      }
      yield;
    }
    const undefinedMacros: MacroUse[] = [];
    for (const [place, use] of this.#macroUses.entries()) {
      if (!this.#isDefined(use)) undefinedMacros.push(use);
      if (place % 2000 === 1999) yield;
    }
    return {
      text: this.#text,
      entries: this.#entries,
      strings: this.#strings,
      stringSpans: this.#stringSpans,
      undefinedMacros,
      preambles: this.#preambles,
      comments: this.#comments,
      problems: this.#problems,
    };
  }

  #isDefined({ start, end }: Span): boolean {
    const name = this.#text.slice(start, end).toLowerCase();
    return this.#strings.has(name) || months.has(name);
  }

  /** What an `@` starts; gives where to go on. */
  *#command(at: number): Steps<number> {
    const text = this.#text;
    const { length } = text;
    const word = skipBlanks(text, at + 1, length);
    const wordEnd = skipName(text, word, length);
    const type = text.slice(word, Math.min(wordEnd, word + longestWord)).toLowerCase();
    const body = skipBlanks(text, wordEnd, length);
    const delimiter = text.charCodeAt(body);
    if (wordEnd === word || (delimiter !== code.openBrace && delimiter !== code.open)) {
      if (type === 'comment') return lineEnd(text, wordEnd, length);
      if (this.#startsLine(at))
        this.#problems.push({ code: 'strayAt', span: { start: at, end: Math.max(wordEnd, at + 1) } });
      return at + 1;
    }
    // An address such as `me@example(work)` in a comment is none of ours.
    if (at > 0 && /[\w.]/.test(text.charAt(at - 1))) return at + 1;
    switch (type) {
      case 'comment':
        return this.#skipped(at, body, this.#comments);
      case 'preamble':
        return this.#skipped(at, body, this.#preambles);
      case 'string':
        return yield* this.#string(at, body);
      default:
        return yield* this.#entry(at, type, body);
    }
  }

  #startsLine(at: number): boolean {
    const before = at === 0 ? code.lf : this.#text.charCodeAt(at - 1);
    return isBlank(before) && before !== code.space && before !== code.tab;
  }

  /** A balanced stretch that holds no entry. One that is never closed is skipped to the next entry. */
  #skipped(start: number, body: number, list: Span[]): number {
    let end =
      this.#text.charCodeAt(body) === code.openBrace ? this.#afterSkipped(body) : this.#closeParens.from(body) + 1;
    if (end < 0 || end > this.#text.length) {
      end = this.#places.nextEntry(body);
      this.#problems.push({ code: 'unclosedBraces', span: { start, end: body + 1 } });
    }
    list.push({ start, end });
    return end;
  }

  /**
   * After a comment's closing brace, which may stand behind whole entries; so an open one is
   * looked for to the file's end, but only until that has cost as much as the file is long.
   */
  #afterSkipped(body: number): number {
    const limit = this.#wasted > this.#text.length ? this.#places.nextEntry(body) : this.#text.length;
    const end = this.#places.afterBraces(body, limit);
    if (end < 0) this.#wasted += limit - body;
    return end;
  }

  *#string(start: number, body: number): Steps<number> {
    const limit = this.#places.nextEntry(body);
    const scanner = new FieldScanner({
      places: this.#places,
      limit,
      close: closing(this.#text, body),
      key: '@string',
      problems: this.#problems,
      macroUses: this.#macroUses,
    });
    const end = yield* scanner.read(skipFiller(this.#text, body + 1, limit));
    for (const field of scanner.fields) this.#strings.set(field.name, field);
    this.#stringSpans.push({ start, end: end < 0 ? limit : end });
    if (end >= 0) return end;
    this.#problems.push({ code: 'unclosedEntry', span: { start, end: body + 1 }, facts: { type: 'string' } });
    return limit;
  }

  *#entry(start: number, type: string, body: number): Steps<number> {
    const text = this.#text;
    const limit = this.#places.nextEntry(body);
    const close = closing(text, body);
    const { key, keySpan, fieldsFrom, problem } = readKey(text, skipFiller(text, body + 1, limit), limit, close);
    const name = key || `no-key-${++this.#missingKeys}`;
    const problems: Problem[] = problem ? [{ ...problem, facts: { key: name, type } }] : [];
    const scan = { places: this.#places, limit, close, key: name, problems, macroUses: this.#macroUses };
    const scanner = new FieldScanner(scan);
    let end = yield* scanner.read(fieldsFrom);
    let fields: readonly RawField[] = scanner.fields;
    if (end < 0) {
      const mended = yield* mendEntry(this.#places, fieldsFrom, limit, close, name);
      fields = mended.fields;
      end = mended.end;
      problems.splice(problem ? 1 : 0, problems.length, ...mended.problems.slice(0, enough));
      // Where the last value swallowed the end, its open brace is the one thing to say.
      if (!mended.closed && !mended.endsInside)
        problems.push({
          code: 'unclosedEntry',
          span: { start, end: Math.max(keySpan.end, body + 1) },
          facts: { key: name, type },
        });
    }
    this.#entries.push({ type, key: name, span: { start, end }, keySpan, fields });
    if (this.#problems.length < enough) for (const each of problems) this.#problems.push(each);
    return end;
  }
}

/** BibTeX's styles define these. */
const months = new Set(['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']);

function closing(text: string, body: number): number {
  return text.charCodeAt(body) === code.openBrace ? code.closeBrace : code.close;
}

interface Key {
  readonly key: string;
  readonly keySpan: Span;
  readonly fieldsFrom: number;
  readonly problem?: Problem;
}

/**
 * The citation key and where the fields start. A key ends at a comma, the closing delimiter or
 * the line's end; if an `=` comes first, the comma or the key itself was left out.
 */
function readKey(text: string, start: number, limit: number, close: number): Key {
  let end = start;
  let stop = code.comma as number;
  while (end < limit) {
    stop = text.charCodeAt(end);
    if (
      stop === code.comma ||
      stop === close ||
      stop === code.equals ||
      stop === code.closeBrace ||
      stop === code.lf ||
      stop === code.cr
    )
      break;
    end++;
  }
  let keyEnd = end;
  if (stop === code.equals && end < limit) {
    keyEnd = blanksBefore(text, end, start);
    while (keyEnd > start && !isBlank(text.charCodeAt(keyEnd - 1))) keyEnd--;
    end = keyEnd;
  }
  keyEnd = blanksBefore(text, keyEnd, start);
  const key = text.slice(start, keyEnd);
  const keySpan = { start, end: keyEnd };
  const next = skipFiller(text, end, limit);
  const afterComma = text.charCodeAt(next) === code.comma && next < limit;
  const fieldsFrom = afterComma ? skipFiller(text, next + 1, limit) : next;
  if (!key)
    return {
      key,
      keySpan,
      fieldsFrom,
      problem: { code: 'missingKey', span: { start, end: Math.max(start, Math.min(start + 1, limit)) } },
    };
  const lost = !afterComma && next < limit && text.charCodeAt(next) !== close;
  return lost
    ? {
        key,
        keySpan,
        fieldsFrom,
        problem: { code: 'missingComma', span: { start: keyEnd, end: Math.max(keyEnd, next) } },
      }
    : { key, keySpan, fieldsFrom };
}

function blanksBefore(text: string, from: number, start: number): number {
  let at = from;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}
