import { fold } from '../fold.ts';
import { framingWords, vagueWords } from './lexicon.ts';

/** Longer names of subjects than this are sentences. */
const longestPhrase = 4;
/** What a paper is about is said at the start of its abstract. */
const longestText = 4000;

/** A word as it is compared, in the singular and small letters, and as it is written. */
export interface Word {
  readonly stem: string;
  readonly written: string;
}

/** The stretches of a text without framing words, numbers and punctuation in them, in which phrases can stand. */
export function runsOf(text: string): Word[][] {
  const runs: Word[][] = [];
  const stretches = text
    .slice(0, longestText)
    .replace(/https?:\S+/g, '.')
    .split(/[^\p{L}\p{M}\p{N}\s'’-]+|--/u);
  for (const stretch of stretches) {
    let run: Word[] = [];
    for (const written of stretch.split(/[\s'’]+/).flatMap(wordsIn)) {
      const small = fold(written);
      const stem = stemOf(small);
      if (small && !framingWords.has(small) && !framingWords.has(stem) && !/^\d+$/.test(small)) {
        run.push({ stem, written });
      } else if (run.length) {
        runs.push(run);
        run = [];
      }
    }
    if (run.length) runs.push(run);
  }
  return runs;
}

/** "state-space" is two words; "low-rank", "in-context" and "click-through" are one, which half alone does not mean. */
function wordsIn(written: string): string[] {
  const parts = written.split('-').filter(Boolean);
  const [first = '', second = ''] = parts;
  const isOne =
    parts.length === 2 && (framingWords.has(fold(first)) || /^(?:through|in|out|up|down|off|to)$/i.test(second));
  return isOne ? [parts.join('-')] : parts;
}

/** A word or phrase that stands in a text. */
export interface Term {
  readonly phrase: string;
  /** Whether a run ends with it, as it does with the noun that a phrase is about. */
  readonly isLast: boolean;
}

/** The terms of some runs: each word, and two to four neighbouring ones that may name something. */
export function* termsIn(runs: readonly (readonly Word[])[]): Generator<Term> {
  for (const run of runs) {
    for (let start = 0; start < run.length; start++) {
      let phrase = run[start]?.stem ?? '';
      if (phrase.length > 2) yield { phrase, isLast: start === run.length - 1 };
      for (let end = start + 1; end < Math.min(run.length, start + longestPhrase); end++) {
        phrase += ` ${run[end]?.stem ?? ''}`;
        if (mayName(phrase)) yield { phrase, isLast: end === run.length - 1 };
      }
    }
  }
}

/** Prefixes that are written apart or with a hyphen. */
const prefixes: ReadonlySet<string> = new Set(
  'anti auto bi cross hyper inter intra meta micro mini mono multi non poly post pre re self semi sub super tri'.split(
    ' ',
  ),
);
const manner = /.ly$/;
const qualifier = /(?:[^v]al|ive|ic|ous|ed|ly|[ai]ble|ful|less)$/;
const nouns: ReadonlySet<string> = new Set(
  (
    'anomaly archive assembly butterfly derivative family monopoly supply feed heuristic journal logic metric music narrative objective perspective proposal seed signal speed ' +
    'topic traffic trial'
  ).split(' '),
);

/** Whether a phrase says something of its own, and ends in what can be a noun. */
export function mayName(phrase: string): boolean {
  const words = phrase.split(' ');
  const last = words.at(-1) ?? '';
  if (words.some((word) => manner.test(word) && !nouns.has(word))) return false;
  if (prefixes.has(last) || (qualifier.test(last) && !nouns.has(last))) return false;
  return words.some((word) => !vagueWords.has(word) && !prefixes.has(word) && word.length > 2);
}

/** The singular, so that "state space models" and "state space model" are one phrase. */
export function stemOf(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && /(?:ch|sh|x|ss)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && /[^saiu]s$/.test(word) ? word.slice(0, -1) : word;
}

const introduced = /\(([A-Z][A-Za-z]{0,8}[A-Z]s?)\)/g;
/** So far before its short name, a phrase begins. */
const longestIntroduction = 100;

/** Short names that a text introduces, "state space models (SSMs)": the phrase by the short name, both as stems. */
export function* shortNamesIn(text: string): Generator<readonly [short: string, phrase: string]> {
  for (const { index, 1: name = '' } of text.slice(0, longestText).matchAll(introduced)) {
    const short = stemOf(fold(name));
    const before = fold(text.slice(Math.max(0, index - longestIntroduction), index)).trim();
    const words = before.split(/[\s-]+/).slice(-short.length);
    if (words.length < 2 || words.map((word) => word.charAt(0)).join('') !== short) continue;
    if (words.every((word) => /^[\p{L}\p{N}]+$/u.test(word) && !framingWords.has(word)))
      yield [short, words.map(stemOf).join(' ')];
  }
}
