import type { Replacement } from './nameBibliography.ts';
import { rstBibliographies } from './rst.ts';

/** Behind the files of the directive that is there, or a directive at the end (sphinxcontrib-bibtex, "Usage"). */
export function nameInRst(text: string, name: string): readonly Replacement[] {
  const last = rstBibliographies(text).at(-1)?.span;
  if (last) return [{ span: { start: last.end, end: last.end }, text: ` ${name}` }];
  // the blanks at the end stay; only what stands on the last line ends there
  const tail = text.slice(text.trimEnd().length);
  const breaks = tail.match(/\r\n|\n|\r/g)?.length ?? 0;
  const isOnLine = /[^\n\r\ufeff]$/.test(text);
  const wanted = tail.length === text.length ? Number(isOnLine) : Math.max(2 - breaks, Number(isOnLine));
  const end = { start: text.length, end: text.length };
  return [{ span: end, text: `${'\n'.repeat(wanted)}.. bibliography:: ${name}\n` }];
}
