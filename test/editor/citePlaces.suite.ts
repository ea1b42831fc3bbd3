// Insert Citation where a document is not simply a file in an editor: notebooks, comparisons, documents without a file.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { editCell, openNotebook } from '../support/editor/notebooks.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  closeAll,
  eventually,
  inWorkspace,
  openFile,
  pickerCloses,
  pickerOpens,
  quickInput,
  search,
  showPapers,
  textOnDisk,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;

async function cite(query: string, title: string): Promise<void> {
  await pickerCloses();
  await page.keyboard.press('Alt+Shift+Z');
  await pickerOpens();
  await search(query, title);
  await page.keyboard.press('Enter');
  await pickerCloses();
}

export const run = createRun(() =>
  describe('Insert Citation', () => {
    before(showPapers);
    afterEach(closeAll);

    describe('in a notebook', () => {
      const cells = [
        ['markdown', 'As shown.'],
        ['code', 'print(1)'],
        ['markdown', 'So says [@vinyals2015pointer].'],
      ] as const;

      it('cites in a Markdown cell and leaves the cursor there, and the file has it when it is saved', async () => {
        const notebook = await openNotebook('lab/one.ipynb', cells);
        const editor = await editCell(0, 'As shown'.length);
        await cite('matryoshka', 'Matryoshka');
        await eventually(() => assert.equal(editor.document.getText(), 'As shown [@kusupati2022matryoshka].'));
        await page.keyboard.type(' here');
        await eventually(() => assert.equal(editor.document.getText(), 'As shown [@kusupati2022matryoshka] here.'));
        assert.equal(vscode.window.visibleNotebookEditors.length, 1);
        assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
        await notebook.save();
        assert.match(await textOnDisk('lab/one.ipynb'), /As shown \[@kusupati2022matryoshka\] here\./);
      });

      it('adds to the group that the cursor of a cell is in', async () => {
        const notebook = await openNotebook('lab/two.ipynb', cells);
        const editor = await editCell(2, 'So says [@vinyals2015pointer'.length);
        await cite('matryoshka', 'Matryoshka');
        const text = 'So says [@vinyals2015pointer; @kusupati2022matryoshka].';
        await eventually(() => assert.equal(editor.document.getText(), text));
        await notebook.save();
      });
    });

    describe('in a comparison', () => {
      it('cites on the side that can be written to, without opening the file a second time', async () => {
        await writeInWorkspace('compared/before.md', 'As shown.\n');
        await writeInWorkspace('compared/after.md', 'As shown here.\n');
        await executeCommand('vscode.diff', inWorkspace('compared/before.md'), inWorkspace('compared/after.md'));
        const editor = await eventually(() => {
          const active = vscode.window.activeTextEditor;
          assert.ok(active && active.document.uri.path.endsWith('after.md'));
          return active;
        });
        await page.locator('.monaco-editor.focused').waitFor();
        const place = new vscode.Position(0, 'As shown here'.length);
        editor.selection = new vscode.Selection(place, place);
        await cite('matryoshka', 'Matryoshka');
        await eventually(() => assert.equal(editor.document.getText(), 'As shown here [@kusupati2022matryoshka].\n'));
        await page.keyboard.type(' now');
        await eventually(() => assert.match(editor.document.getText(), /matryoshka\] now\.\n$/));
        assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
        await editor.document.save();
        assert.equal(await textOnDisk('compared/after.md'), 'As shown here [@kusupati2022matryoshka] now.\n');
        assert.equal(await textOnDisk('compared/before.md'), 'As shown.\n');
      });

      it('says that the other side cannot be written to, and offers the clipboard', async () => {
        await writeInWorkspace('compared/old.md', 'As shown.\n');
        await writeInWorkspace('compared/new.md', 'As shown here.\n');
        await executeCommand('vscode.diff', inWorkspace('compared/old.md'), inWorkspace('compared/new.md'));
        await page.locator('.monaco-editor.focused').waitFor();
        await executeCommand('workbench.action.compareEditor.focusSecondarySide');
        await eventually(() => assert.ok(vscode.window.activeTextEditor?.document.uri.path.endsWith('old.md')));
        await vscode.env.clipboard.writeText('');
        await cite('matryoshka', 'Matryoshka');
        await answer('cannot be written to', 'Copy Citation');
        await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), '[@kusupati2022matryoshka]'));
        assert.equal(await textOnDisk('compared/old.md'), 'As shown.\n');
      });
    });

    describe('in a document without a file', () => {
      for (const [language, expected] of [
        ['markdown', 'So [@kusupati2022matryoshka].'],
        ['latex', 'So \\cite{kusupati2022matryoshka}.'],
        ['plaintext', 'So [@kusupati2022matryoshka].'],
      ] as const) {
        it(`cites as ${language} does`, async () => {
          await executeCommand('workbench.action.files.newUntitledFile');
          const editor = await eventually(() => {
            const active = vscode.window.activeTextEditor;
            assert.ok(active?.document.isUntitled);
            return active;
          });
          await vscode.languages.setTextDocumentLanguage(editor.document, language);
          await page.locator('.monaco-editor.focused').waitFor();
          await page.keyboard.type('So.');
          await page.keyboard.press('ArrowLeft');
          await cite('matryoshka', 'Matryoshka');
          await eventually(() => assert.equal(editor.document.getText(), expected));
        });
      }
    });

    it('cites at the cursors of the editor that had the focus last, called from the command palette', async () => {
      const editor = await openFile('compared/called.md', 'One|.\nTwo|.\n');
      await page.keyboard.press('F1');
      await pickerOpens();
      await page.keyboard.type('Literature: Insert Citation');
      await quickInput.locator('.monaco-list-row.focused', { hasText: 'Insert Citation' }).waitFor();
      await page.keyboard.press('Enter');
      await quickInput.locator('.quick-input-title', { hasText: 'Insert Citation' }).waitFor();
      await search('matryoshka', 'Matryoshka');
      await page.keyboard.press('Enter');
      const cited = '[@kusupati2022matryoshka]';
      await eventually(() => assert.equal(editor.document.getText(), `One ${cited}.\nTwo ${cited}.\n`));
    });
  }),
);
