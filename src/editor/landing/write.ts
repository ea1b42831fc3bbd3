import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import type { FormatId } from '../../core/formats/sniff.ts';
import type { AddedPaper } from '../../core/sources/append.ts';
import { carries, hasKey, landingOf } from '../../core/sources/land.ts';
import { withKey } from '../../core/sources/words.ts';
import type { Papers } from '../library/papers.ts';
import { longestDocument, sizeOf } from '../sources/files.ts';
import { nameOf } from '../sources/texts.ts';
import { openAsItIs } from '../openAsItIs.ts';

/** A paper and the key it gets in the bibliography. */
export interface Landed {
  readonly paper: Paper;
  readonly key: string;
}

/** The entries as the file will have them: in their own words where it is of their format and understands them. */
export async function addedPapers(
  papers: Papers,
  landed: readonly Landed[],
  format: FormatId,
  target: string,
): Promise<AddedPaper[]> {
  const ids = landed.map(({ paper }) => paper.id);
  const [written, entries] = await Promise.all([
    papers.ask('written', { ids }),
    Promise.all(ids.map((id) => papers.entry(id))),
  ]);
  const added: AddedPaper[] = [];
  for (const [at, { key }] of landed.entries()) {
    const entry = entries[at];
    if (!entry) continue;
    const own = written[at];
    const text = own?.format === format && carries(own.text, format, entry.key, target) ? own.text : undefined;
    const words = text === undefined || key === entry.key ? text : withKey(text, format, key);
    const item = { ...(format === 'csl-json' ? (entry.cslJson ?? entry.item) : entry.item), id: key };
    added.push({ item, ...(words === undefined ? {} : { written: words }) });
  }
  return added;
}

/**
 * Adds the entries to a bibliography without showing it: an edit of its own, so that undoing the citation does not
 * touch it. A file that was saved is saved again; one that was not stays so. Gives the keys that were added.
 */
export async function landIn(
  papers: Papers,
  uri: vscode.Uri,
  format: FormatId,
  landed: readonly Landed[],
): Promise<readonly string[]> {
  await refuseReadOnly(uri);
  const document = await openAsItIs(uri);
  const wasDirty = document.isDirty;
  const missing = landed.filter(({ key }) => !hasKey(document.getText(), format, key));
  if (!missing.length) return [];
  const added = await addedPapers(papers, missing, format, document.getText());
  const landing = landingOf(document.getText(), format, added);
  if (!landing) throw new Error(vscode.l10n.t('{0} is not of a form that an entry can be added to.', nameOf(uri)));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, document.positionAt(landing.offset), landing.text);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('{0} cannot be written to.', nameOf(uri)));
  if (!wasDirty && !(await document.save()))
    throw new Error(vscode.l10n.t('{0} was changed and could not be saved. It may be read-only.', nameOf(uri)));
  return missing.map(({ key }) => key);
}

/** A new file with the entries. It is written at once: undoing something never asks whether it shall go. */
export async function landInNew(papers: Papers, uri: vscode.Uri, landed: readonly Landed[]): Promise<void> {
  const landing = landingOf('', 'bibtex', await addedPapers(papers, landed, 'bibtex', ''));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(landing?.text ?? ''));
}

async function refuseReadOnly(uri: vscode.Uri): Promise<void> {
  if (((await sizeOf(uri)) ?? 0) > longestDocument)
    throw new Error(vscode.l10n.t('{0} is larger than 50 MB: VS Code lets no extension edit it.', nameOf(uri)));
  const { permissions } = await vscode.workspace.fs.stat(uri);
  // of files on disk VS Code tells as "locked" what may not be written, beside what it calls read-only
  if (permissions || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false)
    throw new Error(vscode.l10n.t('{0} is read-only.', nameOf(uri)));
}
