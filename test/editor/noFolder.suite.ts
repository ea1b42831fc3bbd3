// Without a folder: everything that needs none works, and what needs one says so.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  details,
  eventually,
  openText,
  row,
  rows,
  showPapers,
  start,
  told,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;

export const run = createRun(() =>
  describe('without a folder', () => {
    before(showPapers);
    afterEach(closeAll);

    it('the tree and the details work', async () => {
      await eventually(async () => assert.ok((await rows()).includes('Hypernetworks3')));
      await row('Hypernetworks').click();
      await row('Chauhan et al.').click();
      await eventually(async () =>
        assert.equal(await details.locator('h1').textContent(), 'A Brief Review of Hypernetworks in Deep Learning'),
      );
    });

    it('cites into an untitled document', async () => {
      const editor = await openText('So|');
      await executeCommand('literatureNotes.citePaper', 'gu2023mamba');
      assert.equal(editor.document.getText(), 'So [@gu2023mamba]');
    });

    it('a note command says that a folder is needed, and offers to open one', async () => {
      start('literatureNotes.openNote', 'gu2023mamba');
      assert.match(await told('Notes are kept in a folder, and none is open.'), /Open Folder/);
    });

    it('inserts a note template into an untitled Markdown document', async () => {
      const editor = await openText('|');
      await executeCommand('literatureNotes.insertNote', 'gu2023mamba');
      assert.match(editor.document.getText(), /^---\ncitekey: gu2023mamba\n/);
      await page.keyboard.press('Escape');
    });
  }),
);
