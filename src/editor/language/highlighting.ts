import * as vscode from 'vscode';
import { keyTokens } from '../../core/language/shown.ts';
import type { LanguageParts } from './cited.ts';
import { citingDocuments, rangeOf } from './documents.ts';
import { isOffered, onDidChangeFeatures } from './features.ts';

/** One type and one modifier, described in the manifest, so that a theme or a user can colour citations alone. */
const legend = new vscode.SemanticTokensLegend(['citation'], ['unknown']);

/** Colours citation keys; the text around them keeps the colours of its language. */
export function registerHighlighting({ papers, citations }: LanguageParts): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.DocumentSemanticTokensProvider = {
    onDidChangeSemanticTokens: changed.event,
    provideDocumentSemanticTokens(document) {
      const reading = isOffered('highlighting', document) ? citations.of(document) : undefined;
      if (!reading?.citations.length) return undefined; // leaves the document to who else colours it
      const builder = new vscode.SemanticTokensBuilder(legend);
      for (const token of keyTokens(reading, document.getText(), (key) => papers.get(key) !== undefined)) {
        const range = rangeOf(document, token);
        if (range.isSingleLine) builder.push(range, 'citation', token.isKnown ? [] : ['unknown']);
      }
      return builder.build();
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerDocumentSemanticTokensProvider(citingDocuments, provider, legend),
    papers.onDidChange(() => changed.fire()),
    onDidChangeFeatures(() => changed.fire()),
  );
}
