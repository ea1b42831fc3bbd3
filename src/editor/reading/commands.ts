import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { priorities } from '../../core/library/reading/facts.ts';
import type { StatusKind } from '../../core/library/reading/facts.ts';
import type { Status } from '../../core/library/reading/statuses.ts';
import type { ReadingChange } from '../../core/notes/reading/changes.ts';
import { registerCommand } from '../command.ts';
import { ContextKey } from '../contextKey.ts';
import type { CommandId } from '../ids.ts';
import { commands, contextKeys } from '../ids.ts';
import type { DocumentCitations } from '../language/documents.ts';
import { keyOfNote, keyUnderCursor } from '../notes/here.ts';
import type { Papers } from '../library/papers.ts';
import type { SelectedPapers } from '../papers/selected.ts';
import { readingSettings } from '../settings.ts';
import type { ReadingChanges } from './change.ts';
import type { ReadingList } from './list.ts';
import { askPriority, askRating, askStatus, askTags } from './ask.ts';

export interface ReadingCommands {
  readonly papers: Papers;
  readonly citations: DocumentCitations;
  readonly list: ReadingList;
  readonly changes: ReadingChanges;
  readonly selected: SelectedPapers;
  readonly log: vscode.LogOutputChannel;
}

/** The commands that set how far papers are read: for the selected papers, those of a note or a citation, or chosen ones. */
export function registerReadingCommands(deps: ReadingCommands): vscode.Disposable {
  const { list, changes, log } = deps;
  const run = (
    id: CommandId,
    changeOf: (papers: readonly Paper[]) => ReadingChange | Promise<ReadingChange | undefined>,
  ) =>
    registerCommand(log, id, async (...args) => {
      const papers = await papersMeant(deps, args);
      const change = papers.length ? await changeOf(papers) : undefined;
      if (change) await changes.change(papers, change);
    });
  const mark = (id: CommandId, kind: StatusKind) =>
    run(id, async (papers) => {
      const status = firstOf(list.statuses, kind);
      return status ? { status } : askStatus(list, papers);
    });
  const isOwn = new ContextKey<boolean>(contextKeys.ownStatuses);
  const tellOwn = () => isOwn.set(Array.isArray(readingSettings().statuses) && !hasBuiltIn(list.statuses));
  tellOwn();
  return vscode.Disposable.from(
    isOwn,
    list.onDidChange(tellOwn),
    run(commands.setReadingStatus, (papers) => askStatus(list, papers)),
    mark(commands.markToRead, 'open'),
    mark(commands.markReading, 'active'),
    mark(commands.markRead, 'done'),
    run(commands.clearReadingStatus, () => ({ status: null })),
    run(commands.setPriority, (papers) => askPriority(list, papers)),
    ...priorities.map((priority) => run(priorityCommands[priority], () => ({ priority }))),
    run(commands.clearPriority, () => ({ priority: null })),
    run(commands.setRating, (papers) => askRating(list, papers)),
    ...ratingCommands.map((id, at) => run(id, () => ({ rating: at + 1 }))),
    run(commands.clearRating, () => ({ rating: null })),
    run(commands.setReadingTags, (papers) => askTags(list, papers)),
  );
}

const priorityCommands = {
  high: commands.setHighPriority,
  medium: commands.setMediumPriority,
  low: commands.setLowPriority,
} as const;

/** The first gives one star. */
const ratingCommands = [commands.rate1, commands.rate2, commands.rate3, commands.rate4, commands.rate5] as const;

function firstOf(statuses: readonly Status[], kind: StatusKind): Status | undefined {
  return statuses.find((status) => status.kind === kind);
}

/** Whether the statuses are the three that everybody has, so that menus can name them. */
function hasBuiltIn(statuses: readonly Status[]): boolean {
  return statuses.map(({ id }) => id).join(' ') === 'to-read reading read';
}

async function papersMeant(
  { papers, citations, selected }: ReadingCommands,
  args: readonly unknown[],
): Promise<readonly Paper[]> {
  const given = await selected.given(args);
  if (given) return given;
  const editor = vscode.window.activeTextEditor;
  const key = editor && (keyUnderCursor(editor, citations) ?? keyOfNote(editor.document));
  const here = editor && key !== undefined ? await papers.cited(key, editor.document) : undefined;
  return here ? [here] : selected.papers(args);
}
