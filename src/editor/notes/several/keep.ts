import * as vscode from 'vscode';
import type { ProblemBoard } from '../../language/problemBoard.ts';
import { logged } from '../../logged.ts';
import { keepsTables } from '../../settings.ts';
import type { RowParts } from './rows.ts';
import { isInConflict, isMarkdown, mayHaveTables, readTables } from './tables.ts';
import { tellForeign } from './tableProblems.ts';
import type { TableUpdates } from './update.ts';
import type { WrittenTables } from './written.ts';

/** What changes in a row is looked at once. */
const quiet = 400;

/**
 * Keeps the tables of documents that are shown in an editor up to date, by the setting. A document with unsaved changes
 * stays as it is until it is saved, a document that nobody has opened stays as it is altogether, and so does a table
 * that somebody else wrote.
 */
export function keepTables(
  parts: RowParts,
  written: WrittenTables,
  updates: TableUpdates,
  board: ProblemBoard,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const { papers, notes, reading } = parts;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let work: Promise<void> = Promise.resolve();
  const waiting = new Set<vscode.TextDocument>();
  const schedule = (documents: readonly vscode.TextDocument[]) => {
    for (const document of documents) if (isMarkdown(document)) waiting.add(document);
    if (!waiting.size) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      work = work.then(run);
      logged(log, 'Updating tables', work);
    }, quiet);
  };
  const run = async () => {
    await papers.firstReading;
    await notes.firstReading;
    // a library that is not whole would take papers out of the tables
    const isSettled = [...papers.states.values()].every(({ kind }) => kind === 'read');
    const documents = [...waiting];
    waiting.clear();
    for (const document of isSettled ? documents : []) {
      try {
        await update(document);
      } catch (error) {
        log.error(`The tables of ${document.uri.path} could not be updated`, error);
      }
    }
  };
  const update = async (document: vscode.TextDocument) => {
    const text = document.getText();
    if (document.isDirty || document.isClosed || document.isUntitled || !mayHaveTables(text)) return;
    if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) !== true || isInConflict(text)) return;
    if (await isReadonly(document.uri)) return;
    const reading = await readTables(document, parts, written);
    if (document.isDirty || document.isClosed) return;
    tellForeign(board, document, reading.tables);
    await updates.apply([{ ...reading, tables: reading.tables.filter(({ isForeign }) => !isForeign) }]);
  };
  const always = () => schedule(shownDocuments().filter((document) => keepsTables(document) === 'auto'));
  const changed = vscode.workspace.createFileSystemWatcher('**/*.{md,markdown,qmd,Rmd}', true, false, true);
  always();
  return vscode.Disposable.from(
    changed,
    changed.onDidChange(always),
    vscode.window.onDidChangeVisibleTextEditors(always),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (!isMarkdown(document)) return;
      if (shownDocuments().includes(document) && keepsTables(document) !== 'off') schedule([document]);
      always();
    }),
    notes.onDidChange(always),
    reading.onDidChange(always),
    papers.onDidChange(always),
    { dispose: () => clearTimeout(timer) },
  );
}

/** Documents that have a tab: others were opened by programs, not by the user. */
function shownDocuments(): vscode.TextDocument[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = new Set(tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? String(input.uri) : [])));
  return vscode.workspace.textDocuments.filter(({ uri }) => shown.has(uri.toString()));
}

/** A file that is not there any more, or may not be written, stays as it is. */
async function isReadonly(uri: vscode.Uri): Promise<boolean> {
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return (permissions & vscode.FilePermission.Readonly) !== 0;
  } catch {
    return true;
  }
}
