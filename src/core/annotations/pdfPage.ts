/*
 * What is read of a page of a PDF, in the units of the page: points, counted from its lower left corner before it is
 * turned (ISO 32000-1, 8.3.2.3).
 */

/** `[left, bottom, right, top]` */
export type Box = readonly [number, number, number, number];

/** An annotation as it stands in the file (12.5). */
export interface PdfAnnotation {
  /** What tells it from the others of the file until the file is written anew. */
  readonly id: string;
  readonly subtype: string;
  readonly rect: Box;
  /** The stretches of text that it lies over, for highlights and the like. */
  readonly quads: readonly Box[];
  /** Red, green and blue from 0 to 255. */
  readonly color?: readonly [number, number, number];
  readonly contents: string;
  readonly author: string;
  /** When it was changed last, as PDF writes dates (7.9.4). */
  readonly modified?: string;
  /** The annotation that it answers. */
  readonly replyTo?: string;
  /** The letters whose middle lies in its quads, in the order of the file. */
  readonly overlaid?: string;
}

/** Letters that follow each other on a line and share a font. */
export interface TextPiece {
  /** In the order in which it is read, also where that is from right to left. */
  readonly text: string;
  readonly isRightToLeft: boolean;
  /** Along the line, and across it. */
  readonly width: number;
  readonly height: number;
  /** Where it begins on its baseline, and the direction of that line as a vector of any length but 0. */
  readonly x: number;
  readonly y: number;
  readonly along: readonly [number, number];
  readonly endsLine: boolean;
}

export interface PdfPage {
  /** From 0. */
  readonly index: number;
  /** What the page is called, where the file says so: "iv". */
  readonly label?: string;
  readonly annotations: readonly PdfAnnotation[];
  /** Nothing where no annotation needs it. */
  readonly text: readonly TextPiece[];
}

export function middleOf([left, bottom, right, top]: Box): readonly [number, number] {
  return [(left + right) / 2, (bottom + top) / 2];
}

export function isInside([left, bottom, right, top]: Box, [x, y]: readonly [number, number]): boolean {
  return left <= x && x <= right && bottom <= y && y <= top;
}
