import type { Entry } from '../../src/core/entry/entry.ts';
import { fold } from '../../src/core/library/fold.ts';
import { emptyWords, wordsOf } from '../../src/core/library/search/words.ts';

/** The topics of each paper, the main one first; papers in the same order everywhere. */
export type Topics = readonly (readonly string[])[];

/**
 * How well topics agree with given ones, pair by pair: two papers belong together where they share
 * a topic. The harmonic mean of precision and recall over all pairs.
 */
export function pairwiseF1(found: Topics, given: Topics): number {
  const together = (topics: Topics, a: number, b: number) =>
    topics[a]?.some((topic) => topics[b]?.includes(topic)) ?? false;
  let [both, onlyFound, onlyGiven] = [0, 0, 0];
  for (let a = 0; a < given.length; a++) {
    for (let b = 0; b < a; b++) {
      const [isFound, isGiven] = [together(found, a, b), together(given, a, b)];
      if (isFound && isGiven) both++;
      else if (isFound) onlyFound++;
      else if (isGiven) onlyGiven++;
    }
  }
  return (2 * both) / (2 * both + onlyFound + onlyGiven);
}

/**
 * The mutual information of two groupings by main topic, adjusted for chance: 0 for a random one,
 * 1 for the same (Vinh, Epps and Bailey, 2010, with the mean of the entropies).
 */
export function adjustedMutualInformation(found: readonly string[], given: readonly string[]): number {
  const total = found.length;
  const [a, b] = [countsOf(found), countsOf(given)];
  const joint = countsOf(found.map((topic, at) => `${topic}\n${given[at]}`));
  let information = 0;
  for (const [pair, count] of joint) {
    const [one = '', other = ''] = pair.split('\n');
    information += (count / total) * Math.log((total * count) / ((a.get(one) ?? 0) * (b.get(other) ?? 0)));
  }
  let expected = 0;
  for (const x of a.values()) for (const y of b.values()) expected += expectedShare(x, y, total);
  const mean = (entropy(a, total) + entropy(b, total)) / 2;
  return (information - expected) / (mean - expected);
}

/** What two groups of sizes `x` and `y` add to the mutual information of random groupings. */
function expectedShare(x: number, y: number, total: number): number {
  let share = 0;
  for (let both = Math.max(1, x + y - total); both <= Math.min(x, y); both++) {
    const chance =
      logFactorial(x) +
      logFactorial(y) +
      logFactorial(total - x) +
      logFactorial(total - y) -
      (logFactorial(total) +
        logFactorial(both) +
        logFactorial(x - both) +
        logFactorial(y - both) +
        logFactorial(total - x - y + both));
    share += (both / total) * Math.log((total * both) / (x * y)) * Math.exp(chance);
  }
  return share;
}

function logFactorial(value: number): number {
  let sum = 0;
  for (let factor = 2; factor <= value; factor++) sum += Math.log(factor);
  return sum;
}

function entropy(counts: ReadonlyMap<string, number>, total: number): number {
  return [...counts.values()].reduce((sum, count) => sum - (count / total) * Math.log(count / total), 0);
}

function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

type Weights = Map<string, number>;

/**
 * Plain keyword clustering, what there is to beat: single words weighted by tf-idf, k-means by
 * cosine from the papers that are farthest apart.
 */
export function keywordClusters(entries: readonly Entry[], groups: number): number[] {
  const papers = entries.map(({ item }) => weighted(`${item.title} ${item.abstract}`));
  const inPapers = countsOf(papers.flatMap((paper) => [...paper.keys()]));
  for (const paper of papers) {
    for (const [word, count] of paper) paper.set(word, count * Math.log(papers.length / (inPapers.get(word) ?? 1)));
    normalise(paper);
  }
  let centres = farthest(papers, groups);
  let nearest: number[] = [];
  for (let round = 0; round < 20; round++) {
    nearest = papers.map((paper) => indexOfMost(centres.map((centre) => product(paper, centre))));
    centres = centres.map((old, group) => {
      const members = papers.filter((_, at) => nearest[at] === group);
      return members.length ? normalise(sum(members)) : old;
    });
  }
  return nearest;
}

function weighted(text: string): Weights {
  return countsOf(wordsOf(fold(text)).filter((word) => word.length > 2 && !emptyWords.has(word)));
}

function farthest(papers: readonly Weights[], groups: number): Weights[] {
  const centres: Weights[] = papers.slice(0, 1);
  while (centres.length < groups) {
    const nearness = papers.map((paper) => Math.max(...centres.map((centre) => product(paper, centre))));
    const next = papers[indexOfMost(nearness.map((near) => -near))];
    if (!next) break;
    centres.push(next);
  }
  return centres;
}

function indexOfMost(values: readonly number[]): number {
  return values.indexOf(Math.max(...values));
}

function product(a: Weights, b: Weights): number {
  let total = 0;
  for (const [word, weight] of a) total += weight * (b.get(word) ?? 0);
  return total;
}

function sum(all: readonly Weights[]): Weights {
  const total: Weights = new Map();
  for (const one of all) for (const [word, weight] of one) total.set(word, (total.get(word) ?? 0) + weight);
  return total;
}

function normalise(weights: Weights): Weights {
  const length = Math.hypot(...weights.values()) || 1;
  for (const [word, weight] of weights) weights.set(word, weight / length);
  return weights;
}
