import { JsonStrings, stringValue } from './strings.ts';

/** What could be read of a broken piece of JSON, and where it first broke. */
export interface Mended {
  readonly value: unknown;
  /** Offset in the text given. */
  readonly at: number;
  readonly reason: string;
}

/** Deeper than any bibliography goes; what is nested deeper is passed over. */
const deepest = 32;

/** What a JSON string may hold only in its escaped form (RFC 8259, section 7). */
const forbidden = /[\0-\x1f]/;

const literal = /[^\s,:[\]{}"]+/y;

/**
 * Reads JSON that `JSON.parse` refuses: commas may be missing or one too many, strings and braces
 * unclosed, comments and bare words may stand in it. Used for the few broken items of a file, so it is
 * made to lose little and not to be quick; still, its time is linear in the text.
 */
export function mendJson(text: string): Mended {
  const reader = new Mender(text);
  const value = reader.value(0);
  return { value, at: reader.brokenAt ?? Math.max(0, text.search(forbidden)), reason: reader.reason };
}

class Mender {
  readonly #text: string;
  readonly #strings: JsonStrings;
  #at = 0;
  brokenAt: number | undefined;
  reason = 'control character';

  constructor(text: string) {
    this.#text = text;
    this.#strings = new JsonStrings(text);
  }

  value(depth: number): unknown {
    const mark = this.#next();
    if (mark === '{') return depth < deepest ? this.#object(depth) : this.#pass();
    if (mark === '[') return depth < deepest ? this.#array(depth) : this.#pass();
    if (mark === '"') return this.#string();
    return this.#word();
  }

  #object(depth: number): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    this.#at++;
    for (let separated = true; ; separated = this.#take(',')) {
      const mark = this.#next();
      if (mark === '}') {
        if (separated && Object.keys(result).length) this.#broken('trailing comma', this.#at);
        this.#at++;
        return result;
      }
      if (mark === ']' && depth === 0) {
        this.#broken('one ] too many', this.#at);
        this.#at++;
        continue;
      }
      if (mark === '' || mark === ']') {
        this.#broken('missing }', this.#at);
        return result;
      }
      if (!separated) this.#broken('missing comma', this.#at);
      const name = mark === '"' ? this.#string() : mark === ',' ? '' : String(this.#word());
      if (!this.#take(':')) {
        this.#broken('missing colon', this.#at);
        continue;
      }
      const value = this.value(depth + 1);
      if (name && name !== '__proto__' && value !== undefined) result[name] = value;
    }
  }

  #array(depth: number): unknown[] {
    const result: unknown[] = [];
    this.#at++;
    for (let separated = true; ; separated = this.#take(',')) {
      const mark = this.#next();
      if (mark === ']') {
        if (separated && result.length) this.#broken('trailing comma', this.#at);
        this.#at++;
        return result;
      }
      if (mark === '' || mark === '}') {
        this.#broken('missing ]', this.#at);
        return result;
      }
      if (!separated) this.#broken('missing comma', this.#at);
      const value = this.value(depth + 1);
      if (value !== undefined) result.push(value);
    }
  }

  #string(): string {
    const start = this.#at;
    const end = this.#strings.end(start);
    if (!end.closed) this.#broken('missing quote', end.end);
    this.#at = end.end;
    return stringValue(this.#text, start, end);
  }

  /** A number, `true`, `false`, `null`, or a bare word, which counts as text; always takes something. */
  #word(): unknown {
    literal.lastIndex = this.#at;
    const word = literal.exec(this.#text)?.[0];
    if (word === undefined) {
      if (this.#at < this.#text.length) this.#broken('unexpected character', this.#at);
      this.#at++;
      return undefined;
    }
    const start = this.#at;
    this.#at += word.length;
    if (/^-?\d+(?:\.\d+)?$/.test(word)) return Number(word);
    if (word === 'true' || word === 'false') return word === 'true';
    if (word === 'null') return null;
    this.#broken('unquoted text', start);
    return word;
  }

  #pass(): undefined {
    this.#broken('nested too deeply', this.#at);
    this.#at++;
    return undefined;
  }

  /** The next character that says something, or nothing at the end; comments are passed over. */
  #next(): string {
    for (;;) {
      const mark = this.#text.charAt(this.#at);
      if (mark !== '' && (mark <= ' ' || mark === '\u00a0' || mark === '\ufeff')) this.#at++;
      else if (mark === '/' && /[/*]/.test(this.#text.charAt(this.#at + 1))) this.#comment();
      else return mark;
    }
  }

  #comment(): void {
    this.#broken('comment', this.#at);
    const long = this.#text.charAt(this.#at + 1) === '*';
    const end = this.#text.indexOf(long ? '*/' : '\n', this.#at + 2);
    this.#at = end < 0 ? this.#text.length : end + (long ? 2 : 1);
  }

  #take(mark: string): boolean {
    if (this.#next() !== mark) return false;
    this.#at++;
    return true;
  }

  #broken(reason: string, at: number): void {
    if (this.brokenAt !== undefined) return;
    this.brokenAt = at;
    this.reason = reason;
  }
}
