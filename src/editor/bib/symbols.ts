import * as vscode from 'vscode';
import type { OutlineItem } from '../../core/language/bib/outline.ts';
import { outlineOf } from '../../core/language/bib/outline.ts';
import type { BibReading } from '../../core/language/bib/reading.ts';
import type { Steps } from '../../core/steps.ts';
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
        return inSlices(symbolsOf(document, reading), isWanted);
      },
    },
    { label: 'Literature Notes' },
  );
}

function* symbolsOf(document: vscode.TextDocument, reading: BibReading): Steps<vscode.DocumentSymbol[]> {
  const symbols: vscode.DocumentSymbol[] = [];
  for (const item of yield* outlineOf(reading)) if (symbols.push(symbolOf(document, item)) % 100 === 0) yield;
  return symbols;
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
