import * as vscode from 'vscode';
import { authorYear } from '../../core/entry/paper.ts';
import { arrange } from '../../core/library/arrange.ts';
import { commands } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import { paperCard } from './card.ts';
import { childrenOf, idOf, nodesOf } from './model.ts';
import type { GroupNode, Node, PaperNode } from './model.ts';
import type { ViewState } from './viewState.ts';

/** The papers a filter lets through, and the text it was made of. */
export interface Filter {
  readonly query: string;
  readonly ids: ReadonlySet<string>;
}

/** Papers under their headings, as VS Code's tree asks for them. */
export class PapersTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #papers: Papers;
  readonly #notes: Notes;
  readonly #state: ViewState;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #filter: Filter | undefined;
  #roots: readonly Node[] | undefined;

  constructor(papers: Papers, notes: Notes, state: ViewState) {
    this.#papers = papers;
    this.#notes = notes;
    this.#state = state;
  }

  refresh(): void {
    this.#roots = undefined;
    this.#changed.fire();
  }

  setFilter(filter: Filter | undefined): void {
    this.#filter = filter;
    this.refresh();
  }

  getChildren(node?: Node): Node[] {
    if (!node) return [...(this.#roots ??= this.#arrange())];
    return node.kind === 'group' ? [...childrenOf(node.group)] : [];
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'paper' ? node.parent : undefined;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const item = node.kind === 'group' ? this.#groupItem(node) : this.#paperItem(node);
    item.id = this.#filter ? `filtered/${idOf(node)}` : idOf(node);
    return item;
  }

  /** The card needs the abstract, which the worker keeps: it comes when somebody looks at it. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node, token: vscode.CancellationToken): Promise<vscode.TreeItem> {
    if (node.kind !== 'paper') return item;
    const entry = await this.#papers.entry(node.paper.key);
    if (entry && !token.isCancellationRequested) {
      item.tooltip = paperCard(
        entry,
        node.paper,
        this.#papers.topicTitles(node.paper.topics),
        this.#notes.of(node.paper.key),
      );
    }
    return item;
  }

  /** Where a paper stands first in the tree. */
  nodeOf(key: string): PaperNode | undefined {
    for (const root of this.getChildren()) {
      const nodes = root.kind === 'group' ? childrenOf(root.group) : [root];
      const found = nodes.find(({ paper }) => paper.key === key);
      if (found) return found;
    }
    return undefined;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #arrange(): readonly Node[] {
    const filter = this.#filter;
    const papers = filter ? this.#papers.all.filter(({ id }) => filter.ids.has(id)) : this.#papers.all;
    const { grouping, order } = this.#state;
    const otherLabel = {
      topic: vscode.l10n.t('No topic'),
      year: vscode.l10n.t('No year'),
      author: vscode.l10n.t('No author'),
      venue: vscode.l10n.t('No venue'),
      none: '',
    }[grouping];
    const noteTime = (key: string) => this.#notes.of(key)?.created;
    return nodesOf(arrange(papers, { grouping, order, topics: this.#papers.topics, noteTime, otherLabel }));
  }

  #groupItem({ group }: GroupNode): vscode.TreeItem {
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(group.label, this.#filter ? Expanded : Collapsed);
    const count = group.papers.length;
    item.description = String(count);
    item.tooltip = group.description ?? group.label;
    item.contextValue = 'group';
    item.accessibilityInformation = {
      label:
        count === 1 ? vscode.l10n.t('{0}, 1 paper', group.label) : vscode.l10n.t('{0}, {1} papers', group.label, count),
    };
    return item;
  }

  #paperItem({ paper }: PaperNode): vscode.TreeItem {
    const note = this.#notes.of(paper.key);
    const item = new vscode.TreeItem(authorYear(paper));
    item.description = paper.title;
    item.iconPath = new vscode.ThemeIcon(note ? 'note' : 'file');
    item.contextValue = ['paper', ...Object.keys(paper.links), ...(note ? ['note'] : [])].join(' ');
    item.command = {
      command: commands.showPaper,
      title: vscode.l10n.t('Show Details'),
      arguments: [{ kind: 'paper', paper } satisfies Node],
    };
    const spoken = `${authorYear(paper)}, ${paper.title}`;
    item.accessibilityInformation = { label: note ? vscode.l10n.t('{0}, has a note', spoken) : spoken };
    return item;
  }
}
