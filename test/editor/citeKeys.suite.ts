// The keys of the picker that only newer versions of VS Code leave to extensions.
import assert from 'node:assert/strict';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import { closeAll, eventually, openText, pickerOpens, quickInput, search } from '../support/editor/workbench.ts';

export const run = createRun(() =>
  describe('the keys of the picker', () => {
    afterEach(closeAll);

    it('are named in it', async () => {
      await openText('|');
      await page.keyboard.press('Alt+Shift+Z');
      await pickerOpens();
      const hint = await quickInput.locator('input[type=text]').first().getAttribute('placeholder');
      assert.equal(hint, 'Search papers · Shift+Enter: @key · Ctrl+Enter: tick several');
    });

    it('Shift+Enter inserts the other form', async () => {
      const editor = await openText('As |');
      await page.keyboard.press('Alt+Shift+Z');
      await search('matryoshka', 'Matryoshka');
      await page.keyboard.press('Shift+Enter');
      await eventually(() => assert.equal(editor.document.getText(), 'As @kusupati2022matryoshka'));
    });

    it('Ctrl+Enter ticks a paper and takes the tick away again', async () => {
      const editor = await openText('|');
      const count = (expected: string) =>
        eventually(async () => assert.equal(await quickInput.locator('.quick-input-count').textContent(), expected));
      await page.keyboard.press('Alt+Shift+Z');
      await search('matryoshka', 'Matryoshka');
      await page.keyboard.press('Control+Enter');
      await count('1 Selected');
      await page.keyboard.press('Control+Enter');
      await count('0 Selected');
      await search('gu mamba', 'Mamba: Linear-Time');
      await page.keyboard.press('Control+Enter');
      await count('1 Selected');
      await page.keyboard.press('Enter');
      await eventually(() => assert.equal(editor.document.getText(), '[@gu2023mamba]'));
    });
  }),
);
