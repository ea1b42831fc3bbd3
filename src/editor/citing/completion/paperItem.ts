import * as vscode from 'vscode';
import { insertionOf } from '../../../core/citations/typing/insertion.ts';
import type { TypedKey } from '../../../core/citations/typing/typed.ts';
import type { Paper } from '../../../core/entry/paper.ts';
import { authorYear } from '../../../core/entry/paper.ts';
import { innerCommands } from '../../ids.ts';
import { baseName } from '../../sources/texts.ts';

/** A paper in the list; its documentation is made when somebody looks at it. */
export class PaperCompletion extends vscode.CompletionItem {
  readonly paper: Paper;

  constructor(paper: Paper, bibliographies: readonly string[]) {
    const isMissing = bibliographies.length > 0 && !paper.sources.some((uri) => bibliographies.includes(uri));
    // rows are cut at their end, and what stands apart at the end of one gives way to a long title
    const parts = [authorYear(paper), ...(isMissing ? [elsewhere(bibliographies)] : []), paper.title];
    super({ label: paper.key, detail: `  ${parts.join(' · ')}` }, vscode.CompletionItemKind.Reference);
    this.paper = paper;
    this.detail = paper.title;
    this.command = { command: innerCommands.cited, title: '', arguments: [paper.key, paper.id] };
  }
}

/** Where a key is typed: what is there, and the document and position of the cursor. */
export interface TypedPlace {
  readonly typed: TypedKey;
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  /** What has to be added to an offset of `typed` for one of the document. */
  readonly shift: number;
}

export function paperItem(
  paper: Paper,
  { typed, document, position, shift }: TypedPlace,
  bibliographies: readonly string[],
): PaperCompletion {
  const item = new PaperCompletion(paper, bibliographies);
  const { text, start: from, end: to } = insertionOf(typed, paper.key);
  const start = document.positionAt(from + shift);
  const end = document.positionAt(to + shift);
  // of a key that is there already, the rest is replaced if VS Code is told to; what closes it always is
  const isClosing = to > typed.end;
  item.range = {
    inserting: new vscode.Range(start, isClosing ? end : position),
    replacing: new vscode.Range(start, end),
  };
  item.insertText = text;
  item.filterText = `${document.getText(new vscode.Range(start, position))} ${searched(paper)}`;
  return item;
}

/**
 * What was typed matches itself, so that VS Code keeps what the library found, in its order; what is typed next has to
 * match this, until the library answers again. What ends a key does not.
 */
function searched({ key, authors, year, title }: Paper): string {
  return `${key} ${authors} ${year ?? ''} ${title}`.replace(/[[\]{}(),;<>"`]/g, ' ').slice(0, 300);
}

function elsewhere(bibliographies: readonly string[]): string {
  const [only = ''] = bibliographies;
  if (bibliographies.length === 1) return vscode.l10n.t('not in {0}', baseName(vscode.Uri.parse(only)));
  return vscode.l10n.t('in no bibliography of this document');
}
