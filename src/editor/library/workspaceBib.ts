import * as vscode from 'vscode';
import type { Papers } from './papers.ts';
import type { SourceToRead } from './source.ts';

/**
 * The `.bib` files of the workspace, until the list of all sources takes this place: read at the
 * start, and again when they change on disk or in an editor.
 */
export function watchWorkspaceBib(
  papers: Papers,
  log: vscode.LogOutputChannel,
): vscode.Disposable & { read(): Promise<void> } {
  const toRead = (uri: vscode.Uri, text?: string): SourceToRead => ({
    source: { uri: uri.toString(), rank: 1, reasons: [{ kind: 'workspace' }] },
    ...(text === undefined ? {} : { text }),
  });
  const update = (read: readonly SourceToRead[], removed: readonly vscode.Uri[] = []) =>
    papers
      .update({ read, removed: removed.map(String) })
      .catch((error: unknown) => log.error('A library file could not be read', error as Error));
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.bib');
  const again = (uri: vscode.Uri) => void update([toRead(uri)]);
  const listeners = [
    watcher,
    watcher.onDidCreate(again),
    watcher.onDidChange(again),
    watcher.onDidDelete((uri) => void update([], [uri])),
  ];
  return {
    async read() {
      const found = await vscode.workspace.findFiles('**/*.bib');
      if (found.length) await update(found.sort((a, b) => (String(a) < String(b) ? -1 : 1)).map((uri) => toRead(uri)));
    },
    dispose: () => listeners.forEach((each) => void each.dispose()),
  };
}
