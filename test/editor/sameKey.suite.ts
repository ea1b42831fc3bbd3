// Different papers that have one citation key: what is done with one of them is not done with another.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { innerCommands } from '../../src/editor/ids.ts';
import { papers, project, reveal } from '../support/editor/projects.ts';
import type { Project } from '../support/editor/projects.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  becomes,
  closeAll,
  details,
  eventually,
  openFile,
  pickerCloses,
  pickerOpens,
  quickInput,
  quickRow,
  search,
  showPapers,
  start,
  textOnDisk,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const title = { first: 'Tides of the North Sea', second: 'Grammars for Parrots', own: 'Bridges over Dry Rivers' };
const entry = (author: string, name: string, more = '') =>
  `@book{twin2001,\n  author = {${author}},\n  title = {${name}},\n  year = {2001},\n${more}}\n`;
const first = entry('Aalto, Ann', title.first);
const second = entry('Brandt, Ben', title.second, '  file = {nowhere.pdf},\n');
const ids = ['twin2001', 'twin2001\n2', 'twin2001\n3'];

/** Waits until these are the papers of the key, the nearest first. */
const known = (...titles: readonly string[]) =>
  eventually(() =>
    assert.deepEqual(
      ids.map((id) => papers().get(id)?.title).filter((each) => each !== undefined),
      titles,
    ),
  );
const revealSecond = () => reveal('grammars parrots', title.second, title.second);

export const run = createRun(() =>
  describe('papers that have one citation key', () => {
    let both: Project;

    before(async () => {
      await showPapers();
      both = await project({ 'both.bib': first + second }, 'See [[twin2001]].|');
      await known(title.first, title.second);
    });
    beforeEach(closeAll);
    after(closeAll);

    it('are each what the buttons of their details are for', async () => {
      const other = await project({ 'empty.bib': '' });
      await known(title.first, title.second);
      await revealSecond();
      await eventually(async () => assert.equal(await details.locator('h1').textContent(), title.second));
      await vscode.env.clipboard.writeText('');
      await details.getByRole('button', { name: 'Copy BibTeX' }).click();
      await eventually(async () => assert.match(await vscode.env.clipboard.readText(), /Grammars for Parrots/));
      await withSettings({ 'literatureNotes.addToBibliography': 'always' }, async () => {
        await vscode.window.showTextDocument(other.editor.document);
        await details.locator('button.primary').click();
        await becomes(other.editor, /As \[@twin2001\]/);
        await eventually(async () => assert.match(await textOnDisk(other.at('empty.bib')), /Grammars for Parrots/));
      });
      await writeInWorkspace(other.at('empty.bib'), '');
      await known(title.first, title.second);
    });

    it('are each led to where their own entry is written, in one file', async () => {
      for (const [at, line] of [0, 5].entries()) {
        await executeCommand(innerCommands.openEntry, ids[at]);
        const { document, selection } = vscode.window.activeTextEditor!;
        assert.match(document.uri.path, /both\.bib$/);
        assert.equal(selection.active.line, line);
      }
    });

    it('are told apart where a file that an entry names is to be linked anew', async () => {
      const document = await vscode.workspace.openTextDocument(
        vscode.Uri.joinPath(both.editor.document.uri, '../both.bib'),
      );
      await vscode.window.showTextDocument(document);
      const position = document.positionAt(document.getText().indexOf('nowhere.pdf'));
      await eventually(async () => {
        const fixes = await executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          new vscode.Range(position, position),
        );
        const fix = fixes.find(({ title: each }) => each === 'Link another file…');
        assert.deepEqual(fix?.command?.arguments, [ids[1]]);
      });
    });

    it('keep the links to the note of the first when another gets a new key', async () => {
      const bib = vscode.Uri.joinPath(both.editor.document.uri, '../both.bib');
      const rename = async (line: number) => {
        const edit = await executeCommand<vscode.WorkspaceEdit>(
          'vscode.executeDocumentRenameProvider',
          bib,
          new vscode.Position(line, 8),
          'else2001',
        );
        return edit.entries().map(([uri, edits]) => [uri.path.split('/').at(-1), edits.length]);
      };
      assert.deepEqual(await rename(0), [
        ['both.bib', 1],
        ['text.md', 1],
      ]);
      assert.deepEqual(await rename(5), [['both.bib', 1]]);
    });

    it('are each inserted as the note that was asked for', async () => {
      const editor = await openFile('parrots.md', '|');
      start('literatureNotes.insertNote');
      await search('grammars parrots', title.second);
      await page.keyboard.press('Alt+z');
      await quickInput.getByText('1 Selected').waitFor();
      await page.keyboard.press('Enter');
      await becomes(editor, /Grammars for Parrots/);
      assert.doesNotMatch(editor.document.getText(), /North Sea/);
    });

    it('are saved as CSV with their own authors', async () => {
      const marker = '<!-- literature:topic-table query="key:twin2001" fields="title, authors" -->';
      const editor = await openFile('table.md', `${marker}\n|<!-- /literature:topic-table -->\n`);
      await becomes(editor, /Aalto[^]*Brandt|Brandt[^]*Aalto/);
      editor.selection = new vscode.Selection(1, 0, 1, 0);
      await vscode.env.clipboard.writeText('');
      start('literatureNotes.saveTable');
      await quickRow('Copy for a Spreadsheet').click();
      await eventually(async () => {
        const lines = (await vscode.env.clipboard.readText()).trim().split('\r\n').slice(1).sort();
        assert.deepEqual(
          lines.map((line) => line.split('\t').slice(-2)),
          [
            [title.first, 'Aalto, Ann'],
            [title.second, 'Brandt, Ben'],
          ],
        );
      });
    });

    it('are each shown in the preview of a template', async () => {
      await openFile('.literature/templates/twin.md', '# {{ title }}\n|');
      await executeCommand('literatureNotes.previewTemplate');
      start('literatureNotes.choosePreviewPaper');
      await search('grammars parrots', title.second);
      await page.keyboard.press('Enter');
      await page.locator('.codelens-decoration a', { hasText: 'Brandt 2001 · Choose Paper…' }).waitFor();
      await eventually(() => {
        const preview = vscode.window.visibleTextEditors.find(({ document }) =>
          document.uri.scheme.endsWith('preview'),
        );
        assert.equal(preview?.document.getText(), `# ${title.second}\n`);
      });
    });

    it('are listed as cited in the document by whose bibliography they are', async () => {
      await project({ 'own.bib': entry('Cruz, Cleo', title.own) }, 'As @twin2001 says.|');
      await known(title.first, title.second, title.own);
      start('literatureNotes.insertCitation');
      await pickerOpens();
      await eventually(async () => {
        const top = quickInput.locator('.monaco-list-row[data-index="0"]');
        assert.match((await top.textContent()) ?? '', /Bridges over Dry Rivers[^]*cited here/);
      });
      await page.keyboard.press('Escape');
      await pickerCloses();
    });
  }),
);
