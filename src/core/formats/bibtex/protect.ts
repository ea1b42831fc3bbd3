import { texOf, texOfMarkup } from './texEncode.ts';

/**
 * A title with the capitals that a style must not change in braces. BibTeX styles set titles in
 * sentence case and keep what is in braces ("BibTeXing", section 3.2); BibLaTeX's styles and
 * pandoc do the same.
 *
 * - a word with a capital after its first letter ("CNNs", "ResNet", "eBPF") is kept always;
 * - in a title that is itself in sentence case, every capital after the start is a name's.
 */
export function titleToTex(title: string): string {
  const names = isSentenceCase(title);
  let sentenceStart = true;
  const word = (text: string, index: number): string => {
    if (index % 2 || !text) return texOf(text);
    const keep = isMixed(text) || (names && !sentenceStart && /^\P{L}*\p{Lu}/u.test(text));
    sentenceStart = /[:.?!]["'’”)]*$/.test(text);
    return keep ? braced(text) : texOf(text);
  };
  const blanksAndMath = /(\$[^$\s](?:[^$]{0,400}[^$\s])?\$|\s+)/;
  return texOfMarkup(title, (plain) => plain.split(blanksAndMath).map(word).join(''));
}

/** The part of the word that is letters and digits, in braces; the punctuation around it is not. */
function braced(word: string): string {
  const [, before = '', core = '', after = ''] = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(word) ?? [];
  return `${texOf(before)}{${texOf(core)}}${texOf(after)}`;
}

/** Whether some part of the word between hyphens has a capital after its first letter. */
function isMixed(word: string): boolean {
  return word.split(/[-–—/]/).some((part) => /[\p{L}\p{N}].*\p{Lu}/su.test(part));
}

/** Whether most of the longer words after the first start with a small letter. */
function isSentenceCase(title: string): boolean {
  const words = title
    .replace(/<[^<>]*>/g, '')
    .split(/\s+/)
    .slice(1)
    .filter((word) => /^\p{L}{4,}/u.test(word));
  const small = words.filter((word) => /^\p{Ll}/u.test(word)).length;
  return small * 2 > words.length;
}
