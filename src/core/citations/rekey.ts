import type { Span, TextEdit } from '../text.ts';
import type { Citation } from './citation.ts';
import type { Syntax } from './syntax.ts';
import { isTypstLabel, isTypstMark, pandocKey, typstLabel, typstString } from './write.ts';

/** Keys of links to notes, as wiki links take names. */
const linkName = /^[^\s[\]|#,;{}]+$/;
/** Keys between the backquotes of MyST's and Sphinx's roles, which may stand in a list. */
const roleKey = /^[^\s,;`{}<>]+$/;
/** `\cite` takes what stands between commas; the others mean something to TeX. */
const latexKey = /^[^\s,{}%#\\~]+$/;
/** Org manual, "Citations"; org-element.el, `org-element-citation-key-re`. */
const orgKey = /^[\p{L}\p{M}\p{N}\-.:?!`'/*@+|(){}<>&_^$#%~]+$/u;

/**
 * Writes another key in the place of a citation's, marked and escaped as its syntax wants it at that
 * place; everything else stays as it is. Nothing where the syntax cannot hold the key there.
 */
export function rekeyed(
  text: string,
  { keyAt, kind }: Citation,
  key: string,
  syntax: Syntax,
): readonly TextEdit[] | undefined {
  const before = text.slice(Math.max(0, keyAt.start - 2), keyAt.start);
  const plain = [{ ...keyAt, text: key }];
  switch (syntax) {
    case 'latex':
      return latexKey.test(key) ? plain : undefined;
    case 'org':
      return orgKey.test(key) ? plain : undefined;
    case 'typst':
      return inTypst(text, keyAt, key);
    case 'rst':
      return roleKey.test(key) ? plain : undefined;
    case 'markdown': {
      if (kind === 'noteLink') return linkName.test(key) ? plain : undefined;
      if (before === '@{') return isBalanced(key) ? plain : undefined;
      if (!before.endsWith('@')) return roleKey.test(key) ? plain : undefined;
      const written = pandocKey(key);
      return written === key || isBalanced(key) ? [{ ...keyAt, text: written }] : undefined;
    }
  }
}

/** Pandoc takes the braces around a key in pairs, and no blank between them. */
function isBalanced(key: string): boolean {
  let depth = 0;
  for (const letter of key) {
    if (letter === '{') depth++;
    if (/\s/.test(letter) || (letter === '}' && --depth < 0)) return false;
  }
  return depth === 0;
}

/** `@key`, `<key>` or `label("key")`, of which the last holds any key. */
function inTypst(text: string, { start, end }: Span, key: string): readonly TextEdit[] {
  const label = typstLabel(key);
  const mark = text.charAt(start - 1);
  if (mark === '"') return [{ start: start - 1, end: end + 1, text: typstString(key) }];
  if (mark === '<' && !isTypstLabel(key)) return [{ start: start - 1, end: end + 1, text: label }];
  if (mark !== '@' || isTypstMark(key)) return [{ start, end, text: key }];
  const supplement = bracketsEnd(text, end);
  const close = /^(?:[([;]|\.\p{L})/u.test(text.slice(supplement, supplement + 3)) ? ');' : ')';
  if (supplement === end) return [{ start: start - 1, end, text: `#cite(${label}${close}` }];
  return [
    { start: start - 1, end, text: `#cite(${label}, supplement: ` },
    { start: supplement, end: supplement, text: close },
  ];
}

const longestSupplement = 2000;

/** After the brackets that open at `from`; `from` itself where none do, or where they stay open. */
function bracketsEnd(text: string, from: number): number {
  if (text.charAt(from) !== '[') return from;
  let depth = 0;
  for (let at = from; at < Math.min(text.length, from + longestSupplement); at++) {
    const letter = text.charAt(at);
    if (letter === '\\') at++;
    else if (letter === '[') depth++;
    else if (letter === ']' && --depth === 0) return at + 1;
  }
  return from;
}
