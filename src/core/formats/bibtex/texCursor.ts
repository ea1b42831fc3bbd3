import { accents } from './texSymbols.ts';
import { blank } from './texBlanks.ts';

/** Accents on accents, and arguments in arguments, that are looked into. */
export const deepest = 6;

/** How far the end of an option or of a `\verb` is looked for. */
const longestShort = 500;

/** A place in a TeX text, and the reading of what stands there: names, options, arguments. Blanks are squeezed. */
export class TexCursor {
  readonly tex: string;
  at = 0;

  constructor(tex: string) {
    this.tex = tex;
  }

  /** The character here; empty at the end. */
  get character(): string {
    return this.tex.charAt(this.at);
  }

  /** The name after the backslash; blanks after letters belong to it. */
  name(): string {
    const tex = this.tex;
    const start = this.at + 1;
    let end = start;
    while (end < tex.length && isLetter(tex.charCodeAt(end))) end++;
    if (end === start) {
      this.at = Math.min(tex.length, start + 1);
      return tex.charAt(start);
    }
    this.at = end;
    const name = tex.slice(start, end);
    if (tex.charAt(this.at) === '*') this.at++;
    this.skipBlanks();
    return name;
  }

  skipBlanks(): void {
    while (this.tex.charAt(this.at) === blank) this.at++;
  }

  /** Skips an option in brackets; one that is not closed soon is text. */
  option(): boolean {
    if (this.tex.charAt(this.at) !== '[') return false;
    const end = this.tex.slice(this.at, this.at + longestShort).indexOf(']');
    if (end < 0) return false;
    this.at += end + 1;
    return true;
  }

  /** The argument that follows: a group without its braces, a command, or one character. */
  argument(): string {
    const tex = this.tex;
    const start = this.at;
    const first = tex.charAt(start);
    if (first === '{') {
      this.at = afterGroup(tex, start);
      return tex.slice(start + 1, this.at - 1);
    }
    if (first === '\\') return this.#commandArgument();
    const character = String.fromCodePoint(tex.codePointAt(start) ?? 0);
    this.at = Math.min(tex.length, start + character.length);
    return tex.slice(start, this.at);
  }

  /** A command as an argument; an accent brings its own argument along, which may be another accent. */
  #commandArgument(): string {
    const start = this.at;
    for (let depth = 0; depth < deepest && this.tex.charAt(this.at) === '\\'; depth++) {
      if (!accents.has(this.name())) return this.tex.slice(start, this.at);
    }
    if (this.tex.charAt(this.at) !== '\\') this.argument();
    return this.tex.slice(start, this.at);
  }

  /** What stands between two of the character here, as after `\verb`; nothing if it is not closed soon. */
  delimited(): string {
    const near = this.tex.slice(this.at, this.at + longestShort);
    const end = near.indexOf(near.charAt(0), 1);
    if (end < 0) return '';
    this.at += end + 1;
    return near.slice(1, end);
  }
}

function isLetter(character: number): boolean {
  return (character >= 97 && character <= 122) || (character >= 65 && character <= 90);
}

/** After the brace that closes the one at `start`; past the text's end if none does. */
function afterGroup(tex: string, start: number): number {
  let depth = 0;
  for (let at = start; at < tex.length; at++) {
    const character = tex.charAt(at);
    if (character === '\\') at++;
    else if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at + 1;
  }
  return tex.length + 1;
}
