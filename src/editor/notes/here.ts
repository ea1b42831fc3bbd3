import type * as vscode from 'vscode';
import { citationAt } from '../../core/citations/citation.ts';
import { readCitations } from '../../core/citations/read.ts';
import { readNoteFile } from '../../core/notes/noteFile.ts';
import { citationSyntax } from '../citing/insert.ts';
import type { DocumentCitations } from '../language/documents.ts';
import type { Notes } from './notes.ts';

/** The citation key under the cursor; where nothing tells how papers are cited, it is as in Markdown. */
export function keyUnderCursor(editor: vscode.TextEditor, citations: DocumentCitations): string | undefined {
  const { document, selection } = editor;
  const reading = citations.of(document) ?? readCitations(document.getText(), 'markdown');
  return citationAt(reading, document.offsetAt(selection.active))?.key;
}

/** The key of the paper whose note the document is, saved or not; what is in no workspace speaks for itself. */
export function keyOfNote(document: vscode.TextDocument, notes?: Notes): string | undefined {
  if (citationSyntax(document) !== 'markdown') return undefined;
  return notes?.at(document.uri)?.key ?? readNoteFile(document.getText(), document.uri.toString()).key;
}
