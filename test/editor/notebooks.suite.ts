// The entry of a paper that is cited in a cell of a notebook lands in a bibliography: which one, and what is asked.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Cell } from '../support/editor/notebooks.ts';
import { editCell, openNotebook } from '../support/editor/notebooks.ts';
import { page } from '../support/editor/page.ts';
import { citeMamba, hasEntry, own, papers, quiet, uriOf } from '../support/editor/projects.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  becomes,
  closeAll,
  eventually,
  inWorkspace,
  isOnDisk,
  pickerOpens,
  quickInput,
  showPapers,
  textOnDisk,
  told,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

let folders = 0;
/** A folder of its own for each test, with files and an open notebook, of which the last cell is being edited. */
async function lab(files: Readonly<Record<string, string>>, cells: readonly Cell[] = [['markdown', 'As .']]) {
  const folder = `lab${++folders}`;
  const at = (name: string) => `${folder}/${name}`;
  for (const [name, text] of Object.entries(files)) await writeInWorkspace(at(name), text);
  const notebook = await openNotebook(at('work.ipynb'), cells);
  const editor = await editCell(cells.length - 1, 'As '.length);
  const bibs = Object.keys(files).filter((name) => name.endsWith('.bib'));
  await eventually(() => {
    for (const bib of bibs) assert.equal(papers().states.get(uriOf(at(bib)))?.kind, 'read');
  });
  return { at, notebook, editor };
}

const always = { 'literatureNotes.addToBibliography': 'always' };

/** Waits until the library knows which bibliographies the cell that is edited has. */
const names = (editor: vscode.TextEditor, ...files: readonly string[]) =>
  eventually(() => assert.deepEqual([...papers().bibliographiesOf(editor.document.uri)], files.map(uriOf)));

export const run = createRun(() =>
  describe('citing in a notebook', () => {
    before(showPapers);
    afterEach(async () => {
      for (const notebook of vscode.workspace.notebookDocuments) await notebook.save();
      await closeAll();
      // what the workspace holds is not asked about
      await vscode.workspace.fs.delete(inWorkspace(`lab${folders}`), { recursive: true });
      await eventually(() => assert.equal(papers().get('gu2023mamba')?.sources.length, 1));
    });

    it('adds the entry to the bibliography beside it, after asking, and undoing the citation leaves it there', async () => {
      const { at, editor } = await lab({ 'only.bib': own });
      await citeMamba();
      await becomes(editor, 'As [@gu2023mamba].');
      await answer('is not in', 'Add to only.bib');
      await hasEntry(at('only.bib'), own);
      const text = await textOnDisk(at('only.bib'));
      await page.keyboard.press('Control+z');
      await becomes(editor, 'As .');
      assert.equal(await textOnDisk(at('only.bib')), text);
      await eventually(() =>
        assert.ok(
          papers()
            .get('gu2023mamba')
            ?.sources.includes(uriOf(at('only.bib'))),
        ),
      );
      await citeMamba();
      await becomes(editor, 'As [@gu2023mamba].');
      await quiet();
    });

    it('asks which of several is meant, once', async () => {
      const { at, editor } = await lab({ 'one.bib': own, 'two.bib': '% two\n' });
      await citeMamba();
      await answer('is not in', 'Add to Bibliography…');
      await pickerOpens();
      await quickInput.locator('.monaco-list-row', { hasText: 'two.bib' }).first().click();
      await hasEntry(at('two.bib'), '% two\n');
      await becomes(editor, 'As [@gu2023mamba].');
      assert.equal(await textOnDisk(at('one.bib')), own);
    });

    it('makes a bibliography beside it where there is none, and names it nowhere, since there is no place for that', async () => {
      const { at, editor, notebook } = await lab({});
      await citeMamba();
      await told('is not in');
      assert.equal(await isOnDisk(at('references.bib')), false);
      await answer('is not in', 'Create references.bib');
      await hasEntry(at('references.bib'), '');
      await becomes(editor, 'As [@gu2023mamba].');
      assert.equal(notebook.cellCount, 1);
    });

    it('adds it to the bibliography that its metadata names', async () => {
      const head: Cell = ['raw', '---\ntitle: Lab\nbibliography: own.bib\n---'];
      const { at, editor } = await lab({ 'own.bib': own, 'other.bib': '% other\n' }, [head, ['markdown', 'As .']]);
      await names(editor, at('own.bib'));
      await withSettings(always, async () => {
        await citeMamba();
        await becomes(editor, 'As [@gu2023mamba].');
        await hasEntry(at('own.bib'), own);
      });
      assert.equal(await textOnDisk(at('other.bib')), '% other\n');
    });

    it('says that the bibliography in its metadata is not there, in the cell that names it, and makes it', async () => {
      const head: Cell = ['raw', '---\nbibliography: gone.bib\n---'];
      const { at, editor, notebook } = await lab({}, [head, ['markdown', 'As .']]);
      const metadata = notebook.cellAt(0).document.uri;
      const problems = () =>
        vscode.languages.getDiagnostics(metadata).filter(({ message }) => /gone\.bib/.test(message));
      await eventually(() => assert.equal(problems().length, 1));
      await citeMamba();
      await answer('is not in', 'Create gone.bib');
      await hasEntry(at('gone.bib'), '');
      await names(editor, at('gone.bib'));
      await eventually(() => assert.equal(problems().length, 0));
    });

    it('names a new bibliography in its metadata, where it has some', async () => {
      const head: Cell = ['markdown', '---\ntitle: Lab\n---'];
      const { at, editor, notebook } = await lab({}, [head, ['markdown', 'As .']]);
      await citeMamba();
      await answer('names none yet', 'Create references.bib');
      await hasEntry(at('references.bib'), '');
      await becomes(editor, 'As [@gu2023mamba].');
      await eventually(() =>
        assert.equal(notebook.cellAt(0).document.getText(), '---\ntitle: Lab\nbibliography: references.bib\n---'),
      );
      await names(editor, at('references.bib'));
    });

    it('adds it to the bibliography of the project', async () => {
      const { at, editor } = await lab({ '_quarto.yml': 'bibliography: shared.bib\n', 'shared.bib': own });
      await names(editor, at('shared.bib'));
      await withSettings(always, async () => {
        await citeMamba();
        await becomes(editor, 'As [@gu2023mamba].');
        await hasEntry(at('shared.bib'), own);
      });
    });

    it('asks about a key that another paper has', async () => {
      const other = '@book{gu2023mamba,\n  author = {Doe, Jo},\n  title = {Snakes of Peru},\n  year = {1996},\n}\n';
      const head: Cell = ['raw', '---\nbibliography: other.bib\n---'];
      const { at, editor } = await lab({ 'other.bib': other }, [head, ['markdown', 'As .']]);
      await names(editor, at('other.bib'));
      await citeMamba();
      await answer('stands for', 'Add under a New Key…');
      await page.locator('.quick-input-message', { hasText: 'in the bibliography and the citation' }).waitFor();
      await page.keyboard.press('Enter');
      await hasEntry(at('other.bib'), other, 'gu2023mambaa');
      await becomes(editor, 'As [@gu2023mambaa].');
    });
  }),
);
