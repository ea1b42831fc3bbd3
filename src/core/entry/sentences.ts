import { startOf } from '../text.ts';

/** A mark that ends a sentence, with the quotes and brackets that close on it. */
const sentenceEnd = /[.?!]["'”’)\]]*(?=\s+[^\s\p{Ll}])|[。？！]["'”’）」』]*/gu;
/** Full stops that end no sentence. */
const abbreviation = /(?:^|[\s(])(?:al|cf|e\.g|ed|eds|eq|eqs|etc|fig|figs|i\.e|no|p|pp|resp|sec|st|vol|vs|\p{L})\.$/iu;

/**
 * The first sentences of a text that fit into `length` UTF-16 units; of a longer first sentence,
 * its start and an ellipsis.
 */
export function firstSentences(text: string, length: number): string {
  const trimmed = text.trim();
  const near = trimmed.slice(0, 10 * length + 1000);
  const whole = near.replace(/\s+/g, ' ');
  if (whole.length <= length && near.length === trimmed.length) return whole;
  let end = 0;
  for (const hit of whole.slice(0, length + 2).matchAll(sentenceEnd)) {
    const after = hit.index + hit[0].length;
    if (after <= length && !abbreviation.test(whole.slice(Math.max(0, after - 10), after))) end = after;
  }
  if (end > length / 4) return whole.slice(0, end);
  const cut = startOf(whole, length);
  const blank = cut.lastIndexOf(' ');
  return `${blank > length / 2 ? cut.slice(0, blank) : cut} …`;
}
