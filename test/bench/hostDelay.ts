// What the extension host notices of 100,000 entries being loaded, in a real VS Code. Started by main.mjs, which
// names the file and takes the figures; the Papers view is not open.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { extensionId } from '../../src/editor/ids.ts';
import type { Papers } from '../../src/editor/library/papers.ts';
import { ask } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function delayDuring(work: () => Promise<unknown>): Promise<{ p99: number; longest: number }> {
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  await work();
  histogram.disable();
  return { p99: histogram.percentile(99) / 1e6, longest: histogram.max / 1e6 };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use after what can be collected has been. */
async function memory(): Promise<number> {
  for (let round = 0; round < 5; round++) {
    collect();
    await wait(200);
  }
  return process.memoryUsage().heapUsed;
}

export const run = createRun(() =>
  describe('the extension host', () => {
    it('loads a large library', async function () {
      this.timeout(0);
      const { file = '', figures = '' } = JSON.parse(process.env['LITERATURE_NOTES_BENCH'] ?? '{}') as {
        file?: string;
        figures?: string;
      };
      const extension = vscode.extensions.getExtension<{ readonly papers: Papers }>(extensionId);
      const papers = (await extension?.activate())?.papers;
      assert.ok(papers);
      await wait(5000);
      const idle = await delayDuring(() => wait(5000));
      const before = await memory();
      // the runner gives up after two minutes without a word
      const word = setInterval(() => void ask('event', { kind: 'note' }), 20_000);
      const started = performance.now();
      const uri = pathToFileURL(file).href;
      const loading = await delayDuring(() =>
        papers.update({ read: [{ source: { uri, rank: 1, reasons: [] } }], removed: [] }),
      );
      const took = performance.now() - started;
      const host = (await memory()) - before;
      clearInterval(word);
      const result = { idle, loading, took, host, papers: papers.size };
      await writeFile(figures, JSON.stringify(result));
    });
  }),
);
