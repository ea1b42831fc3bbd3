// Every cell of the README's table of citing, by language and by action: what it says is what happens.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { dropBehind } from '../support/editor/drag.ts';
import { extensionId } from '../../src/editor/ids.ts';
import { actions, codeOf, tableRows, tried } from '../support/editor/citeTable.ts';
import type { Action, Tried } from '../support/editor/citeTable.ts';
import { editCell, notebookText } from '../support/editor/notebooks.ts';
import { page } from '../support/editor/page.ts';
import { citeMamba, papers, reveal, uriOf } from '../support/editor/projects.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  becomes,
  closeAll,
  eventually,
  inWorkspace,
  openFile,
  openText,
  pickerOpens,
  row,
  search,
  showPapers,
  start,
  textOnDisk,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const cited = 'gu2023mamba';
const form = page.frameLocator('iframe.webview').last().frameLocator('#active-frame');

async function readme(): Promise<string> {
  const { extensionUri } = vscode.extensions.getExtension(extensionId)!;
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'README.md'));
  return new TextDecoder().decode(bytes);
}

/** What a cell of the table says, with the cited key in it. */
async function said(language: string, action: Action): Promise<string> {
  const text = await readme();
  const rows = tableRows(text.slice(text.indexOf('## Citing, language by language')), 'Language');
  const row = rows.find(([first]) => first === language);
  assert.ok(row, `the table has a row for ${language}`);
  const cell = codeOf(row[1 + actions.indexOf(action)] ?? '');
  return action === 'The entry goes to' ? cell : cell.replace(/\bkey\b/, cited);
}

let folders = 0;
const at = (name: string) => `table${folders}/${name}`;

/** Opens a document of the language with a text that has the cursor in it; a cell of a notebook is being edited. */
async function openIn({ file, head = '' }: Tried, text: string): Promise<vscode.TextEditor> {
  if (!file.endsWith('.ipynb')) return openFile(at(file), head + text);
  const [before = '', after = ''] = text.split('|');
  const metadata = /^(---\n[^]*?\n---)\n\n/.exec(before)?.[1];
  const own = metadata === undefined ? before : before.slice(metadata.length + 2);
  const body = ['markdown', own + after] as const;
  await writeInWorkspace(at(file), notebookText(metadata === undefined ? [body] : [['raw', metadata], body]));
  const notebook = await vscode.workspace.openNotebookDocument(inWorkspace(at(file)));
  await vscode.window.showNotebookDocument(notebook, { preview: false });
  return editCell(metadata === undefined ? 0 : 1, own.length);
}

/** Does one action in a language and sees that the text becomes what the cell says. */
const trials: Readonly<Record<string, (one: Tried) => Promise<void>>> = {
  async insert(one) {
    const editor = await openIn(one, 'As |.');
    await citeMamba();
    await becomes(editor, `${one.head ?? ''}As ${await said(one.language, 'Insert, paste, drop, copy')}.`);
  },
  async paste(one) {
    await withSettings({ 'literatureNotes.paste': 'cite' }, async () => {
      const editor = await openIn(one, 'As |.');
      await page.evaluate('navigator.clipboard.writeText("https://arxiv.org/abs/2312.00752")');
      await page.keyboard.press('Control+v');
      await becomes(editor, `${one.head ?? ''}As ${await said(one.language, 'Insert, paste, drop, copy')}.`);
    });
  },
  async drop(one) {
    const editor = await openIn(one, 'Drop here: |\n');
    await reveal('gu mamba', 'Mamba: Linear-Time', 'Gu & Dao');
    await dropBehind(row('Gu & Dao'), 'Drop here');
    const citation = await said(one.language, 'Insert, paste, drop, copy');
    await eventually(() =>
      assert.equal(editor.document.getText().replace(/ *$/gm, ''), `${one.head ?? ''}Drop here: ${citation}\n`),
    );
  },
  async copy(one) {
    // where nothing can be cited, the citation is offered for the clipboard
    const isCell = one.file.endsWith('.ipynb');
    const editor = await openIn(one, isCell ? 'Call `f(|)`.' : 'As |.');
    if (!isCell) await executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    await vscode.env.clipboard.writeText('');
    await executeCommand('workbench.action.focusActiveEditorGroup');
    await citeMamba();
    await answer('You can copy the citation instead', 'Copy Citation');
    const citation = await said(one.language, 'Insert, paste, drop, copy');
    await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), citation));
    assert.ok(!editor.document.getText().includes(cited));
    if (!isCell) await executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
  },
  async alternative(one) {
    const editor = await openIn(one, 'As |.');
    await page.keyboard.press('Alt+Shift+Z');
    await search('gu mamba', 'Mamba: Linear-Time');
    await page.keyboard.press('Alt+Shift+Z');
    await becomes(editor, `${one.head ?? ''}As ${await said(one.language, 'Alternative')}.`);
  },
  async 'join a group'(one) {
    const editor = await openIn(one, `As ${one.group}.`);
    await citeMamba();
    await becomes(editor, `${one.head ?? ''}As ${await said(one.language, 'In a group')}.`);
  },
  async 'take the place of a key'(one) {
    const editor = await openIn(one, `As ${one.onKey}.`);
    await citeMamba();
    await becomes(editor, `${one.head ?? ''}As ${await said(one.language, 'On a key')}.`);
  },
  async complete(one) {
    const editor = await openIn(one, `As ${one.half}`);
    await page.keyboard.type('gu2023', { delay: 40 });
    await executeCommand('editor.action.triggerSuggest');
    await page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: cited }).waitFor();
    await page.keyboard.press('Enter');
    await becomes(editor, `${one.head ?? ''}As ${await said(one.language, 'Completion')}`);
  },
  async edit(one) {
    const editor = await openIn(one, `As ${one.edited}.`);
    start('literatureNotes.editCitation');
    await form.getByRole('button', { name: 'Apply' }).waitFor();
    if (one.hasLocator) await form.getByLabel('Locator', { exact: true }).fill('7');
    else await form.getByLabel('In the sentence').check();
    await form.getByRole('button', { name: 'Apply' }).click();
    await becomes(editor, `${one.head ?? ''}As ${await said(one.language, 'Edit Citation')}.`);
  },
  async land(one) {
    const naming = await said(one.language, 'The entry goes to');
    await writeInWorkspace(at('refs.bib'), '% mine\n');
    // MyST's is a file of the project
    if (one.language === 'MyST roles') await writeInWorkspace(at('myst.yml'), `project:\n  ${naming}\n`);
    const editor = await openIn(one, one.naming(naming, 'As |.'));
    await eventually(() => {
      assert.deepEqual([...papers().bibliographiesOf(editor.document.uri)], [uriOf(at('refs.bib'))]);
      assert.equal(papers().states.get(uriOf(at('refs.bib')))?.kind, 'read');
    });
    await withSettings({ 'literatureNotes.addToBibliography': 'always' }, async () => {
      await citeMamba();
      await eventually(async () => assert.match(await textOnDisk(at('refs.bib')), /^% mine\n\n@\w+\{gu2023mamba,/));
    });
    assert.ok(editor.document.getText().includes(cited));
  },
};

export const run = createRun(() =>
  describe('the table of citing', () => {
    before(showPapers);
    beforeEach(() => folders++);
    afterEach(async () => {
      for (const notebook of vscode.workspace.notebookDocuments) await notebook.save();
      await closeAll();
      await vscode.workspace.fs.delete(inWorkspace(`table${folders}`), { recursive: true }).then(undefined, () => {});
    });

    for (const one of tried) {
      describe(one.language, () => {
        for (const [action, trial] of Object.entries(trials)) it(`does as it says: ${action}`, () => trial(one));
      });
    }

    describe('of copying', () => {
      const expected: Readonly<Record<string, RegExp>> = {
        reference: /^Albert Gu & Tri Dao \(2023\)\. Mamba/,
        bibtex: /^@\w+\{gu2023mamba,[^]*year/,
        biblatex: /^@\w+\{gu2023mamba,[^]*date/,
        'csl-json': /^\[[^]*"id": "gu2023mamba"[^]*\]\n$/,
        ris: /^TY {2}- [^]*ID {2}- gu2023mamba/,
        hayagriva: /^gu2023mamba:\n/,
        markdownLink: /^\[Gu & Dao 2023\]\(https:/,
        key: /^gu2023mamba$/,
        address: /^https:\/\//,
      };
      it('copies in every format that a keybinding can name', async () => {
        const names = tableRows(await readme(), '`as`')
          .slice(2)
          .flatMap(([cell = '']) => cell.split(', ').map(codeOf));
        await openText('|');
        for (const name of names) {
          await vscode.env.clipboard.writeText('');
          start('literatureNotes.copyAs', { as: name });
          await pickerOpens();
          await search('gu mamba', 'Mamba: Linear-Time');
          await page.keyboard.press('Enter');
          await eventually(async () =>
            assert.match(await vscode.env.clipboard.readText(), expected[name] ?? /^what is not expected$/),
          );
        }
      });
    });
  }),
);
