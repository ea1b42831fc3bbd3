import * as vscode from 'vscode';
import { isOffered } from './features.ts';
import type { KeyParts } from './keyHere.ts';
import { keyHere } from './keyHere.ts';
import { libraryMustBeRead } from './renameRefusals.ts';
import { renamedKey } from './renameEdit.ts';
import { whereKeysStand } from './selector.ts';

/** Rename on a citation key: the paper gets another key, in its bibliographies and everywhere it is cited. */
export function registerRename(parts: KeyParts & { readonly extensionUri: vscode.Uri }): vscode.Disposable {
  const find = async (document: vscode.TextDocument, position: vscode.Position) => {
    const target = isOffered('rename', document) ? await keyHere(parts, document, position) : undefined;
    if (!target) throw new Error(vscode.l10n.t('There is no citation key here to rename.'));
    return target;
  };
  const provider: vscode.RenameProvider = {
    async prepareRename(document, position) {
      const { range, key } = await find(document, position);
      return { range, placeholder: key };
    },
    async provideRenameEdits(document, position, newName, token) {
      await libraryMustBeRead(parts.papers);
      const target = await find(document, position);
      return renamedKey(parts, target, newName.trim(), token);
    },
  };
  return whereKeysStand(parts.sources, (selector) => vscode.languages.registerRenameProvider(selector, provider));
}
