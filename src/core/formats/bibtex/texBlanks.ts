/** Blanks of a TeX text, and the marks that stand in a text while its case is decided. */

export const blank = ' ';

/** Around what sentence case must leave alone. No text that was read has these: they count as blanks there. */
export const protectStart = '\u0002';
export const protectEnd = '\u0003';

/** Each run of blanks, line breaks and other control characters as one blank; none at either end. */
export function squeezed(tex: string): string {
  return (untidy.test(tex) ? tex.replace(/[\0-\x20]+/g, blank) : tex).trim();
}

const untidy = /[\0-\x1f]|\x20\x20/;

/** The paragraphs of a text; at least one empty line stands between two of them. */
export function paragraphs(tex: string): readonly string[] {
  const found: string[] = [];
  let from = 0;
  let at = tex.indexOf('\n');
  while (at >= 0) {
    let end = at + 1;
    while (end < tex.length && tex.charCodeAt(end) <= 32 && tex.charCodeAt(end) !== 10) end++;
    const isBreak = tex.charCodeAt(end) === 10;
    if (isBreak) {
      found.push(tex.slice(from, at));
      from = end + 1;
    }
    at = tex.indexOf('\n', end);
  }
  found.push(tex.slice(from));
  return found;
}
