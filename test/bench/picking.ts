// From the key to the first list of the picker on the screen, in a real VS Code over a large library, beside a bare list
// of as many rows, and what the extension host notices of quick typing. Started by main.mjs, which names the file and takes the figures.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { extensionId } from '../../src/editor/ids.ts';
import type { Papers } from '../../src/editor/library/papers.ts';
import { ask, page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import { openText, pickerCloses, pickerOpens } from '../support/editor/workbench.ts';
import { percentiles } from './libraryThread.ts';

const rounds = 20;

/** As many rows as the picker has, and as long. */
const bareRows = Array.from({ length: 100 }, (_, at) => ({
  label: `A title that is as long as such titles are, ${at}`,
  description: `somebody2020title${at}`,
  detail: 'Somebody & Somebody Else 2020 · A Journal',
  alwaysShow: true,
}));

/** Lets the window note how long after the key the first papers are painted. */
const watch = `(() => {
  const times = (window.pickerTimes = []);
  let started;
  // from outside it is known only what time it is
  window.startPicking = () => (started = -performance.timeOrigin);
  addEventListener('keydown', ({ altKey, shiftKey, code }) => {
    if (altKey && shiftKey && code === 'KeyZ') started = performance.now();
  }, true);
  new MutationObserver(() => {
    if (started === undefined) return;
    const row = document.querySelector('.quick-input-widget .monaco-list-row .quick-input-list-entry');
    if (!row?.offsetParent) return;
    const since = started;
    started = undefined;
    requestAnimationFrame(() => times.push(performance.now() - since));
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
})()`;

export const run = createRun(() =>
  describe('the picker', () => {
    it('is on the screen soon', async function () {
      this.timeout(0);
      const { file = '', figures = '' } = JSON.parse(process.env['LITERATURE_NOTES_BENCH'] ?? '{}') as {
        file?: string;
        figures?: string;
      };
      const extension = vscode.extensions.getExtension<{ readonly papers: Papers }>(extensionId);
      const papers = (await extension?.activate())?.papers;
      assert.ok(papers);
      // the runner gives up after two minutes without a word
      const word = setInterval(() => void ask('event', { kind: 'note' }), 20_000);
      const uri = pathToFileURL(file).href;
      await papers.update({ read: [{ source: { uri, rank: 1, reasons: [] } }], removed: [] });
      await new Promise((resolve) => setTimeout(resolve, 5000));
      await openText('As |');
      await page.evaluate(watch);
      const open = async () => {
        await page.keyboard.press('Alt+Shift+Z');
        await pickerOpens();
      };
      const close = async () => {
        await page.keyboard.press('Escape');
        await pickerCloses();
        await page.locator('.monaco-editor.focused').waitFor();
        await new Promise((resolve) => setTimeout(resolve, 200));
      };
      // what VS Code itself takes, for the first list of a window and for later ones
      const begun: number[] = [];
      for (let round = 0; round < rounds; round++) {
        await page.evaluate('startPicking()');
        const quickPick = vscode.window.createQuickPick();
        quickPick.canSelectMany = true;
        quickPick.items = bareRows;
        begun.push(Date.now());
        quickPick.show();
        await pickerOpens();
        await close();
        quickPick.dispose();
      }
      const bare = (await page.evaluate<number[]>('window.pickerTimes.splice(0)')).map((at, n) => at - (begun[n] ?? 0));
      for (let round = 0; round < rounds; round++) {
        await open();
        await close();
      }
      const [first = 0, ...later] = await page.evaluate<number[]>('window.pickerTimes');
      assert.equal(later.length, rounds - 1);
      await open();
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      await page.keyboard.type('the selective state of long sequences', { delay: 40 });
      await new Promise((resolve) => setTimeout(resolve, 1000));
      delay.disable();
      await close();
      clearInterval(word);
      const typing = { p99: delay.percentile(99) / 1e6, longest: delay.max / 1e6 };
      await writeFile(
        figures,
        JSON.stringify({
          papers: papers.size,
          bare: { first: bare[0], ...percentiles(bare.slice(1)) },
          first,
          later: percentiles(later),
          typing,
        }),
      );
    });
  }),
);
