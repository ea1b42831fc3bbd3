import * as vscode from 'vscode';
import type { Owner } from '../../core/notes/identity.ts';
import { keyInName, keyInNamesOf } from '../../core/notes/identity.ts';
import type { PlacedNote } from '../../core/notes/noteFile.ts';
import { placedNote } from '../../core/notes/noteFile.ts';
import { NoteIndex } from '../../core/notes/noteIndex.ts';
import type { Note } from '../../core/notes/noteIndex.ts';
import type { CitingDocuments, NotesRead } from '../language/citingDocuments.ts';
import type { Papers } from '../library/papers.ts';
import { logged } from '../logged.ts';
import { unsavedDocument } from '../openDocument.ts';
import { noteSettings } from '../settings.ts';
import { kindOf } from '../sources/files.ts';
import { NoteOwners } from './owners.ts';

/** Of a longer file only the start is looked at here: front matter stands there. */
const longestNote = 1024 * 1024;
/** Who asks for one note after the other need not wait for all files each time, in milliseconds. */
const recently = 1000;
const isMarkdownFile = /\.(?:md|markdown|qmd|rmd)$/i;

/** The notes of the workspace, found by what they say of themselves, wherever they lie. They are read with the documents. */
export class Notes implements vscode.Disposable {
  readonly #citing: CitingDocuments;
  readonly #log: vscode.LogOutputChannel;
  readonly #index = new NoteIndex();
  readonly #facts = new Map<string, PlacedNote>();
  readonly #owners: NoteOwners;
  /** When open documents were looked at; what was asked for before says less. */
  readonly #looked = new Map<string, number>();
  /** Open documents that were changed since then. They are read a moment later with all others, or when somebody asks. */
  readonly #edited = new Map<string, vscode.TextDocument>();
  readonly #changed = new vscode.EventEmitter<void>();
  /** Which notes there are, or what is shown of them, is different. */
  readonly onDidChange = this.#changed.event;
  readonly #read = new vscode.EventEmitter<void>();
  /** Some file was read that says that it is a note, or no longer does. */
  readonly onDidRead = this.#read.event;
  readonly #disposables: readonly vscode.Disposable[];
  /** When all files were last looked for. */
  #lastRead = -Infinity;
  #keyInNames = new Map<string, ReturnType<typeof keyInNamesOf>>();
  #endFirst: () => void = () => {};
  /** Resolves when the notes of the workspace were read for the first time. */
  readonly firstReading = new Promise<void>((resolve) => (this.#endFirst = resolve));

  constructor(citing: CitingDocuments, papers: Papers, log: vscode.LogOutputChannel) {
    this.#citing = citing;
    this.#log = log;
    this.#owners = new NoteOwners(papers, this.#facts, (resolved) => this.#resolved(resolved));
    citing.keyInName = (uri) => this.#keyInName(uri);
    // a folder that is deleted is told as one, without the files in it
    const deletions = vscode.workspace.createFileSystemWatcher('**', true, true, false);
    this.#disposables = [
      this.#changed,
      this.#read,
      this.#owners,
      deletions,
      deletions.onDidDelete((uri) => logged(log, 'Looking for deleted notes', this.#missing(uri))),
      citing.onDidReadNotes((read) => this.#takeAll(read)),
      vscode.workspace.onDidRenameFiles(({ files }) => this.#move(files)),
      // what is opened, or was just written, is known before the file system tells of it
      vscode.workspace.onDidOpenTextDocument((document) => this.#isOurs(document.uri) && this.look(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.look(document)),
      // a note template that was inserted and is taken back
      vscode.workspace.onDidChangeTextDocument(({ document, reason }) => {
        if (reason) this.look(document);
        else if (this.#isOurs(document.uri)) this.#edited.set(document.uri.toString(), document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#edited.delete(uri.toString())),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('literatureNotes.notes')) return;
        this.#keyInNames = new Map();
        const isOther = (uri: vscode.Uri) => this.#keyInName(uri) !== this.#facts.get(uri.toString())?.claims.guessed;
        for (const uri of citing.listed) if (isOther(uri)) citing.touch(uri);
        // one that was opened before it was listed
        for (const uri of [...this.#facts.keys()].map((key) => vscode.Uri.parse(key)))
          if (!citing.isListed(uri) && isOther(uri)) void this.#reread(uri);
      }),
    ];
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

  /** Whose note the file of an address is, as `Uri.toString()` gives it. */
  ownerOf(uri: string): string | undefined {
    return this.#index.at(uri)?.key;
  }

  /** What the files that may be notes say of themselves. */
  get facts(): ReadonlyMap<string, PlacedNote> {
    return this.#facts;
  }

  /** Of several notes of a paper, this one opens from now on; without an address, the one that would without anybody's choice. */
  choose(key: string, uri: string | undefined): void {
    this.#index.choose(key, uri);
    this.#changed.fire();
  }

  /** The paper's note as it is now on disk, which VS Code may not have told about yet. */
  async find(key: string): Promise<vscode.Uri | undefined> {
    await this.lookAtEdited();
    const tried = new Set<string>();
    for (let note = this.of(key); note && !tried.has(note.uri); note = this.of(key)) {
      tried.add(note.uri);
      const uri = vscode.Uri.parse(note.uri);
      await this.#reread(uri);
      if (this.at(uri)?.key === key) return uri;
    }
    // it may only have been moved, or not have been read yet; else there would soon be two
    if (tried.size || performance.now() - this.#lastRead > recently) await this.readAll();
    await this.#owners.settled();
    const moved = this.of(key);
    return moved && vscode.Uri.parse(moved.uri);
  }

  /** Reads every Markdown file of the workspace that was not read yet. */
  async readAll(): Promise<void> {
    await this.lookAtEdited();
    await this.#citing.readAll().finally(() => this.#endFirst());
    this.#lastRead = performance.now();
    this.#log.info(`${this.#index.size} notes among ${this.#citing.listed.length} documents`);
  }

  /** Takes over what an open document says, before its file has been read. */
  look(document: vscode.TextDocument): void {
    const { uri } = document;
    if (document.isUntitled || uri.scheme === 'output' || !isMarkdownFile.test(uri.path)) return;
    const key = uri.toString();
    this.#edited.delete(key);
    this.#looked.set(key, performance.now());
    const facts = placedNote(document.getText(), key, this.#keyInName(uri));
    if (!isSame(facts, this.#facts.get(key))) this.#tell(this.#take(uri, facts));
  }

  /** Takes over what documents say that were changed a moment ago; where that was given up, what their files say. */
  async lookAtEdited(): Promise<void> {
    const edited = [...this.#edited.values()];
    this.#edited.clear();
    await Promise.all(edited.map((document) => this.#reread(document.uri)));
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  #takeAll({ read, notes, asked }: NotesRead): void {
    const facts = new Map(notes.map((note) => [note.uri, note]));
    let isChanged = false;
    let isAny = false;
    for (const key of read) {
      const note = facts.get(key);
      if (!note && !this.#facts.has(key)) continue;
      const uri = vscode.Uri.parse(key);
      // a text that is shown as Markdown, such as a comparison, is no file of a note
      if (!isMarkdownFile.test(uri.path)) continue;
      if ((this.#looked.get(key) ?? 0) > asked) this.#citing.touch(uri);
      // an editor may still show a file that is gone, or one that was not listed yet
      else if (note && !this.#citing.isListed(uri) && !unsavedDocument(key)) void this.#reread(uri);
      else if (!note || this.#isOurs(uri)) {
        this.#looked.delete(key);
        isAny = true;
        if (this.#take(uri, note, false)) isChanged = true;
      }
    }
    if (isAny) this.#read.fire();
    this.#tell(isChanged);
  }

  /** Files of the workspace, and others that were told of before. */
  #isOurs(uri: vscode.Uri): boolean {
    return (
      isMarkdownFile.test(uri.path) && (!!vscode.workspace.getWorkspaceFolder(uri) || this.#facts.has(uri.toString()))
    );
  }

  #tell(isChanged: boolean): void {
    if (isChanged) this.#changed.fire();
  }

  /** Reads a file here and now. */
  async #reread(uri: vscode.Uri): Promise<void> {
    const edited = unsavedDocument(uri.toString());
    if (edited) return this.look(edited);
    const started = performance.now();
    const isLate = () => (this.#looked.get(uri.toString()) ?? 0) > started;
    try {
      const [{ ctime }, bytes] = await Promise.all([vscode.workspace.fs.stat(uri), vscode.workspace.fs.readFile(uri)]);
      const text = new TextDecoder().decode(bytes.subarray(0, longestNote));
      const facts = placedNote(text, uri.toString(), this.#keyInName(uri));
      if (!isLate()) this.#tell(this.#take(uri, facts && { ...facts, made: ctime }));
    } catch (error) {
      const isGone = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      if (!isGone) this.#log.warn(`${uri.fsPath} could not be read: ${String(error)}`);
      if (!isLate()) this.#tell(this.#take(uri, undefined));
    }
  }

  /** Takes what a file says of itself, or that it is no note; true if that changed which notes there are. */
  #take(uri: vscode.Uri, facts: PlacedNote | undefined, tells = true): boolean {
    const key = uri.toString();
    // what an editor holds says nothing of the file's age
    const made = facts?.made ?? this.#facts.get(key)?.made ?? Date.now();
    const known = facts && { ...facts, made };
    const owner = known && this.#owners.of(known);
    if (known) this.#facts.set(key, known);
    else this.#facts.delete(key);
    if (tells) this.#read.fire();
    return known && owner ? this.#put(known, owner) : this.#index.remove(key);
  }

  #put({ uri, status, reading, made = 0 }: PlacedNote, { key }: Owner): boolean {
    return this.#index.put({ key, uri, created: made, reading, ...(status ? { status } : {}) });
  }

  #resolved(owners: ReadonlyMap<PlacedNote, Owner | undefined>): void {
    let isChanged = false;
    for (const [facts, owner] of owners) {
      if (owner && this.ownerOf(facts.uri) === owner.key) continue;
      if (owner ? this.#put(facts, owner) : this.#index.remove(facts.uri)) isChanged = true;
    }
    this.#tell(isChanged);
  }

  /** A file that was moved is what it was, but for what its name says, before it is read at its new place. */
  #move(files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[]): void {
    for (const { oldUri, newUri } of files) {
      const gone = oldUri.toString();
      const moved = [...this.#facts.values()].filter(({ uri }) => uri === gone || uri.startsWith(`${gone}/`));
      this.#forget(this.#knownIn(oldUri));
      for (const { claims, ...facts } of moved) {
        const uri = newUri.toString() + facts.uri.slice(gone.length);
        const { named: _, guessed: __, ...inFields } = claims;
        const named = keyInName(uri);
        const own = { ...inFields, ...(named === undefined ? {} : { named }) };
        this.#tell(this.#take(vscode.Uri.parse(uri), { ...facts, uri, claims: own }));
      }
    }
  }

  /** What is told to be gone may be there again when that is told; what is not is forgotten. */
  async #missing(uri: vscode.Uri): Promise<void> {
    const told = performance.now();
    const gone: string[] = [];
    const known = this.#knownIn(uri);
    const isFolderGone = known.length > 1 && (await kindOf(uri)) === 'none';
    for (const file of known) if (isFolderGone || (await kindOf(vscode.Uri.parse(file))) === 'none') gone.push(file);
    this.#forget(gone.filter((file) => (this.#looked.get(file) ?? 0) < told));
  }

  /** The files that may be notes at an address or below it. */
  #knownIn(uri: vscode.Uri): readonly string[] {
    const folder = uri.toString();
    return [...this.#facts.keys()].filter((known) => known === folder || known.startsWith(`${folder}/`));
  }

  #forget(files: readonly string[]): void {
    let isChanged = false;
    for (const file of files) {
      this.#looked.set(file, performance.now());
      this.#facts.delete(file);
      if (this.#index.remove(file)) isChanged = true;
    }
    if (files.length) this.#read.fire();
    this.#tell(isChanged);
  }

  /** What the name of a file would say, if it were named by the settings of its folder. */
  #keyInName(uri: vscode.Uri): string | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder) return undefined;
    const known = folder.uri.toString();
    if (!this.#keyInNames.has(known)) this.#keyInNames.set(known, keyInNamesOf(noteSettings(folder.uri).fileName));
    return this.#keyInNames.get(known)?.(uri.toString());
  }
}

/** Whether two readings of a file say the same, whenever it was made. */
function isSame(a: PlacedNote | undefined, b: PlacedNote | undefined): boolean {
  const inWords = (facts: PlacedNote | undefined) => JSON.stringify(facts && { ...facts, made: 0 });
  return inWords(a) === inWords(b);
}
