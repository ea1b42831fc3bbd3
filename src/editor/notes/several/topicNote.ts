import * as vscode from 'vscode';
import { safePath } from '../../../core/notes/fileName.ts';
import type { TableSpec } from '../../../core/notes/table/marker.ts';
import { renderTable, wholeTable } from '../../../core/notes/table/table.ts';
import { lineEndOf } from '../../../core/text.ts';
import { topicNotesFolder } from '../../settings.ts';
import { workspaceFolderFor } from '../folder.ts';
import { askFields } from './askFields.ts';
import { FreeNames } from './freeNames.ts';
import { fieldNames, rowsIn } from './rows.ts';
import type { RowParts } from './rows.ts';
import type { PaperSet } from './sets.ts';
import { isMarkdown, tablesIn } from './tables.ts';
import type { WrittenTables } from './written.ts';

export interface TopicNoteParts extends RowParts {
  readonly written: WrittenTables;
  readonly memory: vscode.Memento;
}

/** Opens the note of a topic, or of a query; where there is none it is made, with a table of the papers. */
export async function openTopicNote(parts: TopicNoteParts, set: PaperSet): Promise<void> {
  const folder = await workspaceFolderFor(vscode.window.activeTextEditor?.document);
  if (!folder) return;
  const path = safePath(`${topicNotesFolder(folder.uri)}/${set.title}`, '.md');
  const names = new FreeNames(folder.uri);
  const there = await names.there(path);
  if (there && (await showsSet(there, set))) return show(there);
  const spec = await askSpec(parts, set, vscode.l10n.t('Create Topic Note: Columns'));
  if (!spec) return;
  const uri = await names.take(path);
  const text = [
    `# ${set.title.replace(/\s+/g, ' ')}`,
    '',
    ...(set.topic?.description ? [set.topic.description, ''] : []),
    '',
  ].join('\n');
  const edit = new vscode.WorkspaceEdit();
  const table = await tableText(parts, spec, set, uri, '\n');
  edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text + table) });
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('{0} cannot be written.', vscode.workspace.asRelativePath(uri)));
  await show(uri);
}

/** Puts a table of papers into the document at the cursor, on lines of its own. */
export async function insertTable(parts: TopicNoteParts, editor: vscode.TextEditor, set: PaperSet): Promise<void> {
  const spec = await askSpec(parts, set, vscode.l10n.t('Insert Table: Columns'));
  if (!spec) return;
  const { document, selection } = editor;
  const text = document.getText();
  const lineEnd = lineEndOf(text);
  const table = await tableText(parts, spec, set, document.uri, lineEnd);
  const line = document.lineAt(selection.active.line);
  const place = line.range.end;
  const before = line.text.trim() ? lineEnd.repeat(2) : isBlank(document, line.lineNumber - 1) ? '' : lineEnd;
  const after = isBlank(document, line.lineNumber + 1) ? '' : lineEnd;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, place, before + table.slice(0, -lineEnd.length) + after);
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('{0} cannot be written to.', vscode.workspace.asRelativePath(document.uri)));
}

/** The active editor where a table can be put in; anything else is said, with what to do. */
export function editorForTable(): vscode.TextEditor | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor && isMarkdown(editor.document)) return editor;
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'A table of papers is inserted into Markdown. Open or create a Markdown file, and run the command again there.',
    ),
  );
  return undefined;
}

function isBlank(document: vscode.TextDocument, line: number): boolean {
  return line < 0 || line >= document.lineCount || document.lineAt(line).isEmptyOrWhitespace;
}

async function askSpec(parts: TopicNoteParts, set: PaperSet, title: string): Promise<TableSpec | undefined> {
  const fields = await askFields(parts.memory, title, await fieldNames(set.papers, parts));
  return (
    fields && {
      ...(set.topic ? { topic: set.topic.id } : { query: set.query ?? '' }),
      fields,
      sort: [{ field: 'year', isBackwards: true }],
      layout: 'table',
    }
  );
}

async function tableText(
  parts: TopicNoteParts,
  spec: TableSpec,
  set: PaperSet,
  uri: vscode.Uri,
  lineEnd: string,
): Promise<string> {
  const rows = await rowsIn(uri, set.papers, parts);
  await parts.written.add([renderTable(spec, rows)]);
  return wholeTable(spec, rows).replaceAll('\n', lineEnd);
}

async function showsSet(uri: vscode.Uri, { topic, query }: PaperSet): Promise<boolean> {
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  return tablesIn(text).some(({ marker: { spec } }) =>
    topic ? spec?.topic === topic.id || spec?.topic === topic.title : spec?.query === query,
  );
}

async function show(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri, { preview: false });
}
