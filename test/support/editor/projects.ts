// Small projects with bibliographies, and what one does in them: cite, answer, look at the files.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from '../../../src/editor/ids.ts';
import type { Papers } from '../../../src/editor/library/papers.ts';
import { page } from './page.ts';
import {
  eventually,
  inWorkspace,
  openFile,
  pickerCloses,
  row,
  search,
  showPapers,
  start,
  textOnDisk,
  writeInWorkspace,
} from './workbench.ts';

export const own = '@book{own2001,\n  author = {Doe, Jo},\n  title = {An Own Book},\n  year = {2001},\n}\n';

export const uriOf = (name: string): string => inWorkspace(name).toString();

export function papers(): Papers {
  return (vscode.extensions.getExtension(extensionId)?.exports as { papers: Papers }).papers;
}

/** Waits until the library knows which bibliographies a document names. */
export async function names(document: string, ...files: readonly string[]): Promise<void> {
  await eventually(() => {
    assert.deepEqual([...papers().bibliographiesOf(inWorkspace(document))], files.map(uriOf));
    for (const file of files) assert.equal(papers().states.get(uriOf(file))?.kind, 'read');
  });
}

/** Cites by the picker, as a person does. */
export async function cite(query: string, title: string): Promise<void> {
  await pickerCloses();
  await page.keyboard.press('Alt+Shift+Z');
  await search(query, title);
  await page.keyboard.press('Enter');
  await pickerCloses();
}
export const citeMamba = (): Promise<void> => cite('gu mamba', 'Mamba: Linear-Time');

/** Sees that nothing is asked. */
export async function quiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.equal(await page.locator('.notifications-toasts .notification-list-item').count(), 0);
}

export interface Project {
  readonly editor: vscode.TextEditor;
  /** The path of a file of the project in the workspace. */
  readonly at: (name: string) => string;
}

let folders = 0;
/** A folder of its own for each test, with bibliographies and a document that names them. */
export async function project(files: Readonly<Record<string, string>>, text = 'As |'): Promise<Project> {
  const folder = `landing${++folders}`;
  const at = (name: string) => `${folder}/${name}`;
  for (const [name, content] of Object.entries(files)) await writeInWorkspace(at(name), content);
  const bibs = Object.keys(files);
  const head = bibs.length ? `---\nbibliography: [${bibs.join(', ')}]\n---\n\n` : '';
  const editor = await openFile(at('text.md'), head + text);
  await names(at('text.md'), ...bibs.map(at));
  return { editor, at };
}

/** Waits until a document cites a key. */
export const cited = (editor: vscode.TextEditor, key = 'gu2023mamba'): Promise<void> =>
  eventually(() => assert.match(editor.document.getText(), new RegExp(`@${key}`)));

/** Waits until a BibTeX file has one more entry, and nothing else has changed in it. */
export const hasEntry = (name: string, before: string, key = 'gu2023mamba'): Promise<void> =>
  eventually(async () => {
    const text = await textOnDisk(name);
    assert.ok(text.startsWith(before), text);
    assert.match(text.slice(before.length), new RegExp(`^\\s*@\\w+\\{${key},[^]*\\}\\s*$`));
  });

/** Finds a paper, which shows it in the Papers view. */
export async function reveal(query: string, title: string, paper: string): Promise<void> {
  await showPapers();
  await pickerCloses();
  start('literatureNotes.findPaper');
  await search(query, title);
  await page.keyboard.press('Enter');
  await row(paper).waitFor();
}
