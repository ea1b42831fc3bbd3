import { alphaNumAt, newline, pastRun, space } from './chars.ts';
import type { InlineReader } from './inlines.ts';

/** Emphasis, quotation marks and raised or lowered text: what they hold is read with them. */

const star = 42;

/** `*`, `**` and `***`, and the same of `_`; never goes back (pandoc's `enclosure`). */
export function readEmphasis(reader: InlineReader, code: number): boolean {
  if (code !== star && reader.afterWord === reader.at) return false;
  const start = reader.at;
  const end = Math.min(pastRun(reader.text, start, code), reader.end);
  reader.at = end;
  const next = reader.text.charCodeAt(end);
  if (next === space || end - start > 3 || end >= reader.end || !reader.mayNest()) return true;
  reader.depth++;
  if (end - start === 3) three(reader, code);
  else if (end - start === 2) two(reader, code);
  else one(reader, code);
  reader.depth--;
  return true;
}

function three(reader: InlineReader, code: number): void {
  while (!isEnd(reader, code, 1) && reader.inline());
  if (close(reader, code, 3)) return;
  if (close(reader, code, 2)) one(reader, code);
  else if (close(reader, code, 1)) two(reader, code);
}

function two(reader: InlineReader, code: number): void {
  while (!isEnd(reader, code, 2) && reader.inline());
  close(reader, code, 2);
}

function one(reader: InlineReader, code: number): void {
  for (;;) {
    if (!isEnd(reader, code, 1)) {
      if (!reader.inline()) break;
    } else if (isDouble(reader, code) && reader.mayNest()) {
      reader.at += 2;
      reader.depth++;
      two(reader, code);
      reader.depth--;
    } else {
      break;
    }
  }
  close(reader, code, 1);
}

/** Two marks and not three, which start strong text within emphasis. */
function isDouble(reader: InlineReader, code: number): boolean {
  const { text, at } = reader;
  if (text.charCodeAt(at) !== code || text.charCodeAt(at + 1) !== code || at + 2 > reader.end) return false;
  reader.at += 2;
  const isThird = isEnd(reader, code, 1);
  reader.at -= 2;
  return !isThird;
}

function isEnd({ text, at, end }: InlineReader, code: number, count: number): boolean {
  for (let mark = 0; mark < count; mark++) if (text.charCodeAt(at + mark) !== code) return false;
  return at + count <= end && (code === star || !alphaNumAt(text, at + count));
}

function close(reader: InlineReader, code: number, count: number): boolean {
  if (!isEnd(reader, code, count)) return false;
  reader.at += count;
  reader.afterWord = reader.at;
  return true;
}

/** Text in quotation marks (pandoc's `smart`); an opening one that is not closed is a mark of its own. */
export function readQuoted(reader: InlineReader, quote: '"' | "'"): boolean {
  const { text, at } = reader;
  const next = text.charCodeAt(at + 1);
  if (reader.quote === quote || reader.afterWord === at || next === space || next === newline) return false;
  const closers = quote === '"' ? '"\u201d\u0094' : "'\u2019\u0092";
  return reader.attempt('q', () => {
    reader.quote = quote;
    reader.at++;
    if (!reader.inline()) return false;
    for (;;) {
      const mark = reader.text[reader.at];
      const isClose = mark !== undefined && reader.at < reader.end && closers.includes(mark);
      if (isClose && (quote === '"' || !alphaNumAt(text, reader.at + 1))) break;
      if (!reader.inline()) return false;
    }
    reader.at++;
    return true;
  });
}

/** `^raised^`, `~lowered~` without blanks, and `~~struck out~~`. */
export function readScript(reader: InlineReader, mark: '^' | '~' | '~~'): boolean {
  const { text, at } = reader;
  if (!text.startsWith(mark, at) || text.indexOf(mark, at + mark.length) < 0) return false;
  const mayHoldBlanks = mark === '~~';
  if (mayHoldBlanks && /[\s~]/.test(text.charAt(at + 2))) return false;
  return reader.attempt(mark, () => {
    reader.at += mark.length;
    reader.mayHoldBlanks = false;
    for (let isFirst = true; isFirst || !isAtMark(reader, mark); isFirst = false) {
      const code = text.charCodeAt(reader.at);
      if (!mayHoldBlanks && (code === space || code === newline)) return false;
      const from = reader.at;
      if (!reader.inline()) return false;
      if (mayHoldBlanks && (code === space || code === newline) && isAtMark(reader, mark) && from < reader.at)
        return false;
    }
    reader.at += mark.length;
    return true;
  });
}

function isAtMark({ text, at, end }: InlineReader, mark: string): boolean {
  return text.startsWith(mark, at) && at + mark.length <= end;
}
