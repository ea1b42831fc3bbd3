import type * as vscode from 'vscode';
import { keyAt } from '../../core/citations/keyAt.ts';
import { readNoteFile } from '../../core/notes/noteFile.ts';
import { citationSyntax } from '../citing/insert.ts';

/** The citation key under the cursor. */
export function keyUnderCursor({ document, selection }: vscode.TextEditor): string | undefined {
  const { line, character } = selection.active;
  return keyAt(document.lineAt(line).text, character, citationSyntax(document))?.key;
}

/** The key of the paper whose note the document is, saved or not. */
export function keyOfNote(document: vscode.TextDocument): string | undefined {
  if (citationSyntax(document) !== 'markdown') return undefined;
  return readNoteFile(document.getText(), document.uri.toString()).key;
}
