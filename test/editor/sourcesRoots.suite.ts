// Sources in a workspace of two folders, of which each has settings of its own.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import { closeAll, eventually } from '../support/editor/workbench.ts';

const pane = page.locator('.sidebar .pane', { has: page.locator('.pane-header', { hasText: 'Sources' }) });

export const run = createRun(() =>
  describe('sources of two folders', () => {
    afterEach(closeAll);

    it('are found as the settings of each folder say, and paths count from their own folder', async () => {
      await vscode.commands.executeCommand('literatureNotes.sources.focus');
      await eventually(async () => {
        const rows = await pane.locator('.monaco-list-row').allTextContents();
        const has = (...parts: readonly string[]) => rows.some((row) => parts.every((part) => row.includes(part)));
        const all = rows.join('\n');
        assert.ok(has('root.bib', '1 entry', 'paper.typ'), all);
        assert.ok(has('two.json', '1 entry', 'named by a setting'), all);
        assert.ok(has('one.bib', '1 entry', 'in the workspace'), all);
        assert.ok(has('Seed papers'), all);
        assert.ok(!has('unlisted.bib'), all);
      });
    });
  }),
);
