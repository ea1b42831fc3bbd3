import type { Citation, CitationReading } from '../citations/citation.ts';
import type { Span } from '../text.ts';

/** What stands for all papers in `nocite`, and so for none. */
const allPapers = '*';

/** A key to be coloured, with the `@` before it. */
export interface KeyToken extends Span {
  readonly isKnown: boolean;
}

/** The keys of a document as they are coloured: with the mark before them, and whether a paper has them. */
export function keyTokens(
  { citations }: CitationReading,
  text: string,
  isKnown: (key: string) => boolean,
): readonly KeyToken[] {
  return citations
    .filter(({ keyAt }) => keyAt.end > keyAt.start)
    .map(({ key, keyAt: { start, end } }) => ({
      start: text[start - 1] === '@' ? start - 1 : start,
      end,
      isKnown: key === allPapers || isKnown(key),
    }));
}

/** The citations after which authors and year may stand: within the span, and not those that have a text of their own. */
export function bareKeys({ citations }: CitationReading, text: string, { start, end }: Span): readonly Citation[] {
  return citations.filter(
    (citation) =>
      citation.end >= start &&
      citation.start <= end &&
      citation.key !== allPapers &&
      !(citation.kind === 'noteLink' && /^[|#]/.test(text.slice(citation.keyAt.end, citation.keyAt.end + 1))),
  );
}

/** The citations that are links: to notes always, others where that is wanted. */
export function linkedKeys({ citations }: CitationReading, onKeys: boolean): readonly Citation[] {
  return citations.filter(({ kind, key }) => kind === 'noteLink' || (onKeys && key !== allPapers));
}
