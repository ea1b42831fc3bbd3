import type { Span } from '../../text.ts';
import type { Citation } from '../citation.ts';
import type { Syntax } from '../syntax.ts';

/** How the papers of a group are told apart, and what each begins with. */
export interface GroupManner {
  readonly separator: ';' | ',';
  /** The separator with its blank, where the group shows none. */
  readonly usual: string;
  readonly mark: '@' | '';
}

/** A group of citations in a text, as one edits it. */
export interface EditedGroup {
  readonly manner: GroupManner;
  /** Where each part stands, from separator to separator; an empty one may be the last. */
  readonly parts: readonly Span[];
  /** Each paper has braces of its own, as in `\cites{a}{b}` (biblatex manual, "Qualified Citation Lists"). */
  readonly isQualified: boolean;
}

/**
 * The parts of a group: `[@a; @b]` and `@a [p. 3; @b]` (pandoc), `[cite:@a;@b]` (Org), `\cite{a,b}`,
 * `{cite}`a,b`` and `:cite:`a,b``; nothing where papers cannot join, as in Typst and in `[[@key]]`.
 */
export function editedGroup(
  text: string,
  group: Span,
  members: readonly Citation[],
  syntax: Syntax,
): EditedGroup | undefined {
  const [first, second] = members;
  if (!first || first.kind === 'noteLink') return undefined;
  const head = text.slice(group.start, first.keyAt.start);
  // Typst takes citations together that stand side by side
  if (syntax === 'typst') return undefined;
  const isList = /^[\\{:]/.test(head);
  const manner: GroupManner = isList
    ? { separator: ',', usual: ',', mark: '' }
    : { separator: ';', usual: head.startsWith('[cite') ? ';' : '; ', mark: '@' };
  const isQualified = isList && second !== undefined && text.slice(first.keyAt.end, second.keyAt.start).includes('}');
  return { manner, isQualified, parts: partsOf(text, group, members, manner.separator) };
}

function partsOf(text: string, group: Span, members: readonly Citation[], separator: string): Span[] {
  const [first] = members;
  let start = first ? openingOf(text, group, first) : group.start;
  const close = /[\]}`]/.test(text.charAt(group.end - 1)) ? group.end - 1 : group.end;
  // what Org says of a group as a whole, before its papers or behind them, is none of their parts
  const isOrg = text.startsWith('[cite', group.start) && separator === ';';
  if (isOrg && first) start = Math.max(start, text.lastIndexOf(separator, first.keyAt.start - 1) + 1);
  const parts: Span[] = [];
  for (const next of members.slice(1)) {
    const end = text.lastIndexOf(separator, next.keyAt.start - 1);
    if (end < start) continue;
    parts.push({ start, end });
    start = end + 1;
  }
  const last = members.at(-1)?.end ?? start;
  const at = isOrg ? text.indexOf(separator, last) : text.lastIndexOf(separator, close - 1);
  if (at < last || at >= close) return [...parts, { start, end: close }];
  // a separator that somebody just typed leaves an empty part behind
  const isTyped = !text.slice(at + 1, close).trim();
  if (isTyped) return [...parts, { start, end: at }, { start: at + 1, end: close }];
  return [...parts, { start, end: isOrg ? at : close }];
}

/** Behind the bracket, brace or mark with which the group's contents begin. */
function openingOf(text: string, { start }: Span, first: Citation): number {
  const head = text.slice(start, first.keyAt.start);
  const org = /^\[cite[^:\]]*:/.exec(head)?.[0];
  if (org) return start + org.length;
  if (head.startsWith('[')) return start + 1;
  if (/^[\\{:]/.test(head)) return start + Math.max(head.lastIndexOf('{'), head.lastIndexOf('`')) + 1;
  return start;
}
