import * as vscode from 'vscode';
import type { LibraryClient } from '../../worker/client.ts';

/**
 * Tells a library where it may keep its search index for the next start: a file for each workspace,
 * where there is a disk. Resolves when the index is known, at the latest when it is clear there is none.
 */
export function openCache(context: vscode.ExtensionContext): (client: LibraryClient) => Promise<unknown> {
  const folder = context.storageUri ?? context.globalStorageUri;
  if (folder.scheme !== 'file') return () => Promise.resolve();
  const cache = vscode.Uri.joinPath(folder, 'search-index').fsPath;
  return (client) => client.ask('open', { cache }).catch(() => {});
}
