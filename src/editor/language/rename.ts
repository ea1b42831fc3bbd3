import * as vscode from 'vscode';
import { citationAt } from '../../core/citations/citation.ts';
import { citationSyntax } from '../citing/insert.ts';
import type { DocumentCitations } from './documents.ts';
import { isOffered } from './features.ts';
import type { KeyParts } from './keyHere.ts';
import { keyHere } from './keyHere.ts';
import { renamedKey } from './renameEdit.ts';
import { libraryMustBeRead } from './renameRefusals.ts';
import { whereKeysStand } from './selector.ts';

/** Milliseconds from one registration to the next; while somebody types in a citation, one is enough. */
const settling = 2000;
/** So long the one before goes on answering, in milliseconds: a new key may just be asked for. */
const lasting = 30_000;

/** Rename on a citation key: the paper gets another key, in its bibliographies and everywhere it is cited. */
export function registerRename(parts: KeyParts & { readonly extensionUri: vscode.Uri }): vscode.Disposable {
  const providerFor = (isLast: () => boolean): vscode.RenameProvider => ({
    async prepareRename(document, position) {
      if (!isOffered('rename', document)) return undefined;
      const target = await keyHere(parts, document, position);
      if (target) return { range: target.range, placeholder: target.key };
      if (isLast()) throw new Error(noKey()); // else VS Code would say it several times
      return undefined;
    },
    async provideRenameEdits(document, position, newName, token) {
      if (!isOffered('rename', document)) return undefined;
      // before the first reading is over, the key may not be known
      const problem = await libraryMustBeRead(parts.papers).catch((error: unknown) => error);
      const target = await keyHere(parts, document, position);
      if (!target) throw new Error(noKey());
      try {
        if (problem) throw problem as Error;
        return await renamedKey(parts, target, newName.trim(), token);
      } catch (error) {
        // where this failed, VS Code would ask the next one, and Markdown would rename the brackets around the key
        void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
        return new vscode.WorkspaceEdit();
      }
    },
  });
  return afterMarkdown(parts.citations, (isLast) =>
    whereKeysStand(parts.sources, (selector) => vscode.languages.registerRenameProvider(selector, providerFor(isLast))),
  );
}

function noKey(): string {
  return vscode.l10n.t('There is no citation key here to rename.');
}

/**
 * Stays the one who came last, whom VS Code asks: its own Markdown support, which takes `[see @key]` for a link whose text
 * can be renamed, registers some time after the first Markdown document is open, later on a slow machine. So it registers
 * again where the cursor comes into a citation of such a document.
 */
function afterMarkdown(
  citations: DocumentCitations,
  register: (isLast: () => boolean) => vscode.Disposable,
): vscode.Disposable {
  const registered: vscode.Disposable[] = [];
  let count = 0;
  const add = () => {
    const mine = ++count;
    registered.push(register(() => mine === count));
  };
  add();
  let since = -Infinity;
  const listener = vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections: [at] }) => {
    if (performance.now() - since < settling || citationSyntax(document) !== 'markdown') return;
    if (!vscode.extensions.getExtension('vscode.markdown-language-features')?.isActive) return;
    const reading = citations.of(document);
    if (!reading || !at || !citationAt(reading, document.offsetAt(at.active))) return;
    since = performance.now();
    add();
    setTimeout(() => void registered.shift()?.dispose(), lasting);
  });
  return {
    dispose() {
      listener.dispose();
      for (const each of registered) each.dispose();
    },
  };
}
