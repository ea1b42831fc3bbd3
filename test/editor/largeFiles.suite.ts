// Files over 50 MB, which VS Code shows in an editor and does not hand to extensions.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import { closeAll, eventually, start, told } from '../support/editor/workbench.ts';

const notice = page.locator('.statusbar-item', { hasText: 'Over 50 MB' });
const explained = (start: string) => page.locator(`.statusbar-item [aria-label^="${start}"]`);

export const run = createRun(() =>
  describe('a file over 50 MB', () => {
    let folder = '';
    const inFolder = (name: string) => vscode.Uri.file(path.join(folder, name));
    const libraries = (lines: readonly string[] | undefined) =>
      vscode.workspace
        .getConfiguration('literatureNotes', null)
        .update('libraries', lines, vscode.ConfigurationTarget.Workspace);

    before(async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), 'large-'));
      const filling = 'x'.repeat(79);
      const lines = `${filling}\n`.repeat(680_000);
      await writeFile(inFolder('large.md').fsPath, `See @gu2023mamba.\n\n${lines}`);
      await writeFile(inFolder('large.bib').fsPath, `@book{large2001,\n  title = {A Large Library},\n}\n\n${lines}`);
      await writeFile(inFolder('small.md').fsPath, 'See @gu2023mamba.\n');
    });
    afterEach(closeAll);
    after(async () => {
      await libraries(undefined);
      await rm(folder, { recursive: true, force: true });
    });

    const open = async (name: string) => {
      await vscode.commands.executeCommand('vscode.open', inFolder(name));
      await page.locator('.tab.active', { hasText: name }).waitFor();
    };

    it('that cites papers says why nothing is offered in it, as long as one looks at it', async () => {
      await open('large.md');
      await notice.waitFor();
      assert.equal(vscode.window.activeTextEditor, undefined);
      await explained('large.md is larger than 50 MB').first().waitFor();
      await open('small.md');
      await notice.waitFor({ state: 'hidden' });
      assert.ok(vscode.window.activeTextEditor);
    });

    it('that is a bibliography is read from disk, and says so', async () => {
      await libraries([inFolder('large.bib').fsPath]);
      await open('large.bib');
      await explained('large.bib is larger than 50 MB').first().waitFor();
      start('literatureNotes.findPaper');
      await page.locator('.quick-input-widget input:focus').waitFor();
      await page.keyboard.type('large2001');
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'A Large Library' }).first().waitFor();
    });

    it('gets no paper added, with a reason', async () => {
      await vscode.env.clipboard.writeText('@book{other2002,\n  title = {Another One},\n}');
      await open('small.md');
      start('literatureNotes.addPaper');
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'Another One' }).first().click();
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: 'large.bib' }).first().click();
      await told('larger than 50 MB');
      await eventually(() =>
        assert.equal(vscode.window.activeTextEditor?.document.uri.path.endsWith('small.md'), true),
      );
    });
  }),
);
