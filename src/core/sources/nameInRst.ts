import type { Replacement } from './nameBibliography.ts';
import { rstBibliographies } from './rst.ts';

/** Behind the files of the directive that is there, or a directive at the end (sphinxcontrib-bibtex, "Usage"). */
export function nameInRst(text: string, name: string): readonly Replacement[] {
  const last = rstBibliographies(text).at(-1)?.span;
  if (last) return [{ span: { start: last.end, end: last.end }, text: ` ${name}` }];
  const tail = /[ \t\r\n]*$/.exec(text)?.[0] ?? '';
  const breaks = tail.replace(/\r\n?/g, '\n').split('\n').length - 1;
  const isEmpty = !text.trim();
  const lead = isEmpty ? '' : '\n'.repeat(Math.max(0, 2 - breaks));
  return [{ span: { start: text.length, end: text.length }, text: `${lead}.. bibliography:: ${name}\n` }];
}
