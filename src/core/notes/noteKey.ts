import { readFrontMatter } from '../formats/frontMatter.ts';
import { text } from '../formats/values.ts';
import { fieldEdits } from './edit/fields.ts';
import type { FieldEdits } from './edit/fields.ts';
import { keyFieldIn } from './identity.ts';

/** The field that a note without a key gets. */
const usualField = 'citekey';

/**
 * What makes a note name another citation key, or none: in the field by which it names it now, with the `@` that some
 * write before it. Refused as `fieldEdits` refuses.
 */
export function noteKeyEdits(note: string, key: string | undefined): FieldEdits {
  const { data } = readFrontMatter(note);
  const field = keyFieldIn(data) ?? usualField;
  const mark = text(data[field])?.startsWith('@') ? '@' : '';
  return fieldEdits(note, new Map([[field, key === undefined ? undefined : mark + key]]));
}
