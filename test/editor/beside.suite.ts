// Beside other extensions that know citations: what they do is left to them, unless the user says otherwise.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createRun } from '../support/editor/run.ts';
import { closeAll, eventually, inWorkspace, showPapers } from '../support/editor/workbench.ts';

const { executeCommand } = vscode.commands;

/** How many hovers, definitions and links of ours there are at the key in a file. */
async function offered(name: string, key: string): Promise<{ hovers: number; definitions: number; tokens: number }> {
  const document = await vscode.workspace.openTextDocument(inWorkspace(name));
  const position = document.positionAt(document.getText().indexOf(key) + 2);
  const ask = <T>(command: string, ...more: readonly unknown[]) => executeCommand<T>(command, document.uri, ...more);
  const [hovers, definitions, tokens] = await Promise.all([
    ask<unknown[]>('vscode.executeHoverProvider', position),
    ask<unknown[]>('vscode.executeDefinitionProvider', position),
    ask<vscode.SemanticTokens | undefined>('vscode.provideDocumentSemanticTokens'),
  ]);
  return { hovers: hovers.length, definitions: definitions.length, tokens: (tokens?.data.length ?? 0) / 5 };
}

const becomes = (name: string, key: string, expected: { hovers: number; definitions: number; tokens: number }) =>
  eventually(async () => assert.deepEqual(await offered(name, key), expected));

async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
}

export const run = createRun(() =>
  describe('beside LaTeX Workshop and Tinymist', () => {
    const created = ['beside.tex', 'beside.md'];
    before(async () => {
      await showPapers();
      for (const [name, text] of [
        ['beside.tex', '\\cite{knuth1984literate}\n'],
        ['beside.md', '@knuth1984literate\n'],
      ] as const)
        await vscode.workspace.fs.writeFile(inWorkspace(name), new TextEncoder().encode(text));
    });
    afterEach(closeAll);
    after(async () => {
      for (const name of created) await vscode.workspace.fs.delete(inWorkspace(name));
    });

    it('knows that both are there', () => {
      for (const id of ['james-yu.latex-workshop', 'myriad-dreamin.tinymist'])
        assert.ok(vscode.extensions.getExtension(id), id);
    });

    it('leaves hovers and definitions to them in their languages, and offers everything elsewhere', async () => {
      await becomes('beside.md', 'knuth', { hovers: 1, definitions: 1, tokens: 1 });
      await becomes('beside.tex', 'knuth', { hovers: 0, definitions: 0, tokens: 1 });
      await becomes('paper.typ', 'shannon', { hovers: 0, definitions: 0, tokens: 0 });
    });

    it('offers what the user turns on, and what is turned off in the other extension', async () => {
      await set('literatureNotes.features.definition', 'on');
      await becomes('beside.tex', 'knuth', { hovers: 0, definitions: 1, tokens: 1 });
      await becomes('paper.typ', 'shannon', { hovers: 0, definitions: 1, tokens: 0 });
      await set('literatureNotes.features.definition', undefined);
      await set('latex-workshop.hover.citation.enabled', false);
      await becomes('beside.tex', 'knuth', { hovers: 1, definitions: 0, tokens: 1 });
      await set('latex-workshop.hover.citation.enabled', undefined);
      await becomes('beside.tex', 'knuth', { hovers: 0, definitions: 0, tokens: 1 });
    });
  }),
);
