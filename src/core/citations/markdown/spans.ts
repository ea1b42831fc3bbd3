import { isDigit, newline, pastRun, pastSpaces, space } from './chars.ts';
import { attributesEnd, rawAttributeEnd } from './attributes.ts';

const backtick = 96;
const dollar = 36;
const backslash = 92;

/**
 * Code between runs of as many backticks (pandoc's `code`): where it ends with its attributes, or -1.
 * `mayGoOn` says of an end of line whether the paragraph goes on after it.
 */
export function codeEnd(text: string, start: number, end: number, mayGoOn: (at: number) => boolean): number {
  const open = Math.min(pastRun(text, start, backtick), end);
  const length = open - start;
  let at = open;
  let isEmpty = true;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === backtick) {
      const close = Math.min(pastRun(text, at, backtick), end);
      if (close - at === length && !isEmpty) return pastAttributes(text, close, end);
      at = close;
    } else if (code === newline) {
      if (!mayGoOn(at)) return -1;
      at++;
    } else {
      at++;
    }
    isEmpty = false;
  }
  return -1;
}

function pastAttributes(text: string, at: number, end: number): number {
  const raw = rawAttributeEnd(text, at);
  const close = raw < 0 ? attributesEnd(text, at) : raw;
  return close < 0 || close > end ? at : close;
}

/** `$$…$$`: no blank line within (pandoc's `mathDisplayWith`). */
export function displayMathEnd(text: string, start: number, end: number): number {
  if (!text.startsWith('$$', start)) return -1;
  const close = text.indexOf('$$', start + 3);
  if (close < 0 || close + 2 > end) return -1;
  for (let at = text.indexOf('\n', start); at >= 0 && at < close; at = text.indexOf('\n', at + 1)) {
    if (text.charCodeAt(pastSpaces(text, at + 1)) === newline) return -1;
  }
  return close + 2;
}

/**
 * `$…$` (pandoc manual, "tex_math_dollars"): no blank after the first and before the last dollar,
 * no digit after that one, no blank line within; `\$` is none, and `\text{…}` may hold any.
 */
export function mathEnd(text: string, start: number, end: number): number {
  let at = start + 1;
  if (text.charCodeAt(at) === space || text.charCodeAt(at) === newline) return -1;
  for (let isFirst = true; at < end; isFirst = false) {
    const code = text.charCodeAt(at);
    if (code === dollar && !isFirst) return isDigit(text.charCodeAt(at + 1)) ? -1 : at + 1;
    if (code === backslash) {
      const group = text.startsWith('text{', at + 1) ? bracesEnd(text, at + 5, end) : -1;
      at = group < 0 ? at + 2 : group;
    } else if (code === space || code === newline) {
      at = pastSpaces(text, at);
      if (text.charCodeAt(at) === newline) {
        at = pastSpaces(text, at + 1);
        if (text.charCodeAt(at) === newline) return -1;
      }
      if (text.charCodeAt(at) === dollar) return -1;
    } else {
      at++;
    }
  }
  return -1;
}

/** Past braces and all that stands in them; -1 where they are not closed. */
export function bracesEnd(text: string, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at + 1;
  }
  return -1;
}
