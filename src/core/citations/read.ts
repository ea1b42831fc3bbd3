import type { CitationReading } from './citation.ts';
import { nothingCited } from './citation.ts';
import { keysInLine } from './keyAt.ts';
import { readLatex } from './latex/read.ts';
import { readNotebook } from './notebook.ts';
import { readOrg } from './org/read.ts';
import { readRst } from './rst/read.ts';
import type { FileSyntax } from './syntax.ts';
import { readTypst } from './typst/read.ts';

/** What a reader has to know beside the text. */
export interface ReadingOptions {
  /** Beginnings of names that are cross-references and not keys, such as `fig` in `@fig-plot`; beside the usual ones. */
  readonly crossReferences?: readonly string[];
}

/** Reads the citations of a whole document. Never fails: what is half written is read as far as it goes. */
export function readCitations(text: string, syntax: FileSyntax, options: ReadingOptions = {}): CitationReading {
  switch (syntax) {
    case 'markdown':
      return readMarkdown(text);
    case 'latex':
      return readLatex(text);
    case 'typst':
      return readTypst(text, options.crossReferences);
    case 'org':
      return readOrg(text);
    case 'rst':
      return readRst(text);
    case 'notebook':
      return readNotebook(text, (cell) => readCitations(cell, 'markdown', options));
  }
}

function readMarkdown(text: string): CitationReading {
  let lineStart = 0;
  const citations = text.split(/(?<=\n|\r(?!\n))/).flatMap((line) => {
    const start = lineStart;
    lineStart += line.length;
    return keysInLine(line).map(({ key, whole, start: from, end }) => ({
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
