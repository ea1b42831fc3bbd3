import { digest } from '../library/digest.ts';
import { colorName, hexOf } from './colors.ts';
import type { PdfAnnotation, PdfPage } from './pdfPage.ts';
import { middleOf } from './pdfPage.ts';
import { placeInText, textUnder } from './quadText.ts';

/** What a reader marked or wrote in a PDF. */
export interface PdfMark {
  /** Stays the same as long as the mark stays where it is, whatever else becomes of the file. */
  readonly id: string;
  readonly type: MarkType;
  /** From 1, in the order of the file. */
  readonly page: number;
  /** What the page is called: its label, or its number. */
  readonly pageLabel: string;
  /** The text that is marked, as one line. */
  readonly text: string;
  /** What the reader wrote. */
  readonly comment: string;
  /** `#ffd400` and "yellow"; empty where the file says nothing. */
  readonly color: string;
  readonly colorName: string;
  readonly author: string;
  /** `YYYY-MM-DD`, or nothing. */
  readonly date: string;
  readonly replies: readonly { readonly author: string; readonly text: string }[];
}

export type MarkType = 'highlight' | 'underline' | 'strikeout' | 'squiggly' | 'note' | 'text' | 'ink';

/** ISO 32000-1, table 169; the others are links, forms and the like. */
const types: Readonly<Record<string, MarkType>> = {
  Highlight: 'highlight',
  Underline: 'underline',
  StrikeOut: 'strikeout',
  Squiggly: 'squiggly',
  Text: 'note',
  FreeText: 'text',
  Ink: 'ink',
};

/** The marks of a PDF in the order in which its text is read. Notes that say nothing are left out. */
export function marksOf(pages: readonly PdfPage[]): PdfMark[] {
  const taken = new Map<string, number>();
  return [...pages]
    .sort((one, other) => one.index - other.index)
    .flatMap((page) => marksOfPage(page))
    .map((mark) => {
      const count = (taken.get(mark.id) ?? 0) + 1;
      taken.set(mark.id, count);
      return count === 1 ? mark : { ...mark, id: `${mark.id}-${count}` };
    });
}

function marksOfPage(page: PdfPage): PdfMark[] {
  const { annotations, text } = page;
  const placed = annotations
    .filter(({ subtype, replyTo }) => Object.hasOwn(types, subtype) && replyTo === undefined)
    .map((annotation) => ({ annotation, place: placeOf(annotation, text) }))
    .sort((one, other) => one.place - other.place || byPlaceOnPage(one.annotation, other.annotation));
  return placed
    .map(({ annotation }) => markOf(annotation, page))
    .filter(({ type, text: marked, comment, replies }) => type === 'ink' || marked || comment || replies.length);
}

/** Of marks beside each other the one further left comes first, of others the one further up. */
function byPlaceOnPage({ rect: [left, bottom, , top] }: PdfAnnotation, { rect: other }: PdfAnnotation): number {
  const isBeside = bottom < other[3] && top > other[1];
  return isBeside ? left - other[0] : other[3] - top;
}

/** The place in the text; of what lies over none, before or after the nearest line. */
function placeOf({ quads, rect }: PdfAnnotation, text: PdfPage['text']): number {
  const boxes = quads.length ? quads : [rect];
  const place = placeInText(boxes, text);
  const piece = text[place];
  if (!piece || quads.length) return place;
  return place + (middleOf(rect)[1] < piece.y ? 0.5 : -0.5);
}

function markOf(annotation: PdfAnnotation, { index, label, annotations, text }: PdfPage): PdfMark {
  const { subtype, contents, author, color, modified, quads } = annotation;
  const marked = quads.length ? textUnder(annotation, text) : '';
  const comment = written(contents);
  return {
    id: idOf(annotation, index),
    type: types[subtype] ?? 'note',
    page: index + 1,
    pageLabel: label?.trim() || String(index + 1),
    text: marked,
    // readers such as Apple's repeat the marked text as the comment
    comment: comment.replace(/\s+/g, ' ') === marked ? '' : comment,
    color: color ? hexOf(color) : '',
    colorName: color ? colorName(color) : '',
    author: author.trim(),
    date: dateOf(modified),
    replies: repliesTo(annotation.id, annotations, 0).map((reply) => ({
      author: reply.author.trim(),
      text: written(reply.contents),
    })),
  };
}

/** Answers are to be read one after the other; answers to answers come behind what they answer. */
function repliesTo(id: string, annotations: readonly PdfAnnotation[], depth: number): PdfAnnotation[] {
  if (depth > 20) return [];
  return annotations
    .filter(({ replyTo, contents }) => replyTo === id && contents.trim())
    .flatMap((reply) => [reply, ...repliesTo(reply.id, annotations, depth + 1)]);
}

function written(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\0-\x08\x0b-\x1f\x7f]/g, '')
    .replace(/[^\S\n]+$/gm, '')
    .trim();
}

function dateOf(modified = ''): string {
  const [, year, month = '01', day = '01'] = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?/.exec(modified) ?? [];
  return year === undefined ? '' : `${year}-${month}-${day}`;
}

/** From what stays when a file is written anew by another program: page, kind and place, to the point. */
function idOf({ subtype, quads, rect }: PdfAnnotation, page: number): string {
  const places = (quads.length ? quads : [rect]).flat().map(Math.round);
  return digest(`${page}/${subtype}/${places.join(',')}`);
}
