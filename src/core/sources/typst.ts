import type { NamedFile } from './named.ts';
import { isFileName } from './named.ts';

/** Comments, raw text, strings, and calls of `bibliography`. */
const marks = /\/\/[^\n\r]*|\/\*|(`+)|"(?:[^"\\]|\\[^])*"|\\[^]|(?<![\p{L}\p{N}_.-])bibliography\(/gu;
const inCall =
  /\/\/[^\n\r]*|\/\*|"((?:[^"\\]|\\[^])*)"|(?<![\p{L}\p{N}_-])[\p{L}_][\p{L}\p{N}_-]{0,100}(?=\s{0,100}:)|[()[\],]/gu;
/** What is not behind `#` is code only after one of these. */
const beforeCode = /(?:#|[:(,={;[+]\s*|^\s+|[\n\r]\s+)$/;

/**
 * The files of `#bibliography("x.bib")` and `#bibliography(("a.bib", "b.yml"))`, also within `read` (Typst reference,
 * "Bibliography", parameter `sources`).
 */
export function typstBibliographies(text: string): NamedFile[] {
  const files: NamedFile[] = [];
  marks.lastIndex = 0;
  for (let hit = marks.exec(text); hit; hit = marks.exec(text)) {
    const [mark, ticks] = hit;
    if (mark === '/*') marks.lastIndex = commentEnd(text, marks.lastIndex);
    else if (ticks !== undefined) marks.lastIndex = rawEnd(text, marks.lastIndex, ticks);
    // a quotation mark in prose is no string: nothing is hidden behind it but what its line holds
    else if (mark.startsWith('"') && /[\n\r]/.test(mark)) marks.lastIndex = hit.index + 1;
    else if (mark.startsWith('bibliography') && beforeCode.test(text.slice(Math.max(0, hit.index - 40), hit.index)))
      marks.lastIndex = readCall(text, marks.lastIndex, files);
  }
  return files;
}

/** Takes the strings of the first, unnamed argument; gives where the call ends. */
function readCall(text: string, from: number, files: NamedFile[]): number {
  let depth = 1;
  let isNamed = false;
  let isFirst = true;
  inCall.lastIndex = from;
  for (let hit = inCall.exec(text); hit; hit = inCall.exec(text)) {
    const [mark, string] = hit;
    if (mark === '/*') inCall.lastIndex = commentEnd(text, inCall.lastIndex);
    else if (mark.startsWith('//')) continue;
    else if (string !== undefined) {
      const name = string.replace(/\\([\\"])/g, '$1');
      const start = hit.index + 1;
      if (isFirst && !isNamed && isFileName(name)) files.push({ name, span: { start, end: start + string.length } });
    } else if (mark === '(' || mark === '[') depth++;
    else if (mark === ')' || mark === ']') {
      if (--depth === 0) return inCall.lastIndex;
    } else if (mark === ',') {
      if (depth === 1) {
        if (!isNamed) isFirst = false;
        isNamed = false;
      }
    } else isNamed = depth === 1 || isNamed;
  }
  return text.length;
}

/** Comments nest (Typst reference, "Syntax"). */
function commentEnd(text: string, from: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = from;
  let depth = 1;
  for (let hit = marks.exec(text); hit; hit = marks.exec(text)) {
    depth += hit[0] === '/*' ? 1 : -1;
    if (!depth) return marks.lastIndex;
  }
  return text.length;
}

/** Two backticks are an empty raw text; three or more open one that as many close. */
function rawEnd(text: string, from: number, ticks: string): number {
  if (ticks.length === 2) return from;
  const close = text.indexOf(ticks, from);
  return close < 0 ? text.length : close + ticks.length;
}
