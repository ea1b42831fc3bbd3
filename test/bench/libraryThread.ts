import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { LibraryClient } from '../../src/worker/client.ts';
import type { Answer, FileState, LibraryEvent, SourceInput } from '../../src/worker/protocol.ts';

/** The library as the extension starts it, on a thread of its own, for measuring without an editor. */
export class LibraryThread {
  readonly #worker = new Worker(path.resolve('dist/worker/node.cjs'), {
    resourceLimits: { maxOldGenerationSizeMb: 4096 },
  });
  readonly states = new Map<string, FileState>();
  readonly log: string[] = [];
  readonly client: LibraryClient;
  onChanged: (event: Extract<LibraryEvent, { event: 'changed' }>) => void = () => {};

  constructor() {
    this.client = new LibraryClient(
      {
        post: (message) => this.#worker.postMessage(message),
        onMessage: (listener) => this.#worker.on('message', (answer: Answer) => listener(answer)),
      },
      (event) => {
        if (event.event === 'state') this.states.set(event.uri, event.state);
        if (event.event === 'log') this.log.push(event.text);
        if (event.event === 'changed') this.onChanged(event);
      },
    );
    this.#worker.on('error', (error) => this.client.fail(error));
  }

  update(...files: readonly string[]): Promise<null> {
    const sources = files.map((file): SourceInput => ({ uri: pathToFileURL(file).href, rank: 1 }));
    return this.client.ask('update', { sources });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** The median and the 95th and 99th of a hundred. */
export function percentiles(times: readonly number[]): { p50: number; p95: number; p99: number; longest: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), longest: sorted.at(-1) ?? 0 };
}
