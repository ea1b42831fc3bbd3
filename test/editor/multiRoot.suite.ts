// Several folders: a note goes into the folder that one writes in.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createRun } from '../support/editor/run.ts';
import { closeAll, eventually, pickerOpens, quickRow, showPapers, start } from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const activePath = () => vscode.window.activeTextEditor?.document.uri.path ?? '';
const folder = (name: string) => {
  const found = vscode.workspace.workspaceFolders?.find((each) => each.name === name);
  assert.ok(found, `the folder ${name} is open`);
  return found.uri;
};

export const run = createRun(() =>
  describe('with several folders', () => {
    before(showPapers);
    afterEach(closeAll);

    it('makes the note in the folder of the document one writes in', async () => {
      await vscode.window.showTextDocument(vscode.Uri.joinPath(folder('second'), 'text.md'));
      await executeCommand('literatureNotes.openNote', 'gu2023mamba');
      assert.equal(activePath(), vscode.Uri.joinPath(folder('second'), 'notes/@gu2023mamba.md').path);
    });

    it('finds the note from the other folder', async () => {
      await vscode.window.showTextDocument(vscode.Uri.joinPath(folder('first'), 'text.md'));
      await executeCommand('literatureNotes.openNote', 'gu2023mamba');
      assert.equal(activePath(), vscode.Uri.joinPath(folder('second'), 'notes/@gu2023mamba.md').path);
    });

    it('asks for the folder where nothing is open', async () => {
      start('literatureNotes.openNote', 'vinyals2015pointer');
      await pickerOpens();
      await quickRow('first').click();
      await eventually(() =>
        assert.equal(activePath(), vscode.Uri.joinPath(folder('first'), 'notes/@vinyals2015pointer.md').path),
      );
    });
  }),
);
