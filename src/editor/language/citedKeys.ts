import * as vscode from 'vscode';
import { readCitations } from '../../core/citations/read.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { documentKind, filesIn, isDocument, readText } from '../sources/files.ts';
import type { DocumentCitations } from './documents.ts';

/** Knows what the whole workspace cites; `*` stands for everything. */
export interface CitedKeys {
  citedKeys(): Promise<ReadonlySet<string>>;
}

const mostDocuments = 1000;
/** A longer document is read only when it is open. */
const longestDocument = 512 * 1024;

/** Reads every document of the workspace, those that are open as they stand. */
export class WorkspaceCitations implements CitedKeys {
  readonly #documents: DocumentCitations;

  constructor(documents: DocumentCitations) {
    this.#documents = documents;
  }

  async citedKeys(): Promise<ReadonlySet<string>> {
    const keys = new Set<string>();
    const open = new Set<string>();
    for (const document of vscode.workspace.textDocuments.filter(isDocument)) {
      open.add(document.uri.toString());
      for (const { key } of this.#documents.of(document)?.citations ?? []) keys.add(key);
    }
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      for (const uri of await filesIn(folder, documentKind, mostDocuments)) {
        const syntax = syntaxOf('', uri.path);
        const text = syntax && !open.has(uri.toString()) ? await readText(uri, longestDocument) : undefined;
        if (syntax && text) for (const { key } of readCitations(text, syntax).citations) keys.add(key);
      }
    }
    return keys;
  }
}
