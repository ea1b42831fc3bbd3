import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { authorYear } from '../../core/entry/paper.ts';
import type { DetailsView } from '../details/view.ts';
import { views } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import { logged } from '../logged.ts';
import { keyOfNote } from '../notes/here.ts';
import type { Notes } from '../notes/notes.ts';
import type { Connections } from './connections.ts';
import type { Row } from './items.ts';
import { childrenOf, itemOf, rowsOf } from './items.ts';

/** What changes in a row is shown once. */
const quiet = 200;

interface ViewParts {
  readonly papers: Papers;
  readonly notes: Notes;
  readonly connections: Connections;
  readonly details: DetailsView;
  readonly log: vscode.LogOutputChannel;
}

/**
 * The view of what leads to a paper and where its note leads. It follows the paper that is looked at: the one whose note
 * is opened, or that is shown in the details, whichever came last. While nobody sees it, nothing is looked up.
 */
export class ConnectionsView implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #parts: ViewParts;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #view: vscode.TreeView<Row>;
  readonly #disposables: readonly vscode.Disposable[];
  #paper: Paper | undefined;
  #rows: readonly Row[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ViewParts) {
    this.#parts = parts;
    const { connections, papers, details } = parts;
    this.#view = vscode.window.createTreeView(views.connections, { treeDataProvider: this, showCollapseAll: true });
    const soon = () => this.#soon();
    this.#disposables = [
      this.#view,
      this.#changed,
      this.#view.onDidChangeVisibility(soon),
      connections.onDidChange(soon),
      papers.onDidChange(soon),
      details.onDidShow((paper) => this.#follow(paper)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#followNote(editor)),
    ];
    this.#followNote(vscode.window.activeTextEditor);
    this.#tellEmpty();
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return this.#paper ? itemOf(row, this.#paper) : new vscode.TreeItem('');
  }

  getChildren(row?: Row): Row[] {
    return [...(row ? childrenOf(row) : this.#rows)];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#disposables) each.dispose();
  }

  #followNote(editor: vscode.TextEditor | undefined): void {
    const key = editor && keyOfNote(editor.document, this.#parts.notes);
    const paper = key === undefined ? undefined : this.#parts.papers.get(key);
    if (paper) this.#follow(paper);
  }

  #follow(paper: Paper): void {
    if (paper.id === this.#paper?.id) return;
    this.#paper = paper;
    this.#view.description = authorYear(paper);
    this.#soon();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    if (!this.#view.visible) return;
    this.#timer = setTimeout(() => logged(this.#parts.log, 'The connections', this.#load()), quiet);
  }

  async #load(): Promise<void> {
    // the note that was open from the start belongs to a paper only now
    if (!this.#paper) this.#followNote(vscode.window.activeTextEditor);
    const wanted = this.#paper;
    if (!wanted) return this.#tellEmpty();
    const rows = rowsOf(await this.#parts.connections.of(wanted));
    if (this.#paper !== wanted) return;
    const isSame = JSON.stringify(rows) === JSON.stringify(this.#rows) && rows.length > 0;
    this.#rows = rows;
    this.#tellEmpty();
    if (!isSame) this.#changed.fire();
  }

  #tellEmpty(): void {
    this.#view.message = !this.#paper
      ? vscode.l10n.t('Select a paper, or open its note, to see which documents cite or mention it.')
      : this.#rows.length
        ? ''
        : vscode.l10n.t('No document cites or mentions this paper yet.');
  }
}
