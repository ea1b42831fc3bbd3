// The reading list as somebody keeps it: from the tree, the details, a note and the picker, in notes and in its file.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  becomes,
  chooseInMenu,
  closeAll,
  details,
  emptyFolder,
  eventually,
  inWorkspace,
  isOnDisk,
  openFile,
  openText,
  pickerCloses,
  pickerOpens,
  quickInput,
  quickRow,
  row,
  rows,
  search,
  showPapers,
  start,
  textOnDisk,
  told,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const file = '.literature/reading.yaml';
const note = 'notes/mamba.md';
const now = new Date();
const two = (part: number) => String(part).padStart(2, '0');
const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;

const onDisk = (name: string, text: RegExp | string) =>
  eventually(async () =>
    typeof text === 'string' ? assert.equal(await textOnDisk(name), text) : assert.match(await textOnDisk(name), text),
  );
const inTree = (text: string) =>
  eventually(async () => assert.ok((await rows()).includes(text), `${text} in:\n${(await rows()).join('\n')}`));
const spoken = (text: string) => row(text).getAttribute('aria-label');
const statusBar = page.locator('.statusbar-item[id$="literatureNotes.reading"]');

async function group(by: string): Promise<void> {
  start('literatureNotes.groupPapers');
  await pickerOpens();
  await quickRow(by).click();
  await pickerCloses();
}

async function open(title: string): Promise<void> {
  if ((await row(title).getAttribute('aria-expanded')) !== 'true') await row(title).click();
  await eventually(async () => assert.equal(await row(title).getAttribute('aria-expanded'), 'true'));
}

/** Chooses in the submenu of a paper's menu. */
async function menuOf(paper: string, submenu: string, item: string): Promise<void> {
  await row(paper).click({ button: 'right' });
  const first = page.locator('.monaco-menu .action-label', { hasText: new RegExp(`^${submenu}$`) }).first();
  await first.hover();
  await page.locator('.monaco-menu .action-label', { hasText: item }).first().waitFor();
  await chooseInMenu(item);
}

async function remove(name: string): Promise<void> {
  if (await isOnDisk(name)) await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true, useTrash: false });
}

export const run = createRun(() =>
  describe('the reading list', () => {
    before(async () => {
      await showPapers();
      await inTree('Hypernetworks3');
    });
    afterEach(async () => {
      await closeAll();
      await executeCommand('workbench.actions.treeView.literatureNotes.papers.collapseAll');
      await emptyFolder('.literature');
      await remove('notes');
      await group('Topic');
      await inTree('Hypernetworks3');
    });

    describe('of papers without a note', () => {
      it('is set in the tree by menus, stands in a file, and shows in the row', async () => {
        await open('Hypernetworks');
        await menuOf('Chauhan et al.', 'Reading Status', 'Mark as Reading');
        await onDisk(
          file,
          new RegExp(
            `\\npapers:\\n {2}chauhan2023brief: \\{status: reading, started: ${today}, added: ${today}\\}\\n$`,
          ),
        );
        await eventually(async () => assert.match((await spoken('Chauhan et al.')) ?? '', /Deep Learning, Reading$/));
        await menuOf('Chauhan et al.', 'Priority', 'High Priority');
        await menuOf('Chauhan et al.', 'Rating', '★★★★ Four Stars');
        await onDisk(file, /\{status: reading, started: \S+, added: \S+, priority: high, rating: 4\}\n$/);
        await eventually(async () =>
          assert.match((await spoken('Chauhan et al.')) ?? '', /, Reading, high priority, 4 of 5 stars$/),
        );
        await row('Chauhan et al.').hover();
        await page.locator('.sidebar .monaco-list-row .action-label[aria-label^="Mark as Read"]').first().click();
        await onDisk(file, new RegExp(`status: read, .*finished: ${today}`));
        await menuOf('Chauhan et al.', 'Reading Status', 'Remove from Reading List');
        await onDisk(file, /\{started/);
      });

      it('takes several papers at once, and goes back by undo in the file', async () => {
        await open('Hypernetworks');
        await row('Chauhan et al.').click();
        await row('Xu et al.').click({ modifiers: ['Shift'] });
        await menuOf('Xu et al.', 'Reading Status', 'Mark as To Read');
        await onDisk(file, /papers:\n(?: {2}\S+: \{status: to-read, added: \S+\}\n){3}$/);
        await menuOf('Xu et al.', 'Priority', 'Low Priority');
        await onDisk(file, /(?:status: to-read, added: \S+, priority: low\}\n.*){3}/);
        await vscode.window.showTextDocument(inWorkspace(file));
        await page.locator('.monaco-editor.focused').waitFor();
        await executeCommand('undo');
        await eventually(async () => {
          await showPapers();
          assert.match((await spoken('Chauhan et al.')) ?? '', /, To Read$/);
        });
      });

      it('follows the file as it is edited by hand, and keeps its comments', async () => {
        await writeInWorkspace(file, '# mine\npapers:\n  chauhan2023brief: {status: To Read} # first\n');
        await group('Reading Status');
        await inTree('To Read1');
        await inTree('Reading0');
        await open('To Read');
        await menuOf('Chauhan et al.', 'Priority', 'High Priority');
        await onDisk(file, '# mine\npapers:\n  chauhan2023brief: {status: To Read, priority: high} # first\n');
      });

      it('is left alone where the file is broken, which is said in words and in the Problems panel', async () => {
        const broken = 'papers:\n  chauhan2023brief: {status: reading\n';
        await writeInWorkspace(file, broken);
        await eventually(() => assert.equal(vscode.languages.getDiagnostics(inWorkspace(file)).length, 1));
        await executeCommand('literatureNotes.markRead', 'gu2023mamba');
        await told('cannot be changed safely');
        assert.equal(await textOnDisk(file), broken);
      });

      it('goes along when the key is renamed', async () => {
        await writeInWorkspace(
          'renamed.bib',
          '@article{old2020,\n  title = {A Paper of Mine},\n  author = {Li, A}\n}\n',
        );
        try {
          // the library reads the file a moment after it came
          await eventually(async () => {
            await executeCommand('literatureNotes.markRead', 'old2020');
            assert.match(await textOnDisk(file), /\n {2}old2020: \{status: read/);
          });
          const { document } = await vscode.window.showTextDocument(inWorkspace('renamed.bib'));
          const edit = await executeCommand<vscode.WorkspaceEdit>(
            'vscode.executeDocumentRenameProvider',
            document.uri,
            document.positionAt(10),
            'new2020',
          );
          await vscode.workspace.applyEdit(edit);
          await eventually(async () => {
            await vscode.workspace.saveAll();
            assert.match(await textOnDisk(file), /\n {2}new2020: \{status: read/);
          });
        } finally {
          await remove('renamed.bib');
        }
      });
    });

    describe('of papers with a note', () => {
      const text =
        '---\r\n# about\r\ncitekey: gu2023mamba\r\nstatus: "To Read" # soon\r\nmood: good\r\n---\r\nMine.\r\n';

      it('changes its front matter and nothing else, saved, and back in one step', async () => {
        await openFile(note, text);
        await eventually(async () => assert.match((await statusBar.textContent()) ?? '', /To Read/));
        await statusBar.click();
        await pickerOpens();
        await eventually(async () => assert.match((await quickRow('To Read').textContent()) ?? '', /current/));
        await quickRow('Reading').click();
        const after = text.replace('"To Read"', '"reading"').replace('mood: good', `mood: good\r\nstarted: ${today}`);
        await onDisk(note, after);
        await eventually(async () => assert.match((await statusBar.textContent()) ?? '', /Reading/));
        await executeCommand('undo');
        await becomes(vscode.window.activeTextEditor!, text);
      });

      it('leaves a note with unsaved changes unsaved', async () => {
        const note = 'notes/unsaved.md';
        const editor = await openFile(note, text);
        await editor.edit((edit) => edit.insert(new vscode.Position(6, 5), ' More.'));
        await executeCommand('literatureNotes.markRead', 'gu2023mamba');
        await becomes(editor, new RegExp(`status: "read" # soon[^]*finished: ${today}[^]*Mine. More.`));
        assert.ok(editor.document.isDirty);
        assert.equal(await textOnDisk(note), text);
      });

      it('is right in a note that is typed in while another one is waited for', async () => {
        const other = 'notes/other.md';
        const first = await openFile(note, '---\ncitekey: gu2023mamba\nstatus: to-read\n---\nMine.\n');
        // VS Code reads this one wrongly, and is given seconds to show what is on disk
        await withSettings({ 'files.encoding': 'windows1252' }, async () => {
          await openFile(other, '---\ncitekey: chauhan2023brief\nstatus: to-read\n---\nMié.\n');
        });
        await inTree('Hypernetworks3');
        await vscode.window.showTextDocument(first.document, { preview: false });
        start('literatureNotes.markRead', ['gu2023mamba', 'chauhan2023brief']);
        await new Promise((resolve) => setTimeout(resolve, 1000));
        const edit = new vscode.WorkspaceEdit();
        edit.insert(first.document.uri, new vscode.Position(1, 0), 'title: Mamba\n');
        await vscode.workspace.applyEdit(edit);
        await onDisk(other, new RegExp(`\\nstatus: read\\nfinished: ${today}\\n---\\nMié`));
        const expected = `---\ntitle: Mamba\ncitekey: gu2023mamba\nstatus: read\nfinished: ${today}\n---\nMine.\n`;
        assert.equal(first.document.getText(), expected);
      });

      it('refuses front matter that is broken, says why and opens it', async () => {
        const note = 'notes/broken.md';
        const broken = '---\ncitekey: gu2023mamba\nx: y: z\n---\nMine.\n';
        await openFile(note, broken);
        await executeCommand('literatureNotes.markRead', 'gu2023mamba');
        await told('was left as it is');
        await openText('Something else.|');
        assert.equal(await textOnDisk(note), broken);
        await answer('was left as it is', 'Open Note');
        await eventually(() =>
          assert.match(vscode.window.activeTextEditor?.document.uri.path ?? '', /notes\/broken\.md$/),
        );
      });

      it('is set in the details by keys, and shown there', async () => {
        const note = 'notes/detailed.md';
        await openFile(note, text);
        await executeCommand('literatureNotes.showPaper', 'gu2023mamba');
        await eventually(async () => assert.equal(await details.getByLabel('Status').inputValue(), 'to-read'));
        await details.getByLabel('Status').selectOption('read');
        await onDisk(note, /status: "read" # soon/);
        await details.getByLabel('Priority').selectOption('high');
        await onDisk(note, /priority: high/);
        const star = details.getByRole('button', { name: '3 of 5 stars' });
        await star.focus();
        await page.keyboard.press('Enter');
        await onDisk(note, /rating: 3/);
        await eventually(async () => assert.equal(await star.getAttribute('aria-pressed'), 'true'));
        await details.getByRole('button', { name: 'Edit Tags…' }).click();
        await quickInput.locator('input:focus').waitFor();
        await page.keyboard.type('method, to cite');
        await page.keyboard.press('Enter');
        await onDisk(note, /tags:[^]*method[^]*to cite/);
        await details.getByText('to cite').waitFor();
        assert.ok((await textOnDisk(note)).endsWith('Mine.\r\n'));
      });

      it('takes over what the file said when a note is made', async () => {
        await writeInWorkspace(
          file,
          '# kept\npapers:\n  gu2023mamba: {status: reading, priority: high, added: 2025-01-02, why: "for part 2"}\n  x: {status: read}\n',
        );
        await group('Reading Status');
        await inTree('Reading1');
        await executeCommand('literatureNotes.openNote', 'gu2023mamba');
        const made = vscode.window.activeTextEditor!;
        await becomes(made, /\nstatus: reading\n[^]*\npriority: high\n[^]*why: for part 2\n/);
        await onDisk(file, '# kept\npapers:\n  x: {status: read}\n');
      });

      it('takes it over for several notes that are made at once', async () => {
        await writeInWorkspace(
          file,
          'papers:\n  chauhan2023brief: {status: reading}\n  gu2023mamba: {status: read, rating: 4}\n  x: {status: read}\n',
        );
        await group('Reading Status');
        await inTree('Reading1');
        start('literatureNotes.createNotes', ['gu2023mamba', 'chauhan2023brief']);
        await pickerOpens();
        await quickRow('Create 2 Notes').click();
        await onDisk('notes/@gu2023mamba.md', /\nstatus: read\n[^]*\nrating: 4\n/);
        await onDisk('notes/@chauhan2023brief.md', /\nstatus: reading\n/);
        await onDisk(file, 'papers:\n  x: {status: read}\n');
        await inTree('Reading1');
      });

      it('asks before several notes are made, and keeps what the file said', async () => {
        await writeInWorkspace(file, 'papers:\n  chauhan2023brief: {status: reading, rating: 5}\n');
        await group('Reading Status');
        await inTree('Reading1');
        await withSettings({ 'literatureNotes.reading.keepIn': 'notes' }, async () => {
          start('literatureNotes.setHighPriority', ['gu2023mamba', 'chauhan2023brief']);
          await pickerOpens();
          await quickRow('Create 2 Notes').click();
          await onDisk('notes/@chauhan2023brief.md', /\nstatus: reading\n[^]*\nrating: 5\npriority: high\n/);
          await onDisk('notes/@gu2023mamba.md', /\npriority: high\n/);
        });
      });

      it('is always a note where the setting says so', async () => {
        await withSettings({ 'literatureNotes.reading.keepIn': 'notes' }, async () => {
          await executeCommand('literatureNotes.markReading', 'gu2023mamba');
          await onDisk('notes/@gu2023mamba.md', new RegExp(`\\nstatus: reading\\n[^]*started: ${today}\\n`));
          assert.ok(!(await isOnDisk(file)));
        });
      });
    });

    it('is grouped by status, and a paper dropped on a status gets it', async () => {
      await writeInWorkspace(file, 'papers:\n  chauhan2023brief: {status: to-read}\n');
      await group('Reading Status');
      await inTree('To Read1');
      await open('To Read');
      await row('Chauhan et al.').dragTo(row('Reading'));
      await inTree('Reading1');
      await inTree('To Read0');
      await onDisk(file, new RegExp(`chauhan2023brief: \\{status: reading, started: ${today}\\}`));
    });

    it('has the user’s own statuses, which the menu then asks for', async () => {
      const statuses = ['Inbox', { id: 'deep', title: 'Deep Reading', kind: 'active', icon: 'flame' }, 'Done'];
      await withSettings({ 'literatureNotes.reading.statuses': statuses }, async () => {
        await group('Reading Status');
        await inTree('Inbox0');
        await executeCommand('literatureNotes.papers.focus');
        start('literatureNotes.setReadingStatus', 'gu2023mamba');
        await pickerOpens();
        await quickRow('Deep Reading').click();
        await onDisk(file, new RegExp(`gu2023mamba: \\{status: deep, started: ${today}`));
        await inTree('Deep Reading1');
        await open('Deep Reading');
        await menuOf('Gu & Dao', 'Reading Status', 'Set Reading Status…');
        await pickerOpens();
        await quickRow('Done').click();
        await inTree('Done1');
      });
      await inTree('Read1');
      await inTree('Reading0');
    });

    it('is asked for in queries, with completion', async () => {
      await writeInWorkspace(
        file,
        'papers:\n  gu2023mamba: {status: to-read, rating: 4, tags: [to-cite]}\n  chauhan2023brief: {status: read, rating: 2}\n',
      );
      await group('Reading Status');
      await inTree('Read1');
      const found = async (query: string, title: string) => {
        start('literatureNotes.findPaper');
        await search(query, title);
        await page.keyboard.press('Escape');
        await pickerCloses();
      };
      await found('rating:>=3', 'Mamba: Linear-Time');
      await found('status:read', 'A Brief Review');
      await found('is:read ', 'A Brief Review');
      await found('tag:cite', 'Mamba: Linear-Time');
      start('literatureNotes.filterPapers');
      await pickerOpens();
      await page.keyboard.type('tag:');
      await quickRow('to-cite').waitFor();
    });

    it('says what to read next, with reasons, and begins it', async () => {
      await writeInWorkspace(
        file,
        'papers:\n  gu2023mamba: {status: to-read, added: 2026-03-05}\n  chauhan2023brief: {status: to-read, priority: high, added: 2026-05-01}\n',
      );
      await group('Reading Status');
      await inTree('To Read2');
      start('literatureNotes.whatNext');
      await pickerOpens();
      await eventually(async () => {
        const list = await quickInput.locator('.monaco-list-row').allTextContents();
        assert.match(list[0] ?? '', /A Brief Review.*high priority · waiting since May 1, 2026/);
        assert.match(list[1] ?? '', /Mamba: Linear-Time.*waiting since March 5, 2026/);
      });
      await quickRow('Mamba: Linear-Time').hover();
      await quickRow('Mamba: Linear-Time').locator('.action-label[aria-label="Start Reading"]').click();
      await onDisk(file, new RegExp(`gu2023mamba: \\{status: reading, added: 2026-03-05, started: ${today}\\}`));
    });

    it('is counted on the view’s icon, where that is wanted', async () => {
      const badge = page.locator('.activitybar .action-item', { has: page.locator('[aria-label^="Literature"]') });
      const number = badge.locator('.badge-content');
      await writeInWorkspace(
        file,
        'papers:\n  gu2023mamba: {status: reading}\n  chauhan2023brief: {status: reading}\n',
      );
      await withSettings({ 'literatureNotes.reading.badge': true }, async () => {
        await eventually(async () => assert.equal(await number.first().textContent(), '2'));
      });
      await eventually(async () => assert.equal((await number.first().textContent()) ?? '', ''));
    });
  }),
);
