// Notes updated from the library: what the user wrote stays to the byte, what is in doubt is asked, nothing is lost.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  baselineOf,
  bibliography,
  bytesOnDisk,
  changeOnDisk,
  makeNotes,
  note,
  stateOf,
  template,
  today,
} from '../support/editor/updates.ts';
import {
  answer,
  becomes,
  closeAll,
  eventually,
  inWorkspace,
  isOnDisk,
  okButton,
  openFile,
  quickInput,
  quickRow,
  row,
  showPapers,
  start,
  textOnDisk,
  told,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const tides = 'lindberg2019tides';
const harbour = 'okoye2020harbour';
const coast = 'meyer2021coast';
let bib = '';

const made = (words = '', abstract = 'The first sentence. The second.', title = 'Tides of the Northern Sea') =>
  `---\ncitekey: lindberg2019tides\ntitle: ${title}\nauthors: ["Lindberg, Ida", "Okoye, Chidi"]\nyear: 2019\nkeywords: [tides, sea]\ncreated: ${today()}\n---\n\n# Tides of the Northern Sea\n\n<!-- literature:abstract -->\n${abstract}\n<!-- /literature:abstract -->\n\n## Notes\n${words}`;

const newTitle = 'Tides of the Southern Sea';
/** The library says something else of the paper now. */
const changeTitle = () => bibliography(bib.replace('{Tides of the Northern Sea}', `{${newTitle}}`), tides, newTitle);
const changeAll = () =>
  bibliography(
    bib
      .replace(/title = \{([^}]*)\}/g, 'title = {$1, Again}')
      .replace('keywords = {tides, sea}', 'keywords = {tides, sea, moon}'),
    tides,
    'Tides of the Northern Sea, Again',
  );
const update = (key: string) => executeCommand('literatureNotes.updateNote', key);
const open = async (name: string) =>
  vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inWorkspace(name)), { preview: false });
const accept = () => okButton.click();
export const run = createRun(() =>
  describe('update of notes', () => {
    before(async () => {
      await showPapers();
      bib = await textOnDisk('refs.bib');
      await vscode.workspace
        .getConfiguration('literatureNotes')
        .update('notes.template', template, vscode.ConfigurationTarget.Workspace);
    });
    afterEach(async () => {
      await closeAll();
      for (const name of ['notes', '.literature', 'written'])
        if (await isOnDisk(name)) await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true });
      await bibliography(bib, tides, 'Tides of the Northern Sea');
    });

    describe('of one', () => {
      it('writes what the library changed and leaves the rest to the byte, and the second time nothing', async () => {
        await makeNotes(tides);
        assert.equal(await textOnDisk(note(tides)), made());
        const mine = `\uFEFF${made('My words.\n')}`
          .replace('---\n', '---\n# mine\nstatus:   "read" # yes\n')
          .replace('["Lindberg, Ida", ', '["Lindberg, I.", ')
          .replaceAll('\n', '\r\n');
        await writeInWorkspace(note(tides), mine);
        await changeTitle();
        await open(note(tides));
        await executeCommand('literatureNotes.updateNote');
        await told('@lindberg2019tides.md is updated: title.');
        const wanted = mine.replace('title: Tides of the Northern Sea', `title: ${newTitle}`);
        assert.equal(await bytesOnDisk(note(tides)), wanted);
        assert.equal(vscode.window.activeTextEditor?.document.isDirty, false);
        const before = [await stateOf(note(tides)), await stateOf(baselineOf(tides))];
        await update(tides);
        await told('@lindberg2019tides.md is up to date.');
        assert.deepEqual([await stateOf(note(tides)), await stateOf(baselineOf(tides))], before);
      });

      it('is undone in one step, with what counts as last written, and comes again then', async () => {
        await makeNotes(tides);
        await changeTitle();
        const editor = await open(note(tides));
        await update(tides);
        await becomes(editor, made('', undefined, newTitle));
        await eventually(async () => assert.match(await textOnDisk(baselineOf(tides)), /Southern/));
        await executeCommand('undo');
        await becomes(editor, made());
        await editor.document.save();
        await eventually(async () => assert.doesNotMatch(await textOnDisk(baselineOf(tides)), /Southern/));
        await executeCommand('redo');
        await becomes(editor, made('', undefined, newTitle));
        await executeCommand('undo');
        await becomes(editor, made());
        await editor.document.save();
        await update(tides);
        await becomes(editor, made('', undefined, newTitle));
      });

      it('updates a note with unsaved changes in its editor, and leaves it unsaved', async () => {
        await makeNotes(tides);
        await changeTitle();
        const editor = await open(note(tides));
        await editor.edit((edit) => edit.insert(new vscode.Position(18, 0), 'Not saved.\n'));
        const unsaved = editor.document.getText();
        await update(tides);
        await becomes(editor, unsaved.replace('title: Tides of the Northern Sea', `title: ${newTitle}`));
        assert.equal(editor.document.isDirty, true);
        assert.equal(await textOnDisk(note(tides)), made());
        assert.doesNotMatch(await textOnDisk(baselineOf(tides)), /Southern/);
        // thrown away, it is as if there had been no update
        await executeCommand('workbench.action.files.revert');
        await becomes(editor, made());
        await update(tides);
        await becomes(editor, made('', undefined, newTitle));
        await eventually(async () => assert.match(await textOnDisk(baselineOf(tides)), /Southern/));
      });

      it('leaves what the user took out, and takes out what the library no longer has', async () => {
        const title = 'Tides with a Number';
        await bibliography(
          bib.replace('{Tides of the Northern Sea}', `{${title}},\n  doi = {10.1000/tides}`),
          tides,
          title,
        );
        await makeNotes(tides);
        const before = await textOnDisk(note(tides));
        assert.match(before, /\ndoi: "10\.1000\/tides"\n/);
        await changeOnDisk(note(tides), (text) => text.replace(/authors: .*\n/, ''));
        await changeTitle();
        await update(tides);
        const wanted = before.replace(/(?:authors|doi): .*\n/g, '').replace(`title: ${title}`, `title: ${newTitle}`);
        await eventually(async () => assert.equal(await textOnDisk(note(tides)), wanted));
      });

      it('asks once about a note that another tool made, and adds what is missing', async () => {
        await writeInWorkspace(
          'written/tides.md',
          '---\ntitle: "My tides"\ncitekey: lindberg2019tides\ncreated: 2001-02-03\n---\n\n## Abstract\n',
        );
        await open('written/tides.md');
        start('literatureNotes.updateNote');
        await told('It lacks authors, year, keywords. It differs in title.');
        await answer('It lacks', 'Add What Is Missing');
        const wanted =
          '---\ntitle: "My tides"\ncitekey: lindberg2019tides\ncreated: 2001-02-03\nauthors: ["Lindberg, Ida", "Okoye, Chidi"]\nyear: 2019\nkeywords: [tides, sea]\n---\n\n## Abstract\n';
        await eventually(async () => assert.equal(await textOnDisk('written/tides.md'), wanted));
        await eventually(async () => assert.match(await textOnDisk(baselineOf(tides)), /"date": "2001-02-03"/));
        await executeCommand('notifications.clearAll');
        await executeCommand('literatureNotes.updateNote');
        await told('tides.md is up to date.');
        assert.equal(await textOnDisk('written/tides.md'), wanted);
      });

      it('says what is missing: the note, the paper, the workspace', async () => {
        start('literatureNotes.updateNote', coast);
        await told('"The Long Coast" has no note to update.');
        await openFile('written/nobody.md', '---\ncitekey: nobody1999\n---\n|');
        await executeCommand('literatureNotes.updateNote');
        await told('"nobody1999" is no paper of the library.');
      });
    });

    describe('with conflicts', () => {
      const mine = () => made('My words.\n', 'The first sentence. My second.', 'My Tides');
      const theirBib = () =>
        bib.replace('{Tides of the Northern Sea}', `{${newTitle}}`).replace('The second.', 'Another second.');
      const begin = async () => {
        await makeNotes(tides);
        await writeInWorkspace(note(tides), mine());
        await bibliography(theirBib(), tides, newTitle);
        await update(tides);
        await page.locator('.monaco-diff-editor').first().waitFor();
        await eventually(() =>
          assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'literature-notes-update'),
        );
        const editor = vscode.window.activeTextEditor;
        assert.ok(editor);
        return editor;
      };

      it('shows them beside the note, and writes what was chosen for each, by quick fixes', async () => {
        const editor = await begin();
        assert.match(
          editor.document.getText(),
          /\n<<<<<<< Note\ntitle: My Tides\n=======\ntitle: Tides of the Southern Sea\n>>>>>>> Library\n/,
        );
        assert.equal(await textOnDisk(note(tides)), mine());
        await eventually(() => assert.equal(vscode.languages.getDiagnostics(editor.document.uri).length, 2));
        await executeCommand('literatureNotes.applyUpdate');
        await told('2 conflicts are not decided yet');
        const line = editor.document.positionAt(editor.document.getText().indexOf('<<<<<<<')).line;
        editor.selection = new vscode.Selection(line, 0, line, 0);
        await executeCommand('editor.action.quickFix');
        await page.locator('.action-widget .monaco-list-row', { hasText: 'Use the Library’s' }).first().waitFor();
        await page.keyboard.press('Enter');
        await becomes(editor, /title: Tides of the Southern Sea\nauthors/);
        await executeCommand('literatureNotes.keepMine');
        await eventually(() => assert.doesNotMatch(editor.document.getText(), /<<<<<<<|>>>>>>>/));
        await executeCommand('literatureNotes.applyUpdate');
        const wanted = mine().replace('title: My Tides', `title: ${newTitle}`);
        await eventually(async () => assert.equal(await textOnDisk(note(tides)), wanted));
        await eventually(() => assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 0));
        await executeCommand('notifications.clearAll');
        await update(tides);
        await told('is up to date');
      });

      it('writes them by saving, with what was typed into them, and can be undone', async () => {
        const editor = await begin();
        await executeCommand('literatureNotes.useLibrary');
        await eventually(() => assert.doesNotMatch(editor.document.getText(), /<<<<<<</));
        await editor.edit((edit) =>
          edit.insert(new vscode.Position(editor.document.lineCount - 1, 0), 'Typed here.\n'),
        );
        await executeCommand('workbench.action.files.save');
        const wanted = `${made('My words.\n', 'The first sentence. Another second.', newTitle)}Typed here.\n`;
        await eventually(async () => assert.equal(await textOnDisk(note(tides)), wanted));
        const after = await open(note(tides));
        await executeCommand('undo');
        await becomes(after, mine());
      });

      it('writes nothing when the note changed meanwhile, and keeps what was chosen', async () => {
        const editor = await begin();
        await executeCommand('literatureNotes.useLibrary');
        await eventually(() => assert.doesNotMatch(editor.document.getText(), /<<<<<<</));
        const changed = `${mine()}Somebody else.\n`;
        await writeInWorkspace(note(tides), changed);
        await executeCommand('literatureNotes.applyUpdate');
        await told('changed meanwhile');
        assert.equal(await textOnDisk(note(tides)), changed);
        assert.equal(editor.document.isDirty, true);
      });

      it('comes again when it was closed without a choice', async () => {
        await begin();
        await executeCommand('workbench.action.closeActiveEditor');
        assert.equal(await textOnDisk(note(tides)), mine());
        await update(tides);
        await eventually(() =>
          assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'literature-notes-update'),
        );
      });
    });

    describe('of several', () => {
      it('shows a summary first, then writes all as one step that can be undone', async () => {
        await makeNotes(tides, harbour, coast);
        await writeInWorkspace('written/other.md', '---\ncitekey: meyer2021coast\n---\nMine\n');
        const texts = new Map<string, string>();
        for (const key of [tides, harbour]) texts.set(key, await textOnDisk(note(key)));
        await changeOnDisk(note(coast), (text) => text.replace('The Long Coast', 'My Coast'));
        await vscode.workspace.fs.delete(inWorkspace('written'), { recursive: true });
        await changeAll();
        start('literatureNotes.updateNotes');
        await quickInput
          .locator('.quick-input-title', { hasText: 'Update Notes: 2 will change · 1 has conflicts' })
          .waitFor();
        assert.match((await quickRow('@lindberg2019tides.md').textContent()) ?? '', /title, keywords/);
        await quickRow('@meyer2021coast.md').locator('.label-name').first().click();
        await quickInput.locator('.quick-input-count', { hasText: '2 Selected' }).waitFor();
        await accept();
        await told('2 notes are updated.');
        for (const [key, text] of texts)
          assert.equal(
            await textOnDisk(note(key)),
            text.replace(/title: (.*)\n/, 'title: $1, Again\n').replace('[tides, sea]', '[tides, sea, moon]'),
          );
        await open(note(tides));
        await page.locator('.monaco-editor.focused').first().waitFor();
        await page.keyboard.press('Control+z');
        await eventually(async () => {
          for (const [key, text] of texts)
            assert.equal((await vscode.workspace.openTextDocument(inWorkspace(note(key)))).getText(), text, key);
        });
        // saved by hand, they are on disk what they were
        for (const [key, text] of texts) {
          assert.ok(await (await vscode.workspace.openTextDocument(inWorkspace(note(key)))).save());
          assert.equal(await textOnDisk(note(key)), text);
        }
      });

      it('offers the difference of each, leaves all when it is left, and asks about those of other tools', async () => {
        await makeNotes(tides);
        const foreign = '---\ncitekey: okoye2020harbour\n---\nMine\n';
        await writeInWorkspace('written/harbour.md', foreign);
        await changeAll();
        start('literatureNotes.updateNotes');
        await quickInput.locator('.quick-input-title', { hasText: '1 will change · 1 by another tool' }).waitFor();
        await quickRow('@lindberg2019tides.md').hover();
        await quickRow('@lindberg2019tides.md').locator('.action-label.codicon-diff').click();
        await page.locator('.monaco-diff-editor').first().waitFor();
        await page.keyboard.press('Escape');
        await quickInput.waitFor({ state: 'hidden' });
        assert.equal(await textOnDisk(note(tides)), made());
        assert.equal(await textOnDisk('written/harbour.md'), foreign);
      });

      it('updates the notes of a topic, from its menu', async () => {
        await makeNotes(tides, harbour);
        await changeAll();
        await showPapers();
        await eventually(async () =>
          assert.equal((await row('Lindberg').isVisible()) || (await row('sea').count()) > 0, true),
        );
        start('literatureNotes.updateNotes', [tides, harbour]);
        await quickInput.locator('.quick-input-title', { hasText: 'Update Notes: 2 will change' }).waitFor();
        await accept();
        await told('2 notes are updated.');
        await executeCommand('notifications.clearAll');
        await executeCommand('literatureNotes.updateNotes', [tides, harbour]);
        await told('All 2 notes are up to date.');
      });

      it('decides conflicts one note after the other', async () => {
        await makeNotes(tides, harbour);
        for (const key of [tides, harbour])
          await changeOnDisk(note(key), (text) => text.replace(/title: .*/, 'title: Mine'));
        await changeAll();
        start('literatureNotes.updateNotes');
        await quickInput.locator('.quick-input-title', { hasText: '2 have conflicts' }).waitFor();
        await accept();
        for (const name of ['first', 'second']) {
          await eventually(() =>
            assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'literature-notes-update', name),
          );
          const { document } = vscode.window.activeTextEditor!;
          await executeCommand('literatureNotes.useLibrary');
          await eventually(() => assert.doesNotMatch(document.getText(), /<<<<<<</));
          await executeCommand('literatureNotes.applyUpdate');
          await eventually(() => assert.notEqual(vscode.window.activeTextEditor?.document, document));
        }
        await eventually(async () =>
          assert.match(await textOnDisk(note(tides)), /title: Tides of the Northern Sea, Again\n/),
        );
        await eventually(async () =>
          assert.match(await textOnDisk(note(harbour)), /title: Harbours and Their Water, Again\n/),
        );
      });
    });

    it('follows a rename of the key', async () => {
      await makeNotes(tides);
      await open('refs.bib');
      const { document } = vscode.window.activeTextEditor!;
      const edit = await executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        document.positionAt(document.getText().indexOf(tides) + 2),
        'lindberg2019sea',
      );
      assert.ok(await vscode.workspace.applyEdit(edit));
      // a document that no editor shows yet is saved once one does
      await eventually(async () => {
        await vscode.workspace.saveAll();
        assert.match(await textOnDisk(note('lindberg2019sea')), /^citekey: lindberg2019sea$/m);
      });
      await eventually(async () => assert.equal(await isOnDisk(baselineOf('lindberg2019sea')), true));
      assert.equal(await isOnDisk(baselineOf(tides)), false);
      await bibliography(
        bib.replace(tides, 'lindberg2019sea').replace('{Tides of the Northern Sea}', `{${newTitle}}`),
        'lindberg2019sea',
        newTitle,
      );
      await update('lindberg2019sea');
      await eventually(async () =>
        assert.equal(
          await textOnDisk(note('lindberg2019sea')),
          made('', undefined, newTitle).replace(tides, 'lindberg2019sea'),
        ),
      );
    });

    it('knows the note that an empty document became, once it is saved', async () => {
      const editor = await openFile('written/empty.md', '|');
      await executeCommand('literatureNotes.insertNote', [tides]);
      await becomes(editor, made());
      assert.equal(await isOnDisk(baselineOf(tides)), false);
      await editor.document.save();
      await eventually(async () => assert.equal(await isOnDisk(baselineOf(tides)), true));
      await changeTitle();
      await executeCommand('literatureNotes.updateNote');
      await becomes(editor, made('', undefined, newTitle));
    });
  }),
);
