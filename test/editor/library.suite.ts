// The library from files of the workspace: what is read is shown, what is wrong is told, and a crash is survived.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PaperPicker } from '../../src/editor/citing/picker.ts';
import { RecentPapers } from '../../src/editor/citing/recent.ts';
import { LastEditor } from '../../src/editor/citing/target.ts';
import { CitingDocuments } from '../../src/editor/language/citingDocuments.ts';
import { DocumentCitations } from '../../src/editor/language/documents.ts';
import { extensionId } from '../../src/editor/ids.ts';
import { Connection } from '../../src/editor/library/connection.ts';
import { Papers } from '../../src/editor/library/papers.ts';
import type { LibraryListener } from '../../src/editor/library/start.ts';
import { Attachments } from '../../src/editor/files/attachments.ts';
import { Notes } from '../../src/editor/notes/notes.ts';
import { ReadingList } from '../../src/editor/reading/list.ts';
import { Sources } from '../../src/editor/sources/sources.ts';
import type { CompletionKey } from '../../src/editor/query/accept.ts';
import { LibraryClient } from '../../src/worker/client.ts';
import { inThisThread } from '../../src/worker/inThisThread.ts';
import { bibLibrary } from '../bench/generate.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  details,
  eventually,
  inWorkspace,
  quickInput,
  quickRow,
  row,
  rows,
  showPapers,
  textOnDisk,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

interface TestHandle {
  readonly papers: Papers;
  crashLibrary(): void;
}

const { executeCommand } = vscode.commands;
let library: TestHandle;

const file = 'references.bib';
const problems = () => vscode.languages.getDiagnostics(inWorkspace(file));
const firstFound = async (query: string) => (await library.papers.search(query, 5))[0]?.key;

/** A library of its own that has been told of no file yet, and a picker over it. */
function unreadLibrary() {
  const log = vscode.window.createOutputChannel('Unread', { log: true });
  const start = ({ onEvent }: LibraryListener) => ({
    client: new LibraryClient(inThisThread(), onEvent),
    reads: () => false,
    crash: () => {},
    dispose: () => {},
  });
  const connection = new Connection(start, log);
  const papers = new Papers(connection);
  const citing = new CitingDocuments(connection, log);
  const memory = { keys: () => [], get: () => undefined, update: () => Promise.resolve() };
  // the key for completions belongs to the extension that is running
  const completionKey = { offer: () => {} } as unknown as CompletionKey;
  const sources = new Sources(papers, log);
  const lastEditor = new LastEditor();
  const notes = new Notes(citing, papers, log);
  const reading = new ReadingList(notes, vscode.Uri.file('/nowhere'), log);
  const attachments = new Attachments(papers, log);
  const parts = { papers, notes, reading, attachments, sources, citations: new DocumentCitations(), lastEditor };
  const picker = new PaperPicker({ ...parts, recent: new RecentPapers(memory), completionKey, log });
  return {
    key: 'first2001',
    papers,
    pick: () => picker.pick({ title: 'Unread', placeholder: '', many: false }),
    dispose: () => vscode.Disposable.from(picker, attachments, sources, lastEditor, papers, log).dispose(),
  };
}

async function openGroup(title: string): Promise<void> {
  await row(title).waitFor();
  if ((await row(title).getAttribute('aria-expanded')) !== 'true') await row(title).click();
  await eventually(async () => assert.equal(await row(title).getAttribute('aria-expanded'), 'true'));
}

export const run = createRun(() =>
  describe('the library of a workspace', () => {
    let before_: string;

    before(async () => {
      library = (await vscode.extensions.getExtension<TestHandle>(extensionId)?.activate()) as TestHandle;
      await showPapers();
      before_ = await textOnDisk(file);
    });
    afterEach(async () => {
      await writeInWorkspace(file, before_);
      await closeAll();
    });

    it('shows the papers of a .bib beside those that came with the extension', async () => {
      await eventually(() => assert.equal(library.papers.size, 78));
      await openGroup('information theory');
      await eventually(async () => assert.ok((await rows()).some((text) => text.startsWith('Shannon 1948'))));
      assert.equal(await firstFound('radial velocity'), 'hubble1929relation');
    });

    it('shows what was edited and saved on disk, by another program too, and nothing of what is gone', async () => {
      await writeInWorkspace(
        file,
        before_.replace('A Mathematical Theory of Communication', 'Communication in the Presence of Noise'),
      );
      await openGroup('information theory');
      await row('Presence of Noise').waitFor();
      assert.equal(await firstFound('presence of noise'), 'shannon1948mathematical');
      await writeInWorkspace(file, before_.slice(0, before_.indexOf('@article{shannon')));
      await eventually(async () => assert.ok(!(await rows()).some((text) => text.startsWith('information theory'))));
    });

    it('leaves the details alone until their own paper is another', async () => {
      const title = details.locator('h1');
      await executeCommand('literatureNotes.showPaper', 'gu2023mamba');
      await eventually(async () => assert.match((await title.textContent()) ?? '', /^Mamba/));
      await title.evaluate(({ ownerDocument: { defaultView, documentElement } }) =>
        defaultView?.addEventListener('message', () => documentElement.setAttribute('data-told', '')),
      );
      const isTold = async () => (await details.locator('html').getAttribute('data-told')) !== null;
      await writeInWorkspace(file, before_.replace('A Mathematical Theory', 'The Mathematical Theory'));
      await eventually(() => assert.match(library.papers.get('shannon1948mathematical')?.title ?? '', /^The Math/));
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal(await isTold(), false);
      await executeCommand('literatureNotes.showPaper', 'shannon1948mathematical');
      await eventually(async () => assert.match((await title.textContent()) ?? '', /^The Mathematical/));
      assert.equal(await isTold(), true);
      await writeInWorkspace(file, before_);
      await eventually(async () => assert.match((await title.textContent()) ?? '', /^A Mathematical/));
    });

    it('tells of a broken entry in the Problems panel, at its line, and keeps the others', async () => {
      await writeInWorkspace(
        file,
        before_.replace('distance and radial velocity among extra-galactic nebulae},', 'distance and velocity}'),
      );
      await eventually(() => assert.equal(problems().length, 1));
      const [problem] = problems();
      assert.equal(problem?.message, 'A comma is missing in "hubble1929relation".');
      assert.equal(problem?.severity, vscode.DiagnosticSeverity.Warning);
      assert.equal(problem?.source, 'Literature Notes');
      const document = await vscode.workspace.openTextDocument(inWorkspace(file));
      assert.match(document.lineAt(problem?.range.start.line ?? 0).text, /title =|journal =/);
      assert.equal(library.papers.size, 78);
      await writeInWorkspace(file, before_);
      await eventually(() => assert.deepEqual(problems(), []));
    });

    it('says plainly why a folder, a file without permission and a file that is gone are not read', async () => {
      const uri = inWorkspace('folder.bib');
      await vscode.workspace.fs.createDirectory(uri);
      const source = (address: vscode.Uri) => ({ source: { uri: address.toString(), rank: 1, reasons: [] } });
      const gone = inWorkspace('gone.bib');
      await library.papers.update({ read: [source(uri), source(gone)], removed: [] });
      assert.deepEqual(library.papers.states.get(uri.toString()), {
        kind: 'failed',
        reason: 'This is a folder or a device, not a file.',
      });
      assert.deepEqual(library.papers.states.get(gone.toString()), {
        kind: 'failed',
        reason: 'The file does not exist.',
      });
      await library.papers.update({ read: [], removed: [uri.toString(), gone.toString()] });
      await vscode.workspace.fs.delete(uri, { recursive: true });
    });

    it('says how far it is with a large file, and finds meanwhile what is there', async function () {
      this.timeout(120_000);
      await writeInWorkspace('large.bib', bibLibrary({ entries: 20_000 }));
      const message = page.locator('.sidebar .message', {
        hasText: /Reading large\.bib: \d+ %\. [\d,.]+ papers can be used/,
      });
      await message.waitFor({ timeout: 60_000 });
      assert.equal(await firstFound('radial velocity'), 'hubble1929relation');
      // written again meanwhile, it is told to be read from the start, and the view goes on saying how far it is
      const state = () => library.papers.states.get(inWorkspace('large.bib').toString());
      const said: boolean[] = [];
      await writeInWorkspace('large.bib', `${bibLibrary({ entries: 20_000 })}\n@misc{last, title = {The Last Word}}\n`);
      while (library.papers.get('last') === undefined) {
        said.push(await message.isVisible());
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      // but for the moment between the end of the first reading and the start of the second, where that was quick
      const gaps = said.filter((isSeen, at) => !isSeen && (said[at - 1] ?? true)).length;
      assert.ok(said.length > 5 && gaps <= 1, `seen ${said.filter(Boolean).length} of ${said.length} times`);
      await eventually(() => assert.equal(state()?.kind, 'read'), 60_000);
      await message.waitFor({ state: 'hidden', timeout: 60_000 });
      await eventually(() => assert.equal(library.papers.size, 20_479), 60_000);
      await vscode.workspace.fs.delete(inWorkspace('large.bib'));
      await eventually(() => assert.equal(library.papers.size, 78), 60_000);
    });

    it('keeps a picker busy that is opened before anything has been read, and then lists what there is', async () => {
      const { key, pick, papers, dispose } = unreadLibrary();
      const picked = pick();
      await page.locator('.quick-input-widget input:focus').waitFor();
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.equal(await quickInput.locator('.monaco-list-row').count(), 0);
      await quickInput.locator('.quick-input-progress.active').waitFor({ state: 'attached' });
      const source = { uri: 'file:///a.bib', rank: 0, format: 'bibtex', reasons: [{ kind: 'setting' }] } as const;
      await papers.update({ read: [{ source, text: `@misc{${key}, title = {The First Word}}` }], removed: [] });
      await quickRow('The First Word').waitFor();
      await page.keyboard.press('Enter');
      assert.equal((await picked)?.papers[0]?.key, key);
      dispose();
    });

    it('works on after a crash, with everything it had', async () => {
      await eventually(() => assert.equal(library.papers.size, 78));
      library.crashLibrary();
      await eventually(async () => assert.equal(await firstFound('mathematical theory'), 'shannon1948mathematical'));
      await eventually(async () => assert.equal(await firstFound('mamba linear time'), 'gu2023mamba'));
      assert.equal(library.papers.size, 78);
      await writeInWorkspace(file, before_.replace('A Mathematical Theory', 'The Mathematical Theory'));
      await eventually(() => assert.match(library.papers.get('shannon1948mathematical')?.title ?? '', /^The Math/));
    });

    it('says so in the view where there are no papers, and where none can be read, and has them again', async () => {
      await showPapers();
      const config = vscode.workspace.getConfiguration('literatureNotes');
      const set = async (value: false | undefined) => {
        await config.update('seeds', value, vscode.ConfigurationTarget.Workspace);
        await config.update('workspaceLibraries', value, vscode.ConfigurationTarget.Workspace);
      };
      try {
        await set(false);
        await page
          .locator('.sidebar .welcome-view-content', { hasText: 'The library has no papers.' })
          .first()
          .waitFor();
        const failed = page
          .locator('.sidebar .welcome-view-content', { hasText: 'The library could not be read.' })
          .first();
        for (let crash = 0; crash < 4 && !(await failed.isVisible()); crash++) {
          library.crashLibrary();
          await new Promise((resolve) => setTimeout(resolve, 1500));
        }
        await failed.waitFor();
        await page
          .locator('.sidebar .welcome-view-content a.monaco-button', { hasText: 'Restart Library' })
          .first()
          .click();
        await failed.waitFor({ state: 'hidden' });
      } finally {
        await set(undefined);
      }
      await page.locator('.sidebar .monaco-list-row').first().waitFor();
      await eventually(async () => assert.equal(await firstFound('radial velocity'), 'hubble1929relation'));
    });

    it('gives up after crashing again and again, says so in the view, and starts again when asked', async () => {
      const message = page.locator('.sidebar .message', { hasText: 'ended unexpectedly' });
      for (let crash = 0; crash < 4 && !(await message.isVisible()); crash++) {
        library.crashLibrary();
        await new Promise((resolve) => setTimeout(resolve, 1500));
      }
      await message.waitFor();
      await assert.rejects(() => library.papers.search('mamba', 5));
      await executeCommand('literatureNotes.restartLibrary');
      await message.waitFor({ state: 'hidden' });
      await eventually(async () => assert.equal(await firstFound('radial velocity'), 'hubble1929relation'));
    });
  }),
);
