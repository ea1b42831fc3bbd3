import * as vscode from 'vscode';
import { relativePath, folderOf } from '../../core/sources/paths.ts';

/**
 * The address of a file as a note links to it: relative within one folder of the workspace, whole otherwise. Nothing
 * in it ends a Markdown link.
 */
export function linkFrom(note: vscode.Uri, file: vscode.Uri, root: vscode.Uri | undefined): string {
  const isBelow = (uri: vscode.Uri) =>
    root !== undefined &&
    uri.scheme === root.scheme &&
    uri.authority === root.authority &&
    uri.path.startsWith(`${root.path.replace(/\/$/, '')}/`);
  if (!isBelow(note) || !isBelow(file)) return escaped(file.toString());
  return escaped(relativePath(folderOf(note.path), file.path).split('/').map(encodeURIComponent).join('/'));
}

/** The address of a file as any note of its workspace folder can link to it: VS Code counts `/` from that folder. */
export function linkInWorkspace(file: vscode.Uri): string {
  const root = vscode.workspace.getWorkspaceFolder(file)?.uri;
  if (!root) return escaped(file.toString());
  const below = file.path.slice(root.path.replace(/\/$/, '').length);
  return escaped(below.split('/').map(encodeURIComponent).join('/'));
}

function escaped(address: string): string {
  return address.replace(/[()']/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
}

/** What opens a page in Zotero, where the file lies in its storage (its manual, "zotero:// links"). */
export function zoteroLink(file: vscode.Uri, page: number): string {
  const key = /\/storage\/([A-Z0-9]{8})\//.exec(file.path)?.[1];
  return key === undefined ? '' : `zotero://open-pdf/library/items/${key}?page=${page}`;
}
