import type { Span } from '../../text.ts';
import type { Citation, CitationReading } from '../citation.ts';
import { isExcluded } from '../citation.ts';
import type { Syntax } from '../syntax.ts';
import { pandocKey } from '../write.ts';
import { editedGroup } from './parts.ts';
import type { EditedGroup } from './parts.ts';

/** What citing at a place of a document means there. */
export type CitingPlace =
  /** A new citation, in the form of the writer's choice. */
  | { readonly kind: 'new' }
  /** Text in the place of a span, which makes the papers part of a citation that is there. */
  | { readonly kind: 'edit'; readonly span: Span; readonly text: string }
  /** Code, math, a comment: nothing that stands there is a citation. */
  | { readonly kind: 'excluded' };

/**
 * How papers are cited at a place. Within a group they join it behind the paper the cursor is at,
 * with the separators that the group has; within a key, or with that key selected, they take its
 * place; anywhere else the citation is a new one.
 */
export function citingPlace(
  text: string,
  reading: CitationReading,
  { start, end }: Span,
  keys: readonly string[],
  syntax: Syntax,
): CitingPlace {
  const within = reading.citations.find(({ keyAt }) =>
    start === end
      ? keyAt.start < start && start < keyAt.end
      : start >= keyAt.start - 1 && end <= keyAt.end && keyAt.start < end && start < keyAt.end,
  );
  if (within) return replaced(text, reading, within, keys, syntax);
  if (start === end) {
    const number = reading.groups.findIndex((group) => group.start < start && start < group.end);
    const members = number < 0 ? [] : reading.citations.filter(({ group }) => group === number);
    const span = reading.groups[number];
    const group = span && editedGroup(text, span, members);
    if (group) return joined(text, group, members, start, keys);
  }
  return isExcluded(reading, start) ? { kind: 'excluded' } : { kind: 'new' };
}

/** The papers in the place of one that is cited, with what is said about that place kept. */
function replaced(
  text: string,
  { citations, groups }: CitationReading,
  cited: Citation,
  keys: readonly string[],
  syntax: Syntax,
): CitingPlace {
  const span = cited.group === undefined ? undefined : groups[cited.group];
  const members = citations.filter(({ group }) => group !== undefined && group === cited.group);
  const group = span && editedGroup(text, span, members);
  const [first = '', ...others] = keys;
  if (group?.isQualified) return edit(cited.keyAt, keys.join('}{'));
  if (group && !group.manner.mark) return edit(cited.keyAt, keys.join(separatorOf(text, group)));
  // what marks the key goes with it, since another key may need braces
  const written = (key: string) => `@${syntax === 'markdown' ? pandocKey(key) : key}`;
  const sign = text.slice(cited.start, cited.keyAt.start).startsWith('-') ? '-' : '';
  if (cited.kind === 'noteLink') return edit(cited.keyAt, first);
  if (syntax === 'typst') return { kind: 'new' };
  const rest = group ? others.map((key) => separatorOf(text, group) + written(key)) : [];
  const alone = group ? [] : others.map((key) => `; ${written(key)}`);
  return edit({ start: cited.start, end: cited.end }, sign + written(first) + [...rest, ...alone].join(''));
}

function joined(
  text: string,
  group: EditedGroup,
  members: readonly Citation[],
  offset: number,
  keys: readonly string[],
): CitingPlace {
  const { manner, parts, isQualified } = group;
  if (isQualified) {
    const before = members.findLast(({ keyAt }) => keyAt.start <= offset) ?? members[0];
    const close = text.indexOf('}', before?.keyAt.end ?? offset) + 1;
    return insertion(close, keys.map((key) => `{${key}}`).join(''));
  }
  const written = keys.map((key) => (manner.mark ? `@${pandocKey(key)}` : key));
  const separator = separatorOf(text, group);
  const [first] = parts;
  const part = parts.findLast(({ start }) => start <= offset) ?? first;
  if (!part || !first) return { kind: 'new' };
  const contents = text.slice(part.start, part.end);
  if (!contents.trim()) return insertion(Math.min(Math.max(offset, part.start), part.end), written.join(separator));
  const from = part.start + contents.search(/\S/);
  if (part === first && offset <= from) return insertion(from, written.map((key) => key + separator).join(''));
  return insertion(part.start + contents.trimEnd().length, written.map((key) => separator + key).join(''));
}

/** The separator as the group has it, blanks and line breaks included, or as is usual. */
function separatorOf(text: string, { manner, parts }: EditedGroup): string {
  const [one, two] = parts;
  if (!one || !two) return manner.usual;
  const before = /\s*$/.exec(text.slice(one.start, one.end))?.[0] ?? '';
  const after = /^\s*/.exec(text.slice(two.start, two.end))?.[0] ?? '';
  return text.slice(two.start, two.end).trim() ? before + manner.separator + after : manner.usual;
}

function edit(span: Span, text: string): CitingPlace {
  return { kind: 'edit', span: { start: span.start, end: span.end }, text };
}

function insertion(offset: number, text: string): CitingPlace {
  return edit({ start: offset, end: offset }, text);
}
