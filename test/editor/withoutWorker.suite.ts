// Where no worker starts, the library shares the thread of all extensions: it works, and leaves that thread to others.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from '../../src/editor/ids.ts';
import { Connection } from '../../src/editor/library/connection.ts';
import { Papers } from '../../src/editor/library/papers.ts';
import { startLibrary } from '../../src/editor/library/start.web.ts';
import type { LibraryEvent } from '../../src/worker/protocol.ts';
import { bibLibrary } from '../bench/generate.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import { becomes, closeAll, openText } from '../support/editor/workbench.ts';

const entries = 30_000;

/** A worker that a page's rules forbid: it is there, and fails before it says a word. */
class ForbiddenWorker {
  addEventListener(type: string, listener: (event: { readonly message: string }) => void): void {
    if (type === 'error') setTimeout(() => listener({ message: 'refused by the policy of the page' }), 0);
  }
  postMessage(): void {}
  terminate(): void {}
}

const global = globalThis as { Worker?: unknown };

export const run = createRun(() => {
  for (const [what, worker] of [
    ['there are no workers', undefined],
    ['a worker fails before it says a word', ForbiddenWorker],
  ] as const) {
    describe(`a library where ${what}`, function () {
      this.timeout(120_000);
      const log = vscode.window.createOutputChannel('Without a worker', { log: true });
      const events: LibraryEvent[] = [];
      const before = global.Worker;
      let papers: Papers;

      beforeEach(() => {
        global.Worker = worker;
        const { extensionUri } = vscode.extensions.getExtension(extensionId)!;
        const start: ConstructorParameters<typeof Connection>[0] = (listener) =>
          startLibrary(extensionUri, {
            ...listener,
            onEvent: (event) => {
              events.push(event);
              listener.onEvent(event);
            },
          });
        papers = new Papers(new Connection(start, log));
      });
      afterEach(async () => {
        papers.dispose();
        global.Worker = before;
        await closeAll();
      });

      it('can be typed beside and searched while it reads, and has everything in the end', async () => {
        const editor = await openText('');
        const source = { uri: 'file:///big.bib', rank: 0, format: 'bibtex', reasons: [{ kind: 'setting' }] } as const;
        let isRead = false;
        let turns = 0;
        const count = () => {
          turns++;
          if (!isRead) setImmediate(count);
        };
        const text = bibLibrary({ entries, abstracts: false });
        const update = papers.update({ read: [{ source, text }], removed: [] }).then(() => (isRead = true));
        count();
        await page.keyboard.type('Meanwhile I write.');
        await becomes(editor, 'Meanwhile I write.');
        const early = await papers.search('learning', 5);
        assert.ok(!isRead, 'it still reads');
        await update;
        // each of its turns is a few milliseconds of some seconds of work
        assert.ok(turns > 300, `${turns} turns for others`);
        assert.ok(events.some((event) => event.event === 'log' && event.text.startsWith('no worker starts')));
        assert.ok(early.length <= 5);
        assert.equal((await papers.search('learning', 5)).length, 5);
        // some papers stand in the file under two keys
        assert.ok(papers.all.length >= entries);
      });
    });
  }
});
