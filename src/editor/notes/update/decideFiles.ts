import * as vscode from 'vscode';

/** Texts that are decided about: files of a scheme of their own, in memory alone. Saving one gives it to `onSave`. */
export const decideScheme = 'literature-notes-update';

interface MemoryFile {
  bytes: Uint8Array;
  changed: number;
}

export class DecideFiles implements vscode.FileSystemProvider {
  readonly #files = new Map<string, MemoryFile>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  readonly #onSave: (uri: vscode.Uri, text: string) => Promise<void>;
  #count = 0;

  constructor(onSave: (uri: vscode.Uri, text: string) => Promise<void>) {
    this.#onSave = onSave;
  }

  /** A new file; its name is not that of a Markdown file, so that nobody takes it for a note. */
  add(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: decideScheme, path: `/${++this.#count}/${name}` });
    this.#files.set(uri.path, { bytes: new TextEncoder().encode(text), changed: Date.now() });
    return uri;
  }

  remove(uri: vscode.Uri): void {
    this.#files.delete(uri.path);
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    // saving asks for the folder first
    if (!/^\/\d+\/./.test(path)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const { bytes, changed } = this.#file(path);
    return { type: vscode.FileType.File, ctime: changed, mtime: changed, size: bytes.length };
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    return this.#file(path).bytes;
  }

  async writeFile(uri: vscode.Uri, bytes: Uint8Array): Promise<void> {
    const file = this.#file(uri.path);
    await this.#onSave(uri, new TextDecoder().decode(bytes));
    file.bytes = bytes;
    file.changed = Date.now();
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }
  readDirectory(): [string, vscode.FileType][] {
    return [];
  }
  createDirectory(): void {
    throw vscode.FileSystemError.NoPermissions();
  }
  delete(uri: vscode.Uri): void {
    this.remove(uri);
  }
  rename(): void {
    throw vscode.FileSystemError.NoPermissions();
  }

  #file(path: string): MemoryFile {
    const file = this.#files.get(path);
    if (!file) throw vscode.FileSystemError.FileNotFound(path);
    return file;
  }
}
