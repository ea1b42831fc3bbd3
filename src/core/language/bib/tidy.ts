import type { RawEntry } from '../../formats/bibtex/raw.ts';
import { deleteEntry } from '../fixes/entryEdits.ts';
import { referredKeys } from '../problems/entryProblems.ts';
import { atOnce } from '../../steps.ts';
import type { TextEdit } from '../../text.ts';
import type { BibReading } from './reading.ts';

/**
 * The entries of a file that nothing uses: neither does a document cite them, by their key or by one of `ids`, nor does
 * another entry speak of them (`crossref`, `xdata`, `related`, sets). `*`, as in `\nocite{*}`, uses all.
 */
export function unusedEntries(reading: BibReading, cited: ReadonlySet<string>): readonly RawEntry[] {
  if (cited.has('*')) return [];
  const referred = atOnce(referredKeys(reading.raw.text));
  return reading.raw.entries.filter((raw) => {
    if (!raw.key || raw.type === 'xdata') return false;
    const keys = [raw.key, ...aliasesOf(reading, raw)];
    return !keys.some((key) => cited.has(key) || referred.has(key));
  });
}

function aliasesOf(reading: BibReading, raw: RawEntry): readonly string[] {
  const field = raw.fields.find(({ name }) => name === 'ids');
  if (!field) return [];
  return reading.raw.text
    .slice(field.start + 1, field.end - 1)
    .split(',')
    .map((key) => key.trim());
}

/** The text without some of its entries; comments and everything else between entries stays. */
export function withoutEntries(text: string, entries: readonly Pick<RawEntry, 'span'>[]): string {
  let rest = text;
  for (const { span } of [...entries].sort((one, other) => other.span.start - one.span.start)) {
    const edit = deleteEntry(rest, span);
    if (edit) rest = rest.slice(0, edit.start) + edit.text + rest.slice(edit.end);
  }
  return rest;
}

/** The one stretch that makes a text another, as short as can be; line breaks of two characters are not cut in two. */
export function changeBetween(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (before.charAt(start - 1) === '\r') start--;
  let same = 0;
  while (
    same < shorter - start &&
    before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)
  )
    same++;
  if (before.charAt(before.length - same) === '\n' && same > 0) same--;
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
