// The one picker: its groups, what its rows say, their buttons, and who opens it.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  details,
  eventually,
  inWorkspace,
  listSettles,
  openFile,
  openText,
  pickerCloses,
  pickerOpens,
  quickInput,
  search,
  showPapers,
  start,
  textOnDisk,
} from '../support/editor/workbench.ts';

interface Shown {
  readonly heading: string;
  readonly label: string;
}

/** The rows on the screen from the top, as they are read aloud, and the headings that begin with them. */
async function shown(): Promise<readonly Shown[]> {
  return quickInput.locator('.monaco-list-row').evaluateAll((elements) =>
    elements
      .map((element) => ({
        place: Number(element.getAttribute('data-index')),
        heading: element.querySelector('.quick-input-list-separator')?.textContent ?? '',
        label: element.getAttribute('aria-label') ?? '',
      }))
      .sort((a, b) => a.place - b.place),
  );
}

async function openPicker(): Promise<void> {
  await pickerCloses();
  await page.keyboard.press('Alt+Shift+Z');
  await pickerOpens();
}

/** The button of a row whose name begins like this; rows show theirs when the mouse is over them. */
async function pressButton(name: string): Promise<void> {
  await listSettles();
  await quickInput.locator('.monaco-list-row[data-index="0"]').hover();
  await quickInput.locator(`.monaco-list-row[data-index="0"] .action-label[aria-label^="${name}"]`).click();
}

/** Tab goes from the query to the buttons of the highlighted row, arrows from one to the next. */
async function goToButton(name: string): Promise<void> {
  await listSettles(); // the next one takes the focus with it
  const focused = async () => String(await page.evaluate('document.activeElement?.getAttribute("aria-label") ?? ""'));
  const isButton = async () => (await page.evaluate('document.activeElement?.matches(".action-label")')) === true;
  const isInRow = async () => (await page.evaluate('!!document.activeElement?.closest(".monaco-list-row")')) === true;
  for (let count = 0; count < 10 && !((await isButton()) && (await isInRow())); count++)
    await page.keyboard.press('Tab');
  for (let count = 0; count < 5 && !(await focused()).startsWith(name); count++)
    await page.keyboard.press('ArrowRight');
  assert.match(await focused(), new RegExp(`^${name}`));
}

const clipboardIs = (text: string) => eventually(async () => assert.equal(await vscode.env.clipboard.readText(), text));

export const run = createRun(() =>
  describe('the picker', () => {
    before(showPapers);
    afterEach(closeAll);

    it('has what the document cites first, then what was cited last, then all papers by author', async () => {
      const editor = await openText('|');
      await openPicker();
      await search('matryoshka', 'Matryoshka');
      await page.keyboard.press('Enter');
      await eventually(() => assert.equal(editor.document.getText(), '[@kusupati2022matryoshka]'));
      await closeAll();
      await openText('As @vinyals2015pointer and [@gu2023mamba]|');
      await openPicker();
      await eventually(async () => {
        const rows = await shown();
        assert.deepEqual(
          rows.slice(0, 4).map(({ heading, label }) => [heading, label.split(',')[1]]),
          [
            ['cited in this document', ' vinyals2015pointer · 2015'],
            ['', ' gu2023mamba · 2023'],
            ['recently cited', ' kusupati2022matryoshka · 2022'],
            ['all papers', rows[3]?.label.split(',')[1]],
          ],
        );
      });
    });

    it('says aloud what is known of a paper: cited here, its note and that it is unread, a PDF', async () => {
      const note = 'picked/@gu2023mamba.md';
      await openFile(note, '---\ncitation-key: gu2023mamba\nstatus: to-read\n---\n');
      await closeAll();
      await openText('As [@gu2023mamba]|');
      const label = () => shown().then(([row]) => row?.label ?? '');
      await openPicker();
      await search('gu mamba linear', 'Mamba: Linear-Time');
      await eventually(async () => {
        await search('gu mamba linear', 'Mamba: Linear-Time');
        assert.match(
          await label(),
          /^Mamba: .*, gu2023mamba · 2023, Gu & Dao · cited here · note · To Read · PDF · Conference on/,
        );
      });
      await page.keyboard.press('Escape');
      await vscode.workspace.fs.writeFile(
        inWorkspace(note),
        new TextEncoder().encode('---\ncitation-key: gu2023mamba\nstatus: read\n---\n'),
      );
      await eventually(async () => {
        await page.keyboard.press('Escape');
        await page.locator('.monaco-editor.focused').first().waitFor();
        await openPicker();
        await search('gu mamba linear', 'Mamba: Linear-Time');
        assert.match(await label(), / · 2023, Gu & Dao · cited here · note · Read · PDF · /);
      });
      await page.keyboard.press('Escape');
      await vscode.workspace.fs.delete(inWorkspace(note));
    });

    it('opens again at once after it was left', async () => {
      await openText('|');
      await openPicker();
      for (let time = 0; time < 10; time++) {
        await page.keyboard.press('Escape');
        await page.locator('.monaco-editor.focused').first().waitFor();
        await page.keyboard.press('Alt+Shift+Z');
        await pickerOpens();
      }
      await page.keyboard.press('Escape');
    });

    it('leaves the Tab key to others when it was left before its list came', async () => {
      await openText('|');
      const edit = { iconPath: new vscode.ThemeIcon('edit'), tooltip: 'Edit' };
      const query = quickInput.locator('input:focus');
      for (let time = 0; time < 5; time++) {
        await pickerCloses();
        await page.keyboard.press('Alt+Shift+Z');
        await query.waitFor();
        await page.keyboard.type('author:g');
        await page.keyboard.press('Escape');
        await pickerCloses();
        // the list may come so late
        await new Promise((resolve) => setTimeout(resolve, 2500));
        const other = vscode.window.createQuickPick();
        other.items = [{ label: 'Another list' }];
        other.buttons = [edit];
        other.show();
        await pickerOpens();
        await page.keyboard.press('Tab');
        await query.waitFor({ state: 'hidden', timeout: 5000 });
        other.dispose();
      }
    });

    it('names the file of a paper that stands neither in the bibliography of the document nor among the seeds', async () => {
      const entry = (key: string, title: string) =>
        `@book{${key}, title = {${title}}, author = {Ada Ng}, year = 2001}\n`;
      await openFile('picked/far.bib', entry('ng2001far', 'Faraway Tides'));
      await openFile('picked/near.bib', entry('ng2001near', 'Neighbouring Tides'));
      await openFile('picked/own.md', '---\nbibliography: near.bib\n---\n\n|');
      await openPicker();
      await eventually(() => search('faraway tides', 'Faraway Tides'));
      await eventually(async () => assert.match((await shown())[0]?.label ?? '', /2001, Ng · in far\.bib$/));
      await eventually(async () => {
        await search('neighbouring tides', 'Neighbouring Tides');
        assert.match((await shown())[0]?.label ?? '', /2001, Ng$/);
      });
    });

    describe('buttons of a row', () => {
      const { openExternal } = vscode.env;
      after(() => Object.assign(vscode.env, { openExternal }));

      it('copies the key and goes on picking, by mouse', async () => {
        await vscode.env.clipboard.writeText('');
        const editor = await openText('|');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await pressButton('Copy Citation Key');
        await clipboardIs('kusupati2022matryoshka');
        assert.equal(await quickInput.isVisible(), true);
        await page.keyboard.press('Enter');
        await eventually(() => assert.equal(editor.document.getText(), '[@kusupati2022matryoshka]'));
      });

      it('copies the key by the keyboard alone, and the query goes on', async () => {
        await vscode.env.clipboard.writeText('');
        const editor = await openText('|');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await goToButton('Copy Citation Key');
        await page.keyboard.press('Enter');
        await clipboardIs('kusupati2022matryoshka');
        assert.equal(editor.document.getText(), '');
        assert.equal(await quickInput.isVisible(), true);
      });

      it('shows the details beside the open picker', async () => {
        const editor = await openText('|');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await pressButton('Show Details');
        await details.locator('h1, h2', { hasText: 'Matryoshka' }).first().waitFor();
        assert.equal(await quickInput.isVisible(), true);
        await page.keyboard.press('Enter');
        await eventually(() => assert.equal(editor.document.getText(), '[@kusupati2022matryoshka]'));
      });

      it('leaves the picker for the note, which it makes where there is none', async () => {
        const editor = await openText('|');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await pressButton('Create Literature Note');
        await page.locator('.tab.active', { hasText: '@kusupati2022matryoshka.md' }).waitFor();
        await pickerCloses();
        assert.equal(editor.document.getText(), '');
        const uri = vscode.window.activeTextEditor?.document.uri;
        assert.ok(uri);
        assert.match(await textOnDisk(vscode.workspace.asRelativePath(uri)), /kusupati2022matryoshka/);
        await openText('|');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await goToButton('Open Literature Note');
        await page.keyboard.press('Enter');
        await page.locator('.tab.active', { hasText: '@kusupati2022matryoshka.md' }).waitFor();
        await closeAll();
        await vscode.workspace.fs.delete(uri);
      });

      it('leaves the picker for the address of the PDF', async () => {
        // VS Code asks before it opens an address, and never does in tests
        const opened: string[] = [];
        Object.assign(vscode.env, { openExternal: async (uri: vscode.Uri) => opened.push(uri.toString(true)) > 0 });
        await openText('|');
        await openPicker();
        await search('matryoshka', 'Matryoshka');
        await pressButton('Open PDF');
        await eventually(() => assert.deepEqual(opened, ['https://arxiv.org/pdf/2205.13147']));
        await pickerCloses();
      });
    });

    it('ends in Add Paper where nothing is found, by Enter', async () => {
      await openText('|');
      await openPicker();
      await search('qqqzzzxxx', 'No paper matches');
      assert.match((await shown())[0]?.label ?? '', /Add Paper…$/);
      await page.keyboard.press('Enter');
      const title = quickInput.locator('.quick-input-title');
      await eventually(async () => assert.equal(await title.textContent(), 'Add Paper'));
    });

    it('has a name for its query, its list and the second form in its title', async () => {
      await openText('|');
      await openPicker();
      const name = (selector: string) => quickInput.locator(selector).first().getAttribute('aria-label');
      // VS Code 1.99 calls every query "input", so that there its placeholder and the list say what it is
      const query = vscode.version.startsWith('1.99.') ? /^input$/ : /Search papers/;
      assert.match((await name('input[type="text"]')) ?? '', query);
      const placeholder = await quickInput.locator('input[type="text"]').first().getAttribute('placeholder');
      assert.match(placeholder ?? '', /Search papers/);
      assert.match((await name('.quick-input-list .monaco-list')) ?? '', /Search papers.* - Insert Citation/);
      assert.match((await name('.quick-input-titlebar .action-label[aria-label^="Insert"]')) ?? '', /@key/);
      // every button of every row has one, too
      const nameless = await quickInput
        .locator('.quick-input-list .action-label')
        .evaluateAll((elements) => elements.filter((element) => !element.getAttribute('aria-label')).length);
      assert.equal(nameless, 0);
    });

    for (const [command, title] of [
      ['findPaper', 'Find Paper'],
      ['showPaper', 'Show Paper'],
      ['openNote', 'Open Literature Note'],
      ['citePaper', 'Cite'],
      ['citePaperInStyle', 'Cite in Another Style'],
      ['copyKey', 'Copy Citation Key'],
      ['copyBibtex', 'Copy BibTeX'],
      ['copyReference', 'Copy Formatted Reference'],
      ['copyLink', 'Copy Link'],
      ['openPdf', 'Open PDF'],
      ['openDoi', 'Open DOI'],
      ['openArxiv', 'Open arXiv Page'],
    ] as const) {
      it(`opens for ${command}, titled ${title}`, async () => {
        await openText('As [@gu2023mamba] says. |');
        start(`literatureNotes.${command}`);
        await pickerOpens();
        assert.equal(await quickInput.locator('.quick-input-title').textContent(), title);
        await eventually(async () => assert.equal((await shown())[0]?.heading, 'cited in this document'));
        await page.keyboard.press('Escape');
        await pickerCloses();
      });
    }

    it('copies what is picked, where a command to copy is told no paper', async () => {
      await openText('|');
      await vscode.env.clipboard.writeText('');
      start('literatureNotes.copyKey');
      await search('matryoshka', 'Matryoshka');
      await page.keyboard.press('Alt+z');
      await quickInput.getByText('1 Selected').waitFor();
      await search('gu mamba linear', 'Matryoshka');
      await page.keyboard.press('Enter');
      await clipboardIs('kusupati2022matryoshka');
    });

    it('names the key that is unknown, for the note and for the details alike', async () => {
      for (const [command, search_] of [
        ['openNote', 'Search the paper whose note to open or create'],
        ['showPaper', 'Search the paper to show'],
      ] as const) {
        await openText('As [@nobody19|99] says.');
        start(`literatureNotes.${command}`);
        await pickerOpens();
        assert.equal(
          await quickInput.locator('input[type="text"]').getAttribute('placeholder'),
          `“nobody1999” is no paper of the library. ${search_}`,
        );
        await page.keyboard.press('Escape');
        await pickerCloses();
      }
    });
  }),
);
