import * as vscode from 'vscode';
import { ownedBlocks } from '../../../core/notes/edit/blocks.ts';
import { tableName } from '../../../core/notes/table/marker.ts';
import { unsavedDocument } from '../../openDocument.ts';
import { documentKind, filesIn, longestDocument, readText } from '../../sources/files.ts';
import { nameOf } from '../../sources/texts.ts';
import { commands } from '../../ids.ts';
import { syntaxOf } from '../../../core/citations/syntax.ts';
import type { RowParts } from './rows.ts';
import { addEdits, contentsOf, isInConflict, isMarkdown, mayHaveTables, readTables, tablesIn } from './tables.ts';
import type { TablesReading, TableState } from './tables.ts';
import type { WrittenTables } from './written.ts';

const readersAtOnce = 16;

/** What became of tables that were to be changed. */
interface Applied {
  /** Tables that were changed. */
  readonly count: number;
  /** Documents that changed or were closed since they were read, so nothing was written into them. */
  readonly left: readonly vscode.Uri[];
}

/** Brings the tables of the workspace's documents up to date when the user asks for it. */
export class TableUpdates {
  readonly #parts: RowParts;
  readonly #written: WrittenTables;

  constructor(parts: RowParts, written: WrittenTables) {
    this.#parts = parts;
    this.#written = written;
  }

  /** The tables of a document. What somebody else wrote into one is replaced only when the user says so. */
  async document(document: vscode.TextDocument): Promise<void> {
    await this.#parts.papers.firstReading;
    if (isInConflict(document.getText()))
      return tell(vscode.l10n.t('{0} has conflicts of a merge. Resolve them first.', nameOf(document.uri)));
    const reading = await readTables(document, this.#parts, this.#written);
    if (!reading.tables.length) return this.#tellNone(document);
    const foreign = reading.tables.filter(({ edit, isForeign }) => edit && isForeign);
    const isAllowed = !foreign.length || (await this.#ask(reading, foreign));
    const wanted = isAllowed ? reading.tables : reading.tables.filter(({ isForeign }) => !isForeign);
    const { count, left } = await this.apply([{ ...reading, tables: wanted }]);
    if (left.length) return tellLeft(left);
    const unknown = reading.tables.filter(({ content }) => content === undefined).length;
    if (unknown)
      return tell(
        vscode.l10n.t(
          'What the marker of a table says is not understood, so the table stays as it is; the Problems panel says why.',
        ),
      );
    const text = count ? countText(count) : vscode.l10n.t('The tables say what the notes say.');
    vscode.window.setStatusBarMessage(text, 3000);
  }

  /** All tables of the workspace, as one step to undo, when the user has seen how many. */
  async all(): Promise<void> {
    await this.#parts.papers.firstReading;
    const readings = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Looking for tables of papers'),
        cancellable: true,
      },
      async (_, token) => {
        const found: TablesReading[] = [];
        for (const uri of await documentsWithTables(token)) {
          if (token.isCancellationRequested) return undefined;
          const document = await vscode.workspace.openTextDocument(uri);
          if (!isInConflict(document.getText())) found.push(await readTables(document, this.#parts, this.#written));
        }
        return token.isCancellationRequested ? undefined : found;
      },
    );
    if (!readings) return;
    const tables = readings.flatMap((reading) => reading.tables);
    if (!tables.length) return tell(vscode.l10n.t('No document of the workspace has a table of papers.'));
    const ours = readings.map((reading) => ({
      ...reading,
      tables: reading.tables.filter(({ isForeign }) => !isForeign),
    }));
    const changed = ours.filter(({ tables: some }) => some.some(({ edit }) => edit));
    const foreign = tables.filter(({ isForeign, edit }) => isForeign && edit).length;
    const left = foreign
      ? vscode.l10n.t(
          '{0} hold what somebody else wrote and stay as they are; “Update Tables” in their documents asks about each.',
          foreign,
        )
      : '';
    if (!changed.length)
      return tell(
        [vscode.l10n.t('No other table is to be changed ({0}).', tables.length), left].filter(Boolean).join(' '),
      );
    const count = countOf(changed);
    const names = changed.map(({ document }) => nameOf(document.uri)).join(', ');
    const update: vscode.QuickPickItem = {
      label: vscode.l10n.t('Update {0} tables in {1} documents', count, changed.length),
      detail: [names, left].filter(Boolean).join(' · '),
    };
    const cancel: vscode.QuickPickItem = { label: vscode.l10n.t('Cancel') };
    const title = vscode.l10n.t('Update All Tables');
    if ((await vscode.window.showQuickPick([update, cancel], { title, ignoreFocusOut: true })) !== update) return;
    const applied = await this.apply(ours);
    if (applied.left.length) tellLeft(applied.left);
    if (applied.count) vscode.window.setStatusBarMessage(countText(applied.count), 3000);
  }

  /** Changes the documents as one step to undo; those that had no unsaved changes are saved. */
  async apply(readings: readonly TablesReading[]): Promise<Applied> {
    const edit = new vscode.WorkspaceEdit();
    const changed = readings.filter((reading) => addEdits(edit, reading));
    const clean = changed.filter(({ document }) => !document.isDirty && !document.isUntitled);
    if (changed.length && !(await vscode.workspace.applyEdit(edit)))
      throw new Error(vscode.l10n.t('The tables could not be written. Run the command again.'));
    const left = readings.filter((reading) => !changed.includes(reading) && countOf([reading]) > 0);
    const known = readings.filter((reading) => !left.includes(reading));
    await this.#written.add(known.flatMap(contentsOf));
    for (const reading of clean) {
      const { document } = reading;
      if (!(await document.save()))
        throw new Error(
          vscode.l10n.t('{0} could not be saved; its table is changed in the editor.', nameOf(document.uri)),
        );
      await this.#seeSaved(reading);
    }
    return { count: countOf(changed), left: left.map(({ document }) => document.uri) };
  }

  /** A formatter may have been at a table while it was saved: that is no reason to write it again. */
  async #seeSaved({ document, tables }: TablesReading): Promise<void> {
    const text = document.getText();
    const now = new Map(
      tablesIn(text).map(({ block }) => [block.attributes, text.slice(block.inner.start, block.inner.end)]),
    );
    for (const { block, content, edit } of tables) {
      const saved = now.get(block.attributes);
      if (edit && content !== undefined && saved !== undefined) await this.#written.saved(content, saved);
    }
  }

  async #ask(reading: TablesReading, foreign: readonly TableState[]): Promise<boolean> {
    const write: vscode.QuickPickItem = {
      label: vscode.l10n.t('Write Anew'),
      detail: vscode.l10n.t('What stands there is replaced by what the notes say. Undo brings it back.'),
    };
    const leave: vscode.QuickPickItem = {
      label: vscode.l10n.t('Leave as It Is'),
      detail: vscode.l10n.t('To keep a table of your own, take its two markers away.'),
    };
    const title =
      foreign.length === 1
        ? vscode.l10n.t('A table holds what was not written by this command')
        : vscode.l10n.t('{0} tables hold what was not written by this command', foreign.length);
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document === reading.document);
    const [first] = foreign;
    if (editor && first)
      editor.revealRange(
        new vscode.Range(
          editor.document.positionAt(first.block.span.start),
          editor.document.positionAt(first.block.span.end),
        ),
      );
    return (await vscode.window.showQuickPick([write, leave], { title, ignoreFocusOut: true })) === write;
  }

  async #tellNone(document: vscode.TextDocument): Promise<void> {
    const text = document.getText();
    const wrong = isMarkdown(document) && ownedBlocks(text).problems.some(({ facts }) => facts?.['name'] === tableName);
    const insert = vscode.l10n.t('Insert Table');
    const all = vscode.l10n.t('Update All Tables');
    const message = wrong
      ? vscode.l10n.t(
          'The markers of the table do not fit together: each needs its own closing one, on a line of its own.',
        )
      : vscode.l10n.t('This document has no table of papers.');
    const choice = await vscode.window.showInformationMessage(message, ...(wrong ? [] : [insert]), all);
    if (choice === insert) await vscode.commands.executeCommand(commands.insertTable);
    if (choice === all) await this.all();
  }
}

/** The Markdown documents of the workspace that have what looks like a table, also where it is not saved. */
async function documentsWithTables(token: vscode.CancellationToken): Promise<vscode.Uri[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const files = (await Promise.all(folders.map((folder) => filesIn(folder, documentKind)))).flat();
  const queue = files.filter(({ path }) => syntaxOf('', path) === 'markdown');
  const found: vscode.Uri[] = [];
  const reader = async () => {
    for (let uri = queue.pop(); uri && !token.isCancellationRequested; uri = queue.pop())
      if (mayHaveTables(unsavedDocument(uri.toString())?.getText() ?? (await readText(uri, longestDocument)) ?? ''))
        found.push(uri);
  };
  await Promise.all(Array.from({ length: readersAtOnce }, reader));
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** How many tables are to be changed. */
function countOf(readings: readonly TablesReading[]): number {
  return readings.flatMap(({ tables }) => tables.filter(({ edit }) => edit)).length;
}

function tellLeft(left: readonly vscode.Uri[]): void {
  tell(
    vscode.l10n.t(
      'Nothing was written into {0}, which changed or was closed meanwhile. Run the command again.',
      left.map(nameOf).join(', '),
    ),
  );
}

function countText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 table updated') : vscode.l10n.t('{0} tables updated', count);
}

function tell(text: string): void {
  void vscode.window.showInformationMessage(text);
}
