// Problems and their quick fixes, in documents and bibliographies of two folders.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { codeOf, fix, fixesAt, problemsIn, tells, problemTexts } from '../support/editor/problems.ts';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  eventually,
  inWorkspace,
  isOnDisk,
  openFile,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const { Error: error, Warning: warning, Information: information } = vscode.DiagnosticSeverity;

async function withProblems(value: Readonly<Record<string, string>>, act: () => Promise<void>): Promise<void> {
  const configuration = () => vscode.workspace.getConfiguration('literatureNotes');
  await configuration().update('problems', value, vscode.ConfigurationTarget.Global);
  try {
    await act();
  } finally {
    await configuration().update('problems', undefined, vscode.ConfigurationTarget.Global);
  }
}

const head = '---\nbibliography: refs.bib\n---\n\n';

export const run = createRun(() =>
  describe('problems', () => {
    const files: string[] = [];
    let count = 0;
    /** Writes and opens a file; drafts of two tests are different ones, since an old text may still be shown. */
    const open = async (wanted: string, text: string) => {
      const name = wanted === 'draft.md' ? `draft${++count}.md` : wanted;
      files.push(name);
      return (await openFile(name, text)).document;
    };
    afterEach(async () => {
      await closeAll();
      for (const name of files.splice(0)) if (await isOnDisk(name)) await vscode.workspace.fs.delete(inWorkspace(name));
    });

    it('tells of an unknown key while one types, and of nothing where all are known', async () => {
      const document = await open('draft.md', `${head}See [@noether1918].|`);
      await page.keyboard.type(' And @noeter1918');
      await tells(document, 'unknownKey noeter1918');
      const [problem] = problemsIn(document.uri);
      assert.deepEqual(
        [problem?.severity, problem?.message],
        [error, 'No paper has the key "noeter1918". Is it "noether1918"?'],
      );
      await executeCommand('undo');
      await tells(document);
    });

    it('changes a key to the nearest one, in one step that is undone in one', async () => {
      const text = `${head}See [@curie1910; @noeter1918, p. 3].`;
      const document = await open('draft.md', `${text}|`);
      await tells(document, 'unknownKey noeter1918');
      const [first] = await fixesAt(document, 'unknownKey');
      assert.deepEqual([first?.title, first?.isPreferred], ['Change to "noether1918"', true]);
      await fix(document, 'unknownKey', 'Change to "noether1918"');
      assert.equal(document.getText(), `${head}See [@curie1910; @noether1918, p. 3].`);
      await tells(document);
      await executeCommand('undo');
      assert.equal(document.getText(), text);
      await tells(document, 'unknownKey noeter1918');
    });

    it('changes it by the keyboard', async () => {
      const document = await open('draft.md', `${head}See [@noeter|1918].`);
      await tells(document, 'unknownKey noeter1918');
      const place = document.positionAt(document.getText().indexOf('noeter') + 2);
      await vscode.window.showTextDocument(document, { selection: new vscode.Range(place, place) });
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget .monaco-list-row', { hasText: 'Change to "noether1918"' }).waitFor();
      await page.keyboard.press('Enter');
      await eventually(() => assert.equal(document.getText(), `${head}See [@noether1918].`));
    });

    it('removes a citation and keeps its group whole', async () => {
      const document = await open('draft.md', `${head}See [@noether1918; @nobody]. So [@nobody].|`);
      await tells(document, 'unknownKey nobody', 'unknownKey nobody');
      await fix(document, 'unknownKey', 'Remove the citation');
      assert.equal(document.getText(), `${head}See [@noether1918]. So [@nobody].`);
      await tells(document, 'unknownKey nobody');
      await fix(document, 'unknownKey', 'Remove the citation');
      assert.equal(document.getText(), `${head}See [@noether1918]. So.`);
    });

    it('tells of a locator without a number, and takes it away', async () => {
      const document = await open('draft.md', `${head}See [@curie1910, p.].|`);
      await tells(document, 'locatorWithoutNumber p.');
      await fix(document, 'locatorWithoutNumber', 'Remove "p."');
      assert.equal(document.getText(), `${head}See [@curie1910].`);
    });

    it('creates an entry in the bibliography of the document', async () => {
      const document = await open('draft.md', `${head}See [@meitner1939].|`);
      await tells(document, 'unknownKey meitner1939');
      await fix(document, 'unknownKey', 'Create an entry "meitner1939" in one/refs.bib');
      const bib = vscode.window.activeTextEditor?.document;
      assert.match(bib?.getText() ?? '', /\n@misc\{meitner1939,\n/);
      await tells(document);
      await executeCommand('undo');
      await tells(document, 'unknownKey meitner1939');
    });

    it('tells what the library has and the bibliography has not, and adds the entry', async () => {
      const document = await open('draft.md', `${head}See [@darwin1859].|`);
      await tells(document, 'notInBibliography darwin1859');
      assert.equal(problemsIn(document.uri)[0]?.severity, warning);
      await fix(document, 'notInBibliography', 'Add the entry to one/refs.bib');
      const bib = await vscode.workspace.openTextDocument(inWorkspace('refs.bib'));
      assert.match(bib.getText(), /\n@book\{darwin1859,\n {2}author = \{Darwin, Charles\},/);
      await tells(document);
    });

    it('names the file that has the paper in the document', async () => {
      const document = await open('draft.md', `${head}See [@darwin1859].|`);
      await tells(document, 'notInBibliography darwin1859');
      await fix(document, 'notInBibliography', 'Add ../two/two.bib to the bibliographies of the document');
      assert.match(document.getText(), /^bibliography: \[refs\.bib, "\.\.\/two\/two\.bib"\]$/m);
      await tells(document);
    });

    it('keeps apart the bibliographies of several folders', async () => {
      const [, two] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(two);
      const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(two.uri, 'text.md'));
      await tells(document, 'notInBibliography curie1910');
    });

    it('follows the setting, at once', async () => {
      const document = await open('draft.md', `${head}See [@nobody].|`);
      await tells(document, 'unknownKey nobody');
      await withProblems({ unknownKey: 'information' }, async () => {
        await eventually(() => assert.equal(problemsIn(document.uri)[0]?.severity, information));
      });
      await withProblems({ unknownKey: 'off' }, () => tells(document));
      await tells(document, 'unknownKey nobody');
      assert.equal(problemsIn(document.uri)[0]?.severity, error);
    });

    it('follows the setting that leaves citations unchecked, at once', async () => {
      const document = await open('draft.md', `${head}See [@nobody].|`);
      await tells(document, 'unknownKey nobody');
      await withSettings({ 'literatureNotes.features.problems': 'off' }, () => tells(document));
      await tells(document, 'unknownKey nobody');
    });

    it('tells nothing of keys while a bibliography is missing, and all when it comes', async () => {
      const document = await open('draft.md', '---\nbibliography: later.bib\n---\n\nSee [@nobody; @curie1910].|');
      await tells(document, 'missingBibliography later.bib');
      await writeInWorkspace('later.bib', '@misc{curie1910, title = {T}}\n');
      await tells(document, 'unknownKey nobody');
      await vscode.workspace.fs.delete(inWorkspace('later.bib'));
      await tells(document, 'missingBibliography later.bib');
    });

    it('says that nothing is checked where a bibliography cannot be read', async () => {
      // a pipe is there and cannot be read
      execFileSync('mkfifo', [inWorkspace('pipe.bib').fsPath]);
      files.push('pipe.bib');
      const document = await open('draft.md', '---\nbibliography: pipe.bib\n---\n\nSee [@nobody; @nobody2].|');
      await tells(document, 'uncheckedCitations nobody');
      assert.equal(problemsIn(document.uri)[0]?.severity, information);
    });

    it('takes what may be a mention of somebody for one', async () => {
      const document = await open('draft.md', 'Thanks to @octocat and @types/node.|');
      const known = await open('draft.md', 'As @curie1910 and @octocat say.|');
      await tells(known, 'unknownKey octocat');
      await tells(document);
    });

    it("takes no cross-reference for a key: the usual ones, the document's and those of the setting", async () => {
      const own = head.replace('---\n\n', 'crossref:\n  custom:\n    - key: box\n---\n\n');
      const document = await open('draft.md', `${own}See @fig-plot, @box-one and @film-two.|`);
      await tells(document, 'unknownKey film-two');
      const section = vscode.workspace.getConfiguration('literatureNotes');
      await section.update('crossReferences', ['film'], vscode.ConfigurationTarget.Global);
      await tells(document);
      await section.update('crossReferences', undefined, vscode.ConfigurationTarget.Global);
    });

    it('checks LaTeX, Typst and Org', async () => {
      const table = [
        ['a.tex', '\\addbibresource{refs.bib}\nSo~\\cite{curie1910,noeter1918}.|', '\\cite{curie1910}.'],
        ['a.typ', '#bibliography("refs.bib")\nSo @curie1910 and @noeter1918 say.|', 'So @curie1910 and say.'],
        ['a.org', '#+bibliography: refs.bib\nSo [cite:@noeter1918;@curie1910].|', 'So [cite:@curie1910].'],
      ] as const;
      for (const [name, text, after] of table) {
        const document = await open(name, text);
        await tells(document, 'unknownKey noeter1918');
        const titles = (await fixesAt(document, 'unknownKey')).map(({ title }) => title);
        assert.equal(titles[0], 'Change to "noether1918"', name);
        await fix(document, 'unknownKey', 'Remove the citation');
        assert.ok(document.getText().endsWith(after), document.getText());
        await tells(document);
      }
    });

    it('offers to create the note that a link leads to', async () => {
      const document = await open('draft.md', `${head}See [[@curie1910]].|`);
      await tells(document, 'linkWithoutNote curie1910');
      await fix(document, 'linkWithoutNote', 'Create the note of "curie1910"');
      files.push('notes/@curie1910.md');
      await tells(document);
    });

    it('tells which note belongs to no paper', async () => {
      const document = await open('stray.md', '---\ncitekey: noeter1918\n---\n\nText.|');
      await document.save();
      await tells(document, 'noteWithoutPaper noeter1918');
      await fix(document, 'noteWithoutPaper', 'Change to "noether1918"');
      assert.match(document.getText(), /^citekey: noether1918$/m);
      await document.save();
      await tells(document);
    });

    it('checks the entries of bibliographies that are named or open', async () => {
      const doi = 'doi = {https://doi.org/10.1000/182}';
      const bib = await open('checked.bib', `@article{a,\n  author = {A},\n  title = {T},\n  ${doi},\n}\n|`);
      await tells(bib, 'badDoi https://doi.org/10.1000/182');
      await open('draft.md', '---\nbibliography: checked.bib\n---\n\n@a|');
      await tells(bib, 'missingField a', 'badDoi https://doi.org/10.1000/182');
      await fix(bib, 'badDoi', 'Change to "10.1000/182"');
      await tells(bib, 'missingField a');
      await fix(bib, 'missingField', 'Add journaltitle, date');
      assert.match(bib.getText(), /doi = \{10\.1000\/182\},\n {2}journaltitle = \{\},\n {2}date = \{\},\n\}/);
      await tells(bib, 'missingField a');
    });

    it('puts in the comma that an entry lacks', async () => {
      const bib = await open('checked.bib', '@misc{a,\n  title = {T}\n  year = 1999\n}\n|');
      await eventually(() => assert.ok(problemsIn(bib.uri).some((each) => codeOf(each) === 'missingComma')));
      await fix(bib, 'missingComma', 'Insert the missing comma');
      assert.equal(bib.getText(), '@misc{a,\n  title = {T},\n  year = 1999\n}\n');
      await tells(bib);
    });

    it('fixes all identifiers at once', async () => {
      const bib = await open(
        'checked.bib',
        '@misc{a,\n  title = {T},\n  doi = {doi:10.1000/182},\n  issn = {03178471},\n}\n|',
      );
      await tells(bib, 'badDoi doi:10.1000/182', 'badIssn 03178471');
      const kind = 'source.fixAll.literatureNotes';
      const whole = new vscode.Range(0, 0, bib.lineCount, 0);
      const [all] = await executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', bib.uri, whole, kind);
      assert.ok(all?.edit);
      await vscode.workspace.applyEdit(all.edit);
      assert.match(bib.getText(), /doi = \{10\.1000\/182\},\n {2}issn = \{0317-8471\}/);
      await tells(bib);
    });

    it('gives one of two papers with the same key another, and deletes an entry that is there twice', async () => {
      const one = '@misc{same,\n  author = {A, B},\n  title = {One thing},\n  year = {2001},\n}\n';
      const other = '@misc{same,\n  author = {C, D},\n  title = {Something else},\n  year = {2009},\n}\n';
      const bib = await open('checked.bib', `${one}\n${other}|`);
      await tells(bib, 'duplicateKey same', 'duplicateKey same');
      await fix(bib, 'duplicateKey', 'Change this key to "samea"');
      await tells(bib);
      const twice = await open('twice.bib', `${one.replace('same', 'twin')}\n${one.replace('same', 'twin')}|`);
      await eventually(() => assert.ok(problemTexts(twice).includes('repeatedEntry twin'), problemTexts(twice).join()));
      await fix(twice, 'repeatedEntry', 'Delete the entry "twin"');
      assert.equal(twice.getText(), one.replace('same', 'twin'));
    });

    it('tells of entries that nobody cites, where one asks for it', async () => {
      const bib = await open('checked.bib', '@misc{used,\n  title = {T},\n}\n\n@misc{unused,\n  title = {U},\n}\n|');
      await open('draft.md', '---\nbibliography: checked.bib\n---\n\n@used|');
      await withProblems({ unusedEntry: 'hint' }, async () => {
        await tells(bib, 'unusedEntry unused');
        await fix(bib, 'unusedEntry', 'Delete the entry "unused"');
        assert.equal(bib.getText(), '@misc{used,\n  title = {T},\n}\n');
        await tells(bib);
      });
    });

    it('says of each problem what it is, without a network', async () => {
      const document = await open('draft.md', `${head}See [@nobody].|`);
      await tells(document, 'unknownKey nobody');
      const code = problemsIn(document.uri)[0]?.code;
      const target = typeof code === 'object' ? code.target : undefined;
      assert.match(target?.fragment ?? '', /^L\d+$/);
      const word = page.locator('.view-line', { hasText: 'nobody' }).locator('span', { hasText: 'nobody' }).last();
      const link = page.locator('.monaco-hover a', { hasText: 'unknownKey' }).first();
      // a line that is drawn anew under the mouse takes its hover away
      await eventually(async () => {
        await page.locator('.monaco-editor .view-line').first().hover();
        await word.hover();
        await link.waitFor({ timeout: 3000 });
      });
      await link.click();
      await eventually(() => {
        const editor = vscode.window.activeTextEditor;
        assert.match(editor?.document.uri.path ?? '', /\/media\/problems\.md$/);
        assert.equal(editor?.document.lineAt(editor.selection.active).text, '### unknownKey');
      });
    });
  }),
);
