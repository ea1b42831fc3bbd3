import type { Box, PdfAnnotation, TextPiece } from './pdfPage.ts';
import { isInside } from './pdfPage.ts';

/**
 * The text that an annotation lies over. What the PDF reader found letter by letter is exact where lines run from left
 * to right; other lines, such as those of a turned table or of Hebrew, are measured here. The latter also knows where
 * words and lines end when a column lies between them.
 */
export function textUnder({ quads, overlaid = '' }: PdfAnnotation, pieces: readonly TextPiece[]): string {
  const measured = measuredText(quads, pieces);
  const bare = (text: string) => text.replace(/\s+/g, '').normalize('NFKC');
  const isExact = overlaid.trim() !== '' && !/\p{Bidi_C}|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u.test(overlaid);
  if (!isExact) return joined(measured);
  return joined(bare(measured) === bare(overlaid) ? measured : overlaid);
}

/**
 * Lines as running text: words that a line's end divides are whole again, ligatures are letters, and what is written
 * without blanks gets none.
 */
export function joined(lines: string): string {
  return lines
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKC'))
    .replace(/\u00ad[^\S\n]*\n?[^\S\n]*/g, '')
    .replace(/(\p{Ll})[-\u2010][^\S\n]*\n[^\S\n]*(?=\p{Ll})/gu, '$1')
    .replace(/([-\u2010\u2013\u2014/])[^\S\n]*\n\s*/g, '$1')
    .replace(
      /(?<=[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef])\s*\n\s*(?=[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef])/g,
      '',
    )
    .replace(/[\0-\x08\x0e-\x1f\x7f\ufffd]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The first piece of which a letter lies in the quads; where none does, the nearest to them; -1 on an empty page. */
export function placeInText(boxes: readonly Box[], pieces: readonly TextPiece[]): number {
  const reach = around(boxes);
  const inside = pieces.findIndex(
    (piece) =>
      reach &&
      mayTouch(reach, piece) &&
      lettersOf(piece).some(({ middle }) => boxes.some((box) => isInside(box, middle))),
  );
  const [box] = boxes;
  if (inside >= 0 || !box) return inside;
  let nearest = -1;
  let least = Infinity;
  for (const [at, piece] of pieces.entries()) {
    if (!piece.text.trim()) continue;
    const distance = distanceOf(box, piece);
    if (distance < least) [nearest, least] = [at, distance];
  }
  return nearest;
}

function measuredText(quads: readonly Box[], pieces: readonly TextPiece[]): string {
  let text = '';
  /** What stands between the last letter inside and the next one. */
  let between = '';
  const reach = around(quads);
  for (const piece of pieces) {
    if (!reach || !mayTouch(reach, piece)) {
      between += piece.text.trim() && !piece.endsLine ? ' ' : piece.endsLine ? '\n' : piece.text;
      continue;
    }
    const chosen = wholeWords(lettersOf(piece), quads);
    for (const [at, letter] of [...piece.text].entries()) {
      if (chosen[at] === true && letter.trim()) {
        text += text ? between + letter : letter;
        between = '';
      } else between += letter.trim() ? '' : ' ';
    }
    if (piece.endsLine) between += '\n';
  }
  return text.replace(/ *\n[\n ]*/g, '\n');
}

interface Letter {
  readonly letter: string;
  readonly middle: readonly [number, number];
}

/** A word belongs to the text when its greater part does: widths of letters are only estimated. */
function wholeWords(letters: readonly Letter[], quads: readonly Box[]): boolean[] {
  const inside = letters.map(({ middle }) => quads.some((quad) => isInside(quad, middle)));
  for (let start = 0; start < letters.length;) {
    let end = start + 1;
    if (isWordLetter(letters[start])) while (end < letters.length && isWordLetter(letters[end])) end++;
    const count = inside.slice(start, end).filter(Boolean).length;
    inside.fill(2 * count >= end - start && count > 0, start, end);
    start = end;
  }
  return inside;
}

function isWordLetter(letter: Letter | undefined): boolean {
  return (
    letter !== undefined &&
    /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{M}\p{N}]/u.test(
      letter.letter,
    )
  );
}

/** Where the letters of a piece are, as wide as they usually are beside each other. */
function lettersOf({ text, isRightToLeft, width, height, x, y, along }: TextPiece): Letter[] {
  const letters = [...text];
  const widths = letters.map(usualWidth);
  const total = widths.reduce((sum, each) => sum + each, 0) || 1;
  const length = Math.hypot(...along) || 1;
  const [dx, dy] = [along[0] / length, along[1] / length];
  let before = 0;
  return letters.map((letter, at) => {
    const share = widths[at] ?? 0;
    const from = ((before + share / 2) / total) * width;
    before += share;
    const way = isRightToLeft ? width - from : from;
    // a letter's middle is a good quarter of its height above the line
    const rise = 0.28 * height;
    return { letter, middle: [x + dx * way - dy * rise, y + dy * way + dx * rise] };
  });
}

const knownWidths = new Map<string, number>();

/** In halves of a usual letter's width. */
function usualWidth(letter: string): number {
  const known = knownWidths.get(letter) ?? widthOf(letter);
  if (knownWidths.size < 10_000) knownWidths.set(letter, known);
  return known;
}

function widthOf(letter: string): number {
  if (/[\p{M}\u200b-\u200f]/u.test(letter)) return 0;
  if (/[iljI.,:;'|!()[\] tf]/.test(letter)) return 1.2;
  if (/[mwMW@%\u2014]/.test(letter)) return 3.2;
  if (/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/.test(letter)) return 4;
  return /\p{Lu}/u.test(letter) ? 2.6 : 2;
}

function around(boxes: readonly Box[]): Box | undefined {
  if (!boxes.length) return undefined;
  const side = (at: 0 | 1 | 2 | 3) => boxes.map((box) => box[at]);
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))];
}

/** Whether a piece can reach into a box, roughly. */
function mayTouch([left, bottom, right, top]: Box, { x, y, width, height }: TextPiece): boolean {
  const reach = width + height;
  return x + reach >= left && x - reach <= right && y + reach >= bottom && y - reach <= top;
}

/** How far a piece is from a box; lines further up or down count more than what stands beside. */
function distanceOf([left, bottom, right, top]: Box, { x, y, width, height, along }: TextPiece): number {
  const isUpright = Math.abs(along[1]) > Math.abs(along[0]);
  const [w, h] = isUpright ? [height, width] : [width, height];
  const gap = (low: number, high: number, from: number, to: number) => Math.max(0, from - high, low - to);
  return 3 * gap(bottom, top, y, y + h) + gap(left, right, x, x + w) + 0.001 * Math.abs((bottom + top) / 2 - y);
}
