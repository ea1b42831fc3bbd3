// Topics as somebody arranges them: by the mouse, by the keys, and in the file they are kept in.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  chooseInMenu,
  closeAll,
  eventually,
  inWorkspace,
  pickerCloses,
  pickerOpens,
  quickInput,
  quickRow,
  row,
  rows,
  showPapers,
  textOnDisk,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const file = '.literature/topics.yaml';

const inTree = (text: string) =>
  eventually(async () => assert.ok((await rows()).includes(text), `${text} in:\n${(await rows()).join('\n')}`));
const onDisk = (text: RegExp) => eventually(async () => assert.match(await textOnDisk(file), text));

async function menuOf(text: string, command: string): Promise<void> {
  await row(text).click({ button: 'right' });
  await chooseInMenu(command);
}

async function open(title: string): Promise<void> {
  if ((await row(title).getAttribute('aria-expanded')) !== 'true') await row(title).click();
  await eventually(async () => assert.equal(await row(title).getAttribute('aria-expanded'), 'true'));
}

async function write(text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(inWorkspace(file), new TextEncoder().encode(text));
}

async function collapseAll(): Promise<void> {
  await executeCommand('workbench.actions.treeView.literatureNotes.papers.collapseAll');
}

export const run = createRun(() =>
  describe('topics', () => {
    before(async () => {
      await showPapers();
      await inTree('Hypernetworks3');
    });
    afterEach(async () => {
      await closeAll();
      await collapseAll();
      await write('');
      await inTree('Hypernetworks3');
      await vscode.workspace.fs.delete(inWorkspace('.literature'), { recursive: true, useTrash: false });
    });

    it('are renamed by F2, and the file says how it is written', async () => {
      await row('Hypernetworks').click();
      await page.keyboard.press('F2');
      await quickInput.waitFor();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('Networks of networks');
      await page.keyboard.press('Enter');
      await inTree('Networks of networks3');
      await onDisk(/^# Topics of the Papers view[^]*\ntitles:\n {2}hypernetworks: Networks of networks\n$/);
    });

    it('do not take the title of another', async () => {
      await row('Hypernetworks').click();
      await page.keyboard.press('F2');
      await quickInput.waitFor();
      await page.keyboard.press('Control+a');
      await page.keyboard.type('compression and distillation');
      await eventually(async () =>
        assert.match((await quickInput.textContent()) ?? '', /To make them one, merge them/),
      );
    });

    it('are pinned to the top and unpinned by their menu', async () => {
      await menuOf('Hypernetworks', 'Pin Topic to Top');
      await eventually(async () => assert.equal((await rows())[0], 'Hypernetworks3 · pinned'));
      await onDisk(/\npinned: \[hypernetworks\]\n$/);
      await menuOf('Hypernetworks', 'Unpin Topic');
      await inTree('Hypernetworks3');
      assert.doesNotMatch(await textOnDisk(file), /^pinned/m);
    });

    it('are merged after a question that names both', async () => {
      await menuOf('Hypernetworks', 'Merge Topic Into…');
      await pickerOpens();
      await page.keyboard.type('Compression');
      await quickRow('Compression and distillation').waitFor();
      await page.keyboard.press('Enter');
      await eventually(async () =>
        assert.match(
          (await quickInput.textContent()) ?? '',
          /Merge “Hypernetworks” into “Compression and distillation”\?/,
        ),
      );
      await quickRow('Its 3 papers are then listed under').waitFor();
      await page.keyboard.press('Enter');
      await eventually(async () => assert.ok(!(await rows()).includes('Hypernetworks3')));
      await onDisk(/\nmerged:\n {2}hypernetworks: \S+\n$/);
    });

    it('get and lose papers by commands, new topics too', async () => {
      await open('Hypernetworks');
      await menuOf('Chauhan et al.', 'Add to Topic…');
      await pickerOpens();
      await page.keyboard.type('A first look');
      await quickRow('New topic “A first look”').waitFor();
      await page.keyboard.press('Enter');
      await inTree('A first look1');
      await inTree('Hypernetworks3');
      await onDisk(
        /titles:\n {2}a-first-look: A first look\npapers:\n {2}chauhan2023brief: \[hypernetworks, a-first-look\]\n$/,
      );
      await menuOf('Chauhan et al.', 'Remove from Topic');
      await inTree('Hypernetworks2');
      await onDisk(/\n {2}chauhan2023brief: \[a-first-look\]\n$/);
    });

    it('say for which command a paper is chosen where none is given', async () => {
      for (const [command, title] of [
        ['literatureNotes.addToTopic', 'Add to Topic'],
        ['literatureNotes.moveToTopic', 'Move to Topic'],
      ] as const) {
        void executeCommand(command);
        await pickerOpens();
        assert.equal(await page.locator('.quick-input-title').textContent(), title);
        await page.keyboard.press('Escape');
        await pickerCloses();
      }
    });

    it('take papers that are dropped on them', async () => {
      await open('Hypernetworks');
      await row('Chauhan et al.').dragTo(row('Compression and distillation'));
      await inTree('Compression and distillation11');
      await inTree('Hypernetworks2');
      await onDisk(/\npapers:\n {2}chauhan2023brief: \[\S+\]\n$/);
    });

    it('ask before one that is dropped on another is merged into it', async () => {
      await row('Hypernetworks').dragTo(row('Compression and distillation'));
      await eventually(async () =>
        assert.match(
          (await quickInput.textContent()) ?? '',
          /Merge “Hypernetworks” into “Compression and distillation”\?/,
        ),
      );
      await page.keyboard.press('Escape');
      await pickerCloses();
      await inTree('Hypernetworks3');
    });

    it('follow the file as it is edited by hand, and keep its comments', async () => {
      await write('# mine\ntitles:\n  hypernetworks: Weights by networks # better\n');
      await inTree('Weights by networks3');
      const editor = await vscode.window.showTextDocument(inWorkspace(file));
      await eventually(() => assert.match(editor.document.getText(), /^# mine\n/));
      await editor.edit((edit) => edit.replace(new vscode.Range(2, 17, 2, 24), 'Layers'));
      await inTree('Layers by networks3');
      await editor.document.save();
      await showPapers();
      await menuOf('Layers by networks', 'Pin Topic to Top');
      await onDisk(/^# mine\ntitles:\n {2}hypernetworks: Layers by networks # better\npinned: \[hypernetworks\]\n$/);
    });

    it('are what they were when the folder of the file is deleted', async () => {
      await write('titles:\n  hypernetworks: First\n');
      await inTree('First3');
      await vscode.workspace.fs.delete(inWorkspace('.literature'), { recursive: true, useTrash: false });
      await inTree('Hypernetworks3');
    });

    it('come back by undo in the file', async () => {
      await write('titles:\n  hypernetworks: First\n');
      await inTree('First3');
      await menuOf('First', 'Pin Topic to Top');
      await onDisk(/pinned/);
      await vscode.window.showTextDocument(inWorkspace(file));
      await page.locator('.monaco-editor.focused').waitFor();
      await executeCommand('undo');
      await inTree('First3');
    });

    it('stay as they were while the file cannot be read, which the Problems panel tells', async () => {
      await write('titles:\n  hypernetworks: First\n');
      await inTree('First3');
      await write('titles: {hypernetworks: First\n');
      await eventually(() => assert.equal(vscode.languages.getDiagnostics(inWorkspace(file)).length, 1));
      await inTree('First3');
      await menuOf('First', 'Pin Topic to Top');
      await page.locator('.notification-list-item', { hasText: 'cannot be read' }).first().waitFor();
      assert.equal(await textOnDisk(file), 'titles: {hypernetworks: First\n');
    });
  }),
);
