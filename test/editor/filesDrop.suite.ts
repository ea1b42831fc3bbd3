// Files that are dragged from the explorer onto a paper, with the mouse.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { placeOf } from '../support/editor/drag.ts';
import { bibliography, does, libraryIsRead, tab } from '../support/editor/files.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  becomes,
  closeAll,
  details,
  eventually,
  inWorkspace,
  isOnDisk,
  openFile,
  quickRow,
  row,
  showPapers,
  textOnDisk,
  told,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const inExplorer = (name: string) => page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
const moveView = (view: string, container: string) =>
  executeCommand('vscode.moveViews', { viewIds: [view], destinationId: container });

/** Gives the Papers view below the explorer room, so that nothing scrolls while files are dragged over it. */
async function makeRoom(): Promise<void> {
  const header = page.locator('.sidebar .pane-header', { hasText: 'Papers' });
  const { x, y } = await placeOf(header);
  await page.mouse.move(x + 60, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y - 200, { steps: 4 });
  await page.mouse.move(x + 60, y - 500, { steps: 4 });
  await page.mouse.up();
  await eventually(async () => assert.ok((await placeOf(header)).y < y - 400));
}

/** Drags a file of the explorer onto a row of the Papers view, which stands below it. */
async function drag(name: string, onto: string): Promise<void> {
  const file = inExplorer(name.slice(name.lastIndexOf('/') + 1));
  const from = await placeOf(file);
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 20, from.y + from.height / 2 + 10, { steps: 4 });
  // the explorer takes the file as well, and may still be marked; VS Code looks anew at each move
  await eventually(async () => {
    const to = await placeOf(row(onto));
    await page.mouse.move(to.x + 60, to.y + to.height / 2 - 2, { steps: 4 });
    await page.mouse.move(to.x + 60, to.y + to.height / 2, { steps: 2 });
    assert.ok(await page.locator('.monaco-list-row.drop-target', { hasText: onto }).first().isVisible());
  });
  await page.mouse.up();
}

export const run = createRun(() =>
  describe('a file that is dropped on a paper', () => {
    before(async () => {
      await showPapers();
      await libraryIsRead();
      await does('showPaper', 'bare2017');
      await row('Franklin 2017').waitFor();
      await moveView('literatureNotes.papers', 'workbench.view.explorer');
      await executeCommand('revealInExplorer', inWorkspace('papers/turned.pdf'));
      await inExplorer('turned.pdf').waitFor();
      await makeRoom();
      await row('Franklin 2017').waitFor();
    });
    after(() => moveView('literatureNotes.papers', 'workbench.view.extension.literatureNotes'));
    afterEach(closeAll);

    it('is linked where it lies, shown among its files, and that is one step to undo', async () => {
      const before = await textOnDisk(bibliography);
      const editor = await openFile(bibliography, before);
      await drag('papers/turned.pdf', 'Franklin 2017');
      await quickRow('Link It Where It Is').click();
      const linked = /@article\{bare2017,[^@]*\n {2}file = \{PDF:papers\/turned\.pdf:application\/pdf\},?\n\}\n/;
      await becomes(editor, linked);
      await eventually(async () => assert.match(await textOnDisk(bibliography), linked));
      await does('showPaper', 'bare2017');
      await details.locator('.files a', { hasText: 'turned.pdf' }).click();
      await tab('turned.pdf').waitFor();
      await vscode.window.showTextDocument(editor.document);
      await executeCommand('undo');
      await becomes(editor, before);
      await editor.document.save();
      // the file is read again, and the rows are told anew, before the next one is dropped
      await details.locator('.files a', { hasText: 'turned.pdf' }).waitFor({ state: 'detached' });
      await libraryIsRead();
      await executeCommand('revealInExplorer', inWorkspace('papers/turned.pdf'));
    });

    it('is copied to where the setting says', async () => {
      await drag('papers/turned.pdf', 'Franklin 2017');
      await quickRow('Copy It').click();
      await eventually(async () => assert.equal(await isOnDisk('papers/bare2017.pdf'), true));
      await eventually(async () =>
        assert.equal(await textOnDisk('papers/bare2017.pdf'), await textOnDisk('papers/turned.pdf')),
      );
      await vscode.workspace.fs.delete(inWorkspace('papers/bare2017.pdf'));
      await inExplorer('bare2017.pdf').waitFor({ state: 'detached' });
    });

    it('changes nothing where no paper is, and a word says so', async () => {
      const before = await textOnDisk(bibliography);
      await drag('papers/turned.pdf', 'No Topic');
      await told('Drop the file on the paper that it belongs to');
      assert.equal(await textOnDisk(bibliography), before);
    });
  }),
);
