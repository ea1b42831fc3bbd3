// The main job from end to end, with mouse and keys, on the sample manuscript; what counts is what is on disk.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { dropBehind } from '../support/editor/drag.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  details,
  eventually,
  inWorkspace,
  pickerCloses,
  pickerOpens,
  quickInput,
  row,
  rows,
  showPapers,
  textOnDisk,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const line = (text: string) => page.locator('.view-line', { hasText: text }).first();
const activeText = () => vscode.window.activeTextEditor?.document.getText() ?? '';
const focusedRow = (text: string) => page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: text });

async function chooseCommand(title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input:focus').waitFor();
  await page.keyboard.type(title);
  await focusedRow(title).waitFor();
  await page.keyboard.press('Enter');
}

async function searchAndTick(query: string, title: string, count: number): Promise<void> {
  await page.keyboard.press('Control+a');
  await page.keyboard.type(query);
  await focusedRow(title).waitFor();
  await page.keyboard.press('Alt+z');
  await eventually(async () =>
    assert.equal(await quickInput.locator('.quick-input-count').textContent(), `${count} Selected`),
  );
}

export const run = createRun(() =>
  describe('the main job', () => {
    after(closeAll);

    it('browses, filters, cites, drags, and takes a note', async () => {
      await vscode.window.showTextDocument(inWorkspace('manuscript.md'), { preview: false });

      // browse by topic, and filter
      await showPapers();
      await row('State space models').click();
      await eventually(async () => assert.equal(await row('State space models').getAttribute('aria-expanded'), 'true'));
      await chooseCommand('Literature: Filter Papers');
      await page.locator('.quick-input-widget input:focus').waitFor();
      await page.keyboard.type('mamba survey');
      await eventually(async () => assert.ok((await rows()).some((text) => text.startsWith('Qu et al. 2024'))));
      await page.keyboard.press('Enter');
      await row('Qu et al. 2024').click();
      await eventually(async () => assert.equal(await details.locator('h1').textContent(), 'A Survey of Mamba'));
      await executeCommand('literatureNotes.clearFilter');

      // two citations, typed for in the picker
      await line('later ones choose what to keep').click();
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Alt+Shift+Z');
      await pickerOpens();
      await searchAndTick('gu mmaba', 'Mamba: Linear-Time', 1);
      await searchAndTick('efficiently modeling long', 'Efficiently Modeling Long Sequences', 2);
      await page.keyboard.press('Enter');
      await pickerCloses();
      await eventually(() =>
        assert.match(activeText(), /choose what to keep \[@gu2023mamba; @gu2021efficiently\]\.\n/),
      );

      // a paper dragged to the end of a line
      await row('Hypernetworks').click();
      await dropBehind(row('Chauhan et al.'), 'Recall is the weak point');
      await eventually(() => assert.match(activeText(), /\[@chauhan2023brief\]/));
      await executeCommand('workbench.action.files.save');

      const manuscript = await textOnDisk('manuscript.md');
      assert.match(manuscript, /later ones choose what to keep \[@gu2023mamba; @gu2021efficiently\]\.\n/);
      assert.match(manuscript, /\nRecall is the weak point\.[^\n]*\[@chauhan2023brief\]/);

      // the note of a citation, made by keys, and the way back to its paper
      const { document } = vscode.window.activeTextEditor!;
      const cursor = document.positionAt(document.getText().indexOf('gu2023mamba') + 4);
      await vscode.window.showTextDocument(document, { selection: new vscode.Range(cursor, cursor) });
      await chooseCommand('Literature: Open Literature Note');
      await page.locator('.tab.active', { hasText: '@gu2023mamba.md' }).waitFor();
      await page.locator('.editor-actions .action-label[aria-label^="Show Paper"]').click();
      await eventually(async () => assert.match((await details.locator('h1').textContent()) ?? '', /^Mamba: Linear/));
      assert.match(await textOnDisk('notes/@gu2023mamba.md'), /^---\ncitekey: gu2023mamba\n/);

      // the note template in the active file
      await executeCommand('workbench.action.files.newUntitledFile', { languageId: 'markdown' });
      await page.locator('.monaco-editor.focused').waitFor();
      await chooseCommand('Literature: Insert Note Template');
      await page.locator('.quick-input-title', { hasText: 'Insert Note Template' }).waitFor();
      await pickerOpens();
      await page.keyboard.type('pointer networks');
      await focusedRow('Pointer Networks').waitFor();
      await page.keyboard.press('Enter');
      await eventually(() => assert.match(activeText(), /^---\ncitekey: vinyals2015pointer\n/));
    });
  }),
);
