import type { Span } from '../text.ts';

/** A citation key in a line of text, with its place in that line. */
export interface KeyInLine extends Span {
  readonly key: string;
  /** The key with what marks it as one: `@`, braces, the brackets of a label. */
  readonly whole: Span;
}

/** Letters, digits and `_`; pandoc counts the marks of decomposed letters among them. */
const word = '[\\p{L}\\p{M}\\p{N}_]';
const inBraces = '(?:[^{}\\s]|\\{(?:[^{}\\s]|\\{[^{}\\s]*\\})*\\})+';

/**
 * Where `@` may start a citation in pandoc: not within a word or after its full stop, as in the
 * address me@home, and not after a backslash that is not itself escaped.
 */
export const mayStartCitation = '(?<![\\p{L}\\p{M}\\p{N}.])(?<!(?:^|[^\\\\])(?:\\\\\\\\)*\\\\)';

/**
 * `@key`, with single marks inside and with `://` as in addresses, and `@{key}` (pandoc manual,
 * "Extension: citations"; pandoc's reader takes braces in pairs). `[[@key]]` and `[[@key|text]]`
 * link to a note, whose name is the key as it is.
 */
const pandocKeys = new RegExp(
  `\\[\\[@(?<linked>[^\\s[\\]|#,;{}]+)(?=\\]\\]|[|#])|` +
    `${mayStartCitation}@(?:\\{(?<braced>${inBraces})\\}|(?<bare>${word}(?:${word}|[:.#$%&\\-+?<>~/](?=${word})|[:/](?=/))*))`,
  'gu',
);

/** The keys that one line of Markdown cites, in order. */
export function keysInLine(line: string): KeyInLine[] {
  return [...line.matchAll(pandocKeys)].map((hit) => {
    const { linked, braced, bare } = hit.groups ?? {};
    return keyIn(hit, linked ?? braced ?? bare ?? '');
  });
}

/** The key that stands last in a match, with whatever closes it behind. */
function keyIn(hit: RegExpExecArray, written: string): KeyInLine {
  const start = hit.index + hit[0].lastIndexOf(written);
  const whole = { start: hit.index, end: hit.index + hit[0].length };
  return { key: written, start, end: start + written.length, whole };
}
