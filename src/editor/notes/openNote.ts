import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { readNoteFile } from '../../core/notes/noteFile.ts';
import type { Papers } from '../library/papers.ts';
import { workspaceFolderFor } from './folder.ts';
import type { Notes } from './notes.ts';

/** Has a say in notes that are about to be made. */
export interface NewNotes {
  /** The text that a new note of this paper gets, from the one that its template gives. */
  textFor(key: string, text: string): string;
  /** Puts what changes elsewhere into the edit that makes notes of these papers; what it gives is called when the edit is made. */
  making(edit: vscode.WorkspaceEdit, keys: readonly string[]): Promise<() => Promise<void>>;
}

export interface NoteKeeping {
  readonly papers: Papers;
  readonly notes: Notes;
  readonly newNotes?: NewNotes;
}

/** Opens the paper's note, made from the template first where it has none. */
export async function openNote(
  keeping: NoteKeeping,
  paper: Paper,
  editor: vscode.TextEditor | undefined,
): Promise<void> {
  const uri = await noteFor(keeping, paper, editor?.document);
  if (!uri) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const shown = editor?.viewColumn;
  await vscode.window.showTextDocument(document, {
    preview: false,
    ...(shown === undefined ? {} : { viewColumn: shown }),
  });
}

/** The paper's note, made from the template first where it has none; nothing where it cannot be made. */
export async function noteFor(
  keeping: NoteKeeping,
  paper: Paper,
  document: vscode.TextDocument | undefined,
): Promise<vscode.Uri | undefined> {
  return (await keeping.notes.find(paper.key)) ?? createNote(keeping, paper, document);
}

/**
 * Makes the note's file and gives its address. A file of that name that is there already is never
 * overwritten: where it belongs to the paper it is the note, otherwise the note gets a number.
 */
async function createNote(
  { papers, notes, newNotes }: NoteKeeping,
  paper: Paper,
  document: vscode.TextDocument | undefined,
): Promise<vscode.Uri | undefined> {
  const folder = await workspaceFolderFor(document);
  const entry = await papers.entry(paper.key);
  if (!folder || !entry) return undefined;
  const selection = vscode.window.activeTextEditor;
  const selectedText = selection && selection.document === document ? document.getText(selection.selection) : '';
  // the template engine is loaded when the first note is made, not when the extension starts
  const { notePath, renderNote } = await import('./render.ts');
  const rendered = renderNote(papers, entry, folder.uri, selectedText);
  const text = newNotes?.textFor(paper.key, rendered) ?? rendered;
  const path = notePath(papers, entry, folder.uri);
  for (let number = 1; number < 100; number++) {
    const name = number === 1 ? path : path.replace(/(\.md)?$/, ` ${number}$1`);
    const uri = vscode.Uri.joinPath(folder.uri, ...name.split('/'));
    const there = await ownerOf(uri);
    if (there === undefined) {
      if (await writeNew(uri, text, paper.key, newNotes)) {
        notes.look(await vscode.workspace.openTextDocument(uri));
        return uri;
      }
      // a second click may have been quicker
      if ((await ownerOf(uri))?.key === paper.key) return uri;
      throw new Error(vscode.l10n.t('The note {0} could not be written.', name));
    }
    if (there.key === undefined || there.key === paper.key) return uri;
  }
  throw new Error(vscode.l10n.t('No free file name is left beside {0}.', path));
}

/** Whose note the file is; nothing where there is no file. */
async function ownerOf(uri: vscode.Uri): Promise<{ readonly key?: string } | undefined> {
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    return undefined;
  }
  return readNoteFile(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), uri.toString());
}

/** Creates the file, its folders too, and fails rather than replace one that came in between. */
async function writeNew(uri: vscode.Uri, text: string, key: string, newNotes: NewNotes | undefined): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, ignoreIfExists: false, contents: new TextEncoder().encode(text) });
  const done = await newNotes?.making(edit, [key]);
  const isMade = await vscode.workspace.applyEdit(edit);
  if (isMade) await done?.();
  return isMade;
}
