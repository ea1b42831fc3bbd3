import * as vscode from 'vscode';
import { folderOf } from '../../core/sources/paths.ts';
import { bibliographyFiles, documentFiles, isBibliography, projectFiles } from './files.ts';

/** Milliseconds in which VS Code begins to watch files; what is made sooner it may not tell. */
export const startOfWatching = 5000;

export interface FileEvents {
  /** A bibliography file may be new, gone or other than it was. */
  readonly onLibrary: (uri: vscode.Uri, isListed: boolean) => void;
  /** Likewise a file that names bibliographies. */
  readonly onNaming: (uri: vscode.Uri) => void;
  /** A file or a folder is gone. */
  readonly onGone: (uri: vscode.Uri) => void;
}

/**
 * Watches files. VS Code watches the workspace; folders outside of it are watched one by one as long as a file of theirs
 * is named, and so are files in it whose names do not say that they are bibliographies.
 */
export class FileWatch implements vscode.Disposable {
  readonly #events: FileEvents;
  readonly #disposables: vscode.Disposable[] = [];
  readonly #others = new Map<string, vscode.Disposable>();
  #named: ReadonlySet<string> = new Set();

  constructor(events: FileEvents) {
    this.#events = events;
    const library = vscode.workspace.createFileSystemWatcher(bibliographyFiles);
    const gone = vscode.workspace.createFileSystemWatcher('**', true, true, false);
    this.#disposables.push(
      library,
      library.onDidCreate((uri) => events.onLibrary(uri, true)),
      library.onDidChange((uri) => events.onLibrary(uri, false)),
      library.onDidDelete((uri) => events.onLibrary(uri, true)),
      gone,
      gone.onDidDelete((uri) => events.onGone(uri)),
    );
    for (const pattern of [documentFiles, projectFiles]) {
      const naming = vscode.workspace.createFileSystemWatcher(pattern);
      this.#disposables.push(
        naming,
        naming.onDidCreate(events.onNaming),
        naming.onDidChange(events.onNaming),
        naming.onDidDelete(events.onNaming),
      );
    }
  }

  /** Watches these files, there or not yet, and these patterns, and nothing of what was watched before. */
  follow(files: readonly vscode.Uri[], patterns: readonly vscode.RelativePattern[]): void {
    const others = files.filter((uri) => !(isBibliography(uri.path) && vscode.workspace.getWorkspaceFolder(uri)));
    this.#named = new Set(others.map(String));
    const wanted = new Map<string, () => vscode.Disposable>();
    for (const uri of others) {
      const folder = uri.with({ path: folderOf(uri.path) });
      wanted.set(folder.toString(), () =>
        this.#watch(new vscode.RelativePattern(folder, '*'), (each) => this.#named.has(each.toString())),
      );
    }
    for (const pattern of patterns) {
      wanted.set(`${pattern.baseUri.toString()} ${pattern.pattern}`, () => this.#watch(pattern, () => true));
    }
    for (const [key, watcher] of this.#others) {
      if (wanted.has(key)) continue;
      watcher.dispose();
      this.#others.delete(key);
    }
    for (const [key, start] of wanted) if (!this.#others.has(key)) this.#others.set(key, start());
  }

  dispose(): void {
    for (const each of [...this.#disposables, ...this.#others.values()]) each.dispose();
  }

  #watch(pattern: vscode.RelativePattern, concerns: (uri: vscode.Uri) => boolean): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const tell = (isListed: boolean) => (uri: vscode.Uri) => {
      if (concerns(uri)) this.#events.onLibrary(uri, isListed);
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidCreate(tell(true)),
      watcher.onDidChange(tell(false)),
      watcher.onDidDelete(tell(true)),
    );
  }
}
