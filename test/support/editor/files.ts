// What tests of the files of papers share.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from './page.ts';
import { eventually, textOnDisk } from './workbench.ts';

export const bibliography = 'references.bib';
/** The tab that one sees, where it is of this file. */
export const tab = (name: string) => page.locator('.tab.active', { hasText: name });
/** Runs a command of ours. */
export const does = (command: string, ...args: readonly unknown[]) =>
  vscode.commands.executeCommand(`literatureNotes.${command}`, ...args);

/** Waits until the library knows the workspace's papers. */
export async function libraryIsRead(): Promise<void> {
  await eventually(async () => {
    await does('copyKey', 'bare2017');
    assert.equal(await vscode.env.clipboard.readText(), 'bare2017');
  }, 20_000);
}

/** What the block for annotations of a note holds. */
export async function annotationsIn(note: string): Promise<string> {
  const text = await textOnDisk(note);
  return /<!-- literature:annotations -->\n([^]*)<!-- \/literature:annotations -->/.exec(text)?.[1] ?? '';
}

/** The lines of a block that one reads. */
export const visibleLines = (text: string) => text.split('\n').filter((line) => line && !line.startsWith('<!-- a:'));
