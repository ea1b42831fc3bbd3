/** Kinds of characters as pandoc tells them, by UTF-16 code; halves of characters are looked at whole. */

const wide = /[\p{L}\p{M}\p{N}]/u;

/** Letters, digits and marks: Haskell's `isAlphaNum`, which counts the marks of decomposed letters among them. */
export function isAlphaNum(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  if (Number.isNaN(code)) return false;
  return code === 0xaa || code === 0xb5 || (code >= 0xb2 && wide.test(String.fromCodePoint(code)));
}

export function isLetter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  return !Number.isNaN(code) && /\p{L}/u.test(String.fromCodePoint(code));
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** How many UTF-16 units the letter, digit or mark at a place takes; 0 where there is none. */
export function alphaNumAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return isAlphaNum(code) ? 1 : 0;
  const point = text.codePointAt(at);
  if (point === undefined || !isAlphaNum(point)) return 0;
  return point > 0xffff ? 2 : 1;
}

export const space = 32;
export const newline = 10;

/** Past the spaces at a place. */
export function pastSpaces(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === space) end++;
  return end;
}

/** Past the run of a character at a place. */
export function pastRun(text: string, at: number, code: number): number {
  let end = at;
  while (text.charCodeAt(end) === code) end++;
  return end;
}

/** The last long line that was looked at: a document may be one line, of which many places ask for the end. */
let long = { text: '', from: 0, end: -1 };
const longLine = 1000;

/** Where the line ends that a place stands in: its line feed, or the end of the text. */
export function lineEnd(text: string, at: number): number {
  if (at <= long.end && at >= long.from && text === long.text) return long.end;
  const feed = text.indexOf('\n', at);
  const end = feed < 0 ? text.length : feed;
  if (end - at > longLine) long = { text, from: at, end };
  return end;
}

/** Where the line after starts. */
export function nextLine(text: string, at: number): number {
  return Math.min(text.length, lineEnd(text, at) + 1);
}

/** Whether nothing but spaces stands from here to the end of the line. */
export function isBlankFrom(text: string, at: number): boolean {
  const end = pastSpaces(text, at);
  return end >= text.length || text.charCodeAt(end) === newline;
}

/** Past the blank lines at a place. */
export function pastBlankLines(text: string, at: number): number {
  let end = at;
  while (end < text.length && isBlankFrom(text, end)) end = nextLine(text, end);
  return end;
}

/** pandoc's `spnl`: spaces and at most one end of line, if no blank line follows; -1 where one does. */
export function pastSpacesAndLine(text: string, at: number): number {
  let end = pastSpaces(text, at);
  if (text.charCodeAt(end) !== newline) return end;
  end = pastSpaces(text, end + 1);
  return text.charCodeAt(end) === newline ? -1 : end;
}
