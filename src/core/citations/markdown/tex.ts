import { isLetter, isBlankFrom, newline, pastSpaces } from './chars.ts';
import { Pairs } from './pairs.ts';
import { Seek } from './seek.ts';

/** Environments that stand within paragraphs (pandoc's `inlineEnvironments`), which all hold math. */
const inlineEnvironments = new Set(
  (
    'displaymath math equation equation* gather gather* multline multline* eqnarray eqnarray* align align* alignat ' +
    'alignat* dmath dmath* dgroup dgroup* darray darray*'
  ).split(' '),
);

/** Commands that make blocks of their own (pandoc's `blockCommands` and `treatAsBlock`). */
const blockCommands = new Set(
  (
    'par parbox title subtitle author address signature date newtheorem theoremstyle extratitle frontispiece ' +
    'titlehead subject publishers uppertitleback lowertitleback dedication part chapter section subsection ' +
    'subsubsection paragraph subparagraph frametitle framesubtitle opening closing plainbreak fancybreak ' +
    'plainfancybreak pfbreak hrule rule item documentclass centerline caption bibliography addbibresource endinput ' +
    'lstinputlisting inputminted graphicspath setdefaultlanguage setmainlanguage include subfile usepackage ' +
    'PackageError epigraph raggedright special pdfannot pdfstringdef bibliographystyle maketitle makeindex ' +
    'makeglossary addcontentsline addtocontents addtocounter ignore hyperdef markboth markright markleft ' +
    'titleformat listoffigures listoftables write newcommand renewcommand providecommand newenvironment ' +
    'renewenvironment def let DeclareMathOperator'
  ).split(' '),
);

/** Commands that take nothing after them, whatever brackets follow (pandoc's `charCommands` and the like). */
const bareCommands = new Set(
  (
    'aa AA ss o O L l ae AE oe OE pounds euro copyright textasciicircum textasciitilde i j ldots vdots dots mdots sim ' +
    'sep P S qed lq rq textquoteleft textquoteright textquotedblleft textquotedblright ps TeX LaTeX bar textless ' +
    'textgreater textbackslash backslash slash faCheck faClose bshyp fshyp dothyp colonhyp hyp adddot adddotspace ' +
    'addabbrvspace hyphen tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge'
  ).split(' '),
);
/** Commands of pandoc that take braces, or else the next character, and no options in brackets. */
const withoutOptions = new Set(
  (
    'emph textit textsl textsc textsf textmd textrm textup texttt sout textsuperscript textsubscript textbf ' +
    'textnormal underline mbox hbox ensuremath uppercase lowercase MakeUppercase MakeLowercase nohyphens ul uline ' +
    'passthrough'
  ).split(' '),
);
const envStart = /\\begin *\{([^{}\\\n]+)\}/y;
const dimension = / *=?-?\d+(?:\.\d+)?(?:pt|pc|in|bp|cm|mm|dd|cc|sp)?(?![A-Za-z\d])/y;

/** Reads raw TeX; remembers which environments it found no end of. */
export class Tex {
  readonly #text: string;
  readonly #openEnvironments = new Map<string, number>();

  readonly #braces: Pairs;
  readonly #brackets: Seek;

  constructor(text: string) {
    this.#text = text;
    this.#braces = new Pairs(text, '{}', true, (at) => paragraphEnd(text, at));
    this.#brackets = new Seek(text, ']');
  }

  /** A block of TeX at a place: an environment, or a command that makes a block; where it ends, or -1. */
  blockEnd(start: number): number {
    const text = this.#text;
    if (!isLetter(text.charCodeAt(start + 1))) return -1;
    const context = this.#contextEnd(start);
    if (context >= 0) return context;
    if (text.startsWith('\\begin', start)) {
      const name = environmentAt(text, start);
      return name === undefined || inlineEnvironments.has(name) ? -1 : this.#environmentEnd(start, name);
    }
    const nameEnd = pastLetters(text, start + 1);
    if (text.startsWith('\\makeatletter', start)) return this.#pastLetters(nameEnd);
    const name = text.slice(start + 1, nameEnd);
    if (/^[gex]?def$/.test(name)) return this.#definitionEnd(nameEnd);
    if (!blockCommands.has(name)) return -1;
    return this.#argumentsEnd(nameEnd, true);
  }

  /** TeX within a paragraph at a place: where it ends, or -1. */
  inlineEnd(start: number): number {
    const text = this.#text;
    if (!isLetter(text.charCodeAt(start + 1))) return -1;
    if (text.startsWith('\\begin', start) && !isLetter(text.charCodeAt(start + 6))) {
      const name = environmentAt(text, start);
      return name !== undefined && inlineEnvironments.has(name) ? this.#environmentEnd(start, name) : -1;
    }
    const nameEnd = pastLetters(text, start + 1);
    const name = text.slice(start + 1, nameEnd);
    if (name === 'end' || name === 'and' || blockCommands.has(name) || /^[gex]?def$/.test(name)) return -1;
    let end = nameEnd;
    if (withoutOptions.has(name)) {
      const argument = pastSpaces(text, nameEnd);
      end = text[argument] === '{' ? this.#argumentsEnd(nameEnd, false) : argument + 1;
    } else if (!bareCommands.has(name)) {
      end = this.#argumentsEnd(nameEnd, true);
    }
    while (text.startsWith('{}', end)) end += 2;
    return end;
  }

  /** Past a star, options in brackets, a length, and arguments in braces. */
  #argumentsEnd(from: number, takesOptions: boolean): number {
    const text = this.#text;
    let end = text[from] === '*' ? from + 1 : from;
    if (takesOptions) {
      for (let option = this.#optionEnd(end); option >= 0; option = this.#optionEnd(end)) end = option;
      dimension.lastIndex = end;
      if (dimension.test(text)) end = dimension.lastIndex;
    }
    for (;;) {
      const brace = pastSpaces(text, end);
      if (text[brace] !== '{') return end;
      const close = this.#braces.close(brace);
      if (close < 0) return end;
      end = close + 1;
    }
  }

  /** `[…]` with blanks before it. */
  #optionEnd(from: number): number {
    const text = this.#text;
    let at = pastSpaces(text, from);
    if (text[at] === '\n' && !isBlankFrom(text, at + 1)) at = pastSpaces(text, at + 1);
    if (text[at] !== '[') return -1;
    if (this.#brackets.from(at) >= at + longestOption) return -1;
    const limit = Math.min(text.length, at + longestOption);
    for (at++; at < limit; at++) {
      const char = text[at];
      if (char === ']') {
        const end = pastSpaces(text, at + 1);
        return text[end] === '[' || text[end] === '{' ? end : at + 1;
      }
      if (char === '\n' && isBlankFrom(text, at + 1)) return -1;
      if (char === '\\') at++;
      else if (char === '{') {
        const close = this.#braces.close(at);
        if (close >= 0) at = close;
      }
    }
    return -1;
  }

  #environmentEnd(start: number, name: string): number {
    const opener = `\\begin{${name}}`;
    const closer = `\\end{${name}}`;
    if ((this.#openEnvironments.get(name) ?? Infinity) <= start) return -1;
    let depth = 1;
    for (let at = start + 6; ;) {
      const close = this.#text.indexOf(closer, at);
      if (close < 0) break;
      const open = this.#text.indexOf(opener, at);
      if (open >= 0 && open < close) {
        depth++;
        at = open + opener.length;
      } else if (--depth === 0) {
        return close + closer.length;
      } else {
        at = close + closer.length;
      }
    }
    this.#openEnvironments.set(name, start);
    return -1;
  }

  /** `\def\name#1{…}` */
  #definitionEnd(start: number): number {
    const brace = this.#text.slice(start, start + longestName).search(/[{\n]/);
    const close = this.#text[start + brace] === '{' ? this.#braces.close(start + brace) : -1;
    return close < 0 ? -1 : close + 1;
  }

  /** Up to `\makeatother`, where `@` is no letter of names any more. */
  #pastLetters(start: number): number {
    const close = this.#text.indexOf('\\makeatother', start);
    return close < 0 ? start : close + 12;
  }

  /** ConTeXt's `\startname … \stopname`. */
  #contextEnd(start: number): number {
    if (!this.#text.startsWith('\\start', start)) return -1;
    const nameEnd = pastLetters(this.#text, start + 6);
    const name = this.#text.slice(start + 6, nameEnd);
    if (!name || (this.#openEnvironments.get(`\\${name}`) ?? Infinity) <= start) return -1;
    const close = this.#text.indexOf(`\\stop${name}`, nameEnd);
    if (close < 0) this.#openEnvironments.set(`\\${name}`, start);
    return close < 0 ? -1 : close + 5 + name.length;
  }
}

function environmentAt(text: string, start: number): string | undefined {
  envStart.lastIndex = start;
  return envStart.exec(text)?.[1];
}

function pastLetters(text: string, at: number): number {
  let end = at;
  while (isLetter(text.charCodeAt(end))) end++;
  return end;
}

const longestOption = 2000;
const longestName = 200;

/** The next blank line: arguments do not hold paragraphs. */
function paragraphEnd(text: string, at: number): number {
  for (let end = text.indexOf('\n', at); end >= 0; end = text.indexOf('\n', end + 1)) {
    if (text.charCodeAt(pastSpaces(text, end + 1)) === newline) return end;
  }
  return text.length;
}
