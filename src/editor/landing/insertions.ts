import * as vscode from 'vscode';
import type { Span } from '../../core/text.ts';

/** Milliseconds within which a paste or a drop that is going to be made is made. */
const patience = 5000;

/** Where text was put into a document while something was cited, wherever later edits move it. */
export class Insertions implements vscode.Disposable {
  #spans: readonly Span[] = [];
  #isOver = false;
  readonly #listener: vscode.Disposable;

  /** `made` are changes that were made a moment ago and count as well. */
  constructor(document: vscode.TextDocument, made: readonly vscode.TextDocumentContentChangeEvent[] = []) {
    this.#take(made);
    this.#listener = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) this.#take(event.contentChanges);
    });
  }

  /** In the text as it is now. */
  get spans(): readonly Span[] {
    return this.#spans;
  }

  /** What is put in from now on is something else. */
  end(): void {
    this.#isOver = true;
  }

  dispose(): void {
    this.#listener.dispose();
  }

  #take(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const ordered = [...changes].sort((one, other) => one.rangeOffset - other.rangeOffset);
    // in one event, places count in the text as it was before all of them
    const moved = (place: number) =>
      ordered
        .filter(({ rangeOffset, rangeLength }) => rangeOffset + rangeLength <= place)
        .reduce((at, { text, rangeLength }) => at + text.length - rangeLength, place);
    const before = this.#spans.map(({ start, end }) => ({ start: moved(start), end: moved(end) }));
    let shift = 0;
    const added = ordered.map(({ rangeOffset, rangeLength, text }) => {
      const start = rangeOffset + shift;
      shift += text.length - rangeLength;
      return { start, end: start + text.length };
    });
    this.#spans = this.#isOver ? before : [...before, ...added.filter(({ start, end }) => end > start)];
  }
}

/** Does something once text was put into a document that a paste or a drop is about to change; nothing where it does not. */
export function afterInsertion(document: vscode.TextDocument, act: (insertions: Insertions) => void): void {
  const insertions = new Insertions(document);
  const listener = vscode.workspace.onDidChangeTextDocument((event) => {
    // what was pasted at first is taken back where something else is chosen for it
    if (event.document !== document || !event.contentChanges.some(({ text }) => text)) return;
    clearTimeout(timer);
    listener.dispose();
    insertions.end();
    act(insertions);
  });
  const timer = setTimeout(() => {
    listener.dispose();
    insertions.dispose();
  }, patience);
}
