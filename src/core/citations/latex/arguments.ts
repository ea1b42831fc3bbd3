import type { Span } from '../../text.ts';

/** A key as it stands in the braces of a command. */
export interface ListedKey {
  readonly key: string;
  readonly keyAt: Span;
}

/** Blanks and comments, over the end of a line but not over an empty one, which ends a paragraph. */
const blanks = /(?:[ \t]+|%[^\n\r]*(?:\r\n|\n|\r)?|(?:\r\n|\n|\r)(?![ \t]*(?:[\n\r]|$)))*/y;
/** What ends a note, or hides its end: an escape, a comment, a brace, an empty line. */
const marks = /\\[^]|%[^\n\r]*|[{}\])]|(?:\r\n|\n|\r)[ \t]*[\n\r]/g;
/** A note is a few words. */
const longestNote = 2000;

/** Reads what stands in the brackets and braces behind a command. */
export class Arguments {
  readonly #text: string;
  /** How much may be read as notes, so that a text of nothing but openings takes no time squared. */
  #patience: number;

  constructor(text: string) {
    this.#text = text;
    this.#patience = 4 * text.length + 100_000;
  }

  pastBlanks(at: number): number {
    blanks.lastIndex = at;
    return blanks.test(this.#text) ? blanks.lastIndex : at;
  }

  /** The inside of `[...]` or `(...)`, whose end is the first one outside braces, as TeX finds it. */
  note(at: number, open: '[' | '('): Span | undefined {
    if (this.#text[at] !== open || this.#patience < 0) return undefined;
    const close = open === '[' ? ']' : ')';
    const end = this.#closing(at, close);
    this.#patience -= (end ?? at + longestNote) - at;
    return end === undefined ? undefined : { start: at + 1, end };
  }

  #closing(at: number, close: string): number | undefined {
    const limit = at + longestNote;
    let depth = 0;
    marks.lastIndex = at + 1;
    for (let hit = marks.exec(this.#text); hit && hit.index < limit; hit = marks.exec(this.#text)) {
      const mark = hit[0];
      if (mark === close && depth === 0) return hit.index;
      if (mark === '{') depth++;
      else if ((mark === '}' && --depth < 0) || /^[\n\r]/.test(mark)) break;
    }
    return undefined;
  }

  /** The inside of `{...}`, without braces in it. */
  plain(at: number): Span | undefined {
    const inside = /\{([^{}\n\r]{0,100})\}/y;
    inside.lastIndex = at;
    const hit = inside.exec(this.#text);
    return hit ? { start: at + 1, end: inside.lastIndex - 1 } : undefined;
  }

  /**
   * The keys of `{a, b}`, and where the list ends. A blank within a key is a part of it, as LaTeX takes it. Where the
   * list is not closed, it ends in front of the first key that holds a blank.
   */
  keys(
    at: number,
  ): { readonly keys: readonly ListedKey[]; readonly end: number; readonly isClosed: boolean } | undefined {
    if (this.#text[at] !== '{') return undefined;
    const part = /%[^\n\r]*(?:\r\n|\n|\r)?[ \t]*|(?:\r\n|\n|\r)(?![ \t]*[\n\r])|[^,{}\\%\n\r]+|,|\}/y;
    const keys: ListedKey[] = [];
    let written = '';
    let from = -1;
    let to = -1;
    const finish = () => {
      if (from >= 0) keys.push({ key: written.trimEnd(), keyAt: { start: from, end: to } });
      written = '';
      from = -1;
    };
    let end = (part.lastIndex = at + 1);
    for (let hit = part.exec(this.#text); hit; hit = part.exec(this.#text)) {
      const mark = hit[0];
      end = part.lastIndex;
      if (mark === '}' || mark === ',') finish();
      if (mark === '}') return { keys, end, isClosed: true };
      if (mark === ',' || mark.startsWith('%')) continue;
      const trimmed = mark.trim();
      if (trimmed) {
        const start = hit.index + mark.length - mark.trimStart().length;
        if (from < 0) from = start;
        to = start + trimmed.length;
      }
      if (from >= 0) written += written ? mark.replace(/[\n\r]+/, ' ') : mark.trimStart();
    }
    finish();
    const odd = keys.findIndex(({ key }) => /\s/.test(key));
    return { keys: odd < 0 ? keys : keys.slice(0, odd), end, isClosed: false };
  }
}
