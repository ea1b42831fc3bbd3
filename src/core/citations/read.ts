import type { CitationReading } from './citation.ts';
import { readLatex } from './latex/read.ts';
import { readMarkdown } from './markdown/read.ts';
import { readNotebook } from './notebook.ts';
import { readOrg } from './org/read.ts';
import { readRst } from './rst/read.ts';
import type { FileSyntax } from './syntax.ts';
import { readTypst } from './typst/read.ts';

/** What a reader has to know beside the text. */
export interface ReadingOptions {
  /** Beginnings of names that are cross-references and not keys, such as `fig` in `@fig-plot`; beside the usual ones. */
  readonly crossReferences?: readonly string[];
  /** Whether fences that start as knitr's and Quarto's chunks do, `{r name, echo=FALSE}`, hold code whatever pandoc says. */
  readonly chunks?: boolean;
}

/** Reads the citations of a whole document. Never fails: what is half written is read as far as it goes. */
export function readCitations(text: string, syntax: FileSyntax, options: ReadingOptions = {}): CitationReading {
  switch (syntax) {
    case 'markdown':
      return readMarkdown(text, options);
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
