import * as vscode from 'vscode';
import type { Groups } from '../../core/library/arrange.ts';
import type { Papers } from '../library/papers.ts';
import { logged } from '../logged.ts';
import type { CompletionKey } from '../query/accept.ts';
import { completionsFor } from '../query/completions.ts';
import type { Completion } from '../query/completions.ts';

export interface Filtering {
  readonly papers: Papers;
  readonly completionKey: CompletionKey;
  readonly log: vscode.LogOutputChannel;
  /** The filter that is in force. */
  readonly before: string;
  /** Puts a filter in force; gives what it leaves, or nothing when another one came after it. */
  readonly apply: (query: string) => Promise<Groups | undefined>;
}

interface FilterRow extends vscode.QuickPickItem {
  readonly completion?: Completion;
}

/** What a filter leaves, in a sentence. */
export function filterText(query: string, found: number, total: number): string {
  return found
    ? vscode.l10n.t('“{0}”: {1} of {2} papers', query, found, total)
    : vscode.l10n.t('“{0}”: no paper of {1} matches', query, total);
}

/**
 * Narrows the tree while one types; Escape brings back what was there before. The first row says
 * what Enter does and is always the one that Enter means, so that nobody who only types gets
 * anything else. Fields and values stand below it: Tab takes the first, or the arrow keys and Enter
 * take any; a screen reader reads them as the rows of a list, which an inline completion is not.
 */
export function askFilter({ papers, completionKey, log, before, apply }: Filtering): void {
  const pick = vscode.window.createQuickPick<FilterRow>();
  const run = (work: Promise<unknown>) => logged(log, 'Filtering', work);
  let isAccepted = false;
  let last: string | undefined;
  const change = async (value: string) => {
    if (value === last) return;
    last = value;
    if (!papers.size) await papers.first;
    const [groups, completions] = await Promise.all([apply(value), completionsFor(papers, value, true)]);
    if (last !== value || !groups) return;
    const rows = completions.map((completion): FilterRow => row(completion));
    const more: FilterRow[] = rows.length
      ? [{ label: vscode.l10n.t('complete with Tab'), kind: vscode.QuickPickItemKind.Separator }, ...rows]
      : [];
    pick.busy = false;
    pick.items = [enterRow(value.trim(), groups), ...more];
    completionKey.offer(
      rows.length && value.trim() ? () => run(complete(pick.activeItems[0]?.completion ?? completions[0])) : undefined,
    );
  };
  const complete = async (completion: Completion | undefined) => {
    if (!completion) return;
    pick.value = completion.query;
    await change(completion.query);
  };
  pick.title = vscode.l10n.t('Filter Papers');
  pick.placeholder = vscode.l10n.t(
    'Words of title, authors, year, key, topics, venue or abstract, or fields such as author:gu',
  );
  pick.value = before;
  if ('sortByLabel' in pick) pick.sortByLabel = false;
  pick.onDidChangeValue((value) => run(change(value)));
  pick.onDidAccept(() => {
    const completion = pick.activeItems[0]?.completion;
    if (completion) return run(complete(completion));
    isAccepted = true;
    pick.hide();
  });
  pick.onDidHide(() => {
    last = undefined;
    completionKey.offer();
    if (!isAccepted) run(apply(before));
    pick.dispose();
  });
  pick.busy = true;
  pick.show();
  run(change(before));
}

function enterRow(query: string, { found, total }: Groups): FilterRow {
  const label = query ? vscode.l10n.t('Keep this filter') : vscode.l10n.t('Show all papers');
  const count = query ? vscode.l10n.t('{0} of {1} papers', found, total) : String(total);
  return { label: `$(filter) ${label}`, description: count, alwaysShow: true };
}

function row(completion: Completion): FilterRow {
  return { label: completion.label, description: completion.description, completion, alwaysShow: true };
}
