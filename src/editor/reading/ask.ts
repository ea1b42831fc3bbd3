import * as vscode from 'vscode';
import { authorYear } from '../../core/entry/paper.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { bestRating, priorities } from '../../core/library/reading/facts.ts';
import type { ReadingChange } from '../../core/notes/reading/changes.ts';
import type { ReadingList } from './list.ts';
import { priorityText, ratingText, starsText, statusIcon } from './statuses.ts';

interface Choice<T> {
  readonly value: T;
  readonly label: string;
  readonly detail?: string;
}

/** Lets the user choose a status; the one that the papers have is marked. */
export async function askStatus(list: ReadingList, papers: readonly Paper[]): Promise<ReadingChange | undefined> {
  const current = shared(papers.map(({ key }) => list.of(key)?.status?.id));
  const choices = list.statuses.map((status) => ({ value: status, label: `$(${statusIcon(status)}) ${status.title}` }));
  const status = await choose(
    titleFor(papers, vscode.l10n.t('Reading Status')),
    [...choices, { value: null, label: `$(circle-slash) ${vscode.l10n.t('Not in the Reading List')}` }],
    (value) => (value === null ? current === undefined : value.id === current),
  );
  return status === undefined ? undefined : { status };
}

export async function askPriority(list: ReadingList, papers: readonly Paper[]): Promise<ReadingChange | undefined> {
  const current = shared(papers.map(({ key }) => list.of(key)?.state.priority));
  const choices = priorities.map((value) => ({ value, label: capital(priorityText(value)) }));
  const priority = await choose(
    titleFor(papers, vscode.l10n.t('Priority')),
    [...choices, { value: null, label: vscode.l10n.t('No Priority') }],
    (value) => (value ?? undefined) === current,
  );
  return priority === undefined ? undefined : { priority };
}

export async function askRating(list: ReadingList, papers: readonly Paper[]): Promise<ReadingChange | undefined> {
  const current = shared(papers.map(({ key }) => list.of(key)?.state.rating));
  const ratings = Array.from({ length: bestRating }, (_, at) => bestRating - at);
  const choices = ratings.map((value) => ({ value, label: `${starsText(value)} ${ratingText(value)}` }));
  const rating = await choose(
    titleFor(papers, vscode.l10n.t('Rating')),
    [...choices, { value: null, label: vscode.l10n.t('No Rating') }],
    (value) => (value ?? undefined) === current,
  );
  return rating === undefined ? undefined : { rating };
}

/** Lets the user type tags, with commas between them. */
export async function askTags(list: ReadingList, papers: readonly Paper[]): Promise<ReadingChange | undefined> {
  const before = papers.length === 1 && papers[0] ? (list.of(papers[0].key)?.state.tags ?? []) : [];
  const typed = await vscode.window.showInputBox({
    title: titleFor(papers, vscode.l10n.t('Tags')),
    prompt: vscode.l10n.t('Words with commas between them'),
    value: before.join(', '),
  });
  if (typed === undefined) return undefined;
  const tags = typed.split(',').map((tag) => tag.trim().replace(/^#/, ''));
  return { tags: [...new Set(tags.filter(Boolean))] };
}

/** Shows the choices with the current one first to be accepted; nothing where the user leaves. */
async function choose<T>(
  title: string,
  choices: readonly Choice<T>[],
  isCurrent: (value: T) => boolean,
): Promise<T | undefined> {
  const items = choices.map((choice) => ({
    ...choice,
    ...(isCurrent(choice.value) ? { description: vscode.l10n.t('current') } : {}),
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.value;
}

function titleFor(papers: readonly Paper[], what: string): string {
  const [only] = papers;
  return papers.length === 1 && only
    ? vscode.l10n.t('{0}: {1}', what, authorYear(only))
    : vscode.l10n.t('{0}: {1} papers', what, papers.length);
}

/** What all have in common. */
function shared<T>(values: readonly T[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
