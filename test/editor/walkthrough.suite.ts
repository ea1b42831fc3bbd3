// The way in: the walkthrough, its steps ticked off as they are done, and the log.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import { closeAll, eventually, openText, pickerCloses, pickerOpens } from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;

const steps = page.locator('button.getting-started-step[data-step-id*="literature-notes"]');

/** Opens the walkthrough and reads its steps, or only those that are ticked off. */
async function titles(onlyDone: boolean): Promise<string[]> {
  await executeCommand(
    'workbench.action.openWalkthrough',
    { category: 'literature-notes.literature-notes#start' },
    false,
  );
  await steps.first().waitFor();
  const found = await steps.evaluateAll((buttons) =>
    buttons.map((button) => ({
      title: button.querySelector('.step-title')?.textContent ?? '',
      isDone: button.getAttribute('aria-checked') === 'true',
    })),
  );
  return found.filter(({ isDone }) => isDone || !onlyDone).map(({ title }) => title);
}

/** Clicks the button of a step. */
async function step(label: string): Promise<void> {
  await titles(false);
  const button = page.locator('.monaco-button', { hasText: label });
  await steps.filter({ has: button }).click({ position: { x: 10, y: 10 } });
  // the page takes the focus once more when it has been drawn, which would close a picker
  await page.waitForTimeout(1000);
  await steps.locator('.monaco-button', { hasText: label }).click();
}

export const run = createRun(() =>
  describe('the way in', () => {
    after(closeAll);

    it('has a walkthrough whose four steps are ticked off as they are done', async () => {
      assert.deepEqual(await titles(true), []);
      const all = await titles(false);
      assert.deepEqual(all, ['Browse papers by topic', 'Find a paper', 'Insert a citation', 'Take a note']);
      await step('Open the Papers View');
      await step('Find a Paper');
      await pickerOpens();
      await page.keyboard.press('Escape');
      await pickerCloses();
      await openText('|');
      await page.keyboard.press('Alt+Shift+Z');
      await pickerOpens();
      await page.keyboard.press('Enter');
      await pickerCloses();
      await step('Open a Literature Note');
      await pickerOpens();
      await page.keyboard.press('Enter');
      await pickerCloses();
      await eventually(async () => assert.deepEqual(await titles(true), all));
    });

    it('says in the log what was loaded', async () => {
      await executeCommand('literatureNotes.showLog');
      await page
        .locator('.output-view .view-line', { hasText: /76\s+papers\s+from\s+76\s+files/ })
        .first()
        .waitFor();
    });
  }),
);
