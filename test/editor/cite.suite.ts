// Citing: by the picker, by completion, from the tree, by mouse.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { drag, dropBehind, placeOf } from '../support/editor/drag.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  becomes,
  chooseInMenu,
  closeAll,
  eventually,
  inWorkspace,
  openFile,
  openText,
  pickerCloses,
  pickerOpens,
  quickInput,
  quickRow,
  row,
  search,
  showPapers,
  textOnDisk,
  tick,
  withSettings,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;

/** Opens the picker as a person does, by its keys. */
async function openPicker(): Promise<void> {
  await pickerCloses();
  await page.keyboard.press('Alt+Shift+Z');
  await pickerOpens();
}

/** Sees in the picker, over another document, that a paper counts as the one cited last. */
async function isRecent(title: RegExp): Promise<void> {
  await openText('|');
  await openPicker();
  const first = quickInput.locator('.monaco-list-row[data-index="0"]');
  await eventually(async () => assert.match((await first.getAttribute('aria-label')) ?? '', title));
  assert.match((await first.textContent()) ?? '', /recently cited/);
  await page.keyboard.press('Escape');
}

export const run = createRun(() =>
  describe('citing', () => {
    before(showPapers);
    afterEach(closeAll);

    describe('Insert Citation', () => {
      it('inserts two papers that are typed for and ticked in the picker, undone in one step', async () => {
        const editor = await openText('State space models are quick|.');
        await openPicker();
        await search('gu mmaba', 'Mamba: Linear-Time');
        await tick(1);
        await page.keyboard.press('Control+a');
        await page.keyboard.type('brief review of hypernetworks');
        await tick(2);
        const shown = (place: number) => quickInput.locator(`.monaco-list-row[data-index="${place}"]`);
        await eventually(async () =>
          assert.match((await shown(1).textContent()) ?? '', /^A Brief Review of Hypernetworks/),
        );
        assert.match((await shown(0).textContent()) ?? '', /^Mamba: Linear-Time.*chosen$/); // what is ticked stays on top
        await page.keyboard.press('Enter');
        await becomes(editor, 'State space models are quick [@gu2023mamba; @chauhan2023brief].');
        await executeCommand('undo');
        await becomes(editor, 'State space models are quick.');
      });

      it('inserts the highlighted paper where none is ticked', async () => {
        const editor = await openText('|');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Enter');
        await becomes(editor, '[@kusupati2022matryoshka]');
      });

      it('inserts the bare key by the key that opened the picker and by its button', async () => {
        const editor = await openText('As |');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Alt+Shift+Z');
        await becomes(editor, 'As @kusupati2022matryoshka');
        await page.keyboard.type(' and ');
        await openPicker();
        await search('gu mamba', 'Mamba: Linear-Time');
        await quickInput.locator('.action-label[aria-label^="Insert @key"]').click();
        await becomes(editor, 'As @kusupati2022matryoshka and @gu2023mamba');
      });

      it('shows authors and year of each paper, the recently cited ones first', async () => {
        await openText('|');
        await openPicker();
        await search('vinyals pointer', 'Pointer Networks');
        await page.keyboard.press('Enter');
        await pickerCloses();
        await openText('|'); // what a document cites stands first in it
        await openPicker();
        const first = quickInput.locator('.monaco-list-row[data-index="0"]');
        await eventually(async () =>
          assert.match(
            (await first.getAttribute('aria-label')) ?? '',
            /^Pointer Networks, vinyals2015pointer · 2015, Vinyals et al\./,
          ),
        );
        assert.match((await first.textContent()) ?? '', /recently cited/);
        await page.keyboard.press('Escape');
      });

      it('keeps our order, whatever letters the titles begin with', async () => {
        await openText('|');
        await openPicker();
        await search('survey', 'Survey');
        const shown = await quickInput.locator('.monaco-list-row').evaluateAll((rows) =>
          rows.map((element) => ({
            place: Number(element.getAttribute('data-index')),
            key: /\w+\d{4}\w+/.exec(element.getAttribute('aria-label') ?? '')?.[0],
          })),
        );
        shown.sort((a, b) => a.place - b.place);
        // papers about surveys that have the word in their title stand before those that have it in the abstract
        const keys = shown.map(({ key }) => key);
        assert.ok(keys.indexOf('qu2024survey') < 5, keys.join(' '));
        await page.keyboard.press('Escape');
      });

      for (const [name, before, after] of [
        ['paper.tex', 'As shown|.', 'As shown \\cite{gu2023mamba,hernandez2022natural}.'],
        ['notes.typ', 'As shown|.', 'As shown @gu2023mamba @hernandez2022natural.'],
        ['chapter.qmd', 'As shown|.', 'As shown [@gu2023mamba; @hernandez2022natural].'],
        ['report.Rmd', 'As shown|.', 'As shown [@gu2023mamba; @hernandez2022natural].'],
        ['diary.org', 'As shown|.', 'As shown [cite:@gu2023mamba;@hernandez2022natural].'],
        ['guide.rst', 'As shown|.', 'As shown :cite:p:`gu2023mamba,hernandez2022natural`.'],
      ] as const) {
        it(`writes what the language of ${name} expects, into the file`, async () => {
          const editor = await openFile(`cited/${name}`, before);
          await openPicker();
          await search('mamba linear time', 'Mamba: Linear-Time');
          await tick(1);
          await page.keyboard.press('Control+a');
          await page.keyboard.type('natural language descriptions of deep visual features');
          await tick(2);
          await page.keyboard.press('Enter');
          await becomes(editor, after);
          await editor.document.save();
          assert.equal(await textOnDisk(`cited/${name}`), after);
        });
      }

      it('inserts at every cursor, with the blanks that each place needs, undone in one step', async () => {
        const editor = await openText('One|.\nTwo |.\n(|)\n');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Enter');
        await becomes(
          editor,
          'One [@kusupati2022matryoshka].\nTwo [@kusupati2022matryoshka].\n([@kusupati2022matryoshka])\n',
        );
        await executeCommand('undo');
        await becomes(editor, 'One.\nTwo .\n()\n');
      });

      it('puts a citation behind the word that the cursor is in, once where two cursors are in it', async () => {
        const editor = await openText('As sho|wn, or s|how|n; 研|究.');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Enter');
        const cited = '[@kusupati2022matryoshka]';
        await becomes(editor, `As shown ${cited}, or shown ${cited}; 研${cited}究.`);
        await executeCommand('undo');
        await becomes(editor, 'As shown, or shown; 研究.');
      });

      it('adds to the group that the cursor is in, and cites anew at the other cursors, undone in one step', async () => {
        const before = 'One [see @a, p. 3|; @b].\nTwo|.\n{cite:p}`c|`\n';
        const editor = await openText(before);
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Enter');
        const key = 'kusupati2022matryoshka';
        await becomes(editor, `One [see @a, p. 3; @${key}; @b].\nTwo [@${key}].\n{cite:p}\`c,${key}\`\n`);
        await executeCommand('undo');
        await becomes(editor, before.replaceAll('|', ''));
      });

      it('takes the place of the paper whose key the cursor is in', async () => {
        const editor = await openText('As [-@wr|ong2020, p. 3] says.\n');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Enter');
        await becomes(editor, 'As [-@kusupati2022matryoshka, p. 3] says.\n');
      });

      it('completes a citation that is half typed', async () => {
        const editor = await openText('\\section{One}\nSo \\cite{|}.\n', 'latex');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Enter');
        await becomes(editor, '\\section{One}\nSo \\cite{kusupati2022matryoshka}.\n');
      });

      it('says that nothing is cited in code, and offers the clipboard', async () => {
        const editor = await openText('Call `f(|x)` now.\n');
        await vscode.env.clipboard.writeText('');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Enter');
        await answer('The cursor is in code, math or a comment', 'Copy Citation');
        await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), '[@kusupati2022matryoshka]'));
        assert.equal(editor.document.getText(), 'Call `f(x)` now.\n');
      });

      it('writes the form of the setting and leaves the cursor at its tab stop', async () => {
        const editor = await openText('See |');
        await withSettings({ 'literatureNotes.citation.markdown': '[@key, p. $1]' }, async () => {
          await openPicker();
          await search('matryoshka', 'Matryoshka');
          await page.keyboard.press('Enter');
          await becomes(editor, 'See [@kusupati2022matryoshka, p. ]');
          await page.keyboard.type('12');
        });
        await becomes(editor, 'See [@kusupati2022matryoshka, p. 12]');
      });

      it('says that a read-only document cannot be written to, and offers the clipboard', async () => {
        const name = 'cited/locked.md';
        await openFile(name, 'Locked|.');
        await executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
        await vscode.env.clipboard.writeText('');
        await executeCommand('workbench.action.focusActiveEditorGroup');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Enter');
        await answer('cannot be written to', 'Copy Citation');
        await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), '[@kusupati2022matryoshka]'));
        assert.equal(await textOnDisk(name), 'Locked.');
        await executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
      });

      it('says that no editor is there, and offers the clipboard', async () => {
        await vscode.env.clipboard.writeText('');
        void executeCommand('literatureNotes.insertCitation');
        await quickInput.waitFor();
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Enter');
        await answer('No text editor is open', 'Copy Citation');
        await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), '[@kusupati2022matryoshka]'));
      });
    });

    describe('completion', () => {
      const suggestion = (text: string) =>
        page.locator('.suggest-widget .monaco-list-row.focused', { hasText: text }).first();

      it('offers papers while one types @ and a part of key, author or title, and never opens a quick pick', async () => {
        const editor = await openText('As |');
        await page.keyboard.type('@mambag', { delay: 40 });
        await suggestion('gu2023mamba').waitFor();
        assert.equal(await quickInput.isVisible(), false);
        await page.keyboard.press('Enter');
        await becomes(editor, 'As @gu2023mamba');
        await isRecent(/^Mamba: Linear-Time/);
      });

      it('finds in spite of a typo', async () => {
        const editor = await openText('As [|]');
        await page.keyboard.type('@matryoska', { delay: 40 });
        await suggestion('kusupati2022matryoshka').waitFor();
        await page.keyboard.press('Enter');
        await becomes(editor, 'As [@kusupati2022matryoshka]');
      });

      it('works in the citation commands of LaTeX', async () => {
        const editor = await openFile('cited/typed.tex', 'As \\citep|');
        await page.keyboard.type('{gu2023,vinyals2015', { delay: 40 });
        await suggestion('vinyals2015pointer').waitFor();
        await page.keyboard.press('Enter');
        await eventually(() => assert.match(editor.document.getText(), /^As \\citep\{gu2023,vinyals2015pointer\}?$/));
      });

      it('says nothing in an e-mail address', async () => {
        const editor = await openText('Write to me@example|');
        const list = await executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          editor.document.uri,
          editor.selection.active,
          '@',
        );
        assert.ok(!list.items.some(({ kind }) => kind === vscode.CompletionItemKind.Reference));
      });

      it('shows the card of the paper on demand', async () => {
        const editor = await openText('@mamba|');
        const list = await executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          editor.document.uri,
          editor.selection.active,
          '@',
          5,
        );
        const [first] = list.items;
        assert.equal(typeof first?.label === 'object' ? first.label.label : first?.label, 'gu2023mamba');
        assert.match((first?.documentation as vscode.MarkdownString).value, /Albert Gu, Tri Dao/);
      });
    });

    describe('from the tree', () => {
      afterEach(() => executeCommand('workbench.actions.treeView.literatureNotes.papers.collapseAll'));

      it('cites the paper of the inline button, into the editor used last, which has the focus again', async () => {
        const editor = await openText('Here|');
        await showPapers();
        await row('Hypernetworks').click();
        await row('Xu et al. 2023').hover();
        await row('Xu et al. 2023').locator('.action-label[aria-label^="Cite"]').click();
        await becomes(editor, 'Here [@xu2023generative]');
        await page.keyboard.type('.');
        await becomes(editor, 'Here [@xu2023generative].');
      });

      it('cites all selected papers from the context menu', async () => {
        const editor = await openText('Here|');
        await showPapers();
        await row('Hypernetworks').click();
        await row('Chauhan et al.').click();
        await row('Xu et al. 2023').click({ modifiers: ['Control'] });
        await row('Xu et al. 2023').click({ button: 'right' });
        await chooseInMenu('Cite');
        await becomes(editor, 'Here [@chauhan2023brief; @xu2023generative]');
      });

      it('cites in another style', async () => {
        const editor = await openText('Here |');
        void executeCommand('literatureNotes.citePaperInStyle', 'gu2023mamba');
        await quickRow('[-@gu2023mamba]').click();
        await becomes(editor, 'Here [-@gu2023mamba]');
      });

      it('cites papers that are dragged into an editor, where they are dropped', async () => {
        const editor = await openText('First line.\n\nDrop here: \n');
        await showPapers();
        await row('Hypernetworks').click();
        await row('Chauhan et al.').click();
        await row('Xu et al. 2023').click({ modifiers: ['Control'] });
        await eventually(async () => assert.equal(await page.locator('.sidebar .monaco-list-row.selected').count(), 2));
        await dropBehind(row('Xu et al. 2023'), 'Drop here');
        await eventually(() =>
          assert.match(
            editor.document.getText(),
            /^First line\.\n\nDrop here: ?\[@chauhan2023brief; @xu2023generative\] ?\n$/,
          ),
        );
        await isRecent(/^A Brief Review of Hypernetworks/);
      });

      it('adds papers that are dropped on a group to it', async () => {
        const editor = await openText('First line.\n\n[@a; @target]\n');
        await showPapers();
        await row('Hypernetworks').click();
        // citations have colours, so that a line is of several parts
        const { x, y, width, height } = await placeOf(
          page.locator('.view-line', { hasText: '@target' }).locator('> span'),
        );
        await drag(row('Chauhan et al.'), { x: x + (width * 7) / '[@a; @target]'.length, y: y + height / 2 });
        await eventually(() =>
          assert.match(editor.document.getText(), /^First line\.\n\n\[@a; @target; @chauhan2023brief\]\n$/),
        );
      });
    });

    it('leaves the sample workspace alone', async () => {
      assert.match(await textOnDisk('manuscript.md'), /TODO: cite the paper that introduced the Transformer\./);
      await vscode.workspace.fs.delete(inWorkspace('cited'), { recursive: true });
    });
  }),
);
