import type { Syntax } from './syntax.ts';

/** What is being typed where a citation key belongs: the text so far, and where it starts. */
export interface TypedKey {
  readonly query: string;
  readonly start: number;
}

/** After `@` at the start of a word, as pandoc, Typst and Org have it, up to the next blank. */
const afterAt = /(?:^|[\s([{;,–—-])-?@(?:\{)?([^\s@[\]{}();,!"'`]*)$/u;
/** In the braces of a citation command, after the last comma. */
const inCommand = /\\[A-Za-z]*cite[A-Za-z]*\*?\s*(?:\[[^\]]*\]\s*)*\{(?:[^{}]*,)?\s*([^{},]*)$/i;
/** In Typst's `#cite(<`. */
const inLabel = /#cite\(\s*<([^<>\s]*)$/;

/** The key that is being typed at the end of `before`, the line up to the cursor; nothing elsewhere. */
export function typedKey(before: string, syntax: Syntax): TypedKey | undefined {
  const hit = syntax === 'latex' ? inCommand.exec(before) : (afterAt.exec(before) ?? (syntax === 'typst' ? inLabel.exec(before) : null));
  const query = hit?.[1];
  return query === undefined ? undefined : { query, start: before.length - query.length };
}
