import * as vscode from 'vscode';

/** Remembers the text editor that was used last, since views and pickers take the focus from it. */
export class LastEditor implements vscode.Disposable {
  #last: vscode.TextEditor | undefined;
  readonly #listener: vscode.Disposable;

  constructor() {
    this.#take(vscode.window.activeTextEditor);
    this.#listener = vscode.window.onDidChangeActiveTextEditor((editor) => this.#take(editor));
  }

  /**
   * The editor with the cursor, or else the one that had it last, while its document is open: on
   * the screen, or behind another tab, such as a preview or a picture.
   */
  get current(): vscode.TextEditor | undefined {
    const active = vscode.window.activeTextEditor;
    if (active && isText(active)) return active;
    const last = this.#last;
    if (!last || last.document.isClosed) return undefined;
    const visible = vscode.window.visibleTextEditors;
    if (visible.includes(last)) return last;
    return visible.find(({ document }) => document === last.document) ?? (hasTab(last.document) ? last : undefined);
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #take(editor: vscode.TextEditor | undefined): void {
    if (editor && isText(editor)) this.#last = editor;
  }
}

/**
 * Gives the focus to the editor and answers with it as it then is. One that is active keeps its
 * place, and so does a side of a comparison or a cell of a notebook: those are in no column, and to
 * show their document would open it a second time.
 */
export async function focusEditor(editor: vscode.TextEditor): Promise<vscode.TextEditor> {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const isWithin = editor.viewColumn === undefined && visibleTextEditors.includes(editor);
  if (activeTextEditor === editor || isWithin) {
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    return editor;
  }
  const { document, viewColumn } = editor;
  return vscode.window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
}

/**
 * Whether the editor is the left side of the comparison on the screen. Nobody can type there, but VS Code lets
 * extensions write, even to a file that the other side is compared with.
 */
export function isComparedWith({ document, viewColumn }: vscode.TextEditor): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (viewColumn !== undefined || !(input instanceof vscode.TabInputTextDiff)) return false;
  const uri = document.uri.toString();
  return input.original.toString() === uri && input.modified.toString() !== uri;
}

function hasTab({ uri }: vscode.TextDocument): boolean {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString());
}

/** The output panel and such are editors too, but nobody writes in them. */
function isText({ document }: vscode.TextEditor): boolean {
  return !['output', 'debug', 'comment', 'vscode-scm', 'search-editor'].includes(document.uri.scheme);
}
