// Whose note a file is, wherever it lies and whatever became of its name or of the paper's key.
import assert from 'node:assert/strict';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { fix, fixesAt, problemTexts, tells } from '../support/editor/problems.ts';
import { createRun } from '../support/editor/run.ts';
import {
  becomes,
  closeAll,
  details,
  eventually,
  inWorkspace,
  isOnDisk,
  openFile,
  row,
  search,
  showPapers,
  textOnDisk,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const activeText = () => vscode.window.activeTextEditor?.document.getText() ?? '';
const activeName = () => vscode.workspace.asRelativePath(vscode.window.activeTextEditor?.document.uri ?? '');
/** Also where VS Code did not tell yet that the note is called otherwise now. */
const opensNote = (key: string, name: string) =>
  eventually(async () => {
    await executeCommand('literatureNotes.openNote', key);
    assert.equal(activeName(), name);
  });
/** Whether the tree marks the paper as one with a note. */
const hasNote = async (authors: string) => {
  const label = await row(authors).getAttribute('aria-label');
  return label?.includes('has a note') === true;
};
/** Waits until VS Code watches a folder: of what comes into it before that it tells nothing. */
async function isWatched(folder: string): Promise<void> {
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.probe');
  let isTold = false;
  watcher.onDidCreate(() => (isTold = true));
  for (let count = 0; !isTold; count++) {
    await writeFile(inWorkspace(`${folder}/${count}.probe`).fsPath, '');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  watcher.dispose();
}
const marks = (authors: string, isMarked: boolean) =>
  eventually(async () => assert.equal(await hasNote(authors), isMarked));

async function remove(...names: readonly string[]): Promise<void> {
  for (const name of names)
    if (await isOnDisk(name)) await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true });
}

/** As the Explorer does it. */
async function renameFiles(...files: readonly (readonly [from: string, to: string])[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  for (const [from, to] of files) edit.renameFile(inWorkspace(from), inWorkspace(to));
  assert.ok(await vscode.workspace.applyEdit(edit));
}
const renameFile = (from: string, to: string) => renameFiles([from, to]);
const onDisk = (name: string, text: string) => eventually(async () => assert.equal(await textOnDisk(name), text));

export const run = createRun(() =>
  describe('notes of a vault', () => {
    before(async () => {
      await showPapers();
      await executeCommand('literatureNotes.showPaper', 'gu2023mamba');
      await row('Gu & Dao 2023').waitFor();
      // files are watched only a while after the window has opened
      let count = 0;
      await eventually(async () => {
        await writeInWorkspace('vault/first.md', `---\ncitekey: gu2023mamba\n---\n${count++}`);
        assert.ok(await hasNote('Gu & Dao 2023'));
      });
      await remove('vault');
    });
    afterEach(async () => {
      await closeAll();
      await remove('vault', 'notes', 'other');
      await marks('Gu & Dao 2023', false);
    });

    it('belong to the paper of their arXiv identifier, also under a key that it no longer has, and take the new one', async () => {
      await writeInWorkspace('vault/deep/mine.md', '---\narxiv: 2312.00752v1 # seen first\ntags: [a]\n---\nMine.\n');
      await marks('Gu & Dao 2023', true);
      await opensNote('gu2023mamba', 'vault/deep/mine.md');
      const text = '---\ntitle:  \'Mine\' # kept\ncitekey: "gu2022old"\narxiv: 2312.00752\n---\nMine.\n';
      const { document } = await openFile('vault/renamed by hand.md', text);
      await remove('vault/deep');
      await tells(document, 'noteKeyDiffers gu2022old');
      await opensNote('gu2023mamba', 'vault/renamed by hand.md');
      await fix(document, 'noteKeyDiffers', 'Change to "gu2023mamba"');
      await tells(document);
      assert.equal(document.getText(), text.replace('gu2022old', 'gu2023mamba'));
      await executeCommand('undo');
      await tells(document, 'noteKeyDiffers gu2022old');
    });

    it('belong to the key in a name of the settings, where a paper has it', async () => {
      await withSettings({ 'literatureNotes.notes.fileName': '{{citekey}} ({{year}}).md' }, async () => {
        await writeInWorkspace('vault/nobody2020 (2020).md', 'Just a file.');
        await writeInWorkspace('vault/gu2023mamba (2023).md', 'No front matter at all.');
        await marks('Gu & Dao 2023', true);
        await opensNote('gu2023mamba', 'vault/gu2023mamba (2023).md');
        const other = await openFile('vault/nobody2020 (2020).md', 'Just a file.|');
        assert.deepEqual(problemTexts(other.document), []);
      });
      await marks('Gu & Dao 2023', false);
    });

    it('are found again after folders moved beside VS Code, and follow what is typed', async () => {
      await writeInWorkspace('vault/a/x.md', '---\ncitekey: gu2023mamba\n---\n');
      await marks('Gu & Dao 2023', true);
      await mkdir(inWorkspace('other').fsPath);
      await isWatched('other');
      await rename(inWorkspace('vault/a').fsPath, inWorkspace('other/b').fsPath);
      await opensNote('gu2023mamba', 'other/b/x.md');
      await marks('Gu & Dao 2023', true);
      // as a checkout does it; what is in a folder that has just come is watched a moment later
      await eventually(async () => {
        await writeFile(inWorkspace('other/b/x.md').fsPath, '---\ntitle: another\n---\n');
        assert.equal(await hasNote('Gu & Dao 2023'), false);
      });
      const editor = await openFile('other/b/y.md', '---\ncitekey: |\n---\n');
      await page.keyboard.type('gu2023mamba');
      await marks('Gu & Dao 2023', true);
      assert.ok(editor.document.isDirty);
      await executeCommand('workbench.action.revertAndCloseActiveEditor');
      await marks('Gu & Dao 2023', false);
    });

    it('are told where a paper has several, and one is made the note', async () => {
      await writeInWorkspace('vault/@gu2023mamba.md', 'First.\n');
      const { document } = await openFile('vault/second.md', '---\ncitekey: gu2023mamba\n---\nSecond.\n|');
      const first = await vscode.workspace.openTextDocument(inWorkspace('vault/@gu2023mamba.md'));
      await tells(document, 'severalNotes gu2023mamba');
      await tells(first, 'severalNotes ');
      await opensNote('gu2023mamba', 'vault/@gu2023mamba.md');
      assert.deepEqual(
        (await fixesAt(first, 'severalNotes')).map(({ title }) => title),
        ['Open vault/second.md', 'Keep all notes of "gu2023mamba"'],
      );
      await fix(document, 'severalNotes', 'Open vault/@gu2023mamba.md');
      await eventually(() => assert.equal(activeName(), 'vault/@gu2023mamba.md'));
      await fix(document, 'severalNotes', 'Make this the note of "gu2023mamba"');
      await tells(document);
      await tells(first);
      await opensNote('gu2023mamba', 'vault/second.md');
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(document.uri, inWorkspace('vault/2nd.md'));
      await vscode.workspace.applyEdit(edit);
      await opensNote('gu2023mamba', 'vault/2nd.md');
      await writeInWorkspace('vault/third.md', '---\ncitekey: gu2023mamba\n---\nThird.\n');
      const third = await vscode.workspace.openTextDocument(inWorkspace('vault/third.md'));
      await tells(third, 'severalNotes gu2023mamba');
      await fix(third, 'severalNotes', 'Remove the key from the front matter');
      await third.save();
      await tells(third);
      await tells(first);
      assert.equal(await textOnDisk('vault/third.md'), '---\n---\nThird.\n');
    });

    it('without a paper get one that is chosen, written as they write it', async () => {
      const { document } = await openFile(
        'vault/lost.md',
        '---\r\n# whose?\r\ncitation-key: "@nobody1999" # gone\r\n---\r\nMine.\r\n|',
      );
      await tells(document, 'noteWithoutPaper nobody1999');
      const titles = (await fixesAt(document, 'noteWithoutPaper')).map(({ title }) => title);
      assert.deepEqual(titles, ['Choose the paper…', 'Add the paper…', 'Remove the key from the front matter']);
      const choosing = fix(document, 'noteWithoutPaper', 'Choose the paper…');
      await search('vinyals pointer', 'Pointer Networks');
      await page.keyboard.press('Enter');
      await choosing;
      await tells(document);
      assert.equal(
        await textOnDisk('vault/lost.md'),
        '---\r\n# whose?\r\ncitation-key: "@vinyals2015pointer" # gone\r\n---\r\nMine.\r\n',
      );
      assert.equal(document.isDirty, false);
    });

    it('of a file in the folder of templates are none', async () => {
      const editor = await openFile('.literature/templates/default.md', '---\ncitekey: {{ citekey | yaml }}\n---\n|');
      await writeInWorkspace('.literature/templates/@gu2023mamba.md', 'x');
      const known = await openFile('vault/x.md', '---\ncitekey: nobody1999\n---\n|');
      await tells(known.document, 'noteWithoutPaper nobody1999');
      assert.deepEqual(
        problemTexts(editor.document).filter((each) => /^(?:noteWithoutPaper|frontMatter)/.test(each)),
        [],
      );
      assert.equal(await hasNote('Gu & Dao 2023'), false);
      await remove('.literature');
    });

    describe('links', () => {
      const place = ({ uri, range }: vscode.Location) =>
        `${vscode.workspace.asRelativePath(uri)}:${range.start.line + 1}:${range.start.character + 1}`;
      const linkTargets = async (document: vscode.TextDocument) => {
        const links = await executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 50);
        return links
          .filter(({ target }) => target?.scheme === 'command' || target?.path.endsWith('.md'))
          .map(({ range, target }) => [
            document.getText(range),
            target?.scheme === 'command' ? 'command' : target && vscode.workspace.asRelativePath(target),
          ]);
      };
      const note = '---\ncitekey: gu2023mamba\n---\nSee [p](../paper.pdf).\n';

      it('to a note are found among all references, beside citations', async () => {
        await writeInWorkspace('vault/Mamba.md', note);
        await writeInWorkspace(
          'vault/text.md',
          '[[Mamba]] and [it](Mamba.md#a)\n[[@gu2023mamba]] [[gu2023mamba|alias]]\n`[[Mamba]]` [[other]]\n@gu2023mamba\n',
        );
        const { document } = await openFile('vault/here.md', 'As @gu2023|mamba says.');
        await eventually(async () => {
          const found = await executeCommand<vscode.Location[]>(
            'vscode.executeReferenceProvider',
            document.uri,
            new vscode.Position(0, 6),
          );
          assert.deepEqual(
            found
              .map(place)
              .filter((each) => each.startsWith('vault/'))
              .sort(),
            [
              'vault/Mamba.md:2:10',
              'vault/here.md:1:5',
              'vault/text.md:1:20',
              'vault/text.md:1:3',
              'vault/text.md:2:20',
              'vault/text.md:2:4',
              'vault/text.md:4:2',
            ],
          );
        });
      });

      it('by name or key open the note, or make it', async () => {
        await writeInWorkspace('vault/Mamba.md', note);
        const { document } = await openFile(
          'vault/links.md',
          '[[Mamba#a]] [[gu2023mamba]] [[vinyals2015pointer]] [[other]]|',
        );
        await eventually(async () =>
          assert.deepEqual(await linkTargets(document), [
            ['Mamba', 'vault/Mamba.md'],
            ['gu2023mamba', 'vault/Mamba.md'],
            ['vinyals2015pointer', 'command'],
          ]),
        );
      });

      it('are completed, papers with notes first, by keys', async () => {
        await writeInWorkspace('vault/Mamba.md', note);
        await marks('Gu & Dao 2023', true);
        const editor = await openFile('vault/complete.md', 'See |');
        await page.keyboard.type('[[', { delay: 100 });
        const first = page.locator('.suggest-widget.visible .monaco-list-row').first();
        await eventually(async () => assert.match((await first.textContent()) ?? '', /^Mamba/));
        await page.keyboard.type('state space');
        await eventually(async () => assert.match((await first.textContent()) ?? '', /^Mamba/));
        await page.keyboard.press('Enter');
        await becomes(editor, 'See [[Mamba]]');
        await page.keyboard.press('End');
        await page.keyboard.type(' [[vinyals');
        await eventually(async () => assert.match((await first.textContent()) ?? '', /^@vinyals2015pointer/));
        await page.keyboard.press('Enter');
        await becomes(editor, 'See [[Mamba]] [[@vinyals2015pointer]]');
      });

      it('follow a note that is renamed, and its folder, and are saved', async () => {
        await writeInWorkspace('vault/notes/@gu2023mamba.md', 'Named. See [p](../paper.pdf) and [t](../text.md).\n');
        const text =
          '[[@gu2023mamba#h|x]] [it](notes/@gu2023mamba.md#a) ![[notes/@gu2023mamba.md]]\r\n`[[@gu2023mamba]]` [o](notes/other.md)\r\n';
        await writeInWorkspace('vault/text.md', text);
        const dirty = await openFile('vault/dirty.md', 'x [[@gu2023mamba]]|');
        await page.keyboard.type('!');
        await marks('Gu & Dao 2023', true);
        await renameFile('vault/notes/@gu2023mamba.md', 'vault/notes/@vinyals2015pointer.md');
        await onDisk(
          'vault/text.md',
          '[[@vinyals2015pointer#h|x]] [it](notes/@vinyals2015pointer.md#a) ![[vault/notes/@vinyals2015pointer.md]]\r\n`[[@gu2023mamba]]` [o](notes/other.md)\r\n',
        );
        await becomes(dirty, 'x [[@vinyals2015pointer]]!');
        assert.ok(dirty.document.isDirty);
        await renameFile('vault/notes', 'vault/deep/er');
        await onDisk(
          'vault/deep/er/@vinyals2015pointer.md',
          'Named. See [p](../../paper.pdf) and [t](../../text.md).\n',
        );
        await onDisk(
          'vault/text.md',
          '[[@vinyals2015pointer#h|x]] [it](deep/er/@vinyals2015pointer.md#a) ![[vault/deep/er/@vinyals2015pointer.md]]\r\n`[[@gu2023mamba]]` [o](deep/er/other.md)\r\n',
        );
      });

      it('of a note to what is no note stay when its folder, or both, are moved, and are saved', async () => {
        const text =
          '---\ncitekey: gu2023mamba\n---\n![f](figures/x.png) [p](<x y.pdf#page=2>) [o](overview.md) [t](../top.png)\n';
        await writeInWorkspace('vault/lit/@gu2023mamba.md', text);
        const other = '[n](@gu2023mamba.md) ![f](figures/x.png) [u](../outside.md)\n';
        await writeInWorkspace('vault/lit/overview.md', other);
        await writeInWorkspace('vault/lit/figures/x.png', '');
        const outside = '[n](lit/@gu2023mamba.md) [o](lit/overview.md) ![f](lit/figures/x.png)\n';
        await writeInWorkspace('vault/outside.md', outside);
        await marks('Gu & Dao 2023', true);
        await renameFile('vault/lit', 'vault/papers');
        await onDisk('vault/outside.md', outside.replaceAll('lit/', 'papers/'));
        assert.equal(await textOnDisk('vault/papers/@gu2023mamba.md'), text);
        assert.equal(await textOnDisk('vault/papers/overview.md'), other);
        await renameFile('vault/papers', 'vault/deep/er');
        await onDisk('vault/outside.md', outside.replaceAll('lit/', 'deep/er/'));
        await onDisk('vault/deep/er/@gu2023mamba.md', text.replace('../top', '../../top'));
        await onDisk('vault/deep/er/overview.md', other.replace('../outside', '../../outside'));
        await renameFiles(
          ['vault/deep/er/@gu2023mamba.md', 'vault/@gu2023mamba.md'],
          ['vault/deep/er/figures', 'vault/figures'],
        );
        await onDisk('vault/outside.md', '[n](@gu2023mamba.md) [o](deep/er/overview.md) ![f](figures/x.png)\n');
        await onDisk(
          'vault/@gu2023mamba.md',
          '---\ncitekey: gu2023mamba\n---\n![f](figures/x.png) [p](<deep/er/x y.pdf#page=2>) [o](deep/er/overview.md) [t](top.png)\n',
        );
        await onDisk(
          'vault/deep/er/overview.md',
          '[n](../../@gu2023mamba.md) ![f](../../figures/x.png) [u](../../outside.md)\n',
        );
      });

      it('by the key of a note stay when only its file is renamed, and are renamed with the key', async () => {
        await writeInWorkspace('vault/refs.bib', '@book{tide1901, title = {Tides}}\n');
        const { document } = await openFile('vault/tide1901.md', '---\ncitekey: tide|1901\n---\n');
        const text = '[[tide1901]] [[@tide1901]] @tide1901 [x](tide1901.md)\n';
        await writeInWorkspace('vault/text.md', text);
        await tells(document);
        await renameFile('vault/tide1901.md', 'vault/Tides 1901.md');
        await onDisk('vault/text.md', '[[tide1901]] [[@tide1901]] @tide1901 [x](Tides%201901.md)\n');
        const uri = inWorkspace('vault/Tides 1901.md');
        const edit = await eventually(async () =>
          executeCommand<vscode.WorkspaceEdit>(
            'vscode.executeDocumentRenameProvider',
            uri,
            new vscode.Position(1, 12),
            'tide1902',
          ),
        );
        assert.ok(await vscode.workspace.applyEdit(edit));
        await eventually(async () => {
          const changed = await vscode.workspace.openTextDocument(inWorkspace('vault/text.md'));
          assert.equal(changed.getText(), '[[tide1902]] [[@tide1902]] @tide1902 [x](Tides%201901.md)\n');
        });
        await vscode.workspace.saveAll(false);
      });

      it('are left to VS Code where it changes them, and to nobody where that is wanted', async () => {
        const links = '[[@gu2023mamba]] [it](@gu2023mamba.md)';
        const act = async () => {
          await writeInWorkspace('vault/@gu2023mamba.md', 'Named.');
          await writeInWorkspace('vault/text.md', links);
          await marks('Gu & Dao 2023', true);
          await renameFile('vault/@gu2023mamba.md', 'vault/@vinyals2015pointer.md');
        };
        await withSettings({ 'literatureNotes.features.noteLinks': 'off' }, act);
        assert.equal(await textOnDisk('vault/text.md'), links);
        await remove('vault');
        await marks('Gu & Dao 2023', false);
        await withSettings({ 'markdown.updateLinksOnFileMove.enabled': 'prompt' }, act);
        await onDisk('vault/text.md', '[[@vinyals2015pointer]] [it](@gu2023mamba.md)');
      });
    });

    describe('connections', () => {
      const part = (title: string) => details.locator('section', { hasText: title });
      const places = (title: string) => part(title).locator('li').allTextContents();
      const selected = () => {
        const editor = vscode.window.activeTextEditor;
        return editor && `${activeName()}: ${editor.document.getText(editor.selection)}`;
      };
      const viewRow = (text: string) => page.locator('.pane-body .monaco-list-row', { hasText: text });
      const write = async () => {
        await writeInWorkspace(
          'vault/text.md',
          '# Title\n\nAs [see @boopathy2024exact, p. 3] says.\n\nMore in [[@boopathy2024exact|it]].\n',
        );
        await writeInWorkspace('vault/other.md', 'And [here](Exact.md#part).\n');
        await writeInWorkspace(
          'vault/Exact.md',
          '---\ncitekey: boopathy2024exact\n---\nBeside @vinyals2015pointer and [[@kusupati2022matryoshka]], [[Exact]].\n',
        );
      };
      afterEach(() => executeCommand('literatureNotes.showPaper', 'gu2023mamba'));

      it('are shown in the details, with line and text, and lead there', async () => {
        await write();
        await executeCommand('literatureNotes.showPaper', 'boopathy2024exact');
        await eventually(async () =>
          assert.deepEqual(await places('Cited in'), ['vault/text.md:3 As [see @boopathy2024exact, p. 3] says.']),
        );
        await eventually(async () =>
          assert.deepEqual(await places('Mentioned in'), [
            'vault/other.md:1 And [here](Exact.md#part).',
            'vault/text.md:5 More in [[@boopathy2024exact|it]].',
          ]),
        );
        await eventually(async () =>
          assert.deepEqual(
            (await places('Its note mentions')).map((text) => text.split(' ')[0]),
            ['Vinyals', 'Kusupati'],
          ),
        );
        await part('Cited in').locator('a').click();
        await eventually(() => assert.equal(selected(), 'vault/text.md: boopathy2024exact'));
        await part('Mentioned in').locator('a').first().click();
        await eventually(() => assert.equal(selected(), 'vault/other.md: Exact.md'));
        await part('Its note mentions').locator('a').first().click();
        await eventually(async () => assert.equal(await details.locator('h1').textContent(), 'Pointer Networks'));
        await eventually(async () =>
          assert.deepEqual(await places('Cited in'), [
            'vault/Exact.md:4 Beside @vinyals2015pointer and [[@kusupati2022matryoshka]], [[Exact]].',
          ]),
        );
      });

      it('follow what is typed, before it is saved', async () => {
        await write();
        await executeCommand('literatureNotes.showPaper', 'boopathy2024exact');
        await eventually(async () => assert.equal((await places('Cited in')).length, 1));
        await openFile('vault/new.md', 'See |');
        await page.keyboard.type('boopathy2024exact');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Home');
        await page.keyboard.type('-@boopathy2024exact ');
        await eventually(async () => assert.equal((await places('Cited in')).length, 2));
        await executeCommand('workbench.action.revertAndCloseActiveEditor');
        await eventually(async () => assert.equal((await places('Cited in')).length, 1));
        await remove('vault');
        await eventually(async () => assert.equal(await part('Cited in').count(), 0));
      });

      it('lead from a note to its paper, its entry, and what cites it', async () => {
        await write();
        await openFile('vault/Exact.md', '---\ncitekey: boopathy2024exact\n---\nText.|\n');
        await withSettings({ 'literatureNotes.codeLens': true }, async () => {
          const note = inWorkspace('vault/Exact.md');
          await eventually(async () => {
            const lenses = await executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', note, 9);
            assert.deepEqual(
              lenses.map(({ command }) => command?.title),
              ['Boopathy et al. 2024', 'PDF', 'Entry', 'Cited 1, mentioned 2'],
            );
          });
        });
        await executeCommand('literatureNotes.copyKey', inWorkspace('vault/Exact.md'));
        assert.equal(await vscode.env.clipboard.readText(), 'boopathy2024exact');
        await executeCommand('literatureNotes.openEntry');
        await eventually(() => {
          assert.match(activeText(), /boopathy2024exact/);
          assert.ok(!activeName().startsWith('vault/'));
        });
      });

      it('have a view that follows the note that is open, and the paper that is shown', async () => {
        await write();
        await executeCommand('literatureNotes.connections.focus');
        // so that the view is high enough for all its rows: what is half in sight moves when it is clicked
        await page.locator('.pane-header', { hasText: 'Details' }).click();
        await openFile('vault/Exact.md', '---\ncitekey: boopathy2024exact\n---\nBeside @vinyals2015pointer.|\n');
        await viewRow('Cited in').waitFor();
        await viewRow('As [see @boopathy2024exact, p. 3] says.').waitFor();
        await viewRow('And [here](Exact.md#part).').click();
        await eventually(() => assert.equal(selected(), 'vault/other.md: Exact.md'));
        await viewRow('As [see @boopathy2024exact, p. 3] says.').click();
        await eventually(() => assert.equal(selected(), 'vault/text.md: boopathy2024exact'));
        await viewRow('Its note mentions').waitFor();
        await executeCommand('literatureNotes.showPaper', 'vinyals2015pointer');
        await viewRow('Beside @vinyals2015pointer.').waitFor();
        assert.equal(await viewRow('As [see @boopathy2024exact, p. 3] says.').count(), 0);
        await executeCommand('literatureNotes.showPaper', 'gu2023mamba');
        await page.locator('.pane-body', { hasText: 'No document cites or mentions this paper yet.' }).waitFor();
      });
    });
  }),
);
