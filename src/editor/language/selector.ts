import * as vscode from 'vscode';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { folderOf } from '../../core/sources/paths.ts';
import { bibliographyFiles, isBibliography } from '../sources/files.ts';
import type { Sources } from '../sources/sources.ts';
import { citingDocuments } from './documents.ts';

const always: readonly vscode.DocumentFilter[] = [
  ...(citingDocuments as readonly vscode.DocumentFilter[]),
  { scheme: '*', pattern: bibliographyFiles },
];

/**
 * Registers something for all files in which citation keys stand. JSON and YAML may be anything, so
 * that of those only the files of the library are named, one by one, whenever these are others.
 */
export function whereKeysStand(
  sources: Sources,
  register: (selector: vscode.DocumentSelector) => vscode.Disposable,
): vscode.Disposable {
  let registered = register(always);
  let named = '';
  const listener = sources.onDidChange(() => {
    const others = sources.all
      .map(({ uri }) => uri)
      .filter((uri) => !isBibliography(uri) && syntaxOf('', uri) === undefined)
      .sort();
    if (others.join('\n') === named) return;
    named = others.join('\n');
    registered.dispose();
    registered = register([...always, ...others.map((uri) => filterOf(vscode.Uri.parse(uri)))]);
  });
  return {
    dispose() {
      listener.dispose();
      registered.dispose();
    },
  };
}

function filterOf(uri: vscode.Uri): vscode.DocumentFilter {
  const folder = uri.with({ path: folderOf(uri.path) });
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1).replace(/[[\]{}*?]/g, '[$&]');
  return { scheme: uri.scheme, pattern: new vscode.RelativePattern(folder, name) };
}
