import { edited } from '../../text.ts';
import type { Span } from '../../text.ts';
import type { Citation, CitationReading } from '../citation.ts';
import { readCitations } from '../read.ts';
import type { Syntax } from '../syntax.ts';
import { isTypstMark, pandocKey, typstLabel } from '../write.ts';
import { rekeyed } from '../rekey.ts';
import { extentOf } from './editable.ts';
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

const fresh: CitingPlace = { kind: 'new' };

/** A citation that every document of the syntax takes, where it takes any. */
const probes: Readonly<Record<Syntax, string>> = {
  markdown: '[@probe]',
  latex: '\\cite{probe}',
  typst: '#cite(<probe>)',
  org: '[cite:@probe]',
  rst: ' :cite:`probe` ',
};

/**
 * How papers are cited at a place. Within a group they join it behind the paper the cursor is at,
 * with the separators that the group has; within a key, or with that key selected, they take its
 * place; where a citation is half typed they complete it; anywhere else the citation is a new one.
 * What a half typed citation or code is, the reader says: it reads the text as it would be.
 */
export function citingPlace(
  text: string,
  reading: CitationReading,
  place: Span,
  keys: readonly string[],
  syntax: Syntax,
): CitingPlace {
  const { start, end } = place;
  const within = reading.citations.find(({ keyAt }) =>
    start === end
      ? keyAt.start < start && start < keyAt.end
      : keyAt.start - 1 <= start && start < keyAt.end && keyAt.start < end && end <= keyAt.end,
  );
  if (within) return replaced(text, reading, within, keys, syntax);
  if (start === end) {
    const group = groupAt(text, reading, start, syntax);
    if (group) return joined(text, group.edited, group.members, start, keys);
    const completed = completion(text, start, keys, syntax);
    if (completed) return completed;
  }
  return takesCitations(text, place, syntax) ? fresh : { kind: 'excluded' };
}

interface GroupAt {
  readonly edited: EditedGroup;
  readonly members: readonly Citation[];
}

function groupAt(
  text: string,
  { citations, groups }: CitationReading,
  offset: number,
  syntax: Syntax,
): GroupAt | undefined {
  const number = groups.findIndex(({ start, end }) => start < offset && offset < end);
  const span = groups[number] ?? withBrackets(text, citations, offset);
  const members = citations.filter(({ start, group }) => (number < 0 ? start === span?.start : group === number));
  const edited = span && editedGroup(text, span, members, syntax);
  return edited && { edited, members };
}

/** The one paper of `@key [p. 3]` with its brackets, where the place is in these. */
function withBrackets(text: string, citations: readonly Citation[], offset: number): Span | undefined {
  const cited = citations.findLast(({ end }) => end <= offset);
  if (cited?.mode !== 'author-in-text' || cited.group !== undefined) return undefined;
  const said = Math.max(cited.locator?.end ?? 0, cited.suffix?.end ?? 0);
  const close = text.indexOf(']', said);
  return said && close >= offset ? { start: cited.start, end: close + 1 } : undefined;
}

/** The papers in the place of one that is cited, with what is said about that place kept. */
function replaced(
  text: string,
  { citations, groups }: CitationReading,
  cited: Citation,
  keys: readonly string[],
  syntax: Syntax,
): CitingPlace {
  if (syntax === 'typst') return replacedInTypst(text, cited, keys);
  const span = cited.group === undefined ? undefined : groups[cited.group];
  const members = citations.filter(({ group }) => group !== undefined && group === cited.group);
  const group = span && editedGroup(text, span, members, syntax);
  const [first = '', ...others] = keys;
  if (cited.kind === 'noteLink') return edit(cited.keyAt, first);
  if (group?.isQualified) return edit(cited.keyAt, keys.join('}{'));
  if (group && !group.manner.mark) return edit(cited.keyAt, keys.join(separatorOf(text, group)));
  // what marks the key goes with it, since another key may need braces
  const sign = text.slice(cited.start, cited.keyAt.start).startsWith('-') ? '-' : '';
  const separator = group ? separatorOf(text, group) : '; ';
  return edit(cited, sign + [first, ...others].map((key) => marked(key, syntax)).join(separator));
}

/** The first in the place of the key, in whatever form; the others behind the citation, which Typst then shows together. */
function replacedInTypst(text: string, cited: Citation, [first = '', ...others]: readonly string[]): CitingPlace {
  const edits = rekeyed(text, cited, first, 'typst') ?? [];
  const { start, end } = extentOf(text, cited);
  const span = { start, end: Math.max(end, edits.at(-1)?.end ?? end) };
  const moved = edits.map((each) => ({ ...each, start: each.start - span.start, end: each.end - span.start }));
  const written = others.map((key) => ` ${isTypstMark(key) ? `@${key}` : `#cite(${typstLabel(key)})`}`);
  return edit(span, edited(text.slice(span.start, span.end), moved) + written.join(''));
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
  if (!part || !first) return fresh;
  const contents = text.slice(part.start, part.end);
  if (!contents.trim()) return insertion(Math.min(Math.max(offset, part.start), part.end), written.join(separator));
  const from = part.start + contents.search(/\S/);
  if (part === first && offset <= from) return insertion(from, written.map((key) => key + separator).join(''));
  return insertion(part.start + contents.trimEnd().length, written.map((key) => separator + key).join(''));
}

/** How keys are listed where a citation is half typed. */
const lists: Readonly<Record<Syntax, string>> = { markdown: '; ', latex: ',', typst: ' ', org: ';', rst: ',' };

/**
 * Keys where a citation is half typed: behind its mark, or in brackets or braces that hold no paper
 * yet, or a separator after the last: `[@|]`, `[@a; |]`, `\cite{|}`.
 */
function completion(text: string, offset: number, keys: readonly string[], syntax: Syntax): CitingPlace | undefined {
  const before = text.slice(0, offset);
  const isMarked = before.endsWith('@');
  if (!isMarked && !/[[{`<:;,]\s*$/.test(before.slice(-100))) return undefined;
  const markedKeys = keys.map((key) => marked(key, syntax)).join(lists[syntax]);
  const candidates = isMarked ? [markedKeys.slice(1)] : [markedKeys, keys.join(',')];
  for (const list of candidates) {
    const { citations } = readCitations(before + list + text.slice(offset), syntax);
    const made = citations.find(
      ({ key, keyAt }) => key === keys[0] && offset <= keyAt.start && keyAt.end <= offset + list.length,
    );
    const isKey = isMarked || made?.group !== undefined || before.endsWith('<');
    if (made && isKey) return insertion(offset, list);
  }
  return undefined;
}

function takesCitations(text: string, { start, end }: Span, syntax: Syntax): boolean {
  // what metadata are for, only their writer knows: `nocite` takes citations before it is a text
  if (syntax === 'markdown' && start < (/^---[^]*?\n(?:---|\.\.\.)/.exec(text)?.[0].length ?? 0)) return true;
  const probe = probes[syntax];
  const { citations } = readCitations(text.slice(0, start) + probe + text.slice(end), syntax);
  return citations.some(({ keyAt }) => start <= keyAt.start && keyAt.end <= start + probe.length);
}

/** The separator as the group has it, blanks and line breaks included, or as is usual. */
function separatorOf(text: string, { manner, parts }: EditedGroup): string {
  const [one, two] = parts;
  if (!one || !two || !text.slice(two.start, two.end).trim()) return manner.usual;
  const before = /\s*$/.exec(text.slice(one.start, one.end))?.[0] ?? '';
  const after = /^\s*/.exec(text.slice(two.start, two.end))?.[0] ?? '';
  return before + manner.separator + after;
}

function marked(key: string, syntax: Syntax): string {
  return `@${syntax === 'markdown' ? pandocKey(key) : key}`;
}

function edit({ start, end }: Span, text: string): CitingPlace {
  return { kind: 'edit', span: { start, end }, text };
}

function insertion(offset: number, text: string): CitingPlace {
  return edit({ start: offset, end: offset }, text);
}
