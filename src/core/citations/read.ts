import type { CitationReading } from './citation.ts';
import { nothingCited } from './citation.ts';
import { keysInLine } from './keyAt.ts';
import { readMarkdown } from './markdown/read.ts';
import type { Syntax } from './syntax.ts';

/** What a reader has to know beside the text. */
export interface ReadingOptions {
  /** Beginnings of names that are cross-references and not keys, such as `fig` in `@fig-plot`; beside the usual ones. */
  readonly crossReferences?: readonly string[];
  /** Whether fences that start as knitr's and Quarto's chunks do, `{r name, echo=FALSE}`, hold code whatever pandoc says. */
  readonly chunks?: boolean;
}

/** Reads the citations of a whole document. Never fails: what is half written is read as far as it goes. */
export function readCitations(text: string, syntax: Syntax, options: ReadingOptions = {}): CitationReading {
  switch (syntax) {
    case 'markdown':
      return readMarkdown(text, options);
    case 'latex':
    case 'typst':
    case 'org':
      return readByLine(text, syntax);
  }
}

function readByLine(text: string, syntax: Syntax): CitationReading {
  let lineStart = 0;
  const citations = text.split(/(?<=\n|\r(?!\n))/).flatMap((line) => {
    const start = lineStart;
    lineStart += line.length;
    return keysInLine(line, syntax).map(({ key, whole, start: from, end }) => ({
      key,
      start: start + whole.start,
      end: start + whole.end,
      keyAt: { start: start + from, end: start + end },
      kind: 'cite' as const,
      mode: 'normal' as const,
    }));
  });
  return { ...nothingCited, citations };
}
