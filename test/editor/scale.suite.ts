// A library of many papers in the tree: never a long list, and the way to each of them.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { longestPage } from '../../src/core/library/arrange.ts';
import { CitingDocuments } from '../../src/editor/language/citingDocuments.ts';
import { Connection } from '../../src/editor/library/connection.ts';
import { Papers } from '../../src/editor/library/papers.ts';
import type { LibraryListener } from '../../src/editor/library/start.ts';
import { Attachments } from '../../src/editor/files/attachments.ts';
import { Notes } from '../../src/editor/notes/notes.ts';
import { ReadingList } from '../../src/editor/reading/list.ts';
import type { Node } from '../../src/editor/papers/model.ts';
import { PapersTree } from '../../src/editor/papers/tree.ts';
import { ViewState } from '../../src/editor/papers/viewState.ts';
import { LibraryClient } from '../../src/worker/client.ts';
import { inThisThread } from '../../src/worker/inThisThread.ts';
import { bibLibrary } from '../bench/generate.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import { eventually, row, rows, showPapers } from '../support/editor/workbench.ts';

const entries = 20_000;

/** The library in this thread, with a bibliography in it. */
async function bigLibrary(log: vscode.LogOutputChannel): Promise<{ papers: Papers; citing: CitingDocuments }> {
  const start = ({ onEvent }: LibraryListener) => ({
    client: new LibraryClient(inThisThread(), onEvent),
    reads: () => false,
    crash: () => {},
    dispose: () => {},
  });
  const connection = new Connection(start, log);
  const papers = new Papers(connection);
  const text = bibLibrary({ entries, abstracts: false });
  const source = { uri: 'file:///big.bib', rank: 0, format: 'bibtex', reasons: [{ kind: 'setting' }] } as const;
  await papers.update({ read: [{ source, text }], removed: [] });
  return { papers, citing: new CitingDocuments(connection, log) };
}

function memento(): vscode.Memento {
  const values = new Map<string, unknown>();
  return {
    keys: () => [...values.keys()],
    get: (key: string) => values.get(key) as never,
    update: async (key: string, value: unknown) => void values.set(key, value),
  };
}

/** The tree as VS Code sees it, with a record of how much it was ever given at once. */
class WatchedTree extends PapersTree {
  longest = 0;

  override async getChildren(node?: Node): Promise<Node[]> {
    const children = await super.getChildren(node);
    this.longest = Math.max(this.longest, children.length);
    return children;
  }
}

export const run = createRun(() =>
  describe(`a library of ${entries} papers`, function () {
    this.timeout(90_000);
    let papers: Papers;
    let tree: WatchedTree;
    let view: vscode.TreeView<Node>;
    const state = new ViewState(memento());

    before(async () => {
      await showPapers();
      const log = vscode.window.createOutputChannel('Scale', { log: true });
      const library = await bigLibrary(log);
      ({ papers } = library);
      const notes = new Notes(library.citing, papers, log);
      const reading = new ReadingList(notes, vscode.Uri.file('/nowhere'), log);
      const attachments = new Attachments(papers, log);
      tree = new WatchedTree({ papers, notes, reading, attachments, log }, state);
      view = vscode.window.createTreeView('literatureNotes.papers', { treeDataProvider: tree, canSelectMany: true });
    });
    after(() => {
      view.dispose();
      tree.dispose();
    });

    for (const grouping of ['none', 'topic', 'year', 'author', 'venue'] as const) {
      it(`shows the last paper of all, grouped by ${grouping}, and no list longer than ${longestPage}`, async () => {
        await state.setGrouping(grouping);
        await tree.refresh();
        await eventually(async () => assert.ok((await rows()).length > 1));
        let last: Node | undefined;
        for (let below = await tree.getChildren(); below.length; below = await tree.getChildren(last))
          last = below.at(-1);
        assert.equal(last?.kind, 'paper');
        const node = await tree.nodeOf(last.paper.id);
        assert.ok(node);
        await view.reveal(node, { select: true, focus: true, expand: true });
        await eventually(() =>
          assert.equal(view.selection[0]?.kind === 'paper' && view.selection[0].paper.id, node.paper.id),
        );
        await eventually(async () => assert.equal(await row(node.paper.title).getAttribute('aria-selected'), 'true'));
        assert.ok(tree.longest <= longestPage, `${tree.longest} at once`);
      });
    }

    it('keeps what is open and selected when something changes elsewhere', async () => {
      await state.setGrouping('year');
      await tree.refresh();
      const node = await tree.nodeOf(papers.all.at(-1)?.id ?? '');
      assert.ok(node);
      await view.reveal(node, { select: true, focus: true, expand: true });
      await papers.tell('notes', { notes: [{ key: papers.all.at(0)?.key ?? '', created: 1 }] });
      await tree.refresh();
      await page.waitForTimeout(500);
      await eventually(async () => assert.equal(await row(node.paper.title).getAttribute('aria-selected'), 'true'));
    });
  }),
);
