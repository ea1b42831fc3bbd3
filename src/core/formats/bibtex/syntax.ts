/** Characters of a `.bib` file, and small readers that the scanner is made of. */

export const code = {
  tab: 9,
  lf: 10,
  cr: 13,
  space: 32,
  quote: 34,
  hash: 35,
  percent: 37,
  open: 40,
  close: 41,
  comma: 44,
  equals: 61,
  at: 64,
  openBrace: 123,
  closeBrace: 125,
} as const;

/** Blanks, line breaks, and every other control character, as a null byte. */
export function isBlank(character: number): boolean {
  return character <= code.space || character === 0xa0 || character === 0xfeff;
}

export function isLineBreak(character: number): boolean {
  return character === code.lf || character === code.cr;
}

/**
 * Whether a character can stand in the name of an entry type, a field or a macro. BibTeX takes
 * everything but blanks and `"#%'(),={}` ("Tame the BeaST", section 2); `@` would hide a lost brace.
 */
export function isNameCharacter(character: number): boolean {
  if (character >= 97 && character <= 122) return true;
  if (isBlank(character)) return false;
  switch (character) {
    case code.quote:
    case code.hash:
    case code.percent:
    case 39: // '
    case code.open:
    case code.close:
    case code.comma:
    case code.equals:
    case code.at:
    case 92: // \
    case code.openBrace:
    case code.closeBrace:
      return false;
    default:
      return true;
  }
}

/** The next place at or after `from` that is not blank. */
export function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The next place at or after `from` where a name ends. */
export function skipName(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isNameCharacter(text.charCodeAt(at))) at++;
  return at;
}

/** The line break that ends the line of `from`, or `end`. */
export function lineEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !isLineBreak(text.charCodeAt(at))) at++;
  return at;
}

/** Blanks and, as biber and pandoc have it, `%` comments up to the end of their lines. */
export function skipFiller(text: string, from: number, end: number): number {
  let at = skipBlanks(text, from, end);
  while (at < end && text.charCodeAt(at) === code.percent) at = skipBlanks(text, lineEnd(text, at, end), end);
  return at;
}
