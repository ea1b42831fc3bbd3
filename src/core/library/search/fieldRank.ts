import Fuse from 'fuse.js';
import type { ShortFields } from './indexed.ts';

/** Fuse reads patterns letter by letter; so many words are enough to tell a few papers apart. */
const mostWords = 10;

/** Those of the papers whose short fields hold every word, more or less; the closest match first. */
export function rankByFields(words: readonly string[], papers: readonly ShortFields[]): string[] {
  const fuse = new Fuse(papers, {
    keys: ['title', 'authors', 'key', 'year', 'topics'],
    useExtendedSearch: true,
    ignoreLocation: true,
    threshold: 0.3,
  });
  // words hold letters and digits only, so that none of them is read as one of Fuse's operators
  return fuse.search(words.slice(0, mostWords).join(' ')).map(({ item }) => item.id);
}
