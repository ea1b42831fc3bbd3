import * as vscode from 'vscode';
import { groupings, orders } from '../../core/library/arrange.ts';
import type { Grouping, Order } from '../../core/library/arrange.ts';
import { registerCommand } from '../command.ts';
import { commands, contextKeys, views } from '../ids.ts';
import { ContextKey } from '../contextKey.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import { PaperDrag } from './drag.ts';
import type { Node } from './model.ts';
import { PapersTree } from './tree.ts';
import { ViewState } from './viewState.ts';

/** The Papers view: the tree, what narrows and orders it, and the way to a paper in it. */
export class PapersView implements vscode.Disposable {
  readonly #papers: Papers;
  readonly #state: ViewState;
  readonly #tree: PapersTree;
  readonly #view: vscode.TreeView<Node>;
  readonly #isFiltered = new ContextKey<boolean>(contextKeys.filtered);
  readonly #disposables: vscode.Disposable[];
  /** The newest filter; the answer to an older one comes too late. */
  #query = '';
  #message = '';
  #status = '';

  constructor(papers: Papers, notes: Notes, memory: vscode.Memento, log: vscode.LogOutputChannel) {
    this.#papers = papers;
    this.#state = new ViewState(memory);
    this.#tree = new PapersTree(papers, notes, this.#state);
    this.#view = vscode.window.createTreeView(views.papers, {
      treeDataProvider: this.#tree,
      dragAndDropController: new PaperDrag(),
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#disposables = [
      this.#tree,
      this.#view,
      this.#isFiltered,
      papers.onDidChange(() => void this.#apply(this.#query)),
      notes.onDidChange(() => this.#tree.refresh()),
      registerCommand(log, commands.filterPapers, () => this.#askFilter()),
      registerCommand(log, commands.clearFilter, () => this.#apply('')),
      registerCommand(log, commands.groupPapers, () => this.#askGrouping()),
      registerCommand(log, commands.sortPapers, () => this.#askOrder()),
    ];
  }

  get selection(): readonly Node[] {
    return this.#view.selection;
  }

  /** Shows progress in the view while the library is being read. */
  showProgress(work: Promise<unknown>): void {
    void vscode.window.withProgress({ location: { viewId: views.papers } }, () => work);
  }

  /** Why the view has nothing to show; an empty text takes the message away. */
  showMessage(message: string): void {
    this.#message = message;
    this.#view.message = message || this.#status;
  }

  /** How the library is doing, where the view has nothing else to say. */
  showStatus(status: string): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#view.message = this.#message || status;
  }

  /** Selects the paper in the tree; a filter that hides it is taken off first. */
  async reveal(key: string, focus = false): Promise<void> {
    if (!this.#tree.nodeOf(key)) await this.#apply('');
    const selected = this.#view.selection.some((node) => node.kind === 'paper' && node.paper.key === key);
    const node = this.#tree.nodeOf(key);
    if (node && (focus || !selected)) await this.#view.reveal(node, { select: true, focus, expand: true });
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  /** Narrows the tree while one types; Escape brings back what was there before. */
  #askFilter(): void {
    const before = this.#query;
    const input = vscode.window.createInputBox();
    input.title = vscode.l10n.t('Filter Papers');
    input.placeholder = vscode.l10n.t('Words of title, authors, year, key, topics, venue or abstract');
    input.value = before;
    let isAccepted = false;
    input.onDidChangeValue((value) => void this.#apply(value));
    input.onDidAccept(() => {
      isAccepted = true;
      input.hide();
    });
    input.onDidHide(() => {
      if (!isAccepted) void this.#apply(before);
      input.dispose();
    });
    input.show();
  }

  async #apply(value: string): Promise<void> {
    this.#query = value;
    const query = value.trim();
    if (!query) {
      this.#tree.setFilter(undefined);
      this.#isFiltered.set(false);
      this.showMessage('');
      return;
    }
    const ids = await this.#papers.filter(query, 'view');
    if (this.#query !== value) return;
    this.#tree.setFilter({ query, ids: new Set(ids) });
    this.#isFiltered.set(true);
    this.showMessage(
      ids.length
        ? vscode.l10n.t('“{0}”: {1} of {2} papers', query, ids.length, this.#papers.size)
        : vscode.l10n.t('“{0}”: no paper of {1} matches', query, this.#papers.size),
    );
  }

  async #askGrouping(): Promise<void> {
    const labels: Readonly<Record<Grouping, string>> = {
      topic: vscode.l10n.t('Topic'),
      year: vscode.l10n.t('Year'),
      author: vscode.l10n.t('First Author'),
      venue: vscode.l10n.t('Venue'),
      none: vscode.l10n.t('No Groups'),
    };
    const chosen = await choose(vscode.l10n.t('Group papers by'), groupings, labels, this.#state.grouping);
    if (!chosen) return;
    await this.#state.setGrouping(chosen);
    this.#tree.refresh();
  }

  async #askOrder(): Promise<void> {
    const labels: Readonly<Record<Order, string>> = {
      year: vscode.l10n.t('Year, Newest First'),
      author: vscode.l10n.t('First Author'),
      title: vscode.l10n.t('Title'),
      note: vscode.l10n.t('Newest Note First'),
    };
    const chosen = await choose(vscode.l10n.t('Sort papers by'), orders, labels, this.#state.order);
    if (!chosen) return;
    await this.#state.setOrder(chosen);
    this.#tree.refresh();
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
