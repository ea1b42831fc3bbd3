import * as vscode from 'vscode';
import type { contextKeys } from './ids.ts';

type ContextKeyId = (typeof contextKeys)[keyof typeof contextKeys];

/** A value that menus and keybindings ask for in their `when`; VS Code is told only of changes. */
export class ContextKey<T extends string | boolean> implements vscode.Disposable {
  readonly #id: ContextKeyId;
  #value: T | undefined;

  constructor(id: ContextKeyId) {
    this.#id = id;
  }

  set(value: T | undefined): void {
    if (value === this.#value) return;
    this.#value = value;
    void vscode.commands.executeCommand('setContext', this.#id, value);
  }

  dispose(): void {
    this.set(undefined);
  }
}
