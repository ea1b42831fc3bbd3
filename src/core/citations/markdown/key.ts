import { alphaNumAt } from './chars.ts';
import { Pairs } from './pairs.ts';

/** A citation key and how it is marked: `@key`, `-@key`, `@{key}`. */
export interface MarkedKey {
  readonly key: string;
  readonly start: number;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly end: number;
  readonly isWithoutAuthor: boolean;
}

const underscore = 95;
const inside = new Set(Array.from(':.#$%&-+?<>~/', (mark) => mark.charCodeAt(0)));

/** The key that is marked at a place (pandoc's `citeKey`), whatever stands before it. */
export function keyAtMark(text: string, start: number, limit: number, braces: Pairs): MarkedKey | undefined {
  const isWithoutAuthor = text[start] === '-';
  const at = isWithoutAuthor ? start + 1 : start;
  if (text[at] !== '@') return undefined;
  const isBraced = text[at + 1] === '{';
  const keyStart = isBraced ? at + 2 : at + 1;
  const keyEnd = Math.min(isBraced ? braces.close(at + 1) : bareEnd(text, keyStart), limit);
  if (keyEnd < keyStart || (keyEnd === keyStart && !isBraced)) return undefined;
  const key = text.slice(keyStart, keyEnd);
  return { key, start, keyStart, keyEnd, end: isBraced ? keyEnd + 1 : keyEnd, isWithoutAuthor };
}

/** Letters, digits and `_`, and single marks between them; `//` as in addresses. */
function bareEnd(text: string, start: number): number {
  const first = wordAt(text, start) || (text[start] === '*' ? 1 : 0);
  if (!first) return -1;
  for (let at = start + first; ;) {
    const word = wordAt(text, at);
    if (word) {
      at += word;
      continue;
    }
    const code = text.charCodeAt(at);
    const isSlash = (code === 58 || code === 47) && text.charCodeAt(at + 1) === 47;
    if (!isSlash && !(inside.has(code) && wordAt(text, at + 1))) return at;
    at++;
  }
}

function wordAt(text: string, at: number): number {
  return text.charCodeAt(at) === underscore ? 1 : alphaNumAt(text, at);
}

/** The braces of keys are in pairs and hold no blanks. */
export function keyBraces(text: string): Pairs {
  return new Pairs(text, '{}', false, (at) => {
    blank.lastIndex = at;
    return blank.exec(text)?.index ?? text.length;
  });
}

const blank = /\s/g;
