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
  const { sentences, address } = referenceParts(item);
  return [...sentences.map(({ text }) => text), address].filter(Boolean).join(' ');
}

/** The same as HTML, for programs that take formatted text: the venue in italics, the address a link. */
export function referenceHtml(item: CslItem): string {
  const { sentences, address } = referenceParts(item);
  const written = sentences.map(({ text, venue }) => {
    const inItalics = venue ? `<i>${escapeHtml(venue)}</i>` : '';
    return inItalics + escapeHtml(text.slice(venue?.length ?? 0));
  });
  const link = address ? `<a href="${escapeHtml(address)}">${escapeHtml(address)}</a>` : '';
  return [...written, link].filter(Boolean).join(' ');
}

/** A sentence of a reference, without any mark; the venue stands at its start where it has one. */
interface ReferenceSentence {
  readonly text: string;
  readonly venue?: string;
}

/** What a reference is made of: sentences, and the paper's address where it has one. */
export function referenceParts(item: CslItem): {
  readonly sentences: readonly ReferenceSentence[];
  readonly address?: string;
} {
  const names = creatorsOf(item).map(fullName);
  const authors = names.length > namesInFull ? `${names[0]} et al.` : listed(names);
  const year = yearOf(item);
  const links = linksOf(item);
  const venue = item['container-title'] ?? item.publisher;
  const inVenue = sentence([venue, volumeAndPages(item)].filter(Boolean).join(' '));
  const address = links.doi ?? links.arxiv ?? links.url;
  const sentences: readonly ReferenceSentence[] = [
    { text: sentence([authors, year === undefined ? '' : `(${year})`].filter(Boolean).join(' ')) },
    { text: sentence(item.title ?? item.id) },
    { text: inVenue, ...(venue && inVenue.startsWith(venue) ? { venue } : {}) },
  ];
  return { sentences: sentences.filter(({ text }) => text), ...(address ? { address } : {}) };
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

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.codePointAt(0) ?? 0};`);
}
