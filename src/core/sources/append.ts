import type { CslItem } from '../entry/csl.ts';
import { toBiblatex, toBibtex } from '../formats/bibtex/write.ts';
import { toHayagriva } from '../formats/hayagriva/write.ts';
import { toRis } from '../formats/ris/write.ts';
import type { FormatId } from '../formats/sniff.ts';

/** An insertion into a text: nothing that stands there is touched. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
  /** Where the entry itself begins, after blank lines and commas, counted from `offset`. */
  readonly lead: number;
}

/** The paper to add, and its own text where the file is of the same format. */
export interface AddedPaper {
  readonly item: CslItem;
  readonly written?: string;
}

/** Formats to which an entry can be added without touching the rest. */
export const appendable: readonly FormatId[] = ['bibtex', 'csl-json', 'ris', 'hayagriva'];

/**
 * How a paper is added behind the last entry of a bibliography file, in the file's own manner; nothing where the
 * file cannot take it as it is. Line ends are LF; whoever inserts knows those of the file.
 */
export function insertionOf({ item, written }: AddedPaper, format: FormatId, text: string): Insertion | undefined {
  switch (format) {
    case 'bibtex':
      return atEnd(text, written ?? (isBiblatex(text) ? toBiblatex(item) : toBibtex(item)));
    case 'ris':
      return atEnd(text, written ?? toRis(item));
    case 'hayagriva':
      return atEnd(text, toHayagriva(item));
    case 'csl-json':
      return intoList(text, item);
    default:
      return undefined;
  }
}

/** The dialect of a file is told by the fields that only BibLaTeX has (biblatex manual, 2.2). */
function isBiblatex(text: string): boolean {
  return /^[ \t]*(?:date|journaltitle|location|eprinttype|institution[ \t]*=.*\n[ \t]*date)[ \t]*=/im.test(
    text.slice(0, 200_000),
  );
}

/** A blank line between entries, as files have it; where they have none, none. */
function atEnd(text: string, entry: string): Insertion {
  const isDense = /\}[ \t]*(?:\r\n|\n|\r)@/.test(text) && !/\}[ \t]*(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)@/.test(text);
  const tail = /(?:\r\n|\n|\r|[ \t])*$/.exec(text.slice(-2000))?.[0] ?? '';
  const breaks = tail.replace(/\r\n?/g, '\n').split('\n').length - 1;
  const isEmpty = !text.replace(/^\ufeff/, '').trim();
  const wanted = isEmpty ? 0 : isDense ? 1 : 2;
  const lead = isEmpty ? '' : '\n'.repeat(Math.max(0, wanted - breaks));
  return { offset: text.length, text: `${lead}${entry.trimEnd()}\n`, lead: lead.length };
}

/** Into the list of a CSL-JSON file, before its closing bracket, with the indentation that its items have. */
function intoList(text: string, item: CslItem): Insertion | undefined {
  if (!text.replace(/^\ufeff/, '').trim())
    return { offset: text.length, text: `${JSON.stringify([item], null, 2)}\n`, lead: 4 };
  const close = text.lastIndexOf(']');
  // a list in an object, or text behind it, would need more than an insertion
  if (close < 0 || !/^\ufeff?\s*\[/.test(text.slice(0, 2000)) || text.slice(close + 1).trim()) return undefined;
  let end = close;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  const isFirst = text.charAt(end - 1) === '[';
  const indent = /[[\n\r]([ \t]+)\{/.exec(text.slice(0, 2000))?.[1];
  const isOnOneLine = !isFirst && indent === undefined && !/[\n\r]/.test(text.slice(0, end));
  const step = indent === undefined ? '  ' : indent;
  const body = isOnOneLine ? JSON.stringify(item) : JSON.stringify(item, null, step);
  const indented = isOnOneLine ? body : body.replace(/^/gm, isFirst ? '  ' : (indent ?? ''));
  const lead = (isFirst ? '' : ',') + (isOnOneLine ? '' : '\n');
  const trail = /[\n\r]/.test(text.slice(end, close)) || isOnOneLine ? '' : '\n';
  const start = lead.length + (indented.length - indented.trimStart().length);
  return { offset: end, text: lead + indented + trail, lead: start };
}
