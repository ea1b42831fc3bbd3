import type { Citation } from '../../citations/citation.ts';
import type { Syntax } from '../../citations/syntax.ts';
import { pandocKey } from '../../citations/write.ts';
import type { TextEdit } from './edit.ts';

/** Puts another key in the place of a cited one; nothing where the syntax cannot write it there. */
export function changeKey(
  text: string,
  { keyAt: { start, end }, kind }: Citation,
  key: string,
  syntax: Syntax,
): TextEdit | undefined {
  switch (syntax) {
    case 'markdown': {
      const isBraced = text.charAt(start - 1) === '{' && text.charAt(end) === '}';
      if (isBraced) return isBalanced(key) ? { start, end, text: key } : undefined;
      if (kind === 'noteLink' || text.slice(start - 3, start) === '[[@')
        return /[[\]|#]/.test(key) ? undefined : { start, end, text: key };
      return { start, end, text: pandocKey(key) };
    }
    case 'latex':
      return /[{},%#\\]/.test(key) ? undefined : { start, end, text: key };
    case 'typst':
      // a label of `cite(<…>)` or after `@` (Typst's lexer); one that ends in a mark would lose it to the text
      return /^[\p{XIDC}_:.-]*[\p{XIDC}_-]$/u.test(key) || text.charAt(start - 1) === '"'
        ? { start, end, text: key }
        : undefined;
    case 'org':
      return /^[\p{L}\p{M}\p{N}\-.:?!`'/*@+|(){}<>&_^$#%~]+$/u.test(key) ? { start, end, text: key } : undefined;
  }
}

function isBalanced(key: string): boolean {
  let depth = 0;
  for (const character of key) {
    depth += character === '{' ? 1 : character === '}' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0 && !/\s/.test(key);
}
