import type { TextEdit } from '../../text.ts';
import { isTypstLabel, isTypstMark, pandocKey, typstLabel } from '../write.ts';
import type { TypedKey } from './typed.ts';

/** What a key is written as where it is typed, with what closes it if that is missing. */
export function insertionOf(typed: TypedKey, key: string): TextEdit {
  const { form, mark, start, end, isClosed } = typed;
  const written = (text: string, closing = '') => ({ text: isClosed ? text : text + closing, start, end });
  switch (form) {
    case 'pandoc':
      return written(pandocKey(key));
    case 'braces':
      return written(key, '}');
    case 'plain':
      return written(key);
    case 'typstMark':
      return isTypstMark(key) ? written(key) : { text: `#cite(${typstLabel(key)})`, start: mark, end };
    case 'typstLabel':
      return isTypstLabel(key)
        ? written(key, '>')
        : { text: typstLabel(key), start: mark, end: end + (isClosed ? 1 : 0) };
    case 'typstString':
      return written(key.replace(/["\\]/g, '\\$&'), '"');
  }
}
