import type { Problem } from '../entry/entry.ts';
import type { Span } from '../text.ts';
import type { MergedPaper, Place } from './merge.ts';

/** A problem and the file it stands in. */
export interface SourceProblem extends Problem {
  readonly uri: string;
  /** Another place that belongs to it, such as the other use of a key. */
  readonly related?: { readonly uri: string; readonly span: Span };
}

/** One key is told of so often in one file; the last time says how many places there are. */
const mostPerKey = 10;

/**
 * What is wrong with the places of one key: `duplicateKey` at each where different papers have it,
 * and `repeatedEntry` where one file gives the same paper twice.
 */
export function* keyProblems(papers: readonly MergedPaper[]): Generator<SourceProblem> {
  const told = new Map<string, number>();
  const mayTell = (place: Place) => {
    const count = (told.get(place.source.uri) ?? 0) + 1;
    told.set(place.source.uri, count);
    return count <= mostPerKey;
  };
  const [first, second] = papers;
  if (first && second) {
    for (const paper of papers) {
      const other = (paper === first ? second : first).places[0];
      for (const place of paper.places)
        if (mayTell(place)) yield problemAt('duplicateKey', place, other, papers.length);
    }
    return;
  }
  const seen = new Map<string, Place>();
  for (const place of first?.places ?? []) {
    const earlier = seen.get(place.source.uri);
    if (earlier && mayTell(place)) yield problemAt('repeatedEntry', place, earlier, first?.places.length ?? 0);
    if (!earlier) seen.set(place.source.uri, place);
  }
}

/** `duplicatePaper`: one file gives a paper under two keys. */
export function duplicatePaper(place: Place, other: Place): SourceProblem {
  return problemAt('duplicatePaper', place, other, 2);
}

function problemAt(code: string, { entry, source }: Place, other: Place, count: number): SourceProblem {
  return {
    uri: source.uri,
    code,
    span: keySpan(entry),
    facts: {
      key: entry.key,
      other: other.source.uri,
      otherKey: other.entry.key,
      otherTitle: other.entry.item.title ?? other.entry.key,
      count: String(count),
    },
    related: { uri: other.source.uri, span: keySpan(other.entry) },
  };
}

function keySpan({ source }: Place['entry']): Span {
  return source.keySpan ?? source.span;
}
