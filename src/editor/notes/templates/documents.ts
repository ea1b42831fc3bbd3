import * as vscode from 'vscode';
import { ContextKey } from '../../contextKey.ts';
import { contextKeys } from '../../ids.ts';
import { isTemplateFile } from './files.ts';

/** Which documents are templates: those in the folder of templates, and those that somebody looks at as one. */
export class TemplateDocuments implements vscode.Disposable {
  readonly #adopted = new Set<string>();
  readonly #changed = new vscode.EventEmitter<vscode.TextDocument>();
  /** A document is a template now. */
  readonly onDidAdopt = this.#changed.event;
  readonly #inTemplate = new ContextKey<boolean>(contextKeys.inTemplate);
  readonly #disposables: readonly vscode.Disposable[];

  constructor() {
    const look = () => {
      const document = vscode.window.activeTextEditor?.document;
      this.#inTemplate.set(document !== undefined && this.has(document));
    };
    look();
    this.#disposables = [
      this.#changed,
      this.#inTemplate,
      this.onDidAdopt(look),
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('literatureNotes.notes')) look();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#adopted.delete(uri.toString())),
    ];
  }

  has({ uri }: vscode.TextDocument): boolean {
    return this.#adopted.has(uri.toString()) || (uri.scheme !== 'untitled' && isTemplateFile(uri));
  }

  /** Takes a document for a template until it is closed. */
  adopt(document: vscode.TextDocument): void {
    if (this.has(document)) return;
    this.#adopted.add(document.uri.toString());
    this.#changed.fire(document);
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }
}
