import { mayStartCitation } from './mayStart.ts';
import { queryAtEnd } from './markdown.ts';
import type { Typed } from './typed.ts';
import { endOf, labelStart, typedKey, typedLocator } from './typed.ts';

const nearby = 600;
const afterAt = new RegExp(`${mayStartCitation}@${queryAtEnd}`, 'u');
const inLabel = /\bcite\(\s*<([^<>\s]{0,200})$/;
/** For keys that hold a slash or the like (Typst reference, "Cite"). */
const inString = /\blabel\(\s*"([^"\\\n]{0,200})$/;
/** `@key[p` and `cite(<key>, supplement: [p` (Typst reference, "Cite", `supplement`). */
const supplements = [
  new RegExp(`${mayStartCitation}@[\\p{XIDC}:.-]{0,199}[\\p{XIDC}-]\\[${labelStart}`, 'u'),
  new RegExp(
    `\\bcite\\([^()[\\]]{0,300}(?:\\([^()]{0,200}\\)[^()[\\]]{0,200})?\\bsupplement:\\s*\\[${labelStart}`,
    'u',
  ),
] as const;
const restOfMark = /[\p{XIDC}:.-]*[\p{XIDC}-]|/uy;
const restOfLabel = /[\p{XIDC}:.-]*/uy;
const restOfString = /[^"\\\n]*/y;

/** What is being typed at a place in Typst. */
export function typedInTypst(text: string, offset: number): Typed | undefined {
  const before = text.slice(Math.max(0, offset - nearby), offset);
  const label = inLabel.exec(before);
  if (label) {
    const start = offset - (label[1] ?? '').length;
    const end = endOf(restOfLabel, text, offset);
    return typedKey(text, { mark: start - 1, start, offset, end }, 'typstLabel', '>');
  }
  const string = inString.exec(before);
  if (string) {
    const mark = offset - string[0].length;
    const end = endOf(restOfString, text, offset);
    return typedKey(text, { mark, start: offset - (string[1] ?? '').length, offset, end }, 'typstString', '"');
  }
  const hit = afterAt.exec(before);
  if (hit) {
    const mark = offset - hit[0].length;
    const end = endOf(restOfMark, text, offset);
    return typedKey(text, { mark, start: mark + 1, offset, end }, 'typstMark');
  }
  for (const pattern of supplements) {
    const found = pattern.exec(before);
    if (found) return typedLocator(found[1] ?? '', offset - found[0].length, offset, 'typst');
  }
  return undefined;
}
