import * as vscode from 'vscode';

/** The document that VS Code holds of an address, as `Uri.toString()` gives it, whether or not an editor shows it. */
export function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
}

/**
 * A document that somebody was asked about meanwhile, as it is open now. VS Code makes another one when it is closed and
 * opened again; the old one keeps its text and version for ever, and edits worked out on it would go to wrong places of
 * the new one. Nothing where it is gone: one that was no file yet is so when it is saved as one.
 */
export async function documentNow(document: vscode.TextDocument): Promise<vscode.TextDocument | undefined> {
  if (!document.isClosed) return document;
  if (document.isUntitled) return undefined;
  try {
    return await vscode.workspace.openTextDocument(document.uri);
  } catch {
    return undefined; // deleted, or a cell of a notebook that is closed
  }
}

/** The document that is open of an address where it has changes that are not saved. */
export function unsavedDocument(uri: string): vscode.TextDocument | undefined {
  const document = openDocument(uri);
  return document?.isDirty ? document : undefined;
}
