import type { CslItem } from '../entry/csl.ts';
import { toBiblatex, toBibtex } from './bibtex/write.ts';
import { toCslJson } from './csl/write.ts';
import { toHayagriva } from './hayagriva/write.ts';
import { toRis } from './ris/write.ts';

/** A format that can be written. */
export type WrittenFormat = 'bibtex' | 'biblatex' | 'csl-json' | 'ris' | 'hayagriva';

export const writtenFormats: readonly WrittenFormat[] = ['bibtex', 'biblatex', 'csl-json', 'ris', 'hayagriva'];

/** One item as the content of a file of its own. */
export function writeAs(item: CslItem, format: WrittenFormat): string {
  return writeAll([item], format);
}

/** Items, in their order, as the content of one file; it ends with a line break unless it is empty. */
export function writeAll(items: readonly CslItem[], format: WrittenFormat): string {
  switch (format) {
    case 'bibtex':
      return joined(items.map(toBibtex));
    case 'biblatex':
      return joined(items.map(toBiblatex));
    case 'csl-json':
      return toCslJson(items);
    case 'ris':
      return joined(items.map(toRis));
    case 'hayagriva':
      return joined(items.map(toHayagriva));
  }
}

/** A blank line between entries. */
function joined(entries: readonly string[]): string {
  return entries.map((entry) => (entry.endsWith('\n') ? entry : `${entry}\n`)).join('\n');
}
