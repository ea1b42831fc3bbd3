import type { Citation, CitationReading } from '../../citations/citation.ts';
import type { Syntax } from '../../citations/syntax.ts';
import type { Span } from '../../text.ts';
import type { TextEdit } from '../../text.ts';
import { removeFromLatex } from './removeFromLatex.ts';

/** A group longer than this is none. */
const longestGroup = 5000;

/**
 * Takes one citation out of a document so that the others of its group stay: `[@a; @b]` becomes `[@a]`. The last of a
 * group goes with it, and with the blank that set it off.
 */
export function removeCitation(
  text: string,
  citation: Citation,
  { groups }: Pick<CitationReading, 'groups'>,
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
      const role = inRole(text, citation.keyAt);
      if (role) return role;
      const linked = syntax === 'markdown' ? noteLink(text, citation.keyAt) : undefined;
      if (linked) return withoutBlank(text, linked);
      const read = citation.group === undefined ? undefined : groups[citation.group];
      const group = read ?? groupAround(text, citation.keyAt, syntax);
      if (!group) return withoutBlank(text, alone(text, citation));
      return fromGroup(text, group, citation.keyAt);
    }
  }
}

/** Out of `{cite:p}`a,b`` or `:cite:p:`a,b`` a key goes with its comma, and with the last key the role. */
function inRole(text: string, key: Span): TextEdit | undefined {
  const before = text.slice(Math.max(0, key.start - longestGroup), key.start);
  const lead = /(?:\{[\w:]+\}|:[\w:]+:)`[^`]*$/.exec(before)?.[0];
  const close = text.indexOf('`', key.end);
  if (lead === undefined || close < 0) return undefined;
  const group = { start: key.start - lead.length, end: close + 1 };
  const list = { start: group.start + lead.indexOf('`') + 1, end: close };
  const keys = text.slice(list.start, list.end).split(',');
  if (keys.length < 2) return withoutBlank(text, group);
  let start = list.start;
  for (const [at, { length }] of keys.entries()) {
    const end = start + length;
    if (start <= key.start && key.end <= end)
      return at === 0
        ? { start, end: end + 1 + (/^\s*/.exec(text.slice(end + 1, close))?.[0].length ?? 0), text: '' }
        : { start: start - 1, end, text: '' };
    start = end + 1;
  }
  return undefined;
}

/** Of the parts between semicolons, the one with the key goes; with the last key the whole group. */
function fromGroup(text: string, group: Span, key: Span): TextEdit {
  const colon = /^\[cite[^:\]]{0,100}:/.exec(text.slice(group.start, group.start + 110))?.[0].length;
  const inner = { start: group.start + (colon ?? 1), end: group.end - 1 };
  const marks = semicolonsIn(text, inner);
  const parts = [...marks, inner.end].map((end, at) => ({ start: at ? (marks[at - 1] ?? 0) + 1 : inner.start, end }));
  const cited = parts.filter(({ start, end }) => hasKey(text.slice(start, end)));
  const at = parts.findIndex(({ start, end }) => start <= key.start && key.end <= end);
  const part = parts[at];
  if (!part || cited.length < 2) return withoutBlank(text, group);
  if (at > 0) return { start: part.start - 1, end: part.end, text: '' };
  const next = part.end + 1;
  const lead = /^\s*/.exec(text.slice(next, inner.end))?.[0].length ?? 0;
  const own = /^\s*/.exec(text.slice(part.start, part.end))?.[0].length ?? 0;
  return { start: part.start + own, end: next + lead, text: '' };
}

function hasKey(part: string): boolean {
  return /(?<!\\)@[^\s;\]]/.test(part);
}

/** Semicolons that divide a group: not in brackets or braces of its own, nor escaped. */
function semicolonsIn(text: string, { start, end }: Span): number[] {
  const places: number[] = [];
  let depth = 0;
  for (let at = start; at < end; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    else if (character === ';' && depth <= 0) places.push(at);
  }
  return places;
}

/** The brackets around a key in the same paragraph; for Org those of `[cite:…]`. Those of a link are none. */
function groupAround(text: string, { start, end }: Span, syntax: Syntax): Span | undefined {
  let depth = 0;
  let open = -1;
  for (let at = start - 1; at >= 0 && start - at < longestGroup && open < 0; at--) {
    const character = text.charAt(at);
    if (isEscaped(text, at)) continue;
    if (character === ']') depth++;
    else if (character === '[' && depth-- === 0) open = at;
    else if (isEmptyLine(text, at)) break;
  }
  if (open < 0 || (syntax === 'org' && !text.startsWith('[cite', open))) return undefined;
  depth = 0;
  for (let at = end; at < text.length && at - end < longestGroup; at++) {
    const character = text.charAt(at);
    if (isEscaped(text, at)) continue;
    if (character === '[') depth++;
    else if (character === ']' && depth-- === 0)
      return syntax === 'markdown' && text.charAt(at + 1) === '(' ? undefined : { start: open, end: at + 1 };
    else if (isEmptyLine(text, at)) break;
  }
  return undefined;
}

function isEmptyLine(text: string, at: number): boolean {
  return text.charAt(at) === '\n' && /^\r?\n[ \t]*\r?\n/.test(text.slice(at, at + 50));
}

function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text.charAt(at - 1 - count) === '\\') count++;
  return count % 2 === 1;
}

/** `[[@key]]`, `[[@key|text]]` */
function noteLink(text: string, key: Span): Span | undefined {
  if (text.slice(key.start - 3, key.start) !== '[[@') return undefined;
  const close = /^[^\n\r\]]{0,500}\]\]/.exec(text.slice(key.end, key.end + 600))?.[0];
  return close === undefined ? undefined : { start: key.start - 3, end: key.end + close.length };
}

/** `@key [p. 3]`, `-@key`, `@{key}` */
function alone(text: string, { start, end, keyAt }: Citation): Span {
  const isBraced = text.charAt(keyAt.start - 1) === '{' && text.charAt(keyAt.end) === '}';
  const at = keyAt.start - (isBraced ? 2 : 1);
  const minus = text.charAt(at - 1) === '-' && !/[\p{L}\p{N}]/u.test(text.charAt(at - 2)) ? 1 : 0;
  return { start: Math.min(start, at - minus), end: Math.max(end, keyAt.end + (isBraced ? 1 : 0)) };
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
  for (let at = open; at < text.length && at - open < longestGroup; at++) {
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
