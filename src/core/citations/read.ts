import type { CitationReading } from './citation.ts';
import { nothingCited } from './citation.ts';
import { keysInLine } from './keyAt.ts';
import type { Syntax } from './syntax.ts';

/** What a reader has to know beside the text. */
export interface ReadingOptions {
  /** Beginnings of names that are cross-references and not keys, such as `fig` in `@fig-plot`; beside the usual ones. */
  readonly crossReferences?: readonly string[];
}

/** Reads the citations of a whole document. Never fails: what is half written is read as far as it goes. */
export function readCitations(text: string, syntax: Syntax, _options: ReadingOptions = {}): CitationReading {
  let lineStart = 0;
  const citations = text.split(/(?<=\n|\r(?!\n))/).flatMap((line) => {
    const start = lineStart;
    lineStart += line.length;
    return keysInLine(line, syntax).map(({ key, whole, start: from, end }) => ({
      key,
      start: start + whole.start,
      end: start + whole.end,
      keyAt: { start: start + from, end: start + end },
      kind: line.startsWith('[[', whole.start) ? ('noteLink' as const) : ('cite' as const),
      mode: 'normal' as const,
    }));
  });
  return { ...nothingCited, citations };
}
