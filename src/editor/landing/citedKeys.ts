import * as vscode from 'vscode';
import type { CitingDocuments } from '../language/citingDocuments.ts';
import type { Papers } from '../library/papers.ts';
import type { FileKind } from '../sources/files.ts';
import { filesIn, readText } from '../sources/files.ts';

/** Of notebooks so many are looked through, and none that is larger, in bytes: their outputs hold pictures. */
const mostNotebooks = 500;
const longestNotebook = 20 * 1024 * 1024;
const notebookKind: FileKind = { glob: '**/*.ipynb', fits: (path) => path.endsWith('.ipynb') };

/** All keys that documents of the workspace cite, saved or not, and notebooks that are not open. */
export async function citedKeys(citing: CitingDocuments, papers: Papers): Promise<ReadonlySet<string>> {
  const cited = new Set(await citing.allKeys());
  const open = new Set(vscode.workspace.notebookDocuments.map(({ uri }) => uri.toString()));
  const folders = vscode.workspace.workspaceFolders ?? [];
  const files = await Promise.all(folders.map((folder) => filesIn(folder, notebookKind, mostNotebooks)));
  for (const uri of files.flat().slice(0, mostNotebooks)) {
    if (open.has(uri.toString())) continue;
    const text = await readText(uri, longestNotebook);
    if (text === undefined) continue;
    for (const key of await papers.ask('keysIn', { text, syntax: 'notebook' })) cited.add(key);
  }
  return cited;
}
