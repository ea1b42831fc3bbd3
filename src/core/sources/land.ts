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

/** The papers, in their order, as the text of a bibliography of their own; empty where there are none. */
export function bibliographyOf(papers: readonly AddedPaper[], format: FormatId): string {
  const files = papers.map((paper) => (insertionOf(paper, format, '')?.text ?? '').replace(/\r\n?/g, '\n'));
  if (format !== 'csl-json' || !files.length) return files.join('\n');
  return `[\n${files.map((file) => file.slice('[\n'.length, -'\n]\n'.length)).join(',\n')}\n]\n`;
}

/** Fields by which an entry takes fields of others. */
const inheriting = new Set(['crossref', 'xdata']);

/** What is wrong with a text that only part of it could be read: a brace too few, an alias without its anchor. */
const unsound = new Set(['jsonInvalid', 'jsonUnexpected', 'yamlInvalid', 'notAnItem', 'unclosedEntry']);

/**
 * Whether an entry means the same in a file of its format as in the one it was written in, with nothing else of that
 * one: it has the key, takes no fields from other entries, and every macro it uses the file defines, too.
 */
export function carries(written: string, format: FormatId, key: string, target: string): boolean {
  const read = readAny(written, 'written:', format);
  if (read.entries.length !== 1 || read.entries[0]?.key !== key) return false;
  if (format !== 'bibtex') return !read.problems.some(({ code }) => unsound.has(code));
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
