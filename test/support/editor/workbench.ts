// What tests do with the window, in the words of somebody who uses it.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import * as vscode from 'vscode';
import { extensionId } from '../../../src/editor/ids.ts';
import type { TestHandle } from '../../../src/extension.ts';
import { page } from './page.ts';

/** A message that VS Code shows by itself. */
export const notification = (text: string | RegExp) =>
  page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();

/**
 * Finds a message and does something with it. VS Code shows no more than three by themselves within a moment; the others
 * are behind its bell.
 */
async function inMessage<T>(text: string | RegExp, act: (message: Locator) => Promise<T>): Promise<T> {
  const toast = notification(text);
  const isShown = await toast.waitFor({ timeout: 10_000 }).then(
    () => true,
    () => false,
  );
  if (isShown) return act(toast);
  await vscode.commands.executeCommand('notifications.showList');
  const message = page.locator('.notifications-center .notification-list-item', { hasText: text }).first();
  await message.waitFor();
  await message.click();
  await page.keyboard.press('ArrowRight'); // shows its buttons
  const result = await act(message);
  await vscode.commands.executeCommand('notifications.hideList');
  return result;
}

/** Waits for a message, and gives all that it says. */
export const told = (text: string | RegExp): Promise<string> =>
  inMessage(text, async (message) => (await message.textContent()) ?? '');

/** Presses a button of a message. */
export const answer = (text: string | RegExp, button: string): Promise<void> =>
  inMessage(text, (message) => message.locator('.monaco-button', { hasText: button }).first().click());

export const tree = page.locator('.pane-body .monaco-list').first();
/** A row of the Papers view. */
export const row = (text: string) => page.locator('.sidebar .monaco-list-row', { hasText: text }).first();
export const quickInput = page.locator('.quick-input-widget');
export const quickRow = (text: string) => quickInput.locator('.monaco-list-row', { hasText: text }).first();
/** The page inside the details, two frames deep. */
export const details = page.frameLocator('iframe.webview').last().frameLocator('#active-frame');

/** Waits until the check passes; its last error tells what was wrong. */
export async function eventually<T>(check: () => T | Promise<T>, limit = 20_000): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** The Papers view with its papers in it. */
export async function showPapers(): Promise<void> {
  await vscode.commands.executeCommand('literatureNotes.papers.focus');
  await page.locator('.sidebar .monaco-list-row').first().waitFor();
}

/** The Papers view with all papers in it, where nothing comes any more. */
export async function showAllPapers(): Promise<void> {
  await showPapers();
  const handle = vscode.extensions.getExtension<Partial<TestHandle> | undefined>(extensionId)?.exports;
  await handle?.papers?.firstReading;
}

/** The texts of the rows on the screen. */
export async function rows(): Promise<string[]> {
  const labels = await page.locator('.sidebar .monaco-list-row').evaluateAll((elements) =>
    elements
      .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return labels;
}

/** Opens a document with this text, the cursor where `|` stands (several for several cursors). */
export async function openText(textWithCursors: string, language = 'markdown'): Promise<vscode.TextEditor> {
  const parts = textWithCursors.split('|');
  const content = parts.join('');
  const document = await vscode.workspace.openTextDocument({ language, content });
  return place(document, parts);
}

/** Writes a file into the workspace and opens it, the cursor where `|` stands. */
export async function openFile(name: string, textWithCursors: string): Promise<vscode.TextEditor> {
  const parts = textWithCursors.split('|');
  const uri = inWorkspace(name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(parts.join('')));
  return place(await vscode.workspace.openTextDocument(uri), parts);
}

async function place(document: vscode.TextDocument, parts: readonly string[]): Promise<vscode.TextEditor> {
  let offset = 0;
  const cursors = parts.slice(0, -1).map((part) => document.positionAt((offset += part.length)));
  const selections = cursors.map((cursor) => new vscode.Selection(cursor, cursor));
  const editor = await vscode.window.showTextDocument(document, {
    preview: false,
    ...(selections[0] && { selection: selections[0] }),
  });
  if (selections.length > 1) {
    const isPlaced = new Promise<void>((resolve) => {
      const listener = vscode.window.onDidChangeTextEditorSelection(() => {
        listener.dispose();
        resolve();
      });
    });
    editor.selections = selections;
    await isPlaced;
  }
  await page.locator('.monaco-editor.focused').waitFor();
  return editor;
}

export function inWorkspace(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function textOnDisk(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(inWorkspace(name)));
}

export async function isOnDisk(name: string): Promise<boolean> {
  return vscode.workspace.fs.stat(inWorkspace(name)).then(
    () => true,
    () => false,
  );
}

/** Starts a command that waits for the user, without waiting for it. */
export function start(command: string, ...args: readonly unknown[]): void {
  void vscode.commands.executeCommand(command, ...args);
}

/** Waits until the quick pick is open and what is typed goes to it. */
export async function pickerOpens(): Promise<void> {
  await page.locator('.quick-input-widget input:focus').waitFor();
  await quickInput.locator('.monaco-list-row').first().waitFor();
}

/** The button beside the field of a quick pick with ticks. A key that is pressed while a list takes another's place goes to neither. */
export const okButton = quickInput.locator('.quick-input-action .monaco-button', { hasText: 'OK' });

/** Waits until the list of the quick pick is replaced by no other any more. */
export async function listSettles(): Promise<void> {
  let before = '';
  await eventually(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [last, now] = [before, JSON.stringify(await quickInput.locator('.monaco-list-row').allTextContents())];
    before = now;
    assert.equal(now, last);
  });
}

/** Waits until the quick pick is gone; it fades away. */
export async function pickerCloses(): Promise<void> {
  await quickInput.waitFor({ state: 'hidden' });
}

/** Clicks an item of the open context menu, which takes no click in its first moment. */
export async function chooseInMenu(label: string): Promise<void> {
  const item = page.locator('.monaco-menu .action-label', { hasText: new RegExp(`^${label}$`) }).first();
  await item.hover();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await eventually(async () => {
    if (await item.isVisible()) await item.click({ timeout: 2000 });
    await item.waitFor({ state: 'hidden', timeout: 1000 });
  });
}

/** Types into the open quick pick and waits until its list answers with a row of this text. */
export async function search(query: string, expected: string): Promise<void> {
  await pickerOpens();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(query);
  await eventually(async () => {
    const first = await quickInput.locator('.monaco-list-row[data-index="0"]').textContent();
    assert.ok(first?.includes(expected), `the first row for "${query}" is: ${first}`);
  });
}

/** Everything closed, nothing saved. */
export async function closeAll(): Promise<void> {
  await page.keyboard.press('Escape');
  await pickerCloses();
  await eventually(async () => {
    for (const document of vscode.workspace.textDocuments) {
      if (!document.isDirty) continue;
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // the next document without a file gets the same name, and must not be taken for one that is still closed
    const untitled = vscode.workspace.textDocuments.filter(({ isUntitled }) => isUntitled);
    assert.deepEqual([...untitled.map(String), ...vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)], []);
  });
  await vscode.commands.executeCommand('notifications.clearAll');
}

/** Waits until the document says this. */
export const becomes = (editor: vscode.TextEditor, text: string | RegExp): Promise<void> =>
  eventually(() => {
    if (typeof text === 'string') assert.equal(editor.document.getText(), text);
    else assert.match(editor.document.getText(), text);
  });

/** Does something while the user's settings, by their whole names, are these. */
export async function withSettings<T>(values: Readonly<Record<string, unknown>>, act: () => Promise<T>): Promise<T> {
  const set = async (name: string, value: unknown) =>
    vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
  for (const [name, value] of Object.entries(values)) await set(name, value);
  try {
    return await act();
  } finally {
    for (const name of Object.keys(values)) await set(name, undefined);
  }
}

/** Writes a file into the workspace. */
export async function writeInWorkspace(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(inWorkspace(name), new TextEncoder().encode(text));
}

/** Deletes what is in a folder, which itself stays: VS Code takes a while to watch one that comes anew. */
export async function emptyFolder(name: string): Promise<void> {
  if (!(await isOnDisk(name))) return;
  for (const [child] of await vscode.workspace.fs.readDirectory(inWorkspace(name)))
    await vscode.workspace.fs.delete(inWorkspace(`${name}/${child}`), { recursive: true, useTrash: false });
}

/** Ticks the highlighted row of the picker, and sees how many are ticked now. */
export async function tick(count: number): Promise<void> {
  await page.keyboard.press('Alt+z');
  await eventually(async () =>
    assert.equal(await quickInput.locator('.quick-input-count').textContent(), `${count} Selected`),
  );
}
