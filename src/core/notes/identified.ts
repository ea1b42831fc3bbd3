import { edited } from '../text.ts';
import { fieldEdits } from './edit/fields.ts';
import { readNoteFile } from './noteFile.ts';

/**
 * The text of a new note that says whose it is: where neither its front matter nor its name does, as templates of other
 * tools may have it, the citation key is added. A note that nobody finds again is lost.
 */
export function identified(text: string, uri: string, key: string): string {
  if (readNoteFile(text, uri).key === key) return text;
  const change = fieldEdits(text, new Map([['citekey', key]]));
  return 'edits' in change ? edited(text, change.edits) : text;
}
