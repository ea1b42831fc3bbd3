// The entry of a cited paper lands in the document's own bibliography: which one, how, and what becomes of it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from '../../src/editor/ids.ts';
import type { Papers } from '../../src/editor/library/papers.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  eventually,
  inWorkspace,
  isOnDisk,
  notification,
  openFile,
  pickerCloses,
  pickerOpens,
  quickInput,
  row,
  search,
  showPapers,
  start,
  textOnDisk,
  tick,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const own = '@book{own2001,\n  author = {Doe, Jo},\n  title = {An Own Book},\n  year = {2001},\n}\n';

const uriOf = (name: string) => inWorkspace(name).toString();

function papers(): Papers {
  return (vscode.extensions.getExtension(extensionId)?.exports as { papers: Papers }).papers;
}

/** Waits until the library knows which bibliographies a document names. */
async function names(document: string, ...files: readonly string[]): Promise<void> {
  await eventually(() => {
    assert.deepEqual([...papers().bibliographiesOf(inWorkspace(document))], files.map(uriOf));
    for (const file of files) assert.equal(papers().states.get(uriOf(file))?.kind, 'read');
  });
}

/** Cites by the picker, as a person does. */
async function cite(query: string, title: string): Promise<void> {
  await pickerCloses();
  await page.keyboard.press('Alt+Shift+Z');
  await search(query, title);
  await page.keyboard.press('Enter');
  await pickerCloses();
}
const citeMamba = () => cite('gu mamba', 'Mamba: Linear-Time');

async function answer(text: string, action: string): Promise<void> {
  await notification(text).locator('.monaco-button', { hasText: action }).first().click();
}

async function quiet(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 700));
  assert.equal(await page.locator('.notifications-toasts .notification-list-item').count(), 0);
}

async function setting(value: string | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('literatureNotes')
    .update('addToBibliography', value, vscode.ConfigurationTarget.Global);
}

let folders = 0;
/** A folder of its own for each test, with bibliographies and a document that names them. */
async function project(
  files: Readonly<Record<string, string>>,
  text = 'As |',
): Promise<{
  readonly editor: vscode.TextEditor;
  readonly at: (name: string) => string;
}> {
  const folder = `landing${++folders}`;
  const at = (name: string) => `${folder}/${name}`;
  for (const [name, content] of Object.entries(files)) await writeInWorkspace(at(name), content);
  const bibs = Object.keys(files);
  const head = bibs.length ? `---\nbibliography: [${bibs.join(', ')}]\n---\n\n` : '';
  const editor = await openFile(at('text.md'), head + text);
  await names(at('text.md'), ...bibs.map(at));
  return { editor, at };
}

const cited = (editor: vscode.TextEditor, key = 'gu2023mamba') =>
  eventually(() => assert.match(editor.document.getText(), new RegExp(`@${key}`)));
const hasEntry = (name: string, before: string, key = 'gu2023mamba') =>
  eventually(async () => {
    const text = await textOnDisk(name);
    assert.ok(text.startsWith(before), text);
    assert.match(text.slice(before.length), new RegExp(`^\\s*@\\w+\\{${key},[^]*\\}\\s*$`));
  });

export const run = createRun(() =>
  describe('the entry of a cited paper', () => {
    before(showPapers);
    afterEach(async () => {
      await setting(undefined);
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
      await cite('matryoshka', 'Matryoshka');
      await cited(editor, 'kusupati2022matryoshka');
      await quiet();
      assert.equal(await textOnDisk(at('own.bib')), own);
      await setting('ask');
      await cite('matryoshka', 'Matryoshka');
      await answer('is not in', 'Always');
      await hasEntry(at('own.bib'), own, 'kusupati2022matryoshka');
      assert.equal(vscode.workspace.getConfiguration('literatureNotes').get('addToBibliography'), 'always');
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

    it('is not added to a file that is read-only, which is told', async () => {
      await setting('always');
      const { editor, at } = await project({ 'own.bib': own });
      const files = vscode.workspace.getConfiguration('files');
      await files.update('readonlyInclude', { '**/own.bib': true }, vscode.ConfigurationTarget.Global);
      try {
        await citeMamba();
        await cited(editor);
        await notification('was not added to the bibliography').waitFor();
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
      await showPapers();
      await row('Hypernetworks').click();
      await row('Chauhan et al.').click();
      const from = (await row('Chauhan et al.').boundingBox())!;
      const line = (await page
        .locator('.view-line', { hasText: 'Drop here' })
        .locator('span span')
        .last()
        .boundingBox())!;
      await page.mouse.move(from.x + 60, from.y + from.height / 2);
      await page.mouse.down();
      await page.mouse.move(from.x + 160, from.y + 40, { steps: 4 });
      await page.mouse.move(line.x + line.width + 20, line.y + line.height / 2, { steps: 12 });
      await page.mouse.move(line.x + line.width + 24, line.y + line.height / 2, { steps: 2 });
      await page.mouse.up();
      await cited(editor, 'chauhan2023brief');
      await hasEntry(at('own.bib'), own, 'chauhan2023brief');
    });

    describe('Tidy Bibliography', () => {
      const idle = '\n% about it\n@misc{idle1999,\n  title = {Idle},\n}\n';

      async function openTidy(): Promise<void> {
        start('literatureNotes.tidyBibliography');
        await pickerOpens();
      }
      const choice = (text: string) => quickInput.locator('.monaco-list-row', { hasText: text }).first();

      it('adds what is cited and missing and removes what is chosen, as one step, after showing it', async () => {
        const before = own + idle;
        const { at } = await project({ 'own.bib': before }, 'As [@own2001; @chen2021one].|');
        await openTidy();
        await choice('chen2021one').waitFor();
        assert.equal(await choice('own2001').count(), 0);
        await choice('idle1999').click();
        await page.keyboard.press('Enter');
        await notification('as shown').waitFor();
        const [group] = vscode.window.tabGroups.all;
        assert.ok(group?.activeTab?.input instanceof vscode.TabInputTextDiff);
        assert.equal(await textOnDisk(at('own.bib')), before);
        await answer('as shown', 'Apply');
        const now = () => vscode.window.activeTextEditor?.document;
        await eventually(() => {
          assert.equal(now()?.uri.toString(), uriOf(at('own.bib')));
          assert.ok(now()?.getText().startsWith(`${own}\n% about it\n`), now()?.getText());
          assert.match(now()?.getText() ?? '', /@\w+\{chen2021one,/);
          assert.doesNotMatch(now()?.getText() ?? '', /idle1999/);
        });
        await executeCommand('undo');
        await eventually(() => assert.equal(now()?.getText(), before));
      });

      it('sorts, and leaves the file alone when the difference is not accepted', async () => {
        const before = '@misc{zeta2000, title = {Z}}\r\n\r\n@misc{alpha2000, title = {A}}\r\n';
        const { editor, at } = await project({ 'own.bib': before }, 'As [@zeta2000; @alpha2000].|');
        await openTidy();
        await choice('Sort by Citation Key').click();
        await page.keyboard.press('Enter');
        await answer('as shown', 'Cancel');
        assert.equal(await textOnDisk(at('own.bib')), before);
        await vscode.window.showTextDocument(editor.document, { preview: false });
        await openTidy();
        await choice('Sort by Citation Key').click();
        await page.keyboard.press('Enter');
        await answer('as shown', 'Apply');
        await eventually(() =>
          assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^@misc\{alpha2000/),
        );
        await vscode.window.activeTextEditor?.document.save();
        await eventually(async () =>
          assert.equal(
            await textOnDisk(at('own.bib')),
            '@misc{alpha2000, title = {A}}\r\n\r\n@misc{zeta2000, title = {Z}}\r\n',
          ),
        );
      });
    });
  }),
);
