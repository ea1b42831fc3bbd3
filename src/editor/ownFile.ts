import * as vscode from 'vscode';
import type { Problem } from '../core/entry/entry.ts';
import { openAsItIs } from './openAsItIs.ts';
import { unsavedDocument } from './openDocument.ts';
import { startOfWatching } from './sources/watch.ts';

/** A half-typed line of the file is not taken at once. */
const typingPause = 300;

/** The small files below `.literature` in which the workspace keeps what the user decided. */
export type OwnFileName = 'topics.yaml' | 'reading.yaml';

/** Where such a file lies: in the workspace's first folder, or where there is none, with the extension. */
export function ownFileUri(name: OwnFileName, storage: vscode.Uri): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder ? vscode.Uri.joinPath(folder.uri, '.literature', name) : vscode.Uri.joinPath(storage, name);
}

/** The text of a file as it is now, also where it is edited and not saved; nothing where there is no file. */
export async function readOwnFile(uri: vscode.Uri): Promise<string | undefined> {
  const edited = unsavedDocument(uri.toString());
  if (edited) return edited.getText();
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

/** A file that people and the extension write, followed as it changes on disk and in an editor. */
export class OwnFile implements vscode.Disposable {
  readonly #name: OwnFileName;
  readonly #storage: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #problems: vscode.DiagnosticCollection;
  readonly #disposables: vscode.Disposable[];
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(name: OwnFileName, storage: vscode.Uri) {
    this.#name = name;
    this.#storage = storage;
    this.#problems = vscode.languages.createDiagnosticCollection(`literature-notes.${name.replace('.yaml', '')}`);
    const watcher = vscode.workspace.createFileSystemWatcher(`**/.literature/${name}`);
    // a folder that is made or deleted is told as one, without the files in it; one that is replaced, as changed
    const folders = vscode.workspace.createFileSystemWatcher('**/.literature');
    const isOurs = (uri: vscode.Uri) => uri.toString() === this.uri.toString();
    const look = (uri: vscode.Uri) => isOurs(uri) && this.#changed.fire();
    const second = setTimeout(() => this.#changed.fire(), startOfWatching);
    this.#disposables = [
      { dispose: () => clearTimeout(second) },
      this.#changed,
      this.#problems,
      watcher,
      watcher.onDidCreate(look),
      watcher.onDidChange(look),
      watcher.onDidDelete(look),
      folders,
      ...[folders.onDidCreate, folders.onDidChange, folders.onDidDelete].map((told) =>
        told(() => this.#changed.fire()),
      ),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!isOurs(document.uri)) return;
        clearTimeout(this.#typing);
        this.#typing = setTimeout(() => this.#changed.fire(), typingPause);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => look(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#changed.fire()),
    ];
  }

  get uri(): vscode.Uri {
    return ownFileUri(this.#name, this.#storage);
  }

  read(): Promise<string | undefined> {
    return readOwnFile(this.uri);
  }

  /** Writes what is different, so that it can be undone; what the user has not saved stays unsaved. */
  async write(before: string | undefined, now: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    const { isInEdit, save } = await this.addTo(edit, before, now);
    // VS Code refuses an edit with nothing in it
    if (isInEdit && !(await vscode.workspace.applyEdit(edit))) throw new Error(this.#unwritable);
    await save();
  }

  /** Puts the change into an edit that may have other changes too; `save` is to be called when the edit is made. */
  async addTo(
    edit: vscode.WorkspaceEdit,
    before: string | undefined,
    now: string,
  ): Promise<{ readonly isInEdit: boolean; readonly save: () => Promise<void> }> {
    const { uri } = this;
    const contents = new TextEncoder().encode(now);
    // outside of the workspace nobody sees the file, and nothing can be undone
    if (!vscode.workspace.getWorkspaceFolder(uri))
      return { isInEdit: false, save: async () => vscode.workspace.fs.writeFile(uri, contents) };
    if (before === undefined) {
      edit.createFile(uri, { contents });
      return { isInEdit: true, save: () => Promise.resolve() };
    }
    const document = await openAsItIs(uri);
    const wasDirty = document.isDirty;
    const { start, end, text } = difference(document.getText(), now);
    edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
    return { isInEdit: true, save: async () => void (wasDirty || (await document.save())) };
  }

  /** Shows why the file cannot be read, at its places; without problems nothing is shown any more. */
  tell(text: string, problems: readonly Problem[], messageOf: (reason: string) => string): void {
    const place = (offset: number) => {
      const before = text.slice(0, offset).split('\n');
      return new vscode.Position(before.length - 1, before.at(-1)?.length ?? 0);
    };
    const diagnostics = problems.map(({ span, facts }) => {
      const range = new vscode.Range(place(span.start), place(span.end));
      const diagnostic = new vscode.Diagnostic(range, messageOf(String(facts?.['reason'] ?? '')));
      diagnostic.source = 'Literature Notes';
      return diagnostic;
    });
    this.#problems.set(this.uri, diagnostics);
  }

  /** Says that nothing was changed since the file is broken, and offers to open it. */
  async offerRepair(message: string): Promise<void> {
    const open = vscode.l10n.t('Open File');
    if ((await vscode.window.showErrorMessage(message, open)) === open) await vscode.window.showTextDocument(this.uri);
  }

  dispose(): void {
    clearTimeout(this.#typing);
    for (const each of this.#disposables) each.dispose();
  }

  get #unwritable(): string {
    return vscode.l10n.t('{0} cannot be written.', `.literature/${this.#name}`);
  }
}

function difference(before: string, now: string): { start: number; end: number; text: string } {
  let start = 0;
  while (start < before.length && before[start] === now[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, now.length) - start && before.at(-1 - end) === now.at(-1 - end)) end++;
  return { start, end: before.length - end, text: now.slice(start, now.length - end) };
}
