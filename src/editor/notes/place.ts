import * as vscode from 'vscode';
import { numbered, sameName } from '../../core/notes/fileName.ts';
import { readNoteFile } from '../../core/notes/noteFile.ts';
import type { Notes } from './notes.ts';

/** Where a paper's note goes: a file that is there and its own, or an address where nothing is. */
export interface NotePlace {
  readonly uri: vscode.Uri;
  readonly isThere: boolean;
}

/** So many notes may want one name. */
const mostNumbers = 1000;

/**
 * Finds the place of a paper's note, a path below a folder. A file of that name that is another paper's is never taken,
 * nor a name that some system would take for that file's: `gu2023.md` beside `Gu2023.md` gets a number, since both
 * would be one on Windows and macOS, where git or a cloud may bring them. Folders that differ so are the one that is there.
 */
export async function placeOfNote(
  folder: vscode.Uri,
  path: string,
  key: string,
  notes: Pick<Notes, 'at'>,
): Promise<NotePlace> {
  const names = path.split('/');
  const wanted = names.pop() ?? '_.md';
  let parent = folder;
  for (const name of names) parent = vscode.Uri.joinPath(parent, (await namesLike(parent, name))[0] ?? name);
  const known = await listing(parent);
  for (let number = 1; number < mostNumbers; number++) {
    const name = numbered(wanted, number);
    const uri = vscode.Uri.joinPath(parent, name);
    const like = alike(known, name);
    // a folder that cannot be listed may still have the file
    if (!like.length && !(await isThere(uri))) return { uri, isThere: false };
    for (const other of like.length ? like : [name]) {
      const there = vscode.Uri.joinPath(parent, other);
      const owner = notes.at(there) ?? (await ownerOf(there));
      const isOurs = owner?.key === key || (owner && owner.key === undefined && other === name);
      if (isOurs) return { uri: there, isThere: true };
    }
  }
  throw new Error(vscode.l10n.t('No free file name is left beside {0}.', path));
}

/** Whose note the file is; nothing where it is no file that can be read. */
async function ownerOf(uri: vscode.Uri): Promise<{ readonly key?: string } | undefined> {
  try {
    return readNoteFile(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)), uri.toString());
  } catch {
    return undefined;
  }
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function listing(folder: vscode.Uri): Promise<readonly string[]> {
  try {
    return (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
  } catch {
    return [];
  }
}

/** The names in a folder that are this one somewhere, the same one first. */
async function namesLike(folder: vscode.Uri, name: string): Promise<readonly string[]> {
  return alike(await listing(folder), name);
}

function alike(known: readonly string[], name: string): readonly string[] {
  const wanted = sameName(name);
  return known.filter((other) => sameName(other) === wanted).sort((a, b) => Number(b === name) - Number(a === name));
}
