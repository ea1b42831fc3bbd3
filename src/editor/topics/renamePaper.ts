import * as vscode from 'vscode';
import { topicRekeyed } from '../../core/language/topicKey.ts';
import { readTopicsFile, topicsFileOf } from './file.ts';

/** What has to change in the workspace's file of topics, where it says where the user moved the paper of a key. */
export async function renamedInTopics(
  key: string,
  to: string,
): Promise<{ readonly uri: vscode.Uri; readonly edit: vscode.TextEdit } | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) return undefined;
  const uri = topicsFileOf(folder.uri);
  const text = await readTopicsFile(uri).catch(() => undefined);
  if (text === undefined || !topicRekeyed(text, key, to)) return undefined;
  const document = await vscode.workspace.openTextDocument(uri);
  const change = topicRekeyed(document.getText(), key, to);
  if (!change) return undefined;
  const range = new vscode.Range(document.positionAt(change.start), document.positionAt(change.end));
  return { uri, edit: vscode.TextEdit.replace(range, change.text) };
}
