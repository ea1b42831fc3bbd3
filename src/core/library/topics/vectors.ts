import { detached } from '../detached.ts';
import { runsOf, shortNamesIn, termsIn } from './phrases.ts';

/** What topics are found from. */
export interface TopicText {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
}

/** How often the terms of one paper stand in it; a term is a word or a phrase, known by its number. */
export interface TermCounts {
  readonly terms: Uint32Array;
  readonly counts: Uint8Array;
  /** Which of the terms stand in the title: 1 or 0. */
  readonly inTitle: Uint8Array;
}

/** A paper as a direction: weights of its terms, of length 1 together. */
export interface Vector {
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
}

/** The terms that are in more than one paper. */
export interface Vocabulary {
  readonly numbers: ReadonlyMap<string, number>;
  readonly terms: readonly string[];
  /** In how many papers each stands. */
  readonly papers: readonly number[];
  /** In which share of its mentions each stands where a noun does, from 0 to 1. */
  readonly nounShare: (term: number) => number;
  /** Phrases by their short names. */
  readonly shortNames: ReadonlyMap<string, string>;
}

/** A word of the title counts as so many of the abstract. */
const titleCount = 3;
/** Phrases repeat what their words say. */
const phraseShare = 0.5;
/** The second mention of a thing says less than the first. */
const mentionPower = 0.75;
/** A term of more papers than this share tells none apart. */
const commonShare = 0.5;
/** Slots for counting terms before any is kept; most stand in one paper and are never kept. */
const slots = 1 << 20;

/** Counts all terms of all papers, in steps of one paper. */
export function* countTerms(
  texts: readonly TopicText[],
): Generator<void, { vocabulary: Vocabulary; counts: TermCounts[] }> {
  const shortNames = new Map<string, string>();
  const seen = new Uint8Array(slots);
  for (const text of texts) {
    for (const [short, phrase] of shortNamesIn(text.abstract))
      if (!shortNames.has(short)) shortNames.set(short, phrase);
    const own = new Set<number>();
    for (const { phrase } of termsIn(runsOf(`${text.title}. ${text.abstract}`))) own.add(slotOf(phrase));
    for (const slot of own) if ((seen[slot] ?? 0) < 2) seen[slot] = (seen[slot] ?? 0) + 1;
    yield;
  }
  const numbers = new Map<string, number>();
  const terms: string[] = [];
  const papers: number[] = [];
  const mentions: number[] = [];
  const lasts: number[] = [];
  const counts: TermCounts[] = [];
  const numberOf = (term: string) => {
    const name = shortNames.get(term) ?? term;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    if ((seen[slotOf(term)] ?? 0) < 2) return undefined;
    const kept = detached(name);
    numbers.set(kept, terms.length);
    papers.push(0);
    return terms.push(kept) - 1;
  };
  for (const text of texts) {
    const own = countsOf(text, numberOf, (term, isLast) => {
      mentions[term] = (mentions[term] ?? 0) + 1;
      if (isLast) lasts[term] = (lasts[term] ?? 0) + 1;
    });
    counts.push(own);
    for (const term of own.terms) papers[term] = (papers[term] ?? 0) + 1;
    yield;
  }
  const nounShare = (term: number) => (lasts[term] ?? 0) / (mentions[term] ?? 1);
  return { vocabulary: { numbers, terms, papers, nounShare, shortNames }, counts };
}

/** The counts of one paper in the terms that `numberOf` knows. */
export function countsOf(
  { title, abstract }: TopicText,
  numberOf: (term: string) => number | undefined,
  mentioned?: (term: number, isLast: boolean) => void,
): TermCounts {
  const found = new Map<number, { count: number; inTitle: number }>();
  const take = (text: string, inTitle: number) => {
    for (const { phrase, isLast } of termsIn(runsOf(text))) {
      const number = numberOf(phrase);
      if (number === undefined) continue;
      mentioned?.(number, isLast);
      const known = found.get(number);
      if (known) known.count = Math.min(255, known.count + 1);
      else found.set(number, { count: 1, inTitle });
    }
  };
  take(title, 1);
  take(abstract, 0);
  const sorted = [...found].sort(([a], [b]) => a - b);
  return {
    terms: Uint32Array.from(sorted, ([number]) => number),
    counts: Uint8Array.from(sorted, ([, { count }]) => count),
    inTitle: Uint8Array.from(sorted, ([, { inTitle }]) => inTitle),
  };
}

/** The direction of a paper among `total`: counts weighted by how rare the terms are (tf-idf). */
export function vectorOf({ terms, counts, inTitle }: TermCounts, vocabulary: Vocabulary, total: number): Vector {
  const weights = new Float32Array(terms.length);
  let square = 0;
  terms.forEach((term, at) => {
    const papers = vocabulary.papers[term] ?? 0;
    if (papers < 2 || papers > total * commonShare) return;
    const mentions = (counts[at] ?? 0) + (inTitle[at] ? titleCount - 1 : 0);
    const share = vocabulary.terms[term]?.includes(' ') ? phraseShare : 1;
    const weight = (share * mentions) ** mentionPower * Math.log(total / papers);
    weights[at] = weight;
    square += weight * weight;
  });
  const length = Math.sqrt(square) || 1;
  return { terms, weights: weights.map((weight) => weight / length) };
}

/** How alike two directions are, from 0 to 1. */
export function likeness(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.terms.length && j < b.terms.length;) {
    const [left, right] = [a.terms[i] ?? 0, b.terms[j] ?? 0];
    if (left === right) sum += (a.weights[i++] ?? 0) * (b.weights[j++] ?? 0);
    else if (left < right) i++;
    else j++;
  }
  return sum;
}

/** A direction between others, with a weight for every term of the vocabulary. */
export class Centre {
  readonly #weights: Float32Array;

  constructor(size: number, vectors: Iterable<Vector>) {
    const weights = new Float32Array(size);
    for (const vector of vectors) {
      vector.terms.forEach((term, at) => {
        weights[term] = (weights[term] ?? 0) + (vector.weights[at] ?? 0);
      });
    }
    let square = 0;
    for (const weight of weights) square += weight * weight;
    const length = Math.sqrt(square) || 1;
    this.#weights = weights.map((weight) => weight / length);
  }

  likeness({ terms, weights }: Vector): number {
    let sum = 0;
    for (let at = 0; at < terms.length; at++) sum += (weights[at] ?? 0) * (this.#weights[terms[at] ?? 0] ?? 0);
    return sum;
  }
}

/** FNV-1a, cut to the number of slots. */
function slotOf(term: string): number {
  let hash = 2166136261;
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 16777619);
  return (hash ^ (hash >>> 16)) & (slots - 1);
}
