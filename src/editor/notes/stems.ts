import { syntaxOf } from '../../core/citations/syntax.ts';
import { stemOf } from '../../core/notes/mentions.ts';
import type { CitingDocuments } from '../language/citingDocuments.ts';

/** How many Markdown documents of the workspace have a name, by which wiki links find them; some may be left out. */
export function stemCounts(
  { listed }: CitingDocuments,
  isLeftOut: (uri: string) => boolean = () => false,
): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const uri of listed) {
    if (syntaxOf('', uri.path) !== 'markdown' || isLeftOut(uri.toString())) continue;
    const stem = stemOf(uri.path);
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  return (stem) => counts.get(stem) ?? 0;
}
