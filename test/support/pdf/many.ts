// @ts-expect-error -- plain JavaScript; its types are stated below
import * as pages from './pages.mjs';
// @ts-expect-error -- plain JavaScript; its types are stated below
import * as writing from './write.mjs';

interface Line {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: string;
}

const { boxOf, documentOf, markup } = pages as unknown as {
  boxOf(line: Line, part: string): readonly number[];
  documentOf(pages: readonly { lines: readonly Line[]; annotations: readonly string[] }[]): readonly object[];
  markup(type: string, boxes: readonly (readonly number[])[], more: { color: readonly number[] }): string;
};
const { pdf } = writing as unknown as { pdf(objects: readonly object[]): Uint8Array };

/** A PDF of so many pages of text, on each of which two words are marked. */
export function manyPages(count: number): Uint8Array {
  const page = (_: unknown, at: number) => {
    const lines = Array.from({ length: 40 }, (__, row) => ({
      x: 50,
      y: 790 - 18 * row,
      size: 10,
      text: `Line ${row + 1} of page ${at + 1} is about nothing but its own place.`,
    }));
    const [, second] = lines;
    const annotations = [markup('Highlight', [boxOf(second!, `page ${at + 1} is`)], { color: [1, 0.82, 0] })];
    return { lines, annotations };
  };
  return pdf(documentOf(Array.from({ length: count }, page)));
}
