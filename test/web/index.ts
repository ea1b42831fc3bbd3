// What the web extension host runs. Mocha's own bundle for browsers sets globals instead of exporting.
import 'mocha/mocha.js';
import type Mocha from 'mocha';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { runTests } from '../support/editor/mocha.ts';
import { equal, matches } from './check.ts';

const { Mocha: MochaClass } = globalThis as unknown as { Mocha: typeof Mocha };
const { executeCommand } = vscode.commands;

const row = (text: string) => page.locator('.sidebar .monaco-list-row', { hasText: text }).first();
const quickRow = (text: string) => page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: text });

async function folder(): Promise<vscode.Uri> {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  if (!first) throw new Error('no folder is open');
  return first.uri;
}

declare const fetch: (url: string) => Promise<{ arrayBuffer(): Promise<ArrayBuffer> }>;

/** Puts a file of another fixture into the workspace. */
async function bring(fixture: string, name: string): Promise<void> {
  const { scheme, authority } = vscode.extensions.getExtension('literature-notes.literature-notes')!.extensionUri;
  const answer = await fetch(`${scheme}://${authority}/workspace/${fixture}/${name}`);
  const uri = vscode.Uri.joinPath(await folder(), name);
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(uri, '..'));
  await vscode.workspace.fs.writeFile(uri, new Uint8Array(await answer.arrayBuffer()));
}

async function text(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(await folder(), name)));
}

export const run = () =>
  runTests(MochaClass, () => {
    describe('in VS Code for the Web', () => {
      afterEach(() => executeCommand('workbench.action.closeAllEditors'));

      it('lists the papers by topic and shows one', async () => {
        await executeCommand('literatureNotes.papers.focus');
        await row('Hypernetworks').click();
        await row('Chauhan et al.').click();
        const title = page.frameLocator('iframe.webview').last().frameLocator('#active-frame').locator('h1');
        await title.waitFor();
        equal(await title.textContent(), 'A Brief Review of Hypernetworks in Deep Learning');
      });

      it('cites by the picker, in spite of a typo', async () => {
        const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(await folder(), 'paper.tex'));
        const editor = await vscode.window.showTextDocument(document, { selection: new vscode.Range(0, 0, 0, 0) });
        await page.locator('.monaco-editor.focused').waitFor();
        await page.keyboard.press('Alt+Shift+Z');
        await page.locator('.quick-input-widget input:focus').waitFor();
        await page.keyboard.type('mmaba lineer');
        await quickRow('Mamba: Linear-Time').waitFor();
        await page.keyboard.press('Enter');
        await page.locator('.view-line', { hasText: '\\cite{gu2023mamba}' }).first().waitFor();
        matches(editor.document.getText(), /^\\cite\{gu2023mamba\}/);
        await executeCommand('workbench.action.revertAndCloseActiveEditor');
      });

      it('finds a new bibliography of the workspace, and its papers', async () => {
        const bibliography =
          '@article{knuth1984literate, author = {Knuth, Donald E.}, title = {Literate Programming}, year = 1984}\n';
        await vscode.workspace.fs.writeFile(
          vscode.Uri.joinPath(await folder(), 'new.bib'),
          new TextEncoder().encode(bibliography),
        );
        await executeCommand('literatureNotes.sources.focus');
        await row('new.bib1 entry').waitFor();
        void executeCommand('literatureNotes.findPaper');
        await page.locator('.quick-input-widget input:focus').waitFor();
        await page.keyboard.type('knuth literate');
        await quickRow('Literate Programming').waitFor();
        await page.keyboard.press('Escape');
      });

      it('imports what is marked in PDFs into notes, also in a font that is not in the file', async () => {
        await bring('files', 'papers/marks.pdf');
        await bring('files', 'papers/namedChinese.pdf');
        const bibliography =
          '@article{marked2024, title = {Read with Care}, file = {:papers/marks.pdf:PDF}}\n' +
          '@article{named2024, title = {In Chinese}, file = {:papers/namedChinese.pdf:PDF}}\n';
        await vscode.workspace.fs.writeFile(
          vscode.Uri.joinPath(await folder(), 'files.bib'),
          new TextEncoder().encode(bibliography),
        );
        await executeCommand('literatureNotes.sources.focus');
        await row('files.bib2 entries').waitFor();
        for (const [key, count, words] of [
          [
            'marked2024',
            '11 added',
            /> state spaces keep what matters \(\[p\. iv\]\(\.\.\/papers\/marks\.pdf#page=1\), yellow\)/,
          ],
          ['named2024', '1 added', /> 空间模型 \(/],
        ] as const) {
          void executeCommand('literatureNotes.importAnnotations', key);
          await page
            .locator('.notification-list-item', { hasText: `@${key}.md: ${count}` })
            .first()
            .waitFor();
          matches(await text(`notes/@${key}.md`), words);
        }
        await executeCommand('notifications.clearAll');
      });

      it('makes a note and marks its paper in the tree', async () => {
        await executeCommand('literatureNotes.openNote', 'chauhan2023brief');
        matches(await text('notes/@chauhan2023brief.md'), /^---\ncitekey: chauhan2023brief\n/);
        await executeCommand('literatureNotes.papers.focus');
        await page
          .locator('.sidebar .monaco-list-row[aria-label*="has a note"]', { hasText: 'Chauhan et al.' })
          .first()
          .waitFor();
      });
    });
  });
