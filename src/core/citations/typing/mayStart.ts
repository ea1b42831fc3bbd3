/**
 * Where `@` may start a citation in pandoc: not within a word or after its full stop, as in the
 * address me@home, while three stops are an ellipsis, and not after a backslash that is not itself escaped.
 */
export const mayStartCitation =
  '(?<![\\p{L}\\p{M}\\p{N}])(?<!(?:^|[^.])(?:\\.{3})*\\.{1,2})(?<!(?:^|[^\\\\])(?:\\\\\\\\)*\\\\)';
