// What is offered in .bib documents.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import { closeAll, eventually, openFile, openText, pickerOpens, quickRow, start } from '../support/editor/workbench.ts';

const text = `% Clocks
@string{mit = "MIT Press"}

@inbook{lamport,
  author = {Lamport, Leslie},
  title = {Clocks},
  crossref = {parent},
  publisher = mit,
}

@book{parent,
  author = {Gu, Albert and Dao, Tri},
  title = {On {Time}},
  abstract = {One
    two},
  year = 2023
}
`;

const ask = <T>(command: string, document: vscode.TextDocument, ...args: readonly unknown[]) =>
  vscode.commands.executeCommand<T>(`vscode.${command}`, document.uri, ...args);

/** The place right after the first such text. */
function after(document: vscode.TextDocument, what: string): vscode.Position {
  const at = document.getText().indexOf(what);
  assert.ok(at >= 0, what);
  return document.positionAt(at + what.length);
}

async function hover(document: vscode.TextDocument, what: string): Promise<string> {
  const hovers = await ask<vscode.Hover[]>('executeHoverProvider', document, after(document, what));
  return hovers.flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value)).join('\n');
}

async function completions(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.CompletionItem[]> {
  const list = await ask<vscode.CompletionList>('executeCompletionItemProvider', document, position);
  return list.items;
}

const labelOf = ({ label }: vscode.CompletionItem) => (typeof label === 'string' ? label : label.label);
const settingOf = (name: string, value: unknown) =>
  vscode.workspace.getConfiguration('literatureNotes').update(name, value, vscode.ConfigurationTarget.Global);

export const run = createRun(() =>
  describe('.bib documents', () => {
    afterEach(closeAll);

    it('are of the language BibTeX, by either ending', async () => {
      for (const name of ['one.bib', 'two.bibtex']) {
        const { document } = await openFile(name, '|@misc{a, title = {A}}\n');
        assert.equal(document.languageId, 'bibtex');
      }
    });

    it('have an outline of entries with their fields', async () => {
      const { document } = await openText(`|${text}`, 'bibtex');
      const symbols = await ask<vscode.DocumentSymbol[]>('executeDocumentSymbolProvider', document);
      assert.deepEqual(
        symbols.map(({ name, detail }) => `${name}: ${detail}`),
        ['mit: MIT Press', 'lamport: inbook · Lamport, Clocks', 'parent: book · Gu & Dao 2023, On Time'],
      );
      const [, entry] = symbols;
      assert.deepEqual(
        entry?.children.map(({ name }) => name),
        ['author', 'title', 'crossref', 'publisher'],
      );
      assert.equal(document.getText(entry?.selectionRange), 'lamport');
    });

    it('fold entries down to their closing brace, and fields', async () => {
      const { document } = await openText(`|${text}`, 'bibtex');
      const folds = await ask<vscode.FoldingRange[]>('executeFoldingRangeProvider', document);
      const lines = folds.map(({ start, end }) => [start, end]).sort(([one = 0], [other = 0]) => one - other);
      assert.deepEqual(
        lines,
        [
          [0, 1],
          [3, 7],
          [10, 15],
          [13, 14],
        ].filter(([first]) => first !== 0),
      );
    });

    it('are laid out by the key for it, in one step that undo takes back', async () => {
      const untidy = '@book { a,title={A   B},\n\n\n year = 1  }\n% note\n';
      const { document } = await openText(`|${untidy}`, 'bibtex');
      await page.keyboard.press('Control+Shift+I');
      await eventually(() =>
        assert.equal(document.getText(), '@book{a,\n    title = {A   B},\n\n    year = 1\n}\n% note\n'),
      );
      await page.keyboard.press('Control+z');
      await eventually(() => assert.equal(document.getText(), untidy));
    });

    it('are laid out with aligned equals signs where the setting says so, all or in part', async () => {
      await settingOf('bibtex.alignEquals', true);
      const options = { tabSize: 2, insertSpaces: true };
      const { document } = await openText('|@misc{a,note={A},publisher={B}}\n@misc{b,year=1}\n', 'bibtex');
      const edits = await ask<vscode.TextEdit[]>('executeFormatDocumentProvider', document, options);
      const range = new vscode.Range(1, 0, 1, 3);
      const some = await ask<vscode.TextEdit[]>('executeFormatRangeProvider', document, range, options);
      await settingOf('bibtex.alignEquals', undefined);
      assert.ok(some.length && some.every((edit) => edit.range.start.line === 1));
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, edits);
      await vscode.workspace.applyEdit(edit);
      assert.equal(document.getText(), '@misc{a,\n  note      = {A},\n  publisher = {B}\n}\n@misc{b,\n  year = 1\n}\n');
    });

    it('offer entry types while one types, as snippets with what they require', async () => {
      const { document } = await openText('|', 'bibtex');
      await page.keyboard.type('@art', { delay: 60 });
      await page.locator('.suggest-widget .monaco-list-row.focused', { hasText: 'article' }).waitFor();
      await page.keyboard.press('Enter');
      await eventually(() => assert.match(document.getText(), /^@article\{key,\n\s+author = \{\},\n\s+title = \{\},/));
      await page.keyboard.type('gu2023');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Gu, Albert');
      await eventually(() => assert.match(document.getText(), /^@article\{gu2023,\n\s+author = \{Gu, Albert\},/));
    });

    it('offer fields while one types, those that are required first', async () => {
      const { document } = await openText('@article{a,\n  title = {T},\n  |\n}', 'bibtex');
      const items = await completions(document, new vscode.Position(2, 2));
      const ours = items.filter(({ kind }) => kind === vscode.CompletionItemKind.Field);
      assert.deepEqual(ours.slice(0, 3).map(labelOf), ['author', 'journal', 'year']);
      await page.keyboard.type('aut', { delay: 60 });
      await page.locator('.suggest-widget .monaco-list-row.focused', { hasText: 'author' }).waitFor();
      await page.keyboard.press('Enter');
      await page.keyboard.type('Gu');
      await eventually(() => assert.match(document.getText(), /\n {2}author = \{Gu\},\n/));
    });

    it('are indented and closed while one types, and offer the keys of other entries', async () => {
      const { document } = await openText('@book{parent, title = {P}}\n|', 'bibtex');
      await page.keyboard.type('@misc{a,');
      // the names of fields are offered at once, and Enter would take the first
      await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
      await page.keyboard.press('Escape');
      await page.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
      await page.keyboard.press('Enter');
      await eventually(() => assert.match(document.getText(), /@misc\{a,\n +\n\}$/));
      await page.keyboard.type('cros', { delay: 60 });
      await page.locator('.suggest-widget .monaco-list-row.focused', { hasText: 'crossref' }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.suggest-widget .monaco-list-row.focused', { hasText: 'parent' }).waitFor();
      await page.keyboard.press('Enter');
      await eventually(() => assert.match(document.getText(), /@misc\{a,\n +crossref = \{parent\},\n\}$/));
    });

    it('offer strings, months, keys and keywords where they can stand', async () => {
      const { document } = await openText(
        `|${text}@misc{here, month = , publisher = , related = {}, keywords = {}, }\n@misc{b, keywords = {clocks}}\n`,
        'bibtex',
      );
      const at = async (what: string) => (await completions(document, after(document, what))).map(labelOf);
      assert.deepEqual((await at('month = ')).slice(0, 2), ['jan', 'feb']);
      assert.ok((await at('{}, }\n@misc{b, keywords = {')).length);
      const ours = ['mit', 'lamport', 'parent', 'clocks'];
      const seen = async (what: string) => (await at(what)).filter((label) => ours.includes(label));
      assert.deepEqual(await seen(', publisher = '), ['mit']);
      assert.deepEqual(await seen('related = {'), ['lamport', 'parent']);
      assert.deepEqual((await at('{}, keywords = {'))[0], 'clocks');
    });

    it('say what types, fields, keys and strings are', async () => {
      const { document } = await openText(`|${text}`, 'bibtex');
      assert.match(await hover(document, '@inb'), /\*\*@inbook\*\*[^]*Required: `author`, `title`, `booktitle`/);
      assert.match(await hover(document, '  crossr'), /\*\*crossref\*\*[^]*takes fields from/);
      assert.match(await hover(document, '@book{par'), /On Time[^]*Albert Gu, Tri Dao/);
      assert.match(await hover(document, 'crossref = {par'), /On Time[^]*Albert Gu, Tri Dao/);
      assert.match(await hover(document, 'publisher = m'), /MIT Press/);
    });

    it('lead from a crossref to its parent, from a macro to its string, and to papers in other files', async () => {
      const { document } = await openText(`|${text}@misc{x, related = {hubble1929relation}}\n`, 'bibtex');
      const target = async (what: string) => {
        const found = await ask<(vscode.Location | vscode.LocationLink)[]>(
          'executeDefinitionProvider',
          document,
          after(document, what),
        );
        const [first] = found;
        assert.ok(first, what);
        const uri = 'targetUri' in first ? first.targetUri : first.uri;
        const range = 'targetUri' in first ? first.targetRange : first.range;
        return (await vscode.workspace.openTextDocument(uri)).getText(range);
      };
      assert.equal(await target('crossref = {par'), 'parent');
      assert.equal(await target('publisher = m'), 'mit');
      await eventually(async () => assert.equal(await target('related = {hub'), 'hubble1929relation'));
    });

    it('are sorted by what one picks, in one step that undo takes back', async () => {
      const unsorted = '@misc{c, year = 2001}\n\n% on b\n@misc{b, year = 2003}\n\n@misc{a, year = 2002}\n';
      const { document } = await openText(`|${unsorted}`, 'bibtex');
      start('literatureNotes.sortBibliography');
      await pickerOpens();
      await page.keyboard.type('year');
      await quickRow('newest first').click();
      await eventually(() =>
        assert.equal(
          document.getText(),
          '% on b\n@misc{b, year = 2003}\n\n@misc{a, year = 2002}\n\n@misc{c, year = 2001}\n',
        ),
      );
      await page.locator('.monaco-editor').first().click();
      await page.keyboard.press('Control+z');
      await eventually(() => assert.equal(document.getText(), unsorted));
      await vscode.commands.executeCommand('literatureNotes.sortBibliography', 'key');
      assert.ok(document.getText().startsWith('@misc{a,'));
    });

    it('are not sorted while an entry is not closed', async () => {
      const broken = '@misc{b, title = {x}\n\n@misc{a,}\n';
      const { document } = await openText(`|${broken}`, 'bibtex');
      start('literatureNotes.sortBibliography', 'key');
      const message = page.locator('.notifications-toasts .notification-list-item', {
        hasText: '“b” is not well formed',
      });
      await message.first().waitFor();
      assert.equal(document.getText(), broken);
    });

    it('show how often entries are cited where the setting says so', async () => {
      const { document } = await openText(`|${text}`, 'bibtex');
      const lenses = () => ask<vscode.CodeLens[]>('executeCodeLensProvider', document, 100);
      assert.deepEqual(await lenses(), []);
      await settingOf('codeLens', true);
      await vscode.workspace.openTextDocument({ language: 'markdown', content: '[@parent; @parent] @parent' });
      await eventually(async () => {
        const titles = (await lenses()).map(({ command }) => command?.title);
        assert.deepEqual(titles.sort(), ['Cited 3 times', 'Create note', 'Create note', 'Not cited']);
      });
      await page
        .locator('.codelens-decoration', { hasText: /Cited 3 times.*Create note/ })
        .first()
        .waitFor();
      await settingOf('codeLens', undefined);
    });

    it('that are large say why there is no outline', async () => {
      const entry = `@misc{a, abstract = {${'x'.repeat(5000)}}}\n`;
      const { document } = await openFile('large.bib', `|${entry.repeat(1100)}`);
      const symbols = await ask<unknown[] | undefined>('executeDocumentSymbolProvider', document);
      assert.ok(!symbols?.length);
      await page.locator('#status\\.languageStatus').click();
      await page.locator('.hover-language-status', { hasText: 'Too large for outline' }).first().waitFor();
    });
  }),
);
