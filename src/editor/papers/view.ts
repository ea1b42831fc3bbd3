import * as vscode from 'vscode';
import { groupings, orders } from '../../core/library/arrange.ts';
import type { Grouping, Groups, Order } from '../../core/library/arrange.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { registerCommand } from '../command.ts';
import { commands, contextKeys, views } from '../ids.ts';
import { ContextKey } from '../contextKey.ts';
import { logged } from '../logged.ts';
import type { Connections } from '../connections/connections.ts';
import type { Papers } from '../library/papers.ts';
import type { Attachments } from '../files/attachments.ts';
import type { Notes } from '../notes/notes.ts';
import type { CompletionKey } from '../query/accept.ts';
import type { ReadingChanges } from '../reading/change.ts';
import type { ReadingList } from '../reading/list.ts';
import type { Topics } from '../topics/topics.ts';
import { PaperDrag } from './drag.ts';
import { askFilter, filterText } from './filter.ts';
import type { Node } from './model.ts';
import { PapersTree } from './tree.ts';
import { ViewState } from './viewState.ts';

export interface PapersViewParts {
  readonly papers: Papers;
  readonly notes: Notes;
  readonly attachments: Attachments;
  readonly connections: Connections;
  readonly topics: Topics;
  readonly reading: ReadingList;
  readonly changes: ReadingChanges;
  readonly completionKey: CompletionKey;
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** So long VS Code may take to show a tree anew, in milliseconds. */
const longestRefresh = 2000;

/** The Papers view: the tree, what narrows and orders it, and the way to a paper in it. */
export class PapersView implements vscode.Disposable {
  readonly #papers: Papers;
  readonly #completionKey: CompletionKey;
  readonly #log: vscode.LogOutputChannel;
  readonly #state: ViewState;
  readonly #tree: PapersTree;
  readonly #view: vscode.TreeView<Node>;
  readonly #isFiltered = new ContextKey<boolean>(contextKeys.filtered);
  readonly #disposables: vscode.Disposable[];
  #message = '';
  #status = '';

  constructor(parts: PapersViewParts) {
    const { papers, notes, attachments, connections, topics, reading, changes, completionKey, memory, log } = parts;
    this.#papers = papers;
    this.#completionKey = completionKey;
    this.#log = log;
    this.#state = new ViewState(memory);
    this.#tree = new PapersTree({ papers, notes, reading, attachments, connections, log }, this.#state);
    this.#view = vscode.window.createTreeView(views.papers, {
      treeDataProvider: this.#tree,
      dragAndDropController: new PaperDrag(topics, { papers, reading, changes }, parts),
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#disposables = [
      this.#tree,
      this.#view,
      this.#isFiltered,
      papers.onDidChange(() => this.#tree.refreshSoon()),
      notes.onDidChange(() => {
        // questions are answered in order, so that the tree is arranged with these
        const facts = notes.all.map(({ key, created }) => ({ key, created }));
        logged(log, 'Telling the library of the notes', papers.tell('notes', { notes: facts }));
        this.#tree.refreshSoon();
      }),
      reading.onDidChange((news) => {
        const all = () => ({ changed: reading.facts, removed: [] });
        logged(log, 'Telling the library of the reading list', papers.tell('readings', news, all));
        this.#tree.refreshSoon();
      }),
      attachments.pdfs.onDidChange(() => {
        if (/\bhas:/i.test(this.#tree.query)) this.#tree.refreshSoon();
      }),
      this.#tree.onDidArrange((groups) => this.#tell(groups)),
      registerCommand(log, commands.filterPapers, () => this.#askFilter()),
      registerCommand(log, commands.clearFilter, () => this.#apply('')),
      registerCommand(log, commands.groupPapers, () => this.#askGrouping()),
      registerCommand(log, commands.sortPapers, () => this.#askOrder()),
    ];
  }

  get selection(): readonly Node[] {
    return this.#view.selection;
  }

  /**
   * What is selected, where something is: VS Code tells of nothing while it asks the tree anew for what is on the
   * screen.
   */
  async selected(): Promise<readonly Node[]> {
    const end = performance.now() + longestRefresh;
    while (!this.#view.selection.length && performance.now() < end) await new Promise((next) => setTimeout(next, 50));
    return this.#view.selection;
  }

  /** What narrows the tree; empty where nothing does. */
  get query(): string {
    return this.#tree.query;
  }

  /** Shows progress in the view while the library is being read. */
  showProgress(work: Promise<unknown>): void {
    const shown = vscode.window.withProgress({ location: { viewId: views.papers } }, () => work);
    logged(this.#log, 'What the Papers view waits for', shown);
  }

  /** Why the view has nothing to show; an empty text takes the message away. */
  showMessage(message: string): void {
    this.#message = message;
    this.#view.message = message || this.#status;
  }

  /** A number on the view's icon, with what it counts; nothing takes it away. */
  showBadge(badge: vscode.ViewBadge | undefined): void {
    const now = this.#view.badge;
    if (now?.value !== badge?.value || now?.tooltip !== badge?.tooltip) this.#view.badge = badge;
  }

  get status(): string {
    return this.#status;
  }

  /** How the library is doing, where the view has nothing else to say. */
  showStatus(status: string): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#view.message = this.#message || status;
  }

  /** The papers that some nodes of the tree are or have below them. */
  papersOf(nodes: readonly Node[]): Promise<readonly Paper[]> {
    return this.#tree.papersOf(nodes);
  }

  /** Selects the paper in the tree; a filter that hides it is taken off first. */
  async reveal({ id }: Paper, focus = false): Promise<void> {
    if (this.#tree.query && !(await this.#tree.nodeOf(id))) await this.#apply('');
    const selected = this.#view.selection.some((node) => node.kind === 'paper' && node.paper.id === id);
    if (selected && !focus) return;
    const node = await this.#tree.nodeOf(id);
    if (node) await this.#view.reveal(node, { select: true, focus, expand: true });
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  #askFilter(): void {
    askFilter({
      papers: this.#papers,
      completionKey: this.#completionKey,
      log: this.#log,
      before: this.#tree.query,
      apply: (query) => this.#apply(query),
    });
  }

  #apply(value: string): Promise<Groups | undefined> {
    const query = value.trim();
    this.#isFiltered.set(query !== '');
    return this.#tree.setQuery(query);
  }

  #tell({ found, total }: Groups): void {
    const { query } = this.#tree;
    this.showMessage(query ? filterText(query, found, total) : '');
  }

  async #askGrouping(): Promise<void> {
    const labels: Readonly<Record<Grouping, string>> = {
      topic: vscode.l10n.t('Topic'),
      year: vscode.l10n.t('Year'),
      author: vscode.l10n.t('First Author'),
      venue: vscode.l10n.t('Venue'),
      status: vscode.l10n.t('Reading Status'),
      none: vscode.l10n.t('No Groups'),
    };
    const chosen = await choose(vscode.l10n.t('Group papers by'), groupings, labels, this.#state.grouping);
    if (!chosen) return;
    await this.#state.setGrouping(chosen);
    await this.#tree.refresh();
  }

  async #askOrder(): Promise<void> {
    const labels: Readonly<Record<Order, string>> = {
      year: vscode.l10n.t('Year, Newest First'),
      author: vscode.l10n.t('First Author'),
      title: vscode.l10n.t('Title'),
      note: vscode.l10n.t('Newest Note First'),
      priority: vscode.l10n.t('Priority, Highest First'),
    };
    const chosen = await choose(vscode.l10n.t('Sort papers by'), orders, labels, this.#state.order);
    if (!chosen) return;
    await this.#state.setOrder(chosen);
    await this.#tree.refresh();
  }
}

async function choose<T extends string>(
  placeHolder: string,
  values: readonly T[],
  labels: Readonly<Record<T, string>>,
  current: T,
): Promise<T | undefined> {
  const items = values.map((value) => ({
    value,
    label: labels[value],
    ...(value === current ? { description: vscode.l10n.t('current') } : {}),
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.value;
}
