import * as vscode from 'vscode';
import type { Problem } from '../../core/entry/entry.ts';
import { readNoteFile } from '../../core/notes/noteFile.ts';
import { NoteIndex } from '../../core/notes/noteIndex.ts';
import type { Note } from '../../core/notes/noteIndex.ts';
import { logged } from '../logged.ts';

/** What was wrong with a note, and the text that it was found in. */
export interface NoteReading {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** Of a longer file only the start is looked at: front matter stands there. */
const longestNote = 1024 * 1024;
const readersAtOnce = 8;
const markdownFiles = '**/*.{md,markdown,qmd,Rmd}';
const isMarkdownFile = /\.(?:md|markdown|qmd|rmd)$/i;

/** The notes of the workspace, found by what their front matter says, wherever they lie. */
export class Notes implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  readonly #index = new NoteIndex();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #read = new vscode.EventEmitter<NoteReading>();
  readonly onDidRead = this.#read.event;
  readonly #disposables: vscode.Disposable[] = [this.#changed, this.#read];
  #endFirst: () => void = () => {};
  /** Resolves when the notes of the workspace were read for the first time. */
  readonly firstReading = new Promise<void>((resolve) => (this.#endFirst = resolve));
  /** The newest reading of a file; one that began before it comes too late. */
  readonly #readings = new Map<string, object>();

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    const run = (work: Promise<void>) => logged(log, 'Reading notes', work);
    const watcher = vscode.workspace.createFileSystemWatcher(markdownFiles, false, false, true);
    // a folder that is deleted is told as one, without the files in it
    const deletions = vscode.workspace.createFileSystemWatcher('**', true, true, false);
    this.#disposables.push(
      watcher,
      watcher.onDidCreate((uri) => run(this.#reread(uri))),
      watcher.onDidChange((uri) => run(this.#reread(uri))),
      deletions,
      deletions.onDidDelete((uri) => this.#forget(uri)),
      vscode.workspace.onDidSaveTextDocument((document) => this.look(document)),
      // a note template that was inserted and is taken back
      vscode.workspace.onDidChangeTextDocument(({ document, reason }) => reason && this.look(document)),
      // what was inserted and not saved is gone with the editor
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.at(uri) && run(this.#reread(uri))),
      vscode.workspace.onDidRenameFiles(() => run(this.readAll())),
      vscode.workspace.onDidDeleteFiles(() => run(this.readAll())),
      vscode.workspace.onDidChangeWorkspaceFolders(() => run(this.readAll())),
    );
  }

  of(key: string): Note | undefined {
    return this.#index.of(key);
  }

  allOf(key: string): readonly Note[] {
    return this.#index.allOf(key);
  }

  /** One for each paper that has any. */
  get all(): readonly Note[] {
    return this.#index.all;
  }

  at(uri: vscode.Uri): Note | undefined {
    return this.#index.at(uri.toString());
  }

  /** The paper's note as it is now on disk, which VS Code may not have told about yet. */
  async find(key: string): Promise<vscode.Uri | undefined> {
    const tried = new Set<string>();
    for (let note = this.of(key); note && !tried.has(note.uri); note = this.of(key)) {
      tried.add(note.uri);
      const uri = vscode.Uri.parse(note.uri);
      await this.#reread(uri);
      if (this.at(uri)?.key === key) return uri;
    }
    if (!tried.size) return undefined;
    await this.readAll(); // it may only have been moved
    const moved = this.of(key);
    return moved && vscode.Uri.parse(moved.uri);
  }

  /** Reads every Markdown file of the workspace, a few at a time. */
  async readAll(): Promise<void> {
    const started = performance.now();
    const uris = await vscode.workspace.findFiles(markdownFiles, '**/node_modules/**');
    const there = new Set(uris.map(String));
    let isChanged = false;
    for (const known of this.#index.uris)
      if (!there.has(known) && this.#drop(vscode.Uri.parse(known))) isChanged = true;
    const queue = [...uris];
    const reader = async () => {
      for (let uri = queue.pop(); uri; uri = queue.pop()) if (await this.#load(uri)) isChanged = true;
    };
    await Promise.all(Array.from({ length: readersAtOnce }, reader));
    this.#endFirst();
    if (isChanged) this.#changed.fire();
    this.#log.info(
      `${this.#index.size} notes among ${uris.length} Markdown files, in ${Math.round(performance.now() - started)} ms`,
    );
  }

  /** Takes over what an open document says, before its file has been read. */
  look(document: vscode.TextDocument): void {
    if (document.isUntitled || document.uri.scheme === 'output' || !isMarkdownFile.test(document.uri.path)) return;
    this.#readings.set(document.uri.toString(), {});
    this.#tell(this.#take(document.uri, document.getText(), this.at(document.uri)?.created ?? Date.now()));
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  async #reread(uri: vscode.Uri): Promise<void> {
    this.#tell(await this.#load(uri));
  }

  #tell(isChanged: boolean): void {
    if (isChanged) this.#changed.fire();
  }

  /** Reads the file; true if that changed which notes there are. */
  async #load(uri: vscode.Uri): Promise<boolean> {
    const mine = {};
    const isLate = () => this.#readings.get(uri.toString()) !== mine;
    this.#readings.set(uri.toString(), mine);
    try {
      const edited = vscode.workspace.textDocuments.find(
        (document) => document.isDirty && document.uri.toString() === uri.toString(),
      );
      if (edited) return this.#take(uri, edited.getText(), this.at(uri)?.created ?? Date.now());
      const { ctime, type } = await vscode.workspace.fs.stat(uri);
      if (type & vscode.FileType.Directory) return false;
      const bytes = await vscode.workspace.fs.readFile(uri);
      return !isLate() && this.#take(uri, new TextDecoder().decode(bytes.subarray(0, longestNote)), ctime);
    } catch (error) {
      const isGone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      if (!isGone) this.#log.warn(`${uri.fsPath} could not be read: ${String(error)}`);
      return !isLate() && this.#drop(uri);
    } finally {
      if (!isLate()) this.#readings.delete(uri.toString());
    }
  }

  #take(uri: vscode.Uri, text: string, created: number): boolean {
    const { key, status, problems } = readNoteFile(text, uri.toString());
    if (key === undefined) return this.#drop(uri);
    this.#read.fire({ uri, text, problems });
    return this.#index.put({ key, uri: uri.toString(), created, ...(status ? { status } : {}) });
  }

  #forget(uri: vscode.Uri): void {
    const gone = uri.toString();
    const notes = this.#index.uris.filter((known) => known === gone || known.startsWith(`${gone}/`));
    for (const note of notes) {
      this.#readings.delete(note);
      this.#drop(vscode.Uri.parse(note));
    }
    this.#tell(notes.length > 0);
  }

  #drop(uri: vscode.Uri): boolean {
    this.#read.fire({ uri, text: '', problems: [] });
    return this.#index.remove(uri.toString());
  }
}
