import { rstBlocks } from '../citations/rst/blocks.ts';
import type { NamedFile } from './named.ts';
import { isFileName } from './named.ts';

const directive = /^[ \t]*\.\.[ \t]+bibliography[ \t]*::[ \t]*([^\n\r]*)/gm;

/**
 * The files of `.. bibliography:: a.bib b.bib`, whose paths count from the document (sphinxcontrib-bibtex, "Splitting
 * Bibliographies Per Bib File"); the project's are named in conf.py.
 */
export function rstBibliographies(text: string): NamedFile[] {
  if (!/bibliography/i.test(text)) return [];
  return rstBlocks(text).paragraphs.flatMap(({ start, end }) =>
    [...text.slice(start, end).matchAll(directive)].flatMap((hit) => {
      const names = hit[1] ?? '';
      const from = start + hit.index + hit[0].length - names.length;
      return [...names.matchAll(/\S+/g)].flatMap(({ 0: name, index }) =>
        isFileName(name) ? [{ name, span: { start: from + index, end: from + index + name.length } }] : [],
      );
    }),
  );
}
