import * as vscode from 'vscode';

/** The document that VS Code holds of an address, as `Uri.toString()` gives it, whether or not an editor shows it. */
export function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

/** The same where it has changes that are not saved. */
export function unsavedDocument(uri: string): vscode.TextDocument | undefined {
  const document = openDocument(uri);
  return document?.isDirty ? document : undefined;
}
