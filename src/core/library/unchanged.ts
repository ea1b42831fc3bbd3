import type { Entry } from '../entry/entry.ts';
import type { Steps } from '../steps.ts';
import type { Place } from './merge.ts';

/** Whether an entry of a file that was read again says what it said before. */
export type Comparison = (old: Place, now: Place) => boolean;

/** Fields through which a BibTeX entry takes values from another (BibLaTeX manual, "Data Inheritance"). */
const inheriting = /\b(?:crossref|xref|xdata|entryset)\s*=/i;
const macro = /@string\b/i;

/**
 * Where both texts are known, entries are compared as they are written, which is many times
 * quicker than by what they mean; but what takes values from elsewhere in the file is compared by
 * meaning, and so is everything where the file's macros are others now.
 */
export function comparing(macrosChanged: boolean): Comparison {
  return (old, now) => {
    const [was, is] = [writtenAt(old), writtenAt(now)];
    const byMeaning = was === undefined || is === undefined || macrosChanged || inheriting.test(is);
    return (byMeaning || was === is) && (!byMeaning || meaning(old.entry) === meaning(now.entry));
  };
}

function writtenAt({ entry, source }: Place): string | undefined {
  const { start, end } = entry.source.span;
  return source.text?.slice(start, end);
}

function meaning({ item, topics, partial }: Entry): string {
  return JSON.stringify([item, topics, partial]);
}

/** Entries passed in one step. */
const step = 1000;

/** The stretches of a file between its entries that define macros. In steps. */
export function* macrosOf(text: string, entries: readonly Entry[]): Steps<string> {
  const found: string[] = [];
  const take = (stretch: string) => void (macro.test(stretch) && found.push(stretch.trim()));
  let at = 0;
  for (const [place, { source }] of entries.entries()) {
    if (source.span.start > at) take(text.slice(at, source.span.start));
    at = Math.max(at, source.span.end);
    if (place % step === step - 1) yield;
  }
  take(text.slice(at));
  return found.join('\n');
}
