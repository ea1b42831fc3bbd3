import * as vscode from 'vscode';
import { bestRating, priorities } from '../../core/library/reading/facts.ts';
import { statusNamed } from '../../core/library/reading/statuses.ts';
import type { ReadingChange } from '../../core/notes/reading/changes.ts';
import type { ReadingMessage, ReadingOf } from '../../webview/details/protocol.ts';
import { dayText } from '../reading/dayText.ts';
import type { ReadingList } from '../reading/list.ts';
import { ratingText } from '../reading/statuses.ts';

/** How far a paper is read, for the page of its details. */
export function readingOf(list: ReadingList, key: string): ReadingOf {
  const { status, state } = list.of(key) ?? {};
  const own = status && !list.statuses.some(({ id }) => id === status.id) ? [status] : [];
  const none = { id: '', title: vscode.l10n.t('Not in the Reading List') };
  const names = { high: vscode.l10n.t('High'), medium: vscode.l10n.t('Medium'), low: vscode.l10n.t('Low') };
  return {
    statuses: [none, ...list.statuses, ...own].map(({ id, title }) => ({ id, title })),
    status: status?.id ?? '',
    priorities: [{ id: '', title: vscode.l10n.t('None') }, ...priorities.map((id) => ({ id, title: names[id] }))],
    priority: state?.priority ?? '',
    rating: state?.rating ?? 0,
    ratings: Array.from({ length: bestRating }, (_, at) => ratingText(at + 1)),
    tags: state?.tags ?? [],
    dates: [
      state?.started ? vscode.l10n.t('begun {0}', dayText(state.started)) : '',
      state?.finished ? vscode.l10n.t('finished {0}', dayText(state.finished)) : '',
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

/** What the page asks for; nothing where it makes no sense. */
export function changeOf(list: ReadingList, { status, priority, rating }: ReadingMessage): ReadingChange | undefined {
  if (status !== undefined) return { status: status ? statusNamed(list.statuses, status) : null };
  if (rating !== undefined) return { rating: rating > 0 && rating <= bestRating ? rating : null };
  if (priority === undefined) return undefined;
  return { priority: priorities.find((each) => each === priority) ?? null };
}
