import * as vscode from 'vscode';
import { readCitations } from '../../core/citations/read.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { rekeyed } from '../../core/citations/rekey.ts';
import type { Span } from '../../core/text.ts';
import { rangeOf } from '../language/documents.ts';
import { openDocument } from '../openDocument.ts';
import { nameOf } from '../sources/texts.ts';

/**
 * Knows where a key was just cited while something is asked: the citations of it in what was put in, or those that the
 * cursors stand in or behind, wherever later edits move them.
 */
export class CitedPlaces implements vscode.Disposable {
  readonly #document: vscode.TextDocument;
  readonly #key: string;
  #starts: readonly number[];
  readonly #listener: vscode.Disposable;

  /** Where nothing tells what was put in, what stands before the cursors counts. */
  constructor(document: vscode.TextDocument, key: string, inserted: readonly Span[] = []) {
    this.#document = document;
    this.#key = key;
    const editor = vscode.window.visibleTextEditors.find((each) => each.document === document);
    const starts = this.#citations().map(({ keyAt }) => keyAt.start);
    const within = starts.filter((at) => inserted.some(({ start, end }) => start <= at && at < end));
    const nearest = (editor?.selections ?? []).map(({ active }) => {
      const cursor = document.offsetAt(active);
      return starts.findLast((start) => start <= cursor) ?? starts[0];
    });
    this.#starts = within.length ? within : [...new Set(nearest.filter((start) => start !== undefined))];
    this.#listener = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) this.#shift(event.contentChanges);
    });
  }

  /** Writes another key in their places, as one step that can be undone; where that cannot be, says so. */
  async rekey(key: string): Promise<void> {
    const document = this.#standing();
    const edit = document && this.#edit(document, key);
    // VS Code refuses an edit with nothing in it
    const isDone = edit && (!edit.size || (await vscode.workspace.applyEdit(edit)));
    if (!isDone) this.#tellKept(key);
  }

  dispose(): void {
    this.#listener.dispose();
  }

  /** The document, or the one that it became when it was closed and opened again, where the places are the same in it. */
  #standing(): vscode.TextDocument | undefined {
    if (!this.#document.isClosed) return this.#document;
    const now = openDocument(this.#document.uri.toString());
    return now?.getText() === this.#document.getText() ? now : undefined;
  }

  #edit(document: vscode.TextDocument, key: string): vscode.WorkspaceEdit {
    const syntax = syntaxOf(document.languageId, document.uri.path);
    const text = document.getText();
    const edit = new vscode.WorkspaceEdit();
    for (const citation of this.#citations()) {
      if (!syntax || !this.#starts.includes(citation.keyAt.start)) continue;
      for (const change of rekeyed(text, citation, key, syntax) ?? [])
        edit.replace(document.uri, rangeOf(document, change), change.text);
    }
    return edit;
  }

  #tellKept(key: string): void {
    const message = vscode.l10n.t(
      'The citation of {0} stays as it is, because {1} was closed meanwhile or cannot be written to. Change its key to {2} there.',
      this.#key,
      nameOf(this.#document.uri),
      key,
    );
    void vscode.window.showWarningMessage(message);
  }

  #citations() {
    const syntax = syntaxOf(this.#document.languageId, this.#document.uri.path);
    if (!syntax) return [];
    return readCitations(this.#document.getText(), syntax)
      .citations.filter(({ key }) => key === this.#key)
      .sort((one, other) => one.keyAt.start - other.keyAt.start);
  }

  #shift(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    // in one event, places count in the text as it was before all of them
    this.#starts = this.#starts.map((start) => {
      const before = changes.filter(({ rangeOffset, rangeLength }) => rangeOffset + rangeLength <= start);
      return before.reduce((at, { text, rangeLength }) => at + text.length - rangeLength, start);
    });
  }
}
