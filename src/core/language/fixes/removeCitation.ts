import type { Citation, CitationReading } from '../../citations/citation.ts';
import { extentOf } from '../../citations/edit/editable.ts';
import { editedGroup } from '../../citations/edit/parts.ts';
import type { EditedGroup } from '../../citations/edit/parts.ts';
import type { Syntax } from '../../citations/syntax.ts';
import type { Span, TextEdit } from '../../text.ts';
import { removeFromLatex } from './removeFromLatex.ts';

/** A call longer than this is none. */
const longestCall = 5000;

/**
 * Takes one citation out of a document so that the others of its group stay: `[@a; @b]` becomes `[@a]`. The last of a
 * group goes with it, and with the blank that set it off.
 */
export function removeCitation(
  text: string,
  citation: Citation,
  { citations, groups }: Pick<CitationReading, 'citations' | 'groups'>,
  syntax: Syntax,
): TextEdit {
  switch (syntax) {
    case 'latex':
      return withoutBlank(text, removeFromLatex(text, citation.keyAt));
    case 'typst':
      return withoutBlank(text, typstCitation(text, citation.keyAt));
    case 'rst':
    case 'org':
    case 'markdown': {
      const linked = syntax === 'markdown' ? noteLink(text, citation.keyAt) : undefined;
      if (linked) return withoutBlank(text, linked);
      const span = citation.group === undefined ? undefined : groups[citation.group];
      const members = citations.filter(({ group }) => group !== undefined && group === citation.group);
      const group = span && editedGroup(text, span, members, syntax);
      if (span && group && members.length > 1) return fromGroup(text, span, group, citation.keyAt);
      return withoutBlank(text, span ?? alone(text, citation));
    }
  }
}

/** `@key [p. 3]`, and `-@key`, whose minus pandoc takes for text outside of brackets. */
function alone(text: string, citation: Citation): Span {
  const { start, end } = extentOf(text, citation);
  const isMinus = text.charAt(start - 1) === '-' && !/[\p{L}\p{N}]/u.test(text.charAt(start - 2));
  return { start: isMinus ? start - 1 : start, end };
}

/** Of the parts of a group, the one with the key goes, with the separator before it, or behind the first. */
function fromGroup(text: string, span: Span, { parts }: EditedGroup, key: Span): TextEdit {
  const at = parts.findIndex(({ start, end }) => start <= key.start && key.end <= end);
  const [part, next] = [parts[at], parts[at + 1]];
  if (!part || (at === 0 && !next)) return withoutBlank(text, span);
  if (at > 0) return { start: part.start - 1, end: part.end, text: '' };
  const contents = (next?.start ?? part.end) + blanksAt(text, next?.start ?? part.end);
  // `@a [p. 3; @b]` without its first is `[@b]`
  const isInText = text.charAt(span.start) === '@' || text.startsWith('-@', span.start);
  return isInText
    ? { start: span.start, end: contents, text: '[' }
    : { start: part.start + blanksAt(text, part.start), end: contents, text: '' };
}

function blanksAt(text: string, offset: number): number {
  return /^\s*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
}

/** `[[@key]]`, `[[@key|text]]` */
function noteLink(text: string, key: Span): Span | undefined {
  if (text.slice(key.start - 3, key.start) !== '[[@') return undefined;
  const close = /^[^\n\r\]]{0,500}\]\]/.exec(text.slice(key.end, key.end + 600))?.[0];
  return close === undefined ? undefined : { start: key.start - 3, end: key.end + close.length };
}

/** `@key[supplement]` or the whole call `#cite(<key>, …)`. */
function typstCitation(text: string, key: Span): Span {
  if (text.charAt(key.start - 1) === '@') {
    const supplement = text.charAt(key.end) === '[' ? closing(text, key.end, '[', ']') : key.end;
    return { start: key.start - 1, end: supplement };
  }
  const lead = /#?cite\(\s*(?:label\(\s*["]|<)$/.exec(text.slice(Math.max(0, key.start - 100), key.start))?.[0];
  if (lead === undefined) return key;
  const start = key.start - lead.length;
  const open = start + lead.indexOf('(');
  return { start, end: closing(text, open, '(', ')') };
}

/** Behind the bracket that closes the one at `open`, or behind that one. */
function closing(text: string, open: number, opens: string, closes: string): number {
  let depth = 0;
  for (let at = open; at < text.length && at - open < longestCall; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === opens) depth++;
    else if (character === closes && --depth === 0) return at + 1;
  }
  return open;
}

/** What is taken out of a sentence takes a blank along, so that none is left twice or before a full stop. */
function withoutBlank(text: string, { start, end }: Span): TextEdit {
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  const isStart = start === 0 || /[\n\r]/.test(before);
  if (isStart) return { start, end: /[ \t]/.test(after) ? end + 1 : end, text: '' };
  const isBlank = /[ \t~]/.test(before);
  return { start: isBlank && (after === '' || /[\s.,;:!?)\]}]/.test(after)) ? start - 1 : start, end, text: '' };
}
