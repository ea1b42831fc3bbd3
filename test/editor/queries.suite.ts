// Queries with fields: completed while they are typed, in the filter and in the pickers.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  eventually,
  inWorkspace,
  listSettles,
  pickerCloses,
  pickerOpens,
  quickInput,
  quickRow,
  rows,
  showPapers,
  start,
} from '../support/editor/workbench.ts';

const message = page.locator('.sidebar .tree-explorer-viewlet-tree-view .message').first();
const typed = () => quickInput.locator('input').first().inputValue();
const highlighted = async () => (await quickInput.locator('.monaco-list-row.focused').first().textContent()) ?? '';

export const run = createRun(() =>
  describe('queries', () => {
    before(async () => {
      await showPapers();
      await eventually(async () => assert.ok((await rows()).includes('Hypernetworks3')));
    });
    afterEach(async () => {
      await closeAll();
      await vscode.commands.executeCommand('literatureNotes.clearFilter');
    });

    it('the filter completes a field and its value by Tab, and Enter keeps it', async () => {
      start('literatureNotes.filterPapers');
      await pickerOpens();
      await page.keyboard.type('auth', { delay: 30 });
      await quickRow('author:').waitFor();
      assert.match(await highlighted(), /Keep this filter/);
      await page.keyboard.press('Tab');
      await eventually(async () => assert.equal(await typed(), 'author:'));
      await page.keyboard.type('chauh', { delay: 30 });
      await quickRow('Chauhan').waitFor();
      await listSettles();
      await page.keyboard.press('Tab');
      await eventually(async () => assert.equal(await typed(), 'author:Chauhan '));
      await eventually(async () => assert.match(await highlighted(), /Keep this filter.*1 of 76/));
      await page.keyboard.press('Enter');
      await pickerCloses();
      await eventually(async () => assert.equal(await message.textContent(), '“author:Chauhan”: 1 of 76 papers'));
    });

    it('the filter completes by the arrow keys and Enter as well', async () => {
      start('literatureNotes.filterPapers');
      await pickerOpens();
      await page.keyboard.type('yea', { delay: 30 });
      await quickRow('year:').waitFor();
      await listSettles();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await eventually(async () => assert.equal(await typed(), 'year:'));
    });

    it('the filter knows notes and their status', async () => {
      const note = inWorkspace('notes/gu.md');
      await vscode.workspace.fs.writeFile(
        note,
        new TextEncoder().encode('---\ncitekey: gu2023mamba\nstatus: reading\n---\n'),
      );
      start('literatureNotes.filterPapers');
      await pickerOpens();
      await page.keyboard.type('has:note is:reading');
      await eventually(async () => assert.equal(await message.textContent(), '“has:note is:reading”: 1 of 76 papers'));
      await vscode.workspace.fs.delete(note);
      await eventually(async () => assert.match((await message.textContent()) ?? '', /no paper of 76 matches/));
    });

    it('a picker offers a field without standing in the way of Enter', async () => {
      // the box of the filter is still there
      await page.keyboard.press('Escape');
      await quickInput.waitFor({ state: 'hidden' });
      start('literatureNotes.findPaper');
      await pickerOpens();
      await page.keyboard.type('mamba auth', { delay: 30 });
      await quickRow('author:').waitFor();
      assert.doesNotMatch(await highlighted(), /author:/);
      await page.keyboard.press('Tab');
      await eventually(async () => assert.equal(await typed(), 'mamba author:'));
      await page.keyboard.type('gu', { delay: 30 });
      await quickRow('Mamba: Linear-Time').waitFor();
    });

    it('a picker of several papers completes, too', async () => {
      start('literatureNotes.copyKey');
      await pickerOpens();
      await page.keyboard.type('topi', { delay: 30 });
      await quickRow('topic:').waitFor();
      await page.keyboard.press('Tab');
      await eventually(async () => assert.equal(await typed(), 'topic:'));
    });
  }),
);
