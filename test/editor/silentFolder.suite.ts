// A folder of the workspace whose file system does not answer, as when a server hangs: everything else goes on without it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createRun } from '../support/editor/run.ts';
import { diskRoot, diskScheme, onDisk, TestDisk } from '../support/editor/testDisk.ts';
import { bibliography, library } from '../support/editor/updates.ts';
import {
  closeAll,
  eventually,
  isOnDisk,
  pickerOpens,
  quickRow,
  showPapers,
  start,
  textOnDisk,
  told,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const tides = 'lindberg2019tides';

export const run = createRun(() =>
  describe('a folder that does not answer', () => {
    const disk = new TestDisk();
    let answer = () => {};

    before(async () => {
      await showPapers();
      disk.answers = new Promise((resolve) => (answer = resolve));
      const text = '@book{silent2020,\n  title = {A Silent Book},\n  author = {Li, A}\n}\n';
      disk.writeFile(onDisk('silent.bib'), new TextEncoder().encode(text));
      disk.writeFile(onDisk('kept.md'), new TextEncoder().encode('---\ncitekey: silent2020\n---\nMine.\n'));
      vscode.workspace.registerFileSystemProvider(diskScheme, disk, { isCaseSensitive: true });
      assert.ok(vscode.workspace.updateWorkspaceFolders(1, 0, { uri: diskRoot }));
      await eventually(() => assert.ok(vscode.workspace.getWorkspaceFolder(onDisk('any.md'))));
    });
    afterEach(closeAll);

    it('holds up neither the library nor notes, and comes to them when it answers', async () => {
      // the library of the other folder follows its file
      const bib = await textOnDisk('refs.bib');
      await bibliography(
        bib.replace('{Tides of the Northern Sea}', '{Tides of the Southern Sea}'),
        tides,
        'Tides of the Southern Sea',
      );
      // a file that is new is found
      await writeInWorkspace('more.bib', '@book{more2021,\n  title = {One More},\n  author = {Li, A}\n}\n');
      await eventually(async () => assert.equal((await library().entry('more2021'))?.item.title, 'One More'), 15_000);
      // notes are made, found and updated
      start('literatureNotes.openNote', tides);
      await pickerOpens();
      await quickRow('library').click();
      await eventually(async () => assert.equal(await isOnDisk(`notes/@${tides}.md`), true));
      await executeCommand('literatureNotes.updateNotes');
      await told('The note is up to date.');
      assert.equal(library().get('silent2020'), undefined);

      answer();
      await eventually(
        async () => assert.equal((await library().entry('silent2020'))?.item.title, 'A Silent Book'),
        15_000,
      );
      await executeCommand('literatureNotes.openNote', 'silent2020');
      await eventually(() =>
        assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), onDisk('kept.md').toString()),
      );
    });
  }),
);
