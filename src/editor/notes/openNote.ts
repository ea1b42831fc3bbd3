import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { identified } from '../../core/notes/identified.ts';
import { kindOf } from '../sources/files.ts';
import { workspaceFolderFor } from './folder.ts';
import type { Notes } from './notes.ts';
import { placeOfNote } from './place.ts';
import type { TemplateKnowledge } from './templateContext.ts';
import type { Baselines } from './update/baselines.ts';
import { makingOf } from './update/rendering.ts';

/** Has a say in notes that are about to be made. */
export interface NewNotes {
  /** The text that a new note of this paper gets, from the one that its template gives. */
  textFor(key: string, text: string): string;
  /** Puts what changes elsewhere into the edit that makes notes of these papers; what it gives is called when the edit is made. */
  making(edit: vscode.WorkspaceEdit, keys: readonly string[]): Promise<() => Promise<void>>;
}

export interface NoteKeeping extends TemplateKnowledge {
  readonly notes: Notes;
  readonly newNotes?: NewNotes;
  /** Keeps what was written into a note, for its updates. */
  readonly baselines: Baselines;
}

/** Opens the paper's note, made from the template first where it has none. */
export async function openNote(
  keeping: NoteKeeping,
  paper: Paper,
  editor: vscode.TextEditor | undefined,
): Promise<void> {
  const uri = await noteFor(keeping, paper, editor?.document);
  if (uri) await showNote(uri, editor);
}

/** The paper's note, made from the template first where it has none; nothing where it cannot be made. */
export async function noteFor(
  keeping: NoteKeeping,
  paper: Paper,
  document: vscode.TextDocument | undefined,
): Promise<vscode.Uri | undefined> {
  return (await keeping.notes.find(paper.key)) ?? createNote(keeping, paper, document);
}

/** Shows a note in the column of the editor that one writes in. */
export async function showNote(uri: vscode.Uri, editor: vscode.TextEditor | undefined): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const shown = editor?.viewColumn;
  await vscode.window.showTextDocument(document, {
    preview: false,
    ...(shown === undefined ? {} : { viewColumn: shown }),
  });
}

/**
 * Makes the note's file and gives its address. A file that is there already is never overwritten: where it belongs to
 * the paper it is the note, otherwise the note gets a number. `template` is the name of one, else the settings choose.
 */
export async function createNote(
  keeping: NoteKeeping,
  paper: Paper,
  document: vscode.TextDocument | undefined,
  template?: string,
  within?: vscode.WorkspaceFolder,
): Promise<vscode.Uri | undefined> {
  const folder = within ?? (await workspaceFolderFor(document));
  const entry = await keeping.papers.entry(paper.key);
  if (!folder || !entry) return undefined;
  const selection = vscode.window.activeTextEditor;
  const selectedText = selection && selection.document === document ? document.getText(selection.selection) : '';
  // the template engine is loaded when the first note is made, not when the extension starts
  const { notePath, renderedNote } = await import('./render.ts');
  const { withTemplateHelp } = await import('./templates/help.ts');
  const note = await withTemplateHelp(() => renderedNote(keeping, entry, folder.uri, { selectedText, template }));
  if (!note) return undefined;
  const text = keeping.newNotes?.textFor(paper.key, note.text) ?? note.text;
  const path = notePath(keeping.papers, entry, folder.uri);
  for (let tries = 0; tries < 3; tries++) {
    const { uri, isThere } = await placeOfNote(folder.uri, path, paper.key, keeping.notes);
    if (isThere) return uri;
    if (await writeNew(uri, identified(text, uri.toString(), paper.key), paper.key, keeping.newNotes)) {
      await keeping.baselines.made(uri, paper.key, note.text, makingOf(note, template));
      keeping.notes.look(await vscode.workspace.openTextDocument(uri));
      return uri;
    }
    // a second click may have been quicker; the next look finds what it made
    if ((await kindOf(uri)) === 'none') break;
  }
  throw new Error(vscode.l10n.t('The note {0} could not be written.', path));
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
