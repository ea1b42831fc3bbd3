import * as vscode from 'vscode';
import { ContextKey } from '../contextKey.ts';
import { contextKeys } from '../ids.ts';
import { keyOfNote } from './here.ts';
import type { Notes } from './notes.ts';

/** Tells menus whether the active editor shows a literature note, so that they offer the way to its paper. */
export function registerInNote(notes: Notes): vscode.Disposable {
  const isInNote = new ContextKey<boolean>(contextKeys.inNote);
  const look = () => {
    const document = vscode.window.activeTextEditor?.document;
    isInNote.set(document !== undefined && keyOfNote(document, notes) !== undefined);
  };
  look();
  return vscode.Disposable.from(
    isInNote,
    vscode.window.onDidChangeActiveTextEditor(look),
    vscode.workspace.onDidSaveTextDocument(look),
    notes.onDidChange(look), // such as a note that was just put into the document
  );
}
