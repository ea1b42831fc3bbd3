import type * as vscode from 'vscode';

/** A file that is replaced is gone for a moment; nobody notices so short a wait. */
const quiet = 150;
/** A file that is written without a pause is still read every second. */
const longest = 1000;

/**
 * Does once what was asked for many times in a row: when it has been quiet for a moment, or after a second where it is
 * never quiet. What is asked for meanwhile is done afterwards, never at the same time.
 */
export class Burst implements vscode.Disposable {
  readonly #act: () => Promise<void>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #first = 0;
  #work: Promise<void> = Promise.resolve();
  #isDisposed = false;

  constructor(act: () => Promise<void>) {
    this.#act = act;
  }

  ask(): void {
    const now = Date.now();
    if (this.#timer === undefined) this.#first = now;
    else clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.now(), Math.max(0, Math.min(quiet, this.#first + longest - now)));
  }

  /** Does it without waiting; resolves when it is done. */
  now(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#work = this.#work.then(() => (this.#isDisposed ? undefined : this.#act()));
    return this.#work;
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }
}
