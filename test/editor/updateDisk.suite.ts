// Updates of notes on a disk that is full, or that may not be written to: nothing is lost, and a word says what it is.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createRun } from '../support/editor/run.ts';
import { diskRoot, diskScheme, onDisk, TestDisk } from '../support/editor/testDisk.ts';
import { baselineOf, bibliography, makeNotes, note, template } from '../support/editor/updates.ts';
import { closeAll, eventually, showPapers, start, textOnDisk, told } from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const tides = 'lindberg2019tides';
const oldTitle = 'Tides of the Northern Sea';
const newTitle = 'Tides of the Southern Sea';
let noteName = '';
const baselineName = baselineOf(tides);
const disk = new TestDisk();
let words = '';
let baseline = '';
const full = () => new Error('ENOSPC: no space left on device, write');
const writeOnDisk = async (name: string, text: string) =>
  vscode.workspace.fs.writeFile(onDisk(name), new TextEncoder().encode(text));
const textOf = async (name: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(onDisk(name)));

/** The note with its baseline, in the editor; the library says something else of its paper. */
async function begin(name: string): Promise<vscode.TextEditor> {
  noteName = name;
  await writeOnDisk(noteName, words);
  await writeOnDisk(baselineName, baseline);
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(onDisk(noteName)), { preview: false });
}

export const run = createRun(() =>
  describe('update of notes on a disk with troubles', () => {
    before(async () => {
      await showPapers();
      await vscode.workspace
        .getConfiguration('literatureNotes')
        .update('notes.template', template, vscode.ConfigurationTarget.Workspace);
      await makeNotes(tides);
      words = `${await textOnDisk(note(tides))}My words.\n`;
      baseline = await textOnDisk(baselineName);
      await bibliography((await textOnDisk('refs.bib')).replace(`{${oldTitle}}`, `{${newTitle}}`), tides, newTitle);
      vscode.workspace.registerFileSystemProvider(diskScheme, disk, { isCaseSensitive: true });
      assert.ok(vscode.workspace.updateWorkspaceFolders(1, 0, { uri: diskRoot }));
      await eventually(() => assert.ok(vscode.workspace.getWorkspaceFolder(onDisk('any.md'))));
    });
    afterEach(async () => {
      disk.trouble = () => undefined;
      disk.isReadOnly = () => false;
      await closeAll();
      for (const [name] of disk.list(diskRoot)) disk.delete(onDisk(name));
    });

    it('keeps the changes in the editor where the disk is full, and writes them once there is room', async () => {
      const editor = await begin('full.md');
      const [noteBefore, baselineBefore] = [await textOf(noteName), await textOf(baselineName)];
      disk.trouble = full;
      start('literatureNotes.updateNote');
      await told('It was updated and could not be saved');
      assert.ok(disk.failures > 0);
      const updated = noteBefore.replace(`title: ${oldTitle}`, `title: ${newTitle}`);
      assert.equal(editor.document.getText(), updated);
      assert.equal(editor.document.isDirty, true);
      assert.deepEqual([await textOf(noteName), await textOf(baselineName)], [noteBefore, baselineBefore]);
      disk.trouble = () => undefined;
      assert.ok(await editor.document.save());
      assert.equal(await textOf(noteName), updated);
      await eventually(async () => assert.match(await textOf(baselineName), /Southern/));
      await executeCommand('notifications.clearAll');
      await executeCommand('literatureNotes.updateNote');
      await told(`${noteName} is up to date.`);
    });

    it('keeps the changes in the editor where nobody may write the file, and says so', async () => {
      const editor = await begin('forbidden.md');
      const [noteBefore, baselineBefore] = [await textOf(noteName), await textOf(baselineName)];
      disk.trouble = (path) => vscode.FileSystemError.NoPermissions(path);
      start('literatureNotes.updateNote');
      await told('It was updated and could not be saved');
      assert.match(editor.document.getText(), /title: Tides of the Southern Sea\n[^]*My words\.\n$/);
      assert.equal(editor.document.isDirty, true);
      assert.deepEqual([await textOf(noteName), await textOf(baselineName)], [noteBefore, baselineBefore]);
    });

    it('begins anew where a note that could not be saved was reverted', async () => {
      await begin('reverted.md');
      disk.trouble = full;
      start('literatureNotes.updateNote');
      await told('It was updated and could not be saved');
      await executeCommand('workbench.action.files.revert');
      disk.trouble = () => undefined;
      assert.equal(await textOf(noteName), words);
      await eventually(async () => {
        await executeCommand('literatureNotes.updateNote');
        assert.equal(await textOf(noteName), words.replace(`title: ${oldTitle}`, `title: ${newTitle}`));
      });
      await eventually(async () => assert.match(await textOf(baselineName), /Southern/));
    });

    it('keeps what was written where a note is saved without what VS Code does before saving', async () => {
      const editor = await begin('raw.md');
      assert.ok(await editor.edit((edit) => edit.insert(new vscode.Position(editor.document.lineCount, 0), 'More.\n')));
      await executeCommand('literatureNotes.updateNote');
      assert.match(editor.document.getText(), /title: Tides of the Southern Sea\n[^]*More\.\n$/);
      assert.equal(editor.document.isDirty, true);
      await executeCommand('workbench.action.files.saveWithoutFormatting');
      await eventually(async () => assert.match(await textOf(baselineName), /Southern/));
    });

    it('leaves a note that is read-only', async () => {
      const editor = await begin('locked.md');
      const before = await textOf(noteName);
      disk.isReadOnly = (path) => path.endsWith('.md');
      await executeCommand('literatureNotes.updateNote');
      await told('It is read-only');
      assert.equal(editor.document.getText(), before);
      assert.equal(editor.document.isDirty, false);
    });
  }),
);
