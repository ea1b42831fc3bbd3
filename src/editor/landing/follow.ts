import * as vscode from 'vscode';
import { readCitations } from '../../core/citations/read.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { rekeyed } from '../../core/citations/rekey.ts';
import type { Span } from '../../core/text.ts';
import { rangeOf } from '../language/documents.ts';

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

  /** Writes another key in their places, as one step that can be undone. */
  async rekey(key: string): Promise<void> {
    const syntax = syntaxOf(this.#document.languageId, this.#document.uri.path);
    const text = this.#document.getText();
    const edit = new vscode.WorkspaceEdit();
    let isEmpty = true;
    for (const citation of this.#citations()) {
      if (!syntax || !this.#starts.includes(citation.keyAt.start)) continue;
      for (const change of rekeyed(text, citation, key, syntax) ?? []) {
        edit.replace(this.#document.uri, rangeOf(this.#document, change), change.text);
        isEmpty = false;
      }
    }
    if (!isEmpty) await vscode.workspace.applyEdit(edit);
  }

  dispose(): void {
    this.#listener.dispose();
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
