// Completion of citation keys and of the labels of locators: where, what, and by the keyboard.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from '../../src/editor/ids.ts';
import type { Papers } from '../../src/editor/library/papers.ts';
import { bibLibrary } from '../bench/generate.ts';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  becomes,
  closeAll,
  eventually,
  inWorkspace,
  openFile,
  openText,
  quickInput,
  showAllPapers,
  withSettings,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const suggest = page.locator('.suggest-widget.visible');
const focused = (text: string) => suggest.locator('.monaco-list-row.focused', { hasText: text }).first();
/** What is offered at the cursor: papers, what is said of the library, labels; never words of the document. */
async function offered(
  editor: vscode.TextEditor,
  resolve = 0,
  place = editor.selection.active,
): Promise<vscode.CompletionItem[]> {
  const list = await executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    editor.document.uri,
    place,
    undefined,
    resolve,
  );
  const kinds = [vscode.CompletionItemKind.Reference, vscode.CompletionItemKind.Issue, vscode.CompletionItemKind.Unit];
  return list.items.filter(({ kind }) => kind !== undefined && kinds.includes(kind));
}

const labelOf = ({ label }: vscode.CompletionItem) => (typeof label === 'string' ? { label } : label);
const keysOf = (items: readonly vscode.CompletionItem[]) => items.map((item) => labelOf(item).label);

let files = 0;
/** A file of its own, since VS Code keeps what it read of one for a while. */
const openNew = (name: string, text: string) => openFile(`typed/${++files}${name}`, text);

async function type(text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 40 });
}

export const run = createRun(() =>
  describe('completion of citations', () => {
    before(showAllPapers);
    afterEach(closeAll);

    describe('offers papers', () => {
      for (const [name, text] of [
        ['a.md', 'As @gu2023|'],
        ['a.md', 'As [@gu2023|]'],
        ['a.md', '[@a; -@gu2023|'],
        ['a.md', '[see @a, p. 3;\n@gu2023|'],
        ['a.md', 'As @{gu2023|}'],
        ['a.md', 'As {cite:p}`a,gu2023|`'],
        ['a.md', '---\nnocite: |\n  @gu2023\n---\n'.replace('@gu2023', '@gu2023\u0000')],
        ['a.md', '[^1]: As @gu2023|'],
        ['a.qmd', '| a | @gu2023| |'.replace('| |', '\u0000 |')],
        ['a.tex', '\\cite{gu2023|}'],
        ['a.tex', '\\citep[see][p.~3]{a,\n  gu2023|}'],
        ['a.tex', '\\cites[1]{a}[2]{gu2023|}'],
        ['a.tex', '\\nocite{gu2023|}'],
        ['a.typ', '@gu2023|'],
        ['a.typ', '#cite(<gu2023|'],
        ['a.typ', '#cite(label("gu2023|'],
        ['a.org', 'As [cite/t:see @gu2023|]'],
        ['a.rst', 'As :cite:p:`gu2023|`'],
      ] as const) {
        it(`in ${name}: ${JSON.stringify(text.replace('\u0000', '¦'))}`, async () => {
          // `|` may be part of the text, so that NUL stands for the cursor there
          const [before = '', after = ''] = text.includes('\u0000') ? text.split('\u0000') : text.split('|');
          const editor = await openNew(name, '|');
          await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), before + after));
          const place = editor.document.positionAt(before.length);
          editor.selection = new vscode.Selection(place, place);
          await eventually(() => assert.ok(editor.selection.active.isEqual(place)));
          const items = await offered(editor);
          assert.equal(labelOf(items[0] ?? { label: '' }).label, 'gu2023mamba');
        });
      }

      it('and shows authors, year and title, with the card of the paper on demand', async () => {
        const editor = await openText('@mamba|');
        const [first] = await offered(editor, 1);
        assert.ok(first);
        assert.match(labelOf(first).detail ?? '', /^ *Gu & Dao 2023 · Mamba: Linear-Time/);
        assert.match((first.documentation as vscode.MarkdownString).value, /Albert Gu, Tri Dao/);
      });

      for (const query of ['mambagu', 'gumamba', 'gu2023', 'matryoska', '2023', 'hypernetworks', 'Chauhan', 'mmaba']) {
        it(`for ${query}`, async () => {
          const items = await offered(await openNew('a.md', `@${query}|`));
          const expected = /gu/.test(query) ? 'gu2023mamba' : undefined;
          if (query === 'mmaba') assert.ok(keysOf(items).slice(0, 3).includes('gu2023mamba'));
          else if (expected) assert.equal(keysOf(items)[0], expected);
          else if (query === 'matryoska') assert.equal(keysOf(items)[0], 'kusupati2022matryoshka');
          else assert.ok(items.length > 0 && items.length <= 50, String(items.length));
        });
      }

      it('for what is in an existing key, whose rest is replaced on demand', async () => {
        const editor = await openNew('a.md', 'As [@vinyals20|15pointer, p. 3].');
        const [first] = await offered(editor);
        const range = first?.range as { inserting: vscode.Range; replacing: vscode.Range };
        assert.equal(editor.document.getText(range.inserting), 'vinyals20');
        assert.equal(editor.document.getText(range.replacing), 'vinyals2015pointer');
      });
    });

    describe('says nothing', () => {
      for (const [name, text] of [
        ['a.md', 'me@example|'],
        ['a.md', 'A \\@gu|'],
        ['a.md', 'In `code @gu|` here'],
        ['a.md', '```\n@gu|\n```\n'],
        ['a.md', 'Text\n\n    @gu|\n'],
        ['a.md', 'Where $x @gu| y$ is'],
        ['a.md', 'See <https://example.org/@gu|> here'],
        ['a.md', 'See https://example.org/@gu|'],
        ['a.md', 'See [this](https://example.org/@gu|)'],
        ['a.md', '<!-- @gu| -->'],
        ['a.md', '`<b>@gu|</b>`{=html}'],
        ['a.md', '---\nauthor: "@gu|"\n---\n'],
        ['a.md', '\\cite{gu|'],
        ['a.tex', '% \\cite{gu|}'],
        ['a.tex', '\\begin{verbatim}\n\\cite{gu|}\n\\end{verbatim}'],
        ['a.tex', '\\ref{gu|}'],
        ['a.tex', 'As @gu|'],
        ['a.typ', '// @gu|'],
        ['a.typ', '`@gu|`'],
        ['a.typ', 'me@gu|'],
        ['a.org', 'As @gu|'],
        ['a.org', '#+begin_src text\n[cite:@gu|]\n#+end_src'],
        ['a.org', '# [cite:@gu|]'],
      ] as const) {
        it(`in ${name}: ${JSON.stringify(text)}`, async () => {
          assert.deepEqual(keysOf(await offered(await openNew(name, text))), []);
        });
      }

      it('but what starts so for a cross-reference', async () => {
        const editor = await openNew('a.qmd', 'See @fig-mamba|');
        assert.deepEqual(keysOf(await offered(editor)), []);
      });
    });

    describe('offers labels of locators', () => {
      for (const [name, text, first, name2] of [
        ['a.md', '[@gu2023mamba, |]', 'p.', 'page'],
        ['a.md', 'As @gu2023mamba [|]', 'p.', 'page'],
        ['a.md', '---\nlang: de-AT\n---\n\n[@gu2023mamba, |]', 'S.', 'page · Seite'],
        ['a.tex', '\\citep[|]{gu2023mamba}', 'p.', 'page'],
        ['a.typ', '#set text(lang: "es")\n@gu2023mamba[|]', 'p.', 'page · página'],
        ['a.org', '[cite:@gu2023mamba |]', 'p.', 'page'],
      ] as const) {
        it(`in ${name}: ${JSON.stringify(text)}`, async () => {
          const items = await offered(await openNew(name, text));
          assert.deepEqual([labelOf(items[0]!).label, labelOf(items[0]!).description], [first, name2]);
          assert.ok(items.length > 10);
        });
      }
      it('but not behind a comma of the sentence', async () => {
        assert.deepEqual(await offered(await openText('As @gu2023mamba, |')), []);
      });
    });

    describe('by the keyboard', () => {
      const off = { '[markdown]': { 'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' } } };

      it('finds words that are run together while quick suggestions are off, and closes behind', () =>
        withSettings(off, async () => {
          const editor = await openText('As |');
          await type('@mambagu');
          await focused('gu2023mamba').waitFor();
          assert.equal(await quickInput.isVisible(), false);
          await page.keyboard.press('Enter');
          await becomes(editor, 'As @gu2023mamba');
        }));

      for (const [typed, key] of [
        ['matryoska', 'kusupati2022matryoshka'],
        ['vniyals', 'vinyals2015pointer'],
        ['kusupaty', 'kusupati2022matryoshka'],
      ] as const) {
        it(`keeps the list through a typo: ${typed}`, () =>
          withSettings(off, async () => {
            const editor = await openText('As [|]');
            await type(`@${typed}`);
            await focused(key).waitFor();
            await page.keyboard.press('Enter');
            await becomes(editor, `As [@${key}]`);
          }));
      }

      it('keeps the order of the library', async () => {
        const editor = await openText('|');
        await type('@survey');
        await suggest.locator('.monaco-list-row').nth(3).waitFor();
        await eventually(async () => {
          const shown = await suggest.locator('.monaco-list-row').evaluateAll((rows) =>
            rows
              .map((each) => ({
                at: Number(each.getAttribute('data-index')),
                name: each.querySelector('.label-name')?.textContent ?? '',
              }))
              .sort((a, b) => a.at - b.at)
              .map(({ name }) => name),
          );
          assert.deepEqual(shown.slice(0, 5), keysOf(await offered(editor)).slice(0, 5));
        });
      });

      it('closes where the key ends', async () => {
        const editor = await openText('As [|');
        await type('@gu2023');
        await focused('gu2023mamba').waitFor();
        await type(']');
        await suggest.waitFor({ state: 'hidden' });
        await becomes(editor, 'As [@gu2023]');
      });

      it('goes on in a list over several lines of LaTeX', async () => {
        const editor = await openFile('typed/list.tex', '\\cite{gu2023mamba,\n  |}');
        await type('vinyals2015');
        await executeCommand('editor.action.triggerSuggest');
        await focused('vinyals2015pointer').waitFor();
        await page.keyboard.press('Enter');
        await becomes(editor, '\\cite{gu2023mamba,\n  vinyals2015pointer}');
      });

      it('completes the label of a locator', () =>
        withSettings(off, async () => {
          const editor = await openText('As [@gu2023mamba|]');
          await type(', p');
          await focused('p.').waitFor();
          await page.keyboard.press('Enter');
          await type('3');
          await becomes(editor, 'As [@gu2023mamba, p. 3]');
        }));

      it('replaces the whole key where VS Code is told to replace', () =>
        withSettings({ 'editor.suggest.insertMode': 'replace' }, async () => {
          const editor = await openText('As [@vinyals|2015pointer].');
          await executeCommand('editor.action.triggerSuggest');
          await focused('vinyals2015pointer').waitFor();
          await page.keyboard.press('Enter');
          await becomes(editor, 'As [@vinyals2015pointer].');
        }));
    });

    describe('knows the bibliography of the document', () => {
      const entry = (key: string, title: string) => `@article{${key},\n title = {${title}},\n year = {2001}\n}\n`;

      it('offers its papers first, and says which are not in it', async () => {
        const own = entry('a//mamba', 'A mamba in the garden') + entry('zoe2001', 'On tortoises');
        await openFile('typed/own.bib', own);
        const editor = await openFile('typed/own.md', '---\nbibliography: own.bib\n---\n\nAs @mamba|\n');
        await eventually(async () => {
          const items = await offered(editor);
          assert.deepEqual(keysOf(items).slice(0, 2), ['a//mamba', 'gu2023mamba']);
          assert.equal(labelOf(items[0]!).detail, '  2001 · A mamba in the garden');
          assert.equal(items[0]?.insertText, '{a//mamba}');
          assert.match(labelOf(items[1]!).detail ?? '', /^ *Gu & Dao 2023 · not in own\.bib · Mamba/);
        });
        const typst = await openFile('typed/own.typ', '#bibliography("own.bib")\nAs @mamba|');
        await eventually(async () => {
          const [first] = await offered(typst);
          assert.equal(first?.insertText, '#cite(label("a//mamba"))');
        });
      });
    });

    describe('says why papers are missing', () => {
      it('where a bibliography of the document is not there', async () => {
        const editor = await openFile('typed/gone.md', '---\nbibliography: gone.bib\n---\n\nAs @mamba|\n');
        await eventually(async () => {
          assert.ok(keysOf(await offered(editor)).includes('gone.bib could not be read'));
        });
      });

      it('where the library is empty, and opens its sources while the text stays', async () => {
        await closeAll();
        await vscode.workspace.fs.delete(inWorkspace('typed'), { recursive: true });
        await withSettings(
          { 'literatureNotes.seeds': false, 'literatureNotes.workspaceLibraries': false },
          async () => {
            const editor = await openText('As |');
            await eventually(async () => {
              await editor.edit((edit) => edit.replace(new vscode.Range(0, 3, 0, 100), '@x'));
              const { end } = editor.document.lineAt(0).range;
              assert.deepEqual(keysOf(await offered(editor, 0, end)), ['No papers in the library']);
            }, 15_000);
            await editor.edit((edit) => edit.replace(new vscode.Range(0, 3, 0, 100), ''));
            await executeCommand('workbench.action.focusActiveEditorGroup');
            await type('@gu');
            await focused('No papers in the library').waitFor();
            await page.keyboard.press('Enter');
            await becomes(editor, 'As @gu');
            await page.locator('.pane-header.expanded', { hasText: 'Sources' }).waitFor();
          },
        );
      });

      it('and has papers again when they come', async () => {
        const editor = await openText('@gu2023|');
        await eventually(async () => assert.equal(keysOf(await offered(editor))[0], 'gu2023mamba'), 15_000);
      });

      it('while the library loads, and lists the papers as soon as they are there', async () => {
        const extension = vscode.extensions.getExtension<{ readonly papers: Papers }>(extensionId);
        const papers = (await extension?.activate())?.papers;
        assert.ok(papers);
        const editor = await openText('As |');
        const uri = 'file:///large.bib';
        const text = `${bibLibrary({ entries: 20_000, abstracts: false })}\n@article{zzlast, title = {Zzyzx}}\n`;
        const source = { uri, rank: 1, format: 'bibtex', reasons: [] } as const;
        const loading = papers.update({ read: [{ source, text }], removed: [] });
        await type('@z');
        await suggest.locator('.monaco-list-row', { hasText: 'still loading' }).first().waitFor();
        await type('zlast');
        await loading;
        await focused('zzlast').waitFor();
        // the list may be one that was given just before the end
        await suggest.locator('.monaco-list-row', { hasText: 'still loading' }).waitFor({ state: 'detached' });
        await focused('zzlast').waitFor();
        await becomes(editor, 'As @zzlast');
        await papers.update({ read: [], removed: [uri] });
      }).timeout(60_000);
    });
  }),
);
