import { creatorsOf, familyOf, yearOf } from '../entry/authors.ts';
import type { CslItem } from '../entry/csl.ts';
import { arxivId } from '../entry/links.ts';
import { arxivInUrl, bareDoi } from '../formats/identifiers.ts';
import { fold } from './fold.ts';
import { wordsOf } from './search/words.ts';

/** DOIs that are arXiv identifiers start so. */
const arxivPrefix = '10.48550/arxiv.';
/** Titles shorter than this ("Introduction", "Preface") do not tell papers apart. */
const shortestTelling = 3;
/** Of two spellings of one title, so many of all their words stand in both. */
const sharedWords = 0.75;

/** What is compared of an entry. */
export interface Fingerprint {
  readonly identities: readonly string[];
  /** The words of the title. */
  readonly words: readonly string[];
  readonly year: number | undefined;
}

/**
 * What tells that two entries are one paper: each of its DOI, its arXiv identifier, and its title
 * with year and first author, as far as it has them. Entries with one of them in common are the same.
 */
export function identitiesOf(item: CslItem): readonly string[] {
  return fingerprint(item).identities;
}

export function fingerprint(item: CslItem): Fingerprint {
  const doi = doiOf(item);
  const arxiv = arxivId(item)?.replace(/v\d+$/i, '').toLowerCase();
  const words = item.title ? wordsOf(fold(item.title)) : [];
  const year = yearOf(item);
  const first = creatorsOf(item)[0];
  const identities = [
    ...(doi ? [`doi ${doi}`] : []),
    ...(arxiv ? [`arxiv ${arxiv}`] : []),
    ...(words.length && year !== undefined && first
      ? [`title ${words.join(' ')} ${year} ${fold(familyOf(first))}`]
      : []),
  ];
  return { identities, words, year };
}

/**
 * Whether two entries with one citation key are one paper, perhaps with other fields: the same
 * title, or nearly, or without its subtitle in the same year; or an identifier in common. Where one
 * has no title, the key speaks for it.
 */
export function isSamePaper(a: Fingerprint, b: Fingerprint): boolean {
  if (b.identities.some((identity) => a.identities.includes(identity))) return true;
  const [short, long] = a.words.length < b.words.length ? [a.words, b.words] : [b.words, a.words];
  if (!short.length) return true;
  const mayBeLonger = a.year === undefined || b.year === undefined || a.year === b.year;
  if ((mayBeLonger || short.length === long.length) && short.every((word, place) => word === long[place])) return true;
  if (short.length < shortestTelling) return false;
  const words = new Set(long);
  const shared = new Set(short.filter((word) => words.has(word))).size;
  const together = new Set([...short, ...long]).size;
  return shared / together >= sharedWords;
}

/** DOIs are compared without regard to case (DOI Handbook, "Numbering"). One of arXiv's is an arXiv identifier. */
function doiOf({ DOI }: CslItem): string | undefined {
  const doi = DOI ? bareDoi(DOI).toLowerCase() : undefined;
  return doi?.startsWith(arxivPrefix) ? undefined : doi;
}

/** What a pasted DOI, arXiv identifier or address of one would be among the identities of an entry. */
export function identitiesIn(text: string): string[] {
  const doi = /^10\.\d{4,9}\/\S+$/.exec(bareDoi(text))?.[0].toLowerCase();
  const arxiv =
    arxivInUrl(text) ??
    /^(?:arxiv:\s*)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?$/i.exec(text.trim())?.[1];
  const ofArxiv = doi?.startsWith(arxivPrefix) ? doi.slice(arxivPrefix.length) : arxiv?.toLowerCase();
  return [...(doi ? [`doi ${doi}`] : []), ...(ofArxiv ? [`arxiv ${ofArxiv.replace(/v\d+$/, '')}`] : [])];
}
