import type { Span } from '../text.ts';
import type { Citation, CitationReading } from './citation.ts';
import { isExcluded } from './citation.ts';
import type { Syntax } from './syntax.ts';
import { typstLabel, writtenKey } from './writtenKey.ts';

/** What citing at a place of a document means there. */
export type CitingPlace =
  /** A new citation, written in the form of the writer's choice. */
  | { readonly kind: 'new' }
  /** Text in the place of a span, which makes the papers part of a citation that is there. */
  | { readonly kind: 'edit'; readonly span: Span; readonly text: string }
  /** Code, math, a comment: nothing that stands there is a citation. */
  | { readonly kind: 'excluded' };

const fresh: CitingPlace = { kind: 'new' };

/**
 * How papers are cited at a place: within a group they join it, with the separators that it has;
 * within a key they take that paper's place; where text is selected, or anywhere else, the citation
 * is a new one.
 */
export function citingPlace(
  text: string,
  reading: CitationReading,
  place: Span,
  keys: readonly string[],
  syntax: Syntax,
): CitingPlace {
  const { start, end } = place;
  const inside = reading.citations.find(({ keyAt }) => keyAt.start < start && end < keyAt.end);
  if (inside) return replaced(text, reading, inside, keys, syntax);
  const selected = reading.citations.find((citation) => citation.keyAt.start === start && citation.keyAt.end === end);
  if (selected && start < end) return replaced(text, reading, selected, keys, syntax);
  if (start < end) return isExcluded(reading, start) ? { kind: 'excluded' } : fresh;
  const number = reading.groups.findIndex((group) => group.start < start && start < group.end);
  const members = number < 0 ? [] : reading.citations.filter(({ group }) => group === number);
  const group = reading.groups[number];
  if (group && members.length) return joined(text, group, members, start, keys, syntax);
  return isExcluded(reading, start) ? { kind: 'excluded' } : fresh;
}

/** How the members of a group are told apart, and what each begins with. */
interface Manner {
  readonly separator: string;
  readonly usual: string;
  readonly mark: string;
}

function mannerOf(text: string, group: Span, syntax: Syntax): Manner {
  const opening = text.slice(group.start, group.start + 6);
  if (opening.startsWith('\\') || /^[{:](?:foot)?[cf]/.test(opening)) return { separator: ',', usual: ',', mark: '' };
  if (syntax === 'org') return { separator: ';', usual: ';', mark: '@' };
  return { separator: ';', usual: '; ', mark: '@' };
}

/** The first of the papers in the place of one that is cited, the others behind it. */
function replaced(
  text: string,
  reading: CitationReading,
  { keyAt, group: number, start, end }: Citation,
  keys: readonly string[],
  syntax: Syntax,
): CitingPlace {
  const group = number === undefined ? undefined : reading.groups[number];
  const isBraced = text.slice(keyAt.start - 1, keyAt.start) === '{' && text.slice(start, keyAt.start).includes('@');
  const [first = '', ...others] = keys;
  if (syntax === 'typst') {
    // a name that cannot stand after the mark, or in the angle brackets, takes the whole citation's place
    const isLabel = text.slice(keyAt.start - 1, keyAt.start) === '<';
    const written = keys.map((key) => writtenKey(key, syntax));
    if (!isLabel) return { kind: 'edit', span: { start, end }, text: written.join(' ') };
    const labels = typstLabel(first);
    return { kind: 'edit', span: { start: keyAt.start - 1, end: keyAt.end + 1 }, text: labels };
  }
  const { usual, mark } = group ? mannerOf(text, group, syntax) : { usual: '; ', mark: '@' };
  const plain = (key: string) => (mark ? writtenKey(key, syntax).slice(1) : key);
  const head = isBraced ? first : plain(first);
  const span = isBraced && others.length ? { start: keyAt.start, end: keyAt.end + 1 } : keyAt;
  const rest = others.map((key) => usual + mark + plain(key)).join('');
  return { kind: 'edit', span, text: head + (span === keyAt ? '' : '}') + rest };
}

function joined(
  text: string,
  group: Span,
  members: readonly Citation[],
  offset: number,
  keys: readonly string[],
  syntax: Syntax,
): CitingPlace {
  if (syntax === 'typst') return fresh;
  const { separator, usual, mark } = mannerOf(text, group, syntax);
  const written = keys.map((key) => (mark ? writtenKey(key, syntax) : key));
  // `\cites{a}{b}` has braces for each
  const [one, two] = members;
  if (separator === ',' && one && two && text.slice(one.keyAt.end, two.keyAt.start).includes('}')) {
    const before = members.findLast(({ keyAt }) => keyAt.end <= offset) ?? one;
    const close = text.indexOf('}', before.keyAt.end);
    if (close < 0) return fresh;
    return insertion(close + 1, written.map((key) => `{${key}}`).join(''));
  }
  const between = separatorOf(text, members, separator) ?? usual;
  const bounds = boundsOf(text, group, members, separator);
  // a separator that was typed already is not doubled
  const blank = bounds.find(({ start, end }) => start <= offset && offset <= end && !text.slice(start, end).trim());
  if (blank) return { kind: 'edit', span: { start: offset, end: offset }, text: written.join(between) };
  const firstPart = bounds[0];
  const contents = firstPart && text.slice(firstPart.start, firstPart.end);
  const firstStart = firstPart ? firstPart.start + (contents ?? '').search(/\S|$/) : group.end;
  if (offset <= firstStart) return insertion(firstStart, written.map((key) => key + between).join(''));
  const part = bounds.findLast(({ start }) => start <= offset) ?? firstPart;
  if (!part) return fresh;
  const end = part.start + text.slice(part.start, part.end).trimEnd().length;
  return insertion(end, written.map((key) => between + key).join(''));
}

function insertion(offset: number, text: string): CitingPlace {
  return { kind: 'edit', span: { start: offset, end: offset }, text };
}

/** What stands between two members, where it is nothing but the separator. */
function separatorOf(text: string, members: readonly Citation[], separator: string): string | undefined {
  for (let at = 1; at < members.length; at++) {
    const [before, after] = [members[at - 1], members[at]];
    if (!before || !after) continue;
    const stretch = text.slice(before.end, after.prefix?.start ?? after.start);
    const found = new RegExp(`\\s*${separator}\\s*$`).exec(stretch)?.[0];
    if (found) return found;
  }
  return undefined;
}

/** Where each part of a group stands, from separator to separator. */
function boundsOf(text: string, group: Span, members: readonly Citation[], separator: string): Span[] {
  const opening = openingOf(text, group, members);
  const close = closingOf(text, group);
  const bounds: Span[] = [];
  let start = opening;
  for (const member of members) {
    const from = member.start;
    // the separator before this member ends the part before it
    const at = text.lastIndexOf(separator, from - 1);
    if (at >= start && bounds.length) {
      bounds[bounds.length - 1] = { start: bounds.at(-1)?.start ?? opening, end: at };
      start = at + 1;
    }
    bounds.push({ start, end: close });
  }
  const last = members.at(-1);
  const trailing = last ? text.slice(last.end, close) : '';
  const tail = trailing.lastIndexOf(separator);
  if (last && tail >= 0 && !trailing.slice(tail + 1).trim()) {
    bounds[bounds.length - 1] = { start: bounds.at(-1)?.start ?? opening, end: last.end + tail };
    bounds.push({ start: last.end + tail + 1, end: close });
  }
  return bounds;
}

/** Behind the bracket or brace, and in Org behind the colon, with which the group's contents begin. */
function openingOf(text: string, { start }: Span, [first]: readonly Citation[]): number {
  const head = text.slice(start, first?.start ?? start);
  const org = /^\[cite[^:\]]*:/.exec(head)?.[0];
  if (org) return start + org.length;
  if (head.startsWith('[')) return start + 1;
  return start + Math.max(head.lastIndexOf('{'), head.lastIndexOf('`')) + 1;
}

function closingOf(text: string, { end }: Span): number {
  return /[\]}`]/.test(text.charAt(end - 1)) ? end - 1 : end;
}
