import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import type { Topic } from '../../core/library/topic.ts';
import { noEdits, readTopicEdits } from '../../core/library/topics/edits.ts';
import type { TopicEdits } from '../../core/library/topics/edits.ts';
import { topicsHead, topicsTextWith } from '../../core/library/topics/yamlEdits.ts';
import { logged } from '../logged.ts';
import type { Papers } from '../library/papers.ts';
import { topicSettings, topicSettingsChanged } from '../settings.ts';
import { OwnFile } from '../ownFile.ts';

/** Topics are proposed when the library has been quiet for so long. */
const quiet = 1000;
/** So many papers without a topic make it worth while. */
const fewest = 3;

/** What the user and the settings say about topics, kept in a file and told to the library. */
export class Topics implements vscode.Disposable {
  readonly #papers: Papers;
  readonly #file: OwnFile;
  readonly #log: vscode.LogOutputChannel;
  readonly #disposables: vscode.Disposable[];
  #edits: TopicEdits = noEdits;
  #isKnown = false;
  #work: Promise<unknown> = Promise.resolve();
  #quiet: ReturnType<typeof setTimeout> | undefined;
  /** How many papers there were when topics were proposed. */
  #proposedFor = 0;

  constructor(papers: Papers, storage: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#papers = papers;
    this.#log = log;
    this.#file = new OwnFile('topics.yaml', storage);
    this.#disposables = [
      this.#file,
      this.#file.onDidChange(() => aside(this.read())),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (topicSettingsChanged(event)) aside(this.#choose());
      }),
      papers.onDidChange(() => this.#onChange()),
    ];
    aside(this.#choose());
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
      const text = (await this.#file.read()) ?? '';
      const { edits, problems } = readTopicEdits(text);
      this.#file.tell(text, problems, (reason) => vscode.l10n.t('Topics cannot be read: {0}', reason));
      // what was understood before holds while the file is being repaired
      if (!problems.length) await this.#take(edits);
    });
  }

  /** Changes what the file says. */
  change(change: (edits: TopicEdits) => TopicEdits): Promise<void> {
    return this.#then(async () => {
      const before = await this.#file.read();
      const { edits, problems } = readTopicEdits(before ?? '');
      if (problems.length) {
        const message = vscode.l10n.t('Nothing was changed, because the file of your topics cannot be read.');
        return logged(this.#log, 'Opening the file of topics', this.#file.offerRepair(message));
      }
      const changed = change(edits);
      const now = topicsTextWith(before ?? topicsHead, changed);
      if (now === before) return;
      await this.#file.write(before, now);
      await this.#take(changed);
    });
  }

  dispose(): void {
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
