import { alphaNumAt } from './chars.ts';

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
export function keyAtMark(text: string, start: number, limit: number): MarkedKey | undefined {
  const isWithoutAuthor = text[start] === '-';
  const at = isWithoutAuthor ? start + 1 : start;
  if (text[at] !== '@') return undefined;
  const isBraced = text[at + 1] === '{';
  const keyStart = isBraced ? at + 2 : at + 1;
  const keyEnd = Math.min(isBraced ? bracedEnd(text, keyStart, limit) : bareEnd(text, keyStart), limit);
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

/** Braces in pairs and no blanks: where the last one closes, or -1. */
function bracedEnd(text: string, start: number, limit: number): number {
  let depth = 1;
  for (let at = start; at < limit; at++) {
    const char = text.charAt(at);
    if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at;
    else if (/\s/.test(char)) return -1;
  }
  return -1;
}
