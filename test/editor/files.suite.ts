import assert from 'node:assert/strict';
import { cp, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { annotationsIn, bibliography, does, libraryIsRead, tab, visibleLines } from '../support/editor/files.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  becomes,
  closeAll,
  details,
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

const note = 'notes/@marked2024.md';

/** The problems of the bibliography that speak of files. */
const missing = () =>
  vscode.languages
    .getDiagnostics(inWorkspace(bibliography))
    .filter(({ code }) => (code as { value?: unknown } | undefined)?.value === 'missingAttachment');

/** What opens outside, instead of being opened. */
async function openedOutside(act: () => Promise<unknown>): Promise<string[]> {
  const { openExternal } = vscode.env;
  const opened: string[] = [];
  Object.assign(vscode.env, { openExternal: async (uri: vscode.Uri) => opened.push(uri.toString(true)) > 0 });
  try {
    await act();
  } finally {
    Object.assign(vscode.env, { openExternal });
  }
  return opened;
}

/** Does something while the dialog for files answers with these. */
async function choosing(names: readonly string[], act: () => Promise<unknown>): Promise<void> {
  const { showOpenDialog } = vscode.window;
  Object.assign(vscode.window, { showOpenDialog: async () => names.map(inWorkspace) });
  try {
    await act();
  } finally {
    Object.assign(vscode.window, { showOpenDialog });
  }
}

/** Narrows the papers that are shown to what a query finds. */
async function filtered(query: string): Promise<void> {
  start('literatureNotes.filterPapers');
  await pickerOpens();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(query);
  await page.keyboard.press('Enter');
  await pickerCloses();
}

export const run = createRun(() =>
  describe('files of papers', () => {
    before(async () => {
      await showPapers();
      await libraryIsRead();
    });
    afterEach(async () => {
      await closeAll();
      // a message that comes while the ones before it fade away goes with them
      await page.locator('.notifications-toasts.visible').waitFor({ state: 'hidden' });
    });

    describe('Open PDF', () => {
      it('opens the file that the entry names', async () => {
        await does('openPdf', 'marked2024');
        await tab('marks.pdf').waitFor();
      });

      it('lets choose among several', async () => {
        start('literatureNotes.openPdf', 'twofiles2023');
        await quickRow('Supplement').waitFor();
        assert.equal(await quickInput.locator('.monaco-list-row').count(), 2);
        await quickRow('Supplement').click();
        await tab('chinese.pdf').waitFor();
      });

      it('finds the file where the setting says', async () => {
        await does('openPdf', 'packed');
        await tab('packed.pdf').waitFor();
        await closeAll();
        await withSettings(
          { 'literatureNotes.files.folder': ['papers/{{ title | slice: 0, 5 | downcase }}.pdf'] },
          async () => {
            await vscode.workspace.fs.copy(inWorkspace('papers/marks.pdf'), inWorkspace('papers/where.pdf'));
            await does('openPdf', 'packed');
            await tab('where.pdf').waitFor();
          },
        );
        await vscode.workspace.fs.delete(inWorkspace('papers/where.pdf'));
      });

      it('opens the address where there is no file', async () => {
        assert.deepEqual(await openedOutside(() => Promise.resolve(does('openPdf', 'addressed2022'))), [
          'https://example.org/paper.pdf',
        ]);
      });

      it('says what is missing and offers to link it', async () => {
        start('literatureNotes.openPdf', 'gone2020');
        assert.match(await told('papers/gone.pdf of gone2020 is not there'), /Link PDF/);
      });

      it('runs nothing: what is no document is only shown where it lies', async () => {
        await does('openPdf', 'script2018');
        await page.locator('.explorer-folders-view .monaco-list-row.selected', { hasText: 'run.sh' }).waitFor();
        assert.equal(await page.locator('.tab', { hasText: 'run.sh' }).count(), 0);
        assert.equal(await isOnDisk('ran'), false);
        await showPapers();
      });
    });

    describe('views', () => {
      it('tell which papers have a PDF, and list the files in the details', async () => {
        await does('showPaper', 'marked2024');
        await eventually(async () => {
          const label = await row('Noether 2024').getAttribute('aria-label');
          assert.match(label ?? '', /has a PDF/);
        });
        await details.locator('.files a', { hasText: 'marks.pdf' }).waitFor();
        await details.locator('.files a', { hasText: 'marks.pdf' }).click();
        await tab('marks.pdf').waitFor();
        await does('showPaper', 'gone2020');
        await details.locator('.files .missing', { hasText: 'gone.pdf' }).waitFor();
        assert.match((await row('Hopper 2020').getAttribute('aria-label')) ?? '', /A File that is Gone$/);
      });
    });

    it('are found again, or not, when their folder is deleted, renamed or comes back', async () => {
      const withPdf = async () => {
        const all = await rows();
        return all.flatMap((text) => /^[A-Z][a-z]+ \d{4}/.exec(text) ?? []).sort();
      };
      const hasMark = async () => /has a PDF/.test((await row('Noether 2024').getAttribute('aria-label')) ?? '');
      const inEditor = async (change: (edit: vscode.WorkspaceEdit) => void) => {
        const edit = new vscode.WorkspaceEdit();
        change(edit);
        assert.ok(await vscode.workspace.applyEdit(edit));
      };
      const [papers, away] = [inWorkspace('papers'), inWorkspace('away')];
      const kept = vscode.Uri.file(await mkdtemp(path.join(tmpdir(), 'papers-')));
      await vscode.workspace.fs.copy(papers, kept, { overwrite: true });
      const back = () => rename(away.fsPath, papers.fsPath);
      const copied = () => cp(kept.fsPath, papers.fsPath, { recursive: true });
      try {
        await filtered('author:noether');
        await eventually(async () => assert.ok(await hasMark()));
        await inEditor((edit) => edit.deleteFile(papers, { recursive: true }));
        await eventually(async () => assert.equal(await hasMark(), false));
        await copied();
        await eventually(async () => assert.ok(await hasMark()));
        await filtered('has:pdf author:noether');
        const all = ['Noether 2024'];
        await eventually(async () => assert.deepEqual(await withPdf(), all));
        for (const gone of [
          () => inEditor((edit) => edit.renameFile(papers, away)),
          () => rename(papers.fsPath, away.fsPath),
        ]) {
          await gone();
          await eventually(async () => assert.deepEqual(await withPdf(), []));
          await back();
          await eventually(async () => assert.deepEqual(await withPdf(), all));
        }
        await rm(papers.fsPath, { recursive: true });
        await eventually(async () => assert.deepEqual(await withPdf(), []));
      } finally {
        await vscode.commands.executeCommand('literatureNotes.clearFilter');
        await copied();
        await rm(away.fsPath, { recursive: true, force: true });
        await rm(kept.fsPath, { recursive: true });
      }
    });

    it('are what has:pdf finds: where the setting says, where the entry does, and not when they are gone', async () => {
      const keys = async () =>
        (await rows())
          .filter((text) => /^[A-Z][a-z]+ \d{4}/.test(text))
          .map((text) => text.slice(0, text.search(/\d{4}/) + 4));
      try {
        await filtered('has:pdf author:hopper');
        await eventually(async () => assert.deepEqual(await keys(), []));
        await filtered('has:pdf author:lovelace');
        await eventually(async () => assert.deepEqual(new Set(await keys()), new Set(['Lovelace 2021'])));
      } finally {
        await vscode.commands.executeCommand('literatureNotes.clearFilter');
      }
    });

    describe('missing files', () => {
      it('are problems where they are named, until they are there', async () => {
        await eventually(() =>
          assert.deepEqual(
            missing().map(({ message }) => message),
            ['The file "papers/gone.pdf" of "gone2020" is not there.'],
          ),
        );
        const document = await vscode.workspace.openTextDocument(inWorkspace(bibliography));
        assert.equal(document.getText(missing()[0]?.range), '{:papers/gone.pdf:PDF}');
        await vscode.workspace.fs.copy(inWorkspace('papers/turned.pdf'), inWorkspace('papers/gone.pdf'));
        await eventually(() => assert.deepEqual(missing(), []));
        await vscode.workspace.fs.delete(inWorkspace('papers/gone.pdf'));
        await eventually(() => assert.equal(missing().length, 1));
      });

      it('offer to link another file', async () => {
        await eventually(() => assert.equal(missing().length, 1));
        const [{ range } = { range: new vscode.Range(0, 0, 0, 0) }] = missing();
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          inWorkspace(bibliography),
          range,
        );
        assert.ok(actions.some(({ title }) => title === 'Link another file…'));
      });
    });

    describe('Link PDF', () => {
      const before_ = async () => textOnDisk(bibliography);

      it('names the file in the entry, in the style of the bibliography, as one step to undo', async () => {
        const before = await before_();
        const editor = await openFile(bibliography, before);
        await choosing(['papers/openLocked.pdf'], async () => {
          start('literatureNotes.linkPdf', 'bare2017');
          await quickRow('Link It Where It Is').click();
          const entry = /@article\{bare2017,[^@]*\}\n/;
          await eventually(async () => {
            const found = entry.exec(await textOnDisk(bibliography))?.[0];
            assert.match(found ?? '', /\n {2}file = \{PDF:papers\/openLocked\.pdf:application\/pdf\},?\n\}/);
          });
        });
        // the library reads the bibliography anew
        await eventually(async () => {
          start('literatureNotes.openPdf', 'bare2017');
          await tab('openLocked.pdf').waitFor({ timeout: 1000 });
        });
        await vscode.window.showTextDocument(editor.document);
        await vscode.commands.executeCommand('undo');
        await becomes(editor, before);
        await editor.document.save();
      });

      it('copies it to where the setting says, and overwrites nothing', async () => {
        await choosing(['papers/turned.pdf'], async () => {
          start('literatureNotes.linkPdf', 'addressed2022');
          await quickRow('Copy It').click();
          await eventually(async () => assert.equal(await isOnDisk('papers/addressed2022.pdf'), true));
          await page.locator('.statusbar', { hasText: 'The file of addressed2022 is' }).waitFor();
        });
        await does('openPdf', 'addressed2022');
        await tab('addressed2022.pdf').waitFor();
        const first = await textOnDisk('papers/addressed2022.pdf');
        await choosing(['papers/chinese.pdf'], async () => {
          start('literatureNotes.linkPdf', 'addressed2022');
          await quickRow('Copy It').click();
          await eventually(async () => assert.equal(await isOnDisk('papers/addressed2022 2.pdf'), true));
        });
        assert.equal(await textOnDisk('papers/addressed2022.pdf'), first);
        await eventually(async () => assert.match(await textOnDisk(bibliography), /papers\/addressed2022 2\.pdf/));
        assert.equal(await isOnDisk('papers/chinese.pdf'), true);
      });
    });

    it('are what a template of notes can list, with what is marked in them', async () => {
      const template = [
        '---',
        'citekey: {{ citekey }}',
        '---',
        '{% for file in attachments %}{{ file.name }}: {{ file.path }}',
        '{% endfor %}{% for mark in annotations %}{{ mark.text }}: {{ mark.link }}, {{ mark.page }}',
        '{% endfor %}',
      ].join('\n');
      await withSettings({ 'literatureNotes.notes.template': template }, async () => {
        await does('openNote', 'twofiles2023');
        await eventually(async () =>
          assert.deepEqual((await textOnDisk('notes/@twofiles2023.md')).split('\n').slice(3, 7), [
            'turned.pdf: papers/turned.pdf',
            'Supplement: papers/chinese.pdf',
            'lies on its side has rows: /papers/turned.pdf#page=1, 1',
            '长序列: /papers/chinese.pdf#page=1, 1',
          ]),
        );
      });
      await vscode.workspace.fs.delete(inWorkspace('notes/@twofiles2023.md'));
    });

    describe('Import PDF Annotations', () => {
      const imports = async (...args: readonly unknown[]) => {
        await vscode.commands.executeCommand('notifications.clearAll');
        await page.locator('.notifications-toasts.visible').waitFor({ state: 'hidden' });
        await does('importAnnotations', ...args);
      };

      it('makes the note and puts what is marked into it, with page, colour and a link', async () => {
        await imports('marked2024');
        await tab('@marked2024.md').waitFor();
        assert.deepEqual(visibleLines(await annotationsIn(note)), [
          '> state spaces keep what matters ([p. iv](../papers/marks.pdf#page=1), yellow)',
          'The main claim.',
          'Is it shown?',
          '— Bo Second: Agreed.',
          '> efficient algorithm ([p. iv](../papers/marks.pdf#page=1), yellow)',
          '> hardware-aware. It ([p. iv](../papers/marks.pdf#page=1), blue)',
          '> scales linearly ([p. iv](../papers/marks.pdf#page=1), green)',
          '> underline this ([p. 1](../papers/marks.pdf#page=2), red)',
          '> strike that out ([p. 1](../papers/marks.pdf#page=2), red)',
          '> doubt the third ([p. 1](../papers/marks.pdf#page=2), purple)',
          '> (with \\[brackets\\], \\*stars\\* and \\`ticks\\`) ([p. 1](../papers/marks.pdf#page=2), orange)',
          '**Note** ([p. 1](../papers/marks.pdf#page=2))',
          'A note in the margin: café, über, 論文.',
          '**Text** ([p. 1](../papers/marks.pdf#page=2))',
          'Typed on the page',
          '**Drawing** ([p. 1](../papers/marks.pdf#page=2), blue)',
        ]);
        await told('Annotations in notes/@marked2024.md: 11 added');
      });

      it('changes nothing the next time, and does not write the file', async () => {
        const { mtime } = await vscode.workspace.fs.stat(inWorkspace(note));
        await imports('marked2024');
        await told('There are no new annotations');
        assert.equal((await vscode.workspace.fs.stat(inWorkspace(note))).mtime, mtime);
      });

      it('keeps what the user wrote below a mark and made of one, and where the note was moved', async () => {
        const editor = await openFile(note, await textOnDisk(note));
        const text = editor.document.getText();
        const edit = new vscode.WorkspaceEdit();
        const insert = (behind: string, more: string) =>
          edit.insert(editor.document.uri, editor.document.positionAt(text.indexOf(behind) + behind.length), more);
        insert('— Bo Second: Agreed.', '\n\nMy own thought.\n');
        insert('> scales linearly', ' **in length**');
        await vscode.workspace.applyEdit(edit);
        const before = editor.document.getText();
        await withSettings({ 'literatureNotes.annotations.template': '- {{ text }}{{ comment }} ({{ color }})' }, () =>
          imports('marked2024'),
        );
        const after = editor.document.getText();
        assert.match(after, /- efficient algorithm \(#ffd100\)/);
        assert.match(after, /\n\nMy own thought\.\n/);
        assert.match(after, /> scales linearly \*\*in length\*\* \(\[p\. iv\]/);
        assert.doesNotMatch(after, /- scales linearly/);
        await vscode.window.showTextDocument(editor.document);
        await vscode.commands.executeCommand('undo');
        await becomes(editor, before);
        await editor.document.save();
      });

      it('takes what is new in the PDF, and only that, for the note that is open', async () => {
        const bytes = await vscode.workspace.fs.readFile(inWorkspace('papers/marks.pdf'));
        const other = new TextDecoder('latin1').decode(bytes).replace('The main claim.', 'The MAIN claim!');
        await vscode.workspace.fs.writeFile(inWorkspace('papers/marks.pdf'), Buffer.from(other, 'latin1'));
        const editor = await openFile(note, `${await textOnDisk(note)}\n|`);
        await imports();
        await becomes(editor, /The MAIN claim!\nIs it shown\?/);
        await told('1 changed');
        assert.match(editor.document.getText(), /My own thought\./);
        await vscode.workspace.fs.writeFile(inWorkspace('papers/marks.pdf'), bytes);
      });

      for (const [key, why] of [
        ['lockedup2019', 'locked.pdf: It is locked with a password'],
        ['gone2020', 'papers/gone.pdf is not there'],
        ['bare2017', 'has no PDF'],
      ] as const)
        it(`says why nothing came of ${key}, and makes no note`, async () => {
          start('literatureNotes.importAnnotations', key);
          await told(why);
          assert.equal(await isOnDisk(`notes/@${key}.md`), false);
        });

      it('leaves a note whose block is broken alone, and says so', async () => {
        const broken = '---\ncitekey: packed\n---\n\n<!-- literature:annotations -->\nNever closed.\n';
        await writeInWorkspace('notes/@packed.md', broken);
        start('literatureNotes.importAnnotations', 'packed');
        await told('is not closed, or is there twice');
        assert.equal(await textOnDisk('notes/@packed.md'), broken);
        await vscode.workspace.fs.delete(inWorkspace('notes/@packed.md'));
      });

      it('keeps the line ends and the mark of a note from Windows', async () => {
        const before = '\ufeff---\r\ncitekey: packed\r\n---\r\n\r\nMine.\r\n';
        await writeInWorkspace('notes/@packed.md', before);
        await imports('packed');
        const after = await textOnDisk('notes/@packed.md').then((text) => text.replace(/^\ufeff/, ''));
        assert.ok(after.startsWith(before.slice(1)), after.slice(0, 80));
        assert.doesNotMatch(after, /[^\r]\n/);
        assert.match(after, /\r\n## Annotations\r\n\r\n<!-- literature:annotations -->\r\n/);
        await vscode.workspace.fs.delete(inWorkspace('notes/@packed.md'));
      });

      it('names the setting whose template cannot be used', async () => {
        await withSettings({ 'literatureNotes.annotations.template': '{{ text | nothing }}' }, async () => {
          start('literatureNotes.importAnnotations', 'marked2024');
          await told('The template in the setting literatureNotes.annotations.template cannot be used');
        });
      });
    });
  }),
);
