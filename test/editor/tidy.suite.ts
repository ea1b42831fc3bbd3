// Tidy Bibliography: what is cited and missing, what nothing uses, the order; after a look at the difference.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { notebookText } from '../support/editor/notebooks.ts';
import { page } from '../support/editor/page.ts';
import { own, papers, project, uriOf } from '../support/editor/projects.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  closeAll,
  eventually,
  inWorkspace,
  openFile,
  pickerOpens,
  quickInput,
  showPapers,
  start,
  textOnDisk,
  told,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const idle = '\n% about it\n@misc{idle1999,\n  title = {Idle},\n}\n';

let tidying: Thenable<unknown> = Promise.resolve();
async function openTidy(): Promise<void> {
  tidying = executeCommand('literatureNotes.tidyBibliography');
  await pickerOpens();
}
/** Answers the question below the difference; the command shows the file before it is over. */
async function decide(action: 'Apply' | 'Cancel'): Promise<void> {
  await answer('as shown', action);
  await tidying;
}
const choice = (text: string) => quickInput.locator('.monaco-list-row', { hasText: text }).first();
const now = () => vscode.window.activeTextEditor?.document;

/** Takes an entry out by the picker, sees the difference, and accepts it; gives the document that changed. */
async function takeOut(key: string, file: string): Promise<vscode.TextDocument> {
  await choice(key).click();
  await page.keyboard.press('Enter');
  await decide('Apply');
  return eventually(() => {
    const document = now();
    assert.ok(document && document.uri.toString() === uriOf(file) && !document.getText().includes(key));
    return document;
  });
}

/** A file of each format that is no BibTeX, in three parts: the second is the entry that nothing uses. */
const files: readonly (readonly [name: string, before: string, idle: string, after: string])[] = [
  [
    'own.json',
    '[\r\n\t{"id": "own2001", "type": "book", "title": "An Own Book"},\r\n',
    '\t{\r\n\t\t"id": "idle1999",\r\n\t\t"type": "book"\r\n\t},\r\n',
    '\t{"id": "late2002", "type": "book"}\r\n]\r\n',
  ],
  [
    'own.yaml',
    '---\nreferences:\n# mine\n- id: own2001\n  type: book\n  title: "An *Own* Book"\n',
    '- id: idle1999\n  type: book\n  abstract: |\n    One\n\n    Two\n',
    '- {id: late2002, type: book}\n...\n',
  ],
  [
    'own.ris',
    'TY  - BOOK\nID  - own2001\nTI  - An Own Book\nER  - \n\n',
    'TY  - BOOK\nID  - idle1999\nTI  - Idle\nER  - \n\n',
    'TY  - BOOK\nID  - late2002\nTI  - Late\nER  - \n',
  ],
  [
    'own.yml',
    '# mine\nown2001:\n  type: book\n  title: An Own Book\n\n',
    'idle1999:\n  type: book\n  title: Idle\n\n',
    '# late\nlate2002:\n    type: book\n    title: Late\n',
  ],
];

export const run = createRun(() =>
  describe('Tidy Bibliography', () => {
    before(showPapers);
    afterEach(closeAll);

    it('adds what is cited and missing and removes what is chosen, as one step, after showing it', async () => {
      const before = own + idle;
      const { at } = await project({ 'own.bib': before }, 'As [@own2001; @chen2021one].|');
      await openTidy();
      await choice('chen2021one').waitFor();
      assert.equal(await choice('own2001').count(), 0);
      await choice('idle1999').click();
      await page.keyboard.press('Enter');
      await told('as shown');
      const [group] = vscode.window.tabGroups.all;
      assert.ok(group?.activeTab?.input instanceof vscode.TabInputTextDiff);
      assert.equal(await textOnDisk(at('own.bib')), before);
      await decide('Apply');
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
      await decide('Cancel');
      assert.equal(await textOnDisk(at('own.bib')), before);
      await vscode.window.showTextDocument(editor.document, { preview: false });
      await openTidy();
      await choice('Sort by Citation Key').click();
      await page.keyboard.press('Enter');
      await decide('Apply');
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

    describe('in other formats than BibTeX', () => {
      for (const [name, before, unused, after] of files) {
        it(`takes out of ${name} what is not cited, when it is chosen, and nothing else`, async () => {
          const { at } = await project({ [name]: before + unused + after }, 'As [@own2001; @late2002].|');
          await openTidy();
          await choice('idle1999').waitFor();
          assert.equal(await quickInput.locator('.monaco-list-row', { hasText: '2001' }).count(), 0);
          const document = await takeOut('idle1999', at(name));
          assert.equal(document.getText(), before + after);
          await document.save();
          assert.equal(await textOnDisk(at(name)), before + after);
          await executeCommand('undo');
          await eventually(() => assert.equal(document.getText(), before + unused + after));
          await document.save();
        });
      }

      it('adds what is missing and takes out what is unused in one step, in CSL-JSON that is open itself', async () => {
        const text = '[\n  {"id": "idle1999", "type": "book"},\n  {"id": "own2001", "type": "book"}\n]\n';
        const { at } = await project({ 'own.json': text }, 'As [@own2001; @chen2021one].|');
        await openFile(at('own.json'), `|${text}`);
        await openTidy();
        await choice('chen2021one').waitFor();
        await choice('idle1999').click();
        await page.keyboard.press('Enter');
        await decide('Apply');
        await eventually(() => {
          const entries = JSON.parse(now()?.getText() ?? '') as { id: string }[];
          assert.deepEqual(
            entries.map(({ id }) => id),
            ['own2001', 'chen2021one'],
          );
        });
        assert.ok(now()?.getText().startsWith('[\n  {"id": "own2001", "type": "book"},\n'), now()?.getText());
      });

      it('takes entries out of the metadata of a document, and leaves its text alone', async () => {
        const head = '---\ntitle: "Text"\nreferences:\n- id: own2001\n  type: book\n';
        const unused = '- id: idle1999\n  type: book\n';
        const tail = 'lang: en\n---\n\nAs [@own2001] says.\n\n- id: idle\n';
        const editor = await openFile('tidied/own.md', `${head}${unused}${tail}|`);
        await eventually(() => assert.ok(papers().get('idle1999')?.sources.includes(uriOf('tidied/own.md'))));
        await openTidy();
        await choice('idle1999').waitFor();
        const document = await takeOut('idle1999', 'tidied/own.md');
        assert.equal(document, editor.document);
        assert.equal(document.getText(), head + tail);
      });

      it('asks which of several is meant, each time', async () => {
        const json = '[{"id": "idle1999", "type": "book"}]\n';
        const { at, editor } = await project({ 'own.bib': own, 'own.json': json }, 'As @own2001.|');
        for (const [file, expected] of [
          ['own.json', 'idle1999'],
          ['own.bib', 'Sort by Citation Key'],
        ] as const) {
          await vscode.window.showTextDocument(editor.document, { preview: false });
          await openTidy();
          await quickInput.locator('input[placeholder="Bibliography to tidy"]').waitFor();
          await choice(at(file)).click();
          await choice(expected).waitFor();
          await page.keyboard.press('Escape');
        }
      });
    });

    it('counts what a notebook cites that is not open', async () => {
      await writeInWorkspace('tidied/lab.ipynb', notebookText([['markdown', 'As [@lab1999] says.']]));
      const lab = '@misc{lab1999,\n  title = {Lab},\n}\n';
      await project({ 'own.bib': own + lab + idle }, 'As @own2001.|');
      await openTidy();
      await choice('idle1999').waitFor();
      assert.equal(await choice('lab1999').count(), 0);
      await page.keyboard.press('Escape');
      await vscode.workspace.fs.delete(inWorkspace('tidied'), { recursive: true });
    });

    it('says what to open where there is nothing to tidy', async () => {
      await closeAll();
      start('literatureNotes.tidyBibliography');
      await told('Open a bibliography, or a document that names one');
    });
  }),
);
