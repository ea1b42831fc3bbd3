import { readAny } from '../../formats/readers.ts';
import { edited } from '../../text.ts';
import type { Span, TextEdit } from '../../text.ts';

/** Longer files are not read again for a fix. */
const longest = 1_000_000;

/** Problems of BibTeX entries that one character puts right. */
export const mendable = ['missingComma', 'unclosedEntry'] as const;
export type Mendable = (typeof mendable)[number];

/**
 * The character that a BibTeX entry lacks: a comma between two fields, or the brace at its end. Nothing where the file
 * with it would have other entries than before, or a problem more.
 */
export function mendEntry(text: string, code: Mendable, problem: Span): TextEdit | undefined {
  if (text.length > longest) return undefined;
  const before = readAny(text, 'entry.bib', 'bibtex');
  const edit = code === 'missingComma' ? insertion(problem.start, ',') : closing(text, before.entries, problem);
  if (!edit) return undefined;
  const after = readAny(edited(text, [edit]), 'entry.bib', 'bibtex');
  const keys = (of: typeof before) => of.entries.map(({ key }) => key).join('\n');
  return keys(after) === keys(before) && after.problems.length < before.problems.length ? edit : undefined;
}

function closing(text: string, entries: ReturnType<typeof readAny>['entries'], { start }: Span): TextEdit | undefined {
  const entry = entries.find(({ source }) => source.span.start === start);
  if (!entry) return undefined;
  const { span } = entry.source;
  const written = text.slice(span.start, span.end).trimEnd();
  const brace = /^@\s*[\w-]+\s*\(/.test(written) ? ')' : '}';
  return insertion(span.start + written.length, written.includes('\n') ? `\n${brace}` : brace);
}

function insertion(offset: number, text: string): TextEdit {
  return { start: offset, end: offset, text };
}
