// What an import of annotations does in Restricted Mode: it reads, and calls nobody.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { annotationsIn, libraryIsRead, visibleLines } from '../support/editor/files.ts';
import { createRun } from '../support/editor/run.ts';
import { eventually, showPapers, start, told, writeInWorkspace } from '../support/editor/workbench.ts';

export const run = createRun(() =>
  describe('imports of annotations in Restricted Mode', () => {
    before(async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      await showPapers();
      await libraryIsRead();
    });

    it('bring what is marked into the note', async () => {
      start('literatureNotes.importAnnotations', 'marked2024');
      await told('11 added');
      assert.ok(visibleLines(await annotationsIn('notes/@marked2024.md')).length > 11);
    });

    it('look for no file on another computer that the bibliography names', async () => {
      const entry = '@article{far2020, title = {Far}, file = {:////server.example/share/a.pdf:PDF}}\n';
      await writeInWorkspace('far.bib', entry);
      await eventually(async () => {
        await vscode.commands.executeCommand('literatureNotes.copyKey', 'far2020');
        assert.equal(await vscode.env.clipboard.readText(), 'far2020');
      }, 20_000);
      start('literatureNotes.importAnnotations', 'far2020');
      await told('Far has no PDF');
    });
  }),
);
