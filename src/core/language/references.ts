import type { CslItem } from '../entry/csl.ts';
import { arxivId } from '../entry/links.ts';
import { readAny } from '../formats/readers.ts';
import { sniff } from '../formats/sniff.ts';
import { fold } from '../library/fold.ts';
import { identitiesIn, identitiesOf } from '../library/identity.ts';
import { wordsOf } from '../library/search/words.ts';

/** Something that says which paper is meant, without its key. */
export interface Reference {
  /** Finds the paper in the library, among others. */
  readonly query: string;
  /** One of them is among those of the paper that is meant; see `identitiesOf`. */
  readonly identities: readonly string[];
  /** The key it came with. */
  readonly key?: string;
}

/** A text that is nothing but references. */
export interface References {
  readonly kind: 'identifier' | 'entries';
  readonly papers: readonly Reference[];
}

/** Longer texts, and those with more entries, are libraries, not citations. */
const longestText = 100_000;
const mostEntries = 20;

/** Reads a DOI, an arXiv identifier or an address of one, or BibTeX; nothing where the text is more than that. */
export function referencesIn(text: string): References | undefined {
  const plain = text.trim().replace(/^<(\S+)>$/, '$1');
  if (!plain || plain.length > longestText) return undefined;
  if (!/\s/.test(plain.replace(/^(?:arxiv|doi):\s*/i, ''))) {
    const identities = identitiesIn(plain);
    const [query] = identities.map(bare);
    if (query !== undefined) return { kind: 'identifier', papers: [{ query, identities }] };
  }
  if (!/^@\w+\s*\{[^]*\}$/.test(plain) || sniff(plain) !== 'bibtex') return undefined;
  const { entries } = readAny(plain, 'pasted:', 'bibtex');
  if (!entries.length || entries.length > mostEntries) return undefined;
  return { kind: 'entries', papers: entries.map(({ key, item }) => ({ key, ...referenceOf(item) })) };
}

/**
 * The paper that the name of a PDF file tells: by its key, by its arXiv identifier or DOI (with `_` for the `/`), or by
 * its title, which reference managers write last: "Gu and Dao - 2023 - Mamba.pdf".
 */
export function referenceInFileName(name: string): Reference & { readonly titleWords: readonly string[] } {
  const stem = name.replace(/\.pdf$/i, '').replace(/^.*[\\/]/, '');
  const identities = identitiesIn(stem.replace(/^(10\.\d{4,9})_/, '$1/'));
  const title = stem.split(/\s+-\s+/).at(-1) ?? stem;
  const query = identities.map(bare)[0] ?? asWords(title);
  return { query, identities, key: stem, titleWords: identities.length ? [] : wordsOf(fold(title)) };
}

/** Words of a file's name that stand for a title: all of it, or its beginning if that is long enough to tell. */
export function isTitle(words: readonly string[], title: string): boolean {
  const whole = wordsOf(fold(title));
  return words.length >= Math.min(4, whole.length) && words.length > 0 && words.every((word, at) => word === whole[at]);
}

/** Whether the item is of the paper that is meant. */
export function isMeant({ identities }: Reference, item: CslItem): boolean {
  return identitiesOf(item).some((identity) => identities.includes(identity));
}

function referenceOf(item: CslItem): Reference {
  return { query: item.DOI ?? arxivId(item) ?? asWords(item.title ?? item.id), identities: identitiesOf(item) };
}

/** Without the word that says what it is. */
function bare(identity: string): string {
  return identity.replace(/^\w+ /, '');
}

/** A title as a query: what could be a field, an exclusion or a phrase is words (see `library/query.ts`). */
function asWords(title: string): string {
  return title.replace(/[:"]|(?<=^|\s)-/g, ' ');
}
