// The entry of a cited paper lands in the document's own bibliography: which one, how, and what becomes of it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { dropBehind } from '../support/editor/drag.ts';
import { page } from '../support/editor/page.ts';
import {
  cite,
  cited,
  citeMamba,
  hasEntry,
  names,
  own,
  papers,
  project,
  quiet,
  reveal,
  uriOf,
} from '../support/editor/projects.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  closeAll,
  eventually,
  inWorkspace,
  isOnDisk,
  notification,
  openFile,
  becomes,
  pickerOpens,
  quickInput,
  row,
  search,
  showPapers,
  textOnDisk,
  tick,
  told,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;

async function setting(value: string | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('literatureNotes')
    .update('addToBibliography', value, vscode.ConfigurationTarget.Global);
}

export const run = createRun(() =>
  describe('the entry of a cited paper', () => {
    before(showPapers);
    afterEach(async () => {
      await setting(undefined);
      await executeCommand('workbench.actions.treeView.literatureNotes.papers.collapseAll');
      await closeAll();
    });

    it('is added to the bibliography of the document when the question is answered so', async () => {
      const { editor, at } = await project({ 'own.bib': own });
      await citeMamba();
      await cited(editor);
      assert.equal(await textOnDisk(at('own.bib')), own, 'nothing before the answer');
      await answer('is not in', 'Add to own.bib');
      await hasEntry(at('own.bib'), own);
      await eventually(() =>
        assert.ok(
          papers()
            .get('gu2023mamba')
            ?.sources.includes(uriOf(at('own.bib'))),
        ),
      );
      // what is there is not asked about again
      await citeMamba();
      await quiet();
    });

    it('is left where it is when the citation is undone', async () => {
      await setting('always');
      const { editor, at } = await project({ 'own.bib': own });
      const before = editor.document.getText();
      await citeMamba();
      await hasEntry(at('own.bib'), own);
      const text = await textOnDisk(at('own.bib'));
      assert.equal(vscode.window.activeTextEditor?.document, editor.document);
      await page.keyboard.press('Control+z');
      await eventually(() => assert.equal(editor.document.getText(), before));
      assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
      assert.equal(await textOnDisk(at('own.bib')), text);
    });

    it('is asked about once for papers that are cited together, and keeps line ends', async () => {
      const crlf = own.replaceAll('\n', '\r\n');
      const { at } = await project({ 'own.bib': crlf });
      await page.keyboard.press('Alt+Shift+Z');
      await search('gu mamba', 'Mamba: Linear-Time');
      await tick(1);
      await page.keyboard.press('Control+a');
      await page.keyboard.type('matryoshka');
      await tick(2);
      await page.keyboard.press('Enter');
      await answer('2 cited papers are not in', 'Add to own.bib');
      await eventually(async () => {
        const text = await textOnDisk(at('own.bib'));
        assert.ok(text.startsWith(crlf));
        assert.match(text, /\{gu2023mamba,[^]*\{kusupati2022matryoshka,/);
        assert.doesNotMatch(text, /(?<!\r)\n/);
      });
    });

    it('goes to one of several bibliographies, which is asked once', async () => {
      const { editor, at } = await project({ 'one.bib': own, 'two.bib': '% two\n' });
      await citeMamba();
      await answer('is not in', 'Add to Bibliography…');
      await pickerOpens();
      await quickInput.locator('.monaco-list-row', { hasText: 'two.bib' }).first().click();
      await hasEntry(at('two.bib'), '% two\n');
      await setting('always');
      await cite('matryoshka', 'Matryoshka');
      await cited(editor, 'kusupati2022matryoshka');
      await eventually(async () => assert.match(await textOnDisk(at('two.bib')), /\{kusupati2022matryoshka,/));
      assert.equal(await textOnDisk(at('one.bib')), own);
    });

    it('is added nowhere where an untitled document became a file while the question stood there', async () => {
      // one that is given a name before it is written is saved without a dialog
      const untitled = inWorkspace('saved.md').with({ scheme: 'untitled' });
      const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(untitled));
      await page.locator('.monaco-editor.focused').waitFor();
      await page.keyboard.type('As ');
      await becomes(editor, 'As ');
      await cite('vanillanet', 'VanillaNet');
      await cited(editor, 'chen2023vanillanet');
      await told('names none yet');
      const text = editor.document.getText();
      await executeCommand('workbench.action.files.save');
      await eventually(async () => assert.equal(await textOnDisk('saved.md'), text));
      await eventually(() => assert.ok(editor.document.isClosed));
      await answer('names none yet', 'Create references.bib');
      await told('was closed or saved as a file meanwhile');
      assert.equal(await isOnDisk('references.bib'), false);
      assert.equal(await textOnDisk('saved.md'), text);
      // there it is asked about again
      await cite('vanillanet', 'VanillaNet');
      await told('saved.md names none yet');
    });

    it('gets a new bibliography that the document names, where it names none', async () => {
      const { editor, at } = await project({});
      await cite('vanillanet', 'VanillaNet');
      await cited(editor, 'chen2023vanillanet');
      assert.equal(await isOnDisk(at('references.bib')), false);
      await answer('names none yet', 'Create references.bib');
      await hasEntry(at('references.bib'), '', 'chen2023vanillanet');
      await eventually(() =>
        assert.match(
          editor.document.getText(),
          /^---\nbibliography: references\.bib\n---\n\nAs \[?@chen2023vanillanet/,
        ),
      );
      await names(at('text.md'), at('references.bib'));
    });

    it('leaves a bibliography unsaved that was so', async () => {
      await setting('always');
      const { editor, at } = await project({ 'own.bib': own });
      const bib = await vscode.workspace.openTextDocument(inWorkspace(at('own.bib')));
      const edit = new vscode.WorkspaceEdit();
      edit.insert(bib.uri, new vscode.Position(0, 0), '% unsaved\n');
      await vscode.workspace.applyEdit(edit);
      await vscode.window.showTextDocument(editor.document, { preview: false });
      await citeMamba();
      await cited(editor);
      await eventually(() => assert.match(bib.getText(), /^% unsaved\n@book\{own2001,[^]*\{gu2023mamba,/));
      assert.ok(bib.isDirty);
      assert.equal(await textOnDisk(at('own.bib')), own);
    });

    it('is not added after Never, and without a question after Always', async () => {
      const { editor, at } = await project({ 'own.bib': own });
      await citeMamba();
      await answer('is not in', 'Never');
      const wish = () => vscode.workspace.getConfiguration('literatureNotes').get('addToBibliography');
      await eventually(() => assert.equal(wish(), 'never'));
      await cite('matryoshka', 'Matryoshka');
      await cited(editor, 'kusupati2022matryoshka');
      await quiet();
      assert.equal(await textOnDisk(at('own.bib')), own);
      await setting('ask');
      await cite('matryoshka', 'Matryoshka');
      await answer('is not in', 'Always');
      await hasEntry(at('own.bib'), own, 'kusupati2022matryoshka');
      assert.equal(wish(), 'always');
    });

    it('gets a new key where another paper has its key, if so wished', async () => {
      const other = '@book{gu2023mamba,\n  author = {Doe, Jo},\n  title = {Snakes of Africa},\n  year = {1999},\n}\n';
      const { editor, at } = await project({ 'other.bib': other });
      await citeMamba();
      await cited(editor);
      await answer('stands for', 'Add under a New Key…');
      await page.locator('.quick-input-message', { hasText: 'in the bibliography and the citation' }).waitFor();
      await page.keyboard.press('Enter');
      await hasEntry(at('other.bib'), other, 'gu2023mambaa');
      await eventually(() => assert.match(editor.document.getText(), /As \[@gu2023mambaa\]/));
    });

    it('is left out where the other paper of its key is meant, and not asked about again', async () => {
      const other = '@book{gu2023mamba,\n  author = {Doe, Jo},\n  title = {Snakes of Asia},\n  year = {1998},\n}\n';
      const { editor, at } = await project({ 'other.bib': other });
      await citeMamba();
      await cited(editor);
      await answer('stands for', 'Cite the Other');
      await citeMamba();
      await quiet();
      assert.equal(await textOnDisk(at('other.bib')), other);
      assert.match(editor.document.getText(), /@gu2023mamba/);
    });

    it('is cited by the key that it has in the bibliography, if so wished', async () => {
      const same =
        '@inproceedings{liu23,\n  author = {Liu, Jiawei},\n  title = {NeuRI: Diversifying DNN Generation via Inductive Rule Inference},\n  year = {2023},\n  doi = {10.1145/3611643.3616337},\n}\n';
      const { editor, at } = await project({ 'own.bib': same });
      await eventually(() => assert.ok(papers().get('liu2023neuri')?.sameAs?.includes('liu23')));
      await executeCommand('literatureNotes.citePaper', 'liu2023neuri');
      await cited(editor, 'liu2023neuri');
      await answer('under the key', 'Cite as liu23');
      await eventually(() => assert.match(editor.document.getText(), /As \[@liu23\]/));
      assert.equal(await textOnDisk(at('own.bib')), same);
    });

    for (const [name, source, entry, target, expected] of [
      [
        'words.json',
        (entry: string) => `[\n  ${entry.replaceAll('\n', '\n  ')}\n]\n`,
        '{\n   "x-mine": 1.50,\n   "id": "words2003", "type": "book", "title": "Wordy Otters"\n}',
        '[\n\t{"id": "own2001", "type": "book"}\n]\n',
        (entry: string) => `[\n\t{"id": "own2001", "type": "book"},\n\t${entry.replaceAll('\n', '\n\t')}\n]\n`,
      ],
      [
        'words.yaml',
        (entry: string) => `references:\n  ${entry.replaceAll('\n', '\n  ')}\n`,
        '- id: words2004 # mine\n  type: book\n  title: "Wordy Badgers"',
        'references:\n- id: own2001\n  type: book\n',
        (entry: string) => `references:\n- id: own2001\n  type: book\n${entry}\n`,
      ],
      [
        'words.yml',
        (entry: string) => `${entry}\n`,
        'words2005:\n    type: Book\n    title: "Wordy Weasels" # mine',
        'own2001:\n  type: book\n  title: Own\n',
        (entry: string) => `own2001:\n  type: book\n  title: Own\n\n${entry}\n`,
      ],
    ] as const) {
      it(`keeps the words that it has in a file of the same format: ${name}`, async () => {
        await setting('always');
        const key = /words\d+/.exec(entry)?.[0] ?? '';
        await writeInWorkspace(`words/${name}`, source(entry));
        await openFile('words/source.md', `---\nbibliography: ${name}\n---\n|`);
        const own = name.replace('words', 'own');
        const { editor, at } = await project({ [own]: target });
        await eventually(() => assert.ok(papers().get(key)));
        await executeCommand('literatureNotes.citePaper', key);
        await cited(editor, key);
        await eventually(async () => assert.equal(await textOnDisk(at(own)), expected(entry)));
      });
    }

    it('keeps the encoding of a file that is not UTF-8, or is refused where VS Code cannot be told it', async () => {
      await setting('always');
      const before = Buffer.from('@book{müller2001,\n  title = {Über Räder},\n}\n', 'latin1');
      await vscode.workspace.fs.writeFile(inWorkspace('latin/own.bib'), before);
      const editor = await openFile('latin/text.md', '---\nbibliography: own.bib\n---\n\nAs |');
      await names('latin/text.md', 'latin/own.bib');
      await citeMamba();
      await cited(editor);
      // where VS Code can be told the encoding it is written, and else refused
      await eventually(async () => {
        const now = Buffer.from(await vscode.workspace.fs.readFile(inWorkspace('latin/own.bib')));
        assert.ok(now.subarray(0, before.length).equals(before));
        if (now.length === before.length) assert.ok(await notification('own.bib is not UTF-8').isVisible());
        else assert.match(now.toString('latin1'), /\n\n@\w+\{gu2023mamba,/);
      });
    });

    it('is not added to a file that is read-only, which is told', async () => {
      await setting('always');
      const { editor, at } = await project({ 'own.bib': own });
      const files = vscode.workspace.getConfiguration('files');
      await files.update('readonlyInclude', { '**/own.bib': true }, vscode.ConfigurationTarget.Global);
      try {
        await citeMamba();
        await cited(editor);
        await told('was not added to the bibliography');
        assert.equal(await textOnDisk(at('own.bib')), own);
      } finally {
        await files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Global);
      }
    });

    it('is added for a key that is completed', async () => {
      await setting('always');
      const { editor, at } = await project({ 'own.bib': own });
      await page.keyboard.type('[@elsen2019', { delay: 40 });
      await page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'elsen2019fast' }).waitFor();
      await page.keyboard.press('Enter');
      await cited(editor, 'elsen2019fast');
      await hasEntry(at('own.bib'), own, 'elsen2019fast');
    });

    it('is added for a paper that is dropped', async () => {
      await setting('always');
      const { editor, at } = await project({ 'own.bib': own }, 'Drop here: \n|');
      await reveal('brief review hypernetworks', 'A Brief Review of Hypernetworks', 'Chauhan et al.');
      await dropBehind(row('Chauhan et al.'), 'Drop here');
      await cited(editor, 'chauhan2023brief');
      await hasEntry(at('own.bib'), own, 'chauhan2023brief');
    });

    it('gets a new key where another paper has that of a dropped one, and only what was dropped is changed', async () => {
      const other = '@book{chauhan2023brief,\n  author = {Doe, Jo},\n  title = {Brief Snakes},\n  year = {1997},\n}\n';
      const text = 'As [@chauhan2023brief, p. 3] says.\n\nDrop here: \n|';
      const { editor, at } = await project({ 'other.bib': other }, text);
      await reveal('brief review hypernetworks', 'A Brief Review of Hypernetworks', 'Chauhan et al.');
      await dropBehind(row('Chauhan et al.'), 'Drop here');
      await answer('stands for', 'Add under a New Key…');
      await page.locator('.quick-input-message', { hasText: 'in the bibliography and the citation' }).waitFor();
      await page.keyboard.press('Enter');
      await hasEntry(at('other.bib'), other, 'chauhan2023briefa');
      await eventually(() =>
        assert.match(
          editor.document.getText(),
          /\nAs \[@chauhan2023brief, p\. 3\] says\.\n\nDrop here: ?\[@chauhan2023briefa\] ?\n$/,
        ),
      );
    });

    it('is added for an address that is pasted', async () => {
      await setting('always');
      const { editor, at } = await project({ 'own.bib': own });
      await withSettings({ 'literatureNotes.paste': 'cite' }, async () => {
        await page.evaluate('navigator.clipboard.writeText("https://arxiv.org/abs/2312.00752")');
        await page.keyboard.press('Control+v');
        await cited(editor);
        await hasEntry(at('own.bib'), own);
      });
    });
  }),
);
