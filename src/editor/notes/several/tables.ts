import type * as vscode from 'vscode';
import { ownedBlocks } from '../../../core/notes/edit/blocks.ts';
import type { OwnedBlock } from '../../../core/notes/edit/blocks.ts';
import type { MarkerReading, TableSpec } from '../../../core/notes/table/marker.ts';
import { readMarker, tableName } from '../../../core/notes/table/marker.ts';
import { renderTable } from '../../../core/notes/table/table.ts';
import type { TextEdit } from '../../../core/text.ts';
import { difference, lineEndOf } from '../../../core/text.ts';
import { syntaxOf } from '../../../core/citations/syntax.ts';
import { rangeOf } from '../../language/documents.ts';
import { papersIn, rowsIn } from './rows.ts';
import type { RowParts } from './rows.ts';
import type { WrittenTables } from './written.ts';

/** A table in a document. */
export interface Table {
  readonly block: OwnedBlock;
  readonly marker: MarkerReading;
}

/** What becomes of a table. */
export interface TableState extends Table {
  /** What it is to hold; nothing where it stays as it is, because nobody knows which papers it means. */
  readonly content?: string;
  /** Somebody else wrote what it holds. */
  readonly isForeign: boolean;
  readonly edit?: TextEdit;
}

/** A document with what becomes of its tables, as it was when they were read. */
export interface TablesReading {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly tables: readonly TableState[];
}

/** Looks for what only a document with tables has, before anything is read. */
export function mayHaveTables(text: string): boolean {
  return text.includes(`literature:${tableName}`);
}

export function isMarkdown(document: vscode.TextDocument): boolean {
  return syntaxOf(document.languageId, document.uri.path) === 'markdown';
}

export function tablesIn(text: string): Table[] {
  if (!mayHaveTables(text)) return [];
  return ownedBlocks(text)
    .blocks.filter(({ name }) => name === tableName)
    .map((block) => ({ block, marker: readMarker(text, { start: block.span.start, end: block.inner.start }) }));
}

/** The table that a place of the text is in. */
export function tableAt(text: string, offset: number): (Table & { readonly spec: TableSpec }) | undefined {
  const table = tablesIn(text).find(({ block: { span } }) => span.start <= offset && offset <= span.end);
  return table?.marker.spec && { ...table, spec: table.marker.spec };
}

/** Lines that git leaves where it could not merge: what is theirs and what is ours is not decided yet. */
export function isInConflict(text: string): boolean {
  return /^<{7} [^]*^={7}$[^]*^>{7} /m.test(text.replaceAll('\r\n', '\n'));
}

/** Reads the tables of a document and what each is to hold now. */
export async function readTables(
  document: vscode.TextDocument,
  parts: RowParts,
  written: WrittenTables,
): Promise<TablesReading> {
  const { version } = document;
  const text = document.getText();
  const tables: TableState[] = [];
  for (const table of tablesIn(text)) tables.push(await stateOf(document, text, table, parts, written));
  return { document, version, tables };
}

async function stateOf(
  document: vscode.TextDocument,
  text: string,
  table: Table,
  parts: RowParts,
  written: WrittenTables,
): Promise<TableState> {
  const { block, marker } = table;
  const papers = marker.spec && (await papersIn(marker.spec, parts));
  if (!marker.spec || !papers) return { ...table, isForeign: false };
  const content = renderTable(marker.spec, await rowsIn(document.uri, papers, parts));
  const { start, end } = block.inner;
  const before = text.slice(start, end);
  if (written.isAs(before, content)) return { ...table, content, isForeign: false };
  const change = difference(before, content.replaceAll('\n', lineEndOf(text)));
  const edit = { start: start + change.start, end: start + change.end, text: change.text };
  return { ...table, content, edit, isForeign: before.trim() !== '' && !written.has(before) };
}

/** Adds the edits of some tables; nothing is added for a document that changed or was closed since it was read. */
export function addEdits(all: vscode.WorkspaceEdit, { document, version, tables }: TablesReading): boolean {
  const edits = tables.flatMap(({ edit }) => edit ?? []);
  if (!edits.length || document.isClosed || document.version !== version) return false;
  for (const edit of edits) all.replace(document.uri, rangeOf(document, edit), edit.text);
  return true;
}

/** What the tables hold after their edits. */
export function contentsOf({ tables }: TablesReading): string[] {
  return tables.flatMap(({ content }) => content ?? []);
}
