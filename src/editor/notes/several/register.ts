import * as vscode from 'vscode';
import { registerCommand } from '../../command.ts';
import { commands } from '../../ids.ts';
import type { PapersView } from '../../papers/view.ts';
import type { ReadingList } from '../../reading/list.ts';
import type { Topics } from '../../topics/topics.ts';
import type { NoteKeeping } from '../openNote.ts';
import { createNotes } from './createNotes.ts';
import { registerMarkerCompletion } from './markerCompletion.ts';
import { registerTableProblems } from './tableProblems.ts';
import type { ProblemBoard } from '../../language/problemBoard.ts';
import { keepTables } from './keep.ts';
import { NoteFields } from './noteFields.ts';
import { saveTable, savedTable } from './saveTable.ts';
import type { PaperSet } from './sets.ts';
import { chooseSet, givenSet } from './sets.ts';
import { isMarkdown, tableAt } from './tables.ts';
import { editorForTable, insertTable, openTopicNote } from './topicNote.ts';
import { TableUpdates } from './update.ts';
import { WrittenTables } from './written.ts';

export interface SeveralParts extends NoteKeeping {
  readonly topics: Topics;
  readonly reading: ReadingList;
  readonly view: PapersView;
  readonly board: ProblemBoard;
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** What is done with many papers at once: notes for all of them, and tables. */
export function registerSeveral(given: SeveralParts): vscode.Disposable {
  const { log, papers, memory } = given;
  const parts = { ...given, fields: new NoteFields(), written: new WrittenTables(memory) };
  const updates = new TableUpdates(parts, parts.written);
  const setFor = async (args: readonly unknown[], title: string, isLasting = false) => {
    await papers.firstReading;
    return (await givenSet(parts, args)) ?? (await chooseSet(parts, title, isLasting));
  };
  return vscode.Disposable.from(
    registerCommand(log, commands.createNotes, async (...args) => {
      const set = await setFor(args, vscode.l10n.t('Create Notes'));
      if (set) await createNotes(parts, set.papers);
    }),
    registerCommand(log, commands.createTopicNote, async (...args) => {
      const set = await setFor(args, vscode.l10n.t('Create Topic Note'), true);
      if (set && isLasting(set)) await openTopicNote(parts, set);
    }),
    registerCommand(log, commands.insertTable, async (...args) => {
      const editor = editorForTable();
      const set = editor && (await setFor(args, vscode.l10n.t('Insert Table of Papers'), true));
      if (set && isLasting(set)) await insertTable(parts, editor, set);
    }),
    registerCommand(log, commands.updateTables, async () => {
      const editor = editorForTable();
      if (editor) await updates.document(editor.document);
    }),
    registerCommand(log, commands.updateAllTables, () => updates.all()),
    registerCommand(log, commands.saveTable, async (...args) => {
      const table = args.length ? undefined : tableHere();
      if (table) return saveTable(parts, await savedTable(parts, table.spec));
      const set = await setFor(args, vscode.l10n.t('Save Papers as CSV'));
      if (set) await saveTable(parts, { set });
    }),
    keepTables(parts, parts.written, updates, given.board, log),
    registerMarkerCompletion(parts),
    registerTableProblems(parts, given.board, log),
  );
}

/** What a file can name; a mere selection it cannot. */
function isLasting({ topic, query }: PaperSet): boolean {
  if (topic || query) return true;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('A table shows the papers of a topic or of a query. Add the papers to a topic first.'),
  );
  return false;
}

function tableHere() {
  const editor = vscode.window.activeTextEditor;
  if (!editor || !isMarkdown(editor.document)) return undefined;
  return tableAt(editor.document.getText(), editor.document.offsetAt(editor.selection.active));
}
