/**
 * Whether a citation put in after `before` and in front of `after` needs a blank on either side:
 * it stands as a word of its own, but not apart from brackets, dashes, ties and punctuation.
 */
export function spacingAround(before: string, after: string): { readonly lead: string; readonly tail: string } {
  return {
    lead: /[\p{L}\p{M}\p{N}.,;:!?)\]}"'”’»*_`%]$/u.test(before) ? ' ' : '',
    tail: /^[\p{L}\p{M}\p{N}([{"'“‘«*_`\\@]/u.test(after) ? ' ' : '',
  };
}
