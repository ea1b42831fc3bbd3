import * as vscode from 'vscode';
import type { CslItem } from '../../core/entry/csl.ts';
import type { FormatId } from '../../core/formats/sniff.ts';
import type { AddedPaper } from '../../core/sources/append.ts';
import { insertionOf } from '../../core/sources/append.ts';
import { paperFileOf } from '../../core/sources/paperFile.ts';
import { joinPath } from '../../core/sources/paths.ts';
import { openAsItIs } from '../openAsItIs.ts';
import { longestDocument, sizeOf } from './files.ts';
import { nameOf } from './texts.ts';

/** Adds the paper behind the last entry of the file, which keeps everything else that it is. */
export async function appendPaper(uri: vscode.Uri, named: FormatId, paper: AddedPaper): Promise<void> {
  if (((await sizeOf(uri)) ?? 0) > longestDocument) {
    throw new Error(
      vscode.l10n.t('{0} is larger than 50 MB: VS Code lets no extension edit it. Choose another file.', nameOf(uri)),
    );
  }
  const document = await openAsItIs(uri);
  const wasDirty = document.isDirty;
  const text = document.getText();
  const insertion = insertionOf(paper, named, text);
  if (!insertion) throw new Error(vscode.l10n.t('{0} is not of a form that an entry can be added to.', nameOf(uri)));
  const place = document.positionAt(insertion.offset);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, place, insertion.text);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('{0} cannot be written to.', nameOf(uri)));
  // line ends are the file's own now, so the place is found by lines
  const before = insertion.text.slice(0, insertion.lead).split('\n');
  const line = place.line + before.length - 1;
  const start = new vscode.Position(line, 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(start, start), preview: false });
  if (!wasDirty) await document.save();
}

/** A new bibliography with the paper in it. */
export async function createBibliography(uri: vscode.Uri, paper: AddedPaper): Promise<void> {
  const insertion = insertionOf(paper, 'bibtex', '');
  await create(uri, insertion?.text ?? '');
}

/** A paper file; what is to be filled in first is selected. */
export async function createPaperFile(folder: vscode.Uri, item: CslItem): Promise<void> {
  const uri = folder.with({ path: joinPath(folder.path, `${fileName(item.id)}.md`) });
  await create(uri, paperFileOf(item), item.title ? undefined : /title: "()"/);
}

async function create(uri: vscode.Uri, text: string, select?: RegExp): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('{0} could not be created.', nameOf(uri)));
  const hit = select?.exec(text);
  const document = await vscode.workspace.openTextDocument(uri);
  const place = document.positionAt(hit ? hit.index + hit[0].length - 1 : 0);
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place), preview: false });
}

function fileName(key: string): string {
  return key.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
}
