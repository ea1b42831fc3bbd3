import { scanBib } from '../formats/bibtex/scan.ts';
import { readAny } from '../formats/readers.ts';
import type { FormatId } from '../formats/sniff.ts';
import type { AddedPaper, Insertion } from './append.ts';
import { insertionOf } from './append.ts';

/**
 * How several papers are added to a bibliography file at once, behind its last entry and in its own line ends: one
 * insertion, so that everything that stands there stays. Nothing where the file cannot take them as it is.
 */
export function landingOf(
  text: string,
  format: FormatId,
  papers: readonly AddedPaper[],
): Pick<Insertion, 'offset' | 'text'> | undefined {
  const lineEnd = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  let after = text;
  let offset: number | undefined;
  for (const paper of papers) {
    const insertion = insertionOf(paper, format, after);
    if (!insertion) return undefined;
    offset ??= insertion.offset;
    const written = insertion.text.replace(/\r\n|\n|\r/g, lineEnd);
    after = after.slice(0, insertion.offset) + written + after.slice(insertion.offset);
  }
  if (offset === undefined) return undefined;
  const added = after.slice(offset, offset + after.length - text.length);
  return text.slice(0, offset) + added + text.slice(offset) === after ? { offset, text: added } : undefined;
}

/** Fields by which an entry takes fields of others. */
const inheriting = new Set(['crossref', 'xdata']);

/**
 * Whether an entry means the same in a file of its format as in the one it was written in, with nothing else of that
 * one: it has the key, takes no fields from other entries, and every macro it uses the file defines, too.
 */
export function carries(written: string, format: FormatId, key: string, target: string): boolean {
  const { entries } = readAny(written, 'written:', format);
  if (entries.length !== 1 || entries[0]?.key !== key) return false;
  if (format !== 'bibtex') return true;
  const { entries: raw, undefinedMacros, problems } = scanBib(written);
  const [entry] = raw;
  if (!entry || entry.span.start !== 0 || entry.span.end !== written.length) return false;
  if (problems.some(({ code }) => code === 'unclosedEntry' || code === 'unclosedBraces')) return false;
  if (entry.fields.some(({ name }) => inheriting.has(name))) return false;
  if (!undefinedMacros.length) return true;
  const { strings } = scanBib(target);
  return undefinedMacros.every(({ start, end }) => strings.has(written.slice(start, end).toLowerCase()));
}

/** Whether a bibliography file has an entry of this key; for what was added so lately that the library does not know. */
export function hasKey(text: string, format: FormatId, key: string): boolean {
  if (!text.includes(key)) return false;
  return readAny(text, 'target:', format).entries.some(
    (entry) => entry.key === key || (entry.aliases?.includes(key) ?? false),
  );
}
