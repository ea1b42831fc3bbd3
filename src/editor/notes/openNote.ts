import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { readNoteFile } from '../../core/notes/noteFile.ts';
import type { Papers } from '../library/papers.ts';
import { workspaceFolderFor } from './folder.ts';
import type { Notes } from './notes.ts';
import { today } from './today.ts';
import type { Baselines } from './update/baselines.ts';

export interface NoteKeeping {
  readonly papers: Papers;
  readonly notes: Notes;
  readonly baselines: Baselines;
}

/** Opens the paper's note, made from the template first where it has none. */
export async function openNote(
  keeping: NoteKeeping,
  paper: Paper,
  editor: vscode.TextEditor | undefined,
): Promise<void> {
  const uri = (await keeping.notes.find(paper.key)) ?? (await createNote(keeping, paper, editor?.document));
  if (!uri) return;
  const document = await vscode.workspace.openTextDocument(uri);
  const shown = editor?.viewColumn;
  await vscode.window.showTextDocument(document, {
    preview: false,
    ...(shown === undefined ? {} : { viewColumn: shown }),
  });
}

/**
 * Makes the note's file and gives its address. A file of that name that is there already is never
 * overwritten: where it belongs to the paper it is the note, otherwise the note gets a number.
 */
async function createNote(
  { papers, notes, baselines }: NoteKeeping,
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
  const making = { date: today(), selectedText };
  const text = renderNote(papers, entry, folder.uri, selectedText, making.date);
  const path = notePath(papers, entry, folder.uri);
  for (let number = 1; number < 100; number++) {
    const name = number === 1 ? path : path.replace(/(\.md)?$/, ` ${number}$1`);
    const uri = vscode.Uri.joinPath(folder.uri, ...name.split('/'));
    const there = await ownerOf(uri);
    if (there === undefined) {
      if (await writeNew(uri, text)) {
        await baselines.made(uri, paper.key, text, making);
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
async function writeNew(uri: vscode.Uri, text: string): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, ignoreIfExists: false, contents: new TextEncoder().encode(text) });
  return vscode.workspace.applyEdit(edit);
}
