import { bibstring } from './bibstrings.ts';
import { protectEnd, protectStart } from './texBlanks.ts';
import { TexCursor, deepest } from './texCursor.ts';
import type { Markup } from './texSymbols.ts';
import { accents, dropped, italic, markups, switches, symbols, upright } from './texSymbols.ts';

/**
 * How a TeX text is given:
 * - `plain`: for views and notes. No markup; math stays TeX; an apostrophe stays as typed.
 * - `rich`: as pandoc's CSL-JSON has it, with HTML-like tags and typographic quotes.
 * - `title`: as `rich`, with marks around what sentence case must not touch.
 */
export type TextForm = 'plain' | 'rich' | 'title';

/** Characters that mean something to TeX, one of them a match. A regular expression finds the next one fastest. */
const special = /[\\{}$~'`]|-(?=-)|[?!](?=`)/g;

/** Where the next such character stands at or after `from`; -1 if there is none. */
export function nextSpecial(text: string, from: number): number {
  special.lastIndex = from;
  return special.test(text) ? special.lastIndex - 1 : -1;
}

/** Reads one TeX text from its start to its end, with a stack of open groups: braces nest without bound. */
export class TexReader {
  readonly #cursor: TexCursor;
  readonly #form: TextForm;
  readonly #depth: number;
  /** What to write where each open group ends. */
  readonly #closers: string[] = [];
  #out = '';
  #italics = 0;
  #singleQuote = false;
  /** Signs that no more stand ahead: looking again and again for them would take quadratic time. */
  readonly #unclosed = new Set<string>();

  constructor(tex: string, form: TextForm, depth: number) {
    this.#cursor = new TexCursor(tex);
    this.#form = form;
    this.#depth = depth;
  }

  read(): string {
    const tex = this.#cursor.tex;
    for (;;) {
      const from = this.#cursor.at;
      const at = nextSpecial(tex, from);
      this.#out += at < 0 ? tex.slice(from) : tex.slice(from, at);
      if (at < 0) break;
      this.#cursor.at = at;
      this.#special(tex.charAt(at));
    }
    while (this.#closers.length) this.#close();
    return this.#out;
  }

  /** One special character, and what belongs to it. */
  #special(character: string): void {
    switch (character) {
      case '\\':
        return this.#command();
      case '{':
        this.#cursor.at++;
        return this.#open(this.#form === 'title' ? protectStart : '', this.#form === 'title' ? protectEnd : '');
      case '}':
        this.#cursor.at++;
        if (this.#closers.length) this.#close();
        return;
      case '$':
        return this.#math(this.#cursor.tex.startsWith('$$', this.#cursor.at) ? '$$' : '$');
      case '~':
        this.#cursor.at++;
        this.#out += '\u00a0';
        return;
      default:
        return this.#ligature(character);
    }
  }

  /** Dashes and quotes that TeX's fonts make of two or three characters. */
  #ligature(character: string): void {
    const next = this.#cursor.tex.charAt(this.#cursor.at + 1);
    const write = (length: number, text: string): void => {
      this.#cursor.at += length;
      this.#out += text;
    };
    if (character === '-') return this.#dash();
    if (character === '?' || character === '!') return write(2, character === '?' ? '¿' : '¡');
    if (next === character) return write(2, character === '`' ? '“' : '”');
    if (character === '`') {
      this.#singleQuote = true;
      return write(1, '‘');
    }
    if (this.#form !== 'plain') return write(1, '’');
    const closes = this.#singleQuote && !/[\p{L}\p{N}]/u.test(next);
    if (closes) this.#singleQuote = false;
    write(1, closes ? '’' : "'");
  }

  #dash(): void {
    const long = this.#cursor.tex.charAt(this.#cursor.at + 2) === '-';
    this.#cursor.at += long ? 3 : 2;
    this.#out += long ? '—' : '–';
  }

  #open(open: string, close: string): void {
    this.#out += open;
    this.#closers.push(close);
  }

  #close(): void {
    const closer = this.#closers.pop() ?? '';
    if (closer.includes('</i>') || closer.includes(upright.close)) this.#italics = Math.max(0, this.#italics - 1);
    this.#out += closer;
  }

  /** A command: a backslash and letters, or a backslash and one other character. */
  #command(): void {
    const name = this.#cursor.name();
    const symbol = symbols.get(name);
    if (symbol !== undefined) {
      this.#out += name === ' ' && this.#form === 'plain' ? ' ' : symbol;
    } else if (accents.has(name)) {
      this.#accent(accents.get(name) ?? '');
    } else if (markups.has(name)) {
      this.#markUp(markups.get(name) as Markup);
    } else if (switches.has(name)) {
      this.#switch(switches.get(name) as Markup);
    } else if (dropped.has(name)) {
      while (this.#cursor.option() || (this.#cursor.character === '{' && this.#cursor.argument() !== undefined));
    } else {
      this.#other(name);
    }
  }

  #other(name: string): void {
    switch (name) {
      case '(':
        return this.#math('\\)');
      case '[':
        return this.#math('\\]');
      case 'ensuremath':
        this.#out += this.#formula(this.#cursor.argument());
        return;
      case 'url':
        this.#out += this.#protected(this.#cursor.argument().replace(/\\([%#&_~])/g, '$1'));
        return;
      case 'href':
        this.#cursor.argument();
        return;
      case 'verb':
        this.#out += this.#cursor.delimited();
        return;
      case 'uppercase':
      case 'MakeUppercase':
      case 'MakeTextUppercase':
        this.#out += this.#inner(this.#cursor.argument()).toUpperCase();
        return;
      case 'lowercase':
      case 'MakeLowercase':
      case 'MakeTextLowercase':
        this.#out += this.#inner(this.#cursor.argument()).toLowerCase();
        return;
      case 'bibstring':
        this.#out += bibstring(this.#cursor.argument());
        return;
      default:
        // An unknown command goes; the text of its arguments stays readable.
        if (this.#cursor.character === '[') this.#cursor.option();
        if (this.#cursor.character === '{') this.#openArgument('', '');
    }
  }

  /** An accent on the first letter of its argument, composed where Unicode has the letter. */
  #accent(mark: string): void {
    this.#cursor.skipBlanks();
    const under = this.#inner(this.#cursor.argument());
    const first = under.codePointAt(0);
    if (first === undefined) return;
    const letter = String.fromCodePoint(first);
    const rest = under.slice(letter.length);
    const dotted = letter === 'ı' ? 'i' : letter === 'ȷ' ? 'j' : letter;
    // Marks that the argument brought along stay next to its letter.
    const marks = /^\p{M}*/u.exec(rest)?.[0] ?? '';
    this.#out += (dotted + marks + mark).normalize('NFC') + rest.slice(marks.length);
  }

  #markUp(markup: Markup): void {
    const { open, close } = this.#tags(markup);
    if (this.#cursor.character === '{') return this.#openArgument(open, close);
    this.#out += open + this.#inner(this.#cursor.argument()) + close;
    if (isSlanted(markup)) this.#italics--;
  }

  #openArgument(open: string, close: string): void {
    this.#cursor.at++;
    this.#open(open, close);
  }

  /** A switch holds to the end of the group it stands in. */
  #switch(markup: Markup): void {
    const { open, close } = this.#tags(markup);
    this.#out += open;
    const last = this.#closers.length - 1;
    if (last < 0) this.#closers.push(close);
    else this.#closers[last] = close + (this.#closers[last] ?? '');
  }

  #tags(markup: Markup): { open: string; close: string } {
    if (this.#form === 'plain') return markup.text ? markup : { open: '', close: '' };
    const { open, close } = isSlanted(markup) && this.#italics++ % 2 === 1 ? upright : markup;
    return this.#form === 'title' && markup.keepsCase
      ? { open: open + protectStart, close: protectEnd + close }
      : { open, close };
  }

  /** The text up to the closing sign, as it stands. A sign that is never closed is a character. */
  #math(sign: '$' | '$$' | '\\)' | '\\]'): void {
    const start = sign.startsWith('$') ? this.#cursor.at + sign.length : this.#cursor.at;
    let end = this.#unclosed.has(sign) ? -1 : this.#cursor.tex.indexOf(sign, start);
    while (end > 0 && sign === '$' && this.#cursor.tex.charAt(end - 1) === '\\')
      end = this.#cursor.tex.indexOf(sign, end + 1);
    if (end < 0) this.#unclosed.add(sign);
    this.#cursor.at = start;
    if (end < 0) {
      if (sign.startsWith('$')) this.#out += sign;
      return;
    }
    this.#cursor.at = end + sign.length;
    this.#out += this.#formula(this.#cursor.tex.slice(start, end));
  }

  #formula(tex: string): string {
    return this.#form === 'plain' ? `$${tex}$` : this.#protected(tex);
  }

  #protected(text: string): string {
    return this.#form === 'title' ? protectStart + text + protectEnd : text;
  }

  /** An argument as text of its own. */
  #inner(tex: string): string {
    if (this.#depth >= deepest) return tex;
    return new TexReader(tex, this.#form === 'title' ? 'rich' : this.#form, this.#depth + 1).read();
  }
}

function isSlanted(markup: Markup): boolean {
  return markup === italic;
}
