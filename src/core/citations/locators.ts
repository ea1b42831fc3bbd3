import type { Part } from './citation.ts';
import type { Locator } from './citation.ts';
import { labelTerms } from './locatorTerms.ts';

/** Where in a work, and what is said after that. */
export interface AfterKey {
  readonly locator?: Locator;
  readonly suffix?: Part;
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly type: 'word' | 'space' | 'mark';
}

const tokenPattern = /(\s+)|([A-Za-z0-9:\\]+(?![\p{L}\p{M}\p{N}\p{S}])|[\p{L}\p{M}\p{N}\p{S}:\\]+)|[^]/gu;
/** Longer labels there are none. */
const mostLabelTokens = 12;
const mostTokens = 400;

/**
 * Splits what follows a citation key, such as ", pp. 33-35 and *passim*", as pandoc does
 * (Text.Pandoc.Citeproc.Locator; pandoc manual, "Citation syntax"): a label and numbers, or numbers
 * alone, which are pages; or anything in braces right at the start, `{pp. 3}`. `at` is where the
 * text stands in what the ranges count in.
 */
export function readLocator(text: string, at: number): AfterKey {
  const tokens = tokensOf(text);
  let first = 0;
  if (tokens[first]?.text === ',') first++;
  if (tokens[first]?.type === 'space') first++;
  // empty braces say that there is none
  const past = pastEmptyBraces(tokens, first);
  if (past > first) return suffixOf(text, at, tokens[past]?.start ?? text.length);
  // empty braces say that what follows is no locator
  const isNone = tokens[first]?.text === '{' && tokens[first + 1]?.text === '}';
  if (isNone) return suffixOf(text, at, tokens[first + 1]?.end ?? text.length);
  const found = delimited(tokens, first) ?? integrated(tokens, first);
  if (!found) return suffixOf(text, at, tokens[first]?.start ?? text.length);
  const { label, labelFrom, labelTo, from, to, end } = found;
  const part = (start: number, stop: number): Part => {
    const written = text.slice(start, stop);
    const trimmed = written.trim();
    const blanks = written.length - written.trimStart().length;
    return { text: trimmed, start: at + start + blanks, end: at + start + blanks + trimmed.length };
  };
  const value = part(from, to);
  const labelAt = labelTo > labelFrom ? part(labelFrom, labelTo) : undefined;
  const locator: Locator = {
    start: labelAt ? labelAt.start : value.start,
    end: value.end,
    label,
    value,
    ...(labelAt ? { labelAt } : {}),
  };
  return { locator, ...suffixOf(text, at, end) };
}

/** The rest without a comma before it. */
function suffixOf(text: string, at: number, start: number): { readonly suffix?: Part } {
  const from = start + (/^[\s,]*/.exec(text.slice(start))?.[0].length ?? 0);
  const rest = text.slice(from).trimEnd();
  return rest ? { suffix: { text: rest, start: at + from, end: at + from + rest.length } } : {};
}

function pastEmptyBraces(tokens: readonly Token[], first: number): number {
  if (tokens[first]?.text !== '{') return first;
  const close = tokens[first + 1]?.type === 'space' ? first + 2 : first + 1;
  return tokens[close]?.text === '}' ? close + 1 : first;
}

interface Found {
  readonly label: Locator['label'];
  readonly labelFrom: number;
  readonly labelTo: number;
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  for (let hit = tokenPattern.exec(text); hit && tokens.length < mostTokens; hit = tokenPattern.exec(text)) {
    const [written, blanks, word] = hit;
    const type = blanks === undefined ? (word === undefined ? 'mark' : 'word') : 'space';
    tokens.push({ text: written, start: hit.index, end: hit.index + written.length, type });
  }
  return tokens;
}

/** `{pp. iv, 5 and the next}` */
function delimited(tokens: readonly Token[], first: number): Found | undefined {
  const open = tokens[first];
  if (open?.text !== '{') return undefined;
  let depth = 0;
  let close = first;
  for (; close < tokens.length; close++) {
    const text = tokens[close]?.text;
    if (text === '{' || text === '[') depth++;
    else if ((text === '}' || text === ']') && --depth === 0) break;
  }
  const last = tokens[close];
  if (last?.text !== '}') return undefined;
  let from = first + 1;
  while (tokens[from]?.type === 'space') from++;
  const label = longestLabel(tokens, from, (next) => next <= close);
  const start = tokens[label ? label.next : from]?.start ?? last.start;
  const isEmpty = !tokens.slice(label ? label.next : from, close).some(({ type }) => type !== 'space');
  if (isEmpty) return undefined;
  return {
    label: label?.label ?? 'page',
    labelFrom: tokens[from]?.start ?? 0,
    labelTo: label ? start : (tokens[from]?.start ?? 0),
    from: start,
    to: last.start,
    end: last.end,
  };
}

/** `pp. 33-35, 38`, `33`, `chap. iv` */
function integrated(tokens: readonly Token[], first: number): Found | undefined {
  const label = longestLabel(tokens, first, (next) => {
    const word = locatorWord(tokens, next, true);
    return word !== undefined && word.isNumber;
  });
  if (!label && !locatorWord(tokens, first, true)?.hasDigit) return undefined;
  const start = label ? label.next : first;
  let at = start;
  let isFirst = label !== undefined;
  for (;;) {
    const word = locatorWord(tokens, at, isFirst);
    if (!word || !(label ? word.isNumber : word.hasDigit)) break;
    at = word.next;
    isFirst = false;
  }
  const [from, last] = [tokens[start], tokens[at - 1]];
  if (at === start || !from || !last) return undefined;
  return {
    label: label?.label ?? 'page',
    labelFrom: tokens[first]?.start ?? 0,
    labelTo: label ? from.start : (tokens[first]?.start ?? 0),
    from: from.start,
    to: last.end,
    end: last.end,
  };
}

/** The longest run of tokens that is a label and in front of which `isEnd` says it may end. */
function longestLabel(
  tokens: readonly Token[],
  first: number,
  isEnd: (next: number) => boolean,
): { readonly label: Locator['label']; readonly next: number } | undefined {
  let text = '';
  let found: { readonly label: Locator['label']; readonly next: number } | undefined;
  for (let next = first; next < Math.min(tokens.length, first + mostLabelTokens);) {
    text += tokens[next]?.text ?? '';
    next++;
    const label = labelTerms.get(text.trim().replace(/\s+/g, ' ').toLowerCase());
    if (label && isEnd(next)) found = { label, next };
  }
  return found;
}

interface Word {
  readonly next: number;
  readonly hasDigit: boolean;
  /** Whether it holds a digit or is a Roman number. */
  readonly isNumber: boolean;
}

/** One number with its brackets, and the separator before it (pandoc's `pLocatorWordIntegrated`). */
function locatorWord(tokens: readonly Token[], first: number, isFirst: boolean): Word | undefined {
  let at = first;
  if (!isFirst && /^[,;]$/.test(tokens[at]?.text ?? '')) at++;
  if (tokens[at]?.type === 'space') at++;
  const start = at;
  let [hasDigit, isNumber] = [false, false];
  for (;;) {
    const bracketed = inBrackets(tokens, at);
    const unit = bracketed ?? pageUnit(tokens, at);
    if (!unit) break;
    hasDigit ||= unit.hasDigit;
    isNumber ||= unit.isNumber;
    at = unit.next;
  }
  return at > start ? { next: at, hasDigit, isNumber } : undefined;
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function inBrackets(tokens: readonly Token[], first: number): Word | undefined {
  const close = closers[tokens[first]?.text ?? ''];
  if (!close) return undefined;
  const inner = pageUnit(tokens, first + 1);
  const at = inner?.next ?? first + 1;
  return tokens[at]?.text === close
    ? { next: at + 1, hasDigit: inner?.hasDigit ?? false, isNumber: inner?.isNumber ?? false }
    : undefined;
}

/** Digits, letters, hyphens, colons, and full stops with something after them. */
function pageUnit(tokens: readonly Token[], first: number): Word | undefined {
  let at = first;
  let [hasDigit, isNumber] = [false, false];
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || token.type === 'space') break;
    const isFullStop = token.text === '.';
    if (isFullStop && !isUnit(tokens[at + 1])) break;
    if (!isFullStop && !isUnit(token)) break;
    const digit = /\p{N}/u.test(token.text);
    hasDigit ||= digit;
    isNumber ||= digit || isRoman(token.text);
  }
  return at > first ? { next: at, hasDigit, isNumber } : undefined;
}

function isUnit(token: Token | undefined): boolean {
  return token?.type === 'word' || /^[-\u2013]$/.test(token?.text ?? '');
}

function isRoman(text: string): boolean {
  return /^(?=[ivxlcdm])m*(?:cm)?d?(?:cd)?c*(?:xc)?l?(?:xl)?x*(?:ix)?v?(?:iv)?i*$/i.test(text);
}
