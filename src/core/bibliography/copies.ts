import { snippetText } from '../citations/snippet.ts';
import { styledSnippet } from '../citations/styles/style.ts';
import type { Entry } from '../entry/entry.ts';
import { linksOf } from '../entry/links.ts';
import type { WrittenFormat } from '../formats/writers.ts';
import { writeAll, writtenFormats } from '../formats/writers.ts';
import { referenceLine } from './referenceLine.ts';
import { styledPaper } from './styledPaper.ts';

/** What papers are copied as. */
export type CopyFormat = 'reference' | WrittenFormat | 'markdownLink' | 'key' | 'address';

export const copyFormats: readonly CopyFormat[] = ['reference', ...writtenFormats, 'markdownLink', 'key', 'address'];

/** The papers as one text, in their order; empty where there is nothing to say, such as no address. */
export function copied(entries: readonly Entry[], format: CopyFormat): string {
  switch (format) {
    case 'reference':
      return lines(entries, ({ item }) => referenceLine(item));
    case 'markdownLink':
      return lines(entries, (entry) =>
        addressOf(entry)
          ? snippetText(styledSnippet('[{authors} {year}]({url})', [styledPaper(entry)], 'markdown'))
          : '',
      );
    case 'key':
      return entries.map(({ key }) => key).join(', ');
    case 'address':
      return lines(entries, addressOf);
    default:
      return entries.length
        ? writeAll(
            entries.map(({ key, item }) => ({ ...item, id: key })),
            format,
          )
        : '';
  }
}

function addressOf({ item }: Entry): string {
  const { doi, arxiv, url } = linksOf(item);
  return doi ?? arxiv ?? url ?? '';
}

function lines(entries: readonly Entry[], write: (entry: Entry) => string): string {
  return entries.map(write).filter(Boolean).join('\n');
}
