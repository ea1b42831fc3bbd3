import * as vscode from 'vscode';
import type { CitationReading } from '../../core/citations/citation.ts';
import { readCitations } from '../../core/citations/read.ts';
import { fileEndings, hasChunks, languageIds, syntaxOf } from '../../core/citations/syntax.ts';
import type { Span } from '../../core/text.ts';

/** All documents in which papers are cited, saved or not, cells of notebooks among them. */
export const citingDocuments: vscode.DocumentSelector = [
  ...languageIds.map((language) => ({ language, scheme: '*' })),
  { scheme: '*', pattern: `**/*.{${fileEndings.join(',')}}` },
];

/** What open documents cite, read once for each version. */
export class DocumentCitations {
  readonly #known = new WeakMap<vscode.TextDocument, { readonly version: number; readonly reading: CitationReading }>();

  /** Nothing for a document in which no papers are cited. */
  of(document: vscode.TextDocument): CitationReading | undefined {
    const { version } = document;
    const known = this.#known.get(document);
    if (known?.version === version) return known.reading;
    const syntax = syntaxOf(document.languageId, document.uri.path);
    if (!syntax) return undefined;
    const reading = readCitations(document.getText(), syntax, {
      chunks: hasChunks(document.languageId, document.uri.path),
    });
    this.#known.set(document, { version, reading });
    return reading;
  }
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
