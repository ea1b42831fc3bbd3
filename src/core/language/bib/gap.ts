import { code, isBlank, lineEnd } from '../../formats/bibtex/syntax.ts';

/** What stands between two tokens of an entry: blanks, `%` comments, and at most one mark. */
export interface Gap {
  readonly start: number;
  readonly end: number;
  /** Its one comma or equals sign; nothing where there is none, or more than that. */
  readonly mark: number | undefined;
  /** Comments without their line ends, with the number of line breaks before each. */
  readonly comments: readonly { readonly start: number; readonly end: number; readonly breaks: number }[];
  /** Line breaks after the last comment, or in all if there is none. */
  readonly breaks: number;
  /** Whether there is nothing else in it. */
  readonly isPlain: boolean;
}

export function gapIn(text: string, start: number, end: number): Gap {
  const comments: { start: number; end: number; breaks: number }[] = [];
  let mark: number | undefined;
  let isPlain = true;
  let breaks = 0;
  for (let at = start; at < end;) {
    const character = text.charCodeAt(at);
    if (isBlank(character)) {
      if (character === code.lf || (character === code.cr && text.charCodeAt(at + 1) !== code.lf)) breaks++;
      at++;
    } else if (character === code.percent) {
      const stop = lineEnd(text, at, end);
      comments.push({ start: at, end: stop, breaks });
      breaks = 0;
      at = stop;
    } else {
      if (mark !== undefined || (character !== code.comma && character !== code.equals)) isPlain = false;
      mark ??= at;
      at++;
    }
  }
  return { start, end, mark, comments, breaks, isPlain };
}
