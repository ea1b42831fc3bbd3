// From the request to the list, in a real VS Code: what is asked at each key press while somebody types, over a library
// that grows. Started by main.mjs, which names the files and takes the figures.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { extensionId } from '../../src/editor/ids.ts';
import type { Papers } from '../../src/editor/library/papers.ts';
import { ask } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import { percentiles } from './libraryThread.ts';

export interface CompletionTimes {
  readonly papers: number;
  /** VS Code's own share: asked where nobody of us offers anything. */
  readonly nothing: ReturnType<typeof percentiles>;
  /** Beginnings of keys, names and titles. */
  readonly prefixes: ReturnType<typeof percentiles>;
  /** The same words with a letter left out. */
  readonly typos: ReturnType<typeof percentiles>;
}

/** Beginnings of what is in the library, letter by letter. */
function beginnings(papers: Papers): string[] {
  const all = papers.all;
  const words = Array.from({ length: 30 }, (_, at) => all[Math.floor((at * all.length) / 30)]).flatMap((paper, at) => {
    if (!paper) return [];
    return at % 3 === 0
      ? [paper.key]
      : at % 3 === 1
        ? [paper.firstAuthor.split(',')[0] ?? '']
        : [paper.title.split(' ')[0] ?? ''];
  });
  return words.flatMap((word) => Array.from(word.slice(0, 14), (_, at) => word.slice(0, at + 1)));
}

/** Asked at the end of each line of one document, so that nothing but the list is made. */
async function timesOf(queries: readonly string[], lead = 'As [@'): Promise<number[]> {
  const content = queries.map((query) => `${lead}${query}\n\n`).join('');
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  const times: number[] = [];
  for (const line of queries.keys()) {
    const started = performance.now();
    await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.lineAt(2 * line).range.end,
      '@',
    );
    times.push(performance.now() - started);
  }
  return times;
}

export const run = createRun(() =>
  describe('completion', () => {
    it('answers while the library grows', async function () {
      this.timeout(0);
      const { files = [], figures = '' } = JSON.parse(process.env['LITERATURE_NOTES_BENCH'] ?? '{}') as {
        files?: readonly string[];
        figures?: string;
      };
      const extension = vscode.extensions.getExtension<{ readonly papers: Papers }>(extensionId);
      const papers = (await extension?.activate())?.papers;
      assert.ok(papers);
      // the runner gives up after two minutes without a word
      const word = setInterval(() => void ask('event', { kind: 'note' }), 20_000);
      const rows: CompletionTimes[] = [];
      let before: string | undefined;
      for (const file of files) {
        const uri = pathToFileURL(file).href;
        const removed = before === undefined ? [] : [before];
        await papers.update({ read: [{ source: { uri, rank: 1, reasons: [] } }], removed });
        before = uri;
        await new Promise((resolve) => setTimeout(resolve, 5000));
        const queries = beginnings(papers);
        await timesOf(queries.slice(0, 20));
        const prefixes = percentiles(await timesOf(queries));
        const wrong = queries.filter(({ length }) => length > 5).map((query) => query.slice(0, 2) + query.slice(3));
        const nothing = percentiles(await timesOf(queries, 'As '));
        rows.push({ papers: papers.size, nothing, prefixes, typos: percentiles(await timesOf(wrong)) });
      }
      clearInterval(word);
      await writeFile(figures, JSON.stringify(rows));
    });
  }),
);
