import * as vscode from 'vscode';
import type { SortOrder } from '../../core/language/bib/sort.ts';
import { sortBib, sortOrders } from '../../core/language/bib/sort.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import { rangeOf } from '../language/documents.ts';
import type { BibDocuments } from './documents.ts';
import { bibDocuments, inSlices } from './documents.ts';

/** `Sort Bibliography`: by what the user picks, or by what a keybinding says, `"args": "year"`. */
export function registerBibSort(documents: BibDocuments, log: vscode.LogOutputChannel): vscode.Disposable {
  return registerCommand(log, commands.sortBibliography, async (given) => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !vscode.languages.match(bibDocuments, document)) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Open a .bib file to sort its entries.'));
      return;
    }
    const order = sortOrders.find((each) => each === given) ?? (await askOrder());
    if (order) await sort(documents, document, order);
  });
}

async function askOrder(): Promise<SortOrder | undefined> {
  const rows: readonly (vscode.QuickPickItem & { readonly order: SortOrder })[] = [
    { label: vscode.l10n.t('Citation Key'), order: 'key' },
    { label: vscode.l10n.t('Author and Year'), order: 'authorYear' },
    { label: vscode.l10n.t('Year'), description: vscode.l10n.t('newest first'), order: 'year' },
    { label: vscode.l10n.t('Entry Type'), description: vscode.l10n.t('then key'), order: 'type' },
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Sort Bibliography'),
    placeHolder: vscode.l10n.t(
      'Comments move with the entry they precede; parents of crossref stay after their children',
    ),
  });
  return picked?.order;
}

async function sort(documents: BibDocuments, document: vscode.TextDocument, order: SortOrder): Promise<void> {
  const { version } = document;
  const reading = await documents.of(document);
  if (!reading) throw new Error(vscode.l10n.t('The file is too large to be sorted here.'));
  const result = await inSlices(sortBib(reading, order), () => document.version === version);
  if (!result || document.version !== version) throw new Error(vscode.l10n.t('The file changed meanwhile.'));
  switch (result.kind) {
    case 'inOrder':
      void vscode.window.setStatusBarMessage(vscode.l10n.t('The entries are in this order already.'), 5000);
      return;
    case 'refused': {
      const show = vscode.l10n.t('Show');
      const said = vscode.l10n.t(
        'Nothing was sorted: the entry “{0}” is not well formed, and would take others along.',
        result.key,
      );
      if ((await vscode.window.showWarningMessage(said, show)) !== show) return;
      const selection = rangeOf(document, result.span);
      await vscode.window.showTextDocument(document, { selection });
      return;
    }
    case 'sorted': {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, rangeOf(document, result.change), result.change.text);
      await vscode.workspace.applyEdit(edit);
      return;
    }
  }
}
