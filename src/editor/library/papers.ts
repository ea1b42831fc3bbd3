import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import type { Paper } from '../../core/entry/paper.ts';
import type { Resolved } from '../../core/library/library.ts';
import { idOf } from '../../core/library/merge.ts';
import type { Topic } from '../../core/library/topic.ts';
import type { LibraryClient } from '../../worker/client.ts';
import type { LibraryEvent, Params, PlacedProblem, RequestName, Result } from '../../worker/protocol.ts';
import { Burst } from './burst.ts';
import { Compact } from './compact.ts';
import type { Connection } from './connection.ts';
import { failureText } from './problemTexts.ts';
import { SourceReader } from './sourceReader.ts';
import type { SourceChange, SourceState, SourceToRead } from './source.ts';

/** What is different: ids of papers, addresses of files. */
export interface PapersChange {
  readonly changed: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
}

/** The problems of a file, in place of those it had. */
export interface ProblemsChange {
  readonly uri: string;
  readonly problems: readonly PlacedProblem[];
}

const none: readonly PlacedProblem[] = [];

/** What holds until something else of the kind is said. */
type Lasting = 'notes' | 'readings' | 'pdfs' | 'topicOrigins' | 'topicEdits' | 'proposeTopics' | 'dropProposedTopics';

/**
 * The library as the extension host knows it: what lists show of every paper. Whole entries and
 * searches are asked of the worker, which reads the files.
 */
export class Papers implements vscode.Disposable {
  readonly #connection: Connection;
  readonly #reader: SourceReader;
  readonly #papers = new Map<string, Paper>();
  readonly #compact = new Compact();
  readonly #topics = new Map<string, Topic>();
  readonly #sources = new Map<string, SourceToRead>();
  readonly #states = new Map<string, SourceState>();
  readonly #problems = new Map<string, readonly PlacedProblem[]>();
  readonly #burst = new Burst();
  readonly #stateChanged = new vscode.EventEmitter<string>();
  readonly #problemsChanged = new vscode.EventEmitter<ProblemsChange>();
  /** At most one event in 100 ms. */
  readonly onDidChange: vscode.Event<PapersChange> = this.#burst.event;
  /** Says which file is doing otherwise. */
  readonly onDidChangeState = this.#stateChanged.event;
  readonly onDidChangeProblems = this.#problemsChanged.event;
  /** The newest change of each file that is under way. */
  readonly #newest = new Map<string, Promise<unknown>>();
  #endFirst: () => void = () => {};
  readonly #first = new Promise<void>((resolve) => (this.#endFirst = resolve));
  #hasBeenRead = false;
  #endReading: () => void = () => {};
  readonly #firstReading = new Promise<void>((resolve) => (this.#endReading = resolve));
  readonly #said = new Map<Lasting, () => Params<Lasting>>();
  #seedTopics: readonly Topic[] = [];
  /** After a restart, the papers that the library has told again. */
  #toldAgain: Set<string> | undefined;
  /** What else a new library is told before its files. */
  readonly #prelude: (client: LibraryClient) => Promise<unknown>;

  constructor(connection: Connection, prelude: (client: LibraryClient) => Promise<unknown> = () => Promise.resolve()) {
    this.#connection = connection;
    this.#prelude = prelude;
    this.#reader = new SourceReader(connection);
    connection.onEvent = (event) => this.#take(event);
    connection.onRestart = (client) => this.#tellAgain(client);
    connection.onDidChangeState((state) => {
      if (state === 'gaveUp') this.#giveUp();
    });
    const listener = this.onDidChange(() => {
      if (!this.#papers.size) return;
      listener.dispose();
      this.#endFirst();
    });
    void prelude(connection.library.client);
  }

  /** Resolves when there are papers, or when it is clear that none come. */
  get first(): Promise<void> {
    return this.#first;
  }

  /** Whether files are being read, so that not all keys may be known. */
  get isReading(): boolean {
    const isBusy = ({ kind }: SourceState) => kind === 'waiting' || kind === 'reading';
    return !this.#hasBeenRead || [...this.#states.values()].some(isBusy);
  }

  /** Resolves when all files were read for the first time, or could not be. */
  get firstReading(): Promise<void> {
    return this.#firstReading;
  }

  /** Nothing more comes of the first reading of the files. */
  endFirst(): void {
    this.#hasBeenRead = true;
    this.#endFirst();
    this.#endReading();
  }

  /** The bibliographies that a document names, the nearest first; set by who finds them. */
  bibliographiesOf: (uri: vscode.Uri) => readonly string[] = () => [];

  /** The paper that a document means by a key: that of its own bibliography, before any other. */
  async cited(key: string, { uri }: vscode.TextDocument): Promise<Paper | undefined> {
    const known = await this.find(key);
    const own = known && this.bibliographiesOf(uri);
    const resolved = own?.length ? await this.resolve(key, own) : undefined;
    return resolved ? this.get(resolved.id) : known;
  }

  /** The same of what is known by now, without asking the library. */
  citedNow(key: string, own: readonly string[]): Paper | undefined {
    const all = this.#ofKey(key);
    const preferred = own.map((uri) => all.find(({ sources }) => sources.includes(uri)));
    return preferred.find((paper) => paper !== undefined) ?? all[0];
  }

  /** The paper of a key. While files are read for the first time, it may be one that is yet to come. */
  async find(key: string): Promise<Paper | undefined> {
    const found = this.get(key);
    if (found) return found;
    const listeners: vscode.Disposable[] = [];
    const comes = new Promise<void>((resolve) =>
      this.onDidChange(() => this.get(key) && resolve(), undefined, listeners),
    );
    await Promise.race([comes, this.#firstReading]);
    for (const listener of listeners) listener.dispose();
    return this.get(key);
  }

  /** Titles of topics beside those that files give. */
  async setTopics(topics: readonly Topic[]): Promise<void> {
    this.#seedTopics = topics;
    for (const topic of topics) this.#topics.set(topic.id, topic);
    await this.#connection.tell('topics', { topics });
  }

  /**
   * Reads files, again or for the first time, and forgets others; resolves when what they give can
   * be listed and searched. A file that cannot be read has a state that says so.
   */
  async update({ read, removed }: SourceChange): Promise<void> {
    for (const uri of removed) this.#forget(uri);
    const ordered = [...read].sort((a, b) => a.source.rank - b.source.rank);
    for (const one of ordered) {
      this.#sources.set(one.source.uri, one);
      this.#setState(one.source.uri, { kind: 'waiting' });
    }
    const told: Promise<void>[] = [];
    if (removed.length) told.push(this.#connection.tell('remove', { uris: removed }));
    if (ordered.length) told.push(this.#read(ordered));
    const uris = [...removed, ...ordered.map(({ source }) => source.uri)];
    const work: Promise<unknown> = Promise.all(told).finally(() => {
      for (const uri of uris) if (this.#newest.get(uri) === work) this.#newest.delete(uri);
    });
    for (const uri of uris) this.#newest.set(uri, work);
    await work;
    // a newer change of a file took the place of this one
    for (const uri of uris) await this.#newest.get(uri);
    await this.#burst.flushed();
  }

  get all(): readonly Paper[] {
    return [...this.#papers.values()];
  }

  get size(): number {
    return this.#papers.size;
  }

  get topics(): readonly Topic[] {
    return [...this.#topics.values()];
  }

  /** How each file is doing, by address. */
  get states(): ReadonlyMap<string, SourceState> {
    return this.#states;
  }

  /** The problems of a file, the first thousand if there are more. */
  problemsOf(uri: string): readonly PlacedProblem[] {
    return this.#problems.get(uri) ?? none;
  }

  get(id: string): Paper | undefined {
    return this.#papers.get(id);
  }

  topicTitles(topics: readonly string[]): string[] {
    return topics.map((id) => this.#topics.get(id)?.title ?? id);
  }

  /** The whole entries of papers, by id or key, of those that the library knows, in their order. */
  entries(ids: readonly string[]): Promise<readonly Entry[]> {
    return this.#connection.ask('entries', { ids });
  }

  async entry(id: string): Promise<Entry | undefined> {
    const [entry] = await this.entries([id]);
    return entry;
  }

  /** What a key stands for, in the first of these files that has it, else in the nearest. */
  async resolve(key: string, uris: readonly string[]): Promise<Resolved | undefined> {
    return (await this.#connection.ask('resolve', { key, uris })) ?? undefined;
  }

  /** Asks the library something that needs no memory here. */
  ask<N extends RequestName>(name: N, params: Params<N>): Promise<Result<N>> {
    return this.#connection.ask(name, params);
  }

  /** Tells the library something that a library started anew has to be told again, there with `all` where only news are told. */
  async tell<N extends Lasting>(name: N, params: Params<N>, all: () => Params<N> = () => params): Promise<void> {
    if (name === 'dropProposedTopics') this.#said.delete('proposeTopics');
    else this.#said.set(name, all);
    await this.#connection.tell(name, params);
    if (name !== 'notes' && name !== 'readings' && name !== 'pdfs') this.#burst.touch(); // a topic may stand elsewhere now, with the same papers
  }

  /** The papers that a query finds, best first. An asker's newer search ends the one before, which finds nothing. */
  async search(query: string, limit: number, asker?: string): Promise<Paper[]> {
    const hits = (await this.#connection.ask('find', { query, limit, ...(asker ? { asker } : {}) })) ?? [];
    return hits.map(({ id }) => this.get(id)).filter((paper) => paper !== undefined);
  }

  dispose(): void {
    this.#burst.dispose();
    this.#stateChanged.dispose();
    this.#problemsChanged.dispose();
  }

  async #read(files: readonly SourceToRead[]): Promise<void> {
    const { inputs, transfer } = await this.#reader.inputsOf(files, (uri, reason) =>
      this.#setState(uri, { kind: 'failed', reason }),
    );
    if (inputs.length) await this.#connection.tell('update', { sources: inputs }, transfer);
  }

  async #tellAgain(client: LibraryClient): Promise<void> {
    const told = new Set<string>();
    this.#toldAgain = told;
    await this.#prelude(client);
    for (const uri of this.#sources.keys()) this.#setState(uri, { kind: 'waiting' });
    await client.ask('topics', { topics: this.#seedTopics });
    const proposal = this.#said.get('proposeTopics');
    for (const [name, params] of this.#said) if (name !== 'proposeTopics') await client.ask(name, params());
    const { inputs, transfer } = await this.#reader.inputsOf([...this.#sources.values()], () => {});
    await client.ask('update', { sources: inputs }, transfer);
    if (proposal !== undefined) await client.ask('proposeTopics', null);
    if (this.#toldAgain !== told) return;
    this.#toldAgain = undefined;
    for (const id of [...this.#papers.keys()]) if (!told.has(id)) this.#drop(id);
  }

  #take(event: LibraryEvent): void {
    switch (event.event) {
      case 'changed':
        for (const id of event.removed) this.#drop(id);
        for (const paper of event.papers) {
          this.#papers.set(paper.id, this.#compact.paper(paper));
          this.#burst.changed(paper.id);
          this.#toldAgain?.add(paper.id);
        }
        for (const topic of event.topics) this.#topics.set(topic.id, topic);
        if (event.topics.length) this.#burst.touch();
        return;
      case 'problems': {
        const { uri, problems } = event;
        if (problems.length) this.#problems.set(uri, problems);
        else this.#problems.delete(uri);
        this.#problemsChanged.fire({ uri, problems });
        const state = this.#states.get(uri);
        if (state?.kind === 'read') this.#setState(uri, { ...state, problems: problems.length });
        return;
      }
      case 'state': {
        const { uri, state } = event;
        if (!this.#sources.has(uri)) return;
        this.#setState(uri, state.kind === 'failed' ? { kind: 'failed', reason: failureText(state) } : state);
        return;
      }
      default:
    }
  }

  /** All papers that have a key, the nearest first. */
  #ofKey(key: string): Paper[] {
    const found: Paper[] = [];
    for (let next = this.get(key); next; next = this.get(idOf(key, found.length))) found.push(next);
    return found;
  }

  /** What was read stays listed; what was not will not be. */
  #giveUp(): void {
    const reason = vscode.l10n.t('The library ended before the file was read.');
    for (const [uri, { kind }] of [...this.#states]) {
      if (kind === 'waiting' || kind === 'reading') this.#setState(uri, { kind: 'failed', reason });
    }
  }

  #drop(id: string): void {
    if (!this.#papers.delete(id)) return;
    this.#toldAgain?.delete(id);
    this.#burst.removed(id);
  }

  #forget(uri: string): void {
    this.#sources.delete(uri);
    this.#states.delete(uri);
    this.#stateChanged.fire(uri);
  }

  #setState(uri: string, state: SourceState): void {
    this.#states.set(uri, state);
    this.#stateChanged.fire(uri);
  }
}
