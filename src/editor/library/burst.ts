import * as vscode from 'vscode';
import type { PapersChange } from './papers.ts';

/** Milliseconds from one event to the next. */
const quiet = 100;

/** Many changes as few events: the first is told at once, those of the next 100 ms together. */
export class Burst implements vscode.Disposable {
  readonly #emitter = new vscode.EventEmitter<PapersChange>();
  readonly event = this.#emitter.event;
  #changed = new Set<string>();
  #removed = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastFired = -Infinity;
  #flushed: Promise<void> = Promise.resolve();

  changed(id: string): void {
    this.#removed.delete(id);
    this.#changed.add(id);
    this.touch();
  }

  removed(id: string): void {
    this.#changed.delete(id);
    this.#removed.add(id);
    this.touch();
  }

  /** Something else is different, such as a topic's title. */
  touch(): void {
    if (this.#timer) return;
    const wait = Math.max(0, this.#lastFired + quiet - performance.now());
    this.#flushed = new Promise((resolve) => {
      this.#timer = setTimeout(() => {
        this.#fire();
        resolve();
      }, wait);
    });
  }

  /** Resolves when everything so far has been told. */
  flushed(): Promise<void> {
    return this.#flushed;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#emitter.dispose();
  }

  #fire(): void {
    this.#timer = undefined;
    this.#lastFired = performance.now();
    const change = { changed: this.#changed, removed: this.#removed };
    this.#changed = new Set();
    this.#removed = new Set();
    this.#emitter.fire(change);
  }
}
