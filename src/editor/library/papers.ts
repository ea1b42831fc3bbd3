import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import type { Paper } from '../../core/entry/paper.ts';
import type { SourceProblem } from '../../core/library/library.ts';
import type { Topic } from '../../core/library/topic.ts';
import type { LibraryClient } from '../../worker/client.ts';
import { decodeText } from '../../core/formats/decode.ts';
import { readAny } from '../../core/formats/readers.ts';
import { formatOf } from '../../core/formats/sniff.ts';
import type { FormatId } from '../../core/formats/sniff.ts';
import type { Seeds } from './seeds.ts';
import type { SourceChange, SourceState } from './source.ts';

/**
 * The library as the extension host knows it: what lists show of every paper. Whole entries and
 * searches are asked of the worker.
 */
export class Papers implements vscode.Disposable {
  readonly #client: LibraryClient;
  readonly #papers = new Map<string, Paper>();
  readonly #topics = new Map<string, Topic>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #problems: readonly SourceProblem[] = [];

  constructor(client: LibraryClient) {
    this.#client = client;
  }

  /** Hands the seeds to the worker; resolves when they can be listed and searched. */
  async addSeeds({ topics, sources }: Seeds): Promise<void> {
    for (const topic of topics) this.#topics.set(topic.id, topic);
    await this.#client.ask('topics', { topics });
    const { papers, problems } = await this.#client.ask('add', { sources });
    for (const paper of papers) this.#papers.set(paper.id, paper);
    this.#problems = [...this.#problems, ...problems];
    this.#changed.fire();
  }

  // To be replaced by the library's own reading of files: from here …
  readonly #states = new Map<string, SourceState>();
  readonly #idsOf = new Map<string, readonly string[]>();

  get states(): ReadonlyMap<string, SourceState> {
    return this.#states;
  }

  async update({ read, removed }: SourceChange): Promise<void> {
    for (const uri of removed) {
      this.#states.delete(uri);
      await this.#put({ uri, rank: 0, format: 'bibtex', text: '' });
    }
    for (const { source, text } of read) {
      const { uri, rank } = source;
      try {
        const whole = text ?? decodeText(await vscode.workspace.fs.readFile(vscode.Uri.parse(uri))).text;
        const format = source.format ?? formatOf(uri, whole);
        if (!format) throw new Error('not a bibliography');
        this.#states.set(uri, await this.#put({ uri, rank, format, text: whole }));
      } catch (error) {
        await this.#put({ uri, rank, format: 'bibtex', text: '' });
        this.#states.set(uri, { kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
      }
    }
    this.#changed.fire();
  }

  async #put(source: { uri: string; rank: number; format: FormatId; text: string }): Promise<SourceState> {
    const { uri, format, text } = source;
    const { papers } = await this.#client.ask('add', { sources: [source] });
    const { entries, problems } = readAny(text, uri, format);
    const ids = new Set([...entries.map(({ key }) => key), ...papers.map(({ id }) => id)]);
    for (const id of this.#idsOf.get(uri) ?? []) {
      const places = this.#papers.get(id)?.sources ?? [];
      if (!ids.has(id) && places.every((place) => place === uri)) this.#papers.delete(id);
    }
    for (const paper of papers) this.#papers.set(paper.id, paper);
    this.#idsOf.set(uri, [...ids]);
    return { kind: 'read', entries: entries.length, problems: problems.length };
  }
  // … to here.

  get all(): readonly Paper[] {
    return [...this.#papers.values()];
  }

  get size(): number {
    return this.#papers.size;
  }

  get topics(): readonly Topic[] {
    return [...this.#topics.values()];
  }

  get problems(): readonly SourceProblem[] {
    return this.#problems;
  }

  get(key: string): Paper | undefined {
    return this.#papers.get(key);
  }

  topicTitles(topics: readonly string[]): string[] {
    return topics.map((id) => this.#topics.get(id)?.title ?? id);
  }

  /** The whole entries of the keys that the library knows, in their order. */
  entries(keys: readonly string[]): Promise<readonly Entry[]> {
    return this.#client.ask('entries', { keys });
  }

  async entry(key: string): Promise<Entry | undefined> {
    const [entry] = await this.entries([key]);
    return entry;
  }

  /** The ids of all papers that a filter lets through. */
  filter(query: string): Promise<readonly string[]> {
    return this.#client.ask('filter', { query });
  }

  /** The papers that a query finds, best first. */
  async search(query: string, limit: number): Promise<Paper[]> {
    const hits = await this.#client.ask('find', { query, limit });
    return hits.map(({ id }) => this.get(id)).filter((paper) => paper !== undefined);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
