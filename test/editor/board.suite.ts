// The reading board: columns of cards, by mouse and by keys.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  chooseInMenu,
  closeAll,
  emptyFolder,
  eventually,
  inWorkspace,
  isOnDisk,
  showPapers,
  textOnDisk,
  writeInWorkspace,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const file = '.literature/reading.yaml';
// the board is opened anew for each test, after the details
const board = page.frameLocator('iframe.webview').last().frameLocator('#active-frame');
const details = page.frameLocator('iframe.webview').first().frameLocator('#active-frame');
const column = (name: string) => board.getByRole('region', { name: new RegExp(`^${name}, \\d+$`) });
const cards = async (name: string) => column(name).locator('.card h3').allTextContents();
const heard = board.locator('.heard[role="status"]');
const card = (title: string) => board.locator('.card', { hasText: title }).first();

const start = [
  'papers:',
  '  chauhan2023brief: {status: to-read, priority: high, added: 2026-05-01}',
  '  gu2023mamba: {status: to-read, added: 2026-03-05}',
  '  gu2021efficiently: {status: reading, started: 2026-04-01, rating: 4}',
  '',
].join('\n');

const shows = (name: string, titles: readonly RegExp[]) =>
  eventually(async () => {
    const found = await cards(name);
    assert.equal(found.length, titles.length, `${name}: ${found.join(' | ')}`);
    for (const [at, title] of titles.entries()) assert.match(found[at] ?? '', title);
  });
const focusedCard = async () => board.locator('.card:focus h3').textContent();
const onDisk = (text: RegExp) => eventually(async () => assert.match(await textOnDisk(file), text));

async function openBoard(): Promise<void> {
  await executeCommand('workbench.action.closeAuxiliaryBar');
  await executeCommand('literatureNotes.openReadingBoard');
}

export const run = createRun(() =>
  describe('the reading board', () => {
    before(async () => {
      await showPapers();
      await executeCommand('workbench.view.explorer'); // the only page with cards
    });
    beforeEach(async () => {
      await writeInWorkspace(file, start);
      await openBoard();
      await shows('To Read', [/A Brief Review/, /Mamba: Linear/]);
    });
    afterEach(async () => {
      await closeAll();
      await emptyFolder('.literature');
      if (await isOnDisk('notes'))
        await vscode.workspace.fs.delete(inWorkspace('notes'), { recursive: true, useTrash: false });
    });

    it('has a column for each status, the most wanted cards first, and says what is next and why', async () => {
      await shows('Reading', [/Efficiently Modeling Long Sequences/]);
      await shows('Read', []);
      assert.match(
        (await card('A Brief Review').getAttribute('aria-label')) ?? '',
        /high priority, added May 1, 2026$/,
      );
      assert.match((await card('Efficiently').textContent()) ?? '', /★★★★/);
      const next = await board.locator('.next .suggestion').allTextContents();
      assert.match(next[0] ?? '', /A Brief Review.*high priority · waiting since May 1, 2026/);
      assert.equal(next.length, 2);
    });

    it('takes a card to another column by the mouse', async () => {
      await card('Mamba: Linear').dragTo(column('Reading').locator('.cards'));
      await shows('Reading', [/Efficiently/, /Mamba: Linear/]);
      await shows('To Read', [/A Brief Review/]);
      await onDisk(/gu2023mamba: \{status: reading, added: 2026-03-05, started: \S+\}/);
    });

    it('works by keys alone: goes from card to card, moves one, raises its priority, rates it, and says so', async () => {
      await board.getByRole('searchbox').focus();
      for (let tab = 0; tab < 3; tab++) await page.keyboard.press('Tab'); // past what is next
      await eventually(async () => assert.match((await focusedCard()) ?? '', /A Brief Review/));
      await page.keyboard.press('ArrowDown');
      await eventually(async () => assert.match((await focusedCard()) ?? '', /Mamba: Linear/));
      await page.keyboard.press('Control+ArrowUp');
      await onDisk(/gu2023mamba: \{status: to-read, added: 2026-03-05, priority: low\}/);
      await page.keyboard.press('Control+ArrowRight');
      await onDisk(/gu2023mamba: \{status: reading, /);
      await eventually(async () => assert.equal(await heard.textContent(), 'Gu & Dao 2023: Reading'));
      await shows('Reading', [/Efficiently/, /Mamba: Linear/]);
      await eventually(async () => assert.match((await focusedCard()) ?? '', /Mamba: Linear/));
      await page.keyboard.press('5');
      await onDisk(/gu2023mamba: \{.*rating: 5\}/);
      await page.keyboard.press('ArrowLeft');
      await eventually(async () => assert.match((await focusedCard()) ?? '', /A Brief Review/));
    });

    it('follows what happens elsewhere: the file, notes and their status', async () => {
      await writeInWorkspace(file, start.replace('gu2023mamba: {status: to-read', 'gu2023mamba: {status: read'));
      await shows('Read', [/Mamba: Linear/]);
      await writeInWorkspace('notes/a.md', '---\ncitekey: xu2023generative\n---\n');
      await eventually(async () =>
        assert.equal(await board.getByRole('region', { name: 'Note without status, 1' }).count(), 1),
      );
      await writeInWorkspace('notes/a.md', '---\ncitekey: xu2023generative\nstatus: Skimmed\n---\n');
      await shows('Skimmed', [/./]);
    });

    it('narrows by the filter, which takes whole queries', async () => {
      await board.getByRole('searchbox').fill('priority:high');
      await shows('To Read', [/A Brief Review/]);
      await shows('Reading', []);
      await board.getByRole('searchbox').fill('nothing like it at all');
      await board.getByText('No paper of the board matches').waitFor();
      await board.getByRole('searchbox').fill('');
      await shows('To Read', [/A Brief Review/, /Mamba: Linear/]);
    });

    it('has the menu of the tree on its cards, and makes their notes', async () => {
      await card('Mamba: Linear').click({ button: 'right' });
      const first = page.locator('.monaco-menu .action-label', { hasText: /^Reading Status$/ }).first();
      await first.hover();
      await page.locator('.monaco-menu .action-label', { hasText: 'Mark as Read' }).first().waitFor();
      await chooseInMenu('Mark as Read');
      await shows('Read', [/Mamba: Linear/]);
      await card('Mamba: Linear').hover();
      await card('Mamba: Linear').getByRole('button', { name: 'Create Note' }).click();
      await eventually(() =>
        assert.match(
          vscode.window.activeTextEditor?.document.getText() ?? '',
          /\ncitekey: gu2023mamba\n[^]*\nstatus: read\n/,
        ),
      );
    });

    it('shows a paper by Enter', async () => {
      await card('Mamba: Linear').focus();
      await page.keyboard.press('Enter');
      await eventually(async () => assert.match((await details.locator('h1').textContent()) ?? '', /Mamba: Linear/));
      await executeCommand('workbench.view.explorer');
    });

    it('tells what to do where nothing is in the list', async () => {
      await vscode.workspace.fs.delete(inWorkspace('.literature'), { recursive: true, useTrash: false });
      await board.getByText('Nothing is in your reading list yet').waitFor();
      await board.getByRole('button', { name: 'Show Papers' }).click();
      await page.locator('.sidebar .monaco-list-row').first().waitFor();
      await executeCommand('workbench.view.explorer');
    });
  }),
);
