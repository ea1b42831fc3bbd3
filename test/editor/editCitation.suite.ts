// Edit Citation: one form for a whole citation, filled in by keys and mouse.
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
  openFile,
  openText,
  start,
  textOnDisk,
  told,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const form = page.frameLocator('iframe.webview').last().frameLocator('#active-frame');
async function openForm(text: string, language?: string): Promise<vscode.TextEditor> {
  const editor = await openText(text, language);
  start('literatureNotes.editCitation');
  await form.getByRole('button', { name: 'Apply' }).waitFor();
  return editor;
}

export const run = createRun(() =>
  describe('editing a citation', () => {
    afterEach(closeAll);
    after(async () => vscode.workspace.fs.delete(inWorkspace('edited'), { recursive: true }));

    it('gives a paper its pages by keys alone, and shows the result meanwhile; undone in one step', async () => {
      const editor = await openForm('So [@gu2023mamba|; @dao2024transformers].\n');
      await eventually(async () =>
        assert.equal(
          await form
            .locator('*:focus')
            .evaluate(
              (focused) => (focused as unknown as { labels?: { textContent: string }[] }).labels?.[0]?.textContent,
            ),
          'Locator',
        ),
      );
      await page.keyboard.type('3-5');
      await form.getByText('[@gu2023mamba, pp. 3-5; @dao2024transformers]').waitFor();
      await page.keyboard.press('Enter');
      await becomes(editor, 'So [@gu2023mamba, pp. 3-5; @dao2024transformers].\n');
      await eventually(() => assert.equal(vscode.window.activeTextEditor?.document, editor.document));
      await vscode.commands.executeCommand('undo');
      await becomes(editor, 'So [@gu2023mamba; @dao2024transformers].\n');
    });

    it('sets kind of locator, prefix, suffix, order and authors, and removes papers', async () => {
      const editor = await openForm('So [@a|; @gu2023mamba; @c, p. 2].\n');
      const paper = form.getByRole('group', { name: 'Gu & Dao 2023' });
      await paper.getByLabel('Prefix').fill('see');
      await paper.getByLabel('Kind of Locator').selectOption('chapter');
      await paper.getByLabel('Locator', { exact: true }).fill('4');
      await paper.getByLabel('Suffix').fill('and *passim*');
      await paper.getByLabel('Leave out the authors').check();
      await paper.getByRole('button', { name: 'Move Up' }).click();
      await form.getByRole('group', { name: 'c', exact: true }).getByRole('button', { name: 'Remove' }).click();
      await form.getByRole('button', { name: 'Apply' }).click();
      await becomes(editor, 'So [see -@gu2023mamba, chap. 4 and *passim*; @a].\n');
    });

    it('names and writes locators in the language of the document', async () => {
      const head = '---\nlang: de\n---\n\n';
      const editor = await openForm(`${head}So [@gu2023mamba|].\n`);
      const kinds = form.getByRole('combobox').locator('option');
      assert.deepEqual((await kinds.allTextContents()).slice(0, 2), ['Seite', 'Kapitel']);
      await form.getByLabel('Locator', { exact: true }).fill('3');
      await form.getByText('[@gu2023mamba, S. 3]').waitFor();
      await page.keyboard.press('Enter');
      await becomes(editor, `${head}So [@gu2023mamba, S. 3].\n`);
    });

    it('makes the authors part of the sentence in LaTeX', async () => {
      const editor = await openForm('So \\citep[12]{gu2023mamba|}.\n', 'latex');
      await form.getByLabel('In the sentence').check();
      await form.getByText('\\citet[12]{gu2023mamba}').waitFor();
      await page.keyboard.press('Enter');
      await becomes(editor, 'So \\citet[12]{gu2023mamba}.\n');
    });

    it('leaves the document alone when it is left with Escape', async () => {
      const editor = await openForm('So [@a|].\n');
      await form.getByLabel('Suffix').fill('never');
      await page.keyboard.press('Escape');
      await eventually(() => assert.equal(vscode.window.activeTextEditor?.document, editor.document));
      assert.equal(editor.document.getText(), 'So [@a].\n');
    });

    it('leaves a citation as it is written where nothing of it was changed', async () => {
      const editor = await openFile('edited/b.typ', 'So @a|[p. 3].\n');
      start('literatureNotes.editCitation');
      await form.getByRole('button', { name: 'Apply' }).click();
      await eventually(() => assert.equal(vscode.window.activeTextEditor?.document, editor.document));
      assert.equal(editor.document.getText(), 'So @a[p. 3].\n');
      assert.equal(editor.document.isDirty, false);
    });

    it('finds the citation again where text was put in before it meanwhile', async () => {
      const editor = await openForm('So [@a|].\n');
      const edit = new vscode.WorkspaceEdit();
      edit.insert(editor.document.uri, new vscode.Position(0, 0), 'First. ');
      await vscode.workspace.applyEdit(edit);
      await form.getByLabel('Locator', { exact: true }).fill('7');
      await form.getByRole('button', { name: 'Apply' }).click();
      await becomes(editor, 'First. So [@a, p. 7].\n');
    });

    it('is offered as a code action on a citation only', async () => {
      const { document } = await openText('So [@a].\n');
      const titles = async (character: number) => {
        const place = new vscode.Range(0, character, 0, character);
        const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          place,
        );
        return actions.map(({ title }) => title).filter((title) => title.startsWith('Edit Citation'));
      };
      assert.deepEqual(await titles(5), ['Edit Citation…']);
      assert.deepEqual(await titles(1), []);
    });

    describe('can be filled in by who cannot see it', () => {
      /** What a screen reader finds, control by control; the kinds of locators are many. */
      const controls = async () => (await form.locator('body').ariaSnapshot()).replace(/(?:^ *- option .*\n)+/gm, '');
      const top = (result: string) => `- document:
  - text: Result
  - status "Result": "${result}"
  - group "Authors":
    - text: Authors
    - radio "In parentheses" [checked]
    - text: In parentheses
    - radio "In the sentence"
    - text: In the sentence`;
      const locator = `    - text: Locator
    - combobox "Kind of Locator":
    - textbox "Locator"
    - text: Suffix
    - textbox "Suffix"`;
      const suppress = `    - checkbox "Leave out the authors"
    - text: Leave out the authors`;
      const moves = (key: string, [up, down]: readonly [string, string]) => `    - 'button "Move Up: ${key}"${up}': ↑
    - 'button "Move Down: ${key}"${down}': ↓
    - 'button "Remove: ${key}"': ✕`;
      const end = `  - button "Apply"
  - button "Cancel"`;

      it('since every control of two papers in Markdown has a name, within the group of its paper', async () => {
        await openForm('So [@a|; @b].\n');
        const paper = (key: string, can: readonly [string, string]) => `  - group "${key}":
    - text: ${key} Prefix
    - textbox "Prefix"
${locator}
${suppress}
${moves(key, can)}`;
        const expected = [top('[@a; @b]'), paper('a', [' [disabled]', '']), paper('b', ['', ' [disabled]']), end];
        await eventually(async () => assert.equal(await controls(), expected.join('\n')));
        // the chosen kind of locator is told, by the language of the document
        const kinds = form.getByRole('combobox').first().locator('option');
        assert.equal(await kinds.first().textContent(), 'page');
        assert.ok((await kinds.count()) > 10);
      });

      it('in Typst and in roles, which say less, likewise', async () => {
        await openFile('edited/a.typ', 'So @a|.\n');
        start('literatureNotes.editCitation');
        await form.getByRole('button', { name: 'Apply' }).waitFor();
        await eventually(async () =>
          assert.equal(
            await controls(),
            [
              top('@a'),
              `  - group "a":\n    - text: a\n${locator}`.replace('a\n    - text: Locator', 'a Locator'),
              suppress,
              end,
            ].join('\n'),
          ),
        );
        await page.keyboard.press('Escape');
        await closeAll();
        await openForm('So {cite:p}`a|,b`.\n');
        await eventually(async () =>
          assert.equal(
            await controls(),
            [
              top('{cite:p}`a,b`'),
              `  - group "a":\n    - text: a`,
              moves('a', [' [disabled]', '']),
              `  - group "b":\n    - text: b`,
              moves('b', ['', ' [disabled]']),
              end,
            ].join('\n'),
          ),
        );
      });

      const focused = () =>
        form.locator('*:focus').evaluate((element) => {
          const { ariaLabel, labels, textContent } = element as unknown as {
            ariaLabel: string | null;
            labels?: { textContent: string }[];
            textContent: string;
          };
          return ariaLabel ?? labels?.[0]?.textContent ?? textContent;
        });
      const goTo = async (key: string, name: string) => {
        await page.keyboard.press(key);
        await eventually(async () => assert.equal(await focused(), name));
      };

      it('by keys alone: Tab from control to control, arrows and the space bar within one, Enter to apply', async () => {
        const editor = await openForm('So [@a|; @b].\n');
        await eventually(async () => assert.equal(await focused(), 'Locator'));
        await page.keyboard.type('7');
        await goTo('Shift+Tab', 'Kind of Locator');
        await page.keyboard.press('ArrowDown');
        await goTo('Shift+Tab', 'Prefix');
        await page.keyboard.type('see');
        await goTo('Tab', 'Kind of Locator');
        await goTo('Tab', 'Locator');
        await goTo('Tab', 'Suffix');
        await page.keyboard.type('too');
        await goTo('Tab', 'Leave out the authors');
        await page.keyboard.press('Space');
        await goTo('Tab', 'Move Down: a');
        // the paper moves, and the focus stays on what moves it
        await goTo('Enter', 'Move Up: a');
        await goTo('Tab', 'Remove: a');
        await goTo('Tab', 'Apply');
        await goTo('Tab', 'Cancel');
        await goTo('Shift+Tab', 'Apply');
        await page.keyboard.press('Enter');
        await becomes(editor, 'So [@b; see -@a, chap. 7 too].\n');
        await eventually(() => assert.equal(vscode.window.activeTextEditor?.document, editor.document));
      });

      it('by keys alone: the authors by arrows, a paper removed, and Escape leaves all as it was', async () => {
        const editor = await openForm('So [@a|; @b].\n');
        await eventually(async () => assert.equal(await focused(), 'Locator'));
        for (const name of ['Kind of Locator', 'Prefix', 'In parentheses']) await goTo('Shift+Tab', name);
        await goTo('ArrowDown', 'In the sentence');
        await form.getByText('@a [@b]').waitFor();
        for (const name of ['Kind of Locator', 'Locator', 'Suffix']) await goTo('Tab', name);
        await page.keyboard.press('Escape');
        await eventually(() => assert.equal(vscode.window.activeTextEditor?.document, editor.document));
        assert.equal(editor.document.getText(), 'So [@a; @b].\n');
        start('literatureNotes.editCitation');
        await form.getByRole('button', { name: 'Apply' }).waitFor();
        await eventually(async () => assert.equal(await focused(), 'Locator'));
        for (const name of ['Suffix', 'Leave out the authors', 'Move Down: a', 'Remove: a']) await goTo('Tab', name);
        // where its paper was, another one stands now
        await goTo('Enter', 'Prefix');
        await page.keyboard.press('Enter');
        await becomes(editor, 'So [@b].\n');
      });
    });

    it('is reached from the hover of a key, also of a citation away from the cursor', async () => {
      const editor = await openText('As | [@a] and [@gu2023mamba].\n');
      const place = editor.document.positionAt(editor.document.getText().indexOf('gu2023') + 2);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        editor.document.uri,
        place,
      );
      const texts = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]).map(({ value }) => value);
      assert.ok(texts.some((text) => /\[Edit Citation…\]\(command:literatureNotes\.editCitation/.test(text)));
      const key = page.locator('.view-line span', { hasText: 'gu2023mamba' }).last();
      const link = page.locator('.monaco-hover a', { hasText: 'Edit Citation…' }).first();
      // a line that is coloured anew under the mouse shows its hover when that moves the next time
      await eventually(async () => {
        await page.locator('.monaco-editor .view-line').first().hover();
        await key.hover();
        await link.waitFor({ timeout: 3000 });
      });
      await link.click();
      await form.getByRole('button', { name: 'Apply' }).waitFor();
      await form.getByLabel('Locator', { exact: true }).fill('9');
      await form.getByRole('button', { name: 'Apply' }).click();
      await becomes(editor, 'As  [@a] and [@gu2023mamba, p. 9].\n');
    });

    describe('in a comparison', () => {
      async function compare(): Promise<void> {
        await writeInWorkspace('edited/old.md', 'As [@a].\n');
        await writeInWorkspace('edited/new.md', 'As [@a] here.\n');
        await vscode.commands.executeCommand('vscode.diff', inWorkspace('edited/old.md'), inWorkspace('edited/new.md'));
        await page.locator('.monaco-editor.focused').waitFor();
      }
      async function editIn(name: string, locator: string): Promise<vscode.TextEditor> {
        const editor = await eventually(() => {
          const active = vscode.window.activeTextEditor;
          assert.ok(active && active.document.uri.path.endsWith(name));
          return active;
        });
        editor.selection = new vscode.Selection(0, 5, 0, 5);
        start('literatureNotes.editCitation');
        await form.getByRole('button', { name: 'Apply' }).waitFor();
        await form.getByLabel('Locator', { exact: true }).fill(locator);
        await form.getByRole('button', { name: 'Apply' }).click();
        return editor;
      }
      it('says that the read-only side cannot be written to, and offers the citation for the clipboard', async () => {
        await compare();
        await vscode.commands.executeCommand('workbench.action.compareEditor.focusSecondarySide');
        await vscode.env.clipboard.writeText('');
        await editIn('old.md', '3');
        await answer('cannot be written to', 'Copy Citation');
        await eventually(async () => assert.equal(await vscode.env.clipboard.readText(), '[@a, p. 3]'));
        assert.equal(await textOnDisk('edited/old.md'), 'As [@a].\n');
      });

      it('writes to the side that can be written to, without opening the file a second time', async () => {
        await compare();
        const editor = await editIn('new.md', '4');
        await becomes(editor, 'As [@a, p. 4] here.\n');
        assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
      });
    });

    it('says where the cursor has to be', async () => {
      await openText('No |citation.\n');
      start('literatureNotes.editCitation');
      await told('Put the cursor on a citation');
    });
  }),
);
