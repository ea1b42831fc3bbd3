import type { Span } from '../text.ts';
import type { Syntax } from './syntax.ts';

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

/** `@key`, whose last full stop or colon belongs to the text, `cite(<key>)`, `label("key")` (Typst's lexer and `cite`). */
const typstKeys =
  /(?<!\\)@(?<bare>[\p{XIDC}:.-]*[\p{XIDC}-])|\bcite\(\s*<(?<label>[\p{XIDC}:.-]+)>|\blabel\(\s*"(?<quoted>(?:[^"\\]|\\.)+)"/gu;

/** A group of Org's citations: `[cite/style:see @a p. 3; @b]`. */
const orgGroup = /\[cite(?:\/[\p{L}\p{N}/_-]+)?:([^\]]*)/gu;
/** The first `@` of each part of a group is its key (org-element.el, `org-element-citation-key-re`). */
const orgKeys = /(?<=^|;)[^;@]*@([\p{L}\p{M}\p{N}\-.:?!`'/*@+|(){}<>&_^$#%~]+)/gu;

const latexCommand = /\\(?:([A-Za-z]+)\*?|[^])/g;
const latexNote = /\s*(?:\[[^\]]{0,1000}\]|\([^)]{0,1000}\))/y;
const latexList = /\s*\{([^{}]*)\}/y;

/** The citation keys of one line, in order. */
export function keysInLine(line: string, syntax: Syntax): KeyInLine[] {
  switch (syntax) {
    case 'latex':
      return latexKeys(line);
    case 'typst':
      return [...line.matchAll(typstKeys)].map((hit) => {
        const { bare, label, quoted } = hit.groups ?? {};
        const key = quoted?.replace(/\\(.)/gu, '$1');
        return keyIn(hit, bare ?? label ?? quoted ?? '', key);
      });
    case 'org':
      return [...line.matchAll(orgGroup)].flatMap((group) => {
        const start = group.index + group[0].length - (group[1] ?? '').length;
        return [...(group[1] ?? '').matchAll(orgKeys)].map((hit) => {
          const end = start + hit.index + hit[0].length;
          return keyAtMark(hit[1] ?? '', end, 1, 0);
        });
      });
    case 'markdown':
      return [...line.matchAll(pandocKeys)].map((hit) => {
        const { linked, braced, bare } = hit.groups ?? {};
        return keyIn(hit, linked ?? braced ?? bare ?? '');
      });
  }
}

/** The key that the place in the line stands on, its marks included. */
export function keyAt(line: string, character: number, syntax: Syntax): KeyInLine | undefined {
  return keysInLine(line, syntax).find(({ whole }) => whole.start <= character && character <= whole.end);
}

/**
 * natbib's and biblatex's commands all hold "cite": `\cite{a,b}`, `\citep[see][12]{a}`,
 * `\parencite*{a}`; those that end in "cites" take several groups, `\cites[12]{a}{b}`
 * (biblatex manual, "Qualified Citation Lists").
 */
function latexKeys(line: string): KeyInLine[] {
  const keys: KeyInLine[] = [];
  for (const command of line.matchAll(latexCommand)) {
    const name = command[1] ?? '';
    if (!/cite/i.test(name)) continue;
    let end = command.index + command[0].length;
    do {
      end = pastNotes(line, end);
      latexList.lastIndex = end;
      const list = latexList.exec(line);
      if (!list) break;
      end = latexList.lastIndex;
      keys.push(...keysOfList(list[1] ?? '', end - 1));
    } while (/cites$/i.test(name));
  }
  return keys;
}

function pastNotes(line: string, from: number): number {
  let end = from;
  for (latexNote.lastIndex = end; latexNote.test(line); latexNote.lastIndex = end) end = latexNote.lastIndex;
  return end;
}

/** The keys of `a, b`, of which the last ends at `end`. A blank inside a key is part of it. */
function keysOfList(list: string, end: number): KeyInLine[] {
  return [...list.matchAll(/[^,\s](?:[^,]*[^,\s])?/g)].map((hit) =>
    keyAtMark(hit[0], end - list.length + hit.index + hit[0].length, 0, 0),
  );
}

/** The key that stands last in a match, with whatever closes it behind. */
function keyIn(hit: RegExpExecArray, written: string, key: string = written): KeyInLine {
  const at = hit[0].lastIndexOf(written);
  const start = hit.index + at;
  return { key, start, end: start + written.length, whole: { start: hit.index, end: hit.index + hit[0].length } };
}

function keyAtMark(key: string, end: number, before: number, after: number): KeyInLine {
  const start = end - key.length;
  return { key, start, end, whole: { start: start - before, end: end + after } };
}
