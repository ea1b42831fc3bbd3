// What is done with many papers at once: notes for all of them, tables of them, and the same as CSV.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestHandle } from '../../src/extension.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  becomes,
  chooseInMenu,
  closeAll,
  eventually,
  inWorkspace,
  isOnDisk,
  openFile,
  pickerCloses,
  pickerOpens,
  quickInput,
  quickRow,
  row,
  rows,
  showPapers,
  start,
  textOnDisk,
  told,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;

/** The seed papers about hypernetworks, as a topic and as their notes are named. */
const topic = 'hypernetworks';
const keys = ['chauhan2023brief', 'wydmanski2023hypertab', 'xu2023generative'];

const note = (key: string, fields = '') => `---\ncitekey: ${key}\n${fields}---\n\nMine.\n`;
const onDisk = (name: string, text: string | RegExp) =>
  eventually(async () => {
    const found = await textOnDisk(name);
    if (typeof text === 'string') assert.equal(found, text);
    else assert.match(found, text);
  });

async function namesIn(folder: string): Promise<string[]> {
  return (await vscode.workspace.fs.readDirectory(inWorkspace(folder))).map(([name]) => name).sort();
}

async function remove(...names: readonly string[]): Promise<void> {
  for (const name of names)
    if (await isOnDisk(name)) await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true });
}

let written = 0;
/** Writes the note of a paper into a folder of its own, and gives its name. */
async function writeNote(key: string, fields = ''): Promise<string> {
  const name = `written/${++written}/@${key}.md`;
  await writeInWorkspace(name, note(key, fields));
  return name;
}

let opened = 0;
/** Opens a document of its own with this text, which may have bars in it. */
async function openTable(text: string): Promise<vscode.TextEditor> {
  const name = `topics/${++opened}.md`;
  await writeInWorkspace(name, text);
  const editor = await vscode.window.showTextDocument(inWorkspace(name), { preview: false });
  await page.locator('.monaco-editor.focused').waitFor();
  return editor;
}
const nameOf = ({ document }: vscode.TextEditor) => vscode.workspace.asRelativePath(document.uri);

/** Accepts what the open quick pick offers first, when it says so. */
const accept = (text: string) => quickRow(text).click();

const { papers } = vscode.extensions.getExtension<TestHandle>('literature-notes.literature-notes')!.exports;
/** Waits until the library finds so many papers. */
const found = (query: string, count: number) =>
  eventually(async () => assert.equal((await papers.ask('filter', { query }))?.length, count));

export const run = createRun(() =>
  describe('several at once', () => {
    before(async () => {
      await showPapers();
      await eventually(async () => assert.ok((await rows()).includes('Hypernetworks3')));
    });
    afterEach(async () => {
      await closeAll();
      await remove(
        'notes',
        'topics',
        'written',
        'other',
        'many.bib',
        'papers.csv',
        `${topic}.csv`,
        'Hypernetworks.csv',
      );
      await found('has:note', 0);
    });

    describe('Create Notes', () => {
      it('makes notes for the papers of a topic that have none, after the user has seen how many', async () => {
        const mine = await writeNote(keys[0]!, 'status: reading\n');
        await found('has:note', 1);
        await row('Hypernetworks').click({ button: 'right' });
        await chooseInMenu('Create Notes…');
        await pickerOpens();
        await quickRow('Of the other papers, 1 have a note already, which stays as it is.').waitFor();
        await accept('Create 2 Notes');
        await told('2 notes were created. 1 were there already.');
        assert.deepEqual(
          await namesIn('notes'),
          keys.slice(1).map((key) => `@${key}.md`),
        );
        assert.equal(await textOnDisk(mine), note(keys[0]!, 'status: reading\n'));
        assert.match(
          await textOnDisk(`notes/@${keys[1]}.md`),
          /^---\ncitekey: wydmanski2023hypertab\n[^]*## Questions\n$/,
        );
        await answer('2 notes were created', 'Show');
        await page
          .locator('.explorer-folders-view .monaco-list-row', { hasText: `@${keys[1]}.md` })
          .first()
          .waitFor();
        await showPapers();
      });

      it('is one step that one undo takes back', async () => {
        start('literatureNotes.createNotes', { topic });
        await accept('Create 3 Notes');
        await told('3 notes were created.');
        await vscode.window.showTextDocument(inWorkspace(`notes/@${keys[0]}.md`));
        await page.locator('.monaco-editor.focused').waitFor();
        await executeCommand('undo');
        await eventually(async () => assert.equal((await vscode.workspace.findFiles('notes/*.md')).length, 0));
      });

      it('gives every note a name of its own, whatever the template', async () => {
        await withSettings({ 'literatureNotes.notes.fileName': 'Paper.md' }, async () => {
          await writeInWorkspace('notes/paper.md', note('gu2023mamba'));
          start('literatureNotes.createNotes', { topic });
          await accept('Create 3 Notes');
          await told('3 notes were created.');
          assert.deepEqual(await namesIn('notes'), ['Paper 2.md', 'Paper 3.md', 'Paper 4.md', 'paper.md']);
          assert.equal(await textOnDisk('notes/paper.md'), note('gu2023mamba'));
        });
      });

      it('makes none where the template is wrong, and says why', async () => {
        await withSettings({ 'literatureNotes.notes.template': 'A {{ title | nothing }}' }, async () => {
          start('literatureNotes.createNotes', { topic });
          await accept('Create 3 Notes');
          await told('literatureNotes.notes.template');
          assert.equal(await isOnDisk('notes'), false);
        });
      });

      it('makes none when the user does not want them', async () => {
        start('literatureNotes.createNotes', { topic });
        await pickerOpens();
        await quickRow('Cancel').click();
        await pickerCloses();
        assert.equal(await isOnDisk('notes'), false);
      });

      it('makes them for the papers that are selected in the tree', async () => {
        await row('Hypernetworks').click();
        await row('Chauhan et al.').click();
        await row('Xu et al. 2023').click({ modifiers: ['Control'] });
        await row('Xu et al. 2023').click({ button: 'right' });
        await chooseInMenu('Create Notes…');
        await accept('Create 2 Notes');
        await told('2 notes were created.');
        assert.deepEqual(await namesIn('notes'), [`@${keys[0]}.md`, `@${keys[2]}.md`]);
        await executeCommand('workbench.actions.treeView.literatureNotes.papers.collapseAll');
      });

      it('makes five hundred for what a query finds, chosen by typing it', async () => {
        const entries = Array.from(
          { length: 500 },
          (_, place) =>
            `@article{many${place}, title = {Zyzzyva number ${place}}, author = {Doe, Jane}, year = {2001}}`,
        );
        await writeInWorkspace('many.bib', entries.join('\n'));
        await found('title:zyzzyva', 500);
        start('literatureNotes.createNotes');
        await pickerOpens();
        await page.keyboard.type('title:zyzzyva');
        await quickRow('500 papers').waitFor();
        await page.keyboard.press('Enter');
        await accept('Create 500 Notes');
        await eventually(async () => assert.equal((await namesIn('notes')).length, 500), 60_000);
        await told('500 notes were created.');
        assert.equal((await namesIn('notes')).length, 500);
        start('literatureNotes.createNotes', { query: 'title:zyzzyva' });
        await told('All of these papers have a note (500).');
        // the tree is what it was before the next test clicks in it
        await remove('notes', 'many.bib');
        await found('title:zyzzyva', 0);
        await eventually(async () => assert.ok(!(await rows()).some((text) => text.includes('Zyzzyva'))));
      }).timeout(120_000);
    });

    describe('a table of papers', () => {
      const marker = `<!-- literature:topic-table topic="${topic}" fields="year, method" sort="year" -->`;
      const end = '<!-- /literature:topic-table -->';
      const cited = ['', '| Paper | Year | Method |', '| --- | --- | --- |'];
      const line = (key: string, year: number, method = '') => `| [@${key}] | ${year} | ${method} |`;
      const plainRows = keys.map((key) => line(key, 2023));
      const whole = [marker, ...cited, ...plainRows, '', end].join('\n');

      it('comes with the note of a topic, which is made once', async () => {
        await row('Hypernetworks').click({ button: 'right' });
        await chooseInMenu('Create Topic Note…');
        await pickerOpens();
        await page.locator('.quick-input-title', { hasText: 'Create Topic Note: Columns' }).waitFor();
        await page.keyboard.type('method');
        await quickRow('method').waitFor();
        await page.keyboard.press('Enter');
        await onDisk(
          'notes/Hypernetworks.md',
          /^# Hypernetworks\n\n[^]*<!-- literature:topic-table topic="hypernetworks" fields="[^"]*method" sort="-year" -->\n\n\| Paper \|[^]*\| Method \|\n[^]*\n\n<!-- \/literature:topic-table -->\n$/,
        );
        await executeCommand('workbench.action.closeAllEditors');
        await executeCommand('literatureNotes.createTopicNote', { topic: 'Hypernetworks' });
        assert.equal(
          vscode.workspace.asRelativePath(vscode.window.activeTextEditor!.document.uri),
          'notes/Hypernetworks.md',
        );
        assert.deepEqual(await namesIn('notes'), ['Hypernetworks.md']);
      });

      it('is filled in where its markers were typed, links to notes, and follows what they say', async () => {
        const editor = await openTable(`Before.\n\n${marker}\n${end}\n\nAfter.\n`);
        await becomes(editor, `Before.\n\n${whole}\n\nAfter.\n`);
        await onDisk(nameOf(editor), `Before.\n\n${whole}\n\nAfter.\n`);
        const name = await writeNote(keys[2]!, 'method: "A | B"\n');
        const linked = `| [Xu et al. 2023](../${name}) | 2023 | A \\| B |`;
        await becomes(editor, `Before.\n\n${whole.replace(plainRows[2]!, linked)}\n\nAfter.\n`);
        await writeInWorkspace(name, note(keys[2]!, 'method: [C, D]\n'));
        const changed = linked.replace('A \\| B', 'C, D');
        await becomes(editor, `Before.\n\n${whole.replace(plainRows[2]!, changed)}\n\nAfter.\n`);
        await eventually(() => assert.equal(editor.document.isDirty, false));
        await vscode.window.showTextDocument(editor.document);
        await page.locator('.monaco-editor.focused').waitFor();
        await executeCommand('undo');
        await becomes(editor, `Before.\n\n${whole.replace(plainRows[2]!, linked)}\n\nAfter.\n`);
      });

      it('keeps the line ends of the document', async () => {
        const editor = await openTable(`Before.\r\n${marker}\r\n${end}\r\nAfter.`);
        await becomes(editor, `Before.\r\n${whole.replaceAll('\n', '\r\n')}\r\nAfter.`);
      });

      it('waits while the document has unsaved changes, and is brought up to date when it is saved', async () => {
        const editor = await openTable(`${whole.replace(plainRows[0]!, '')}\n`);
        await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Mine.\n'));
        start('literatureNotes.updateTables');
        await pickerOpens();
        await quickRow('Leave as It Is').click();
        await pickerCloses();
        await editor.edit((edit) => edit.replace(new vscode.Range(2, 0, 9, 0), ''));
        await writeNote(keys[2]!, 'method: A\n');
        await found('has:note', 1);
        assert.doesNotMatch(editor.document.getText(), /Paper/);
        await editor.document.save();
        await becomes(editor, /^Mine\.\n<!-- literature:topic-table [^]*\n\n\| Paper \|[^]*\| 2023 \| A \|/);
        await onDisk(nameOf(editor), editor.document.getText());
      });

      it('is not replaced where somebody else wrote in it, but after a question', async () => {
        const theirs = whole.replace(plainRows[0]!, `${plainRows[0]}\n| My own row | 1999 | mine |`);
        const editor = await openTable(`${theirs}\n`);
        // another table shows when the look at this document is over
        await editor.edit((edit) =>
          edit.insert(
            new vscode.Position(editor.document.lineCount, 0),
            `\n${marker.replace('method', 'venue')}\n${end}\n`,
          ),
        );
        await editor.document.save();
        await becomes(editor, /\| Paper \| Year \| Venue \|/);
        assert.ok(editor.document.getText().startsWith(`${theirs}\n`));
        await eventually(() => {
          const [problem] = vscode.languages.getDiagnostics(editor.document.uri);
          assert.match(problem?.message ?? '', /^Somebody wrote in this table/);
          assert.equal(problem?.range.start.line, 0);
        });
        start('literatureNotes.updateTables');
        await page
          .locator('.quick-input-title', { hasText: 'A table holds what was not written by this command' })
          .waitFor();
        await accept('Write Anew');
        await becomes(editor, /^(?![^]*My own row)/);
        await eventually(() => assert.deepEqual(vscode.languages.getDiagnostics(editor.document.uri), []));
        assert.ok(editor.document.getText().startsWith(`${whole}\n`));
      });

      it('stays as it is where the document changed while the question stood there, which is said', async () => {
        const editor = await openTable(`${whole.replace(plainRows[0]!, '| My own row | 1999 | mine |')}\n`);
        start('literatureNotes.updateTables');
        await pickerOpens();
        await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Mine.\n'));
        const text = editor.document.getText();
        await accept('Write Anew');
        await told('Nothing was written into topics/');
        assert.equal(editor.document.getText(), text);
        start('literatureNotes.updateTables');
        await accept('Write Anew');
        await becomes(editor, `Mine.\n${whole}\n`);
      });

      it('stays as it is where nobody knows its topic', async () => {
        const text = whole.replace(topic, 'nothing-known');
        const editor = await openTable(`${text}\n`);
        await executeCommand('literatureNotes.updateTables');
        await told('so the table stays as it is');
        assert.equal(editor.document.getText(), `${text}\n`);
      });

      it('says what the reading list says of papers without a note', async () => {
        const list = `papers:\n  ${keys[1]}: {status: reading, rating: 4}\n`;
        await writeInWorkspace('.literature/reading.yaml', list);
        const own = `<!-- literature:topic-table query="key:${keys[1]}" fields="status, rating" -->`;
        const editor = await openTable(`${own}\n${end}\n`);
        await becomes(editor, new RegExp(`\\| \\[@${keys[1]}\\] \\| reading \\| 4 \\|`));
        start('literatureNotes.createNotes', [keys[1]]);
        await accept('Create 1 Note');
        await told('1 note was created.');
        assert.match(await textOnDisk(`notes/@${keys[1]}.md`), /\nstatus: reading\n[^]*rating: 4\n/);
        await becomes(editor, /\| \[Wydmański et al\. 2023\]\(\S+\) \| reading \| 4 \|/);
      });

      it('stays as it is while a merge has left conflicts', async () => {
        const text = `<<<<<<< HEAD\n${marker}\n=======\n${marker}\n>>>>>>> theirs\n${end}\n`;
        const editor = await openTable(text);
        await executeCommand('literatureNotes.updateTables');
        await told('has conflicts of a merge');
        assert.equal(editor.document.getText(), text);
      });

      it('shows what a query finds, as a list or a matrix', async () => {
        const list =
          '<!-- literature:topic-table query=\'topic:hypernetworks author:"Xu"\' fields="year" layout="list" -->';
        const editor = await openTable(`${list}\n${end}\n\n${list.replace('list" -->', 'matrix" -->')}\n${end}\n`);
        await becomes(
          editor,
          [
            list,
            '',
            `- [@${keys[2]}] · Year: 2023`,
            '',
            end,
            '',
            list.replace('list" -->', 'matrix" -->'),
            '',
            `| Paper | [@${keys[2]}] |`,
            '| --- | --- |',
            '| Year | 2023 |',
            '',
            end,
            '',
          ].join('\n'),
        );
      });

      it('is left to the command where the setting says so', async () => {
        await withSettings({ 'literatureNotes.notes.keepTables': 'off' }, async () => {
          const editor = await openTable(`${marker}\n${end}\n`);
          await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), 'Mine.\n'));
          await editor.document.save();
          await executeCommand('literatureNotes.updateTables');
          await becomes(editor, `${whole}\nMine.\n`);
          await onDisk(nameOf(editor), `${whole}\nMine.\n`);
        });
      });

      it('is inserted at the cursor, on lines of its own', async () => {
        const editor = await openFile('topics/insert.md', 'Before.|\nAfter.\n');
        start('literatureNotes.insertTable');
        await pickerOpens();
        await page.keyboard.type('hypernet');
        await accept('Hypernetworks');
        await page.locator('.quick-input-title', { hasText: 'Insert Table: Columns' }).waitFor();
        await page.keyboard.press('Enter');
        await becomes(
          editor,
          /^Before\.\n\n<!-- literature:topic-table [^]*-->\n\n\| Paper \|[^]*\n\n<!-- \/literature:topic-table -->\n\nAfter\.\n$/,
        );
        assert.equal(editor.document.isDirty, true);
        await executeCommand('undo');
        await becomes(editor, 'Before.\nAfter.\n');
      });

      it('is brought up to date in all documents, open or not, when the user has seen how many', async () => {
        await writeInWorkspace('topics/a.md', `${marker}\n${end}\nMine\n`);
        await writeInWorkspace('topics/b.md', `\uFEFF${marker}\r\n${end}\r\n`);
        await writeInWorkspace('topics/code.md', `\`\`\`\n${marker}\n${end}\n\`\`\`\n`);
        await eventually(async () => {
          start('literatureNotes.updateAllTables');
          await quickRow('Update 2 tables in 2 documents').waitFor({ timeout: 5000 });
        });
        assert.equal(await textOnDisk('topics/a.md'), `${marker}\n${end}\nMine\n`);
        await accept('Update 2 tables in 2 documents');
        await onDisk('topics/a.md', `${whole}\nMine\n`);
        await onDisk('topics/b.md', new RegExp(`^\uFEFF?${'<!-- literature'}[^]*\\r\\n\\| Paper \\|`));
        assert.match(await textOnDisk('topics/code.md'), /^```/);
        start('literatureNotes.updateAllTables');
        await told('No other table is to be changed (2).');
      });

      it('is left out of all where its document changed meanwhile, and not counted', async () => {
        await writeInWorkspace('topics/a.md', `${marker}\n${end}\n`);
        await writeInWorkspace('topics/b.md', `${marker}\n${end}\n`);
        await eventually(async () => {
          start('literatureNotes.updateAllTables');
          await quickRow('Update 2 tables in 2 documents').waitFor({ timeout: 5000 });
        });
        const edit = new vscode.WorkspaceEdit();
        edit.insert(inWorkspace('topics/b.md'), new vscode.Position(0, 0), 'Mine.\n');
        await vscode.workspace.applyEdit(edit);
        await accept('Update 2 tables in 2 documents');
        await told('Nothing was written into topics/b.md');
        await page.locator('.statusbar-item', { hasText: '1 table updated' }).waitFor();
        await onDisk('topics/a.md', `${whole}\n`);
        assert.equal(await textOnDisk('topics/b.md'), `${marker}\n${end}\n`);
      });
    });

    describe('the marker of a table', () => {
      const labels = async (textWithCursor: string): Promise<string[]> => {
        const editor = await openTable(textWithCursor.replace('|', ''));
        const position = new vscode.Position(0, textWithCursor.indexOf('|'));
        const list = await executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          editor.document.uri,
          position,
        );
        return list.items
          .filter(({ kind, sortText }) => kind !== vscode.CompletionItemKind.Snippet && /^\d{4}$/.test(sortText ?? ''))
          .map(({ label }) => (typeof label === 'string' ? label : label.label));
      };

      it('is completed: attributes, topics, queries, fields, orders and layouts', async () => {
        await writeNote(keys[2]!, 'method: A\n');
        await found('has:note', 1);
        const start = '<!-- literature:topic-table';
        assert.deepEqual(await labels(`${start} topic="${topic}" | -->`), ['query', 'fields', 'sort', 'layout']);
        assert.ok((await labels(`${start} topic="|" -->`)).includes(topic));
        assert.deepEqual(await labels(`${start} topic="${topic}" layout="|"`), ['table', 'list', 'matrix']);
        const fields = await labels(`${start} topic="${topic}" fields="year, |" -->`);
        assert.ok(fields.includes('method') && fields.includes('title') && !fields.includes('year'), fields.join());
        assert.ok((await labels(`${start} topic="${topic}" sort="-me|" -->`)).includes('method'));
        assert.ok((await labels(`${start} query="auth|" -->`)).includes('author:'));
        assert.deepEqual(await labels(`${start} topic="${topic}" --> |`), []);
      });

      it('has its mistakes in the Problems panel', async () => {
        await writeNote(keys[2]!, 'method: A\n');
        await found('has:note', 1);
        const start = '<!-- literature:topic-table';
        const end = '<!-- /literature:topic-table -->';
        const editor = await openTable(
          `${start} topic="nothing" layout="grid" -->\n${end}\n${start} topic="${topic}" fields="method, dataset" -->\n${end}\n${start} topik="x" -->\n`,
        );
        await eventually(() =>
          assert.deepEqual(
            vscode.languages
              .getDiagnostics(editor.document.uri)
              .map(({ range, message }) => `${editor.document.getText(range)}: ${message.slice(0, 24).trim()}`)
              .sort(),
            [
              '<!-- literature:topic-table topik="x" -->: The markers of this tabl',
              'dataset: None of the notes has th',
              'grid: "grid" is no layout: wri',
              'nothing: No paper has the topic "',
            ],
          ),
        );
      });
    });

    describe('Save Papers as CSV', () => {
      it('writes a file for programs, with names in full', async () => {
        await writeNote(keys[2]!, 'method: "=A, \\"B\\""\n');
        const marker = `<!-- literature:topic-table query="key:${keys[2]}" fields="authors, year, method" -->`;
        const editor = await openTable(`${marker}\n<!-- /literature:topic-table -->\n`);
        await becomes(editor, /=A/);
        editor.selection = new vscode.Selection(1, 0, 1, 0);
        start('literatureNotes.saveTable');
        await accept('Save for Programs…');
        await page.locator('.quick-input-title', { hasText: 'Save Papers as CSV' }).waitFor();
        // VS Code writes its own proposal into the field a moment after it is there
        await eventually(async () =>
          assert.match(await quickInput.locator('input[type=text]').first().inputValue(), /csv$/),
        );
        await quickInput.locator('input[type=text]').first().fill(inWorkspace('papers.csv').path);
        await page.keyboard.press('Enter');
        await told('1 paper saved in papers.csv.');
        assert.match(
          await textOnDisk('papers.csv'),
          /^key,paper,authors,year,method\r\nxu2023generative,Xu et al\. 2023,"Xu, Wenxing; [^"]*",2023,"'=A, ""B"""\r\n$/,
        );
      });

      it('copies for a spreadsheet', async () => {
        start('literatureNotes.saveTable', { topic });
        await page.locator('.quick-input-title', { hasText: 'Save as CSV: Columns' }).waitFor();
        await page.keyboard.press('Enter');
        await page.locator('.quick-input-title', { hasText: 'Save 3 papers as CSV' }).waitFor();
        await quickRow('Copy for a Spreadsheet').click();
        await eventually(async () => {
          const copied = await vscode.env.clipboard.readText();
          assert.match(copied, /^key\tpaper\t[^\n]*\r\nchauhan2023brief\tChauhan et al\. \d{4}\t/);
          assert.equal(copied.split('\r\n').length, 5);
        });
      });
    });
  }),
);
