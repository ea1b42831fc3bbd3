import * as vscode from 'vscode';
import { referenceLine } from '../../core/bibliography/referenceLine.ts';
import type { Entry } from '../../core/entry/entry.ts';
import { allAuthors } from '../../core/entry/paper.ts';
import { noteExcerpt } from '../../core/notes/excerpt.ts';
import type { Note } from '../../core/notes/noteIndex.ts';
import { unsavedDocument } from '../openDocument.ts';

/** Of a note, so many bytes are looked at. */
const longestNote = 256 * 1024;
/** A hover does not wait longer for a file, in milliseconds. */
const patience = 300;

/** The first lines that the user wrote in a note; empty where they do not come soon. */
export async function excerptOf(note: Note, { item, ...entry }: Entry): Promise<string> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience));
  const text = await Promise.race([textOf(note.uri), late]);
  if (!text) return '';
  const generated = [item.title, item.abstract, referenceLine(item), allAuthors({ item, ...entry })];
  return noteExcerpt(
    text,
    generated.filter((each) => each !== undefined),
  );
}

async function textOf(address: string): Promise<string | undefined> {
  const unsaved = unsavedDocument(address);
  if (unsaved) return unsaved.getText().slice(0, longestNote);
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.parse(address));
    return new TextDecoder().decode(bytes.subarray(0, longestNote));
  } catch {
    return undefined; // it was there a moment ago
  }
}
