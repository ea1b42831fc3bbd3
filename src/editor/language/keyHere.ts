import * as vscode from 'vscode';
import { citationAt } from '../../core/citations/citation.ts';
import { keySpanInFields } from '../../core/notes/noteFile.ts';
import type { Papers } from '../library/papers.ts';
import { citationSyntax } from '../citing/insert.ts';
import type { Notes } from '../notes/notes.ts';
import type { Sources } from '../sources/sources.ts';
import type { CitingDocuments } from './citingDocuments.ts';
import type { DocumentCitations } from './documents.ts';
import { rangeOf } from './documents.ts';

/** What looking up the uses of a key needs. */
export interface KeyParts {
  readonly papers: Papers;
  readonly sources: Sources;
  readonly notes: Notes;
  readonly citing: CitingDocuments;
  readonly citations: DocumentCitations;
}

/** A citation key in a document, and which paper it means there. */
export interface KeyTarget {
  readonly key: string;
  readonly range: vscode.Range;
  /** The id of the paper; none where the library knows none. */
  readonly paper?: string;
}

/** The key at a place: of a citation, of a note's front matter, or in a file of the library. */
export async function keyHere(
  parts: KeyParts,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<KeyTarget | undefined> {
  const offset = document.offsetAt(position);
  const reading = parts.citations.of(document);
  const citation = reading && citationAt(reading, offset);
  if (citation && citation.key !== '*')
    return withPaper(parts, document, citation.key, rangeOf(document, citation.keyAt));
  if (citationSyntax(document) === 'markdown') {
    const span = keySpanInFields(document.getText());
    if (span && span.start <= offset && offset <= span.end) {
      const range = rangeOf(document, span);
      return withPaper(parts, document, document.getText(range), range);
    }
  }
  return inLibrary(parts, document, position);
}

async function withPaper(
  { papers }: KeyParts,
  { uri }: vscode.TextDocument,
  key: string,
  range: vscode.Range,
): Promise<KeyTarget> {
  const resolved = await papers.resolve(key, papers.bibliographiesOf(uri));
  return { key, range, ...(resolved ? { paper: resolved.id } : {}) };
}

/** The library may have read the file before it was changed; then it reads it again. */
async function inLibrary(
  { papers, sources }: KeyParts,
  document: vscode.TextDocument,
  { line, character }: vscode.Position,
): Promise<KeyTarget | undefined> {
  const uri = document.uri.toString();
  if (!papers.states.has(uri)) return undefined;
  for (const isLast of [false, true]) {
    const here = await papers.ask('keyAt', { uri, position: { line, character } });
    if (here) {
      const { start, end } = here.range;
      const range = new vscode.Range(start.line, start.character, end.line, end.character);
      const { key, paper } = here;
      if (document.getText(range) === key) return { key, range, ...(paper === undefined ? {} : { paper }) };
    }
    if (!isLast && (document.isDirty || here)) await sources.updateNow();
  }
  return undefined;
}
