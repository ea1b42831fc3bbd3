import * as vscode from 'vscode';
import type { LibraryClient } from '../../worker/client.ts';
import type { Params, RequestName, Result } from '../../worker/protocol.ts';
import type { LibraryListener, StartedLibrary } from './start.ts';

/** A library that ends more often than this in a while is not started again. */
const mostRestarts = 3;
const while_ = 10 * 60_000;

export type ConnectionState = 'running' | 'restarting' | 'gaveUp';

/** The library, started again when it ends of itself. */
export class Connection implements vscode.Disposable {
  readonly #start: (listener: LibraryListener) => StartedLibrary;
  readonly #log: vscode.LogOutputChannel;
  readonly #stateChanged = new vscode.EventEmitter<ConnectionState>();
  readonly onDidChangeState = this.#stateChanged.event;
  #started: StartedLibrary;
  #restarts: number[] = [];
  #isOver = false;
  #recovery: Recovery | undefined;
  /** Tells a new library everything; set by who knows it. */
  onRestart: (client: LibraryClient) => Promise<void> = () => Promise.resolve();
  onEvent: LibraryListener['onEvent'] = () => {};
  #hasGivenUp = false;

  constructor(start: (listener: LibraryListener) => StartedLibrary, log: vscode.LogOutputChannel) {
    this.#start = start;
    this.#log = log;
    this.#started = this.#begin();
  }

  get hasGivenUp(): boolean {
    return this.#hasGivenUp;
  }

  /** Resolves when the library that runs has been told everything; rejects where it is not started again. */
  get settled(): Promise<void> {
    return this.#recovery?.promise ?? Promise.resolve();
  }

  get library(): StartedLibrary {
    return this.#started;
  }

  /** Asks the library; once more where it ended meanwhile and was started again. */
  async ask<N extends RequestName>(name: N, params: Params<N>): Promise<Result<N>> {
    try {
      return await this.#started.client.ask(name, params);
    } catch (error) {
      if (!this.#recovery) throw error;
      await this.#recovery.promise;
      return this.#started.client.ask(name, params);
    }
  }

  /** Tells the library of a change; where it ends meanwhile, waits until it was started again and told everything. */
  async tell<N extends RequestName>(name: N, params: Params<N>, transfer?: readonly ArrayBufferLike[]): Promise<void> {
    try {
      await this.#started.client.ask(name, params, transfer);
    } catch (error) {
      if (!this.#recovery) throw error;
      await this.#recovery.promise;
    }
  }

  /** Starts the library anew, however often it has been. */
  restart(): Promise<void> {
    this.#restarts = [];
    this.#hasGivenUp = false;
    this.#recovery ??= recovery();
    const { promise } = this.#recovery;
    this.#started.dispose();
    void this.#again();
    return promise;
  }

  /** Ends the library as a crash would; for tests. */
  crash(): void {
    this.#started.crash();
  }

  dispose(): void {
    this.#isOver = true;
    this.#started.dispose();
    this.#stateChanged.dispose();
  }

  #begin(): StartedLibrary {
    return this.#start({
      onEvent: (event) => {
        if (event.event === 'log') this.#log.info(event.text);
        else this.onEvent(event);
      },
      onFailure: (error) => this.#onFailure(error),
    });
  }

  #onFailure(error: Error): void {
    if (this.#isOver) return;
    const now = Date.now();
    this.#restarts = this.#restarts.filter((time) => now - time < while_);
    if (this.#restarts.length >= mostRestarts) {
      this.#hasGivenUp = true;
      this.#log.error('The library ended again and is not started any more', error);
      this.#recovery?.reject(error);
      this.#recovery = undefined;
      this.#stateChanged.fire('gaveUp');
      return;
    }
    this.#restarts.push(now);
    this.#recovery ??= recovery();
    this.#log.warn(`The library ended (${error.message}) and is started again`);
    void this.#again();
  }

  async #again(): Promise<void> {
    this.#started = this.#begin();
    this.#stateChanged.fire('restarting');
    const { client } = this.#started;
    try {
      await this.onRestart(client);
    } catch (error) {
      // where it ended again meanwhile, another start is under way
      if (client === this.#started.client) this.#log.error('The library was not told everything', error);
    }
    if (client !== this.#started.client || this.#hasGivenUp) return;
    this.#recovery?.resolve();
    this.#recovery = undefined;
    this.#stateChanged.fire('running');
  }
}

interface Recovery {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

function recovery(): Recovery {
  let resolve: () => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // nobody may be waiting
  promise.catch(() => {});
  return { promise, resolve, reject };
}
