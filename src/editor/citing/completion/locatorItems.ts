import * as vscode from 'vscode';
import { languageOf } from '../../../core/citations/language.ts';
import { locatorForms } from '../../../core/citations/locatorForms.ts';
import type { Syntax } from '../../../core/citations/syntax.ts';

/** A document says its language at its beginning. */
const beginning = new vscode.Range(0, 0, 200, 0);
/** TeX does not break a line at `~`. */
const blank: Readonly<Partial<Record<Syntax, string>>> = { latex: '~' };

/** "p.", "pp.", "chap." and so on, in the language of the document, with what CSL calls them. */
export function locatorItems(
  document: vscode.TextDocument,
  range: vscode.Range,
  syntax: Syntax,
): vscode.CompletionItem[] {
  const forms = locatorForms(languageOf(document.getText(beginning), syntax));
  const items: vscode.CompletionItem[] = [];
  for (const [csl, { short, shortPlural, long }] of Object.entries(forms)) {
    const labels = short === shortPlural ? [short] : [short, shortPlural];
    for (const label of labels) {
      const name = long.toLowerCase() === csl ? csl : `${csl} · ${long}`;
      const item = new vscode.CompletionItem(
        { label, description: label === short ? name : vscode.l10n.t('{0}, several', name) },
        vscode.CompletionItemKind.Unit,
      );
      item.detail = csl;
      item.range = range;
      item.insertText = label + (blank[syntax] ?? ' ');
      item.filterText = `${label} ${long} ${csl}`;
      item.sortText = String(items.length).padStart(4, '0');
      items.push(item);
    }
  }
  return items;
}
