import type { Span } from '../text.ts';
import type { Syntax } from './syntax.ts';

/** A citation key in a line of text, with its place in that line. */
export interface KeyInLine extends Span {
  readonly key: string;
}

/** `@key` and `@{key}` (pandoc manual, "Extension: citations"), not in an address such as me@home. */
const atKey = /(?<![\p{L}\p{N}_\\])@(?:\{([^{}\s]+)\}|([\p{L}\p{N}_]+(?:[:.#$%&\-+?<>~/][\p{L}\p{N}_]+)*))/gu;
/** `\cite`, `\parencite*`, `\citep[see][12]{a,b}`: natbib's and biblatex's commands all hold "cite". */
const citeCommand = /\\[A-Za-z]*cite[A-Za-z]*\*?\s*(?:\[[^\]]*\]\s*)*\{([^{}]*)\}/gi;
/** `#cite(<key>)`, beside `@key`. */
const typstLabel = /#cite\(\s*<([^<>\s]+)>/g;

/** The citation keys of one line, in order. */
export function keysInLine(line: string, syntax: Syntax): KeyInLine[] {
  switch (syntax) {
    case 'latex':
      return [...line.matchAll(citeCommand)].flatMap((command) => keysOfList(command[1] ?? '', command.index + command[0].length - 1));
    case 'typst':
      return [...atKeys(line), ...[...line.matchAll(typstLabel)].map((cite) => keyEndingAt(cite[1] ?? '', cite.index + cite[0].length - 1))];
    case 'markdown':
    case 'org':
      return atKeys(line);
  }
}

/** The key that the place in the line stands on, its mark and its end included. */
export function keyAt(line: string, character: number, syntax: Syntax): KeyInLine | undefined {
  return keysInLine(line, syntax).find(({ start, end }) => start - 1 <= character && character <= end);
}

function atKeys(line: string): KeyInLine[] {
  return [...line.matchAll(atKey)].map((hit) => {
    const [whole, braced, bare] = hit;
    return keyEndingAt(braced ?? bare ?? '', hit.index + whole.length - (braced === undefined ? 0 : 1));
  });
}

/** The keys of `a, b`, of which the last ends at `end`. */
function keysOfList(list: string, end: number): KeyInLine[] {
  return [...list.matchAll(/[^,\s]+/g)].map((hit) => keyEndingAt(hit[0], end - list.length + hit.index + hit[0].length));
}

function keyEndingAt(key: string, end: number): KeyInLine {
  return { key, start: end - key.length, end };
}
