// What tests of the update of notes share: a library that changes on disk, and notes made of it by a template with a block.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from '../../../src/editor/ids.ts';
import type { TestHandle } from '../../../src/extension.ts';
import { eventually, inWorkspace, isOnDisk, textOnDisk, writeInWorkspace } from './workbench.ts';

/** The template of these suites, as the settings have it. */
export const template = `---
citekey: {{ citekey | yaml }}
title: {{ title | yaml }}
authors: {{ authors | yaml }}
year: {{ year }}
{%- if DOI != "" %}
doi: {{ DOI | yaml }}
{%- endif %}
keywords: {{ entry.keyword | split: ", " | yaml }}
created: {{ currentDate }}
---

# {{ title }}

<!-- literature:abstract -->
{{ abstract }}
<!-- /literature:abstract -->

## Notes
`;

export const note = (key: string) => `notes/@${key}.md`;
export const baselineOf = (key: string) => `.literature/baseline/${key}.json`;
export const today = () => {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
};

/** The papers as the library has them. */
export function library() {
  const handle = vscode.extensions.getExtension<TestHandle>(extensionId)?.exports;
  assert.ok(handle);
  return handle.papers;
}

/** Writes the bibliography and waits until the library says `title` of a paper. */
export async function bibliography(text: string, key: string, title: string): Promise<void> {
  const isSaid = async () => assert.equal((await library().entry(key))?.item.title, title);
  await writeInWorkspace('refs.bib', text);
  // what changes before VS Code begins to watch it does not tell
  await eventually(isSaid, 6000).catch(async () => {
    await writeInWorkspace('refs.bib', text);
    await eventually(isSaid, 15_000);
  });
  await eventually(() => assert.equal(library().isReading, false));
}

/** Makes notes of papers, closed again. */
export async function makeNotes(...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await vscode.commands.executeCommand('literatureNotes.openNote', key);
    await eventually(async () => assert.equal(await isOnDisk(note(key)), true));
    await eventually(async () => assert.equal(await isOnDisk(baselineOf(key)), true));
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

export async function changeOnDisk(name: string, change: (text: string) => string): Promise<void> {
  await writeInWorkspace(name, change(await textOnDisk(name)));
}

/** When a file was written last, in milliseconds, and what it holds. */
export async function stateOf(name: string): Promise<readonly [number, string]> {
  return [(await vscode.workspace.fs.stat(inWorkspace(name))).mtime, await textOnDisk(name)];
}

/** A file as bytes, so that a mark at its start counts too. */
export async function bytesOnDisk(name: string): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(inWorkspace(name))).toString('utf8');
}
