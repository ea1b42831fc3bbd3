import { creatorsOf, yearOf } from './authors.ts';
import type { CslItem, CslName } from './csl.ts';

/** Words a citation key passes over: articles, pronouns, question words, prepositions, conjunctions, forms of "be". */
const smallWords = new Set(
  (
    'a an the this that these those we our it its ' +
    'what which who how why when where ' +
    'about after as at before between beyond by for from in into of off on over through to toward towards under ' +
    'upon via with within without ' +
    'and but nor or than ' +
    'are be can do does has have is was were'
  ).split(' '),
);

const ligatures: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * A citation key for an item whose source gives none: family name, year, first significant word
 * of the title, as in `gu2023mamba`. Where that key is among those `taken`, the next significant
 * word is used, and where none is left, a number. `seeds/README.md` describes the rule.
 */
export function citationKey(item: CslItem, taken: { has(key: string): boolean }): string {
  const start = familyPart(creatorsOf(item)[0]) + String(yearOf(item) ?? '');
  const words = significantWords(item.title ?? '');
  const candidates = words.length ? words.map((word) => start + word) : [start || 'untitled'];
  const free = candidates.find((key) => !taken.has(key));
  if (free !== undefined) return free;
  const base = candidates[0];
  return `${base}-${freeNumber((number) => taken.has(`${base}-${number}`))}`;
}

/** A number from 2 that is not taken, in few steps even where thousands are. */
function freeNumber(isTaken: (number: number) => boolean): number {
  let free = 2;
  while (isTaken(free)) free *= 2;
  for (let step = free / 4; step >= 1; step /= 2) if (!isTaken(free - step)) free -= step;
  return free;
}

/** The whole family name; of a body's name, the first word that counts. */
function familyPart(name: CslName | undefined): string {
  if (!name) return '';
  if (name.family !== undefined) return fold(name.family);
  return significantWords(name.literal ?? name.given ?? '')[0] ?? '';
}

/** Titles are cut at spaces and hyphens; no key needs more than the first words. */
function significantWords(title: string): string[] {
  const words = title
    .slice(0, 500)
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .split(/[\s-]+/)
    .map(fold);
  const significant = words.filter((word) => word && !smallWords.has(word));
  return significant.length ? significant : words.filter(Boolean);
}

/** Lower-case ASCII letters and digits; accents fall away. A word in another script keeps its letters. */
function fold(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[ßæœøłđðþı]/g, (letter) => ligatures[letter] ?? letter);
  return plain.replace(/[^a-z0-9]/g, '') || plain.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');
}
