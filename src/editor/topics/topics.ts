import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import type { Topic } from '../../core/library/topic.ts';
import { noEdits, readTopicEdits } from '../../core/library/topics/edits.ts';
import type { TopicEdits } from '../../core/library/topics/edits.ts';
import { topicsTextWith } from '../../core/library/topics/yamlEdits.ts';
import { logged } from '../logged.ts';
import type { Papers } from '../library/papers.ts';
import { topicSettings, topicSettingsChanged } from '../settings.ts';
import { newTopicsFile, readTopicsFile, topicsFileOf, writeTopicsFile } from './file.ts';

/** A half-typed line of the file is not taken at once. */
const typingPause = 300;
/** Topics are proposed when the library has been quiet for so long. */
const quiet = 1000;
/** So many papers without a topic make it worth while. */
const fewest = 3;

/** What the user and the settings say about topics, kept in a file and told to the library. */
export class Topics implements vscode.Disposable {
  readonly #papers: Papers;
  readonly #storage: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  readonly #problems = vscode.languages.createDiagnosticCollection('literature-notes.topics');
  readonly #disposables: vscode.Disposable[];
  #edits: TopicEdits = noEdits;
  #isKnown = false;
  #work: Promise<unknown> = Promise.resolve();
  #typing: ReturnType<typeof setTimeout> | undefined;
  #quiet: ReturnType<typeof setTimeout> | undefined;
  /** How many papers there were when topics were proposed. */
  #proposedFor = 0;

  constructor(papers: Papers, storage: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#papers = papers;
    this.#storage = storage;
    this.#log = log;
    const watcher = vscode.workspace.createFileSystemWatcher('**/.literature/topics.yaml');
    // a folder that is deleted is told as one, without the files in it
    const folders = vscode.workspace.createFileSystemWatcher('**/.literature', true, true, false);
    const isOurs = (uri: vscode.Uri) => uri.toString() === this.uri.toString();
    const look = (uri: vscode.Uri) => isOurs(uri) && aside(this.read());
    this.#disposables = [
      this.#problems,
      watcher,
      watcher.onDidCreate(look),
      watcher.onDidChange(look),
      watcher.onDidDelete(look),
      folders,
      folders.onDidDelete(() => aside(this.read())),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!isOurs(document.uri)) return;
        clearTimeout(this.#typing);
        this.#typing = setTimeout(() => aside(this.read()), typingPause);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => look(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => aside(this.read())),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (topicSettingsChanged(event)) aside(this.#choose());
      }),
      papers.onDidChange(() => this.#onChange()),
    ];
    aside(this.#choose());
  }

  get uri(): vscode.Uri {
    return topicsFileOf(this.#storage);
  }

  /** Topics that papers have, by title. */
  all(): Topic[] {
    const used = new Set(this.#papers.all.flatMap(({ topics }) => topics));
    return this.#papers.topics.filter(({ id }) => used.has(id)).sort((a, b) => a.title.localeCompare(b.title));
  }

  get(id: string): Topic {
    return this.#papers.topics.find((topic) => topic.id === id) ?? { id, title: id };
  }

  papersOf(topic: string): Paper[] {
    return this.#papers.all.filter(({ topics }) => topics.includes(topic));
  }

  /** Reads the file and tells the library what is different. */
  read(): Promise<void> {
    return this.#then(async () => {
      const text = (await readTopicsFile(this.uri)) ?? '';
      const { edits, problems } = readTopicEdits(text);
      this.#tellProblems(text, problems);
      // what was understood before holds while the file is being repaired
      if (!problems.length) await this.#take(edits);
    });
  }

  /** Changes what the file says. */
  change(change: (edits: TopicEdits) => TopicEdits): Promise<void> {
    return this.#then(async () => {
      const uri = this.uri;
      const before = await readTopicsFile(uri);
      const { edits, problems } = readTopicEdits(before ?? '');
      if (problems.length) return logged(this.#log, 'Opening the file of topics', this.#offerRepair(uri));
      const changed = change(edits);
      const now = topicsTextWith(before ?? newTopicsFile, changed);
      if (now === before) return;
      await writeTopicsFile(uri, before, now);
      await this.#take(changed);
    });
  }

  dispose(): void {
    clearTimeout(this.#typing);
    clearTimeout(this.#quiet);
    for (const each of this.#disposables) each.dispose();
  }

  #onChange(): void {
    // papers come with the titles of their sources first
    if (!this.#isKnown && this.#papers.size) {
      this.#isKnown = true;
      aside(this.read());
    }
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => aside(this.#then(() => this.#propose())), quiet);
  }

  async #choose(): Promise<void> {
    await this.#then(async () => {
      await this.#papers.tell('topicOrigins', { origins: ['topics', ...topicSettings().from] });
      this.#proposedFor = 0;
      await this.#propose();
    });
  }

  /** Proposed topics stay as they are while the library grows a little: later papers are put into them. */
  async #propose(): Promise<void> {
    const { size, all } = this.#papers;
    if (!topicSettings().propose) {
      if (this.#proposedFor >= 0) await this.#papers.tell('dropProposedTopics', null);
      this.#proposedFor = -1;
      return;
    }
    if (size < Math.max(1, this.#proposedFor * 1.5)) return;
    this.#proposedFor = size;
    if (all.filter(({ topics }) => !topics.length).length < fewest) return;
    const started = performance.now();
    await this.#papers.tell('proposeTopics', null);
    this.#log.info(`topics proposed in ${Math.round(performance.now() - started)} ms`);
  }

  async #take(edits: TopicEdits): Promise<void> {
    if (edits === this.#edits) return;
    this.#edits = edits;
    await this.#papers.tell('topicEdits', { edits });
  }

  #tellProblems(text: string, problems: ReturnType<typeof readTopicEdits>['problems']): void {
    const place = (offset: number) => {
      const before = text.slice(0, offset).split('\n');
      return new vscode.Position(before.length - 1, before.at(-1)?.length ?? 0);
    };
    const diagnostics = problems.map(({ span, facts }) => {
      const message = vscode.l10n.t('Topics cannot be read: {0}', facts?.['reason'] ?? '');
      const diagnostic = new vscode.Diagnostic(new vscode.Range(place(span.start), place(span.end)), message);
      diagnostic.source = 'Literature Notes';
      return diagnostic;
    });
    this.#problems.set(this.uri, diagnostics);
  }

  async #offerRepair(uri: vscode.Uri): Promise<void> {
    const open = vscode.l10n.t('Open File');
    const message = vscode.l10n.t('Nothing was changed, because the file of your topics cannot be read.');
    if ((await vscode.window.showErrorMessage(message, open)) === open) await vscode.window.showTextDocument(uri);
  }

  /** One after the other. */
  #then(act: () => Promise<void>): Promise<void> {
    const mine = this.#work.then(act);
    this.#work = mine.catch((error: unknown) => this.#log.error('Topics', error as Error));
    return mine;
  }
}

/** For work that nobody waits for; what goes wrong with it has been logged. */
function aside(work: Promise<void>): void {
  work.catch(() => {});
}
