// A key that is cited 2,000 times in 200 files gets another one, in a real VS Code. Started by main.mjs, which names
// the file that takes the figures; beside it stands a bare edit of the same size.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { createRun } from '../support/editor/run.ts';

const files = 200;
const citations = 10;
const [old, now] = ['lindberg2019tides', 'lindberg2020tides'];
const rounds = 3;

const inFolder = (name: string) => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, name);
};
const write = (name: string, text: string) =>
  vscode.workspace.fs.writeFile(inFolder(name), new TextEncoder().encode(text));

async function timed<T>(work: () => PromiseLike<T>): Promise<[T, number]> {
  const started = performance.now();
  return [await work(), performance.now() - started];
}

/** The same edit to files of the same text that nobody knows of. */
function bareEdit(): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (let file = 0; file < files; file++) {
    const edits = Array.from({ length: citations }, (_, line) =>
      vscode.TextEdit.replace(new vscode.Range(line, 4, line, 4 + old.length), now),
    );
    edit.set(inFolder(`bare/${file}.txt`), edits);
  }
  return edit;
}

export const run = createRun(() =>
  describe('a key that is cited often', () => {
    it('gets another one', async function () {
      this.timeout(0);
      const { figures = '' } = JSON.parse(process.env['LITERATURE_NOTES_BENCH'] ?? '{}') as { figures?: string };
      const text = `As @${old} says, and says again.\n`.repeat(citations);
      await write('refs.bib', `@book{${old},\n  title = {Tides}\n}\n`);
      for (let file = 0; file < files; file++) {
        await write(`text/${file}.md`, text);
        await write(`bare/${file}.txt`, text);
      }
      const document = await vscode.workspace.openTextDocument(inFolder('text/0.md'));
      const place = new vscode.Position(0, 6);
      const count = async () =>
        (
          await vscode.commands.executeCommand<vscode.Location[]>(
            'vscode.executeReferenceProvider',
            document.uri,
            place,
          )
        ).length;
      for (let tries = 0; (await count()) < files * citations && tries < 100; tries++)
        await new Promise((resolve) => setTimeout(resolve, 100));
      const times: number[] = [];
      let edit = new vscode.WorkspaceEdit();
      for (let round = 0; round < rounds; round++) {
        const [found, took] = await timed(() =>
          vscode.commands.executeCommand<vscode.WorkspaceEdit>(
            'vscode.executeDocumentRenameProvider',
            document.uri,
            place,
            now,
          ),
        );
        edit = found;
        times.push(took);
      }
      assert.equal(
        edit.entries().reduce((all, [, edits]) => all + edits.length, 0),
        files * citations + 1,
      );
      const [, applied] = await timed(() => vscode.workspace.applyEdit(edit, { isRefactoring: true }));
      const [, bare] = await timed(() => vscode.workspace.applyEdit(bareEdit(), { isRefactoring: true }));
      await writeFile(figures, JSON.stringify({ times, applied, bare }));
    });
  }),
);
