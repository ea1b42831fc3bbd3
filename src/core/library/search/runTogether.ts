import type { Steps } from '../../steps.ts';
import type { Posting } from './storedIndex.ts';
import type { Allowed } from './wordIndex.ts';

/** What tells words, and the papers that hold them. */
export interface Words {
  readonly words: { holding(word: string): Iterable<Posting>; starting(start: string): Iterable<Posting> };
  /** The short fields of a paper as one line of words between single blanks. */
  readonly lineOf: (id: string) => string;
}

/** Names such as Gu and Li have two letters; only what is still being typed may be shorter. */
const shortestWord = 2;
const mostWords = 4;
const longestText = 48;
/** So many ways to split are tried, the likeliest first; */
const mostSplits = 24;
/** so many words are looked up for them; */
const mostLookups = 600;
/** and so many papers of the rarest word are looked at for each. */
const mostPapers = 5000;
/** Places, or papers, looked at in one step. */
const step = 1000;

/**
 * Papers that hold the words of a text without blanks, in any order: `mambagu` and `gumamba` find Gu's Mamba. Every
 * word stands whole in a title, a name or the like, but for the last, which may be the start of one. Fewer and longer
 * words are likelier. Takes folded text. In steps.
 */
export function* runTogether(
  text: string,
  { words, lineOf }: Words,
  limit: number,
  allowed?: Allowed,
): Steps<string[]> {
  const found = new Set<string>();
  if (text.length > longestText) return [];
  const holders = new Map<string, readonly string[]>();
  let looked = 0;
  function* papersWith(word: string): Steps<readonly string[]> {
    const known = holders.get(word);
    if (known || holders.size >= mostLookups) return known ?? [];
    const ids = new Set<string>();
    for (const { id } of words.holding(word)) {
      if (++looked % step === 0) yield;
      ids.add(id);
      if (ids.size >= mostPapers) break;
    }
    const list = [...ids];
    holders.set(word, list);
    return list;
  }
  function* isWord(word: string): Steps<boolean> {
    return (yield* papersWith(word)).length > 0;
  }
  for (const split of yield* splitsOf(text, isWord)) {
    const [last = '', ...others] = split.reverse();
    let rarest: readonly string[] | undefined;
    for (const word of others) {
      const papers = yield* papersWith(word);
      if (!rarest || papers.length < rarest.length) rarest = papers;
    }
    for (const id of rarest ?? []) {
      if (++looked % step === 0) yield;
      const line = lineOf(id);
      if (!line.includes(` ${last}`) || !others.every((word) => line.includes(` ${word} `))) continue;
      if (allowed && !allowed(id)) continue;
      found.add(id);
      if (found.size >= limit) return [...found];
    }
  }
  return [...found];
}

/** The ways to read a text as two words or more, the likeliest first. */
function* splitsOf(text: string, isWord: (word: string) => Steps<boolean>): Steps<string[][]> {
  const splits: string[][] = [];
  function* split(start: number, before: readonly string[]): Steps<void> {
    if (before.length && start < text.length) splits.push([...before, text.slice(start)]);
    if (before.length + 1 >= mostWords) return;
    for (let end = text.length - 1; end >= start + shortestWord; end--) {
      if (splits.length >= 4 * mostSplits) return;
      const word = text.slice(start, end);
      if (yield* isWord(word)) yield* split(end, [...before, word]);
    }
  }
  yield* split(0, []);
  const squares = (words: readonly string[]) => words.reduce((sum, word) => sum + word.length ** 2, 0);
  return splits.sort((a, b) => a.length - b.length || squares(b) - squares(a)).slice(0, mostSplits);
}
