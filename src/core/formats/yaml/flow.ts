import type { Span } from '../../text.ts';

/** A list or mapping in brackets, taken apart. */
export interface FlowParts {
  /** What stands between its commas, without blanks and comments around it. */
  readonly parts: readonly Span[];
  /** After its closing bracket; where that is missing, the end that was given. */
  readonly end: number;
}

/**
 * Takes apart the list or mapping whose bracket stands at `start` (YAML 1.2.2, 7.4 "Flow Collection Styles"): quotes
 * count where a value begins with them, brackets and commas everywhere else, and comments not at all.
 */
export function flowParts(text: string, start: number, limit: number): FlowParts {
  const parts: Span[] = [];
  let depth = 0;
  let first = -1;
  let last = -1;
  let canQuote = true;
  const close = () => {
    if (first >= 0) parts.push({ start: first, end: last });
    first = -1;
  };
  for (let at = start; at < limit; at++) {
    const mark = text.charAt(at);
    if (mark <= ' ') continue;
    if (mark === '#' && text.charAt(at - 1) <= ' ') {
      at = lineEnd(text, at, limit);
      continue;
    }
    const isClosing = mark === '}' || mark === ']';
    if (isClosing && depth === 1) {
      close();
      return { parts, end: at + 1 };
    }
    if (mark === ',' && depth === 1) {
      close();
      canQuote = true;
      continue;
    }
    const isOpening = mark === '{' || mark === '[';
    if (depth > 0 && first < 0) first = at;
    if (canQuote && (mark === '"' || mark === "'")) at = quoteEnd(text, at, limit) - 1;
    // an anchor or a tag, after which a quote may follow
    const isProperty: boolean = canQuote && (mark === '&' || mark === '!');
    while (isProperty && at + 1 < limit && /[^\s,[\]{}]/.test(text.charAt(at + 1))) at++;
    last = at + 1;
    if (isOpening) depth++;
    if (isClosing) depth--;
    canQuote = isOpening || isProperty || mark === ',' || mark === ':';
  }
  close();
  return { parts, end: limit };
}

/** After the closing quote of the text that begins at `at`; where there is none, `limit`. */
export function quoteEnd(text: string, at: number, limit: number): number {
  const mark = text.charAt(at);
  for (let end = at + 1; end < limit; end++) {
    const each = text.charAt(end);
    if (each === '\\' && mark === '"') end++;
    else if (each === mark && mark === "'" && text.charAt(end + 1) === mark) end++;
    else if (each === mark) return end + 1;
  }
  return limit;
}

function lineEnd(text: string, at: number, limit: number): number {
  let end = at;
  while (end < limit && text.charAt(end) !== '\n' && text.charAt(end) !== '\r') end++;
  return end;
}
