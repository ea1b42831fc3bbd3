import { protectEnd, protectStart } from './texBlanks.ts';

/**
 * A title in sentence case, as pandoc makes it of an English one for CSL, whose styles expect it
 * so (pandoc manual, "Capitalization in titles"):
 * - a word that has a capital after its first letter stays ("DNA", "iPhone"), and so does all
 *   that stands in braces;
 * - other words become small, but for the first one and the first after `.`, `:`, `?` or `!`.
 *
 * The title is one that `texToText` gave in the form `title`; its marks are gone afterwards.
 */
export function sentenceCase(title: string): string {
  let out = '';
  let atStart = true;
  let afterStop = false;
  let protectedDepth = 0;
  for (const token of tokensOf(title)) {
    const first = token.charAt(0);
    if (first === protectStart) {
      protectedDepth++;
    } else if (first === protectEnd) {
      protectedDepth = Math.max(0, protectedDepth - 1);
    } else if (first === '<' && token.length > 1) {
      out += token;
    } else if (isWord(token)) {
      out += protectedDepth ? token : cased(token, atStart);
      atStart = afterStop = false;
    } else {
      if (/\s/.test(first)) atStart ||= afterStop;
      else if (stops.includes(first)) afterStop = true;
      else if (!quotes.includes(first)) afterStop = false;
      out += token;
    }
  }
  return out;
}

/** The title without the marks of the form `title`, as it was typed. */
export function withoutMarks(title: string): string {
  return title.includes(protectStart) ? title.replace(/[\u0002\u0003]/g, '') : title;
}

/** Where the first colon stands outside quotes, tags, and what the marks protect; -1 if there is none. */
export function outerColon(title: string): number {
  let depth = 0;
  let at = 0;
  for (const token of tokensOf(title)) {
    if (token === ':' && depth === 0) return at;
    at += token.length;
    if (token === protectStart || token === '“' || /^<[a-z]/.test(token)) depth++;
    else if (token === protectEnd || token === '”' || token.startsWith('</')) depth--;
  }
  return -1;
}

/** Marks, tags of at most 60 characters, words, and every other character for itself. */
const tokens = /[\u0002\u0003]|<\/?[a-z][^<>]{0,60}>|[\p{L}\p{M}\p{N}]+|[^]/gu;

/** The tokens, which leave nothing of the title out. */
function tokensOf(title: string): readonly string[] {
  const found: string[] = [];
  let from = 0;
  tokens.lastIndex = 0;
  while (tokens.test(title)) {
    found.push(title.slice(from, tokens.lastIndex));
    from = tokens.lastIndex;
  }
  return found;
}

const stops = '.:?!';
const quotes = '”’"\')]';

function isWord(token: string): boolean {
  return /^[\p{L}\p{M}\p{N}]/u.test(token);
}

function cased(word: string, atStart: boolean): string {
  const letter = String.fromCodePoint(word.codePointAt(0) ?? 0);
  const rest = word.slice(letter.length);
  if (/\p{Lu}/u.test(rest)) return word;
  if (!atStart) return word.toLowerCase();
  return /^\p{Script=Greek}$/u.test(word) ? word : letter.toUpperCase() + rest;
}
