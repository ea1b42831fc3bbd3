/**
 * Whether a citation put in after `before` and in front of `after` needs a blank on either side:
 * it stands as a word of its own, but not apart from brackets, dashes, ties and punctuation. A
 * quotation or emphasis mark counts as closing where it follows a word, and else as opening.
 */
export function spacingAround(before: string, after: string): { readonly lead: string; readonly tail: string } {
  return {
    lead: /(?:[\p{L}\p{M}\p{N}.,;:!?)\]}”’»%]|[^\s"'*_`([{“‘«–—-]["'*_`]+)$/u.test(before.slice(-100)) ? ' ' : '',
    tail: /^[\p{L}\p{M}\p{N}([{“‘«\\@]|^["'*_`]+[\p{L}\p{N}]/u.test(after.slice(0, 100)) ? ' ' : '',
  };
}
