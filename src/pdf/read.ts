import './older.ts';
import { WorkerMessageHandler } from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { PdfMark } from '../core/annotations/marks.ts';
import { marksOf } from '../core/annotations/marks.ts';
import type { Box, PdfAnnotation, PdfPage, TextPiece } from '../core/annotations/pdfPage.ts';
import { CharacterMaps } from './characterMaps.ts';
import type { PdfFailure } from './protocol.ts';

// pdf.js would start a worker of its own; this already is one
Object.assign(globalThis, { pdfjsWorker: { WorkerMessageHandler } });

/** A PDF from which nothing can be read. */
export class UnreadablePdf extends Error {
  readonly failure: PdfFailure;

  constructor(failure: PdfFailure, detail: string) {
    super(detail);
    this.failure = failure;
  }
}

/**
 * What a reader marked in a PDF, whose bytes are gone afterwards. No script of the file runs, nothing is fetched. A
 * page that is broken costs no other page.
 * @throws UnreadablePdf
 */
export async function readMarks(bytes: Uint8Array, onPage: (done: number, pages: number) => void): Promise<PdfMark[]> {
  const task = getDocument({
    data: bytes,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
    useWorkerFetch: false,
    BinaryDataFactory: CharacterMaps,
    stopAtErrors: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    const labels = await document.getPageLabels().catch(() => null);
    const pages: PdfPage[] = [];
    for (let index = 0; index < document.numPages; index++) {
      const page = await pageOf(document, index).catch(() => undefined);
      const label = labels?.[index];
      if (page) pages.push({ ...page, ...(label ? { label } : {}) });
      onPage(index + 1, document.numPages);
    }
    return marksOf(pages);
  } catch (error) {
    throw unreadable(error);
  } finally {
    await task.destroy();
  }
}

function unreadable(error: unknown): UnreadablePdf {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  const failure =
    name === 'PasswordException' ? 'locked' : name === 'InvalidPDFException' ? 'noPdf' : ('unreadable' as const);
  return new UnreadablePdf(failure, message);
}

/** What pdf.js gives of an annotation, as far as it is used here; its types leave this open. */
interface Given {
  readonly id: string;
  readonly subtype?: string;
  readonly rect: ArrayLike<number>;
  readonly quadPoints?: ArrayLike<number> | null;
  readonly color?: ArrayLike<number> | null;
  readonly contentsObj?: { readonly str?: string };
  readonly titleObj?: { readonly str?: string };
  readonly modificationDate?: string | null;
  readonly creationDate?: string | null;
  readonly inReplyTo?: string | null;
  readonly replyType?: string;
  readonly overlaidText?: string;
}

async function pageOf(document: PDFDocumentProxy, index: number): Promise<PdfPage> {
  const page = await document.getPage(index + 1);
  try {
    const annotations = ((await page.getAnnotations({ intent: 'any' })) as Given[])
      .filter(({ subtype }) => subtype !== undefined && !/^(?:Link|Widget|Popup)$/.test(subtype))
      .map(annotationOf);
    return { index, annotations, text: annotations.length ? await textOf(page).catch(() => []) : [] };
  } finally {
    page.cleanup();
  }
}

function annotationOf(given: Given): PdfAnnotation {
  const { id, subtype = '', rect, quadPoints, color, contentsObj, titleObj, inReplyTo, replyType } = given;
  const modified = given.modificationDate ?? given.creationDate;
  return {
    id,
    subtype,
    rect: boxesIn(rect, 4)[0] ?? [0, 0, 0, 0],
    quads: boxesIn(quadPoints ?? [], 8),
    contents: contentsObj?.str ?? '',
    author: titleObj?.str ?? '',
    ...(color && color.length >= 3 ? { color: [color[0] ?? 0, color[1] ?? 0, color[2] ?? 0] as const } : {}),
    ...(modified ? { modified } : {}),
    // one that belongs to a group is no answer, but has what the first of the group has
    ...(inReplyTo && replyType !== 'Group' ? { replyTo: inReplyTo } : {}),
    ...(given.overlaidText === undefined ? {} : { overlaid: given.overlaidText }),
  };
}

/** Corners, two numbers each, as boxes around so many numbers of them. */
function boxesIn(numbers: ArrayLike<number>, size: 4 | 8): Box[] {
  const all = Array.from(numbers);
  const boxes: Box[] = [];
  for (let at = 0; at + size <= all.length; at += size) {
    const corners = all.slice(at, at + size);
    const [xs, ys] = [0, 1].map((side) => corners.filter((_, place) => place % 2 === side));
    if (xs && ys) boxes.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
  }
  return boxes;
}

async function textOf(page: PDFPageProxy): Promise<TextPiece[]> {
  const { items } = await page.getTextContent({ includeMarkedContent: false, disableNormalization: true });
  return items.flatMap((item) => {
    if (!('str' in item)) return [];
    const [a = 1, b = 0, , , x = 0, y = 0] = item.transform as number[];
    return [
      {
        text: item.str,
        isRightToLeft: item.dir === 'rtl',
        width: item.width,
        height: item.height,
        x,
        y,
        along: [a, b] as const,
        endsLine: item.hasEOL,
      },
    ];
  });
}
