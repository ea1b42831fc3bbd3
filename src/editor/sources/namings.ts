import * as vscode from 'vscode';
import { folderOf, joinPath } from '../../core/sources/paths.ts';
import { documentKind, filesIn, isDocument, projectKind, readText } from './files.ts';
import type { Naming } from './naming.ts';
import { namingOf } from './naming.ts';
import { metadataCell } from './notebooks.ts';

/** More documents than this are read only when they are opened. */
const mostDocuments = 1000;
/** A longer document is read only when it is open. */
const longestDocument = 512 * 1024;
const readersAtOnce = 8;
/** So far above the workspace a project is looked for. */
const mostFoldersUp = 6;
/** Project files that are looked for above a document; others have names that may mean anything. */
const namesAbove = ['_quarto.yml', '_metadata.yml', '_bookdown.yml', 'myst.yml'];

/** All files that name bibliographies: open documents, those of the workspace, and project files. */
export class Namings {
  readonly #known = new Map<string, Naming>();
  /** Files that were looked for above documents, there or not. */
  readonly #above = new Set<string>();
  /** Notebooks that are open, of which only the cells are documents. */
  #notebooks: readonly vscode.Uri[] = [];
  /** The version of each open document that was looked at last. */
  #looked = new WeakMap<vscode.TextDocument, number>();
  #version = 0;

  /** Another number whenever anything that is named changed, or moved within its document. */
  get version(): number {
    return this.#version;
  }

  get all(): readonly Naming[] {
    return [...this.#known.values()];
  }

  of(uri: string): Naming | undefined {
    return this.#known.get(uri);
  }

  /** Looks through the workspace and the open documents again. */
  async readAll(): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const files = await Promise.all(
      folders.flatMap((folder) => [
        filesIn(folder, projectKind, mostDocuments),
        filesIn(folder, documentKind, mostDocuments),
      ]),
    );
    const uris = new Map(files.flat().map((uri) => [uri.toString(), uri]));
    for (const { uri } of this.all) if (!uris.has(uri.toString())) this.forget(uri);
    // what is open and not listed was forgotten too
    this.#looked = new WeakMap();
    this.#above.clear();
    await this.#readFiles([...uris.values()]);
    await this.readOpen();
  }

  /** Reads a file again that is new, changed or gone. */
  async read(uris: readonly vscode.Uri[]): Promise<void> {
    await this.#readFiles(uris);
  }

  /** Takes over what open documents say, saved or not, and finds the projects they lie in. */
  async readOpen(): Promise<void> {
    const documents = vscode.workspace.textDocuments.filter(isDocument);
    const notebooks = vscode.workspace.notebookDocuments.map(({ uri }) => uri);
    for (const document of documents) this.look(document);
    this.#lookAtNotebooks();
    const above = [...documents.map(({ uri }) => uri), ...notebooks].flatMap((uri) => this.#placesAbove(uri));
    await this.#readFiles(above);
  }

  look(document: vscode.TextDocument): void {
    if (!isDocument(document) || this.#looked.get(document) === document.version) return;
    this.#looked.set(document, document.version);
    this.#put(document.uri, namingOf(document.uri, document.getText(), document.languageId));
  }

  #lookAtNotebooks(): void {
    const open = vscode.workspace.notebookDocuments;
    const isOpen = (uri: vscode.Uri) => open.some((notebook) => notebook.uri.toString() === uri.toString());
    for (const uri of this.#notebooks) if (!isOpen(uri)) this.forget(uri);
    this.#notebooks = open.map(({ uri }) => uri);
    for (const notebook of open) {
      const cell = metadataCell(notebook);
      const naming = cell && namingOf(notebook.uri, cell.getText(), 'markdown');
      // its entries would be read from the file, where they stand within JSON
      const named = naming?.links.length ? { ...naming, hasReferences: false, isPaper: false } : undefined;
      this.#put(notebook.uri, named && cell && { ...named, cell: cell.uri });
    }
  }

  forget(uri: vscode.Uri): void {
    this.#put(uri, undefined);
  }

  async #readFiles(uris: readonly vscode.Uri[]): Promise<void> {
    const queue = [...uris];
    const open = new Map(vscode.workspace.textDocuments.map((document) => [document.uri.toString(), document]));
    const reader = async () => {
      for (let uri = queue.pop(); uri; uri = queue.pop()) {
        const document = open.get(uri.toString());
        const text = document?.getText() ?? (await readText(uri, longestDocument));
        this.#put(uri, text === undefined ? undefined : namingOf(uri, text, document?.languageId));
      }
    };
    await Promise.all(Array.from({ length: readersAtOnce }, reader));
  }

  /** Project files that may lie above a document and outside of the workspace, which was looked through. */
  #placesAbove(uri: vscode.Uri): vscode.Uri[] {
    if (uri.scheme === 'untitled') return [];
    const places: vscode.Uri[] = [];
    const inside = vscode.workspace.getWorkspaceFolder(uri)?.uri.path;
    let folder = inside === undefined ? folderOf(uri.path) : folderOf(inside);
    for (let step = 0; step < mostFoldersUp && folder !== '/'; step++, folder = folderOf(folder)) {
      for (const name of namesAbove) {
        const place = uri.with({ path: joinPath(folder, name), query: '', fragment: '' });
        if (this.#above.has(place.toString())) continue;
        this.#above.add(place.toString());
        places.push(place);
      }
    }
    return places;
  }

  #put(uri: vscode.Uri, naming: Naming | undefined): void {
    const key = uri.toString();
    const before = this.#known.get(key);
    if (signature(before) === signature(naming)) return;
    this.#version++;
    if (naming) this.#known.set(key, naming);
    else this.#known.delete(key);
  }
}

function signature(naming: Naming | undefined): string {
  return naming ? JSON.stringify(naming) : '';
}
