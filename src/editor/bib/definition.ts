import * as vscode from 'vscode';
import { targetAt } from '../../core/language/bib/target.ts';
import { rangeOf } from '../language/documents.ts';
import { isOffered } from '../language/features.ts';
import type { Papers } from '../library/papers.ts';
import type { BibDocuments } from './documents.ts';
import { bibDocuments } from './documents.ts';

/** From a `crossref`, `xdata` or `related` to the entry it names, and from a macro to its `@string`. */
export function registerBibDefinition(documents: BibDocuments, papers: Papers): vscode.Disposable {
  return vscode.languages.registerDefinitionProvider(bibDocuments, {
    async provideDefinition(document, position, token) {
      if (!isOffered('definition', document)) return undefined;
      const offset = document.offsetAt(position);
      const reading = await documents.of(document);
      const target = reading && targetAt(reading, offset);
      if (!target || token.isCancellationRequested) return undefined;
      if (target.kind === 'string')
        return link(document, target.span, document.uri, rangeOf(document, target.definition));
      if (target.kind !== 'link') return undefined;
      if (target.entry) {
        return link(document, target.span, document.uri, rangeOf(document, target.entry.keySpan));
      }
      const entry = await papers.entry(target.key);
      if (!entry || token.isCancellationRequested) return undefined;
      const uri = vscode.Uri.parse(entry.source.uri);
      const other = await vscode.workspace.openTextDocument(uri);
      return link(document, target.span, uri, rangeOf(other, entry.source.keySpan ?? entry.source.span));
    },
  });
}

function link(
  document: vscode.TextDocument,
  origin: { readonly start: number; readonly end: number },
  targetUri: vscode.Uri,
  targetRange: vscode.Range,
): vscode.LocationLink[] {
  return [{ originSelectionRange: rangeOf(document, origin), targetUri, targetRange }];
}
