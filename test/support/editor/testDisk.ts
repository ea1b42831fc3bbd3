// A disk of the tests, held in memory, that can be full or refuse to be written to.
import * as vscode from 'vscode';

export const diskScheme = 'test-disk';
export const diskRoot = vscode.Uri.parse(`${diskScheme}:/vault`);

/** What a write to a path answers; nothing where it succeeds. */
type Trouble = (path: string) => Error | undefined;

export class TestDisk implements vscode.FileSystemProvider {
  readonly #files = new Map<string, { bytes: Uint8Array; changed: number }>();
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;
  trouble: Trouble = () => undefined;
  /** Paths that say of themselves that they are read-only. */
  isReadOnly: (path: string) => boolean = () => false;
  /** What listing a folder waits for. */
  answers: Promise<void> | undefined;
  /** How many writes failed. */
  failures = 0;

  stat({ path }: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(path);
    if (file) {
      const { bytes, changed } = file;
      const stat = { type: vscode.FileType.File, ctime: 0, mtime: changed, size: bytes.length };
      return this.isReadOnly(path) ? { ...stat, permissions: vscode.FilePermission.Readonly } : stat;
    }
    if (path !== diskRoot.path && !this.#inside(path).length) throw vscode.FileSystemError.FileNotFound(path);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  async readDirectory(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
    await this.answers;
    return this.list(folder);
  }

  list({ path }: vscode.Uri): [string, vscode.FileType][] {
    const entries = new Map<string, vscode.FileType>();
    for (const name of this.#inside(path)) {
      const [first = '', ...rest] = name.split('/');
      entries.set(first, rest.length ? vscode.FileType.Directory : vscode.FileType.File);
    }
    return [...entries];
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const file = this.#files.get(path);
    if (!file) throw vscode.FileSystemError.FileNotFound(path);
    return file.bytes;
  }

  writeFile(uri: vscode.Uri, bytes: Uint8Array): void {
    this.#mayFail(uri.path);
    const type = this.#files.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.#files.set(uri.path, { bytes, changed: Date.now() });
    this.#changed.fire([{ type, uri }]);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.#mayFail(to.path);
    const file = this.#files.get(from.path);
    if (!file) throw vscode.FileSystemError.FileNotFound(from.path);
    this.#files.delete(from.path);
    this.#files.set(to.path, file);
    this.#changed.fire([
      { type: vscode.FileChangeType.Deleted, uri: from },
      { type: vscode.FileChangeType.Changed, uri: to },
    ]);
  }

  delete(uri: vscode.Uri): void {
    for (const path of this.#files.keys())
      if (path === uri.path || path.startsWith(`${uri.path}/`)) this.#files.delete(path);
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  createDirectory(): void {
    // a folder is there as soon as there is something in it
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  #mayFail(path: string): void {
    const error = this.trouble(path);
    if (!error) return;
    this.failures++;
    throw error;
  }

  /** The paths of the files in a folder, from there. */
  #inside(folder: string): string[] {
    const start = folder === '/' ? folder : `${folder}/`;
    return [...this.#files.keys()].filter((path) => path.startsWith(start)).map((path) => path.slice(start.length));
  }
}

export const onDisk = (name: string) => vscode.Uri.joinPath(diskRoot, name);
