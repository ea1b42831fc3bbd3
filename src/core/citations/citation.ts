import type { Span } from '../text.ts';
import type { LocatorLabel } from './locatorLabel.ts';

/** How a citation shows its authors; the names are pandoc's, as its JSON has them. */
export type CitationMode = 'normal' | 'author-in-text' | 'suppress-author';

/** A stretch of a document and what it says, without blanks around it. */
export interface Part extends Span {
  readonly text: string;
}

/** Where in a work: "pp. 33-35". A number without a label means a page, as in CSL. */
export interface Locator extends Span {
  readonly label: LocatorLabel;
  /** The label as written, "pp."; missing where it is left out. */
  readonly labelAt?: Part;
  readonly value: Part;
}

/** What a citation is besides one that shows: entries that are only listed, and links to notes. */
export type CitationKind =
  /** shows in the text */
  | 'cite'
  /** is listed and does not show: `nocite` */
  | 'nocite'
  /** `[[@key]]`: read by pandoc as a citation, and by others as a link to the paper's note */
  | 'noteLink';

/** One paper, cited once. */
export interface Citation extends Span {
  /** As the bibliography has it, without what marks or escapes it; `*` stands for all papers. */
  readonly key: string;
  /** The key alone, as it is written. */
  readonly keyAt: Span;
  readonly kind: CitationKind;
  readonly mode: CitationMode;
  readonly prefix?: Part;
  readonly locator?: Locator;
  readonly suffix?: Part;
  /** Which of the document's groups it stands in, from 0; missing for one that stands alone, as `@key` does. */
  readonly group?: number;
}

/** Several papers cited together: `[@a; @b]`, `\cite{a,b}`, `[cite:@a;@b]`. */
export type CitationGroup = Span;

/** Something that is written like a citation and names something else: `@fig-plot`, Typst's `@intro`. */
export interface Reference extends Span {
  readonly key: string;
}

/** What a document cites, in the order of its text. */
export interface CitationReading {
  readonly citations: readonly Citation[];
  readonly groups: readonly CitationGroup[];
  readonly references: readonly Reference[];
  /** Where nothing is cited whatever it looks like: code, math, comments, addresses, raw text; in order, apart. */
  readonly excluded: readonly Span[];
}

export const nothingCited: CitationReading = { citations: [], groups: [], references: [], excluded: [] };

/** The citation whose key, with what marks it, the place touches. */
export function citationAt({ citations }: CitationReading, offset: number): Citation | undefined {
  return citations.find(({ start, end }) => start <= offset && offset <= end);
}

/** Whether the place is within code, math or the like. */
export function isExcluded({ excluded }: CitationReading, offset: number): boolean {
  let [low, high] = [0, excluded.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = excluded[middle];
    if (span && span.end <= offset) low = middle + 1;
    else high = middle;
  }
  const span = excluded[low];
  return span !== undefined && span.start < offset;
}
