import type { Span } from '../../text.ts';
import type { Citation, CitationReading } from '../citation.ts';
import type { LocatorLabel } from '../locatorLabel.ts';
import type { Syntax } from '../syntax.ts';

/** One paper of a citation as a writer edits it; what is not said is empty. */
export interface EditedPaper {
  readonly key: string;
  readonly prefix: string;
  readonly label: LocatorLabel;
  /** The label as the document has it, "pp."; kept while label and number stay what they are. */
  readonly labelAs?: string;
  readonly locator: string;
  readonly suffix: string;
  readonly isSuppressed: boolean;
}

/** A citation of one paper or several as a writer edits it. */
export interface EditedCitation {
  /** The authors are part of the sentence. */
  readonly isInText: boolean;
  readonly papers: readonly EditedPaper[];
}

/** How a citation is written, as far as it is not for the writer to say again. */
export type Manner =
  | { readonly kind: 'pandoc' }
  | { readonly kind: 'latex'; readonly command: string; readonly star: string; readonly package: LatexPackage }
  | { readonly kind: 'typst' }
  | { readonly kind: 'org'; readonly style: string }
  /** `{cite:p}` and `:cite:p:`, written before the keys. */
  | { readonly kind: 'role'; readonly role: string };

export type LatexPackage = 'natbib' | 'biblatex';

/** What can be said at all in a syntax. */
export interface Abilities {
  readonly prefix: boolean;
  readonly locator: boolean;
  readonly suppress: boolean;
  readonly several: boolean;
}

/** A citation that stands in a document. */
export interface EditableCitation {
  readonly span: Span;
  readonly manner: Manner;
  readonly now: EditedCitation;
}

/** The citation at a place, with all its papers; nothing where there is none, or only a link to a note. */
export function editableAt(
  text: string,
  { citations, groups }: CitationReading,
  offset: number,
  syntax: Syntax,
): EditableCitation | undefined {
  const number = syntax === 'typst' ? -1 : groups.findIndex(({ start, end }) => start <= offset && offset <= end);
  const group = groups[number];
  const members = group
    ? citations.filter((citation) => citation.group === number)
    : citations.filter((citation) => touches(text, citation, offset)).slice(0, 1);
  const [first] = members;
  if (!first || first.kind === 'noteLink') return undefined;
  const span = group ?? extentOf(text, first);
  const manner = mannerOf(text, span, syntax);
  return { span, manner, now: { isInText: first.mode === 'author-in-text', papers: members.map(editedPaper) } };
}

export function abilitiesOf(manner: Manner): Abilities {
  switch (manner.kind) {
    case 'pandoc':
    case 'latex':
      return { prefix: true, locator: true, suppress: true, several: true };
    case 'org':
      return { prefix: true, locator: true, suppress: true, several: true };
    case 'typst':
      return { prefix: false, locator: true, suppress: true, several: false };
    case 'role':
      return { prefix: false, locator: false, suppress: false, several: true };
  }
}

/** The paper with another locator; the label stays as it is written while it fits. */
export function withLocator(paper: EditedPaper, label: LocatorLabel, locator: string): EditedPaper {
  const { labelAs, ...others } = paper;
  const isKept = label === paper.label && paper.locator.trim() && isSeveral(locator) === isSeveral(paper.locator);
  return { ...others, label, locator, ...(isKept && labelAs !== undefined ? { labelAs } : {}) };
}

/** Whether a locator names more than one place: "3-5", "12, 14". */
export function isSeveral(locator: string): boolean {
  return /[\p{N}ivxlc][^\p{N}]*[-–—,&;][^\p{N}]*[\p{N}ivxlc]/iu.test(locator);
}

function editedPaper({ key, prefix, locator, suffix, mode }: Citation): EditedPaper {
  return {
    key,
    prefix: prefix?.text ?? '',
    label: locator?.label ?? 'page',
    ...(locator ? { labelAs: locator.labelAt?.text ?? '' } : {}),
    locator: locator?.value.text ?? '',
    suffix: suffix?.text ?? '',
    isSuppressed: mode === 'suppress-author',
  };
}

function touches(text: string, citation: Citation, offset: number): boolean {
  const { start, end } = extentOf(text, citation);
  return start <= offset && offset <= end;
}

/** A citation that stands alone, with the brackets behind it: `@key [p. 3]`, `@key[p. 3]`, `#cite(<key>)`. */
export function extentOf(text: string, { start, end, locator, suffix }: Citation): Span {
  const call = /#cite\(\s*$/.exec(text.slice(Math.max(0, start - 40), start))?.[0];
  const said = Math.max(locator?.end ?? 0, suffix?.end ?? 0, end);
  if (call) return { start: start - call.length, end: pastParenthesis(text, said) };
  const close = said > end ? text.indexOf(']', said) : -1;
  return { start, end: close < 0 ? end : close + 1 };
}

function pastParenthesis(text: string, from: number): number {
  const close = text.indexOf(')', from);
  return close < 0 ? from : close + 1;
}

function mannerOf(text: string, { start, end }: Span, syntax: Syntax): Manner {
  const written = text.slice(start, end);
  switch (syntax) {
    case 'latex': {
      const [, command = 'cite', star = ''] = /^\\([A-Za-z]+)(\*?)/.exec(written) ?? [];
      return { kind: 'latex', command, star, package: latexPackage(text) };
    }
    case 'typst':
      return { kind: 'typst' };
    case 'org':
      return { kind: 'org', style: /^\[cite([^:]*):/.exec(written)?.[1] ?? '' };
    case 'rst':
    case 'markdown': {
      const role = /^(?:\{[\w:]+\}|:[\w:]+:)(?=`)/.exec(written)?.[0];
      return role === undefined ? { kind: 'pandoc' } : { kind: 'role', role };
    }
  }
}

/** What a document cites with: what it loads, or else what its other commands belong to. */
export function latexPackage(text: string): LatexPackage {
  if (/\\usepackage(?:\[[^\]]*\])?\{[^}]*\bbiblatex\b|\\addbibresource/.test(text)) return 'biblatex';
  if (/\\usepackage(?:\[[^\]]*\])?\{[^}]*\bnatbib\b/.test(text)) return 'natbib';
  return /\\(?:paren|text|auto|foot|smart|full)cites?\b/i.test(text) ? 'biblatex' : 'natbib';
}
