import { attributesEnd } from './attributes.ts';
import { alphaNumAt, isBlankFrom, lineEnd, newline, pastSpaces, pastSpacesAndLine, space } from './chars.ts';

/** The end of `(address "title")` after a link's text, with its attributes; -1 where there is none (pandoc's `source`). */
export function destinationEnd(text: string, start: number, end: number): number {
  if (text[start] !== '(') return -1;
  const from = pastSpaces(text, start + 1);
  let at = text[from] === '<' ? angledEnd(text, from, end) : -1;
  if (at < 0) at = addressEnd(text, from, end);
  const beforeTitle = pastSpacesAndLine(text, at);
  const title = beforeTitle < 0 ? -1 : quotedEnd(text, beforeTitle, end);
  at = pastSpaces(text, title < 0 ? at : title);
  if (at >= end || text[at] !== ')') return -1;
  const attributes = attributesEnd(text, at + 1);
  return attributes < 0 || attributes > end ? at + 1 : attributes;
}

function angledEnd(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    const char = text[at];
    if (char === '>') return at + 1;
    if (char === '\\') at++;
    else if (char === '\n' && isBlankFrom(text, at + 1)) return -1;
  }
  return -1;
}

/** Past an address with its pairs of parentheses, in front of what may be a title or the end. */
function addressEnd(text: string, start: number, end: number): number {
  let depth = 0;
  let lastClose = -1;
  let at = start;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 40) depth++;
    else if (code === 41) {
      if (depth === 0) return at;
      depth--;
      lastClose = at;
    } else if (code === space && depth === 0) {
      const next = pastSpaces(text, at);
      if (/["')]/.test(text.charAt(next))) return at;
      at = next - 1;
    } else if (code === newline) {
      if (isBlankFrom(text, at + 1)) break;
      if (depth === 0 && /["']/.test(text.charAt(pastSpaces(text, at + 1)))) return at;
    }
  }
  return lastClose < 0 ? Math.min(at, end) : lastClose;
}

/** `"title"` or `'title'`: where it ends, or -1; the mark that ends it stands in front of no letter. */
export function quotedEnd(text: string, start: number, end: number): number {
  const quote = text[start];
  if (quote !== '"' && quote !== "'") return -1;
  if (text.charCodeAt(start + 1) === space) return -1;
  for (let at = start + 1; at < end; at++) {
    const char = text[at];
    if (char === quote && !alphaNumAt(text, at + 1)) return at + 1;
    if (char === '\\') at++;
    else if (char === '\n' && isBlankFrom(text, at + 1)) return -1;
  }
  return -1;
}

/** The end of what follows `[label]:` in a link's definition, its last line included; -1 where it is none. */
export function definitionEnd(text: string, colon: number): number {
  let at = pastSpaces(text, colon + 1);
  if (text[at] === '\n') at = pastSpaces(text, at + 1);
  if (text[at] === '[') return -1;
  const angled = text[at] === '<' ? angledEnd(text, at, text.length) : -1;
  at = angled < 0 ? wordsEnd(text, at) : angled;
  let title = titleEnd(text, pastSpaces(text, at));
  if (title < 0 && isBlankFrom(text, at)) {
    const next = pastSpaces(text, lineEnd(text, at) + 1);
    const below = titleEnd(text, next);
    if (below >= 0 && (isBlankFrom(text, below) || attributesEnd(text, pastSpaces(text, below)) >= 0)) title = below;
  }
  if (title >= 0) at = title;
  let attributes = attributesEnd(text, pastSpaces(text, at));
  if (attributes < 0 && isBlankFrom(text, at))
    attributes = attributesEnd(text, pastSpaces(text, lineEnd(text, at) + 1));
  if (attributes >= 0 && isBlankFrom(text, attributes)) at = attributes;
  return isBlankFrom(text, at) ? Math.min(text.length, lineEnd(text, at) + 1) : -1;
}

/** The words of an address, up to a title or attributes. */
function wordsEnd(text: string, start: number): number {
  const limit = lineEnd(text, start);
  let at = start;
  for (;;) {
    const word = pastSpaces(text, at);
    if (word >= limit || titleEnd(text, word) >= 0 || attributesEnd(text, word) >= 0) return at;
    at = word;
    while (at < limit && text.charCodeAt(at) !== space) at++;
  }
}

function titleEnd(text: string, start: number): number {
  if (text[start] !== '(') return quotedEnd(text, start, text.length);
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return at + 1;
    else if (char === '\\') at++;
    else if (char === '\n' && isBlankFrom(text, at + 1)) return -1;
  }
  return -1;
}
