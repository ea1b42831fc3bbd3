import * as vscode from 'vscode';
import { digest } from '../../../core/library/digest.ts';
import { fileText } from './noteText.ts';

/** Of longer documents nothing is remembered, so that reading them takes no time. */
const longest = 2_000_000;
const isNote = /\.(?:md|markdown|qmd|rmd)$/i;

/**
 * On which text of their files documents stand: what they said when they were last opened, saved or read again. With
 * it one can tell whether the file under unsaved changes is still the one that they were made to.
 */
export class Standing implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #disposable: vscode.Disposable;

  constructor() {
    const take = (document: vscode.TextDocument) => {
      if (document.isDirty || document.isUntitled || !isNote.test(document.uri.path)) return;
      const text = document.getText();
      if (text.length > longest) this.#texts.delete(document.uri.toString());
      else this.#texts.set(document.uri.toString(), inWords(text));
    };
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument(take),
      vscode.workspace.onDidSaveTextDocument(take),
      // read again, since the file was changed or the user took changes back; while somebody starts to type, VS Code
      // tells what is typed first and only then that it is not saved, so the file has to say the same
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!document.isDirty && isNote.test(document.uri.path)) void this.#takeFromFile(document, take);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
    );
    vscode.workspace.textDocuments.forEach(take);
  }

  /** Whether a file was changed by another program, or another window, under changes that are not saved here. */
  async isLost(uri: vscode.Uri): Promise<boolean> {
    const stands = this.#texts.get(uri.toString());
    if (stands === undefined) return false;
    const now = await fileText(uri);
    // where it is not UTF-8, VS Code knows how to read it
    return now !== undefined && !now.includes('\ufffd') && inWords(now) !== stands;
  }

  async #takeFromFile(document: vscode.TextDocument, take: (document: vscode.TextDocument) => void): Promise<void> {
    const now = await fileText(document.uri);
    if (now !== undefined && inWords(now) === inWords(document.getText())) take(document);
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}

/** A text without what VS Code may change by itself. */
function inWords(text: string): string {
  return digest(text.replace(/\r\n?/g, '\n'));
}
