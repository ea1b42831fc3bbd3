// Where the library's papers come from, in a workspace with documents of every language.
import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  chooseInMenu,
  closeAll,
  details,
  eventually,
  inWorkspace,
  notification,
  openFile,
  openText,
  pickerCloses,
  pickerOpens,
  quickInput,
  search,
  start,
  textOnDisk,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const pane = page.locator('.sidebar .pane', { has: page.locator('.pane-header', { hasText: 'Sources' }) });
const sourceRow = (text: string) => pane.locator('.monaco-list-row', { hasText: text }).first();
const book = (key: string, title = 'A Title') =>
  `@book{${key},\n  author = {Doe, Jo},\n  title = {${title}},\n  year = {2001},\n}\n`;

async function sourceRows(): Promise<string[]> {
  return pane.locator('.monaco-list-row').evaluateAll((elements) =>
    elements
      .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
}

async function hasRow(...parts: readonly string[]): Promise<void> {
  await eventually(async () => {
    const rows = await sourceRows();
    assert.ok(
      rows.some((row) => parts.every((part) => row.includes(part))),
      `${parts.join(' … ')} is none of:\n${rows.join('\n')}`,
    );
  });
}

async function hasNoRow(part: string): Promise<void> {
  await eventually(async () => {
    const rows = await sourceRows();
    assert.ok(!rows.some((row) => row.includes(part)), rows.join('\n'));
  });
}

const missingIn = (name: string) =>
  vscode.languages
    .getDiagnostics(inWorkspace(name))
    .filter(({ code }) => typeof code === 'object' && code.value === 'missingBibliography');

async function setLibraries(lines: readonly string[] | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('literatureNotes', null)
    .update('libraries', lines, vscode.ConfigurationTarget.Workspace);
}

export const run = createRun(() =>
  describe('sources', () => {
    let outside = '';
    before(async () => {
      outside = await mkdtemp(path.join(os.tmpdir(), 'library '));
      await vscode.commands.executeCommand('literatureNotes.papers.focus');
      await vscode.commands.executeCommand('literatureNotes.sources.focus');
      // the view gets the whole height, so that all of its rows are on the screen
      for (const view of ['Papers', 'Details']) {
        const header = page.locator('.sidebar .pane-header.expanded', { hasText: view });
        if (await header.count()) await header.click();
      }
      await pane.locator('.monaco-list-row').first().waitFor();
    });
    afterEach(closeAll);
    after(() => rm(outside, { recursive: true, force: true }));

    it('shows the bibliographies of documents in every language, and of projects', async () => {
      await hasRow('refs.bib', '1 entry', 'named by article.md');
      await hasRow('clocks.bib', '1 entry', 'named by main.tex');
      await hasRow('works.yml', '1 entry', 'named by paper.typ');
      await hasRow('items.json', '1 entry', 'named by notes.org');
      await hasRow('book.bib', '1 entry', 'named by the project, in book/_quarto.yml');
      await hasRow('loose.ris', '1 entry', 'in the workspace');
      await hasRow('Seed papers', '76 entries');
    });

    it('lists the nearest first, and the seeds last', async () => {
      const rows = await sourceRows();
      const order = ['named by article.md', 'named by the project', 'loose.ris', 'Seed papers'].map((part) =>
        rows.findIndex((row) => row.includes(part) && !row.includes('not there')),
      );
      assert.deepEqual(
        order,
        [...order].sort((a, b) => a - b),
        rows.join('\n'),
      );
      assert.ok(rows.at(-1)?.includes('Seed papers'));
    });

    it('puts the bibliographies of the document one works in first, also those of its main file and of its project', async () => {
      const firstIs = (name: string) =>
        eventually(async () => assert.ok((await sourceRows())[1]?.startsWith(name), (await sourceRows()).join('\n')));
      await vscode.window.showTextDocument(inWorkspace('paper.typ'));
      await firstIs('works.yml');
      await vscode.window.showTextDocument(inWorkspace('chapters/chapter.tex'));
      await firstIs('clocks.bib');
      await vscode.window.showTextDocument(inWorkspace('book/index.qmd'));
      await firstIs('book.bib');
    });

    it('leaves out what the settings hide, and JSON that nothing names', async () => {
      await hasRow('loose.ris');
      const rows = await sourceRows();
      assert.ok(!rows.some((row) => /hidden|unnamed|never/.test(row)), rows.join('\n'));
    });

    it('finds the papers of all of them', async () => {
      for (const [query, title] of [
        ['knuth literate', 'Literate Programming'],
        ['lamport clocks', 'Time, Clocks'],
        ['shannon communication', 'A Mathematical Theory'],
        ['turing intelligence', 'Computing Machinery'],
        ['hoare axiomatic', 'An Axiomatic Basis'],
        ['gu mamba', 'Mamba'],
      ] as const) {
        start('literatureNotes.findPaper');
        await search(query, title);
        await page.keyboard.press('Escape');
        await pickerCloses();
      }
    });

    it('says at the place which names a file that it is not there, and creates it', async () => {
      await hasRow('missing.bib', 'not there', 'article.md');
      const [problem] = await eventually(() => {
        const problems = missingIn('article.md');
        assert.equal(problems.length, 1);
        return problems;
      });
      const document = await vscode.workspace.openTextDocument(inWorkspace('article.md'));
      assert.equal(document.getText(problem?.range), 'missing.bib');
      assert.deepEqual(missingIn('main.tex'), []);

      await vscode.window.showTextDocument(document);
      const fix = await eventually(async () => {
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          problem?.range,
        );
        const found = actions.find(({ title }) => title === 'Create missing.bib');
        assert.ok(found?.edit, actions.map(({ title }) => title).join(', '));
        return found.edit;
      });
      await vscode.workspace.applyEdit(fix);
      await hasRow('missing.bib', '0 entries', 'named by article.md');
      await eventually(() => assert.deepEqual(missingIn('article.md'), []));
    });

    it('opens a file by a click', async () => {
      const isOpen = () => assert.ok(vscode.window.activeTextEditor?.document.uri.path.endsWith('/loose.ris'));
      // the rows move while the library still learns of files
      await eventually(async () => {
        await sourceRow('loose.ris').click();
        await eventually(isOpen, 3000);
      });
    });

    it('follows what an open document names, before it is saved', async () => {
      await writeInWorkspace('bib/late.json', '[{"id":"late2001","type":"book","title":"Named late"}]');
      await openFile('draft.qmd', '---\nbibliography: |\n---\n');
      await page.keyboard.type(' bib/late.json');
      await hasRow('late.json', '1 entry', 'named by draft.qmd');
      await page.keyboard.press('Control+z');
      await hasNoRow('late.json');
    });

    it('keeps what an untitled document names when all files are listed again, and forgets it with the document', async () => {
      await writeInWorkspace('bib/untitled.json', '[{"id":"untitled2001","type":"book","title":"Named by a draft"}]');
      await writeInWorkspace('aside.txt', '');
      const { document } = await openText('---\nbibliography: [bib/untitled.json, bib/absent.bib]\n---\n|');
      const absent = () => vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
      await hasRow('untitled.json', '1 entry', 'named by Untitled-');
      await eventually(() => assert.equal(absent().length, 1));

      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(inWorkspace('aside.txt'), inWorkspace('beside.txt'));
      await vscode.workspace.applyEdit(edit);
      // the new listing says so by another file that only it can find
      await setLibraries(['bib/unnamed.json']);
      await hasRow('unnamed.json', '1 entry');
      await hasRow('untitled.json', '1 entry', 'named by Untitled-');
      await setLibraries(undefined);
      await hasNoRow('unnamed.json');
      await hasRow('untitled.json', '1 entry', 'named by Untitled-');

      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await hasNoRow('untitled.json');
      await hasNoRow('absent.bib');
      await eventually(() => assert.deepEqual(absent(), []));
    });

    it('reads what an editor holds and has not saved, and what is on disk when that is given up', async () => {
      const editor = await openFile('edited.bib', `${book('one2001')}|`);
      await hasRow('edited.bib', '1 entry');
      await editor.edit((edit) => edit.insert(editor.selection.active, book('two2001', 'Another')));
      await hasRow('edited.bib', '2 entries');
      await vscode.commands.executeCommand('workbench.action.files.revert');
      await hasRow('edited.bib', '1 entry');
    });

    it('notices a file that is new, moved and deleted', async () => {
      await writeInWorkspace('bib/fresh.bib', book('fresh2001'));
      await hasRow('fresh.bib', '1 entry', 'in the workspace');
      await vscode.workspace.fs.rename(inWorkspace('bib/fresh.bib'), inWorkspace('bib/moved.bib'));
      await hasRow('moved.bib', '1 entry');
      await hasNoRow('fresh.bib');
      await vscode.workspace.fs.delete(inWorkspace('bib/moved.bib'));
      await hasNoRow('moved.bib');
    });

    it('reads the files that the setting names, outside of the workspace too, also when they are replaced by rename', async () => {
      const library = path.join(outside, 'library.bib');
      await writeFile(library, book('outside2001'));
      await writeFile(path.join(outside, 'more.ris'), 'TY  - BOOK\nID  - more\nTI  - More\nER  - \n');
      await setLibraries([
        library,
        `${outside}/*.{ris,enw}`,
        '${workspaceFolder}/bib/unn*.json',
        '${env:NOT_SET_HERE}/x.bib',
        'gone.bib',
      ]);
      await hasRow('library.bib', '1 entry', 'named by a setting');
      await hasRow('more.ris', '1 entry', 'named by a setting');
      await hasRow('unnamed.json', '1 entry', 'named by a setting');
      await hasRow('${env:NOT_SET_HERE} stands for nothing here');
      await hasRow('gone.bib', 'not there', 'named by a setting');

      await writeFile(`${library}.new`, book('outside2001') + book('outside2002', 'Second'));
      await rename(`${library}.new`, library);
      await hasRow('library.bib', '2 entries');

      await sourceRow('library.bib').click({ button: 'right' });
      await chooseInMenu('Remove from Setting');
      await hasNoRow('library.bib');
      await setLibraries(undefined);
      await hasNoRow('more.ris');
    });

    it('hides the seeds and shows them again', async () => {
      await sourceRow('Seed papers').click({ button: 'right' });
      await chooseInMenu('Hide Seed Papers');
      await hasNoRow('Seed papers');
      start('literatureNotes.findPaper');
      await search('gu mamba linear-time', 'No paper matches');
      await page.keyboard.press('Escape');
      await pickerCloses();
      await vscode.commands.executeCommand('literatureNotes.showSeeds');
      await hasRow('Seed papers', '76 entries');
    });

    describe('Add Paper', () => {
      const pasted =
        '@article{naur1985programming,\n    author = {Naur, Peter},\n    title = {Programming as Theory Building},\n    year = 1985\n}';

      it('adds what is on the clipboard to the bibliography of the document, as it was written', async () => {
        const before = await textOnDisk('refs.bib');
        const editor = await openFile('writing.md', '---\nbibliography: refs.bib\n---\n\nText|\n');
        await hasRow('refs.bib', 'named by 2 documents');
        await vscode.env.clipboard.writeText(pasted);
        start('literatureNotes.addPaper');
        await pickerOpens();
        await search('', 'Programming as Theory Building');
        await page.keyboard.press('Enter');
        await quickInput.locator('.monaco-list-row', { hasText: 'refs.bib' }).first().waitFor();
        await eventually(async () => {
          const first = await quickInput.locator('.monaco-list-row[data-index="0"]').textContent();
          assert.ok(first?.includes('refs.bib') && first.includes('named by this document'), first ?? '');
        });
        await page.keyboard.press('Enter');
        await eventually(async () => assert.equal(await textOnDisk('refs.bib'), `${before}\n${pasted}\n`));
        await hasRow('refs.bib', '2 entries');
        assert.ok(editor.document.uri.path.endsWith('writing.md'));

        await eventually(() => assert.ok(vscode.window.activeTextEditor?.document.uri.path.endsWith('refs.bib')));
        await vscode.commands.executeCommand('undo');
        assert.equal(vscode.window.activeTextEditor?.document.getText(), before);
        await vscode.window.activeTextEditor?.document.save();
        await hasRow('refs.bib', '1 entry');
      });

      it('keeps CRLF, and asks before it uses another key than the one that is taken', async () => {
        const text = '[\r\n  {\r\n    "id": "a2001",\r\n    "type": "book",\r\n    "title": "First"\r\n  }\r\n]\r\n';
        await writeInWorkspace('crlf.json', text);
        await openFile('crlf.md', '---\nbibliography: crlf.json\n---\n|');
        await hasRow('crlf.json', '1 entry');
        await vscode.env.clipboard.writeText('TY  - BOOK\nID  - a2001\nTI  - Second\nPY  - 2001\nER  - \n');
        start('literatureNotes.addPaper');
        await search('', 'Second');
        await page.keyboard.press('Enter');
        await page.locator('.quick-input-message', { hasText: 'The key "a2001" is taken' }).waitFor();
        await page.keyboard.press('Enter');
        await quickInput.locator('.monaco-list-row', { hasText: 'crlf.json' }).first().waitFor();
        await page.keyboard.press('Enter');
        await eventually(async () => {
          const now = await textOnDisk('crlf.json');
          assert.ok(now.startsWith(text.slice(0, text.lastIndexOf('\r\n]'))), now);
          assert.equal(now.replaceAll('\r\n', '').includes('\n'), false);
          const items = JSON.parse(now) as { id: string; title: string }[];
          assert.deepEqual(
            items.map(({ id, title }) => [id, title]),
            [
              ['a2001', 'First'],
              ['a2001a', 'Second'],
            ],
          );
        });
      });

      it('writes a paper file, which is then in the library', async () => {
        await openFile('plain.md', 'Text|\n');
        await vscode.env.clipboard.writeText('nothing of the kind');
        start('literatureNotes.addPaper');
        await pickerOpens();
        await search('', 'Blank paper');
        await page.keyboard.press('Enter');
        await page.locator('.quick-input-message', { hasText: 'Citation key' }).waitFor();
        await page.keyboard.press('Control+a');
        await page.keyboard.type('doe2020paper');
        await page.keyboard.press('Enter');
        await quickInput.locator('.monaco-list-row', { hasText: 'Paper file in papers/' }).first().click();
        await eventually(() =>
          assert.ok(vscode.window.activeTextEditor?.document.uri.path.endsWith('/papers/doe2020paper.md')),
        );
        await page.locator('.monaco-editor.focused').first().waitFor();
        await page.keyboard.type('A Paper of My Own');
        await eventually(() =>
          assert.ok(vscode.window.activeTextEditor?.document.getText().includes('title: "A Paper of My Own"')),
        );
        await vscode.window.activeTextEditor?.document.save();
        await hasRow('doe2020paper.md', '1 entry', 'in the workspace');
      });

      it('offers to name a new bibliography in the document, as one step that can be undone', async () => {
        const text = '---\n# mine\ntitle: Fresh\n---\n\nText\n';
        await openFile('fresh/fresh.md', `${text}|`);
        await vscode.env.clipboard.writeText(pasted.replaceAll('naur1985programming', 'naur1985again'));
        start('literatureNotes.addPaper');
        await search('', 'Programming as Theory Building');
        await page.keyboard.press('Enter');
        await quickInput.locator('.monaco-list-row', { hasText: 'fresh/references.bib' }).first().click();
        await answer('names no bibliography', 'Name It There');
        const document = () => vscode.window.activeTextEditor?.document;
        await eventually(() =>
          assert.equal(document()?.getText(), text.replace('Fresh\n', 'Fresh\nbibliography: references.bib\n')),
        );
        await hasRow('references.bib', '1 entry', 'named by fresh/fresh.md');
        await vscode.commands.executeCommand('undo');
        assert.equal(document()?.getText(), text);
      });

      it('never makes another text of a file that is not UTF-8', async () => {
        const before = Buffer.from('@book{müller2001,\n  title = {Über Räder},\n}\n', 'latin1');
        await vscode.workspace.fs.writeFile(inWorkspace('latin.bib'), before);
        await openFile('latin.md', '---\nbibliography: latin.bib\n---\n|');
        await hasRow('latin.bib', '1 entry');
        await vscode.env.clipboard.writeText(pasted.replaceAll('naur1985programming', 'naur1985latin'));
        start('literatureNotes.addPaper');
        await search('', 'Programming as Theory Building');
        await page.keyboard.press('Enter');
        await quickInput.locator('.monaco-list-row', { hasText: 'latin.bib' }).first().click();
        // where VS Code can be told the encoding it is written, and else refused
        await eventually(async () => {
          const now = Buffer.from(await vscode.workspace.fs.readFile(inWorkspace('latin.bib')));
          assert.deepEqual(now.subarray(0, before.length), before);
          if (now.length === before.length) assert.ok(await notification('latin.bib is not UTF-8').isVisible());
          else assert.ok(now.toString('latin1').includes('naur1985latin'));
        });
      });

      it('can be reached where no paper matches', async () => {
        await vscode.env.clipboard.writeText(pasted);
        start('literatureNotes.findPaper');
        await search('xqzvwk', 'Add Paper');
        await page.keyboard.press('Enter');
        await quickInput.locator('.monaco-list-row', { hasText: 'from the clipboard' }).first().waitFor();
      });
    });

    // the last, since the documents it opens stay known for a while
    describe('a key under the cursor', () => {
      it('means the paper of the document’s own bibliography', async () => {
        await writeInWorkspace(
          'own/far.bib',
          book('twice2001', 'The Other Paper of That Key').replace('Doe, Jo', 'Roe, Al'),
        );
        await writeInWorkspace('own/near.bib', book('twice2001', 'The Paper That Is Meant'));
        const show = async (bibliography: string, title: string) => {
          await openFile(`own/${bibliography}.md`, `---\nbibliography: ${bibliography}.bib\n---\n\nSee @twice|2001.\n`);
          await hasRow(`${bibliography}.bib`, '1 entry', 'named by');
          await vscode.commands.executeCommand('literatureNotes.showPaper');
          await eventually(async () => assert.equal(await details.locator('h1').textContent({ timeout: 1000 }), title));
        };
        await show('near', 'The Paper That Is Meant');
        await show('far', 'The Other Paper of That Key');
      });
    });
  }),
);
