/** Places in text. Offsets count UTF-16 units from 0, as JavaScript and VS Code do. */

/** A half-open stretch of text, `start` included, `end` not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What takes the place of a stretch of a text. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** The text with the edits made, which are in its order and apart. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return parts.join('') + text.slice(at);
}

/** What makes the one text the other: one edit, as small as can be, that cuts no character and no line end in two. */
export function difference(before: string, now: string): TextEdit {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === now.charCodeAt(start)) start++;
  if (isWithin(before, start) || isWithin(now, start)) start--;
  let same = 0;
  while (same < most - start && before.charCodeAt(before.length - 1 - same) === now.charCodeAt(now.length - 1 - same))
    same++;
  if (same && (isWithin(before, before.length - same) || isWithin(now, now.length - same))) same--;
  return { start, end: before.length - same, text: now.slice(start, now.length - same) };
}

/** Whether the place is within a character, or within a CRLF. */
function isWithin(text: string, at: number): boolean {
  return at > 0 && /^(?:[\ud800-\udbff][\udc00-\udfff]|\r\n)/.test(text.slice(at - 1, at + 1));
}

/** What ends the lines of a text: as its first line does. */
export function lineEndOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** A place as editors name it: line and character from 0, characters in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Where `offset` stands in `text`. A line ends at LF, CRLF or a lone CR. */
export function positionAt(text: string, offset: number): Position {
  let line = 0;
  let lineStart = 0;
  const lineBreak = /\r\n|\n|\r/g;
  for (let hit = lineBreak.exec(text); hit && lineBreak.lastIndex <= offset; hit = lineBreak.exec(text)) {
    line++;
    lineStart = lineBreak.lastIndex;
  }
  return { line, character: Math.max(0, Math.min(offset, text.length) - lineStart) };
}

/** The text with a replacement for each half of a character, which files, addresses and YAML cannot hold. */
export function wellFormed(text: string, replacement = '\ufffd'): string {
  return text.replace(/\p{Surrogate}/gu, replacement);
}

/** The start of a text, at most `length` UTF-16 units long, that does not end within a character. */
export function startOf(text: string, length: number): string {
  const end = Math.max(0, Math.floor(length));
  const isInside = /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(end - 1, end + 1)) && end > 0;
  return text.slice(0, isInside ? end - 1 : end);
}
