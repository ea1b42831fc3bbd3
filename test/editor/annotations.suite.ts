// Imports of what is marked in PDFs: again and again, and where something is the matter.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PdfReader } from '../../src/editor/files/pdfReader.ts';
import { annotationsIn, does, libraryIsRead, tab, visibleLines } from '../support/editor/files.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  becomes,
  closeAll,
  eventually,
  inWorkspace,
  isOnDisk,
  notification,
  openFile,
  pickerCloses,
  showPapers,
  start,
  textOnDisk,
  told,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';
import { manyPages } from '../support/pdf/many.ts';

const { executeCommand } = vscode.commands;
const key = 'packed';
const note = `notes/@${key}.md`;
const baseline = `.literature/baseline/${key}.json`;
const toasts = page.locator('.notifications-toasts.visible');

async function imports(...args: readonly unknown[]): Promise<void> {
  await executeCommand('notifications.clearAll');
  await toasts.waitFor({ state: 'hidden' });
  start('literatureNotes.importAnnotations', ...args);
}

/** The text of a note without one of its marks: the comment of that, and what stands below up to the next. */
const withoutMark = (text: string, words: string) =>
  text
    .split(/(?=^<!-- a:)/m)
    .filter((part) => !part.includes(words))
    .join('');

/** Takes a mark out of the note in its editor, and saves. */
async function takeOut(words: string): Promise<vscode.TextEditor> {
  const text = await textOnDisk(note);
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inWorkspace(note)));
  const { document } = editor;
  await becomes(editor, text);
  const whole = new vscode.Range(document.positionAt(0), document.positionAt(text.length));
  await editor.edit((edit) => edit.replace(whole, withoutMark(text, words)));
  await document.save();
  return editor;
}

const texts = async () => visibleLines(await annotationsIn(note)).join('\n');
const remove = (...names: readonly string[]) =>
  Promise.all(
    names.map(async (name) => {
      if (await isOnDisk(name)) await vscode.workspace.fs.delete(inWorkspace(name));
    }),
  );

export const run = createRun(() =>
  describe('imports of annotations', () => {
    before(async () => {
      await showPapers();
      await libraryIsRead();
    });
    afterEach(async () => {
      await closeAll();
      await toasts.waitFor({ state: 'hidden' });
      await remove(note, baseline);
    });

    describe('again', () => {
      beforeEach(async () => {
        await imports(key);
        await told('11 added');
      });

      it('leave out what the user deleted from the note, also after an update of it, and say so', async () => {
        await takeOut('efficient algorithm');
        await imports(key);
        await told('There are no new annotations. One that was deleted from the note stays out.');
        assert.doesNotMatch(await texts(), /efficient algorithm/);
        await executeCommand('notifications.clearAll');
        await does('updateNote', key);
        await imports(key);
        await told('One that was deleted from the note stays out');
        assert.doesNotMatch(await texts(), /efficient algorithm/);
        await answer('stays out', 'Add Them Again');
        await told('1 added');
        assert.match(await texts(), /keep what matters[^]*efficient algorithm[^]*hardware-aware/);
      });

      it('bring all back that undoing an import took away', async () => {
        const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inWorkspace(note)));
        await executeCommand('undo');
        await eventually(() => assert.doesNotMatch(editor.document.getText(), /literature:annotations/));
        await editor.document.save();
        await imports(key);
        await told('11 added');
        // and redone, they are known again
        await takeOut('scales linearly');
        await imports(key);
        await told('stays out');
      });

      it('bring all back where the whole block was deleted', async () => {
        const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inWorkspace(note)));
        const { document } = editor;
        const text = document.getText();
        const [block = ''] = /## Annotations[^]*<!-- \/literature:annotations -->\n/.exec(text) ?? [];
        const from = text.indexOf(block);
        await editor.edit((edit) =>
          edit.delete(new vscode.Range(document.positionAt(from), document.positionAt(from + block.length))),
        );
        await document.save();
        await imports(key);
        await told('11 added');
      });

      it('keep what the user wrote where a mark was deleted', async () => {
        const text = await textOnDisk(note);
        const editor = await openFile(
          note,
          text.replace(/^<!-- a:\S+ \d+ \S+ -->\n> efficient algorithm.*$/m, 'My own sum of it.|'),
        );
        await imports(key);
        await told('One that was deleted');
        assert.match(editor.document.getText(), /\nMy own sum of it\.\n/);
        assert.doesNotMatch(editor.document.getText(), /efficient algorithm/);
      });
    });

    it('are no reason for the update of a note of another program not to ask', async () => {
      await writeInWorkspace(note, `---\ncitekey: ${key}\ntitle: Mine\n---\n`);
      await imports(key);
      await told('11 added');
      await eventually(async () => assert.match(await textOnDisk(baseline), /"marks": \[\n/));
      start('literatureNotes.updateNote', key);
      await told('was not made by Literature Notes');
      assert.match(await textOnDisk(note), /title: Mine/);
    });

    const file = (name: string) => ({ 'literatureNotes.files.folder': [`papers/${name}`] });
    for (const [name, why] of [
      ['noPdf.pdf', 'It is no PDF, or it is damaged'],
      ['empty.pdf', 'It is no PDF, or it is damaged'],
      ['locked.pdf', 'It is locked with a password'],
    ] as const)
      it(`say why nothing comes of ${name}, and change nothing`, async () => {
        const before = `---\ncitekey: ${key}\n---\n\nMine.\n`;
        await writeInWorkspace(note, before);
        await withSettings(file(name), async () => {
          await imports(key);
          await told(why);
        });
        assert.equal(await textOnDisk(note), before);
      });

    for (const [name, words] of [
      ['cutOff.pdf', 'efficient algorithm'],
      ['openLocked.pdf', 'secret'],
      ['namedChinese.pdf', '空间模型'],
    ] as const)
      it(`read ${name} all the same`, async () => {
        await withSettings(file(name), async () => {
          await imports(key);
          await told('added');
        });
        assert.match(await texts(), new RegExp(words));
      });

    describe('where a file ends the thread that reads', () => {
      const folder = 'ending';
      // stands in for the reader of PDFs, and ends as one does that a file leaves without memory, or that is ended
      const thread = `const { parentPort } = require('node:worker_threads');
        parentPort.on('message', ({ id, bytes }) => {
          const text = Buffer.from(bytes).toString();
          if (text === 'fails') throw new Error('out of memory');
          if (text === 'ends') process.exit(1);
          parentPort.postMessage({ id, marks: [] });
        });`;
      let reader: PdfReader;
      const read = (name: string) => reader.read(inWorkspace(`${folder}/${name}.pdf`), () => {});
      before(async () => {
        await writeInWorkspace(`${folder}/dist/pdf/main.js`, thread);
        for (const name of ['fails', 'ends', 'is read']) await writeInWorkspace(`${folder}/${name}.pdf`, name);
      });
      beforeEach(() => (reader = new PdfReader(inWorkspace(folder))));
      afterEach(() => reader.dispose());
      after(() => vscode.workspace.fs.delete(inWorkspace(folder), { recursive: true }));

      for (const [name, why] of [
        ['fails', /out of memory/],
        ['ends', /ended/],
      ] as const)
        it(`go on with the next file after one with which it ${name}`, async () => {
          assert.deepEqual(await read('is read'), []);
          await assert.rejects(read(name), why);
          assert.deepEqual(await read('is read'), []);
          await assert.rejects(read(name), why);
          await assert.rejects(read(name), why);
          assert.deepEqual(await read('is read'), []);
        });
    });

    describe('of 2,000 pages', () => {
      const huge = 'papers/huge.pdf';
      const progress = page.locator('.notification-list-item', { hasText: 'Importing annotations' }).first();
      before(() => vscode.workspace.fs.writeFile(inWorkspace(huge), manyPages(2000)));
      after(() => remove(huge));

      it('can be stopped, and then nothing is changed', async () => {
        await withSettings(file('huge.pdf'), async () => {
          await imports(key);
          await page
            .locator('.notification-list-item', { hasText: /page \d+ of 2,?000/ })
            .first()
            .waitFor();
          await progress.locator('.monaco-button', { hasText: 'Cancel' }).click();
          await progress.waitFor({ state: 'hidden' });
        });
        assert.equal(await isOnDisk(note), false);
      });

      it('are read while one goes on working', async () => {
        await withSettings(file('huge.pdf'), async () => {
          await imports(key);
          await page
            .locator('.notification-list-item', { hasText: /page \d+ of 2,?000/ })
            .first()
            .waitFor();
          // the extension answers meanwhile
          const asked = performance.now();
          await does('copyKey', 'bare2017');
          assert.equal(await vscode.env.clipboard.readText(), 'bare2017');
          assert.ok(await progress.isVisible(), `after ${performance.now() - asked} ms it was over`);
          await notification('2000 added').waitFor({ timeout: 100_000 });
        });
        assert.equal(visibleLines(await annotationsIn(note)).length, 2000);
        await tab('@packed.md').waitFor();
        await pickerCloses();
      }).timeout(110_000);
    });
  }),
);
