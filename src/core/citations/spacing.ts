/** Han, Hiragana and Katakana are written without blanks between words; Hangul is written with them. */
const unspaced = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]`;
const unspacedBefore = new RegExp(String.raw`${unspaced}\p{M}*["'*_\u0060”’)\]]*$`, 'u');
const unspacedAfter = new RegExp(String.raw`^["'*_\u0060“‘(]*${unspaced}`, 'u');

/**
 * Whether a citation put in after `before` and in front of `after` needs a blank on either side:
 * it stands as a word of its own, but not apart from brackets, dashes, ties and punctuation. A
 * quotation or emphasis mark counts as closing where it follows a word, and else as opening.
 * Beside a script without blanks it gets none where a bracket or a command sets it off; a bare
 * `@key` would run into the word (pandoc, Typst).
 */
export function spacingAround(
  before: string,
  after: string,
  citation: string,
): { readonly lead: string; readonly tail: string } {
  const [left, right] = [before.slice(-100), after.slice(0, 100)];
  const needsLead = /(?:[\p{L}\p{M}\p{N}.,;:!?)\]}”’»%]|[^\s"'*_`([{“‘«–—-]["'*_`]+)$/u.test(left);
  const needsTail = /^[\p{L}\p{M}\p{N}([{“‘«\\@]|^["'*_`]+[\p{L}\p{N}]/u.test(right);
  const isSetOffLeft = unspacedBefore.test(left) && /^[[\\#]/.test(citation);
  const isSetOffRight = unspacedAfter.test(right) && /[\])}]$/.test(citation);
  return { lead: needsLead && !isSetOffLeft ? ' ' : '', tail: needsTail && !isSetOffRight ? ' ' : '' };
}

const letter = String.raw`(?!${unspaced})[\p{L}\p{M}\p{N}]`;
const wordBefore = new RegExp(`${letter}$`, 'u');
const wordAfter = new RegExp(`^(?:${letter}|[-’'](?=${letter}))+`, 'u');

/**
 * How many characters the word goes on behind a place that is in it; none where no word stands on both sides. Scripts
 * that are written without blanks do not show where a word ends.
 */
export function restOfWord(before: string, after: string): number {
  return wordBefore.test(before.slice(-2)) ? (wordAfter.exec(after.slice(0, 200))?.[0].length ?? 0) : 0;
}
