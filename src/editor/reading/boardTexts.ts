import * as vscode from 'vscode';
import type { BoardColumn } from '../../core/library/arrange/board.ts';
import type { Paper } from '../../core/entry/paper.ts';
import type { PaperReading } from '../../core/notes/reading/known.ts';
import { nextPapers } from '../../core/notes/reading/next.ts';
import type { BoardTexts, CardOf, ColumnOf, NextOf } from '../../webview/board/protocol.ts';
import { dayText } from './dayText.ts';
import type { ReadingList } from './list.ts';
import { readingMarks } from './marks.ts';
import { priorityText, ratingText, starsText } from './statuses.ts';
import { reasonsOf } from './whatNext.ts';

/** So many papers are proposed at the top. */
const mostNext = 3;

/** What the board shows, in words. */
export function boardOf(
  list: ReadingList,
  columns: readonly BoardColumn[],
  hasNote: (key: string) => boolean,
  paperOf: (key: string) => Paper | undefined,
): { readonly columns: readonly ColumnOf[]; readonly next: readonly NextOf[] } {
  return {
    columns: columns.map(({ status, title, count, papers }): ColumnOf => {
      const own = list.statuses.find(({ id }) => id === status);
      return {
        id: status,
        title: own?.title ?? title ?? (status || vscode.l10n.t('Note without status')),
        kind: own?.kind ?? '',
        count,
        cards: papers.map((paper) => cardOf(paper, list.of(paper.key), hasNote(paper.key))),
      };
    }),
    next: nextOf(list, paperOf),
  };
}

function cardOf(paper: Paper, reading: PaperReading | undefined, hasNote: boolean): CardOf {
  const { priority, rating, tags } = reading?.state ?? { tags: [] };
  const isDone = reading?.status?.kind === 'done';
  return {
    key: paper.key,
    title: paper.title,
    authors: authorsOf(paper),
    priority: (!isDone && priority) || '',
    priorityText: !isDone && priority ? priorityText(priority) : '',
    stars: rating === undefined ? '' : starsText(rating),
    ratingText: rating === undefined ? '' : ratingText(rating),
    age: reading ? ageOf(reading) : '',
    tags: tags.slice(0, 3),
    hasNote,
    contexts: ['paper', ...(hasNote ? ['note'] : []), ...readingMarks(reading).contexts].join(' '),
  };
}

function ageOf({ status, since }: PaperReading): string {
  const day = since && dayText(since);
  if (!day || !status) return '';
  if (status.kind === 'active') return vscode.l10n.t('since {0}', day);
  return status.kind === 'done' ? day : vscode.l10n.t('added {0}', day);
}

function nextOf(list: ReadingList, paperOf: (key: string) => Paper | undefined): NextOf[] {
  return nextPapers(known(list.all, paperOf), mostNext).waiting.flatMap((reading) => {
    const paper = paperOf(reading.key);
    if (!paper) return [];
    return [{ key: paper.key, title: paper.title, authors: authorsOf(paper), reason: reasonsOf(reading) }];
  });
}

function* known(
  readings: Iterable<PaperReading>,
  paperOf: (key: string) => Paper | undefined,
): Generator<PaperReading> {
  for (const reading of readings) if (paperOf(reading.key)) yield reading;
}

function authorsOf({ authors, year }: Paper): string {
  return [authors, year].filter(Boolean).join(' · ');
}

export const boardTexts = (): BoardTexts => ({
  title: vscode.l10n.t('Reading Board'),
  next: vscode.l10n.t('What next'),
  filter: vscode.l10n.t('Filter, such as mamba or rating:>=4'),
  nothingFound: vscode.l10n.t('No paper of the board matches the filter.'),
  emptyTitle: vscode.l10n.t('Nothing is in your reading list yet'),
  emptyText: vscode.l10n.t(
    'In the Papers view, choose “Reading Status” in the context menu of a paper, or of several. Papers with a status, and papers with a note, are the cards of this board.',
  ),
  showPapers: vscode.l10n.t('Show Papers'),
  help: vscode.l10n.t(
    'Arrow keys go from card to card. With Ctrl or Cmd they move the card: left and right to another status, up and down in priority. 1 to 5 rate, Enter shows the paper.',
  ),
  openNote: vscode.l10n.t('Note'),
  createNote: vscode.l10n.t('Create Note'),
  more: vscode.l10n.t('More Actions…'),
  emptyColumn: vscode.l10n.t('Drop papers here'),
});
