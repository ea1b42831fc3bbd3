import type * as vscode from 'vscode';
import { registerCommand } from '../command.ts';
import { ContextKey } from '../contextKey.ts';
import { commands, contextKeys } from '../ids.ts';

/**
 * The key that accepts a completion in whichever quick pick is open. It is Tab only while something
 * is offered, so that Tab moves the focus everywhere else.
 */
export class CompletionKey implements vscode.Disposable {
  readonly #isOffered = new ContextKey<boolean>(contextKeys.completing);
  readonly #command: vscode.Disposable;
  #accept: (() => void) | undefined;

  constructor(log: vscode.LogOutputChannel) {
    this.#command = registerCommand(log, commands.acceptCompletion, () => this.#accept?.());
  }

  /** From now on the key does this; without an argument it is a plain key again. */
  offer(accept?: () => void): void {
    this.#accept = accept;
    this.#isOffered.set(accept !== undefined);
  }

  dispose(): void {
    this.#command.dispose();
    this.#isOffered.dispose();
  }
}
