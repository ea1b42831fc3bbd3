// What is remembered when the window is loaded again: the suite is started a second time with the window.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createRun } from '../support/editor/run.ts';
import { page } from '../support/editor/page.ts';
import {
  eventually,
  isOnDisk,
  pickerCloses,
  pickerOpens,
  quickRow,
  rows,
  showPapers,
  start,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

/** Tells the second start that it is one. */
const reloading = 'reloading.txt';

async function choose(command: string, label: string): Promise<void> {
  start(command);
  await pickerOpens();
  await quickRow(label).click();
  await pickerCloses();
}

async function isCurrent(command: string, label: string): Promise<void> {
  start(command);
  await pickerOpens();
  await eventually(async () => assert.match((await quickRow('current').textContent()) ?? '', new RegExp(`^${label}`)));
  await page.keyboard.press('Escape');
  await pickerCloses();
}

export const run = createRun(() =>
  describe('a window that is loaded again', () => {
    it('groups and sorts the papers as it did before', async function () {
      const isAgain = await isOnDisk(reloading);
      await showPapers();
      if (!isAgain) {
        this.timeout(0); // this start never ends: the window takes it along
        await choose('literatureNotes.sortPapers', 'Title');
        await choose('literatureNotes.groupPapers', 'Year');
      }
      await eventually(async () => assert.match((await rows())[0] ?? '', /^20\d\d\d+$/));
      await isCurrent('literatureNotes.groupPapers', 'Year');
      await isCurrent('literatureNotes.sortPapers', 'Title');
      if (isAgain) return;
      await writeInWorkspace(reloading, 'the window was loaded again');
      // whatever the command says, it says to a window that is no more
      void vscode.commands.executeCommand('workbench.action.reloadWindow').then(undefined, () => {});
      await new Promise(() => {});
    });
  }),
);
