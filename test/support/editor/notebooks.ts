// Notebooks as Jupyter saves them, and their cells in an editor.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from './page.ts';
import { eventually, inWorkspace, writeInWorkspace } from './workbench.ts';

const { executeCommand } = vscode.commands;

export type Cell = readonly [kind: 'markdown' | 'code' | 'raw', source: string];

/** The text of a notebook file. */
export function notebookText(cells: readonly Cell[]): string {
  const written = cells.map(([kind, source]) => ({
    cell_type: kind,
    metadata: {},
    source: source.split(/(?<=\n)/),
    ...(kind === 'code' ? { outputs: [], execution_count: null } : {}),
  }));
  return JSON.stringify({ cells: written, metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

/** Writes a notebook into the workspace and opens it. */
export async function openNotebook(name: string, cells: readonly Cell[]): Promise<vscode.NotebookDocument> {
  await writeInWorkspace(name, notebookText(cells));
  const notebook = await vscode.workspace.openNotebookDocument(inWorkspace(name));
  await vscode.window.showNotebookDocument(notebook, { preview: false });
  return notebook;
}

/** Starts to edit a cell of the open notebook, with the cursor after so many letters. */
export async function editCell(index: number, after: number): Promise<vscode.TextEditor> {
  const { activeNotebookEditor } = vscode.window;
  assert.ok(activeNotebookEditor);
  activeNotebookEditor.selection = new vscode.NotebookRange(index, index + 1);
  const cell = activeNotebookEditor.notebook.cellAt(index);
  await executeCommand('notebook.focusTop');
  for (let at = 0; at < index; at++) await executeCommand('list.focusDown');
  await executeCommand('notebook.cell.edit');
  const editor = await eventually(() => {
    const active = vscode.window.activeTextEditor;
    assert.ok(active && active.document === cell.document, 'the cell is being edited');
    return active;
  });
  await page.locator('.cell .monaco-editor.focused, .monaco-editor.focused').first().waitFor();
  // setting the selection would only be on its way when the next key is pressed
  await executeCommand('cursorTop');
  if (after) await executeCommand('cursorMove', { to: 'right', by: 'character', value: after });
  return editor;
}
