import * as vscode from 'vscode';
import { citationText } from '../../core/citations/write.ts';
import { fileEndings, languageIds, syntaxOf } from '../../core/citations/syntax.ts';
import { insertionSnippet } from '../citing/insert.ts';
import { citationForms } from '../settings.ts';
import type { Node } from './model.ts';
import { papersOf } from './model.ts';

/** Citation keys on their way from the Papers view to a document, as JSON. */
const keysMime = 'application/vnd.literature-notes.keys';

/** Lets papers be dragged out of the view. Somewhere that knows nothing of us takes a Markdown citation. */
export class PaperDrag implements vscode.TreeDragAndDropController<Node> {
  readonly dragMimeTypes = [keysMime, 'text/plain'];
  readonly dropMimeTypes: readonly string[] = [];

  handleDrag(nodes: readonly Node[], dataTransfer: vscode.DataTransfer): void {
    const keys = papersOf(nodes.filter(({ kind }) => kind === 'paper')).map(({ key }) => key);
    if (!keys.length) return;
    dataTransfer.set(keysMime, new vscode.DataTransferItem(JSON.stringify(keys)));
    const { usual } = citationForms('markdown', undefined);
    dataTransfer.set('text/plain', new vscode.DataTransferItem(citationText(usual, keys, 'markdown')));
  }
}

/** Papers dropped into a document cite themselves in its language. */
export function registerPaperDrop(): vscode.Disposable {
  const selector: vscode.DocumentSelector = [
    ...languageIds.map((language) => ({ language, scheme: '*' })),
    { scheme: '*', pattern: `**/*.{${fileEndings.join(',')}}` },
    { scheme: '*', language: 'plaintext' },
  ];
  return vscode.languages.registerDocumentDropEditProvider(
    selector,
    {
      async provideDocumentDropEdits(document, position, dataTransfer) {
        const text = await dataTransfer.get(keysMime)?.asString();
        if (!text) return undefined;
        const keys = JSON.parse(text) as readonly string[];
        const syntax = syntaxOf(document.languageId, document.uri.path) ?? 'markdown';
        const { usual } = citationForms(syntax, document);
        const edit = new vscode.DocumentDropEdit(
          insertionSnippet(document, new vscode.Range(position, position), usual, keys, syntax),
        );
        edit.title = vscode.l10n.t('Insert Citation');
        return edit;
      },
    },
    { dropMimeTypes: [keysMime] },
  );
}
