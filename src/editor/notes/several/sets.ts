import * as vscode from 'vscode';
import type { Paper } from '../../../core/entry/paper.ts';
import type { Topic } from '../../../core/library/topic.ts';
import type { Papers } from '../../library/papers.ts';
import { logged } from '../../logged.ts';
import { isNode } from '../../papers/model.ts';
import type { Node } from '../../papers/model.ts';
import type { PapersView } from '../../papers/view.ts';
import type { Topics } from '../../topics/topics.ts';

/** Papers that something is done with at once, and where one thing tells them, what does. */
export interface PaperSet {
  /** What they are called: a topic's title, or a query. */
  readonly title: string;
  readonly papers: readonly Paper[];
  readonly topic?: Topic;
  readonly query?: string;
}

export interface PaperSetParts {
  readonly papers: Papers;
  readonly topics: Topics;
  readonly view: PapersView;
  readonly log: vscode.LogOutputChannel;
}

interface SetRow extends vscode.QuickPickItem {
  readonly set?: PaperSet | { readonly query: string };
}

/** The papers of a topic that is named by its id, or by its title; nothing where no paper has it. */
export function topicSet(topics: Topics, name: string): PaperSet | undefined {
  const known = topics.all();
  const folded = name.toLowerCase();
  const topic = known.find(({ id }) => id === name) ?? known.find(({ title }) => title.toLowerCase() === folded);
  return topic && { title: topic.title, topic, papers: topics.papersOf(topic.id) };
}

/** The papers that a query finds, as the filter of the Papers view does. */
export async function querySet(papers: Papers, query: string): Promise<PaperSet> {
  const ids = (await papers.ask('filter', { query })) ?? [];
  return { title: query, query, papers: ids.map((id) => papers.get(id)).filter((paper) => paper !== undefined) };
}

/**
 * The papers that a command is about. The tree gives what was clicked and what is selected; a keybinding gives
 * `{ "topic": … }`, `{ "query": … }`, `{ "selected": true }` or citation keys. Nothing where the arguments do not say.
 */
export async function givenSet(
  { papers, topics, view }: PaperSetParts,
  [first, all]: readonly unknown[],
): Promise<PaperSet | undefined> {
  const nodes = Array.isArray(all) && all.length ? all.filter(isNode) : isNode(first) ? [first] : [];
  if (nodes.length) return setOfNodes(view, topics, nodes);
  if (typeof first === 'string' || Array.isArray(first)) {
    const keys: readonly unknown[] = Array.isArray(first) ? first : [first];
    const found = await Promise.all(keys.filter((key) => typeof key === 'string').map((key) => papers.find(key)));
    return { title: '', papers: found.filter((paper) => paper !== undefined) };
  }
  if (typeof first !== 'object' || first === null) return undefined;
  const selected = 'selected' in first && first.selected === true ? await view.selected() : [];
  if (selected.length) return setOfNodes(view, topics, selected);
  if ('topic' in first && typeof first.topic === 'string') {
    const set = topicSet(topics, first.topic);
    if (!set) throw new Error(vscode.l10n.t('No paper has the topic “{0}”.', first.topic));
    return set;
  }
  return 'query' in first && typeof first.query === 'string' ? querySet(papers, first.query) : undefined;
}

async function setOfNodes(view: PapersView, topics: Topics, nodes: readonly Node[]): Promise<PaperSet> {
  const [only, ...others] = nodes;
  const topic = only?.kind === 'group' && !others.length ? only.heading.topic : undefined;
  const found = await view.papersOf(nodes);
  return topic
    ? { title: topics.get(topic.id).title, topic: topics.get(topic.id), papers: found }
    : { title: '', papers: found };
}

/**
 * Lets the user choose papers: what is selected in the Papers view, what its filter leaves, a topic, or what the typed
 * query finds. With `isLasting`, only what a file can name: a topic or a query.
 */
export async function chooseSet(
  { papers, topics, view, log }: PaperSetParts,
  title: string,
  isLasting: boolean,
): Promise<PaperSet | undefined> {
  const selected = isLasting ? [] : await view.papersOf(view.selection);
  const filter = view.query ? await querySet(papers, view.query) : undefined;
  const rows: SetRow[] = [];
  if (selected.length)
    rows.push({
      label: vscode.l10n.t('Selected in the Papers view'),
      description: papersText(selected.length),
      set: { title: '', papers: selected },
    });
  if (filter)
    rows.push({
      label: vscode.l10n.t('The filter “{0}”', filter.title),
      description: papersText(filter.papers.length),
      set: filter,
    });
  const sizes = new Map<string, number>();
  for (const paper of papers.all) for (const id of paper.topics) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  rows.push({ label: vscode.l10n.t('topics'), kind: vscode.QuickPickItemKind.Separator });
  for (const topic of topics.all())
    rows.push({
      label: topic.title,
      description: papersText(sizes.get(topic.id) ?? 0),
      set: { title: topic.title, topic, papers: [] },
    });
  const set = await pickRow(papers, log, title, rows);
  if (set?.query !== undefined) return querySet(papers, set.query);
  if (!set || !('papers' in set)) return undefined;
  return set.topic ? topicSet(topics, set.topic.id) : set;
}

/** A list in which what is typed is a query as well, the last row. */
function pickRow(
  papers: Papers,
  log: vscode.LogOutputChannel,
  title: string,
  rows: readonly SetRow[],
): Promise<SetRow['set']> {
  const pick = vscode.window.createQuickPick<SetRow>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Choose a topic, or type a query such as author:gu is:unread');
  pick.items = rows;
  const count = async (query: string) => {
    const row = (description: string): SetRow => ({
      label: vscode.l10n.t('Papers that “{0}” finds', query),
      description,
      set: { query },
      alwaysShow: true,
    });
    if (!query) return void (pick.items = rows);
    pick.items = [...rows, row('')];
    const found = await papers.ask('filter', { query, asker: 'several' });
    if (found && pick.value.trim() === query) pick.items = [...rows, row(papersText(found.length))];
  };
  pick.onDidChangeValue((value) => logged(log, 'Counting papers', count(value.trim())));
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.set);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

export function papersText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 paper') : vscode.l10n.t('{0} papers', count);
}
