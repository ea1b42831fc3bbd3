import * as vscode from 'vscode';
import type { ArrangedSource } from '../../core/sources/arrange.ts';
import { arrangeSources, sourcesToRead } from '../../core/sources/arrange.ts';
import { folderOf } from '../../core/sources/paths.ts';
import { isProjectFile } from '../../core/sources/project.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { settings, settingsSection } from '../ids.ts';
import { Burst } from './burst.ts';
import type { SourceConsumer } from './consumer.ts';
import { unsavedDocument } from '../openDocument.ts';
import type { Finding, Listing, MissingSource } from './find.ts';
import { findSources, listFiles } from './find.ts';
import { crossReferences } from '../settings.ts';
import { Namings } from './namings.ts';
import { fileOf } from './notebooks.ts';
import { virtualFolders } from './virtualFolders.ts';
import { FileWatch, startOfWatching } from './watch.ts';

/** Settings that decide which files belong to the library. */
const concerned = [
  ...[settings.libraries, settings.workspaceLibraries, settings.seeds].map((name) => `${settingsSection}.${name}`),
  'files.exclude',
  'search.exclude',
];

/** Finds the files of the library, watches them, and tells whoever reads them what changed. */
export class Sources implements vscode.Disposable {
  readonly #consumer: SourceConsumer;
  #seeds: readonly vscode.Uri[] = [];
  #hasStarted = false;
  #second: ReturnType<typeof setTimeout> | undefined;
  readonly #log: vscode.LogOutputChannel;
  readonly #changed = new vscode.EventEmitter<void>();
  /** The files, or what is known of them, are others now. */
  readonly onDidChange = this.#changed.event;
  readonly #namings = new Namings();
  readonly #burst = new Burst(() => this.#update());
  readonly #watch: FileWatch;
  readonly #disposables: vscode.Disposable[];

  /** What has to be looked at in the next update. */
  #touched = new Set<string>();
  #changedNamings = new Map<string, vscode.Uri>();
  #mustList = true;
  #mustReadAll = true;
  /** The version of the namings that the files were found by; a document may be forgotten between two updates. */
  #foundBy = 0;
  /** Files whose unsaved text was told last. */
  readonly #unsaved = new Set<string>();

  #listing: Listing = { lines: [], workspace: [] };
  #known = new Map<string, ArrangedSource>();
  #finding: Finding | undefined;

  constructor(consumer: SourceConsumer, log: vscode.LogOutputChannel) {
    this.#consumer = consumer;
    this.#log = log;
    this.#watch = new FileWatch({
      onLibrary: (uri, isListed) => this.#touch(uri, isListed),
      onNaming: (uri) => this.#touchNaming(uri),
      onGone: (uri) => this.#forget(uri),
    });
    const listAgain = () => {
      this.#mustList = true;
      this.#mustReadAll = true;
      this.#burst.ask();
    };
    this.#disposables = [
      this.#changed,
      this.#burst,
      this.#watch,
      consumer.onDidChange(() => this.#changed.fire()),
      vscode.workspace.onDidOpenTextDocument((document) => this.#look(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#look(document)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#look(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#close(document)),
      vscode.workspace.onDidOpenNotebookDocument(() => this.#burst.ask()),
      vscode.workspace.onDidCloseNotebookDocument(() => this.#burst.ask()),
      vscode.workspace.onDidRenameFiles(listAgain),
      vscode.workspace.onDidDeleteFiles(listAgain),
      vscode.workspace.onDidChangeWorkspaceFolders(listAgain),
      virtualFolders.onDidAnswer(listAgain),
      virtualFolders.onDidFallSilent((uri) =>
        log.warn(`${uri.toString()} does not say which files it has; the others are read without it until it does`),
      ),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (concerned.some((name) => event.affectsConfiguration(name))) listAgain();
      }),
    ];
  }

  /** Finds and reads everything for the first time. */
  start(seeds: readonly vscode.Uri[]): Promise<void> {
    this.#seeds = seeds;
    this.#hasStarted = true;
    // what came before VS Code began to watch, it did not tell
    this.#second = setTimeout(() => {
      this.#mustList = true;
      this.#burst.ask();
    }, startOfWatching);
    return this.#burst.now();
  }

  /** The files, nearest first. */
  get all(): readonly ArrangedSource[] {
    return [...this.#known.values()];
  }

  get missing(): readonly MissingSource[] {
    return this.#finding?.missing ?? [];
  }

  get states(): SourceConsumer['states'] {
    return this.#consumer.states;
  }

  /** The bibliographies of a document's own, in its order, those of its main file and of its projects behind them. */
  bibliographiesOf(uri: vscode.Uri): readonly string[] {
    return [...new Set(this.#namersFor(uri).flatMap((key) => this.#finding?.bibliographies.get(key) ?? []))];
  }

  /** Beginnings of cross-references that a document, its projects or the setting add to the usual ones. */
  crossReferencesOf(uri: vscode.Uri): readonly string[] {
    const named = this.#namersFor(uri).flatMap((key) => this.#namings.of(key)?.crossReferences ?? []);
    return [...new Set([...named, ...crossReferences(uri)])];
  }

  /** Whether a bibliography that a document, its main file or a project of it names is not there. */
  lacksBibliography(uri: vscode.Uri): boolean {
    return this.missingBibliographiesOf(uri).length > 0;
  }

  /** The places of the bibliographies that a document, its main file or a project of it names and that are not there. */
  missingBibliographiesOf(uri: vscode.Uri): readonly vscode.Uri[] {
    if (!this.missing.length) return [];
    const namers = this.#namersFor(uri);
    return this.missing.flatMap((each) =>
      each.kind === 'named' && namers.includes(each.naming.uri.toString()) ? [each.uri] : [],
    );
  }

  /** The addresses of what may name bibliographies for a document, the nearest first. */
  #namersFor(document: vscode.Uri): readonly string[] {
    const uri = fileOf(document);
    const root = this.#namings.of(uri.toString())?.root;
    const projects = this.#namings.all
      .filter((naming) => naming.kind === 'project' && isBelow(uri, naming.uri))
      .sort((a, b) => b.uri.path.length - a.uri.path.length);
    return [uri.toString(), ...(root ? [root.toString()] : []), ...projects.map((naming) => naming.uri.toString())];
  }

  /** Looks at everything that changed without waiting for more. */
  updateNow(): Promise<void> {
    this.#mustList = true;
    return this.#burst.now();
  }

  dispose(): void {
    clearTimeout(this.#second);
    for (const each of this.#disposables) each.dispose();
  }

  async #update(): Promise<void> {
    if (!this.#hasStarted) return;
    const started = performance.now();
    const touched = this.#touched;
    const changedNamings = [...this.#changedNamings.values()];
    const { mustReadAll, mustList } = { mustReadAll: this.#mustReadAll, mustList: this.#mustList };
    this.#touched = new Set();
    this.#changedNamings = new Map();
    this.#mustReadAll = this.#mustList = false;
    try {
      if (mustReadAll) await this.#namings.readAll();
      else if (changedNamings.length) await this.#namings.read(changedNamings);
      if (!mustReadAll) await this.#namings.readOpen();
      if (!mustReadAll && !mustList && !touched.size && this.#foundBy === this.#namings.version) return;
      if (mustList) this.#listing = await listFiles();
      this.#foundBy = this.#namings.version;
      const finding = await findSources(this.#namings.all, this.#listing, this.#seeds);
      this.#watch.follow(finding.files, finding.patterns);
      const sources = arrangeSources(finding.found);
      const { read, removed } = sourcesToRead(this.#known, sources, touched);
      this.#known = new Map(sources.map((source) => [source.uri, source]));
      this.#finding = finding;
      this.#changed.fire();
      if (read.length || removed.length) {
        await this.#consumer.update({
          read: read.map((source) => ({ source, ...this.#unsavedOf(source.uri) })),
          removed,
        });
        this.#log.info(
          `${read.length} sources read, ${removed.length} left out, in ${Math.round(performance.now() - started)} ms`,
        );
      }
    } catch (error) {
      this.#log.error('The sources of the library could not be found', error);
    }
    this.#changed.fire();
  }

  #unsavedOf(uri: string): { readonly text?: string } {
    const text = unsavedDocument(uri)?.getText();
    if (text === undefined) this.#unsaved.delete(uri);
    else this.#unsaved.add(uri);
    return text === undefined ? {} : { text };
  }

  #touch(uri: vscode.Uri, isListed: boolean): void {
    this.#touched.add(uri.toString());
    if (isListed) this.#mustList = true;
    this.#burst.ask();
  }

  #touchNaming(uri: vscode.Uri): void {
    this.#changedNamings.set(uri.toString(), uri);
    // a document may hold entries itself
    if (this.#known.has(uri.toString())) this.#touched.add(uri.toString());
    this.#burst.ask();
  }

  /** A folder is told to be gone without the files in it. */
  #forget(gone: vscode.Uri): void {
    const isIn = (key: string) => key === gone.toString() || key.startsWith(`${gone.toString()}/`);
    const namings = this.#namings.all.filter(({ uri }) => isIn(uri.toString()));
    for (const { uri } of namings) this.#touchNaming(uri);
    const files = [...this.#known.keys()].filter(isIn);
    for (const file of files) this.#touch(vscode.Uri.parse(file), true);
  }

  /** What an editor holds counts before it is saved. */
  #look(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (this.#known.has(key)) {
      // opening a file does not change it
      if (!document.isDirty && !this.#unsaved.has(key)) return this.#lookForNames(document);
      this.#touched.add(key);
      this.#burst.ask();
    }
    this.#lookForNames(document);
  }

  #lookForNames({ uri, languageId }: vscode.TextDocument): void {
    const isCell = uri.scheme === 'vscode-notebook-cell';
    if (uri.scheme === 'output' || !(isCell || syntaxOf(languageId, uri.path) || isProjectFile(uri.path))) return;
    this.#burst.ask();
  }

  #close({ uri }: vscode.TextDocument): void {
    const key = uri.toString();
    if (uri.scheme === 'untitled') this.#namings.forget(uri);
    else if (this.#namings.of(key)) this.#changedNamings.set(key, uri);
    if (this.#unsaved.delete(key)) this.#touched.add(key);
    if (uri.scheme !== 'output') this.#burst.ask();
  }
}

/** Whether a project file speaks for a document: that lies beside it or below. */
function isBelow(uri: vscode.Uri, project: vscode.Uri): boolean {
  const folder = folderOf(project.path);
  return (
    uri.scheme === project.scheme &&
    uri.authority === project.authority &&
    uri.path.startsWith(folder === '/' ? '/' : `${folder}/`)
  );
}
