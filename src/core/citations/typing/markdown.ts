import { mayStartCitation } from './mayStart.ts';
import { metadataField } from './metadata.ts';
import { typedInRole } from './role.ts';
import type { Typed } from './typed.ts';
import { endOf, labelStart, longestLookBack, typedKey, typedLocator } from './typed.ts';

/** What may be typed after `@`: words of a title as well as a key, up to the next blank or bracket. */
export const queryAtEnd = '([^\\s@[\\]{}();,!"\'`|]{0,200})$';
const afterAt = new RegExp(`${mayStartCitation}@${queryAtEnd}`, 'u');
const afterBrace = new RegExp(`${mayStartCitation}@\\{([^\\s{}]{0,200})$`, 'u');
const key = String.raw`@(?:\{[^\s{}]{1,200}\}|[^\s@[\]{}();,]{1,200})`;
/** `@key, p`, `@key [p`, `@key{p` (pandoc manual, "Extension: citations"). */
const locators = [
  new RegExp(`${mayStartCitation}${key},\\s+${labelStart}`, 'u'),
  new RegExp(`${mayStartCitation}${key}[ \\t]\\[${labelStart}`, 'u'),
  new RegExp(`${mayStartCitation}${key}\\{${labelStart}`, 'u'),
] as const;

const restOfKey = /[\p{L}\p{M}\p{N}_]*(?:[:.#$%&\-+?<>~/]+[\p{L}\p{M}\p{N}_]+)*/uy;
const restInBraces = /[^\s{}]*/y;
const restOfNote = /[^\s[\]|#,;{}]*/y;

/** Fields of the metadata in which pandoc reads Markdown that people write; others hold paths, names and switches. */
const proseFields = new Set(
  'nocite abstract title subtitle description thanks acknowledgments acknowledgements summary'.split(' '),
);

/** What is being typed at a place in Markdown; `text` may be a part of the document that starts with its metadata or a line. */
export function typedInMarkdown(text: string, offset: number): Typed | undefined {
  const from = Math.max(0, offset - longestLookBack);
  const before = text.slice(from, offset);
  const typed = typedInRole(text, offset) ?? behindAt(text, before, offset) ?? locator(before, offset);
  if (!typed) return undefined;
  const field = metadataField(text, offset);
  return field === undefined || proseFields.has(field) ? typed : undefined;
}

function behindAt(text: string, before: string, offset: number): Typed | undefined {
  const line = before.slice(before.lastIndexOf('\n') + 1).slice(-600);
  const braced = afterBrace.exec(line);
  const hit = braced ?? afterAt.exec(line);
  if (!hit) return undefined;
  const mark = offset - hit[0].length;
  const start = offset - (hit[1] ?? '').length;
  if (isInAddress(line.slice(0, line.length - hit[0].length))) return undefined;
  if (braced) {
    return typedKey(text, { mark, start, offset, end: endOf(restInBraces, text, offset) }, 'braces', '}');
  }
  if (text.startsWith('[[', mark - 2)) {
    return typedKey(text, { mark, start, offset, end: endOf(restOfNote, text, offset) }, 'plain');
  }
  return typedKey(text, { mark, start, offset, end: endOf(restOfKey, text, offset) }, 'pandoc');
}

/** Whether a text that is followed by `@` ends within an address or the target of a link. */
function isInAddress(before: string): boolean {
  const word = /[^\s<>"'`]*$/.exec(before)?.[0] ?? '';
  return /:\/\/|^(?:www\.|mailto:)|\]\([^)]*$/.test(word);
}

function locator(before: string, offset: number): Typed | undefined {
  const near = before.slice(-500);
  for (const [place, pattern] of locators.entries()) {
    const hit = pattern.exec(near);
    if (!hit || /\n\s*\n/.test(hit[0])) continue;
    const mark = offset - hit[0].length;
    // a comma behind a citation that stands alone is the sentence's
    if (place === 0 && !isInGroup(before.slice(0, before.length - hit[0].length))) continue;
    return typedLocator(hit[1] ?? '', mark, offset, 'markdown');
  }
  return undefined;
}

/** Whether a bracket is open at the end. */
function isInGroup(before: string): boolean {
  let depth = 0;
  for (let at = before.length - 1; at >= 0; at--) {
    const letter = before[at];
    if (letter === '\n' && /^\s*\n/.test(before.slice(at + 1, at + 200))) return false;
    if (letter === ']') depth++;
    else if (letter === '[' && depth-- === 0) return true;
  }
  return false;
}
