import * as vscode from 'vscode';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { declaredBibliographies } from '../../core/sources/declared.ts';
import type { Replacement } from '../../core/sources/nameBibliography.ts';
import { nameBibliography } from '../../core/sources/nameBibliography.ts';
import { folderOf, joinPath, relativePath } from '../../core/sources/paths.ts';
import { rangeOf } from '../language/documents.ts';
import { documentNow } from '../openDocument.ts';
import { metadataCell, notebookOf } from './notebooks.ts';
import { nameOf } from './texts.ts';

/** A document that would name a file, and how. */
export interface NamingEdit {
  readonly document: vscode.TextDocument;
  readonly replacement: Replacement;
}

/**
 * How a document, or the main file of a LaTeX document in several, comes to name a bibliography file; nothing where it
 * does already, or only its author can say how. A notebook has a cell for that, or no place at all.
 */
export async function namingEdit(document: vscode.TextDocument, file: vscode.Uri): Promise<NamingEdit | undefined> {
  const notebook = notebookOf(document.uri);
  if (notebook) {
    const cell = metadataCell(notebook);
    const inCell = cell && nameBibliography(cell.getText(), 'markdown', pathFrom(notebook.uri, file));
    return inCell && { document: cell, replacement: inCell };
  }
  const syntax = syntaxOf(document.languageId, document.uri.path);
  if (!syntax) return undefined;
  const text = document.getText();
  const replacement = nameBibliography(text, syntax, pathFrom(document.uri, file));
  const { root } = declaredBibliographies(text, syntax);
  if (replacement || !root) return replacement && { document, replacement };
  const uri = document.uri.with({ path: joinPath(folderOf(document.uri.path), root.name) });
  const main = await Promise.resolve(vscode.workspace.openTextDocument(uri)).catch(() => undefined);
  const inMain = main && nameBibliography(main.getText(), syntax, pathFrom(uri, file));
  return inMain && { document: main, replacement: inMain };
}

/** Makes the edit as one step that can be undone. */
export async function nameQuietly({ document, replacement }: NamingEdit): Promise<vscode.Range> {
  const range = rangeOf(document, replacement.span);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, replacement.text);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('{0} cannot be written to.', nameOf(document.uri)));
  return range;
}

/** The same, and shows where it was made. */
export async function nameIn(naming: NamingEdit): Promise<void> {
  const range = await nameQuietly(naming);
  const { document } = naming;
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Asks whether the document shall name a file that was just made for it. */
export async function offerNaming(document: vscode.TextDocument, file: vscode.Uri): Promise<void> {
  const edit = await namingEdit(document, file);
  if (!edit) return;
  const name = vscode.l10n.t('Name It There');
  const message = vscode.l10n.t(
    '{0} names no bibliography. Tools find the paper when it names {1}.',
    nameOf(edit.document.uri),
    nameOf(file),
  );
  // what was typed while the question stood there counts
  if ((await vscode.window.showInformationMessage(message, name)) !== name) return;
  const now = await documentNow(document);
  if (!now)
    throw new Error(
      vscode.l10n.t(
        '{0} was closed or saved as a file meanwhile, so it does not name {1}. Name it in the file.',
        nameOf(document.uri),
        nameOf(file),
      ),
    );
  const naming = await namingEdit(now, file);
  if (naming) await nameIn(naming);
}

/** As documents name files: from their own folder, on another file system by the whole path. */
function pathFrom(document: vscode.Uri, file: vscode.Uri): string {
  const isUntitled = document.scheme === 'untitled';
  const folder = isUntitled ? vscode.workspace.workspaceFolders?.[0]?.uri.path : folderOf(document.path);
  return folder === undefined ? file.path : relativePath(folder, file.path);
}
