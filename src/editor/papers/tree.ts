import * as vscode from 'vscode';
import { longestPage } from '../../core/library/arrange.ts';
import type { ArrangeSpec, Groups, Heading, Page } from '../../core/library/arrange.ts';
import type { Paper } from '../../core/entry/paper.ts';
import type { Attachments } from '../files/attachments.ts';
import { logged } from '../logged.ts';
import type { Connections } from '../connections/connections.ts';
import { countsText } from '../connections/counts.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import type { ReadingList } from '../reading/list.ts';
import { readingSpec } from '../reading/spec.ts';
import { paperCard } from './card.ts';
import { groupItem, paperItem } from './items.ts';
import { idOf } from './model.ts';
import type { GroupNode, Node, PaperNode } from './model.ts';
import type { ViewState } from './viewState.ts';

export interface TreeParts {
  readonly papers: Papers;
  readonly notes: Notes;
  readonly reading: ReadingList;
  readonly attachments: Attachments;
  readonly connections?: Connections;
  readonly log: vscode.LogOutputChannel;
}

/** While the library is loading, the tree takes no more than this share of the library's time. */
const share = 1 / 5;
/** Of so many papers that were looked at, the marks come when their files are found. */
const mostSeen = 5000;
/** Whoever looks at a tree that fills up wants to see that it does. */
const longestRest = 5000;

/**
 * Papers under their headings, as VS Code's tree asks for them. The library arranges them and hands
 * out what is looked at, so that only that much is known here, however many papers there are.
 */
export class PapersTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  readonly #papers: Papers;
  readonly #notes: Notes;
  readonly #reading: ReadingList;
  readonly #attachments: Attachments;
  readonly #connections: Connections | undefined;
  readonly #state: ViewState;
  readonly #changed = new vscode.EventEmitter<Node[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #arranged = new vscode.EventEmitter<Groups>();
  /** Tells how many papers there are, and how many of them are shown. */
  readonly onDidArrange = this.#arranged.event;
  /** The groups that VS Code knows, by their ids. */
  readonly #groups = new Map<string, GroupNode>();
  /** The nodes of papers that were on the screen, by paper and node. */
  readonly #seen = new Map<string, Map<string, PaperNode>>();
  readonly #listener: vscode.Disposable;
  readonly #log: vscode.LogOutputChannel;
  #query = '';
  /** The newest arrangement; the answer to an older question comes too late. */
  #top: Promise<Groups> | undefined;
  #shown: { readonly spec: string; readonly top: Groups } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restUntil = 0;

  constructor({ papers, notes, reading, attachments, connections, log }: TreeParts, state: ViewState) {
    this.#connections = connections;
    this.#attachments = attachments;
    this.#listener = attachments.onDidChange((ids) => this.#showFiles(ids));
    this.#papers = papers;
    this.#notes = notes;
    this.#reading = reading;
    this.#state = state;
    this.#log = log;
  }

  get query(): string {
    return this.#query;
  }

  /** Narrows the tree to what a query finds; an empty one shows everything. Resolves as `refresh` does. */
  setQuery(query: string): Promise<Groups | undefined> {
    this.#query = query;
    return this.refresh();
  }

  /** Arranges the papers again and tells VS Code what is different; gives nothing when it was asked for again meanwhile. */
  async refresh(): Promise<Groups | undefined> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const started = performance.now();
    const mine = this.#ask();
    this.#top = mine;
    const spec = JSON.stringify(this.#spec);
    const top = await mine;
    if (this.#top !== mine) return undefined;
    const before = this.#shown;
    this.#shown = { spec, top };
    const ended = performance.now();
    this.#restUntil = ended + Math.min((ended - started) / share, longestRest);
    this.#arranged.fire(top);
    const changed = before?.spec === spec ? changedHeadings(before.top, top) : undefined;
    const nodes = changed?.map((heading) => this.#group(heading, undefined));
    if (!nodes) this.#groups.clear();
    if (!nodes || nodes.length) this.#changed.fire(nodes);
    return top;
  }

  /** The same after a moment, once for many calls. */
  refreshSoon(): void {
    const refresh = () => logged(this.#log, 'Arranging the papers', this.refresh());
    this.#timer ??= setTimeout(refresh, this.#restUntil - performance.now());
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node?.kind === 'paper') return [];
    if (node) return this.#nodes(await this.#papers.ask('members', { spec: this.#spec, group: node.heading.id }), node);
    // an empty answer on its way would take the place of a later one in VS Code
    await this.#papers.first;
    return this.#nodes(await (this.#top ??= this.#ask()), undefined);
  }

  getParent(node: Node): Node | undefined {
    return node.parent;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const isOpen = this.#query !== '' && (this.#shown?.top.found ?? Infinity) <= longestPage;
    const item = node.kind === 'group' ? groupItem(node, isOpen) : this.#paperItem(node);
    item.id = this.#query ? `filtered/${idOf(node)}` : idOf(node);
    return item;
  }

  #paperItem(node: PaperNode): vscode.TreeItem {
    const hasPdf = this.#attachments.known(node.paper)?.hasPdf === true;
    if (this.#seen.size > mostSeen) this.#seen.clear();
    const nodes = this.#seen.get(node.paper.id) ?? new Map<string, PaperNode>();
    this.#seen.set(node.paper.id, nodes.set(idOf(node), node));
    return paperItem(node, this.#notes.of(node.paper.key), this.#reading.of(node.paper.key), hasPdf);
  }

  /** Papers whose files were found get their marks. */
  #showFiles(ids: ReadonlySet<string> | undefined): void {
    if (!ids) return this.#changed.fire(undefined);
    const nodes = [...ids].flatMap((id) => [...(this.#seen.get(id)?.values() ?? [])]);
    if (nodes.length) this.#changed.fire(nodes);
  }

  /** The card needs the abstract, which the worker keeps: it comes when somebody looks at it. */
  async resolveTreeItem(item: vscode.TreeItem, node: Node, token: vscode.CancellationToken): Promise<vscode.TreeItem> {
    if (node.kind !== 'paper') return item;
    const entry = await this.#papers.entry(node.paper.id);
    if (entry && !token.isCancellationRequested) {
      const { paper } = node;
      const topics = this.#papers.topicTitles(paper.topics);
      const card = paperCard(entry, paper, topics, this.#notes.of(paper.key), this.#reading.of(paper.key));
      const found = await this.#connections?.of(paper);
      if (found && (found.cited.length || found.mentioned.length)) card.appendMarkdown(`\n\n${countsText(found)}`);
      item.tooltip = card;
    }
    return item;
  }

  /** Where a paper stands first in the tree. */
  async nodeOf(id: string): Promise<PaperNode | undefined> {
    const located = await this.#papers.ask('locate', { spec: this.#spec, id });
    if (!located) return undefined;
    let parent: GroupNode | undefined;
    for (const heading of located.path) parent = this.#group(heading, parent);
    return { kind: 'paper', paper: located.paper, ...(parent ? { parent } : {}) };
  }

  /** The papers that some nodes are or have below them, each once. */
  async papersOf(nodes: readonly Node[]): Promise<Paper[]> {
    const groups = nodes.flatMap((node) => (node.kind === 'group' ? [node.heading.id] : []));
    const below = groups.length ? await this.#papers.ask('below', { spec: this.#spec, groups }) : [];
    const own = nodes.flatMap((node) => (node.kind === 'paper' ? [node.paper] : []));
    return [...new Map([...own, ...below].map((paper) => [paper.id, paper])).values()];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#listener.dispose();
    this.#changed.dispose();
    this.#arranged.dispose();
  }

  get #spec(): ArrangeSpec {
    const { grouping, order } = this.#state;
    const others = {
      topic: vscode.l10n.t('No topic'),
      year: vscode.l10n.t('No year'),
      author: vscode.l10n.t('No author'),
      venue: vscode.l10n.t('No venue'),
      status: vscode.l10n.t('Not in the reading list'),
      note: vscode.l10n.t('No note'),
    };
    return { grouping, order, query: this.#query, others, reading: readingSpec(this.#reading.statuses) };
  }

  #ask(): Promise<Groups> {
    return this.#papers.ask('groups', this.#spec);
  }

  #nodes({ headings, papers }: Page, parent: GroupNode | undefined): Node[] {
    const above = parent ? { parent } : {};
    return [
      ...headings.map((heading) => this.#group(heading, parent)),
      ...papers.map((paper): PaperNode => ({ kind: 'paper', paper, ...above })),
    ];
  }

  #group(heading: Heading, parent: GroupNode | undefined): GroupNode {
    const known = this.#groups.get(heading.id);
    if (known) {
      known.heading = heading;
      return known;
    }
    const node: GroupNode = { kind: 'group', heading, ...(parent ? { parent } : {}) };
    this.#groups.set(heading.id, node);
    return node;
  }
}

/** The headings that are different or have something different below them; nothing where the list itself is another. */
function changedHeadings(before: Groups, now: Groups): readonly Heading[] | undefined {
  const isSameList =
    !before.papers.length &&
    !now.papers.length &&
    before.headings.length === now.headings.length &&
    before.headings.every(({ id }, at) => id === now.headings[at]?.id);
  if (!isSameList) return undefined;
  return now.headings.filter(({ stamp }, at) => stamp !== before.headings[at]?.stamp);
}
