import type { FieldSource } from '../../entry/entry.ts';
import type { FieldFinder } from '../fieldSources.ts';
import { fieldFrom } from '../fieldSources.ts';
import { LineEnds } from '../lineEnds.ts';
import type { TagSyntax } from './records.ts';
import { trimmed } from './records.ts';

/**
 * Finds the fields of a record: each tag as it is written, and its value with all lines up to the next tag. The tag
 * that ends a record is none.
 */
export function taggedFields(syntax: TagSyntax): FieldFinder {
  return (text, { start: offset, end }) => {
    const record = text.slice(offset, end);
    const lines = new LineEnds(record);
    const fields: FieldSource[] = [];
    let open: { nameStart: number; nameEnd: number; start: number; end: number } | undefined;
    const close = () => {
      if (!open) return;
      const { nameStart, nameEnd } = open;
      fields.push(fieldFrom(record.slice(nameStart, nameEnd), { start: nameStart, end: nameEnd }, open, offset));
      open = undefined;
    };
    for (let at = 0; at < record.length;) {
      const lineEnd = lines.after(at);
      const found = syntax.tagAt(record, at, lineEnd);
      if (found) close();
      const [first, last] = trimmed(record, found?.valueStart ?? at, lineEnd);
      if (found && found.tag !== syntax.end) {
        const [nameStart] = trimmed(record, at, found.nameEnd);
        open = { nameStart, nameEnd: found.nameEnd, start: first, end: last };
      } else if (open && first < last) {
        // a value that begins on a line of its own
        if (open.start === open.end) open.start = first;
        open.end = last;
      }
      at = lines.next(lineEnd);
    }
    close();
    return fields;
  };
}
