// Browsing: the Papers view and the details, as somebody sees and uses them.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  details,
  eventually,
  openText,
  quickInput,
  quickRow,
  row,
  rows,
  search,
  showPapers,
  start,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;

async function clipboardAfter(command: string, ...args: readonly unknown[]): Promise<string> {
  await vscode.env.clipboard.writeText('');
  await executeCommand(command, ...args);
  return vscode.env.clipboard.readText();
}

/** Opens a topic with the mouse. */
async function openTopic(title: string): Promise<void> {
  await row(title).click();
  await eventually(async () => assert.equal(await row(title).getAttribute('aria-expanded'), 'true'));
}

async function collapseAll(): Promise<void> {
  await executeCommand('workbench.actions.treeView.literatureNotes.papers.collapseAll');
}

export const run = createRun(() =>
  describe('browsing', () => {
    before(showPapers);
    afterEach(closeAll);

    describe('the Papers view', () => {
      afterEach(collapseAll);

      it('lists the topics with their counts, and the papers below them', async () => {
        await eventually(async () => assert.ok((await rows()).includes('Compression and distillation10')));
        assert.ok((await rows()).includes('Hypernetworks3'));
        await openTopic('Hypernetworks');
        // the papers come a moment after the topic is open
        await eventually(async () => {
          const texts = await rows();
          const at = texts.indexOf('Hypernetworks3');
          assert.match(texts[at + 1] ?? '', /^\S.* 20\d\d\S/);
          assert.deepEqual(
            texts.slice(at + 1, at + 4).map((text) => text.slice(0, 18)),
            ['Chauhan et al. 202', 'Wydmański et al. 2', 'Xu et al. 2023Gene'],
          );
        });
      });

      it('shows author, year and the start of the title in a side bar of 300 pixels', async () => {
        await openTopic('Elastic and nested networks');
        const sideBar = (await page.locator('.sidebar').first().boundingBox())!;
        assert.ok(sideBar.width <= 301, `the side bar is ${sideBar.width} pixels wide`);
        const measured = () =>
          page.locator('.sidebar .monaco-list-row[aria-level="2"]').evaluateAll((papers) =>
            papers.map((paper) => {
              const [name, title] = ['.label-name', '.label-description'].map((part) => paper.querySelector(part)!);
              const edge = paper.getBoundingClientRect().right;
              const start = title!.getBoundingClientRect().left;
              return {
                text: paper.textContent,
                isWhole: name!.getBoundingClientRect().right <= edge,
                title: edge - start,
              };
            }),
          );
        const widths = await eventually(async () => {
          const found = await measured();
          assert.ok(found.length > 3);
          return found;
        });
        for (const { text, isWhole, title } of widths) {
          assert.ok(isWhole && title > 50, `${text}: ${title} pixels for the title`);
        }
        await page.screenshot({ path: '.vscode-test/narrow.png' });
      });

      it('names authors and title for a screen reader, and how many papers a topic has', async () => {
        assert.equal(await row('Hypernetworks').getAttribute('aria-label'), 'Hypernetworks, 3 papers');
        await openTopic('Hypernetworks');
        assert.match(
          (await row('Chauhan et al.').getAttribute('aria-label')) ?? '',
          /^Chauhan et al\. 2023, A Brief Review of Hypernetworks in Deep Learning/,
        );
      });

      it('works by keyboard alone: opens a topic, moves to a paper, shows it, cites it', async () => {
        const editor = await openText('As shown |.');
        await showPapers();
        await row('Hypernetworks').focus();
        await row('Hypernetworks').click();
        await eventually(async () => assert.equal(await row('Hypernetworks').getAttribute('aria-expanded'), 'true'));
        await row('Chauhan et al.').waitFor();
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await eventually(async () =>
          assert.match((await details.locator('h1').textContent()) ?? '', /A Brief Review of Hypernetworks/),
        );
        await executeCommand('literatureNotes.papers.focus');
        await page.keyboard.press('Alt+Shift+Z');
        await eventually(() => assert.equal(editor.document.getText(), 'As shown [@chauhan2023brief].'));
      });

      it('shows a card with authors, identifiers, abstract, topics and the note when the mouse rests on a paper', async () => {
        await openTopic('Hypernetworks');
        const card = page.locator('.monaco-hover', { hasText: 'A Brief Review of Hypernetworks' }).first();
        // a row that is drawn anew under the mouse takes its hover away
        await eventually(async () => {
          await page.mouse.move(900, 400);
          await row('Chauhan et al.').hover();
          await card.waitFor({ timeout: 3000 });
        });
        const text = (await card.textContent()) ?? '';
        for (const part of [
          'Vinod Kumar Chauhan',
          '2023',
          'arXiv:2306.06955',
          'Hypernetworks',
          'No note',
          'chauhan2023brief',
        ]) {
          assert.ok(text.includes(part), `${part} in: ${text}`);
        }
        await page.mouse.move(900, 400);
      });

      for (const [grouping, heading] of [
        ['Year', '2024'],
        ['First Author', 'Abdullah'],
        ['Venue', 'ICLR'],
      ] as const) {
        it(`groups by ${grouping.toLowerCase()}`, async () => {
          start('literatureNotes.groupPapers');
          await quickRow(grouping).click();
          await eventually(async () =>
            assert.ok(
              (await rows()).some((text) => text.startsWith(heading)),
              (await rows()).join('\n'),
            ),
          );
        });
      }

      it('lists papers without groups, sorted by what is asked for', async () => {
        start('literatureNotes.groupPapers');
        await quickRow('No Groups').click();
        start('literatureNotes.sortPapers');
        await quickRow('Title').click();
        await eventually(async () => assert.match((await rows())[0] ?? '', /A Brief Review of Hypernetworks/));
        start('literatureNotes.sortPapers');
        await quickRow('First Author').click();
        await eventually(async () => assert.match((await rows())[0] ?? '', /^Abdullah/));
        start('literatureNotes.sortPapers');
        await quickRow('Year').click();
        await eventually(async () => assert.match((await rows())[0] ?? '', /2024/));
        start('literatureNotes.groupPapers');
        await quickRow('Topic').click();
        await eventually(async () => assert.ok((await rows()).includes('Hypernetworks3')));
      });

      it('says which grouping is the current one', async () => {
        start('literatureNotes.groupPapers');
        await eventually(async () => assert.match((await quickRow('Topic').textContent()) ?? '', /current/));
      });
    });

    describe('the filter', () => {
      const message = page.locator('.sidebar .tree-explorer-viewlet-tree-view .message').first();

      it('narrows the tree at each keystroke, says how many are left, and is taken off by its button', async () => {
        start('literatureNotes.filterPapers');
        await quickInput.waitFor();
        await page.keyboard.type('mamb', { delay: 30 });
        await eventually(async () => assert.match((await message.textContent()) ?? '', /^“mamb”: \d+ of 76 papers$/));
        await eventually(async () =>
          assert.ok(
            (await rows()).some((text) => text.startsWith('Gu & Dao 2023')),
            (await rows()).join('\n'),
          ),
        );
        assert.ok((await rows()).every((text) => !text.startsWith('Hypernetworks')));
        await page.keyboard.type('a medical', { delay: 30 });
        await eventually(async () =>
          assert.match((await message.textContent()) ?? '', /^“mamba medical”: 1 of 76 papers$/),
        );
        await page.keyboard.press('Enter');
        await page.locator('.sidebar .pane-header', { hasText: 'Papers' }).hover();
        await page.locator('.sidebar .action-label[aria-label="Clear Filter"]').click();
        await eventually(async () => assert.ok((await rows()).includes('Hypernetworks3')));
        await eventually(async () => assert.equal(await message.isVisible(), false));
      });

      it('says so where nothing matches', async () => {
        start('literatureNotes.filterPapers');
        await quickInput.waitFor();
        await page.keyboard.type('zzzzqqqq');
        await page.keyboard.press('Enter');
        await eventually(async () => assert.equal(await message.textContent(), '“zzzzqqqq”: no paper of 76 matches'));
        await executeCommand('literatureNotes.clearFilter');
        await eventually(async () => assert.ok((await rows()).includes('Hypernetworks3')));
      });

      it('leaves everything as it was when it is cancelled', async () => {
        start('literatureNotes.filterPapers');
        await quickInput.waitFor();
        await page.keyboard.type('mamba');
        await eventually(async () => assert.ok((await rows()).some((text) => text.startsWith('Gu & Dao 2023'))));
        await page.keyboard.press('Escape');
        await eventually(async () => assert.ok((await rows()).includes('Hypernetworks3')));
      });
    });

    describe('Find Paper', () => {
      for (const query of [
        'gu mamba 2023',
        'mmaba lineer time',
        'selective state spaces dao',
        'AKYUREK linear models',
        'gu2023',
      ]) {
        it(`finds by "${query}"`, async () => {
          start('literatureNotes.findPaper');
          await search(
            query,
            query.startsWith('AKY') ? 'What learning algorithm is in-context learning' : 'Mamba: Linear-Time',
          );
        });
      }

      it('selects the paper in the tree and shows it', async () => {
        start('literatureNotes.findPaper');
        await search('matryoshka', 'Matryoshka Representation Learning');
        await page.keyboard.press('Enter');
        await eventually(async () =>
          assert.equal(await details.locator('h1').textContent(), 'Matryoshka Representation Learning'),
        );
        await eventually(async () => assert.equal(await row('Kusupati').getAttribute('aria-selected'), 'true'));
        await collapseAll();
      });
    });

    describe('the details', () => {
      before(async () => executeCommand('literatureNotes.showPaper', 'gu2023mamba'));

      it('show the abstract, the links, the topics and the BibTeX entry', async () => {
        await eventually(async () =>
          assert.match((await details.locator('h1').textContent()) ?? '', /^Mamba: Linear-Time/),
        );
        assert.equal(await details.locator('.authors').textContent(), 'Albert Gu, Tri Dao');
        assert.equal(await details.locator('.published').textContent(), 'Conference on Language Modeling (COLM), 2023');
        assert.match(
          (await details.locator('section p').first().textContent()) ?? '',
          /^Foundation models, now powering/,
        );
        assert.deepEqual(await details.locator('.topics li').allTextContents(), [
          'State space models',
          'Sequence models and long context',
        ]);
        assert.deepEqual(await details.locator('.links a').allTextContents(), ['arXiv:2312.00752', 'PDF']);
        assert.match((await details.locator('pre').textContent()) ?? '', /^@inproceedings\{gu2023mamba,/);
      });

      it('cite into the editor that was used last, and give the focus back to it', async () => {
        const editor = await openText('So it is|.');
        await executeCommand('literatureNotes.papers.focus');
        await details.locator('button.primary').click();
        await eventually(() => assert.equal(editor.document.getText(), 'So it is [@gu2023mamba].'));
        await page.keyboard.type('!');
        await eventually(() => assert.equal(editor.document.getText(), 'So it is [@gu2023mamba]!.'));
      });

      it('copy the BibTeX entry', async () => {
        await vscode.env.clipboard.writeText('');
        await details.getByRole('button', { name: 'Copy BibTeX' }).click();
        await eventually(async () =>
          assert.match(
            await vscode.env.clipboard.readText(),
            /^@inproceedings\{gu2023mamba,[^]*eprint = \{2312\.00752\}/,
          ),
        );
      });
    });

    describe('copying', () => {
      it('copies key, BibTeX, formatted reference and link of one paper', async () => {
        assert.equal(await clipboardAfter('literatureNotes.copyKey', 'gu2023mamba'), 'gu2023mamba');
        assert.match(
          await clipboardAfter('literatureNotes.copyBibtex', 'gu2023mamba'),
          /^@inproceedings\{gu2023mamba,\n {2}author = \{Gu, Albert and Dao, Tri\}/,
        );
        assert.equal(
          await clipboardAfter('literatureNotes.copyReference', 'gu2023mamba'),
          'Albert Gu & Tri Dao (2023). Mamba: Linear-Time Sequence Modeling with Selective State Spaces. ' +
            'Conference on Language Modeling (COLM). https://arxiv.org/abs/2312.00752',
        );
        assert.equal(
          await clipboardAfter('literatureNotes.copyLink', 'gu2023mamba'),
          'https://arxiv.org/abs/2312.00752',
        );
      });

      it('copies the keys of all papers that are selected in the tree, by Ctrl+C', async () => {
        await showPapers();
        await openTopic('Hypernetworks');
        await row('Chauhan et al.').click();
        await row('Wydmański et al.').click({ modifiers: ['Control'] });
        await vscode.env.clipboard.writeText('');
        await page.keyboard.press('Control+c');
        await eventually(async () =>
          assert.equal(await vscode.env.clipboard.readText(), 'chauhan2023brief, wydmanski2023hypertab'),
        );
        await collapseAll();
      });
    });
  }),
);
