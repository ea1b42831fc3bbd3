import type { CslItem } from '../entry/csl.ts';
import { toBiblatex, toBibtex } from '../formats/bibtex/write.ts';
import { toCslYaml } from '../formats/csl/writeYaml.ts';
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
export const appendable: readonly FormatId[] = ['bibtex', 'csl-json', 'csl-yaml', 'ris', 'hayagriva'];

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
      return atEnd(text, written ?? toHayagriva(item));
    case 'csl-json':
      return intoList(text, item, written);
    case 'csl-yaml':
      return intoYaml(text, (written ?? toCslYaml(item)).replace(/\r\n?/g, '\n').trimEnd(), item);
    default:
      return undefined;
  }
}

/** The dialect of a file is told by the fields that only BibLaTeX has (biblatex manual, 2.2). */
export function isBiblatex(text: string): boolean {
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

/** Into the list of a CSL-JSON file, or of `references` or `items` in an object, before its closing bracket. */
function intoList(text: string, item: CslItem, words?: string): Insertion | undefined {
  const written = words?.replace(/\r\n?/g, '\n');
  if (!text.replace(/^\ufeff/, '').trim()) {
    const first = (written ?? JSON.stringify(item, null, 2)).replace(/^/gm, '  ');
    return { offset: text.length, text: `[\n${first}\n]\n`, lead: 4 };
  }
  const open = /^\ufeff?\s*\[/.exec(text)?.[0].length ?? wrapped(text);
  const close = open === undefined ? undefined : closing(text, open);
  if (open === undefined || close === undefined) return undefined;
  return beforeBracket(text, open, close, item, written);
}

/** Behind the bracket of the list in an object. */
function wrapped(text: string): number | undefined {
  if (!/^\ufeff?\s*\{/.test(text)) return undefined;
  const hit = /"(?:references|items)"\s{0,100}:\s{0,100}\[/.exec(text);
  return hit ? hit.index + hit[0].length : undefined;
}

/** Where the list that was opened closes. */
function closing(text: string, open: number): number | undefined {
  const mark = /"(?:[^"\\]|\\[^])*"|[[\]{}]/g;
  mark.lastIndex = open;
  let depth = 1;
  for (let hit = mark.exec(text); hit; hit = mark.exec(text)) {
    if (hit[0] === '[' || hit[0] === '{') depth++;
    else if ((hit[0] === ']' || hit[0] === '}') && --depth === 0) return hit[0] === ']' ? hit.index : undefined;
  }
  return undefined;
}

/** With the indentation that the items have, or on the line where all of them stand. */
function beforeBracket(text: string, open: number, close: number, item: CslItem, written?: string): Insertion {
  let end = close;
  while (end > open && /\s/.test(text.charAt(end - 1))) end--;
  const isFirst = end === open;
  const lineStart = Math.max(text.lastIndexOf('\n', open - 1), text.lastIndexOf('\r', open - 1)) + 1;
  const base = /^\ufeff?([ \t]*)/.exec(text.slice(lineStart, open))?.[1] ?? '';
  const indent = /^\s*?[\n\r]([ \t]*)\{/.exec(text.slice(open, open + 2000))?.[1];
  const isOnOneLine = !isFirst && indent === undefined && !/[\n\r]/.test(text.slice(open, end));
  const step = indent?.startsWith(base) && indent.length > base.length ? indent.slice(base.length) : '  ';
  // no text in JSON goes over a line, so that lines can be joined and indented
  const body = isOnOneLine
    ? (written?.replace(/\s*\n\s*/g, ' ') ?? JSON.stringify(item))
    : (written ?? JSON.stringify(item, null, step));
  const indented = isOnOneLine ? body : body.replace(/^/gm, indent ?? base + step);
  const lead = (isFirst ? '' : ',') + (isOnOneLine ? '' : '\n');
  const trail = /[\n\r]/.test(text.slice(end, close)) || isOnOneLine ? '' : `\n${base}`;
  const start = lead.length + (indented.length - indented.trimStart().length);
  return { offset: end, text: lead + indented + trail, lead: start };
}

/** Behind the last item of `references`, or of a list alone, as far in as the others; an empty list in brackets gets one in brackets. */
function intoYaml(text: string, words: string, item: CslItem): Insertion | undefined {
  const key = /^\ufeff?references[ \t]*:[ \t]*(\[)?[^\n\r]*/m.exec(text);
  if (key?.[1]) {
    const open = key.index + key[0].indexOf('[') + 1;
    const close = closing(text, open);
    if (close === undefined || text.slice(open, close).trim()) return undefined;
    return { offset: open, text: JSON.stringify(item), lead: 0 };
  }
  const isList = /^\ufeff?(?:[ \t]*(?:#[^\n\r]*|---[ \t]*)?(?:\r\n|\n|\r))*[ \t]*-[ \t]/.test(text);
  const isEmpty = !/^[^#\s\ufeff-]/m.test(text);
  if (!key && !isList && !isEmpty) return undefined;
  const start = key ? key.index + key[0].length : 0;
  // behind the last line before another field or the end of the document
  const rest = text.slice(start);
  const after = /(?:\r\n|\n|\r)(?=[^\s#-]|-[^\s]|---)/.exec(rest.replace(/^\ufeff?---/, '   '));
  const within = after ? rest.slice(0, after.index) : rest;
  const end = start + within.trimEnd().length;
  const indent = /^([ \t]*)-[ \t]/m.exec(within)?.[1] ?? '';
  const written = words.replace(/^(?=.)/gm, indent);
  const head = key || isList ? '' : 'references:\n';
  const lead = (end > 0 && text.slice(0, end).trim() ? '\n' : '') + head;
  const trail = end === text.length ? '\n' : '';
  return { offset: end, text: lead + written + trail, lead: lead.length + indent.length };
}
