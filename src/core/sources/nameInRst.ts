import type { Replacement } from './nameBibliography.ts';
import { rstBibliographies } from './rst.ts';

/** Behind the files of the directive that is there, or a directive at the end (sphinxcontrib-bibtex, "Usage"). */
export function nameInRst(text: string, name: string): readonly Replacement[] {
  const last = rstBibliographies(text).at(-1)?.span;
  if (last) return [{ span: { start: last.end, end: last.end }, text: ` ${name}` }];
  const end = text.trimEnd().length;
  const lead = end ? '\n\n' : '';
  return [{ span: { start: end, end: text.length }, text: `${lead}.. bibliography:: ${name}\n` }];
}
