import * as vscode from 'vscode';
import { isOffered } from './features.ts';
import type { KeyParts } from './keyHere.ts';
import { keyHere } from './keyHere.ts';
import { renamedKey } from './renameEdit.ts';
import { libraryMustBeRead } from './renameRefusals.ts';
import { whereKeysStand } from './selector.ts';

/** Milliseconds that the other extension may take for its own registration once it runs. */
const settling = 2000;

/** Rename on a citation key: the paper gets another key, in its bibliographies and everywhere it is cited. */
export function registerRename(parts: KeyParts & { readonly extensionUri: vscode.Uri }): vscode.Disposable {
  const find = async (document: vscode.TextDocument, position: vscode.Position) => {
    const target = await keyHere(parts, document, position);
    if (!target) throw new Error(vscode.l10n.t('There is no citation key here to rename.'));
    return target;
  };
  const provider: vscode.RenameProvider = {
    async prepareRename(document, position) {
      if (!isOffered('rename', document)) return undefined;
      const { range, key } = await find(document, position);
      return { range, placeholder: key };
    },
    async provideRenameEdits(document, position, newName, token) {
      if (!isOffered('rename', document)) return undefined;
      // before the first reading is over, the key may not be known
      const problem = await libraryMustBeRead(parts.papers).catch((error: unknown) => error);
      const target = await find(document, position);
      try {
        if (problem) throw problem as Error;
        return await renamedKey(parts, target, newName.trim(), token);
      } catch (error) {
        // where this failed, VS Code would ask the next one, and Markdown would rename the brackets around the key
        void vscode.window.showWarningMessage(error instanceof Error ? error.message : String(error));
        return new vscode.WorkspaceEdit();
      }
    },
  };
  return afterMarkdown(() =>
    whereKeysStand(parts.sources, (selector) => vscode.languages.registerRenameProvider(selector, provider)),
  );
}

/**
 * Registers again once VS Code's own Markdown support runs. It takes `[see @key]` for a link whose
 * text can be renamed, and of those who can rename VS Code asks the one who came last.
 */
function afterMarkdown(register: () => vscode.Disposable): vscode.Disposable {
  let registered = register();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    registered.dispose();
    registered = register();
  };
  const listener = vscode.window.onDidChangeTextEditorSelection(() => {
    if (!vscode.extensions.getExtension('vscode.markdown-language-features')?.isActive) return;
    listener.dispose();
    again();
    timer = setTimeout(again, settling);
  });
  return {
    dispose() {
      clearTimeout(timer);
      listener.dispose();
      registered.dispose();
    },
  };
}
