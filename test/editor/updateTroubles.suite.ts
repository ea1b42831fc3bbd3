// What can go wrong with the update of a note: each time nothing is lost, and a word says what is the matter.
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
  template,
} from '../support/editor/updates.ts';
import {
  answer,
  closeAll,
  eventually,
  inWorkspace,
  isOnDisk,
  notification,
  quickInput,
  showPapers,
  start,
  textOnDisk,
  told,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const tides = 'lindberg2019tides';
const harbour = 'okoye2020harbour';
let bib = '';
const newTitle = 'Tides of the Southern Sea';
const changeTitle = () => bibliography(bib.replace('{Tides of the Northern Sea}', `{${newTitle}}`), tides, newTitle);
const changeBoth = () =>
  bibliography(bib.replace(/title = \{([^}]*)\}/g, 'title = {$1 Again}'), tides, 'Tides of the Northern Sea Again');
const update = (key: string) => executeCommand('literatureNotes.updateNote', key);
/** The summary of a batch of two is open; nothing is written yet. */
async function summaryOfTwo(): Promise<void> {
  start('literatureNotes.updateNotes', [tides, harbour]);
  await quickInput.locator('.quick-input-title', { hasText: 'Update Notes: 2 will change' }).waitFor();
}

export const run = createRun(() =>
  describe('troubles of an update', () => {
    before(async () => {
      await showPapers();
      bib = await textOnDisk('refs.bib');
      await vscode.workspace
        .getConfiguration('literatureNotes')
        .update('notes.template', template, vscode.ConfigurationTarget.Workspace);
    });
    afterEach(async () => {
      await closeAll();
      for (const name of ['notes', '.literature'])
        if (await isOnDisk(name)) await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true });
      await bibliography(bib, tides, 'Tides of the Northern Sea');
    });

    for (const [what, change, word] of [
      ['broken front matter', (text) => text.replace('year: 2019', 'year: [2019'), 'not valid YAML'],
      ['a field twice', (text) => text.replace('year: 2019', 'year: 2019\nyear: 2020'), 'duplicated mapping key'],
      ['tabs', (text) => text.replace('year: 2019', 'year: 2019\n\tmine: 1'), 'not valid YAML'],
      ['another language', (text) => text.replace('---\n', '---js\n'), 'Front matter in "js" is not read'],
      [
        'a huge front matter',
        (text) => text.replace('year: 2019', `mine: ${'x'.repeat(600_000)}`),
        'too long to be read',
      ],
      [
        'a front matter in braces',
        () => `---\n{citekey: ${tides}, title: Mine}\n---\n`,
        'not written as one field in a line',
      ],
      [
        'an anchor at what changes',
        (text) => text.replace('title: ', 'title: &t ').replace('year:', 'also: *t\nyear:'),
        'cannot be changed without changing others',
      ],
      [
        'marks of git',
        (text) => `${text}<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> other\n`,
        'holds the marks of a conflict',
      ],
    ] satisfies readonly (readonly [string, (text: string) => string, string])[]) {
      it(`leaves a note with ${what} as it is, and says so`, async () => {
        await makeNotes(tides);
        await changeOnDisk(note(tides), change);
        const before = await bytesOnDisk(note(tides));
        await changeTitle();
        await update(tides);
        await told('@lindberg2019tides.md is left as it is.');
        await told(word);
        assert.equal(await bytesOnDisk(note(tides)), before);
      });
    }

    it('updates the rest of a note that has a block twice, and says which it left', async () => {
      await makeNotes(tides);
      await changeOnDisk(note(tides), (text) => text + text.slice(text.indexOf('<!--'), text.indexOf('## Notes')));
      const before = await textOnDisk(note(tides));
      await changeTitle();
      await update(tides);
      await told('The block "abstract" is left as it is');
      assert.equal(await textOnDisk(note(tides)), before.replace(/title: .*/, `title: ${newTitle}`));
    });

    it('leaves a note that mixes line ends, which saving would make the same', async () => {
      await makeNotes(tides);
      await changeOnDisk(note(tides), (text) => `${text}Mine.\r\nYours.\n`);
      const before = await bytesOnDisk(note(tides));
      await changeTitle();
      await update(tides);
      await told('It mixes line ends');
      assert.equal(await bytesOnDisk(note(tides)), before);
    });

    it('gives a front matter to a note that has none, after asking', async () => {
      await writeInWorkspace(note(tides), 'Only my words.\n');
      await changeTitle();
      // until the note is known, there is none to update
      await eventually(async () => {
        start('literatureNotes.updateNote', tides);
        await notification('It lacks citekey, title').waitFor({ timeout: 10_000 });
      }, 40_000);
      await answer('It lacks', 'Add What Is Missing');
      await eventually(async () =>
        assert.match(
          await textOnDisk(note(tides)),
          /^---\ncitekey: lindberg2019tides\n[^]*\n---\n\nOnly my words\.\n$/,
        ),
      );
    });

    it('leaves out a note that was deleted while the summary was shown, and updates the other', async () => {
      await makeNotes(tides, harbour);
      await changeBoth();
      await summaryOfTwo();
      await vscode.workspace.fs.delete(inWorkspace(note(tides)));
      await page.keyboard.press('Enter');
      await told('1 note is updated.');
      await told('It is not there any more');
      assert.match(await textOnDisk(note(harbour)), /title: Harbours and Their Water Again\n/);
      assert.equal(await isOnDisk(note(tides)), false);
    });

    it('reads a note again that git or another window changed while the summary was shown', async () => {
      await makeNotes(tides, harbour);
      await changeBoth();
      await summaryOfTwo();
      await changeOnDisk(note(tides), (text) => text.replace('year: 2019', 'mine: yes\nyear: 2019') + 'Theirs.\n');
      const theirs = await textOnDisk(note(tides));
      await page.keyboard.press('Enter');
      await told('2 notes are updated.');
      assert.equal(
        await textOnDisk(note(tides)),
        theirs.replace('title: Tides of the Northern Sea', 'title: Tides of the Northern Sea Again'),
      );
    });

    it('does nothing twice where another window was quicker', async () => {
      await makeNotes(tides, harbour);
      await changeBoth();
      await summaryOfTwo();
      await changeOnDisk(note(tides), (text) => text.replace(/title: (.*)/, 'title: $1 Again'));
      await changeOnDisk(baselineOf(tides), (text) => text.replace(/"title": "(.*)"/, '"title": "$1 Again"'));
      const written = await textOnDisk(note(tides));
      await page.keyboard.press('Enter');
      await told('2 notes are updated.');
      assert.equal(await textOnDisk(note(tides)), written);
    });

    it('asks again where the baseline is damaged, such as by the marks of a conflict', async () => {
      await makeNotes(tides);
      await changeOnDisk(baselineOf(tides), (text) => `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`);
      const before = await textOnDisk(note(tides));
      await changeTitle();
      start('literatureNotes.updateNote', tides);
      await told('what was written into it is not known. It differs in title.');
      assert.equal(await textOnDisk(note(tides)), before);
    });

    it('keeps the note when its baseline cannot be written, and says so', async () => {
      await makeNotes(tides);
      await vscode.workspace.fs.delete(inWorkspace('.literature'), { recursive: true });
      await writeInWorkspace('.literature', 'a file where a folder should be');
      await changeTitle();
      start('literatureNotes.updateNote', tides);
      await answer('It differs in title.', 'Compare');
      await eventually(() =>
        assert.equal(vscode.window.activeTextEditor?.document.uri.scheme, 'literature-notes-update'),
      );
      await executeCommand('literatureNotes.useLibrary');
      await eventually(() => assert.doesNotMatch(vscode.window.activeTextEditor?.document.getText() ?? '', /<<<<<<</));
      await executeCommand('literatureNotes.applyUpdate');
      await told('could not be kept in .literature');
      assert.match(await textOnDisk(note(tides)), /title: Tides of the Southern Sea\n/);
    });
  }),
);
