import { creatorsOf, fullName, yearOf } from '../entry/authors.ts';
import type { CslItem } from '../entry/csl.ts';
import { linksOf } from '../entry/links.ts';

/** More authors than this are cut to the first one and "et al.". */
const namesInFull = 6;

/**
 * One plain line that names a paper: authors, year, title, venue, address. It stands in for a
 * formatted reference until a citation style is asked for.
 */
export function referenceLine(item: CslItem): string {
  const names = creatorsOf(item).map(fullName);
  const authors = names.length > namesInFull ? `${names[0]} et al.` : listed(names);
  const year = yearOf(item);
  const links = linksOf(item);
  const venue = item['container-title'] ?? item.publisher;
  const sentences = [
    [authors, year === undefined ? '' : `(${year})`].filter(Boolean).join(' '),
    item.title ?? item.id,
    [venue, volumeAndPages(item)].filter(Boolean).join(' '),
  ];
  const address = links.doi ?? links.arxiv ?? links.url;
  return [...sentences.map(sentence), address].filter(Boolean).join(' ');
}

/** With one full stop at its end, unless it asks or calls; nothing of nothing. */
function sentence(text: string): string {
  const words = text.replace(/(?<![.\s])[.\s]+$/, '');
  return !words || /[?!]["'”’)]*$/.test(words) ? words : `${words}.`;
}

function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} & ${names.at(-1)}`;
}

function volumeAndPages(item: CslItem): string {
  const volume = item.volume ? item.volume + (item.issue ? `(${item.issue})` : '') : '';
  return [volume, item.page].filter(Boolean).join(', ');
}
