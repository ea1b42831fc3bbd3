import * as vscode from 'vscode';
import { topicsHead } from '../../core/library/topics/yamlEdits.ts';

const inFolder = '.literature/topics.yaml';

/** Where the topics of a workspace are kept: in its first folder, or where there is none, with the extension. */
export function topicsFileOf(storage: vscode.Uri): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder ? vscode.Uri.joinPath(folder.uri, inFolder) : vscode.Uri.joinPath(storage, 'topics.yaml');
}

/** The text as it is now, also where it is edited and not saved; nothing where there is no file. */
export async function readTopicsFile(uri: vscode.Uri): Promise<string | undefined> {
  const edited = vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.toString() === uri.toString(),
  );
  if (edited) return edited.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** Writes what is different, so that it can be undone; what the user has not saved stays unsaved. */
export async function writeTopicsFile(uri: vscode.Uri, before: string | undefined, now: string): Promise<void> {
  if (!vscode.workspace.getWorkspaceFolder(uri))
    return vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(now));
  const edit = new vscode.WorkspaceEdit();
  if (before === undefined) {
    edit.createFile(uri, { contents: new TextEncoder().encode(now) });
    if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('{0} cannot be written.', inFolder));
    return;
  }
  const document = await vscode.workspace.openTextDocument(uri);
  const wasDirty = document.isDirty;
  const { start, end, text } = difference(document.getText(), now);
  edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(vscode.l10n.t('{0} cannot be written.', inFolder));
  if (!wasDirty) await document.save();
}

/** A new file says what can stand in it. */
export const newTopicsFile = topicsHead;

function difference(before: string, now: string): { start: number; end: number; text: string } {
  let start = 0;
  while (start < before.length && before[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, now.length) - start && before.at(-1 - end) === now.at(-1 - end)) end++;
  return { start, end: before.length - end, text: now.slice(start, now.length - end) };
}
