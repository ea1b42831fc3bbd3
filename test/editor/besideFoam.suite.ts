// Beside Foam, which knows `[[names]]`: these are left to it, unless the user or its own settings say otherwise.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  eventually,
  inWorkspace,
  isOnDisk,
  openFile,
  showPapers,
  textOnDisk,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;

/** The names that are offered behind `[[` at the end of a document. */
async function offered(document: vscode.TextDocument): Promise<string[]> {
  const list = await executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    document.lineAt(document.lineCount - 1).range.end,
    '[',
  );
  return list.items
    .filter(({ kind }) => kind === vscode.CompletionItemKind.File)
    .map(({ label }) => (typeof label === 'string' ? label : label.label));
}

async function linksOf(document: vscode.TextDocument): Promise<string[]> {
  const links = await executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 50);
  return links.map(({ range }) => document.getText(range));
}

async function rename(from: string, to: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(inWorkspace(from), inWorkspace(to));
  assert.ok(await vscode.workspace.applyEdit(edit));
}

export const run = createRun(() =>
  describe('beside Foam', () => {
    const text = '[[@gu2023mamba]] [[Mamba]] [it](Mamba.md)\n[[';
    const becomes = (changed: string) =>
      eventually(async () => assert.equal(await textOnDisk('foam/text.md'), changed));

    before(showPapers);
    beforeEach(async () => {
      await writeInWorkspace('foam/Mamba.md', '---\narxiv: 2312.00752\n---\n');
      await openFile('foam/text.md', text);
    });
    afterEach(async () => {
      await closeAll();
      if (await isOnDisk('foam')) await vscode.workspace.fs.delete(inWorkspace('foam'), { recursive: true });
    });
    const document = () => vscode.workspace.openTextDocument(inWorkspace('foam/text.md'));

    it('knows that it is there', () => {
      assert.ok(vscode.extensions.getExtension('foam.foam-vscode'));
    });

    it('leaves names in double brackets to it, but for those of citations, unless told otherwise', async () => {
      await withSettings({ 'literatureNotes.features.noteLinks': 'on' }, async () => {
        await eventually(async () => assert.deepEqual(await offered(await document()), ['Mamba']));
        await eventually(async () => assert.ok((await linksOf(await document())).includes('Mamba')));
      });
      assert.deepEqual(await offered(await document()), []);
      const links = await linksOf(await document());
      assert.ok(links.includes('gu2023mamba'), links.join());
      assert.ok(!links.includes('Mamba'), links.join());
    });

    it('lets it change these when a note is renamed, and changes them where Foam does not', async () => {
      await eventually(async () => {
        const found = await executeCommand<vscode.Location[]>(
          'vscode.executeImplementationProvider',
          inWorkspace('foam/text.md'),
          new vscode.Position(0, 5),
        );
        assert.equal(found.length, 1); // the note is known
      });
      await rename('foam/Mamba.md', 'foam/Snake.md');
      await becomes('[[@gu2023mamba]] [[Mamba]] [it](Snake.md)\n[[');
      await rename('foam/Snake.md', 'foam/Mamba.md');
      await becomes(text);
      await withSettings({ 'foam.links.sync.enable': false }, () => rename('foam/Mamba.md', 'foam/Snake.md'));
      await becomes('[[@gu2023mamba]] [[Snake]] [it](Snake.md)\n[[');
    });
  }),
);
