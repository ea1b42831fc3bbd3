import * as vscode from 'vscode';
import { ownedBlocks } from '../../../core/notes/edit/blocks.ts';
import { readingFields } from '../../../core/notes/reading/state.ts';
import { listedAt, tableName } from '../../../core/notes/table/marker.ts';
import { paperColumn } from '../../../core/notes/table/table.ts';
import type { Span } from '../../../core/text.ts';
import { commands } from '../../ids.ts';
import { citingDocuments, rangeOf } from '../../language/documents.ts';
import type { BoardProblem, ProblemBoard } from '../../language/problemBoard.ts';
import { logged } from '../../logged.ts';
import { fieldNames, libraryFields, papersIn } from './rows.ts';
import type { RowParts } from './rows.ts';
import { isMarkdown, mayHaveTables, tablesIn } from './tables.ts';
import type { Table, TableState } from './tables.ts';

const quiet = 500;
/** Of a larger table nobody looks into all notes to see which fields there are. */
const mostNotes = 500;

interface Found {
  readonly code: string;
  readonly span: Span;
  readonly facts?: Readonly<Record<string, string>>;
}

/** Shows in the Problems panel what is wrong with the markers of tables in documents that are shown. */
export function registerTableProblems(
  parts: RowParts,
  board: ProblemBoard,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const waiting = new Set<vscode.TextDocument>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const schedule = (documents: readonly vscode.TextDocument[]) => {
    for (const document of documents) if (isMarkdown(document)) waiting.add(document);
    clearTimeout(timer);
    timer = setTimeout(() => logged(log, 'Looking at tables', run()), quiet);
  };
  const run = async () => {
    await parts.papers.firstReading;
    const documents = [...waiting];
    waiting.clear();
    for (const document of documents) {
      const { version } = document;
      const problems = mayHaveTables(document.getText()) ? await problemsIn(document, parts) : [];
      if (document.version === version && !document.isClosed) board.put('tables', document.uri, problems);
    }
  };
  const visible = () => schedule(vscode.window.visibleTextEditors.map(({ document }) => document));
  visible();
  return vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(visible),
    vscode.workspace.onDidChangeTextDocument(({ document }) => schedule([document])),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      board.put('tables', uri, []);
      board.put('foreignTables', uri, []);
    }),
    parts.papers.onDidChange(visible),
    parts.notes.onDidChange(visible),
    vscode.languages.registerCodeActionsProvider(citingDocuments, { provideCodeActions: fixes }),
    { dispose: () => clearTimeout(timer) },
  );
}

/** Tells which tables are left as they are, because somebody else wrote in them. */
export function tellForeign(board: ProblemBoard, document: vscode.TextDocument, tables: readonly TableState[]): void {
  const foreign = tables.filter(({ isForeign, edit }) => isForeign && edit);
  board.put(
    'foreignTables',
    document.uri,
    foreign.map((table) => ({ code: 'tableForeign', range: rangeOf(document, markerSpan(table)) })),
  );
}

async function problemsIn(document: vscode.TextDocument, parts: RowParts): Promise<BoardProblem[]> {
  const text = document.getText();
  const apart = ownedBlocks(text).problems.filter(({ facts }) => facts?.['name'] === tableName);
  const found: Found[] = apart.map(({ span }) => ({ code: 'tableMarkers', span }));
  for (const table of tablesIn(text)) found.push(...table.marker.problems, ...(await ofSpec(table, parts)));
  return found.map(({ code, span, facts }) => ({ code, range: rangeOf(document, span), ...(facts ? { facts } : {}) }));
}

/** Topics that no paper has, and fields that no note has where there are notes. */
async function ofSpec({ marker: { attributes, spec } }: Table, parts: RowParts): Promise<Found[]> {
  if (!spec) return [];
  const papers = await papersIn(spec, parts);
  const topic = attributes.find(({ name }) => name === 'topic');
  if (!papers)
    return topic ? [{ code: 'tableTopicUnknown', span: topic.valueSpan, facts: { topic: topic.value } }] : [];
  const withNotes = papers.filter(({ key }) => parts.notes.of(key));
  if (!withNotes.length || withNotes.length > mostNotes) return [];
  const known = new Set(
    [paperColumn, ...libraryFields, ...readingFields, ...(await fieldNames(withNotes, parts))].map((name) =>
      name.toLowerCase(),
    ),
  );
  return attributes
    .filter(({ name }) => name === 'fields' || name === 'sort')
    .flatMap(({ value, valueSpan }) =>
      listedAt(value).flatMap(({ name, start }) => {
        const field = name.replace(/^-\s*/, '');
        const from = valueSpan.start + start + name.length - field.length;
        const span = { start: from, end: from + field.length };
        return known.has(field.toLowerCase()) ? [] : [{ code: 'tableFieldUnknown', span, facts: { field } }];
      }),
    );
}

function markerSpan({ block, marker: { attributes } }: Table): Span {
  const end = attributes.at(-1)?.valueSpan.end ?? block.span.start;
  return { start: block.span.start, end: Math.min(block.inner.start, end + 1) };
}

function fixes(
  _document: vscode.TextDocument,
  _range: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const foreign = diagnostics.filter(({ code }) => typeof code === 'object' && code.value === 'tableForeign');
  if (!foreign.length) return [];
  const title = vscode.l10n.t('Update Tables…');
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command: commands.updateTables, title };
  action.diagnostics = foreign;
  return [action];
}
