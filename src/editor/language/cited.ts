import * as vscode from 'vscode';
import type { Citation } from '../../core/citations/citation.ts';
import { citationAt } from '../../core/citations/citation.ts';
import type { Paper } from '../../core/entry/paper.ts';
import type { EntryPlace } from '../../worker/protocol.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import type { DocumentCitations } from './documents.ts';
import { rangeOf } from './documents.ts';

/** What the features of documents stand on. */
export interface LanguageParts {
  readonly papers: Papers;
  readonly notes: Notes;
  readonly citations: DocumentCitations;
  readonly log: vscode.LogOutputChannel;
}

/** A citation in an open document, and where its key stands. */
export interface Cited {
  readonly citation: Citation;
  readonly keyRange: vscode.Range;
}

/** The citation at a place of a document; none where `*` stands for all papers. */
export function citedAt(
  citations: DocumentCitations,
  document: vscode.TextDocument,
  position: vscode.Position,
): Cited | undefined {
  const reading = citations.of(document);
  const citation = reading && citationAt(reading, document.offsetAt(position));
  return citation && citation.key !== '*' ? { citation, keyRange: rangeOf(document, citation.keyAt) } : undefined;
}

/** Where the entries of a key are written, those of the document's own bibliographies first. */
export function placesOf(papers: Papers, key: string, uris: readonly string[]): Promise<readonly EntryPlace[]> {
  return papers.ask('places', { key, uris });
}

/** Where the entries of a paper are written, the nearest first; not those of another one that has its key. */
export function placesOfPaper(
  papers: Papers,
  { id, key, source }: Paper,
  own: readonly string[] = [],
): Promise<readonly EntryPlace[]> {
  return papers.ask('places', { key, uris: [...own, source], paper: id });
}

export function toRange({ start, end }: EntryPlace['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** An address that runs a command when it is clicked. */
export function commandUri(command: string, ...args: readonly unknown[]): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify(args))}`);
}
