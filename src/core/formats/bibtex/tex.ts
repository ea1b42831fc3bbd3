import { paragraphs, squeezed } from './texBlanks.ts';
import type { TextForm } from './texReader.ts';
import { TexReader, nextSpecial } from './texReader.ts';

/** Whether there is anything to do: TeX, or blanks to squeeze. */
const needsReading = /[\\{}$~'`\0-\x1f]|--|[?!]`|\x20\x20|^\x20|\x20$/;

/** The text of a field's TeX source, which has no delimiters any more. Linear; braces need not match. */
export function texToText(tex: string, form: TextForm): string {
  if (!needsReading.test(tex)) return tex;
  const text = squeezed(tex);
  if (nextSpecial(text, 0) < 0) return text;
  const read = new TexReader(text, form, 0).read().trim();
  return read.includes('  ') ? read.replace(/ {2,}/g, ' ') : read;
}

/** A text that may have paragraphs, which stay apart: an empty line of TeX becomes one of the text. */
export function textOfParagraphs(tex: string, form: TextForm): string {
  const parts = paragraphs(tex);
  if (parts.length === 1) return texToText(tex, form);
  return parts
    .map((paragraph) => texToText(paragraph, form))
    .filter(Boolean)
    .join('\n\n');
}
