import type { RawEntry, RawFile } from '../../formats/bibtex/raw.ts';
import { enough } from '../../formats/bibtex/scanFields.ts';
import { code, skipBlanks, skipName } from '../../formats/bibtex/syntax.ts';
import { entryBefore } from './reading.ts';
import type { Steps } from '../../steps.ts';
import type { Span, TextEdit } from '../../text.ts';
import { gapIn } from './gap.ts';

export interface BibLayout {
  /** What stands before each field. */
  readonly indent: string;
  /** Whether the `=` of an entry's fields stand below each other. */
  readonly alignEquals: boolean;
  /** The line break of the document. */
  readonly newline: string;
}

/**
 * Lays out entries: a field a line, one blank around `=`, the closing delimiter below the `@`. Only
 * blanks change. Names, values with their delimiters, the order of fields, comments, a last comma or
 * its absence, and everything between entries stay as they are written. An entry that is not well
 * formed is left alone, as is one with a comment at an odd place. Laying out twice changes nothing.
 */
export function* formatBib(raw: RawFile, layout: BibLayout, within?: Span): Steps<readonly TextEdit[]> {
  const changes: TextEdit[] = [];
  // of so many problems not all were kept
  if (raw.problems.length >= enough) return changes;
  const broken = raw.problems.map(({ span }) => span.start).sort((one, other) => one - other);
  const first = within ? entryBefore(raw.entries, within.start + 1) : undefined;
  const from = first ? Math.max(0, raw.entries.indexOf(first)) : 0;
  for (let place = from; place < raw.entries.length; place++) {
    const entry = raw.entries[place];
    if (!entry || (within && entry.span.start > within.end)) break;
    if (within && entry.span.end < within.start) continue;
    if (place % 200 === 199) yield;
    if (hasAny(broken, entry.span)) continue;
    for (const change of formatEntry(raw.text, entry, layout) ?? []) changes.push(change);
  }
  return changes;
}

/** Whether one of the places, which are in order, is in the stretch or at its end. */
function hasAny(places: readonly number[], { start, end }: Span): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const place = places[low];
  return place !== undefined && place <= end;
}

/** The changes of one entry; nothing where it is not well formed. */
function formatEntry(text: string, entry: RawEntry, layout: BibLayout): readonly TextEdit[] | undefined {
  const { span, keySpan, fields } = entry;
  const base = indentBefore(text, span.start);
  if (base === undefined || !fields.length) return undefined;
  const line = layout.newline + base;
  const changes: TextEdit[] = [];
  const put = (start: number, end: number, wanted: string) => {
    if (text.slice(start, end) !== wanted) changes.push({ start, end, text: wanted });
  };

  const type = skipBlanks(text, span.start + 1, span.end);
  const typeEnd = skipName(text, type, span.end);
  const open = skipBlanks(text, typeEnd, span.end);
  const close = text.charCodeAt(open) === code.openBrace ? code.closeBrace : code.close;
  const last = span.end - 1;
  if (skipBlanks(text, open + 1, span.end) !== keySpan.start || keySpan.end === keySpan.start) return undefined;
  if (last <= keySpan.end - 1 || text.charCodeAt(last) !== close) return undefined;
  put(span.start + 1, type, '');
  put(typeEnd, open, '');
  put(open + 1, keySpan.start, '');

  const width = layout.alignEquals ? Math.max(0, ...fields.map(({ name }) => name.length)) : 0;
  let before = keySpan.end;
  for (const field of fields) {
    const nameEnd = field.nameStart + field.name.length;
    if (!putSeparator(text, before, field.nameStart, line + layout.indent, true, put)) return undefined;
    const sign = gapIn(text, nameEnd, field.start);
    if (sign.mark === undefined || !sign.isPlain || sign.comments.length) return undefined;
    if (text.charCodeAt(sign.mark) !== code.equals || field.end === field.start) return undefined;
    put(nameEnd, field.start, `${' '.repeat(Math.max(0, width - field.name.length))} = `);
    before = field.end;
  }
  if (last < before || !putSeparator(text, before, last, line, false, put, layout.indent)) return undefined;
  return changes;
}

/**
 * What separates two fields, or the last one from the closing delimiter: a comma, which must or may be
 * there, then comments, then a new line. Comments that stand on lines of their own move with the fields.
 */
function putSeparator(
  text: string,
  start: number,
  end: number,
  line: string,
  needsComma: boolean,
  put: (start: number, end: number, wanted: string) => void,
  commentIndent = '',
): boolean {
  const gap = gapIn(text, start, end);
  const { mark, comments } = gap;
  if (!gap.isPlain || (needsComma && mark === undefined)) return false;
  if (mark !== undefined && (text.charCodeAt(mark) !== code.comma || (comments[0] && comments[0].start < mark)))
    return false;
  let at = start;
  if (mark !== undefined) {
    put(start, mark, '');
    at = mark + 1;
  }
  for (const comment of comments) {
    // a comment behind a field stays where it is
    if (comment.breaks > 0) put(at, comment.start, emptyLine(line, comment.breaks) + line + commentIndent);
    at = comment.end;
  }
  put(at, end, needsComma ? emptyLine(line, gap.breaks) + line : line);
  return true;
}

/** Of several empty lines one stays. */
function emptyLine(line: string, breaks: number): string {
  return breaks > 1 ? (/^\r?\n|^\r/.exec(line)?.[0] ?? '') : '';
}

/** The blanks between the line's start and the entry; nothing where other text stands there. */
function indentBefore(text: string, at: number): string | undefined {
  let start = at;
  while (start > 0 && (text.charCodeAt(start - 1) === code.space || text.charCodeAt(start - 1) === code.tab)) start--;
  const before = start === 0 ? code.lf : text.charCodeAt(start - 1);
  if (before === code.lf || before === code.cr) return text.slice(start, at);
  return start === 1 && before === 0xfeff ? '' : undefined;
}
