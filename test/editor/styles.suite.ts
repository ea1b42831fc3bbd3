// Styles of citations: by name, by what the document uses, from the picker.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  eventually,
  inWorkspace,
  notification,
  openFile,
  openText,
  pickerCloses,
  pickerOpens,
  quickInput,
  quickRow,
  search,
  start,
  textOnDisk,
} from '../support/editor/workbench.ts';

const becomes = (editor: vscode.TextEditor, text: string) =>
  eventually(() => assert.equal(editor.document.getText(), text));

async function withSetting<T>(name: string, value: unknown, act: () => Promise<T>): Promise<T> {
  const configuration = () => vscode.workspace.getConfiguration('literatureNotes');
  await configuration().update(name, value, vscode.ConfigurationTarget.Global);
  try {
    return await act();
  } finally {
    await configuration().update(name, undefined, vscode.ConfigurationTarget.Global);
  }
}

/** Inserts a citation as a keybinding with this style does. */
async function citeIn(style: string): Promise<void> {
  start('literatureNotes.insertCitation', { style });
  await search('matryoshka', 'Matryoshka');
  await page.keyboard.press('Enter');
}

export const run = createRun(() =>
  describe('citation styles', () => {
    afterEach(closeAll);
    after(async () => vscode.workspace.fs.delete(inWorkspace('styled'), { recursive: true }));

    for (const [name, style, after] of [
      ['a.tex', 'textcite', 'As \\textcite{kusupati2022matryoshka}.'],
      ['a.md', 'intext', 'As @kusupati2022matryoshka.'],
      ['a.typ', 'prose', 'As #cite(<kusupati2022matryoshka>, form: "prose").'],
      ['a.org', 'suppress', 'As [cite/na:@kusupati2022matryoshka].'],
      ['a.rst', 'text', 'As :cite:t:`kusupati2022matryoshka`.'],
      ['b.md', 'link', 'As [Kusupati et al. 2022](https://arxiv.org/abs/2205.13147).'],
    ] as const) {
      it(`writes the style ${style} that a keybinding asks for into ${name}`, async () => {
        const editor = await openFile(`styled/${name}`, 'As |.');
        await citeIn(style);
        await becomes(editor, after);
        await editor.document.save();
        assert.equal(await textOnDisk(`styled/${name}`), after);
      });
    }

    it('says which styles there are where one is asked for that is none', async () => {
      await openFile('styled/unknown.tex', 'As |.');
      start('literatureNotes.insertCitation', { style: 'prose' });
      await notification('There is no citation style "prose" for LaTeX').waitFor();
      assert.match((await notification('There is no').textContent()) ?? '', /cite, citep, citet/);
      assert.equal(await quickInput.isVisible(), false);
    });

    it('lists the styles with what they write, also those of the setting, and takes one by keys', async () => {
      const editor = await openText('As |.');
      await withSetting('citation.styles', { markdown: { dated: '{authors} ({year}) [@key]' } }, async () => {
        start('literatureNotes.citePaperInStyle', 'gu2023mamba');
        await pickerOpens();
        await quickRow(
          '[Mamba: Linear-Time Sequence Modeling with Selective State Spaces](https://arxiv.org',
        ).waitFor();
        await page.keyboard.type('dated');
        await quickRow('Gu & Dao (2023) [@gu2023mamba]').waitFor();
        await page.keyboard.press('Enter');
      });
      await becomes(editor, 'As Gu & Dao (2023) [@gu2023mamba].');
    });

    it('offers the styles from the picker, for all papers that are ticked', async () => {
      const editor = await openText('As |.');
      await page.keyboard.press('Alt+Shift+Z');
      await search('matryoshka', 'Matryoshka');
      await quickInput.locator('.action-label[aria-label^="Cite in Another Style"]').click();
      await quickRow('^[@kusupati2022matryoshka]').waitFor();
      await page.keyboard.type('footnote');
      await page.keyboard.press('Enter');
      await becomes(editor, 'As ^[@kusupati2022matryoshka].');
    });

    it('writes a reference apart, also where the cursor is in a citation', async () => {
      const editor = await openText('As [@a, |].');
      await citeIn('title');
      await eventually(() => assert.match(editor.document.getText(), /^As \[@a, \[Matryoshka .*\]\(https:.*\)\]\.$/));
    });

    describe('in LaTeX', () => {
      let files = 0;
      async function cited(text: string, key: 'Enter' | 'Alt+Shift+Z'): Promise<string> {
        const editor = await openFile(`styled/used${files++}.tex`, `${text} As |.`);
        const before = editor.document.getText();
        await pickerCloses();
        await page.keyboard.press('Alt+Shift+Z');
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press(key);
        const after = await eventually(() => {
          assert.notEqual(editor.document.getText(), before);
          return editor.document.getText();
        });
        return after.slice(text.length);
      }

      it('uses the commands of the package that the document loads, or those that it uses', async () => {
        const paper = '{kusupati2022matryoshka}.';
        assert.equal(await cited('\\usepackage{natbib}', 'Enter'), ` As \\citep${paper}`);
        assert.equal(await cited('\\usepackage{natbib}', 'Alt+Shift+Z'), ` As \\citet${paper}`);
        assert.equal(await cited('\\usepackage{biblatex}', 'Enter'), ` As \\parencite${paper}`);
        assert.equal(await cited('\\usepackage{biblatex} \\autocite{a}', 'Enter'), ` As \\autocite${paper}`);
        assert.equal(await cited('', 'Enter'), ` As \\cite${paper}`);
      });

      it('uses the form of the setting where there is one', async () => {
        await withSetting('citation.latex', '\\footcite{key}', async () =>
          assert.equal(await cited('\\usepackage{natbib}', 'Enter'), ' As \\footcite{kusupati2022matryoshka}.'),
        );
      });
    });
  }),
);
