import * as vscode from 'vscode';

/** Of a cell, the notebook that it is in; a document of its own is in none. */
export function notebookOf({ scheme, path }: vscode.Uri): vscode.NotebookDocument | undefined {
  if (scheme !== 'vscode-notebook-cell') return undefined;
  return vscode.workspace.notebookDocuments.find(({ uri }) => uri.path === path);
}

/** The file of a document: a cell's is that of its notebook. */
export function fileOf(uri: vscode.Uri): vscode.Uri {
  return notebookOf(uri)?.uri ?? uri;
}

/**
 * The cell that holds a notebook's metadata, if there is one: the first, in which Quarto and MyST look for YAML between
 * `---`, as in the front matter of a document.
 */
export function metadataCell(notebook: vscode.NotebookDocument): vscode.TextDocument | undefined {
  const [first] = notebook.getCells();
  if (!first || !/^(?:raw|yaml|markdown)$/.test(first.document.languageId)) return undefined;
  return /^---[ \t]*(?:\r\n|\n|\r)/.test(first.document.getText(new vscode.Range(0, 0, 1, 0)))
    ? first.document
    : undefined;
}
