import * as vscode from 'vscode';

/** Remembers the text editor that was used last, since views and pickers take the focus from it. */
export class LastEditor implements vscode.Disposable {
  #last: vscode.TextEditor | undefined;
  readonly #listener: vscode.Disposable;

  constructor() {
    this.#take(vscode.window.activeTextEditor);
    this.#listener = vscode.window.onDidChangeActiveTextEditor((editor) => this.#take(editor));
  }

  /** The editor with the cursor, or else the one that had it last and still shows its document. */
  get current(): vscode.TextEditor | undefined {
    const active = vscode.window.activeTextEditor;
    if (active && isText(active)) return active;
    const last = this.#last;
    if (!last || last.document.isClosed) return undefined;
    return vscode.window.visibleTextEditors.find((editor) => editor === last || editor.document === last.document);
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #take(editor: vscode.TextEditor | undefined): void {
    if (editor && isText(editor)) this.#last = editor;
  }
}

/** The output panel and such are editors too, but nobody writes in them. */
function isText({ document }: vscode.TextEditor): boolean {
  return !['output', 'debug', 'comment', 'vscode-scm', 'search-editor'].includes(document.uri.scheme);
}
