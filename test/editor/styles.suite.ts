// Styles of citations: by name, by what the document uses, from the picker.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { dropBehind } from '../support/editor/drag.ts';
import { page } from '../support/editor/page.ts';
import { papers } from '../support/editor/projects.ts';
import { createRun } from '../support/editor/run.ts';
import {
  becomes,
  chooseInMenu,
  closeAll,
  details,
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
  start,
  textOnDisk,
  told,
  withSettings,
} from '../support/editor/workbench.ts';

/** Inserts a citation as a keybinding with this style does. */
async function citeIn(style: string): Promise<void> {
  start('literatureNotes.insertCitation', { style });
  await search('matryoshka', 'Matryoshka');
  await page.keyboard.press('Enter');
}

/** Chooses another form of what was pasted or dropped, in the menu beside it. */
async function choose(label: string): Promise<void> {
  await page.locator('.post-edit-widget .monaco-button').click();
  const item = page.locator('.action-widget .monaco-list-row', { hasText: label }).first();
  await item.waitFor();
  // what lies over the menu goes with the first move of the mouse
  await item.hover({ force: true });
  await item.click();
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
      assert.match(await told('There is no citation style "prose" for LaTeX'), /cite, citep, citet/);
      assert.equal(await quickInput.isVisible(), false);
    });

    it('lists the styles with what they write, also those of the setting, and takes one by keys', async () => {
      const editor = await openText('As |.');
      await withSettings(
        { 'literatureNotes.citation.styles': { markdown: { dated: '{authors} ({year}) [@key]' } } },
        async () => {
          start('literatureNotes.citePaperInStyle', 'gu2023mamba');
          await pickerOpens();
          await quickRow(
            '[Mamba: Linear-Time Sequence Modeling with Selective State Spaces](https://arxiv.org',
          ).waitFor();
          await page.keyboard.type('dated');
          await quickRow('Gu & Dao (2023) [@gu2023mamba]').waitFor();
          await page.keyboard.press('Enter');
        },
      );
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
        await withSettings({ 'literatureNotes.citation.latex': '\\footcite{key}' }, async () =>
          assert.equal(await cited('\\usepackage{natbib}', 'Enter'), ' As \\footcite{kusupati2022matryoshka}.'),
        );
      });
    });

    describe('copying', () => {
      const copies = (text: RegExp) =>
        eventually(async () => assert.match(await vscode.env.clipboard.readText(), text));

      it('copies in any format, which shows what it would copy', async () => {
        await vscode.env.clipboard.writeText('');
        start('literatureNotes.copyAs', 'gu2023mamba');
        await pickerOpens();
        await quickRow('[Gu & Dao 2023](https://arxiv.org/abs/2312.00752)').waitFor();
        await page.keyboard.type('RIS');
        await page.keyboard.press('Enter');
        await copies(/^TY {2}- [A-Z]+\r?\n[^]*Mamba/);
        start('literatureNotes.copyAs', ['gu2023mamba', 'kusupati2022matryoshka']);
        await pickerOpens();
        await page.keyboard.type('Markdown');
        await page.keyboard.press('Enter');
        await copies(/^\[Gu & Dao 2023\]\(.*\)\n\[Kusupati et al\. 2022\]\(.*\)$/);
      });

      it('copies an entry in the words of its file, where that is of the format', async () => {
        const bib = '@Book{ otter2006 ,\n  title="Otters",year=2006 }';
        const json = '{"x-mine": 1.50, "id": "badger2006", "type": "book", "title": "Badgers"}';
        await openFile('styled/words.bib', `${bib}\n|`);
        await openFile('styled/words.json', `[${json}]|`);
        await openFile('styled/words.md', '---\nbibliography: [words.json, words.bib]\n---\n|');
        await vscode.env.clipboard.writeText('');
        const copy = async (key: string, name: string) => {
          start('literatureNotes.copyAs', key);
          await pickerOpens();
          await page.keyboard.type(name);
          await page.keyboard.press('Enter');
          await pickerCloses();
        };
        await eventually(() => assert.ok(papers().get('otter2006') && papers().get('badger2006')));
        await copy('otter2006', 'BibTeX');
        await copies(/^@Book\{ otter2006 ,\n {2}title="Otters",year=2006 \}\n$/);
        await copy('badger2006', 'CSL');
        await copies(/^\[\n {2}\{"x-mine": 1\.50, "id": "badger2006", "type": "book", "title": "Badgers"\}\n\]\n$/);
        await copy('otter2006', 'CSL');
        await copies(/^\[\n {2}\{\n {4}"id": "otter2006"/);
      });

      it('copies all papers that are selected in the tree, from its menu', async () => {
        await showPapers();
        await row('Hypernetworks').click();
        await row('Chauhan et al.').click();
        await row('Xu et al. 2023').click({ modifiers: ['Control'] });
        await row('Xu et al. 2023').click({ button: 'right' });
        await chooseInMenu('Copy As…');
        await pickerOpens();
        await page.keyboard.type('CSL');
        await page.keyboard.press('Enter');
        await copies(/^\[[^]*"chauhan2023brief"[^]*"xu2023generative"[^]*\]\s*$/);
        await vscode.commands.executeCommand('workbench.actions.treeView.literatureNotes.papers.collapseAll');
      });

      it('copies the reference with its formatting from the details', async () => {
        await vscode.commands.executeCommand('literatureNotes.showPaper', 'gu2023mamba');
        await details.getByRole('button', { name: 'Copy Reference' }).click();
        await page.locator('.statusbar', { hasText: 'Copied the formatted reference' }).waitFor();
        // what programs get that take formatted text
        await page.evaluate(
          `document.addEventListener('paste', ({ clipboardData }) => {
            document.body.dataset.pasted = clipboardData.getData('text/html');
          }, { capture: true, once: true })`,
        );
        const editor = await openText('|');
        await page.keyboard.press('Control+v');
        await eventually(() =>
          assert.match(editor.document.getText(), /^Albert Gu & Tri Dao \(2023\)\. Mamba: .*2312\.00752$/),
        );
        const html = String(await page.evaluate('document.body.dataset.pasted'));
        assert.match(html, /<i>Conference on Language Modeling \(COLM\)<\/i>/);
      });
    });

    describe('pasting', () => {
      async function paste(text: string): Promise<void> {
        // the clipboard of the page, which is what the keys paste
        await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
        await page.keyboard.press('Control+v');
      }

      for (const [text, name, file] of [
        ['https://arxiv.org/abs/2312.00752', 'an arXiv address', 'address'],
        ['arXiv:2312.00752v2', 'an arXiv identifier', 'identifier'],
      ] as const) {
        it(`leaves ${name} as it is, and offers the citation beside it`, async () => {
          const editor = await openFile(`styled/${file}.md`, 'As |.');
          await paste(text);
          await becomes(editor, `As ${text}.`);
          await choose('Insert Citation');
          await becomes(editor, 'As [@gu2023mamba].');
        });
      }

      it('pastes the citation where the setting says so, in the language of the document', async () => {
        await withSettings({ 'literatureNotes.paste': 'cite' }, async () => {
          const latex = await openFile('styled/pasted.tex', 'As |.');
          await paste('https://doi.org/10.48550/arXiv.2312.00752');
          await becomes(latex, 'As \\cite{gu2023mamba}.');
          const markdown = await openFile('styled/pasted2.md', 'As [@a; |] and `|`.'.replace('`|`', '`x`'));
          await paste('2312.00752');
          await becomes(markdown, 'As [@a; @gu2023mamba] and `x`.');
          const link = await openFile('styled/pasted3.md', 'As [this](|).');
          await paste('https://arxiv.org/abs/2312.00752');
          await becomes(link, 'As [this](https://arxiv.org/abs/2312.00752).');
        });
      });

      it('leaves the cursor where the form of the citation has its tab stop', async () => {
        const form = { 'literatureNotes.paste': 'cite', 'literatureNotes.citation.markdown': '[@key, p. $1]' };
        await withSettings(form, async () => {
          const editor = await openFile('styled/pasted8.md', 'As |.');
          await paste('2312.00752');
          await becomes(editor, 'As [@gu2023mamba, p. ].');
          await page.keyboard.type('3');
          await becomes(editor, 'As [@gu2023mamba, p. 3].');
        });
      });

      it('makes BibTeX of a paper of the library its citation, whatever key it came with', async () => {
        await withSettings({ 'literatureNotes.paste': 'cite' }, async () => {
          const editor = await openFile('styled/pasted4.md', 'As |.');
          await paste('@misc{other,\n  title = {Mamba},\n  eprint = {2312.00752},\n  archiveprefix = {arXiv}\n}\n');
          await becomes(editor, 'As [@gu2023mamba].');
        });
      });

      it('offers to add a paper that is not in the library', async () => {
        const editor = await openFile('styled/pasted5.md', 'As |.');
        const entry = '@book{fresh2020,\n  title = {Fresh},\n  author = {Doe, Jane},\n  year = 2020\n}';
        await paste(entry);
        await becomes(editor, `As ${entry}.`);
        await choose('Add Paper and Insert Citation');
        await becomes(editor, 'As [@fresh2020].');
        await pickerOpens();
        await quickInput.getByText('a new bibliography').first().waitFor();
      });

      it('does nothing where the setting says so, and with what is unknown', async () => {
        await withSettings({ 'literatureNotes.paste': 'off' }, async () => {
          const editor = await openFile('styled/pasted6.md', 'As |.');
          await paste('arXiv:2312.00752');
          await becomes(editor, 'As arXiv:2312.00752.');
        });
        const editor = await openFile('styled/pasted7.md', 'As |.');
        await paste('arXiv:1111.00001');
        await becomes(editor, 'As arXiv:1111.00001.');
      });
    });

    describe('dropping files', () => {
      /** Drags a file of the workspace from the explorer behind the text of the open document. */
      async function drop(name: string): Promise<void> {
        await vscode.commands.executeCommand('revealInExplorer', inWorkspace(`styled/${name}`));
        const file = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first();
        await file.waitFor();
        await dropBehind(file, 'Here', 'Shift');
      }

      async function openBeside(file: string, content: string): Promise<vscode.TextEditor> {
        await vscode.workspace.fs.writeFile(inWorkspace(`styled/${file}`), new TextEncoder().encode(content));
        return openFile(`styled/${file}.md`, '|Here');
      }

      for (const [file, content] of [
        ['dropped.bib', '@book{dropped,\n  title = {A}\n}\n'],
        ['dropped.ris', 'TY  - BOOK\nID  - droppedRis\nTI  - A\nER  - \n'],
        ['dropped.json', '[{ "id": "droppedJson", "type": "book", "title": "A" }]\n'],
      ] as const) {
        it(`leaves the link to ${file}, and offers to name it in the document as a bibliography`, async () => {
          const editor = await openBeside(file, content);
          await drop(file);
          await eventually(() => assert.ok(/^Here.*/.exec(editor.document.getText())?.[0].includes(file)));
          await choose('Name as Bibliography');
          await becomes(editor, new RegExp(`^---\\nbibliography: ${file.replace('.', '\\.')}\\n---\\n+Here$`));
        });
      }

      it('leaves the link to a JSON file that is no bibliography, and offers nothing else of ours', async () => {
        const editor = await openBeside('settings.json', '{ "a": 1 }\n');
        await drop('settings.json');
        await becomes(editor, /^Here.*settings\.json/);
        await page.locator('.post-edit-widget .monaco-button').click();
        await page.getByText('Insert Path').or(page.getByText('Insert Relative Path')).first().waitFor();
        assert.equal(await page.getByText('Name as Bibliography').count(), 0);
        await page.keyboard.press('Escape');
      });

      it('leaves the link to a PDF, and offers to cite its paper', async () => {
        const editor = await openBeside('2312.00752v1.pdf', '%PDF-1.4');
        await drop('2312.00752v1.pdf');
        await eventually(() => assert.match(editor.document.getText(), /^Here.*2312\.00752v1\.pdf/));
        await choose('Insert Citation');
        await becomes(editor, 'Here [@gu2023mamba]');
      });
    });
  }),
);
