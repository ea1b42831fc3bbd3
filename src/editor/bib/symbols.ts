import * as vscode from 'vscode';
import type { OutlineItem } from '../../core/language/bib/outline.ts';
import { outlineOf } from '../../core/language/bib/outline.ts';
import { rangeOf } from '../language/documents.ts';
import { isOffered } from '../language/features.ts';
import type { BibDocuments } from './documents.ts';
import { bibDocuments, inSlices } from './documents.ts';

const kinds: Readonly<Record<OutlineItem['kind'], vscode.SymbolKind>> = {
  entry: vscode.SymbolKind.Class,
  field: vscode.SymbolKind.Field,
  string: vscode.SymbolKind.Constant,
  preamble: vscode.SymbolKind.Namespace,
};

/** The outline: entries with their fields. */
export function registerBibSymbols(documents: BibDocuments): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(
    bibDocuments,
    {
      async provideDocumentSymbols(document, token) {
        if (!isOffered('symbols', document)) return undefined;
        const { version } = document;
        const isWanted = () => !token.isCancellationRequested && document.version === version;
        const reading = await documents.of(document);
        if (!reading || !isWanted()) return undefined;
        const items = await inSlices(outlineOf(reading), isWanted);
        return items?.map((item) => symbolOf(document, item));
      },
    },
    { label: 'Literature Notes' },
  );
}

function symbolOf(document: vscode.TextDocument, item: OutlineItem): vscode.DocumentSymbol {
  const { name, detail, kind, span, nameSpan, children } = item;
  const symbol = new vscode.DocumentSymbol(
    name.trim() || '?', // VS Code refuses one without a name
    detail,
    kinds[kind],
    rangeOf(document, span),
    rangeOf(document, nameSpan),
  );
  symbol.children = children.map((child) => symbolOf(document, child));
  return symbol;
}
