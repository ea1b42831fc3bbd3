// All references of a paper, and another key for it, over two folders and all languages at once.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestHandle } from '../../src/extension.ts';
import { extensionId } from '../../src/editor/ids.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import { closeAll, eventually, showPapers, told } from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const key = 'lindberg2019tides';
const crlfText =
  '---\r\nbibliography: refs.bib\r\n---\r\n\r\nAs [see @lindberg2019tides, p. 3; -@okoye2019harbour] says.\r\nSee [[@lindberg2019tides]] and @{lindberg2019tides}.\r\n';

const place = (name: string) => {
  const [folder = '', ...rest] = name.split('/');
  const root = vscode.workspace.workspaceFolders?.find((each) => each.name === folder);
  assert.ok(root, `the folder ${folder} is open`);
  return vscode.Uri.joinPath(root.uri, ...rest);
};
const nameOf = (uri: vscode.Uri) => vscode.workspace.asRelativePath(uri, true);
const write = (name: string, text: string) =>
  vscode.workspace.fs.writeFile(place(name), new TextEncoder().encode(text));
const onDisk = async (name: string) => new TextDecoder().decode(await vscode.workspace.fs.readFile(place(name)));
const isThere = (name: string) =>
  vscode.workspace.fs.stat(place(name)).then(
    () => true,
    () => false,
  );

/** Opens a file with the cursor in the first `mark`, `more` characters on. */
async function openAt(name: string, mark: string, more = 0): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(place(name));
  const position = document.positionAt(document.getText().indexOf(mark) + more);
  const selection = new vscode.Selection(position, position);
  const editor = await vscode.window.showTextDocument(document, { preview: false, selection });
  await page.locator('.monaco-editor.focused').first().waitFor();
  return editor;
}

async function references(name: string, mark: string, more = 1): Promise<string[]> {
  const { document, selection } = await openAt(name, mark, more);
  const found = await executeCommand<vscode.Location[]>(
    'vscode.executeReferenceProvider',
    document.uri,
    selection.active,
  );
  // Markdown itself gives places of other things
  const documents = await Promise.all(found.map(({ uri }) => vscode.workspace.openTextDocument(uri)));
  return found
    .filter(({ range }, at) => /^[\w:]+$/.test(documents[at]?.getText(range) ?? ''))
    .map(({ uri, range }) => `${nameOf(uri)}:${range.start.line + 1}:${range.start.character + 1}`)
    .sort();
}

async function renaming(name: string, mark: string, to: string, more = 1): Promise<vscode.WorkspaceEdit> {
  const { document, selection } = await openAt(name, mark, more);
  return executeCommand('vscode.executeDocumentRenameProvider', document.uri, selection.active, to);
}

/** Says why not, and changes nothing. */
async function refuses(work: Promise<vscode.WorkspaceEdit>, sentence: string): Promise<void> {
  assert.equal((await work).size, 0);
  await told(sentence);
  await executeCommand('notifications.clearAll');
  // of more than three in a moment VS Code shows none
  await new Promise((resolve) => setTimeout(resolve, 400));
}

/** The text of a file as it is now, in an editor or not. */
async function textOf(name: string): Promise<string> {
  return (await vscode.workspace.openTextDocument(place(name))).getText();
}

const everywhere = [
  'one/paper.tex:2:47',
  'one/refs.bib:10:15',
  'one/refs.bib:11:25',
  'one/refs.bib:1:14',
  'one/text.md:5:10',
  'one/text.md:6:34',
  'one/text.md:6:8',
  'two/paper.org:2:17',
  'two/paper.typ:1:40',
  'two/paper.typ:1:5',
];

export const run = createRun(() =>
  describe('the uses of a citation key', () => {
    const files = new Map<string, string>();

    before(async () => {
      await showPapers();
      await write('one/text.md', crlfText);
      for (const uri of await vscode.workspace.findFiles('**/*', null))
        files.set(nameOf(uri), await onDisk(nameOf(uri)));
      await eventually(async () => assert.deepEqual(await references('one/text.md', key), everywhere), 20_000);
    });

    afterEach(async () => {
      await closeAll();
      for (const uri of await vscode.workspace.findFiles('**/*', null)) {
        if (!files.has(nameOf(uri))) await vscode.workspace.fs.delete(uri);
      }
      for (const [name, text] of files) {
        if ((await isThere(name)) && (await onDisk(name)) === text) continue;
        await write(name, text);
      }
      await eventually(async () => assert.deepEqual(await references('one/text.md', key), everywhere));
      await closeAll();
    });

    describe('Find All References', () => {
      it('gives the same from a citation, from the head of the entry, and from a field that names it', async () => {
        assert.deepEqual(await references('two/paper.typ', '<lindberg', 3), everywhere);
        assert.deepEqual(await references('one/refs.bib', '@proceedings'), everywhere);
        assert.deepEqual(await references('one/refs.bib', 'crossref = {lind', 14), everywhere);
      });

      it('leaves out what means another paper of the same key', async () => {
        assert.deepEqual(await references('two/own/own.md', `@${key}`), [
          'two/own/own.bib:1:10',
          'two/own/own.md:5:10',
        ]);
      });

      it('knows what is not saved, what is new on disk and what is gone', async () => {
        const editor = await openAt('two/paper.org', 'says');
        await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `[cite:@${key}]\n`));
        await write('two/new.md', `A new one: @${key}`);
        await vscode.workspace.fs.delete(place('one/paper.tex'));
        const now = everywhere.filter((each) => !/paper\.(?:tex|org)/.test(each));
        await eventually(async () =>
          assert.deepEqual(
            await references('one/text.md', key),
            [...now, 'two/new.md:1:13', 'two/paper.org:1:8', 'two/paper.org:3:17'].sort(),
          ),
        );
      });

      it('knows everything again after the library ended', async () => {
        const handle = vscode.extensions.getExtension<TestHandle>(extensionId)?.exports;
        handle?.crashLibrary();
        await eventually(async () => assert.deepEqual(await references('one/text.md', key), everywhere));
      });

      it('names the note too', async () => {
        await write('one/notes/@okoye2019harbour.md', '---\ncitekey: okoye2019harbour\n---\n');
        await eventually(async () =>
          assert.deepEqual(await references('one/paper.tex', 'okoye'), [
            'one/notes/@okoye2019harbour.md:2:10',
            'one/paper.tex:2:29',
            'one/refs.bib:7:16',
            'one/text.md:5:37',
          ]),
        );
      });

      it('opens with Shift+F12', async () => {
        await openAt('one/text.md', key, 2);
        await page.keyboard.press('Shift+F12');
        const peek = page.locator('.reference-zone-widget');
        await peek.locator('.monaco-list-row', { hasText: 'paper.typ' }).first().waitFor();
        await page.keyboard.press('Escape');
        await peek.waitFor({ state: 'hidden' });
      });
    });

    describe('Rename', () => {
      it('takes the key alone, and says where there is none', async () => {
        const { document } = await openAt('one/text.md', `@${key}`);
        const { range, placeholder } = await executeCommand<{ range: vscode.Range; placeholder: string }>(
          'vscode.prepareRename',
          document.uri,
          new vscode.Position(4, 10),
        );
        assert.deepEqual([document.getText(range), placeholder], [key, key]);
        await assert.rejects(renaming('one/paper.tex', 'Water', 'x'), /no citation key here/);
      });

      it('changes entry, fields and citations of every language, and nothing else', async () => {
        const edit = await renaming('one/text.md', key, 'lindberg:2019/tides');
        assert.ok(await vscode.workspace.applyEdit(edit));
        assert.equal(await textOf('one/text.md'), crlfText.replaceAll(key, 'lindberg:2019/tides'));
        for (const name of ['one/refs.bib', 'one/paper.tex', 'two/paper.org'])
          assert.equal(await textOf(name), files.get(name)?.replaceAll(key, 'lindberg:2019/tides'));
        assert.equal(
          await textOf('two/paper.typ'),
          'As #cite(label("lindberg:2019/tides"), supplement: [p. 3]) and #cite(label("lindberg:2019/tides"), form: "prose") say.\n\n#bibliography("../one/refs.bib")\n',
        );
        for (const name of ['two/own/own.md', 'two/own/own.bib', 'two/old/hidden.md'])
          assert.equal(await textOf(name), files.get(name));
      });

      it('works at the entry, and keeps braces where another key needs them', async () => {
        assert.ok(await vscode.workspace.applyEdit(await renaming('one/refs.bib', `{${key},`, 'tides//2019')));
        assert.match(
          await textOf('one/text.md'),
          /\[see @\{tides\/\/2019\}, p\. 3; -@okoye2019harbour\][^]*@\{tides\/\/2019\}\./,
        );
        assert.match(await textOf('one/refs.bib'), /^@proceedings\{tides\/\/2019,\n/);
      });

      it('renames the note, its key and the links to it, and the paper among the topics', async () => {
        await write(
          'one/notes/@okoye2019harbour.md',
          '---\ncitekey: "okoye2019harbour"\ntitle: Mine\n---\n\nOn @okoye2019harbour.\n',
        );
        await write('one/links.md', 'See [[@okoye2019harbour|my note]] and [it](notes/@okoye2019harbour.md#mine).\n');
        await write('one/.literature/topics.yaml', 'papers:\n  okoye2019harbour: [tides]\n');
        await eventually(async () => assert.equal((await references('one/refs.bib', 'okoye2019harbour')).length, 6));
        assert.ok(
          await vscode.workspace.applyEdit(await renaming('one/refs.bib', 'okoye2019harbour', 'okoye2020'), {
            isRefactoring: true,
          }),
        );
        await eventually(async () =>
          assert.equal(
            await onDisk('one/notes/@okoye2020.md'),
            '---\ncitekey: "okoye2020"\ntitle: Mine\n---\n\nOn @okoye2020.\n',
          ),
        );
        assert.ok(!(await isThere('one/notes/@okoye2019harbour.md')));
        assert.equal(await textOf('one/links.md'), 'See [[@okoye2020|my note]] and [it](notes/@okoye2020.md#mine).\n');
        assert.equal(await textOf('one/.literature/topics.yaml'), 'papers:\n  okoye2020: [tides]\n');
      });

      it('works in CSL-JSON, in YAML and in a paper of its own file, which is renamed with it', async () => {
        const json = '[{"id": "moyo2011", "type": "book", "title": "Sea Walls"}]';
        const yaml = 'ferro2012:\n  type: book\n  title: Locks and Weirs\n  author: Ferro, Lia\n';
        const paper =
          '---\ncitekey: adeyemi2013\ntitle: Dykes\nauthors: ["Adeyemi, Tola"]\nyear: 2013\n---\n\nOn dykes.\n';
        await write('two/works/items.json', json);
        await write('two/works/works.yml', yaml);
        await write('two/works/adeyemi2013.md', paper);
        await write(
          'two/works/text.md',
          '---\nbibliography: [items.json, works.yml]\n---\n\n@moyo2011 [@ferro2012; @adeyemi2013]\n',
        );
        const count = (mark: string, expected: number) =>
          eventually(async () => assert.equal((await references('two/works/text.md', mark)).length, expected));
        await count('moyo', 2);
        await count('ferro', 2);
        await count('adeyemi', 2);
        assert.ok(await vscode.workspace.applyEdit(await renaming('two/works/items.json', 'moyo', 'moyo:2012')));
        assert.ok(await vscode.workspace.applyEdit(await renaming('two/works/works.yml', 'ferro', 'ferro:1')));
        assert.ok(
          await vscode.workspace.applyEdit(await renaming('two/works/adeyemi2013.md', 'adeyemi', 'adeyemi2014')),
        );
        assert.equal(await textOf('two/works/items.json'), json.replace('moyo2011', 'moyo:2012'));
        assert.equal(await textOf('two/works/works.yml'), yaml.replace('ferro2012', '"ferro:1"'));
        assert.equal(await textOf('two/works/adeyemi2014.md'), paper.replace('adeyemi2013', 'adeyemi2014'));
        assert.ok(!(await isThere('two/works/adeyemi2013.md')));
        assert.match(await textOf('two/works/text.md'), /\n@moyo:2012 \[@ferro:1; @adeyemi2014\]\n$/);
      });

      it('takes over what is not saved', async () => {
        const editor = await openAt('two/paper.org', 'says');
        await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'A line before.\n'));
        const bib = await openAt('one/refs.bib', '@proc', 0);
        await bib.edit((edit) => edit.insert(new vscode.Position(0, 0), '% mine\n'));
        assert.ok(await vscode.workspace.applyEdit(await renaming('one/text.md', key, 'tides')));
        assert.equal(
          editor.document.getText(),
          'A line before.\n#+bibliography: ../one/refs.bib\nAs [cite/t:see @tides p. 3; @taken2001] says.\n',
        );
        assert.match(bib.document.getText(), /^% mine\n@proceedings\{tides,[^]*crossref = \{tides\}/);
      });

      it('refuses a key that is taken, empty or wrong in a language that uses it', async () => {
        await refuses(
          renaming('one/text.md', key, 'taken2001'),
          '"taken2001" is already the key of "The Key That Is Taken", in one/refs.bib:14.',
        );
        await refuses(renaming('one/text.md', key, 'gu2023mamba'), 'in the papers that come with Literature Notes.');
        await refuses(renaming('one/text.md', key, '  '), 'A citation key cannot be empty.');
        await refuses(
          renaming('one/text.md', key, 'two words'),
          '"two words" cannot be a key in LaTeX, in which one/paper.tex is written.',
        );
        await refuses(
          renaming('two/own/own.md', `@${key}`, 'a(b)'),
          '"a(b)" cannot be a key in BibTeX, in which two/own/own.bib is written.',
        );
      });

      it('refuses papers that come with the extension', async () => {
        await write('two/seed.md', 'As @gu2023mamba');
        await refuses(renaming('two/seed.md', '@gu', 'gu'), 'The paper comes with Literature Notes');
      });

      it('refuses where a file cannot be written to', async () => {
        const text = 'As @okoye2019harbour says.';
        const registration = vscode.workspace.registerFileSystemProvider('fixed', fixed(text), { isReadonly: true });
        try {
          await vscode.window.showTextDocument(vscode.Uri.parse('fixed:/fixed.md'), { preview: false });
          await refuses(renaming('one/paper.tex', 'okoye', 'tides'), 'fixed.md has the key too and is read-only.');
          await closeAll();
        } finally {
          registration.dispose();
        }
      });

      it('is done with F2, saved, and undone in one step', async () => {
        await openAt('one/text.md', key, 2);
        await page.keyboard.press('F2');
        await page.locator('.rename-box input:focus').waitFor();
        await page.keyboard.press('Control+a');
        await page.keyboard.type('tides2019');
        await page.keyboard.press('Enter');
        const names = ['one/text.md', 'one/refs.bib', 'one/paper.tex', 'two/paper.org', 'two/paper.typ'];
        await eventually(async () => {
          for (const name of names)
            assert.equal(await onDisk(name), files.get(name)?.replaceAll(key, 'tides2019'), name);
        });
        await page.locator('.monaco-editor.focused').first().waitFor();
        await page.keyboard.press('Control+z');
        // where the edit is one of several files alone, VS Code asks whether all of them are meant
        const all = page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Undo in 5 Files' });
        await eventually(async () => {
          if (await all.isVisible()) await all.click();
          for (const name of names) assert.equal(await textOf(name), files.get(name), name);
        });
        await vscode.workspace.saveAll();
      });

      it('is shown before it is done with Ctrl+Enter, the note that moves among the rest', async () => {
        const note = '---\ncitekey: taken2001\n---\n\nMine.\n';
        await write('one/notes/@taken2001.md', note);
        await eventually(async () => assert.equal((await references('two/paper.org', 'taken2001')).length, 3));
        await openAt('two/paper.org', 'taken2001', 2);
        await page.keyboard.press('F2');
        await page.locator('.rename-box input:focus').waitFor();
        await page.keyboard.press('Control+a');
        await page.keyboard.type('marsh2001');
        await page.keyboard.press('Control+Enter');
        const preview = page.locator('.bulk-edit-panel');
        for (const name of ['refs.bib', 'paper.org', '@taken2001.md'])
          await preview.locator('.monaco-list-row', { hasText: name }).first().waitFor();
        assert.equal(await textOf('two/paper.org'), files.get('two/paper.org'));
        await executeCommand('refactorPreview.apply');
        await eventually(async () =>
          assert.equal(await onDisk('one/notes/@marsh2001.md'), note.replace('taken2001', 'marsh2001')),
        );
        await eventually(async () => assert.match(await onDisk('two/paper.org'), /@marsh2001\]/));
        await eventually(async () => assert.match(await onDisk('one/refs.bib'), /@book\{marsh2001,/));
      });

      it('tells why not where F2 was pressed', async () => {
        await openAt('one/text.md', key, 2);
        await page.keyboard.press('F2');
        await page.locator('.rename-box input:focus').waitFor();
        await page.keyboard.press('Control+a');
        await page.keyboard.type('taken2001');
        await page.keyboard.press('Enter');
        await told('already the key of');
      });
    });
  }),
);

/** A file system of one file that is never written to. */
function fixed(text: string): vscode.FileSystemProvider {
  const bytes = new TextEncoder().encode(text);
  const never = () => {
    throw vscode.FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => ({ dispose() {} }),
    stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length }),
    readDirectory: () => [],
    readFile: () => bytes,
    createDirectory: never,
    writeFile: never,
    delete: never,
    rename: never,
  };
}
