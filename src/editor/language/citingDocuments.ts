import * as vscode from 'vscode';
import { fileEndings, syntaxOf } from '../../core/citations/syntax.ts';
import type { Syntax } from '../../core/citations/syntax.ts';
import type { FoundCitation } from '../../core/language/citationIndex.ts';
import type { FoundMention } from '../../core/notes/mentionIndex.ts';
import type { PlacedNote } from '../../core/notes/noteFile.ts';
import type { LibraryClient } from '../../worker/client.ts';
import type {
  CitingInput,
  KeyRenaming,
  KeyUses,
  Params,
  RenamedKey,
  RequestName,
  Result,
} from '../../worker/protocol.ts';
import type { Connection } from '../library/connection.ts';
import { Burst } from '../sources/burst.ts';
import type { FileKind } from '../sources/files.ts';
import { filesIn, isDocument, mayBeFolder } from '../sources/files.ts';
import { startOfWatching } from '../sources/watch.ts';
import { virtualFolders } from '../sources/virtualFolders.ts';

/** Of a larger workspace so many documents are looked through, beside those that are open. */
const mostDocuments = 30_000;
/** Files told together; fewer where their bytes are sent, since the library cannot read them itself. */
const toldAtOnce = 500;
const sentAtOnce = 100;
const mostTries = 4;
/** A longer text is not sent after every change, but when something is asked. */
const longestUnasked = 1_000_000;

/** What was read of documents that may be notes. */
export interface NotesRead {
  /** All documents that were read or are gone; those that are not among the notes are none. */
  readonly read: readonly string[];
  readonly notes: readonly PlacedNote[];
  /** When their texts were asked for, as `performance.now()`. */
  readonly asked: number;
}

const citingKind: FileKind = {
  glob: `**/*.{${fileEndings.join(',')}}`,
  fits: (path) => syntaxOf('', path) !== undefined,
};
const concerned = ['files.exclude', 'search.exclude'];

/**
 * Which documents of the workspace cite which papers. The worker knows it; this side tells it which
 * files there are, which have changed, and what editors hold unsaved, before anything is asked.
 */
export class CitingDocuments implements vscode.Disposable {
  readonly #connection: Connection;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  /** Some document may cite other papers now. */
  readonly onDidChange = this.#changed.event;
  readonly #notesRead = new vscode.EventEmitter<NotesRead>();
  readonly onDidReadNotes = this.#notesRead.event;
  /** Beginnings of cross-references beside the usual ones; set by who knows the documents' projects. */
  crossReferencesOf: (uri: vscode.Uri) => readonly string[] = () => [];
  /** The key in the name of a file that is named as the settings name notes; set by who knows them. */
  keyInName: (uri: vscode.Uri) => string | undefined = () => undefined;
  readonly #burst: Burst;
  readonly #disposables: vscode.Disposable[];
  #isUsed = false;
  /** Who was told what follows; another one knows nothing yet. */
  #client: LibraryClient | undefined;
  #listed = new Map<string, vscode.Uri>();
  /** The versions of the open documents whose text was sent, and how long it was. */
  readonly #sent = new Map<string, { readonly version: number; readonly length: number }>();
  #isAsked = false;
  #touched = new Set<string>();
  /** Files and folders that were deleted; what is there again is something else. */
  #gone = new Set<string>();
  #mustList = true;
  #second: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, log: vscode.LogOutputChannel) {
    this.#connection = connection;
    this.#log = log;
    this.#burst = new Burst(() => this.#update());
    const watcher = vscode.workspace.createFileSystemWatcher(citingKind.glob);
    // a folder that is made or deleted is told as one, sometimes without the files in it
    const folders = vscode.workspace.createFileSystemWatcher('**');
    const listAgain = () => {
      this.#mustList = true;
      this.#soon();
    };
    const replaced = (uri: vscode.Uri) => {
      this.#gone.add(uri.toString());
      listAgain();
    };
    const look = (document: vscode.TextDocument) => {
      if (isDocument(document) && syntaxOf(document.languageId, document.uri.path)) this.#soon();
    };
    this.#disposables = [
      { dispose: () => clearTimeout(this.#second) },
      this.#changed,
      this.#notesRead,
      this.#burst,
      watcher,
      folders,
      // one that was deleted a moment ago may still be listed
      watcher.onDidCreate((uri) => this.touch(uri)),
      watcher.onDidChange((uri) => this.touch(uri)),
      folders.onDidCreate((uri) => mayBeFolder(uri) && listAgain()),
      // one that is deleted and made again in a moment is told to have changed
      folders.onDidChange((uri) => mayBeFolder(uri) && replaced(uri)),
      folders.onDidDelete(replaced),
      // sooner than the file's own change is told
      vscode.workspace.onDidSaveTextDocument(({ uri }) => this.touch(uri)),
      vscode.workspace.onDidOpenTextDocument(look),
      vscode.workspace.onDidChangeTextDocument(({ document }) => look(document)),
      vscode.workspace.onDidCloseTextDocument(look),
      vscode.workspace.onDidRenameFiles(listAgain),
      vscode.workspace.onDidDeleteFiles(listAgain),
      vscode.workspace.onDidChangeWorkspaceFolders(listAgain),
      virtualFolders.onDidAnswer(listAgain),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (concerned.some((name) => event.affectsConfiguration(name))) listAgain();
      }),
      connection.onDidChangeState((state) => state === 'running' && this.#soon()),
    ];
  }

  /** Looks which documents there are and reads those that are new; resolves when all of them were read. */
  readAll(): Promise<void> {
    this.#mustList = true;
    return this.#now();
  }

  /** Reads a document again. */
  touch(uri: vscode.Uri): void {
    // that it was made may have been missed, such as before files were watched
    if (citingKind.fits(uri.path) && !this.isListed(uri)) this.#mustList = true;
    this.#touched.add(uri.toString());
    this.#soon();
  }

  isListed(uri: vscode.Uri): boolean {
    return this.#listed.has(uri.toString());
  }

  /** The addresses of all documents of the workspace. */
  get listed(): readonly vscode.Uri[] {
    return [...this.#listed.values()];
  }

  /** Every citation of some keys, by document and in the order of each. */
  async citationsOf(keys: readonly string[]): Promise<readonly FoundCitation[]> {
    return this.#ask('citations', { keys });
  }

  /** The links to a paper, by document: to its notes, whose addresses are given, and by its key. */
  async mentionsOf(key: string, notes: readonly string[]): Promise<readonly FoundMention[]> {
    return this.#ask('mentions', { key, notes });
  }

  /** The keys that a document cites, and its links to others. */
  async outgoingOf(uri: string): Promise<Result<'outgoing'>> {
    return this.#ask('outgoing', { uri });
  }

  /** The keys that any document cites. */
  async allKeys(): Promise<ReadonlySet<string>> {
    return new Set(await this.#ask('citedKeys', null));
  }

  /** Every citation of a key, and every place of it in the files of the library. */
  async usesOf(key: string): Promise<KeyUses> {
    return this.#ask('keyUses', { key });
  }

  /** What has to change for a key to be another one; the documents are read for it as they are now. */
  async renamed(
    { key, to, libraries }: Omit<KeyRenaming, 'documents'>,
    documents: readonly string[],
  ): Promise<RenamedKey> {
    const open = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]));
    const inputs = await Promise.all(
      documents.map(async (uri) => {
        const document = open.get(uri);
        return document ? this.#textOf(document) : this.#fileOf(vscode.Uri.parse(uri));
      }),
    );
    return this.#ask('renameKey', { key, to, libraries, documents: inputs.filter((input) => input !== undefined) });
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  /** Asks the library once it knows everything; again where it ended meanwhile and another one was started. */
  async #ask<N extends RequestName>(name: N, params: Params<N>): Promise<Result<N>> {
    for (let tries = 1; ; tries++) {
      await this.#now();
      const { client } = this.#connection.library;
      try {
        return await client.ask(name, params);
      } catch (error) {
        if (tries >= mostTries || client === this.#connection.library.client) throw error;
      }
    }
  }

  #soon(): void {
    if (this.#isUsed) this.#burst.ask();
  }

  #now(): Promise<void> {
    this.#isUsed = this.#isAsked = true;
    return this.#burst.now();
  }

  async #update(): Promise<void> {
    try {
      await this.#connection.settled;
      await this.#tell();
      this.#second ??= setTimeout(() => {
        this.#mustList = true;
        this.#soon();
      }, startOfWatching);
    } catch (error) {
      this.#log.warn(`Not all documents could be looked through for citations: ${String(error)}`);
      this.#client = undefined;
    }
  }

  async #tell(): Promise<void> {
    const started = performance.now();
    const { client } = this.#connection.library;
    if (client !== this.#client) {
      this.#client = client;
      this.#listed = new Map();
      this.#sent.clear();
      this.#mustList = true;
    }
    const isAsked = this.#isAsked;
    this.#isAsked = false;
    const touched = new Set([...this.#touched, ...within(this.#gone, this.#listed.keys())]);
    this.#touched = new Set();
    this.#gone = new Set();
    const removed = new Set<string>();
    const read = new Map<string, vscode.Uri>();
    if (this.#mustList) {
      this.#mustList = false;
      const listed = await this.#list();
      for (const known of this.#listed.keys()) if (!listed.has(known)) removed.add(known);
      for (const [key, uri] of listed) if (!this.#listed.has(key)) read.set(key, uri);
      this.#listed = listed;
    }
    const again = (key: string) => {
      const uri = this.#listed.get(key);
      if (uri) read.set(key, uri);
      else removed.add(key);
    };
    for (const key of touched) if (this.#listed.has(key)) again(key);
    const edited = this.#edited();
    for (const key of [...this.#sent.keys()]) {
      if (edited.has(key)) continue;
      this.#sent.delete(key);
      again(key);
    }
    const inputs: CitingInput[] = [];
    for (const [key, document] of edited) {
      read.delete(key);
      removed.delete(key);
      const sent = this.#sent.get(key);
      if (sent?.version === document.version || (sent && sent.length > longestUnasked && !isAsked)) continue;
      const input = this.#textOf(document);
      if (!input) continue;
      this.#sent.set(key, { version: document.version, length: input.text.length });
      inputs.push(input);
    }
    if (!inputs.length && !read.size && !removed.size) return;
    // what is not listed may have been made since
    await this.#send(client, [], [...removed], started);
    await this.#send(client, inputs, []);
    const files = [...read.values()];
    const isSent = files.some(({ scheme }) => !this.#connection.library.reads(scheme));
    const step = isSent ? sentAtOnce : toldAtOnce;
    for (let at = 0; at < files.length; at += step) {
      const some = await Promise.all(files.slice(at, at + step).map((uri) => this.#fileOf(uri)));
      await this.#send(
        client,
        some.filter((input) => input !== undefined),
        [],
      );
    }
    if (files.length > 1)
      this.#log.info(`${files.length} documents read, in ${Math.round(performance.now() - started)} ms`);
    this.#changed.fire();
  }

  async #send(
    client: LibraryClient,
    read: readonly CitingInput[],
    removed: readonly string[],
    asked = performance.now(),
  ): Promise<void> {
    if (!read.length && !removed.length) return;
    const transfer = read.flatMap(({ bytes }) => (bytes ? [bytes.buffer] : []));
    const { tooLarge, unread, notes } = await client.ask('citing', { read, removed }, transfer);
    this.#notesRead.fire({ read: [...removed, ...read.map(({ uri }) => uri)], notes, asked });
    for (const uri of tooLarge) this.#log.warn(`${uri} is too large to be looked through for citations`);
    for (const uri of unread) this.#log.warn(`${uri} could not be read for citations`);
  }

  async #list(): Promise<Map<string, vscode.Uri>> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const files = await Promise.all(folders.map((folder) => filesIn(folder, citingKind, mostDocuments + 1)));
    const all = files.flat();
    if (all.length > mostDocuments)
      this.#log.warn(`Citations are looked for in the first ${mostDocuments} documents of the workspace; it has more`);
    return new Map(all.slice(0, mostDocuments).map((uri) => [uri.toString(), uri]));
  }

  /** Open documents that say something else than a file that is listed, cells of notebooks among them. */
  #edited(): Map<string, vscode.TextDocument> {
    const cells = vscode.workspace.notebookDocuments.flatMap((notebook) =>
      notebook.getCells().map(({ document }) => document),
    );
    const shown = new Set(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => shownIn(input))));
    const counts = ({ isDirty, isUntitled, uri }: vscode.TextDocument) =>
      // others than those in tabs are held open for a while by whoever looked at them
      isDirty || isUntitled || (shown.has(uri.toString()) && !this.#listed.has(uri.toString()));
    const documents = [...vscode.workspace.textDocuments.filter(isDocument).filter(counts), ...cells];
    return new Map(
      documents
        .filter(({ languageId, uri }) => syntaxOf(languageId, uri.path) !== undefined)
        .map((document) => [document.uri.toString(), document]),
    );
  }

  #textOf(document: vscode.TextDocument): (CitingInput & { readonly text: string }) | undefined {
    const syntax = syntaxOf(document.languageId, document.uri.path);
    if (!syntax) return undefined;
    const { uri } = document;
    return { ...this.#inputOf(uri, syntax), text: document.getText() };
  }

  async #fileOf(uri: vscode.Uri): Promise<CitingInput | undefined> {
    const syntax = syntaxOf('', uri.path);
    if (!syntax) return undefined;
    const input = this.#inputOf(uri, syntax);
    if (this.#connection.library.reads(uri.scheme)) return input;
    try {
      const [bytes, { ctime: made }] = await Promise.all([
        vscode.workspace.fs.readFile(uri),
        vscode.workspace.fs.stat(uri),
      ]);
      return { ...input, made, bytes: Uint8Array.from(bytes) };
    } catch {
      return undefined;
    }
  }

  #inputOf(uri: vscode.Uri, syntax: Syntax): CitingInput {
    const guessed = syntax === 'markdown' ? this.keyInName(uri) : undefined;
    const crossReferences = this.crossReferencesOf(uri);
    return { uri: uri.toString(), syntax, crossReferences, ...(guessed === undefined ? {} : { guessed }) };
  }
}

function shownIn(input: unknown): string | undefined {
  if (input instanceof vscode.TabInputText) return input.uri.toString();
  return input instanceof vscode.TabInputTextDiff ? input.modified.toString() : undefined;
}

/** Those of some addresses that are among others, or below one of them. */
function within(folders: ReadonlySet<string>, uris: Iterable<string>): string[] {
  const isWithin = (uri: string): boolean => {
    for (let end = uri.length; end > 0; end = uri.lastIndexOf('/', end - 1))
      if (folders.has(uri.slice(0, end))) return true;
    return false;
  };
  return folders.size ? [...uris].filter(isWithin) : [];
}
