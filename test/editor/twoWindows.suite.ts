// Somebody has a workspace open in two windows, and updates one note from both: nothing is lost, and each window says what it did.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import * as vscode from 'vscode';
import { createRun } from '../support/editor/run.ts';
import { commandIn, messageIn, openIn, openSecondWindow } from '../support/editor/secondWindow.ts';
import { baselineOf, bibliography, changeOnDisk, makeNotes, note, template } from '../support/editor/updates.ts';
import {
  becomes,
  closeAll,
  eventually,
  inWorkspace,
  showPapers,
  textOnDisk,
  told,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const tides = 'lindberg2019tides';
const name = `@${tides}.md`;
const updateTitle = 'Literature: Update Note from Library';

/** The library calls the paper something else; both windows know. */
async function retitle(title: string): Promise<void> {
  const bib = (await textOnDisk('refs.bib')).replace(/\{Tides of [^}]*\}/, `{${title}}`);
  await bibliography(bib, tides, title);
}
const open = async () =>
  vscode.window.showTextDocument(await vscode.workspace.openTextDocument(inWorkspace(note(tides))), { preview: false });
const onDisk = (text: RegExp) => eventually(async () => assert.match(await textOnDisk(note(tides)), text));

export const run = createRun(() =>
  describe('a note in two windows', function () {
    this.timeout(90_000);
    let other: Page;

    before(async () => {
      await showPapers();
      await vscode.workspace
        .getConfiguration('literatureNotes')
        .update('notes.template', template, vscode.ConfigurationTarget.Workspace);
      await makeNotes(tides);
      await changeOnDisk(note(tides), (text) => `${text}My words.\n`);
      other = await openSecondWindow();
      await openIn(other, `${tides}.md`);
      // its library is read once a command of it has done its work
      await (await commandIn(other, updateTitle)).click();
      await messageIn(other, `${name} is up to date.`).waitFor({ timeout: 60_000 });
    });
    afterEach(closeAll);

    it('is updated by both in the same moment as if by one', async () => {
      const editor = await open();
      await retitle('Tides of the Southern Sea');
      await (await commandIn(other, 'Notifications: Clear All Notifications')).click();
      const row = await commandIn(other, updateTitle);
      // whichever is quicker, the other one has a word for it
      const word = messageIn(other, /(?:is updated: title|is up to date|changed meanwhile|could not be saved)/);
      await Promise.all([executeCommand('literatureNotes.updateNote'), row.click(), word.waitFor()]);
      const expected = /title: Tides of the Southern Sea\n[^]*# Tides of the Northern Sea\n[^]*My words\.\n$/;
      await onDisk(expected);
      await becomes(editor, expected);
      const text = await textOnDisk(note(tides));
      assert.equal(text.match(/title:/g)?.length, 1);
      assert.match(await textOnDisk(baselineOf(tides)), /Southern/);
      await eventually(() => assert.equal(editor.document.isDirty, false));
      await executeCommand('notifications.clearAll');
      await executeCommand('literatureNotes.updateNote');
      await told(`${name} is up to date.`);
      assert.equal(await textOnDisk(note(tides)), text);
    });

    it('keeps what is unsaved in one while the other updates it, and says why it is left there', async () => {
      const editor = await open();
      await other.keyboard.press('Control+End');
      await other.keyboard.type('Words of the other window.');
      await other.locator('.tab.active.dirty').waitFor();
      await retitle('Tides of the Eastern Sea');
      await executeCommand('literatureNotes.updateNote');
      await becomes(editor, /title: Tides of the Eastern Sea\n/);
      await onDisk(/title: Tides of the Eastern Sea\n[^]*My words\.\n$/);
      await (await commandIn(other, updateTitle)).click();
      await messageIn(other, 'another program or window').waitFor();
      await other.locator('.tab.active.dirty').waitFor();
      await onDisk(/title: Tides of the Eastern Sea\n[^]*My words\.\n$/);
    });
  }),
);
