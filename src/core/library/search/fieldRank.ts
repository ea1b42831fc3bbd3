import Fuse from 'fuse.js';
import type { Steps } from '../../steps.ts';
import { shortFields } from './indexed.ts';
import type { Searchable } from './indexed.ts';

/** Fuse reads patterns letter by letter; so many words are enough to tell a few papers apart. */
const mostWords = 10;
/** Papers that Fuse is given in one step. What it scores one by does not depend on the others. */
const step = 20;

/** Those of the papers whose short fields hold every word, more or less; the closest match first. In steps. */
export function* rankByFields(words: readonly string[], papers: readonly Searchable[]): Steps<string[]> {
  // words hold letters and digits only, so that none of them is read as one of Fuse's operators
  const pattern = words.slice(0, mostWords).join(' ');
  const found: { readonly id: string; readonly distance: number }[] = [];
  for (let at = 0; at < papers.length; at += step) {
    const fuse = new Fuse(papers.slice(at, at + step).map(shortFields), {
      keys: ['title', 'authors', 'key', 'year', 'topics'],
      useExtendedSearch: true,
      ignoreLocation: true,
      includeScore: true,
      threshold: 0.3,
      // the order of the papers decides where distances are alike
      shouldSort: false,
    });
    for (const { item, score = 1 } of fuse.search(pattern)) found.push({ id: item.id, distance: score });
    yield;
  }
  return found.sort((a, b) => a.distance - b.distance).map(({ id }) => id);
}
