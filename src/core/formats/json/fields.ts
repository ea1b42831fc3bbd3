import type { FieldSource } from '../../entry/entry.ts';
import type { Span } from '../../text.ts';
import { fieldFrom } from '../fieldSources.ts';
import { JsonStrings, stringValue } from './strings.ts';

/** A number, `true`, `null`, or a name that somebody left without quotes. */
const word = /[^\s,:[\]{}"]+/y;

/**
 * The members of the object at `span`, without the quotes of their names and with those of their values. Broken
 * objects are read as far as names and colons show their members; time is linear in the object.
 */
export function jsonFields(text: string, span: Span): FieldSource[] {
  const members = new Members(text.slice(span.start, span.end));
  return [...members.all()].map(({ name, nameSpan, span: value }) => fieldFrom(name, nameSpan, value, span.start));
}

class Members {
  readonly #text: string;
  readonly #strings: JsonStrings;
  #at = 1;

  constructor(text: string) {
    this.#text = text;
    this.#strings = new JsonStrings(text);
  }

  *all(): Generator<FieldSource, void> {
    if (!this.#text.startsWith('{')) return;
    for (let mark = this.#next(); mark !== '' && mark !== '}'; mark = this.#next()) {
      const start = this.#at;
      const isQuoted = mark === '"';
      const end = this.#isWord() ? this.#word() : isQuoted ? this.#strings.end(start) : undefined;
      this.#at = end?.end ?? start + 1;
      if (!end || this.#next() !== ':') continue;
      this.#at++;
      const nameSpan = isQuoted
        ? { start: start + 1, end: end.closed ? end.end - 1 : end.end }
        : { start, end: end.end };
      const name = isQuoted ? stringValue(this.#text, start, end) : this.#text.slice(start, end.end);
      const span = this.#value();
      if (name) yield { name, nameSpan, span };
    }
  }

  /** Nothing at all where the value is missing. */
  #value(): Span {
    const colonEnd = this.#at;
    const mark = this.#next();
    const start = this.#at;
    if (mark === '{' || mark === '[') this.#at = this.#nestedEnd();
    else if (mark === '"') this.#at = this.#strings.end(start).end;
    else if (this.#isWord()) this.#at = this.#word().end;
    else this.#at = colonEnd;
    return { start: Math.min(start, this.#at), end: this.#at };
  }

  /** After the bracket that closes the one at the place; if none does, after what stands last in the object. */
  #nestedEnd(): number {
    let depth = 0;
    let last = this.#at + 1;
    for (let at = this.#at; at < this.#text.length; at++) {
      const mark = this.#text.charAt(at);
      if (mark <= ' ') continue;
      if (mark === '"') at = this.#strings.end(at).end - 1;
      else if (mark === '{' || mark === '[') depth++;
      else if ((mark === '}' || mark === ']') && --depth === 0) return at + 1;
      last = at + 1;
    }
    return last;
  }

  #isWord(): boolean {
    word.lastIndex = this.#at;
    return word.test(this.#text);
  }

  #word(): { end: number; closed: boolean } {
    word.lastIndex = this.#at;
    return { end: this.#at + (word.exec(this.#text)?.[0].length ?? 1), closed: true };
  }

  /** The next character that says something, or nothing at the end; comments are passed over. */
  #next(): string {
    for (;;) {
      const mark = this.#text.charAt(this.#at);
      if (mark !== '' && (mark <= ' ' || mark === '\u00a0' || mark === '\ufeff')) this.#at++;
      else if (this.#text.startsWith('/*', this.#at)) this.#pass('*/');
      else if (this.#text.startsWith('//', this.#at)) this.#pass('\n');
      else return mark;
    }
  }

  #pass(mark: string): void {
    const end = this.#text.indexOf(mark, this.#at + 2);
    this.#at = end < 0 ? this.#text.length : end + mark.length;
  }
}
