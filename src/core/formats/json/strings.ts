/** JSON strings as people and broken exporters write them: perhaps unclosed, perhaps over several lines. */

const backslash = 0x5c;

/** What may follow a line on which a string was not closed: the next member, or the end of the object. */
const nextMember = /\s{0,80}(?:[}\]]|"[^"\\\n]{0,60}"\s{0,20}:)/y;

export interface StringEnd {
  /** After the closing quote; where it is missing, the end of the line. */
  readonly end: number;
  readonly closed: boolean;
}

/** Finds where strings of one text end. Asked in the order of the text, all answers take linear time. */
export class JsonStrings {
  readonly #text: string;
  #quote = -1;
  #lineEnd = -1;

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * The end of the string that opens at `start`. A line break is not allowed in a string
   * (RFC 8259, section 7): where the next line goes on with a member, the closing quote was
   * forgotten; elsewhere the string simply runs over the line.
   */
  end(start: number): StringEnd {
    let quote = this.#nextQuote(start + 1);
    let lineEnd = this.#nextLineEnd(start + 1);
    for (;;) {
      if (lineEnd < quote) {
        nextMember.lastIndex = lineEnd + 1;
        if (nextMember.test(this.#text)) return { end: this.#beforeComma(lineEnd, start), closed: false };
        lineEnd = this.#nextLineEnd(lineEnd + 1);
      } else if (quote === Infinity) {
        return { end: this.#text.length, closed: false };
      } else if (this.#isEscaped(quote, start)) {
        quote = this.#nextQuote(quote + 1);
      } else {
        return { end: quote + 1, closed: true };
      }
    }
  }

  #isEscaped(at: number, start: number): boolean {
    let first = at;
    while (first - 1 > start && this.#text.charCodeAt(first - 1) === backslash) first--;
    return (at - first) % 2 === 1;
  }

  /** Where a string ends that runs to the end of its line: before the comma that was meant to follow it. */
  #beforeComma(lineEnd: number, start: number): number {
    let end = lineEnd;
    while (end > start + 1 && /[\s,]/.test(this.#text.charAt(end - 1))) end--;
    return end;
  }

  #nextQuote(from: number): number {
    if (this.#quote < from) this.#quote = found(this.#text.indexOf('"', from));
    return this.#quote;
  }

  #nextLineEnd(from: number): number {
    if (this.#lineEnd < from) this.#lineEnd = found(this.#text.indexOf('\n', from));
    return this.#lineEnd;
  }
}

function found(index: number): number {
  return index < 0 ? Infinity : index;
}

/** What a string says whose opening quote stands at `start`. */
export function stringValue(text: string, start: number, { end, closed }: StringEnd): string {
  const inner = text.slice(start + 1, closed ? end - 1 : end);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, hex: string | undefined, mark: string | undefined) =>
    hex === undefined ? (escapes[mark ?? ''] ?? mark ?? '') : String.fromCharCode(parseInt(hex, 16)),
  );
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
