/** Words as the indexes hold them; everything here takes and gives folded text. */

/** Longer runs are not words: encoded data that strayed into an abstract. */
const longestWord = 64;

/** Scripts written without spaces; each pair of neighbouring characters counts as a word. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The words of a folded text, in order. `longest-range` is two words. */
export function wordsOf(folded: string): string[] {
  if (/^[\x00-\x7f]*$/.test(folded)) return folded.split(/[^a-z0-9]+/).filter(isWord);
  const words = folded.split(/[^\p{L}\p{M}\p{N}]+/u).filter(isWord);
  return words.some((word) => unspaced.test(word)) ? words.flatMap(pairsOf) : words;
}

function isWord(word: string): boolean {
  return word.length > 0 && word.length <= longestWord;
}

/** 深度学习 as 深度, 度学, 学习: a search for any stretch of it finds it. */
function pairsOf(word: string): string[] {
  const letters = [...word];
  if (letters.length < 3 || !unspaced.test(word)) return [word];
  return letters.slice(1).map((letter, place) => `${letters[place]}${letter}`);
}

/** Words that say nothing about a paper: not indexed in abstracts, not asked for in queries of other words. */
export const emptyWords: ReadonlySet<string> = new Set(
  (
    'a about across after all also an and any are as at be been being between both but by can could do does each for from ' +
    'has have how however i if in into is it its may more most not of on only or other our over such than that the their ' +
    'them then there these they this those through thus to towards under up upon use used using via was we well were what ' +
    'when where whether which while who why will with within without would you your'
  ).split(' '),
);

/** What a query asks for in one place: a word, or the words of "pre-trained" with what they are joined. */
export interface QueryTerm {
  readonly words: readonly string[];
  readonly joined?: string;
}

/** More words than this are a pasted text; its beginning finds what there is to find. */
const mostTerms = 24;
const longestQuery = 1000;

/** The terms of a folded query, without empty words unless there are no others. */
export function termsOf(folded: string): QueryTerm[] {
  const terms = folded
    .slice(0, longestQuery)
    .split(/\s+/)
    .flatMap((piece): QueryTerm[] => {
      const words = wordsOf(piece);
      const compound = words.length > 1 && /^\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)+$/u.test(piece);
      return compound ? [{ words, joined: words.join('') }] : words.map((word) => ({ words: [word] }));
    });
  const telling = terms.filter(({ words }) => words.some((word) => !emptyWords.has(word)));
  return (telling.length ? telling : terms).slice(0, mostTerms);
}

/**
 * Further words under which a title is looked for: "clickthrough" for Click-Through, "budget" and
 * "longformer" for BudgetLongformer. Takes the title as it is written.
 */
export function compoundsOf(title: string): string[] {
  const joined = (title.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)+/gu) ?? []).map((word) => word.replaceAll('-', ''));
  const parts = (title.match(/\p{Lu}[\p{Ll}\p{N}]+(?:\p{Lu}[\p{Ll}\p{N}]+)+/gu) ?? []).flatMap(
    (word) => word.match(/\p{Lu}[\p{Ll}\p{N}]+/gu) ?? [],
  );
  return [...joined, ...parts].filter((word) => word.length > 2);
}

/**
 * The short names that readers make of a phrase: "ssm" and "ssms" for State Space Models, "nas"
 * for Neural Architecture Search. Every run of three or four significant words has one.
 */
export function initialsOf(folded: string): string[] {
  const initials = wordsOf(folded)
    .filter((word) => !emptyWords.has(word) && /^\p{L}/u.test(word))
    .map((word) => word.charAt(0));
  return [3, 4].flatMap((length) =>
    initials
      .slice(0, Math.max(0, initials.length - length + 1))
      .map((_, start) => initials.slice(start, start + length).join('')),
  );
}
