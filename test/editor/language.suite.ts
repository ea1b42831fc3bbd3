// Citations as a language: what is shown at a key and where it leads, in documents of every syntax.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { page } from '../support/editor/page.ts';
import { createRun } from '../support/editor/run.ts';
import {
  closeAll,
  eventually,
  inWorkspace,
  openFile,
  quickInput,
  quickRow,
  showPapers,
  withSettings,
} from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;
const written: string[] = [];

/** Opens a file of the workspace that is gone after the test, of a name of its own, the cursor at `|`. */
async function write(name: string, text: string): Promise<vscode.TextEditor> {
  const own = `${++files}-${name}`;
  written.push(own);
  return openFile(own, text);
}
let files = 0;

const cursor = ({ selection }: vscode.TextEditor) => selection.active;
const at = <T>(command: string, editor: vscode.TextEditor) =>
  executeCommand<T>(command, editor.document.uri, cursor(editor));

async function hoverText(editor: vscode.TextEditor): Promise<string> {
  const hovers = await at<vscode.Hover[]>('vscode.executeHoverProvider', editor);
  return hovers.flatMap(({ contents }) => contents.map((each) => (each as vscode.MarkdownString).value)).join('\n');
}

/** Where a command leads, by file and by the text that is selected there. */
async function targets(command: string, editor: vscode.TextEditor): Promise<string[]> {
  const found = await at<(vscode.Location | vscode.LocationLink)[]>(command, editor);
  return Promise.all(
    found.map(async (each) => {
      const isLink = 'targetUri' in each;
      const uri = isLink ? each.targetUri : each.uri;
      const document = await vscode.workspace.openTextDocument(uri);
      const text = document.getText(isLink ? (each.targetSelectionRange ?? each.targetRange) : each.range);
      return `${decodeURIComponent(uri.path.split('/').at(-1) ?? '')}: ${text}`;
    }),
  );
}

/** Each language, with the cursor in a key of a file of its own, and the file that has the key. */
const everySyntax = [
  ['a.md', '---\nbibliography: refs.bib\n---\n\nAs [see @knuth19|84literate, p. 3; @gu2023mamba] says.\n'],
  [
    'b.tex',
    '\\documentclass{article}\n\\begin{document}\nAs \\citep[p.~3]{gu2023mamba, knuth1984|literate} says.\n\\end{document}\n',
  ],
  ['c.typ', 'As @knuth1984lit|erate says.\n'],
  ['d.org', 'As [cite:see @knuth1984|literate p. 3; @gu2023mamba] says.\n'],
  ['e.qmd', 'As @knuth1984|literate [p. 3] says.\n'],
] as const;

export const run = createRun(() =>
  describe('citations as a language', () => {
    before(async () => {
      await showPapers();
      await executeCommand('workbench.action.closeSidebar');
    });
    afterEach(async () => {
      await closeAll();
      for (const name of written.splice(0)) await vscode.workspace.fs.delete(inWorkspace(name), { recursive: true });
    });

    describe('hover', () => {
      for (const [name, text] of everySyntax) {
        it(`shows the paper of the key under the mouse in ${name}`, async () => {
          const editor = await write(name, text);
          await eventually(async () => assert.match(await hoverText(editor), /\*\*Literate Programming\*\*/));
          const shown = await hoverText(editor);
          assert.match(shown, /Donald E\\\. Knuth \\\(1984\\\)\\\. Literate Programming\\\. The Computer Journal\\\./);
          assert.match(shown, /\(command:literatureNotes\.openNote\?.*knuth1984literate/);
          assert.doesNotMatch(shown, /Mamba/); // of a group, the key under the mouse alone
        });
      }

      it('knows keys with punctuation, letters of any script, and in braces', async () => {
        const odd = ['doe-2001:a.b', 'müller2001größe', '石井2001', 'a/b+c'];
        written.push('odd.bib');
        const entries = odd.map((key) => `@book{${key},\n  title = {About ${key}},\n  year = 2001\n}\n`);
        await vscode.workspace.fs.writeFile(inWorkspace('odd.bib'), new TextEncoder().encode(entries.join('\n')));
        for (const key of odd) {
          const braced = key === 'a/b+c' ? `@{|${key}}` : `@${key.slice(0, 3)}|${key.slice(3)}`;
          const editor = await write('odd.md', `---\nbibliography: odd.bib\n---\n\nText [${braced}, p. 3].\n`);
          await eventually(async () => assert.match(await hoverText(editor), /\*\*About /, key));
          assert.ok((await hoverText(editor)).replaceAll('\\', '').includes(`**About ${key}**`), key);
          await closeAll();
        }
      });

      it('shows what the user wrote in the note, and leads to the note and not to a new one', async () => {
        written.push('notes');
        const note =
          '---\ncitekey: knuth1984literate\n---\n\n# Literate Programming\n\n## Summary\n\nPrograms are *essays*.\n';
        await vscode.workspace.fs.writeFile(inWorkspace('notes/@knuth1984literate.md'), new TextEncoder().encode(note));
        const editor = await write('a.md', '@knuth1984|literate');
        await eventually(async () => assert.match(await hoverText(editor), /\$\(quote\) Programs are essays\\\./));
        assert.match(await hoverText(editor), /\[Open Note\]/);
      });

      it('says of an unknown key that nobody has it, and names the nearest', async () => {
        const editor = await write('a.md', 'As @knuth1984litrate| says.');
        const shown = await hoverText(editor);
        assert.match(shown, /No paper has the key `knuth1984litrate`\./);
        assert.match(shown, /\[knuth1984literate\]\(command:literatureNotes\.showPaper/);
      });

      it('shows nothing where nothing is cited', async () => {
        assert.equal(await hoverText(await write('a.md', 'Mail me@exam|ple.org about it.')), '');
      });

      it('is opened by keys and can be read', async () => {
        await write('a.md', 'As @gu2023|mamba says.');
        await page.keyboard.press('Control+k');
        await page.keyboard.press('Control+i');
        const hover = page.locator('.monaco-hover:visible', { hasText: 'Mamba: Linear-Time' }).first();
        await hover.waitFor();
        const text = await hover.textContent();
        for (const part of ['Create Note', 'Open Entry', 'PDF', 'arXiv:2312.00752', 'Gu'])
          assert.ok(text?.includes(part), part);
        await hover.locator('a', { hasText: 'Open Entry' }).click();
        await eventually(() => {
          const shown = vscode.window.activeTextEditor;
          assert.match(shown?.document.uri.path ?? '', /gu2023mamba|mamba/);
          assert.ok(shown && shown.document.lineAt(cursor(shown).line).text.includes('gu2023mamba'));
        });
      });
    });

    describe('definition', () => {
      for (const [name, text] of everySyntax) {
        it(`is the entry in its source, at the key, in ${name}`, async () => {
          const editor = await write(name, text);
          await eventually(async () =>
            assert.deepEqual(await targets('vscode.executeDefinitionProvider', editor), [
              'refs.bib: knuth1984literate',
            ]),
          );
        });
      }

      it('leads to seeds, CSL-JSON, Hayagriva and RIS just so', async () => {
        for (const [key, place] of [
          ['turing1950computing', /^items\.json: turing1950computing$/],
          ['shannon1948mathematical', /^works\.yml: shannon1948mathematical$/],
          ['gu2023mamba', /^.*mamba.*\.md: gu2023mamba$/],
        ] as const) {
          const editor = await write('a.md', `As @${key.slice(0, 4)}|${key.slice(4)} says.`);
          await eventually(async () => {
            const [found, ...others] = await targets('vscode.executeDefinitionProvider', editor);
            assert.match(found ?? '', place);
            assert.deepEqual(others, []);
          });
          await closeAll();
        }
      });

      it('is the one in the document’s own bibliography, and all of them where it names none that has the key', async () => {
        written.push('own.bib');
        const own = '@article{knuth1984literate,\n  title = {Literate Programming},\n  year = {1984},\n}\n';
        await vscode.workspace.fs.writeFile(inWorkspace('own.bib'), new TextEncoder().encode(own));
        for (const [named, expected] of [
          ['own.bib', ['own.bib']],
          ['refs.bib', ['refs.bib']],
          ['bib/clocks.bib', ['own.bib', 'refs.bib']],
          ['[refs.bib, own.bib]', ['own.bib', 'refs.bib']],
        ] as const) {
          const editor = await write('a.md', `---\nbibliography: ${named}\n---\n\n@knuth1984|literate`);
          await eventually(async () =>
            assert.deepEqual(
              await targets('vscode.executeDefinitionProvider', editor),
              expected.map((file) => `${file}: knuth1984literate`),
            ),
          );
          await closeAll();
        }
      });

      it('is gone to by F12', async () => {
        const editor = await write('a.md', '---\nbibliography: refs.bib\n---\n\nAs @knuth1984|literate says.');
        await eventually(async () =>
          assert.equal((await targets('vscode.executeDefinitionProvider', editor)).length, 1),
        );
        await page.keyboard.press('F12');
        await eventually(() => {
          const shown = vscode.window.activeTextEditor;
          assert.match(shown?.document.uri.path ?? '', /refs\.bib$/);
          assert.deepEqual(shown && [cursor(shown).line, cursor(shown).character], [1, '@article{'.length]);
        });
      });

      it('is looked at without leaving the document', async () => {
        await write('a.md', 'As @knuth1984|literate says.');
        await page.keyboard.press('Control+Shift+F10');
        await page.locator('.peekview-widget .view-line', { hasText: '@article{knuth1984literate' }).first().waitFor();
        await page.keyboard.press('Escape');
        await page.locator('.peekview-widget').waitFor({ state: 'detached' });
      });

      it('has the note as declaration and implementation, where there is one', async () => {
        const editor = await write('a.md', 'As @knuth1984|literate says.');
        for (const kind of ['Declaration', 'Implementation'])
          assert.deepEqual(await targets(`vscode.execute${kind}Provider`, editor), []);
        written.push('notes');
        const note = '---\ncitekey: knuth1984literate\n---\n';
        await vscode.workspace.fs.writeFile(inWorkspace('notes/@knuth1984literate.md'), new TextEncoder().encode(note));
        for (const kind of ['Declaration', 'Implementation'])
          await eventually(async () =>
            assert.deepEqual(await targets(`vscode.execute${kind}Provider`, editor), ['@knuth1984literate.md: ']),
          );
      });
    });

    describe('links', () => {
      const links = async ({ document }: vscode.TextEditor) => {
        const found = await executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri, 100);
        return found.map(({ range, target }) => [document.getText(range), target?.toString(true) ?? '']);
      };

      it('lead from [[@key]] to the note, which is made where there is none', async () => {
        written.push('notes');
        const editor = await write('a.md', 'See [[@knuth1984literate]] and @gu2023mamba.|');
        await eventually(async () => {
          const [[text, target] = []] = await links(editor);
          assert.equal(text, 'knuth1984literate');
          assert.match(target ?? '', /^command:literatureNotes\.openNote\?/);
        });
        assert.equal((await links(editor)).length, 1);
        await page
          .locator('.view-line .detected-link', { hasText: 'knuth1984' })
          .first()
          .click({ modifiers: ['Control'], force: true });
        await page.locator('.tab.active', { hasText: '@knuth1984literate.md' }).waitFor();
        await eventually(async () =>
          assert.match((await links(editor))[0]?.[1] ?? '', /notes\/@knuth1984literate\.md$/),
        );
      });

      it('are on every key where the setting says so', async () => {
        const editor = await write('b.tex', '\\cite{knuth1984literate,gu2023mamba}|');
        assert.deepEqual(await links(editor), []);
        const other = await write('c.typ', '@gu2023mamba|');
        await withSettings({ 'literatureNotes.links.keys': 'page' }, async () =>
          assert.deepEqual(await links(other), [['gu2023mamba', 'https://arxiv.org/abs/2312.00752']]),
        );
        await withSettings({ 'literatureNotes.links.keys': 'source' }, async () => {
          const found = await links(editor);
          assert.deepEqual(
            found.map(([text]) => text),
            ['knuth1984literate', 'gu2023mamba'],
          );
          assert.match(found[0]?.[1] ?? '', /^command:_literatureNotes\.openEntry\?/);
        });
      });
    });

    describe('colours', () => {
      const tokens = async ({ document }: vscode.TextEditor) => {
        const { uri } = document;
        const legend = await executeCommand<vscode.SemanticTokensLegend>(
          'vscode.provideDocumentSemanticTokensLegend',
          uri,
        );
        const found = await executeCommand<vscode.SemanticTokens | undefined>(
          'vscode.provideDocumentSemanticTokens',
          uri,
        );
        const numbers = [...(found?.data ?? [])];
        let [line, character] = [0, 0];
        return Array.from({ length: numbers.length / 5 }, (_, place) => {
          const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = numbers.slice(place * 5, place * 5 + 5);
          character = down ? right : character + right;
          line += down;
          const text = document.getText(new vscode.Range(line, character, line, character + length));
          return `${text} ${legend.tokenTypes[type]}${modifiers ? `.${legend.tokenModifiers[0]}` : ''}`;
        });
      };

      for (const [name, text] of everySyntax) {
        it(`are given to keys in ${name}, and others to those that no paper has`, async () => {
          const editor = await write(name, text.replace('|', '').replaceAll('gu2023mamba', 'nobody2023') + '|');
          const mark = name === 'b.tex' ? '' : '@';
          await eventually(async () => {
            const found = (await tokens(editor)).sort();
            assert.ok(found.includes(`${mark}knuth1984literate citation`), found.join('; '));
            assert.equal(found.includes(`${mark}nobody2023 citation.unknown`), text.includes('gu2023mamba'));
          });
        });
      }

      it('can be seen in the editor', async () => {
        await write('a.md', 'As @gu2023mamba says.|');
        const style = (text: string) =>
          page
            .locator('.view-line span span', { hasText: text })
            .first()
            .evaluate((element: { className: string }) => element.className);
        await eventually(async () => assert.notEqual(await style('@gu2023mamba'), await style('As')));
      });
    });

    describe('inlay hints', () => {
      const hints = async ({ document }: vscode.TextEditor) => {
        const range = new vscode.Range(0, 0, document.lineCount, 0);
        const found = await executeCommand<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, range);
        return found.map(({ position, label }) => [
          document.getText(new vscode.Range(0, 0, position.line, position.character)).slice(-6),
          typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
        ]);
      };

      it('are off, and tell authors and year after keys where they are on', async () => {
        const editor = await write('a.md', 'As [@gu2023mamba, p. 3; @nobody2000] and [[@gu2023mamba|Mamba]].|');
        assert.deepEqual(await hints(editor), []);
        await withSettings({ 'literatureNotes.features.inlayHints': 'on' }, async () => {
          await eventually(async () => assert.deepEqual(await hints(editor), [['3mamba', 'Gu & Dao 2023']]));
          await page.locator('.view-line', { hasText: 'Gu & Dao 2023' }).first().waitFor();
        });
        await page.locator('.view-line', { hasText: 'Gu & Dao 2023' }).waitFor({ state: 'detached' });
      });
    });

    describe('symbols of the workspace', () => {
      it('are papers, found by key, author and title', async () => {
        for (const query of ['knuth1984literate', 'knuth literate', 'literate programming']) {
          const found = await executeCommand<vscode.SymbolInformation[]>(
            'vscode.executeWorkspaceSymbolProvider',
            query,
          );
          assert.ok(
            found.some(({ name }) => name === 'Knuth 1984: Literate Programming'),
            query,
          );
        }
      });

      it('are typed for with Ctrl+T and opened at the entry', async () => {
        await page.keyboard.press('Control+t');
        await page.locator('.quick-input-widget input:focus').waitFor();
        await page.keyboard.type('literate knuth');
        await quickRow('Knuth 1984: Literate Programming').waitFor();
        await eventually(async () =>
          assert.match(
            (await quickInput.locator('.monaco-list-row.focused').textContent()) ?? '',
            /Literate Programming/,
          ),
        );
        await page.keyboard.press('Enter');
        await eventually(() => {
          const shown = vscode.window.activeTextEditor;
          assert.match(shown?.document.uri.path ?? '', /refs\.bib$/);
          assert.deepEqual(shown && [cursor(shown).line, cursor(shown).character], [1, '@article{'.length]);
        });
      });
    });

    describe('switches', () => {
      it('turn each feature off, for one language alone where the user says so', async () => {
        const editor = await write('a.md', 'As @knuth1984|literate says.');
        const tex = await write('b.tex', '\\cite{knuth1984|literate}');
        const inMarkdown = { 'literatureNotes.features.hover': 'off', 'literatureNotes.features.definition': 'off' };
        await withSettings({ '[markdown]': inMarkdown }, async () => {
          await eventually(async () => assert.equal(await hoverText(editor), ''));
          assert.deepEqual(await targets('vscode.executeDefinitionProvider', editor), []);
          assert.notEqual(await hoverText(tex), '');
        });
        await eventually(async () => assert.notEqual(await hoverText(editor), ''));
      });
    });
  }),
);
