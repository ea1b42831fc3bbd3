// Whose note a file is, wherever it lies and whatever became of its name or of the paper's key.
import assert from 'node:assert/strict';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { fix, fixesAt, told, tells } from '../support/editor/problems.ts';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  eventually,
  inWorkspace,
  isOnDisk,
  openFile,
  row,
  search,
  showPapers,
  textOnDisk,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const activeName = () => vscode.workspace.asRelativePath(vscode.window.activeTextEditor?.document.uri ?? '');
const opensNote = async (key: string, name: string) => {
  await executeCommand('literatureNotes.openNote', key);
  await eventually(() => assert.equal(activeName(), name));
};
/** Whether the tree marks the paper as one with a note. */
const hasNote = async (authors: string) => {
  const label = await row(authors).getAttribute('aria-label');
  return label?.includes('has a note') === true;
};
const marks = (authors: string, isMarked: boolean) =>
  eventually(async () => assert.equal(await hasNote(authors), isMarked));

async function remove(...names: readonly string[]): Promise<void> {
  for (const name of names)
    if (await isOnDisk(name)) await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true });
}

export const run = createRun(() =>
  describe('notes of a vault', () => {
    before(async () => {
      await showPapers();
      await row('State-Space Models').click();
      await row('Gu & Dao 2023').waitFor();
    });
    afterEach(async () => {
      await closeAll();
      await remove('vault', 'notes', 'other');
      await marks('Gu & Dao 2023', false);
    });

    it('belong to the paper of their arXiv identifier, also under a key that it no longer has, and take the new one', async () => {
      await writeInWorkspace('vault/deep/mine.md', '---\narxiv: 2312.00752v1 # seen first\ntags: [a]\n---\nMine.\n');
      await marks('Gu & Dao 2023', true);
      await opensNote('gu2023mamba', 'vault/deep/mine.md');
      const text = '---\ntitle:  \'Mine\' # kept\ncitekey: "gu2022old"\r\narxiv: 2312.00752\n---\nMine.\n';
      const { document } = await openFile('vault/renamed by hand.md', text);
      await remove('vault/deep');
      await tells(document, 'noteKeyDiffers gu2022old');
      await opensNote('gu2023mamba', 'vault/renamed by hand.md');
      await fix(document, 'noteKeyDiffers', 'Change to "gu2023mamba"');
      await tells(document);
      assert.equal(document.getText(), text.replace('gu2022old', 'gu2023mamba'));
      await executeCommand('undo');
      await tells(document, 'noteKeyDiffers gu2022old');
    });

    it('belong to the key in a name of the settings, where a paper has it', async () => {
      await withSettings({ 'literatureNotes.notes.fileName': '{{citekey}} ({{year}}).md' }, async () => {
        await writeInWorkspace('vault/nobody2020 (2020).md', 'Just a file.');
        await writeInWorkspace('vault/gu2023mamba (2023).md', 'No front matter at all.');
        await marks('Gu & Dao 2023', true);
        await opensNote('gu2023mamba', 'vault/gu2023mamba (2023).md');
        const other = await openFile('vault/nobody2020 (2020).md', 'Just a file.|');
        assert.deepEqual(told(other.document), []);
      });
      await marks('Gu & Dao 2023', false);
    });

    it('are found again after folders moved beside VS Code, and follow what is typed', async () => {
      await writeInWorkspace('vault/a/x.md', '---\ncitekey: gu2023mamba\n---\n');
      await marks('Gu & Dao 2023', true);
      await mkdir(inWorkspace('other').fsPath);
      await rename(inWorkspace('vault/a').fsPath, inWorkspace('other/b').fsPath);
      await opensNote('gu2023mamba', 'other/b/x.md');
      await marks('Gu & Dao 2023', true);
      // as a checkout does it
      await writeFile(inWorkspace('other/b/x.md').fsPath, '---\ntitle: another\n---\n');
      await marks('Gu & Dao 2023', false);
      const editor = await openFile('other/b/y.md', '---\ncitekey: |\n---\n');
      await page.keyboard.type('gu2023mamba');
      await marks('Gu & Dao 2023', true);
      assert.ok(editor.document.isDirty);
      await executeCommand('workbench.action.revertAndCloseActiveEditor');
      await marks('Gu & Dao 2023', false);
    });

    it('are told where a paper has several, and one is made the note', async () => {
      await writeInWorkspace('vault/@gu2023mamba.md', 'First.\n');
      const { document } = await openFile('vault/second.md', '---\ncitekey: gu2023mamba\n---\nSecond.\n|');
      const first = await vscode.workspace.openTextDocument(inWorkspace('vault/@gu2023mamba.md'));
      await tells(document, 'severalNotes gu2023mamba');
      await tells(first, 'severalNotes ');
      await opensNote('gu2023mamba', 'vault/@gu2023mamba.md');
      assert.deepEqual(
        (await fixesAt(first, 'severalNotes')).map(({ title }) => title),
        ['Open vault/second.md', 'Keep all notes of "gu2023mamba"'],
      );
      await fix(document, 'severalNotes', 'Open vault/@gu2023mamba.md');
      await eventually(() => assert.equal(activeName(), 'vault/@gu2023mamba.md'));
      await fix(document, 'severalNotes', 'Make this the note of "gu2023mamba"');
      await tells(document);
      await tells(first);
      await opensNote('gu2023mamba', 'vault/second.md');
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(document.uri, inWorkspace('vault/2nd.md'));
      await vscode.workspace.applyEdit(edit);
      await opensNote('gu2023mamba', 'vault/2nd.md');
      await writeInWorkspace('vault/third.md', '---\ncitekey: gu2023mamba\n---\nThird.\n');
      const third = await vscode.workspace.openTextDocument(inWorkspace('vault/third.md'));
      await tells(third, 'severalNotes gu2023mamba');
      await fix(third, 'severalNotes', 'Remove the key from the front matter');
      await third.save();
      await tells(third);
      await tells(first);
      assert.equal(await textOnDisk('vault/third.md'), '---\n---\nThird.\n');
    });

    it('without a paper get one that is chosen, written as they write it', async () => {
      const { document } = await openFile(
        'vault/lost.md',
        '---\r\n# whose?\r\ncitation-key: "@nobody1999" # gone\r\n---\r\nMine.\r\n|',
      );
      await tells(document, 'noteWithoutPaper nobody1999');
      const titles = (await fixesAt(document, 'noteWithoutPaper')).map(({ title }) => title);
      assert.deepEqual(titles, ['Choose the paper…', 'Add the paper…', 'Remove the key from the front matter']);
      const choosing = fix(document, 'noteWithoutPaper', 'Choose the paper…');
      await search('vinyals pointer', 'Pointer Networks');
      await page.keyboard.press('Enter');
      await choosing;
      await tells(document);
      assert.equal(
        await textOnDisk('vault/lost.md'),
        '---\r\n# whose?\r\ncitation-key: "@vinyals2015pointer" # gone\r\n---\r\nMine.\r\n',
      );
      assert.equal(document.isDirty, false);
    });

    it('of a file in the folder of templates are none', async () => {
      const editor = await openFile('.literature/templates/default.md', '---\ncitekey: {{ citekey | yaml }}\n---\n|');
      await writeInWorkspace('.literature/templates/@gu2023mamba.md', 'x');
      const known = await openFile('vault/x.md', '---\ncitekey: nobody1999\n---\n|');
      await tells(known.document, 'noteWithoutPaper nobody1999');
      assert.deepEqual(told(editor.document), []);
      assert.equal(await hasNote('Gu & Dao 2023'), false);
      await remove('.literature');
    });
  }),
);
