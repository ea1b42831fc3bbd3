import type { PdfMark } from '../core/annotations/marks.ts';

/** To the reader of PDFs: the bytes of a file. */
export interface PdfQuestion {
  readonly id: number;
  readonly bytes: Uint8Array;
}

/** To the reader: a character map that it asked for, or that there is none of this name. */
export interface CharacterMap {
  readonly name: string;
  readonly map: Uint8Array | undefined;
}

/** Why a PDF gave nothing. */
export type PdfFailure = 'locked' | 'noPdf' | 'unreadable';

/** From the reader: which character map it needs, how many pages are done, and in the end one of the other two. */
export type PdfAnswer =
  | { readonly id: number; readonly needs: string }
  | { readonly id: number; readonly done: number; readonly pages: number }
  | { readonly id: number; readonly marks: readonly PdfMark[] }
  | { readonly id: number; readonly failure: PdfFailure; readonly detail: string };
