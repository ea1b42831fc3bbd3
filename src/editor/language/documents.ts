import * as vscode from 'vscode';
import type { CitationReading } from '../../core/citations/citation.ts';
import { MarkdownReader } from '../../core/citations/markdown/again.ts';
import { readCitations } from '../../core/citations/read.ts';
import { fileEndings, hasChunks, languageIds, syntaxOf } from '../../core/citations/syntax.ts';
import type { Span } from '../../core/text.ts';

/** All documents in which papers are cited, saved or not, cells of notebooks among them. */
export const citingDocuments: vscode.DocumentSelector = [
  ...languageIds.map((language) => ({ language, scheme: '*' })),
  { scheme: '*', pattern: `**/*.{${fileEndings.join(',')}}` },
];

interface Known {
  readonly version: number;
  /** What the reading was told, as one text. */
  readonly told: string;
  readonly reading: CitationReading;
  /** Knows the version before, where only a part has to be read again. */
  readonly reader: MarkdownReader;
}

/** What open documents cite, read once for each version. */
export class DocumentCitations {
  /** Beginnings of cross-references beside the usual ones; set by who knows the document's project. */
  crossReferencesOf: (uri: vscode.Uri) => readonly string[] = () => [];
  readonly #known = new WeakMap<vscode.TextDocument, Known>();

  /** Nothing for a document in which no papers are cited. */
  of(document: vscode.TextDocument): CitationReading | undefined {
    const { version, languageId, uri } = document;
    const known = this.#known.get(document);
    const crossReferences = this.crossReferencesOf(uri);
    const told = crossReferences.join();
    if (known?.version === version && known.told === told) return known.reading;
    const syntax = syntaxOf(languageId, uri.path);
    if (!syntax) return undefined;
    const options = { chunks: hasChunks(languageId, uri.path), crossReferences };
    const reader = known?.told === told ? known.reader : new MarkdownReader(options);
    const text = document.getText();
    const reading = syntax === 'markdown' ? reader.read(text) : readCitations(text, syntax, options);
    this.#known.set(document, { version, told, reading, reader });
    return reading;
  }
}

export function rangeOf(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
