import * as vscode from 'vscode';
import type { PaperReading } from '../../core/notes/reading/known.ts';
import { priorityText, ratingText, statusIcon } from './statuses.ts';

/** How a row of a list shows how far its paper is read. */
export interface ReadingMarks {
  /** Takes the place of the icon that tells of a note, where reading has begun or is wanted most. */
  readonly icon?: vscode.ThemeIcon;
  /** The same in words. */
  readonly words: readonly string[];
  /** For menus: the kind of the status, and whether there is a priority and a rating. */
  readonly contexts: readonly string[];
}

const colours = { open: undefined, active: 'charts.blue', done: 'charts.green' } as const;

export function readingMarks(reading: PaperReading | undefined): ReadingMarks {
  if (!reading) return { words: [], contexts: [] };
  const { status, state } = reading;
  const isWanted = state.priority === 'high' && status?.kind !== 'done' && status?.kind !== 'active';
  const icon = isWanted
    ? new vscode.ThemeIcon('arrow-circle-up', new vscode.ThemeColor('charts.orange'))
    : status && (status.kind !== 'open' || status.icon)
      ? new vscode.ThemeIcon(statusIcon(status), colour(status.kind && colours[status.kind]))
      : undefined;
  return {
    ...(icon ? { icon } : {}),
    words: readingWords(reading),
    contexts: [
      ...(status ? ['listed', status.kind ?? 'other'] : []),
      ...(state.priority ? ['priority'] : []),
      ...(state.rating === undefined ? [] : ['rated']),
    ],
  };
}

/** "Reading", "high priority", "4 of 5 stars". */
export function readingWords({ status, state }: PaperReading): string[] {
  return [
    ...(status ? [status.title] : []),
    ...(state.priority && status?.kind !== 'done' ? [priorityText(state.priority)] : []),
    ...(state.rating === undefined ? [] : [ratingText(state.rating)]),
  ];
}

function colour(id: string | undefined): vscode.ThemeColor | undefined {
  return id === undefined ? undefined : new vscode.ThemeColor(id);
}
