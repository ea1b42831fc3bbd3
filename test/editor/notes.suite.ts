// Literature notes: made, found again, followed both ways, and inserted into the file one writes in.
import assert from 'node:assert/strict';
import { load } from 'js-yaml';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  closeAll,
  details,
  eventually,
  inWorkspace,
  isOnDisk,
  openFile,
  openText,
  pickerOpens,
  row,
  search,
  showPapers,
  start,
  textOnDisk,
  told,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;

const frontMatterOf = (text: string) => load(/^---\n([^]*?)\n---\n/.exec(text)?.[1] ?? '') as Record<string, unknown>;
const activeName = () => vscode.workspace.asRelativePath(vscode.window.activeTextEditor?.document.uri ?? '');
const activeText = () => vscode.window.activeTextEditor?.document.getText() ?? '';
const opens = (name: string) => eventually(() => assert.equal(activeName(), name));

/** Whether the tree marks the paper as one with a note. */
const hasNoteInTree = async (authors: string) =>
  (await row(authors).getAttribute('aria-label'))?.includes('has a note');

async function remove(...names: readonly string[]): Promise<void> {
  for (const name of names)
    if (await isOnDisk(name)) await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true });
}

async function withSettings(values: Readonly<Record<string, unknown>>, act: () => Promise<void>): Promise<void> {
  const set = async (name: string, value: unknown) =>
    vscode.workspace.getConfiguration('literatureNotes').update(name, value, vscode.ConfigurationTarget.Workspace);
  for (const [name, value] of Object.entries(values)) await set(name, value);
  try {
    await act();
  } finally {
    for (const name of Object.keys(values)) await set(name, undefined);
    await remove('.vscode');
  }
}

export const run = createRun(() =>
  describe('notes', () => {
    before(showPapers);
    afterEach(async () => {
      await closeAll();
      await remove('notes', 'reading', 'written');
    });

    describe('Open Literature Note', () => {
      it('makes the note in its folder, from the button of the details', async () => {
        await executeCommand('literatureNotes.showPaper', 'gu2023mamba');
        await eventually(async () => assert.match((await details.locator('h1').textContent()) ?? '', /^Mamba/));
        await details.locator('button', { hasText: 'Create Note' }).click();
        await opens('notes/@gu2023mamba.md');
        const text = await textOnDisk('notes/@gu2023mamba.md');
        const today = new Date();
        const fields = frontMatterOf(text);
        assert.deepEqual(
          { ...fields, created: undefined },
          {
            citekey: 'gu2023mamba',
            title: 'Mamba: Linear-Time Sequence Modeling with Selective State Spaces',
            authors: ['Gu, Albert', 'Dao, Tri'],
            year: 2023,
            venue: 'Conference on Language Modeling (COLM)',
            arxiv: '2312.00752',
            topics: ['state-space-models', 'sequence-models'],
            status: 'to-read',
            created: undefined,
          },
        );
        assert.match(String(fields['created']), new RegExp(`^${today.getFullYear()}-`));
        assert.match(
          text,
          /\n# Mamba: Linear-Time[^\n]*\n[^]*\n## Abstract\n\n<!-- literature:abstract -->\nFoundation models, now powering[^]*\n<!-- \/literature:abstract -->\n\n## Summary\n\n## Notes\n\n## Questions\n$/,
        );
        await eventually(async () =>
          assert.equal(await details.locator('button', { hasText: 'Open Note' }).count(), 1),
        );
        await eventually(async () => assert.equal(await details.getByLabel('Status').inputValue(), 'to-read'));
      });

      it('opens the same note again and leaves what was written in it', async () => {
        await executeCommand('literatureNotes.openNote', 'gu2023mamba');
        const editor = vscode.window.activeTextEditor!;
        await editor.edit((edit) =>
          edit.insert(editor.document.positionAt(editor.document.getText().length), '\nMine.\n'),
        );
        await editor.document.save();
        const text = await eventually(async () => {
          const saved = await textOnDisk('notes/@gu2023mamba.md');
          assert.match(saved, /\nMine\.\n$/);
          return saved;
        });
        await executeCommand('workbench.action.closeAllEditors');
        await executeCommand('literatureNotes.openNote', 'gu2023mamba');
        await opens('notes/@gu2023mamba.md');
        assert.equal(activeText(), text);
        assert.equal(await textOnDisk('notes/@gu2023mamba.md'), text);
      });

      it('opens the note of the citation under the cursor, and the note leads back to the paper', async () => {
        await openFile('written/text.md', 'As shown [see @gu2023mamba, p. 3; @vinyals2015|pointer].');
        await executeCommand('literatureNotes.openNote');
        await opens('notes/@vinyals2015pointer.md');
        await executeCommand('literatureNotes.showPaper', 'gu2023mamba');
        await executeCommand('workbench.action.focusActiveEditorGroup');
        await page.locator('.editor-actions .action-label[aria-label^="Show Paper"]').click();
        await eventually(async () => assert.equal(await details.locator('h1').textContent(), 'Pointer Networks'));
        await eventually(async () =>
          assert.equal(await row('Vinyals et al. 2015').getAttribute('aria-selected'), 'true'),
        );
        await executeCommand('workbench.actions.treeView.literatureNotes.papers.collapseAll');
      });

      it('says which key of a note is unknown, and lets one paper be picked instead', async () => {
        await openFile('written/unknown.md', '---\ncitekey: nobody1999\n---\nText.|\n');
        await page.locator('.editor-actions .action-label[aria-label^="Show Paper"]').click();
        await pickerOpens();
        await page.locator('.quick-input-title', { hasText: 'Show Paper' }).waitFor();
        assert.equal(
          await page.locator('.quick-input-widget input.input').getAttribute('placeholder'),
          '“nobody1999” is no paper of the library. Search the paper to show',
        );
        await search('vinyals pointer', 'Pointer Networks');
        assert.equal(await page.locator('.quick-input-widget .quick-input-list input[type=checkbox]').count(), 0);
        await page.keyboard.press('Enter');
        await eventually(async () => assert.equal(await details.locator('h1').textContent(), 'Pointer Networks'));
        await eventually(async () =>
          assert.equal(await row('Vinyals et al. 2015').getAttribute('aria-selected'), 'true'),
        );
        await executeCommand('workbench.actions.treeView.literatureNotes.papers.collapseAll');
      });

      for (const [name, text] of [
        ['written/paper.tex', 'As shown \\citep[see][]{gu2023mamba,vinyals2015|pointer}.'],
        ['written/lines.tex', 'As shown \\citep[see]{gu2023mamba, % the first\n  vinyals2015|pointer}.'],
        ['written/paper.typ', 'As shown @vinyals2015|pointer.'],
        ['written/paper.rst', 'As shown :cite:t:`{see}vinyals2015|pointer{p. 3}`.'],
      ] as const) {
        it(`finds the citation under the cursor in ${name}`, async () => {
          await openFile(name, text);
          await executeCommand('literatureNotes.openNote');
          await opens('notes/@vinyals2015pointer.md');
        });
      }

      it('asks for a paper where the cursor is on none, and makes its note by keys', async () => {
        await openText('Nothing here|');
        start('literatureNotes.openNote');
        await search('matryoshka', 'Matryoshka');
        await page.keyboard.press('Enter');
        await opens('notes/@kusupati2022matryoshka.md');
      });

      it('never overwrites a file that has the name already', async () => {
        const mine = 'My own words about something else.\n';
        await writeInWorkspace('notes/@gu2023mamba.md', mine);
        await executeCommand('literatureNotes.openNote', 'gu2023mamba');
        await opens('notes/@gu2023mamba.md');
        assert.equal(await textOnDisk('notes/@gu2023mamba.md'), mine);
      });

      it('gives the note another name where the file is the note of another paper', async () => {
        const other = '---\ncitekey: vinyals2015pointer\n---\nAbout pointers.\n';
        await writeInWorkspace('notes/@gu2023mamba.md', other);
        await eventually(async () => assert.equal(await isOnDisk('notes/@gu2023mamba.md'), true));
        await executeCommand('literatureNotes.openNote', 'gu2023mamba');
        await opens('notes/@gu2023mamba 2.md');
        assert.equal(await textOnDisk('notes/@gu2023mamba.md'), other);
        assert.equal(frontMatterOf(await textOnDisk('notes/@gu2023mamba 2.md'))['citekey'], 'gu2023mamba');
      });

      it('keeps notes where the settings say, under names that every system allows', async () => {
        await withSettings({ 'notes.folder': 'reading/{{year}}', 'notes.fileName': '{{title}}' }, async () => {
          await executeCommand('literatureNotes.openNote', 'gu2023mamba');
          await opens('reading/2023/Mamba_ Linear-Time Sequence Modeling with Selective State Spaces.md');
          await executeCommand('literatureNotes.openNote', 'akyurek2022learning');
          await opens(
            'reading/2022/What learning algorithm is in-context learning_ Investigations with linear models.md',
          );
        });
      });

      it('writes the note from the template of the settings', async () => {
        await withSettings(
          { 'notes.template': '---\ncitekey: {{citekey}}\n---\n# {{title}}\n{{authorString}}, {{year}}\n' },
          async () => {
            await executeCommand('literatureNotes.openNote', 'gu2023mamba');
            await opens('notes/@gu2023mamba.md');
            assert.equal(
              await textOnDisk('notes/@gu2023mamba.md'),
              '---\ncitekey: gu2023mamba\n---\n# Mamba: Linear-Time Sequence Modeling with Selective State Spaces\nAlbert Gu, Tri Dao, 2023\n',
            );
          },
        );
      });

      it('says which setting is wrong, and where, when the template cannot be used', async () => {
        await withSettings({ 'notes.template': 'Fine.\n{{ title | nosuchfilter }}\n' }, async () => {
          start('literatureNotes.openNote', 'gu2023mamba');
          assert.match(await told('literatureNotes.notes.template'), /line 2: undefined filter: nosuchfilter/);
          assert.equal(await isOnDisk('notes/@gu2023mamba.md'), false);
          await answer('literatureNotes.notes.template', 'Open Setting');
          await page.locator('.settings-editor .setting-item-contents', { hasText: 'Template' }).first().waitFor();
        });
      });
    });

    describe('the tree', () => {
      before(async () => {
        await showPapers();
        await row('Hypernetworks').click();
      });
      after(() => executeCommand('workbench.actions.treeView.literatureNotes.papers.collapseAll'));

      it('shows at once that a note was made or deleted, also by hand, and stays as it was opened', async () => {
        assert.ok(!(await hasNoteInTree('Chauhan et al.')));
        await executeCommand('literatureNotes.openNote', 'chauhan2023brief');
        await eventually(async () => assert.ok(await hasNoteInTree('Chauhan et al.')));
        await remove('notes/@chauhan2023brief.md');
        await eventually(async () => assert.ok(!(await hasNoteInTree('Chauhan et al.'))));
        await writeInWorkspace('reading/by hand.md', '---\ncitekey: xu2023generative\nstatus: reading\n---\n');
        await eventually(async () => assert.ok(await hasNoteInTree('Xu et al. 2023')));
        await vscode.workspace.fs.rename(inWorkspace('reading/by hand.md'), inWorkspace('reading/renamed.md'));
        await executeCommand('literatureNotes.openNote', 'xu2023generative');
        await eventually(() => assert.equal(activeName(), 'reading/renamed.md'));
        await remove('reading');
        await eventually(async () => assert.ok(!(await hasNoteInTree('Xu et al. 2023'))));
        assert.equal(await row('Hypernetworks').getAttribute('aria-expanded'), 'true');
      });

      it('makes a note by the inline button', async () => {
        await row('Wydmański et al.').hover();
        await row('Wydmański et al.').locator('.action-label[aria-label^="Open Literature Note"]').click();
        await opens('notes/@wydmanski2023hypertab.md');
      });
    });

    describe('Insert Note Template', () => {
      /** Runs the command as a person does: by the palette, then by typing in the picker. */
      async function insertByKeys(...papers: readonly (readonly [query: string, title: string])[]): Promise<void> {
        await page.keyboard.press('F1');
        await page.locator('.quick-input-widget input:focus').waitFor();
        await page.keyboard.type('Insert Note Template');
        await page
          .locator('.quick-input-widget .monaco-list-row.focused', { hasText: 'Literature: Insert Note Template' })
          .waitFor();
        await page.keyboard.press('Enter');
        await page.locator('.quick-input-title', { hasText: 'Insert Note Template' }).waitFor();
        await pickerOpens();
        for (const [place, [query, title]] of papers.entries()) {
          await page.keyboard.press('Control+a');
          await page.keyboard.type(query);
          await page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: title }).waitFor();
          if (papers.length > 1) {
            await page.keyboard.press('Alt+z');
            await eventually(async () =>
              assert.equal(await page.locator('.quick-input-count').textContent(), `${place + 1} Selected`),
            );
          }
        }
        await page.keyboard.press('Enter');
      }

      it('turns an empty file into the paper’s note, front matter and all, and undoes in one step', async () => {
        const editor = await openFile('written/new.md', '|');
        await insertByKeys(['gu mamba', 'Mamba: Linear-Time']);
        await eventually(() =>
          assert.match(editor.document.getText(), /^---\ncitekey: gu2023mamba\n[^]*\n## Questions\n$/),
        );
        await executeCommand('undo');
        assert.equal(editor.document.getText(), '');
        await executeCommand('redo');
        await editor.document.save();
        assert.equal(frontMatterOf(await textOnDisk('written/new.md'))['citekey'], 'gu2023mamba');
        await executeCommand('workbench.action.closeAllEditors');
        await executeCommand('literatureNotes.openNote', 'gu2023mamba');
        await opens('written/new.md');
      });

      it('merges the front matter at the top of a file with text, and doubles nothing', async () => {
        const editor = await openFile('written/mine.md', '---\ntitle: My title # mine\ntags: [a]\n---\n|\nMy words.\n');
        await insertByKeys(['gu mamba', 'Mamba: Linear-Time']);
        await eventually(() => assert.match(editor.document.getText(), /citekey: gu2023mamba/));
        const text = editor.document.getText();
        assert.match(text, /^---\ntitle: My title # mine\ntags: \[a\]\ncitekey: gu2023mamba\n/);
        assert.equal(text.match(/^---$/gm)?.length, 2);
        assert.equal(text.match(/^title:/gm)?.length, 1);
        assert.match(text, /\n## Questions\n\nMy words\.\n$/);
        await executeCommand('undo');
        assert.equal(editor.document.getText(), '---\ntitle: My title # mine\ntags: [a]\n---\n\nMy words.\n');
      });

      it('inserts several notes at the cursor, without their front matter', async () => {
        const editor = await openFile('written/list.md', 'Before.\n\n|\n\nAfter.\n');
        await insertByKeys(['gu mamba', 'Mamba: Linear-Time'], ['vinyals pointer', 'Pointer Networks']);
        await eventually(() => assert.match(editor.document.getText(), /# Pointer Networks/));
        const text = editor.document.getText();
        assert.match(
          text,
          /^Before\.\n\n# Mamba[^]*## Questions\n\n# Pointer Networks\n[^]*## Questions\n\n\nAfter\.\n$/,
        );
        assert.ok(!text.includes('---'));
        await executeCommand('undo');
        assert.equal(editor.document.getText(), 'Before.\n\n\n\nAfter.\n');
      });

      it('keeps the line endings of the file', async () => {
        const editor = await openFile('written/windows.md', 'Before.\r\n|');
        await executeCommand('literatureNotes.insertNote', 'gu2023mamba');
        assert.ok(!/[^\r]\n/.test(editor.document.getText()));
        assert.match(editor.document.getText(), /^Before\.\r\n\r\n# Mamba/);
      });

      it('says that it is for Markdown files, in another one', async () => {
        const editor = await openFile('written/section.tex', '\\section{One}|');
        start('literatureNotes.insertNote', 'gu2023mamba');
        await told('A note template is inserted into Markdown files.');
        assert.equal(editor.document.getText(), '\\section{One}');
      });
    });

    describe('bad notes', () => {
      const problemsOf = (name: string) =>
        vscode.languages.getDiagnostics(inWorkspace(name)).filter(({ source }) => source === 'Literature Notes');

      it('are listed in the Problems panel with their line, and still found', async () => {
        await writeInWorkspace('reading/broken.md', '---\ncitekey: xu2023generative\ntitle: a: b: c\n---\nText.\n');
        const [problem] = await eventually(() => {
          const problems = problemsOf('reading/broken.md');
          assert.equal(problems.length, 1);
          return problems;
        });
        assert.match(problem!.message, /^The front matter is not valid YAML/);
        assert.equal(problem!.range.start.line, 2);
        await executeCommand('literatureNotes.openNote', 'xu2023generative');
        await opens('reading/broken.md');
        await writeInWorkspace('reading/broken.md', '---\ncitekey: xu2023generative\n---\nText.\n');
        await eventually(() => assert.equal(problemsOf('reading/broken.md').length, 0));
      });

      it('are never run: front matter in JavaScript is only reported', async () => {
        await writeInWorkspace(
          'notes/@chauhan2023brief.md',
          '---js\n{ "a": (globalThis.literatureNotesRan = 1) }\n---\nText.\n',
        );
        await eventually(() => assert.match(problemsOf('notes/@chauhan2023brief.md')[0]?.message ?? '', /never run/));
        assert.equal((globalThis as Record<string, unknown>)['literatureNotesRan'], undefined);
      });

      it('of five megabytes, with tabs, a byte order mark or twice the same field hold nothing up', async () => {
        await writeInWorkspace('reading/huge.md', `---\ncitekey: gu2021efficiently\n---\n${'Long. '.repeat(900_000)}`);
        await writeInWorkspace('reading/bom.md', '\uFEFF---\r\ncitekey: chen2021one\r\n---\r\nText.\r\n');
        await writeInWorkspace('reading/twice.md', '---\ncitekey: tu2022maxim\ntags: [a]\ntags: [b]\n---\n');
        for (const [key, name] of [
          ['gu2021efficiently', 'huge'],
          ['chen2021one', 'bom'],
          ['tu2022maxim', 'twice'],
        ] as const) {
          await executeCommand('literatureNotes.showPaper', key);
          await details.locator('pre', { hasText: `{${key},` }).waitFor({ state: 'attached' });
          await details.locator('button', { hasText: 'Open Note' }).click();
          await opens(`reading/${name}.md`);
        }
        assert.equal(problemsOf('reading/twice.md').length, 1);
        await remove('notes');
      });
    });
  }),
);
