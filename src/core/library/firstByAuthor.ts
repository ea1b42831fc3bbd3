import type { Paper } from '../entry/paper.ts';
import { compareKeys, last, sortKey } from './arrange/rows.ts';

interface Placed {
  readonly author: string;
  readonly paper: Paper;
}

/**
 * The papers that come first when all are sorted by author, then the newest first, without sorting them all: of 100,000,
 * a list shows a few hundred.
 */
export function firstByAuthor(papers: Iterable<Paper>, count: number): Paper[] {
  const best: Placed[] = [];
  for (const paper of papers) {
    const worst = best.length < count ? undefined : best.at(-1);
    if (worst && isBehind(paper.firstAuthor, worst.author)) continue;
    const one = { author: sortKey(paper.firstAuthor) || last, paper };
    if (worst && compare(one, worst) >= 0) continue;
    best.splice(placeOf(best, one), 0, one);
    if (best.length > count) best.pop();
  }
  return best.map(({ paper }) => paper);
}

/** What the first letter tells already, where it is one that sorts as it is. */
function isBehind(name: string, author: string): boolean {
  const letter = name.charCodeAt(0) | 32;
  return letter >= 97 && letter <= 122 && name.charCodeAt(0) < 128 && letter > author.charCodeAt(0);
}

function compare(a: Placed, b: Placed): number {
  return (
    compareKeys(a.author, b.author) ||
    (b.paper.year ?? -Infinity) - (a.paper.year ?? -Infinity) ||
    compareKeys(a.paper.id, b.paper.id)
  );
}

function placeOf(sorted: readonly Placed[], one: Placed): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = sorted[middle];
    if (other && compare(other, one) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
