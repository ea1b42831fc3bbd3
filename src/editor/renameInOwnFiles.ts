import * as vscode from 'vscode';
import { topicRekeyed } from '../core/language/topicKey.ts';
import { openAsItIs } from './openAsItIs.ts';
import { ownFileUri, readOwnFile } from './ownFile.ts';
import type { OwnFileName } from './ownFile.ts';

/** Both have the papers that they speak of below `papers`. */
const files: readonly OwnFileName[] = ['topics.yaml', 'reading.yaml'];

/** What has to change in the workspace's own files where they speak of the paper of a key: its topics, and its reading. */
export async function renamedInOwnFiles(
  key: string,
  to: string,
): Promise<readonly { readonly uri: vscode.Uri; readonly edit: vscode.TextEdit }[]> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) return [];
  const edits = await Promise.all(files.map((name) => renamedIn(ownFileUri(name, folder.uri), key, to)));
  return edits.filter((edit) => edit !== undefined);
}

async function renamedIn(uri: vscode.Uri, key: string, to: string) {
  const text = await readOwnFile(uri).catch(() => undefined);
  if (text === undefined || !topicRekeyed(text, key, to)) return undefined;
  const document = await openAsItIs(uri);
  const change = topicRekeyed(document.getText(), key, to);
  if (!change) return undefined;
  const range = new vscode.Range(document.positionAt(change.start), document.positionAt(change.end));
  return { uri, edit: vscode.TextEdit.replace(range, change.text) };
}
