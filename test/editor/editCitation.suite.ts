// Edit Citation: one form for a whole citation, filled in by keys and mouse.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import { becomes, closeAll, eventually, notification, openText, start } from '../support/editor/workbench.ts';

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

    it('says where the cursor has to be', async () => {
      await openText('No |citation.\n');
      start('literatureNotes.editCitation');
      await notification('Put the cursor on a citation').waitFor();
    });
  }),
);
