// Templates: as files, chosen by type and on creation, shown beside what they give, and safe for what is written.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  answer,
  becomes,
  closeAll,
  eventually,
  inWorkspace,
  isOnDisk,
  openFile,
  openText,
  pickerOpens,
  quickInput,
  quickRow,
  search,
  showPapers,
  start,
  textOnDisk,
  told,
  withSettings,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const folder = '.literature/templates';
const previewScheme = 'literature-notes-preview';

const activeName = () => vscode.workspace.asRelativePath(vscode.window.activeTextEditor?.document.uri ?? '');
const opens = (name: string) => eventually(() => assert.equal(activeName(), name));
const preview = () => {
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === previewScheme);
  assert.ok(shown, 'a preview is shown');
  return shown;
};
const previewSays = (text: RegExp) => eventually(() => assert.match(preview().document.getText(), text));
const problemsOf = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Literature Notes');
const hasProblems = (editor: vscode.TextEditor, ...texts: readonly RegExp[]) =>
  eventually(() => {
    const problems = problemsOf(editor.document.uri);
    assert.equal(problems.length, texts.length, problems.map(({ message }) => message).join('\n'));
    for (const [at, text] of texts.entries()) assert.match(problems[at]?.message ?? '', text);
    return problems;
  });
const fixesAt = async (document: vscode.TextDocument, range: vscode.Range) =>
  await executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, undefined, 20);

async function fix(editor: vscode.TextEditor, range: vscode.Range, title: RegExp): Promise<void> {
  const actions = await fixesAt(editor.document, range);
  const chosen = actions.find((action) => title.test(action.title));
  assert.ok(chosen?.edit, actions.map((action) => action.title).join(', '));
  await vscode.workspace.applyEdit(chosen.edit);
}

/** A template in an editor; `¦` is where the cursor is, since templates need `|`. */
async function openTemplate(name: string, text: string): Promise<vscode.TextEditor> {
  const at = text.indexOf('¦');
  await writeInWorkspace(`${folder}/${name}.md`, text.replace('¦', ''));
  const document = await vscode.workspace.openTextDocument(inWorkspace(`${folder}/${name}.md`));
  const cursor = document.positionAt(Math.max(at, 0));
  const editor = await vscode.window.showTextDocument(document, {
    preview: false,
    selection: new vscode.Range(cursor, cursor),
  });
  await page.locator('.monaco-editor.focused').waitFor();
  return editor;
}

/** A template whose `title` needs to be quoted, with other fields before it; and how it is mended. */
const unquoted = (fields: string) => `---\ncitekey: {{ citekey }}\n${fields}title: {{ title }}\n---\n`;
const quoted = (fields: string) => unquoted(fields).replace('title }}', 'title | yaml }}');

async function remove(...names: readonly string[]): Promise<void> {
  for (const name of names)
    if (await isOnDisk(name)) await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true });
}

/** The labels of what is offered at the cursor, by the list on the screen. */
const offered = (label: string) =>
  page.locator('.suggest-widget .monaco-list-row', { hasText: label }).first().waitFor();

export const run = createRun(() =>
  describe('templates', () => {
    before(showPapers);
    afterEach(async () => {
      await closeAll();
      await remove('notes', 'written', folder, 'Notes', 'reading');
    });

    describe('New Template', () => {
      it('writes the built-in one to a file of the name that one types, and opens it', async () => {
        start('literatureNotes.newTemplate');
        await quickInput.locator('input:focus').waitFor();
        await page.keyboard.press('Control+a');
        await page.keyboard.type('For Books.md');
        await page.keyboard.press('Enter');
        await opens(`${folder}/For Books.md`);
        assert.match(await textOnDisk(`${folder}/For Books.md`), /^---\ncitekey: \{\{ citekey \| yaml \}\}\n/);
        await hasProblems(vscode.window.activeTextEditor!);
        await page.locator('.editor-actions .action-label[aria-label^="Preview Template"]').first().waitFor();
      });

      it('never replaces a template, whatever its case', async () => {
        await writeInWorkspace(`${folder}/book.md`, 'Mine.');
        start('literatureNotes.newTemplate');
        await quickInput.locator('input:focus').waitFor();
        await page.keyboard.type('Book');
        await quickInput.locator('.quick-input-message', { hasText: 'There is a template of this name.' }).waitFor();
        await page.keyboard.press('Enter');
        assert.equal(await textOnDisk(`${folder}/book.md`), 'Mine.');
        await page.keyboard.press('Escape');
      });
    });

    describe('a note', () => {
      it('is made with the template of its type, else with the one for all, else with the setting’s', async () => {
        await writeInWorkspace(`${folder}/meeting.md`, '---\ncitekey: {{ citekey }}\n---\nMeeting.\n');
        await writeInWorkspace(`${folder}/any.md`, '---\ncitekey: {{ citekey }}\n---\nAny: {{ type }}.\n');
        const settings = { 'literatureNotes.notes.templates': { 'paper-conference': 'meeting', default: 'Any' } };
        await withSettings(settings, async () => {
          await executeCommand('literatureNotes.openNote', 'gu2023mamba');
          await opens('notes/@gu2023mamba.md');
          assert.match(await textOnDisk('notes/@gu2023mamba.md'), /\nMeeting\.\n$/);
          await executeCommand('literatureNotes.openNote', 'chauhan2023brief');
          await opens('notes/@chauhan2023brief.md');
          assert.match(await textOnDisk('notes/@chauhan2023brief.md'), /\nAny: article[\w-]*\.\n$/);
        });
        await withSettings(
          {
            'literatureNotes.notes.templates': { book: 'meeting' },
            'literatureNotes.notes.template': 'Setting of {{ citekey }}.\n',
          },
          async () => {
            await executeCommand('literatureNotes.openNote', 'xu2023generative');
            await opens('notes/@xu2023generative.md');
            assert.equal(await textOnDisk('notes/@xu2023generative.md'), 'Setting of xu2023generative.\n');
          },
        );
      });

      it('says which template is not there, and makes no note', async () => {
        await writeInWorkspace(`${folder}/any.md`, 'x');
        await withSettings({ 'literatureNotes.notes.templates': { default: 'nosuch' } }, async () => {
          start('literatureNotes.openNote', 'gu2023mamba');
          assert.match(await told('names the template "nosuch"'), /There are: any\./);
          assert.equal(await isOnDisk('notes/@gu2023mamba.md'), false);
        });
      });

      it('is made from a template that one picks, the one of the settings first', async () => {
        await writeInWorkspace(`${folder}/short.md`, '---\ncitekey: {{ citekey }}\n---\nShort.\n');
        await writeInWorkspace(`${folder}/long.md`, '---\ncitekey: {{ citekey }}\n---\nLong.\n');
        await withSettings({ 'literatureNotes.notes.templates': { default: 'short' } }, async () => {
          start('literatureNotes.newNoteFromTemplate', 'gu2023mamba');
          await pickerOpens();
          assert.match(
            (await quickInput.locator('.monaco-list-row').first().textContent()) ?? '',
            /short.*chosen by the settings/,
          );
          await quickRow('Built-in template').waitFor();
          await page.keyboard.type('long');
          await quickRow('long').waitFor();
          await page.keyboard.press('Enter');
          await opens('notes/@gu2023mamba.md');
          assert.match(await textOnDisk('notes/@gu2023mamba.md'), /\nLong\.\n$/);
        });
        await executeCommand('workbench.action.closeAllEditors');
        start('literatureNotes.newNoteFromTemplate', 'gu2023mamba');
        await told('has this note already');
        await opens('notes/@gu2023mamba.md');
        assert.match(await textOnDisk('notes/@gu2023mamba.md'), /\nLong\.\n$/);
      });

      it('says where documents cite the paper, and what is selected', async () => {
        await writeInWorkspace(
          `${folder}/cited.md`,
          '---\ncitekey: {{ citekey }}\n---\n{% for c in citedIn %}{{ c.path }}:{{ c.line }}: {{ c.text }}\n{% endfor %}> {{ selectedText }}\n',
        );
        const editor = await openFile('written/text.md', 'First.\n\nAs [@vinyals2015|pointer] shows.');
        editor.selection = new vscode.Selection(0, 0, 0, 5);
        await editor.document.save();
        await withSettings({ 'literatureNotes.notes.templates': { default: 'cited' } }, async () => {
          await executeCommand('literatureNotes.openNote', 'vinyals2015pointer');
          await opens('notes/@vinyals2015pointer.md');
          assert.match(
            await textOnDisk('notes/@vinyals2015pointer.md'),
            /written\/text\.md:3: As \[@vinyals2015pointer\] shows\.\n> First\n/,
          );
        });
      });

      it('with front matter that could not be read is not written; quoting mends the template and makes it', async () => {
        const name = `${folder}/plain.md`;
        await writeInWorkspace(name, '---\ncitekey: {{ citekey }}\ntitle: {{ title }}\n---\nText.\n');
        await withSettings({ 'literatureNotes.notes.templates': { default: 'plain' } }, async () => {
          start('literatureNotes.openNote', 'gu2023mamba');
          await told('The template "plain", line 3');
          assert.equal(await isOnDisk('notes/@gu2023mamba.md'), false);
          await answer('The template "plain", line 3', 'Quote It');
          await opens('notes/@gu2023mamba.md');
          assert.equal(await textOnDisk(name), '---\ncitekey: {{ citekey }}\ntitle: {{ title | yaml }}\n---\nText.\n');
          assert.match(await textOnDisk('notes/@gu2023mamba.md'), /\ntitle: "Mamba: Linear-Time/);
        });
      });

      it('with a template that was edited while the message stood there is made from what stands there now', async () => {
        const name = `${folder}/plain.md`;
        await writeInWorkspace(name, '---\ncitekey: {{ citekey }}\ntitle: {{ title }}\n---\nText.\n');
        await withSettings({ 'literatureNotes.notes.templates': { default: 'plain' } }, async () => {
          start('literatureNotes.openNote', 'gu2023mamba');
          await told('The template "plain", line 3');
          const mine = '---\ncitekey: {{ citekey }}\n---\nMy own text.\n';
          await writeInWorkspace(name, mine);
          await answer('The template "plain", line 3', 'Quote It');
          await opens('notes/@gu2023mamba.md');
          assert.equal(await textOnDisk(name), mine);
          assert.equal(await textOnDisk('notes/@gu2023mamba.md'), '---\ncitekey: gu2023mamba\n---\nMy own text.\n');
        });
      });

      it('asks again where the template that was edited gives no front matter that can be read either', async () => {
        const name = `${folder}/plain.md`;
        await writeInWorkspace(name, unquoted(''));
        await withSettings({ 'literatureNotes.notes.templates': { default: 'plain' } }, async () => {
          start('literatureNotes.openNote', 'gu2023mamba');
          await told('line 3');
          await openTemplate('plain', unquoted('status: new\n'));
          await answer('line 3', 'Quote It');
          await answer('line 4', 'Quote It');
          await opens('notes/@gu2023mamba.md');
          assert.equal(await textOnDisk(name), quoted('status: new\n'));
        });
      });

      it('asks again likewise where the template of the setting was edited', async () => {
        await withSettings({ 'literatureNotes.notes.template': unquoted('') }, async () => {
          const section = vscode.workspace.getConfiguration('literatureNotes');
          start('literatureNotes.openNote', 'gu2023mamba');
          await told('line 3');
          await section.update('notes.template', unquoted('mood: good\n'), vscode.ConfigurationTarget.Global);
          await answer('line 3', 'Quote It');
          await answer('line 4', 'Quote It');
          await opens('notes/@gu2023mamba.md');
          const now = vscode.workspace.getConfiguration('literatureNotes').get('notes.template');
          assert.equal(now, quoted('mood: good\n'));
        });
      });

      it('likewise with the template of the setting, which is shown or mended where it is', async () => {
        const setting = () => vscode.workspace.getConfiguration('literatureNotes').get<string>('notes.template');
        await withSettings(
          { 'literatureNotes.notes.template': '---\ncitekey: {{citekey}}\ntitle: "{{title}}": x\n---\n' },
          async () => {
            start('literatureNotes.openNote', 'gu2023mamba');
            assert.doesNotMatch(await told('literatureNotes.notes.template, line 3'), /Quote It/);
            await answer('literatureNotes.notes.template, line 3', 'Open Setting');
            await page.locator('.settings-editor .setting-item-contents', { hasText: 'Template' }).first().waitFor();
          },
        );
        await closeAll();
        await withSettings(
          { 'literatureNotes.notes.template': '---\ncitekey: {{citekey}}\ntitle: {{title}}\n---\n' },
          async () => {
            start('literatureNotes.openNote', 'gu2023mamba');
            await answer('line 3', 'Quote It');
            await opens('notes/@gu2023mamba.md');
            assert.equal(setting(), '---\ncitekey: {{citekey}}\ntitle: {{title | yaml }}\n---\n');
          },
        );
      });

      it('is not inserted either while its front matter could not be read', async () => {
        await writeInWorkspace(`${folder}/plain.md`, '---\ntitle: {{ title }}\n---\nText.\n');
        const editor = await openFile('written/new.md', '|');
        await withSettings({ 'literatureNotes.notes.templates': { default: 'plain' } }, async () => {
          start('literatureNotes.insertNote', 'gu2023mamba');
          await told('The template "plain", line 2');
          assert.equal(editor.document.getText(), '');
          await answer('The template "plain", line 2', 'Show Template');
          await opens(`${folder}/plain.md`);
          assert.equal(vscode.window.activeTextEditor?.selection.active.line, 1);
        });
      });

      it('has its key added where neither template nor name says whose it is, and is found by it', async () => {
        const settings = {
          'literatureNotes.notes.template': '# {{ title }}\n',
          'literatureNotes.notes.fileName': '{{ year }}',
        };
        await withSettings(settings, async () => {
          await executeCommand('literatureNotes.openNote', 'gu2023mamba');
          await opens('notes/2023.md');
          assert.match(await textOnDisk('notes/2023.md'), /^---\ncitekey: gu2023mamba\n---\n+# Mamba/);
          await executeCommand('literatureNotes.openNote', 'xu2023generative');
          await opens('notes/2023 2.md');
          await executeCommand('literatureNotes.openNote', 'gu2023mamba');
          await opens('notes/2023.md');
          await vscode.workspace.fs.rename(inWorkspace('notes/2023 2.md'), inWorkspace('reading/else.md'));
          await executeCommand('literatureNotes.openNote', 'xu2023generative');
          await opens('reading/else.md');
        });
      });

      it('never goes where a name differs by case or composition alone from another paper’s note', async () => {
        const other = '---\ncitekey: vinyals2015pointer\n---\nAbout pointers.\n';
        await writeInWorkspace('Notes/@GU2023Mamba.md', other);
        await executeCommand('literatureNotes.openNote', 'gu2023mamba');
        await opens('Notes/@gu2023mamba 2.md');
        assert.equal(await textOnDisk('Notes/@GU2023Mamba.md'), other);
        assert.match(await textOnDisk('Notes/@gu2023mamba 2.md'), /^---\ncitekey: gu2023mamba\n/);
        await writeInWorkspace('Notes/Mu\u0308ller.md', other);
        await withSettings({ 'literatureNotes.notes.fileName': 'M\u00fcller' }, async () => {
          await executeCommand('literatureNotes.openNote', 'xu2023generative');
          await opens('Notes/M\u00fcller 2.md');
        });
        assert.equal(await textOnDisk('Notes/Mu\u0308ller.md'), other);
      });

      it('is the file that is there, where that is its own under a name of another case', async () => {
        await writeInWorkspace('written/.keep', '');
        await writeInWorkspace('notes/@Gu2023Mamba.md', '---\ncitekey: gu2023mamba\n---\nMine.\n');
        await executeCommand('literatureNotes.openNote', 'gu2023mamba');
        await opens('notes/@Gu2023Mamba.md');
      });
    });

    describe('Preview Template', () => {
      it('shows the template and what it gives beside it, and follows what is typed', async () => {
        const editor = await openTemplate('live', '# {{ title }}\n¦');
        await executeCommand('literatureNotes.choosePreviewPaper', 'gu2023mamba');
        await page.locator('.editor-actions .action-label[aria-label^="Preview Template"]').first().click();
        await previewSays(/^# Mamba: Linear-Time Sequence Modeling/);
        assert.equal(vscode.window.activeTextEditor?.document, editor.document);
        await page.keyboard.press('Control+End');
        await page.keyboard.type('by {{ shortAuthors ');
        await previewSays(/^# Mamba[^\n]*\nby Gu & Dao/);
        assert.ok(editor.document.isDirty);
        assert.notEqual(preview().viewColumn, vscode.window.activeTextEditor?.viewColumn);
        assert.equal(preview().document.languageId, 'markdown');
      });

      it('shows another paper, chosen from its own line', async () => {
        await openTemplate('chosen', '# {{ title }}\n');
        await executeCommand('literatureNotes.choosePreviewPaper', 'gu2023mamba');
        await executeCommand('literatureNotes.previewTemplate');
        await previewSays(/^# Mamba/);
        await page.locator('.codelens-decoration a', { hasText: 'Gu & Dao 2023 · Choose Paper…' }).click();
        await search('vinyals pointer', 'Pointer Networks');
        await page.keyboard.press('Enter');
        await previewSays(/^# Pointer Networks/);
        await page.locator('.codelens-decoration a', { hasText: 'Vinyals et al. 2015' }).waitFor();
      });

      it('says at the place what cannot be rendered, and shows the rest', async () => {
        const editor = await openTemplate('wrong', '# {{ title | nosuch }}\n{{ citekey }}\n');
        await executeCommand('literatureNotes.choosePreviewPaper', 'gu2023mamba');
        await executeCommand('literatureNotes.previewTemplate');
        await previewSays(/^# ⚠ line 1: undefined filter: nosuch\ngu2023mamba\n$/);
        await editor.edit((edit) =>
          edit.replace(
            editor.document.lineAt(0).range,
            '{% for i in (1..9999) %}{% for j in (1..9999) %}x{% endfor %}{% endfor %}',
          ),
        );
        await previewSays(/⚠ This template cannot be rendered|⚠ line 1: this takes too many steps/);
      });

      it('takes an untitled document for a template', async () => {
        await executeCommand('literatureNotes.choosePreviewPaper', 'gu2023mamba');
        const editor = await openText('{{ citekey }} and {{ titel }}');
        await executeCommand('literatureNotes.previewTemplate');
        await previewSays(/^gu2023mamba and $/);
        await hasProblems(editor, /No paper has "titel"\. Is it "title"\?/);
      });

      it('lets one pick where none is open, and goes back to disk where an editor is closed unsaved', async () => {
        await writeInWorkspace(`${folder}/kept.md`, 'Kept: {{ citekey }}');
        await executeCommand('literatureNotes.choosePreviewPaper', 'gu2023mamba');
        start('literatureNotes.previewTemplate');
        await pickerOpens();
        await page.keyboard.type('kept');
        await quickRow('kept').waitFor();
        await page.keyboard.press('Enter');
        await previewSays(/^Kept: gu2023mamba$/);
        const editor = vscode.window.activeTextEditor!;
        await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Not '));
        await previewSays(/^Not Kept: gu2023mamba$/);
        await executeCommand('workbench.action.revertAndCloseActiveEditor');
        await previewSays(/^Kept: gu2023mamba$/);
      });
    });

    describe('a template file', () => {
      it('is nobody’s note, wherever it lies, and cites nothing', async () => {
        const text =
          '---\ncitekey: {{ citekey | yaml }}\ntitle: {{ title }}\ndoi: {{ DOI }}\n---\n[@{{citekey}}] {{ title }}\n';
        await writeInWorkspace(`${folder}/closed.md`, text);
        await writeInWorkspace('written/elsewhere.md', text);
        await writeInWorkspace('written/broken.md', '---\ncitekey: gu2023mamba\ntitle: a: b\n---\n');
        await eventually(() => assert.equal(problemsOf(inWorkspace('written/broken.md')).length, 1));
        assert.deepEqual(problemsOf(inWorkspace(`${folder}/closed.md`)), []);
        assert.deepEqual(problemsOf(inWorkspace('written/elsewhere.md')), []);
        await withSettings({ 'literatureNotes.notes.templatesFolder': 'written' }, async () => {
          await vscode.window.showTextDocument(inWorkspace('written/elsewhere.md'));
          await hasProblems(vscode.window.activeTextEditor!, /front matter that cannot be read/);
        });
      });

      it('lies below the workspace folder', async () => {
        await withSettings({ 'literatureNotes.notes.templatesFolder': '../elsewhere' }, async () => {
          start('literatureNotes.newTemplate');
          await told('has to name a folder below the workspace folder');
        });
      });
    });

    describe('problems of a template', () => {
      it('stand at their places while one writes, with fixes', async () => {
        const editor = await openTemplate('problems', 'a {{ titel }}\n{{ title | jion: "x" }}\n{% fi x %}¦');
        const problems = await hasProblems(
          editor,
          /No paper has "titel"\. Is it "title"\?/,
          /no filter "jion"\. Is it "join"\?/,
          /no tag "fi"/,
        );
        assert.deepEqual(
          problems.map(({ range, severity }) => [
            range.start.line,
            range.start.character,
            range.end.character,
            severity,
          ]),
          [
            [0, 5, 10, vscode.DiagnosticSeverity.Warning],
            [1, 11, 15, vscode.DiagnosticSeverity.Error],
            [2, 3, 5, vscode.DiagnosticSeverity.Error],
          ],
        );
        await fix(editor, problems[0]!.range, /^Change to "title"$/);
        await fix(editor, problems[1]!.range, /^Change to "join"$/);
        await becomes(editor, 'a {{ title }}\n{{ title | join: "x" }}\n{% fi x %}');
        await editor.edit((edit) => edit.replace(editor.document.lineAt(2).range, '{{ title'));
        const [unclosed] = await hasProblems(editor, /not closed: "}}" is missing/);
        await fix(editor, unclosed!.range, /^Close it with "}}"$/);
        await hasProblems(editor);
      });

      it('tell of front matter that some papers would break, and quote', async () => {
        const editor = await openTemplate('yaml', '---\r\ncitekey: {{ citekey }}\r\ntitle: "{{ title }}"\r\n---\r\n');
        const [problem] = await hasProblems(editor, /^For a paper such as .* gives front matter that cannot be read/);
        assert.equal(problem!.range.start.line, 2);
        assert.equal(editor.document.getText(problem!.range), '{{ title }}');
        await fix(editor, problem!.range, /^Quote with "\| yaml"$/);
        await becomes(editor, '---\r\ncitekey: {{ citekey }}\r\ntitle: {{ title | yaml }}\r\n---\r\n');
        await hasProblems(editor);
      });

      it('are Handlebars of other tools, which one fix writes in Liquid', async () => {
        const editor = await openTemplate(
          'old',
          '{{#each entry.author}}{{given}} {{this.family}}, {{/each}}{{{title}}}',
        );
        await eventually(() => assert.ok(problemsOf(editor.document.uri).length > 3));
        await fix(editor, problemsOf(editor.document.uri)[0]!.range, /^Write the whole template in Liquid$/);
        await becomes(
          editor,
          '{% for item in entry.author %}{{ item.given }} {{ item.family }}, {% endfor %}{{ title }}',
        );
        await hasProblems(editor);
      });

      it('are none of a Markdown file that is no template, and go with the editor', async () => {
        const other = await openFile('written/other.md', '{{ titel | nosuch }}');
        const editor = await openTemplate('gone', '{{ titel }}');
        await hasProblems(editor, /titel/);
        assert.equal(problemsOf(other.document.uri).length, 0);
        await vscode.window.showTextDocument(editor.document);
        await executeCommand('workbench.action.closeActiveEditor');
        await eventually(() => assert.equal(problemsOf(editor.document.uri).length, 0));
      });
    });

    describe('writing a template', () => {
      it('completes variables, filters, fields and formats by keys', async () => {
        const editor = await openTemplate('names', '¦');
        const newLine = async () => {
          await page.keyboard.press('End');
          await page.keyboard.press('Enter');
        };
        await page.keyboard.type('{{');
        await offered('citekey');
        await page.keyboard.type('tit');
        await offered('title');
        await page.keyboard.press('Enter');
        await becomes(editor, '{{ title }}');
        await page.keyboard.type('| yam');
        await offered('yaml');
        await page.keyboard.press('Enter');
        await becomes(editor, '{{ title | yaml}}');
        await newLine();
        // whether VS Code closes the braces depends on what it knows of the line before
        await page.keyboard.type('{{ entry.');
        await offered('container-title');
        await page.keyboard.type('contai');
        await page.keyboard.press('Enter');
        await becomes(editor, /\n\{\{ entry\.container-title\}*$/);
        await newLine();
        await page.keyboard.type('{{ authors | auth');
        await offered('authors');
        await page.keyboard.press('Enter');
        await becomes(editor, /\n\{\{ authors \| authors: "short"\}*$/);
      });

      it('completes tags with their ends, and blocks that the template owns', async () => {
        const editor = await openTemplate('tags', '¦');
        await page.keyboard.type('{%');
        await offered('unless');
        await page.keyboard.type('unl');
        await page.keyboard.press('Enter');
        await becomes(editor, '{% unless abstract %}{% endunless %}');
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+End');
        await page.keyboard.press('Enter');
        await page.keyboard.type('<!--');
        await offered('literature:abstract');
        await page.keyboard.press('Enter');
        await becomes(editor, /\n<!-- literature:abstract -->\n\{\{ abstract \}\}\n<!-- \/literature:abstract -->$/);
        await hasProblems(editor);
      });

      it('explains variables with what they are for the paper of the preview, and filters', async () => {
        await executeCommand('literatureNotes.choosePreviewPaper', 'gu2023mamba');
        const editor = await openTemplate('hover', '{{ shortAuthors | truncate: 5 }}{% if x %}');
        const hover = async (character: number) => {
          const hovers = await executeCommand<vscode.Hover[]>(
            'vscode.executeHoverProvider',
            editor.document.uri,
            new vscode.Position(0, character),
          );
          return hovers
            .flatMap(({ contents }) =>
              contents.map((content) => (typeof content === 'string' ? content : content.value)),
            )
            .join('\n');
        };
        assert.match(await hover(5), /\*\*shortAuthors\*\* · authors in short[^]*For gu2023mamba:[^]*Gu & Dao/);
        assert.match(await hover(20), /\*\*truncate\*\* · cuts a text/);
        assert.match(await hover(36), /\*\*if\*\*/);
      });

      it('offers nothing of templates in other Markdown files', async () => {
        const editor = await openFile('written/plain.md', '{{ |');
        const list = await executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          editor.document.uri,
          new vscode.Position(0, 3),
        );
        const isOurs = ({ label }: vscode.CompletionItem) =>
          typeof label !== 'string' && label.description === 'the title';
        assert.equal(list?.items.some(isOurs), false);
      });
    });
  }),
);
