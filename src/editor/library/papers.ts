import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import type { Paper } from '../../core/entry/paper.ts';
import type { LibraryChange, SourceProblem } from '../../core/library/library.ts';
import type { Topic } from '../../core/library/topic.ts';
import type { LibraryClient } from '../../worker/client.ts';
import type { Params, RequestName, Result } from '../../worker/protocol.ts';
import type { Seeds } from './seeds.ts';

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

  /** Asks the library something that needs no memory here. */
  ask<N extends RequestName>(name: N, params: Params<N>): Promise<Result<N>> {
    return this.#client.ask(name, params);
  }

  /** Takes over what is different in the library after it was asked to change something. */
  take({ changed, removed, topics }: LibraryChange): void {
    for (const topic of topics) this.#topics.set(topic.id, topic);
    for (const paper of changed) this.#papers.set(paper.id, paper);
    for (const id of removed) this.#papers.delete(id);
    this.#changed.fire();
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
