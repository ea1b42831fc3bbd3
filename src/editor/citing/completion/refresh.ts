import * as vscode from 'vscode';
import type { Papers } from '../../library/papers.ts';

/** Milliseconds between two lists while papers come. */
const pause = 800;

/** Asks for the list again while papers come, as long as the cursor stays where it was asked for. */
export class ListRefresh implements vscode.Disposable {
  readonly #listeners: vscode.Disposable[];
  #asked:
    | { readonly document: vscode.TextDocument; readonly version: number; readonly position: vscode.Position }
    | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(papers: Papers) {
    const later = () => this.#later();
    this.#listeners = [papers.onDidChange(later), papers.onDidChangeState(later)];
  }

  /** A list was given that is not whole; `soon` where the next may be, whether anything more comes or not. */
  expect(document: vscode.TextDocument, position: vscode.Position, soon: boolean): void {
    this.#asked = { document, version: document.version, position };
    if (soon) this.#later();
  }

  /** The list is whole, or another one. */
  forget(): void {
    this.#asked = undefined;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const listener of this.#listeners) listener.dispose();
  }

  #later(): void {
    if (this.#asked) this.#timer ??= setTimeout(() => this.#refresh(), pause);
  }

  #refresh(): void {
    this.#timer = undefined;
    const asked = this.#asked;
    this.#asked = undefined;
    const editor = vscode.window.activeTextEditor;
    if (!asked || editor?.document !== asked.document || asked.document.version !== asked.version) return;
    if (!editor.selection.isEmpty || !editor.selection.active.isEqual(asked.position)) return;
    // a list that is open is not asked for again
    void vscode.commands
      .executeCommand('hideSuggestWidget')
      .then(() => vscode.commands.executeCommand('editor.action.triggerSuggest', { auto: true }));
  }
}
