// A workspace for VS Code for the Web: the files of a fixture, fetched once and then held in memory.
const vscode = require('vscode');

exports.activate = async (context) => {
  const files = new MemoryFiles();
  const at = (path) => vscode.Uri.joinPath(context.extensionUri, '..', path).toString();
  const paths = await (await fetch(at('workspace.json'))).json();
  const load = async (path) => {
    const answer = await fetch(at(`workspace${path.split('/').map(encodeURIComponent).join('/')}`));
    files.put(path, new Uint8Array(await answer.arrayBuffer()));
  };
  await Promise.all(paths.map(load));
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('memfs', files, { isCaseSensitive: true }),
    vscode.workspace.registerFileSearchProvider('memfs', files),
  );
};

const { FileChangeType, FileSystemError, FileType } = vscode;
const parentOf = (path) => path.slice(0, path.lastIndexOf('/')) || '/';

/** Path -> `{ type, bytes?, ctime, mtime }`; the folders are there as entries too. */
class MemoryFiles {
  #entries = new Map([['/', { type: FileType.Directory, ctime: 0, mtime: 0 }]]);
  #changed = new vscode.EventEmitter();
  onDidChangeFile = this.#changed.event;

  put(path, bytes) {
    for (let folder = parentOf(path); !this.#entries.has(folder); folder = parentOf(folder))
      this.#add(folder, FileType.Directory);
    this.#add(path, FileType.File, bytes);
  }

  stat(uri) {
    const { type, bytes, ctime, mtime } = this.#get(uri);
    return { type, ctime, mtime, size: bytes?.length ?? 0 };
  }

  readDirectory(uri) {
    this.#get(uri);
    const start = uri.path.endsWith('/') ? uri.path : `${uri.path}/`;
    return [...this.#entries]
      .filter(([path]) => path.startsWith(start) && path !== start && !path.slice(start.length).includes('/'))
      .map(([path, { type }]) => [path.slice(start.length), type]);
  }

  readFile(uri) {
    const { type, bytes } = this.#get(uri);
    if (type === FileType.Directory) throw FileSystemError.FileIsADirectory(uri);
    return bytes;
  }

  writeFile(uri, bytes, { create, overwrite }) {
    const there = this.#entries.get(uri.path);
    if (!there && !create) throw FileSystemError.FileNotFound(uri);
    if (there && create && !overwrite) throw FileSystemError.FileExists(uri);
    this.#get(uri.with({ path: parentOf(uri.path) }));
    this.#add(uri.path, FileType.File, bytes, there?.ctime);
    this.#tell(there ? FileChangeType.Changed : FileChangeType.Created, uri);
  }

  createDirectory(uri) {
    this.#add(uri.path, FileType.Directory);
    this.#tell(FileChangeType.Created, uri);
  }

  delete(uri) {
    this.#get(uri);
    for (const path of this.#below(uri.path)) this.#entries.delete(path);
    this.#tell(FileChangeType.Deleted, uri);
  }

  rename(from, to, { overwrite }) {
    this.#get(from);
    if (this.#entries.has(to.path) && !overwrite) throw FileSystemError.FileExists(to);
    for (const path of this.#below(from.path)) {
      this.#entries.set(to.path + path.slice(from.path.length), this.#entries.get(path));
      this.#entries.delete(path);
    }
    this.#tell(FileChangeType.Deleted, from);
    this.#tell(FileChangeType.Created, to);
  }

  watch() {
    return new vscode.Disposable(() => {}); // everything that changes is told anyway
  }

  provideFileSearchResults(_query, { folder, includes, excludes }) {
    const wanted = includes.map(globToPattern);
    const unwanted = excludes.map(globToPattern);
    return [...this.#entries]
      .filter(([path, { type }]) => type === FileType.File && path.startsWith(`${folder.path}/`))
      .map(([path]) => path.slice(folder.path.length + 1))
      .filter(
        (path) =>
          (!wanted.length || wanted.some((glob) => glob.test(path))) && !unwanted.some((glob) => glob.test(path)),
      )
      .map((path) => vscode.Uri.joinPath(folder, path));
  }

  #get(uri) {
    const entry = this.#entries.get(uri.path);
    if (!entry) throw FileSystemError.FileNotFound(uri);
    return entry;
  }

  #add(path, type, bytes, ctime = Date.now()) {
    this.#entries.set(path, { type, bytes, ctime, mtime: Date.now() });
  }

  #below(path) {
    return [...this.#entries.keys()].filter((other) => other === path || other.startsWith(`${path}/`));
  }

  #tell(type, uri) {
    this.#changed.fire([{ type, uri }]);
  }
}

/** Of the glob language what searches in tests use: `**`, `*`, `?` and `{a,b}`. */
function globToPattern(glob) {
  const parts = {
    '**/': '(?:.*/)?',
    '**': '.*',
    '*': '[^/]*',
    '?': '[^/]',
    '{': '(?:',
    '}': ')',
    ',': '|',
  };
  const source = glob.replace(/\*\*\/|\*\*|[*?{},]|[.+^$()|[\]\\]/g, (part) => parts[part] ?? `\\${part}`);
  return new RegExp(`^${source}(?:/.*)?$`);
}
