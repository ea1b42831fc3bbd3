// Citing and noting where it is less usual: at the focused row, in comparisons, notebooks, behind other tabs, at unlike cursors.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  becomes,
  closeAll,
  details,
  eventually,
  inWorkspace,
  openFile,
  openText,
  pickerCloses,
  pickerOpens,
  quickInput,
  row,
  search,
  showAllPapers,
  showPapers,
  start,
  textOnDisk,
  told,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const configurationTarget = vscode.ConfigurationTarget.Global;

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).map(({ label }) => label);

async function openTopic(): Promise<void> {
  await showPapers();
  await executeCommand('workbench.actions.treeView.literatureNotes.papers.collapseAll');
  await row('Hypernetworks').click();
  await row('Chauhan et al.').waitFor();
}

/** Moves the focus of the tree by key; the selection stays. */
async function arrowDownTo(text: string): Promise<void> {
  await page.keyboard.press('ArrowDown');
  await page.locator('.sidebar .monaco-list-row.focused', { hasText: text }).waitFor();
}

async function openComparison(left: string, right: string): Promise<vscode.TextDocument> {
  await openFile('written/left.md', left);
  await openFile('written/right.md', right);
  await executeCommand('workbench.action.closeAllEditors');
  const uris = ['written/left.md', 'written/right.md'].map(inWorkspace);
  await executeCommand('vscode.diff', ...uris, 'comparison');
  return eventually(() => {
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document && document.uri.path.endsWith('right.md'));
    return document;
  });
}

async function menuOf(text: string): Promise<string[]> {
  await page.locator('.view-line', { hasText: text }).first().click({ button: 'right' });
  await page.locator('.monaco-menu .action-label', { hasText: 'Command Palette' }).waitFor();
  const labels = await page.locator('.monaco-menu .action-label').allTextContents();
  await page.keyboard.press('Escape');
  return labels.filter((label) => /Citation|Note/.test(label));
}

export const run = createRun(() =>
  describe('in less usual places', () => {
    before(showAllPapers);
    afterEach(closeAll);
    after(async () => {
      for (const name of ['written', 'notes'])
        await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true }).then(
          () => {},
          () => {},
        );
    });

    describe('the keys of the tree', () => {
      it('cite the row that has the focus, which need not be the selected one', async () => {
        const editor = await openText('A|');
        await openTopic();
        await row('Chauhan et al.').click();
        await arrowDownTo('Wydmański et al.');
        await page.keyboard.press('Alt+Shift+Z');
        await becomes(editor, 'A [@wydmanski2023hypertab]');
        await page.keyboard.type('.');
        await becomes(editor, 'A [@wydmanski2023hypertab].');
      });

      it('copy the key of the row that has the focus', async () => {
        await openTopic();
        await row('Chauhan et al.').click();
        await arrowDownTo('Wydmański et al.');
        await page.keyboard.press('Control+c');
        await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), 'wydmanski2023hypertab'));
      });

      it('ask for the papers on a topic', async () => {
        const editor = await openText('A|');
        await openTopic();
        await page.keyboard.press('Alt+Shift+Z');
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Enter');
        await becomes(editor, 'A [@kusupati2022matryoshka]');
      });
    });

    describe('a comparison of two files', () => {
      it('is cited in where the cursor is, and stays what is shown', async () => {
        const document = await openComparison('old', 'new');
        await executeCommand('literatureNotes.citePaper', 'gu2023mamba');
        await eventually(() => assert.equal(document.getText(), '[@gu2023mamba] new'));
        assert.deepEqual(tabs(), ['comparison']);
        await page.keyboard.type('!');
        await eventually(() => assert.equal(document.getText(), '[@gu2023mamba] !new'));
      });

      it('takes a note template, and stays what is shown', async () => {
        const document = await openComparison('', '');
        await executeCommand('literatureNotes.insertNote', 'gu2023mamba');
        await eventually(() => assert.match(document.getText(), /^---\ncitekey: gu2023mamba\n/));
        assert.deepEqual(tabs(), ['comparison']);
      });
    });

    it('cites in a Markdown cell of a notebook, and leaves the cursor there', async () => {
      const { Markup } = vscode.NotebookCellKind;
      const notebook = await vscode.workspace.openNotebookDocument(
        'jupyter-notebook',
        new vscode.NotebookData([new vscode.NotebookCellData(Markup, 'Cell', 'markdown')]),
      );
      const text = () => notebook.cellAt(0).document.getText();
      await vscode.window.showNotebookDocument(notebook);
      await eventually(() => assert.equal(vscode.window.activeNotebookEditor?.notebook, notebook));
      await executeCommand('notebook.cell.edit');
      await eventually(() => assert.equal(vscode.window.activeTextEditor?.document.getText(), 'Cell'));
      await page.locator('.monaco-editor.focused').first().waitFor();
      await page.keyboard.press('Control+End');
      await page.keyboard.press('Alt+Shift+Z');
      await search('matryoshka', 'Matryoshka');
      await page.keyboard.press('Enter');
      await eventually(() => assert.equal(text(), 'Cell [@kusupati2022matryoshka]'));
      assert.equal(tabs().length, 1);
      await page.keyboard.type('!');
      await eventually(() => assert.equal(text(), 'Cell [@kusupati2022matryoshka]!'));
      await executeCommand('workbench.action.revertAndCloseActiveEditor');
    });

    it('cites in the editor that was used last, though another tab hides it now', async () => {
      const editor = await openText('Behind|.');
      const walkthrough = { category: 'literature-notes.literature-notes#start' };
      await executeCommand('workbench.action.openWalkthrough', walkthrough, false);
      await eventually(() => assert.equal(vscode.window.activeTextEditor, undefined));
      start('literatureNotes.citePaper', 'gu2023mamba');
      await becomes(editor, 'Behind [@gu2023mamba].');
      await eventually(() => assert.equal(vscode.window.activeTextEditor?.document, editor.document));
    });

    describe('several cursors that need different blanks', () => {
      it('have the tab stops of the form at each, and undo in one step', async () => {
        const configuration = vscode.workspace.getConfiguration('literatureNotes');
        await configuration.update('citation.markdown', '[@key, $1 p. $2]', configurationTarget);
        const editor = await openText('One|.\n(|) and «|»\n');
        start('literatureNotes.citePaper', 'gu2023mamba');
        await becomes(editor, 'One [@gu2023mamba,  p. ].\n([@gu2023mamba,  p. ]) and «[@gu2023mamba,  p. ]»\n');
        await executeCommand('undo');
        assert.equal(editor.document.getText(), 'One.\n() and «»\n');
        await executeCommand('redo');
        await becomes(editor, 'One [@gu2023mamba,  p. ].\n([@gu2023mamba,  p. ]) and «[@gu2023mamba,  p. ]»\n');
        await executeCommand('undo');
        start('literatureNotes.citePaper', 'gu2023mamba');
        await becomes(editor, 'One [@gu2023mamba,  p. ].\n([@gu2023mamba,  p. ]) and «[@gu2023mamba,  p. ]»\n');
        await page.keyboard.type('see');
        await page.keyboard.press('Tab');
        await page.keyboard.type('7');
        await becomes(
          editor,
          'One [@gu2023mamba, see p. 7].\n([@gu2023mamba, see p. 7]) and «[@gu2023mamba, see p. 7]»\n',
        );
        await configuration.update('citation.markdown', undefined, configurationTarget);
      });

      it('leave a read-only document as it is, and the clipboard is offered', async () => {
        const editor = await openFile('written/locked.md', 'One|.\n(|)\n');
        await executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
        start('literatureNotes.citePaper', 'gu2023mamba');
        await told('cannot be written to');
        assert.equal(editor.document.getText(), 'One.\n()\n');
        assert.equal(await textOnDisk('written/locked.md'), 'One.\n()\n');
        await executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
      });

      it('replace what they select', async () => {
        const editor = await openFile('written/todo.md', 'As TODO and (TODO).\n');
        editor.selections = [new vscode.Selection(0, 3, 0, 7), new vscode.Selection(0, 13, 0, 17)];
        await eventually(() => assert.equal(editor.selections.length, 2));
        start('literatureNotes.citePaper', 'gu2023mamba');
        await becomes(editor, 'As [@gu2023mamba] and ([@gu2023mamba]).\n');
        await executeCommand('undo');
        assert.equal(editor.document.getText(), 'As TODO and (TODO).\n');
      });
    });

    it('writes the form that a setting gives for the language alone', async () => {
      const configuration = vscode.workspace.getConfiguration('literatureNotes', { languageId: 'markdown' });
      await configuration.update('citation.markdown', '[see @key]', configurationTarget, true);
      const editor = await openText('One |');
      start('literatureNotes.citePaper', 'gu2023mamba');
      await becomes(editor, 'One [see @gu2023mamba]');
      await configuration.update('citation.markdown', undefined, configurationTarget, true);
    });

    it('says that the citation under the cursor is of no known paper', async () => {
      await openText('As @nobody2020|x says.');
      start('literatureNotes.openNote');
      await pickerOpens();
      assert.match(
        (await quickInput.locator('input[type=text]').first().getAttribute('placeholder')) ?? '',
        /^“nobody2020x” is no paper of the library\./,
      );
      await page.keyboard.press('Escape');
      await pickerCloses();
    });

    it('makes one note where a person clicks twice', async () => {
      await Promise.all([0, 1].map(() => executeCommand('literatureNotes.openNote', 'gu2021efficiently')));
      assert.deepEqual(tabs(), ['@gu2021efficiently.md']);
      assert.equal(await page.locator('.notifications-toasts .notification-list-item').count(), 0);
    });

    it('forgets a note whose template is taken back, and knows it again when it is put back', async () => {
      await openTopic();
      const hasNote = async () => (await row('Xu et al. 2023').getAttribute('aria-label'))?.includes('has a note');
      await openFile('written/new.md', '|');
      await executeCommand('literatureNotes.insertNote', 'xu2023generative');
      await eventually(async () => assert.ok(await hasNote()));
      await executeCommand('undo');
      await eventually(async () => assert.ok(!(await hasNote())));
      await executeCommand('redo');
      await eventually(async () => assert.ok(await hasNote()));
      await page.locator('.editor-actions .action-label[aria-label^="Show Paper"]').waitFor();
    });

    it('says that a read-only document takes no note template', async () => {
      const editor = await openFile('written/locked.md', 'Locked|.');
      await executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
      start('literatureNotes.insertNote', 'gu2023mamba');
      await told('cannot be written to');
      assert.equal(editor.document.getText(), 'Locked.');
      await executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
    });

    describe('the details', () => {
      it('leave the reader in place when something else changes', async () => {
        await executeCommand('literatureNotes.showPaper', 'chauhan2023brief');
        await eventually(async () =>
          assert.match((await details.locator('h1').textContent()) ?? '', /^A Brief Review/),
        );
        const copy = details.locator('button[aria-label="Copy BibTeX"]');
        await copy.focus();
        const note = '---\ncitekey: chauhan2023brief\nstatus: reading\n---\n';
        await vscode.workspace.fs.writeFile(inWorkspace('written/note.md'), new TextEncoder().encode(note));
        await eventually(async () => assert.equal(await details.getByLabel('Status').inputValue(), 'reading'));
        assert.ok(await copy.evaluate((button) => button === button.ownerDocument.activeElement));
      });

      it('come back when a paper is clicked, and leave the focus in the tree', async () => {
        await openTopic();
        await executeCommand('literatureNotes.details.removeView');
        await page.locator('.pane-header', { hasText: 'Details' }).waitFor({ state: 'hidden' });
        // the extension hears a moment later that its view is gone
        await eventually(async () => {
          await row('Chauhan et al.').click();
          assert.match((await details.locator('h1').textContent({ timeout: 3000 })) ?? '', /^A Brief Review/);
        });
        await arrowDownTo('Wydmański et al.');
      });

      it('have a name for everything that can be reached by keys', async () => {
        await executeCommand('literatureNotes.showPaper', 'vinyals2015pointer');
        await eventually(async () => assert.equal(await details.locator('h1').textContent(), 'Pointer Networks'));
        const names = await details
          .locator('button, a, [tabindex="0"]')
          .evaluateAll((elements) => elements.map((each) => each.ariaLabel ?? each.textContent));
        assert.deepEqual(names, [
          'Cite',
          'Create Note',
          'Copy Reference',
          'arXiv:1506.03134',
          'PDF',
          'Copy Citation Key: vinyals2015pointer',
          ...[1, 2, 3, 4, 5].map((stars) => `${stars} of 5 stars`),
          'Edit Tags…',
          'Link PDF…',
          'BibTeX',
          'Copy BibTeX',
        ]);
      });
    });

    describe('completion', () => {
      const suggestion = page.locator('.suggest-widget .monaco-list-row.focused', { hasText: 'gu2023mamba' }).first();

      for (const [name, before] of [
        ['chapter.qmd', 'As '],
        ['paper.typ', 'As '],
        ['diary.org', 'As [cite:'],
      ] as const) {
        it(`works in ${name}, though VS Code knows no such language`, async () => {
          const editor = await openFile(`written/${name}`, `${before}|`);
          await page.keyboard.type('@mambag', { delay: 40 });
          await suggestion.waitFor();
          await page.keyboard.press('Enter');
          await eventually(() => assert.ok(editor.document.getText().startsWith(`${before}@gu2023mamba`)));
        });
      }

      it('can replace the key that the cursor is in', async () => {
        const editor = await openText('As @gu20|99 says');
        await page.keyboard.press('Control+Space');
        await suggestion.waitFor();
        await page.keyboard.press('Shift+Enter');
        await becomes(editor, 'As @gu2023mamba says');
      });
    });

    describe('the addresses of a paper', () => {
      // VS Code asks before it opens a page, and refuses to ask in tests; there it lets `env` be changed
      const { openExternal } = vscode.env;
      const opened: string[] = [];
      before(() =>
        Object.assign(vscode.env, { openExternal: async (uri: vscode.Uri) => opened.push(uri.toString(true)) > 0 }),
      );
      after(() => Object.assign(vscode.env, { openExternal }));
      beforeEach(() => (opened.length = 0));

      it('are opened by the links of the details', async () => {
        await executeCommand('literatureNotes.showPaper', 'vinyals2015pointer');
        await eventually(async () => assert.equal(await details.locator('h1').textContent(), 'Pointer Networks'));
        await details.locator('.links a', { hasText: 'arXiv' }).click();
        await eventually(() => assert.deepEqual(opened, ['https://arxiv.org/abs/1506.03134']));
      });

      for (const [command, key, address] of [
        ['openArxiv', 'gu2023mamba', 'https://arxiv.org/abs/2312.00752'],
        ['openPdf', 'gu2023mamba', 'https://arxiv.org/pdf/2312.00752'],
        ['openDoi', 'chauhan2023brief', 'https://doi.org/10.1007/s10462-024-10862-8'],
      ] as const) {
        it(`are opened by ${command}`, async () => {
          await executeCommand(`literatureNotes.${command}`, key);
          assert.deepEqual(opened, [address]);
        });
      }
    });

    describe('the menu of the editor', () => {
      it('offers nothing in a program', async () => {
        await openText('print(1)|', 'python');
        assert.deepEqual(await menuOf('print(1)'), []);
      });

      for (const [name, offered] of [
        ['chapter.qmd', ['Insert Citation', 'Edit Citation…', 'Open Literature Note', 'Insert Note Template']],
        ['paper.typ', ['Insert Citation', 'Edit Citation…', 'Open Literature Note']],
      ] as const) {
        it(`offers what can be done in ${name}, though VS Code knows no such language`, async () => {
          await openFile(`written/${name}`, 'Here|');
          assert.deepEqual(await menuOf('Here'), offered);
        });
      }
    });
  }),
);
