// Imports of annotations into a note on a disk that is full, or that may not be written to.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createRun } from '../support/editor/run.ts';
import { diskRoot, diskScheme, onDisk, TestDisk } from '../support/editor/testDisk.ts';
import { baselineOf, library } from '../support/editor/updates.ts';
import { becomes, closeAll, eventually, inWorkspace, showPapers, start, told } from '../support/editor/workbench.ts';
import { manyPages } from '../support/pdf/many.ts';

const key = 'lindberg2019tides';
const name = 'tides.md';
const words = `---\ncitekey: ${key}\n---\n\nMine.\n`;
const disk = new TestDisk();
const textOf = async (file: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(onDisk(file)));

export const run = createRun(() =>
  describe('imports of annotations on a disk with troubles', () => {
    let editor: vscode.TextEditor;
    before(async () => {
      await showPapers();
      await eventually(async () => assert.ok(await library().entry(key)), 20_000);
      await vscode.workspace.fs.writeFile(inWorkspace(`papers/${key}.pdf`), manyPages(2));
      vscode.workspace.registerFileSystemProvider(diskScheme, disk, { isCaseSensitive: true });
      assert.ok(vscode.workspace.updateWorkspaceFolders(1, 0, { uri: diskRoot }));
      await eventually(() => assert.ok(vscode.workspace.getWorkspaceFolder(onDisk('any.md'))));
    });
    beforeEach(async () => {
      await vscode.workspace.fs.writeFile(onDisk(name), new TextEncoder().encode(words.slice(0, -1)));
      editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(onDisk(name)));
      // what is saved is known as the note of its paper
      await editor.edit((edit) => edit.insert(new vscode.Position(4, 5), '\n'));
      await editor.document.save();
      await eventually(async () => assert.equal(await textOf(name), words));
    });
    afterEach(async () => {
      disk.trouble = () => undefined;
      disk.isReadOnly = () => false;
      await closeAll();
      for (const [file] of await disk.readDirectory(diskRoot)) disk.delete(onDisk(file));
    });

    it('keep the marks in the editor where the disk is full, and remember them once there is room', async () => {
      disk.trouble = () => new Error('ENOSPC: no space left on device, write');
      start('literatureNotes.importAnnotations', key);
      await told('could not be saved');
      assert.ok(disk.failures > 0);
      assert.match(editor.document.getText(), /\nMine\.\n[^]*> page 1 is [^]*> page 2 is /);
      assert.equal(editor.document.isDirty, true);
      assert.equal(await textOf(name), words);
      disk.trouble = () => undefined;
      await editor.document.save();
      await eventually(async () => assert.match(await textOf(name), /> page 2 is /));
      await eventually(async () => assert.match(await textOf(baselineOf(key)), /"marks": \[/));
    });

    it('leave a note that is read-only, and say so', async () => {
      disk.isReadOnly = (path) => path.endsWith('.md');
      start('literatureNotes.importAnnotations', key);
      await told('It is read-only');
      await becomes(editor, words);
      assert.equal(editor.document.isDirty, false);
      assert.equal(await textOf(name), words);
    });
  }),
);
