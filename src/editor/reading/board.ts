import * as vscode from 'vscode';
import type { BoardColumn } from '../../core/library/arrange/board.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { authorYear } from '../../core/entry/paper.ts';
import { bestRating, priorities } from '../../core/library/reading/facts.ts';
import { statusNamed } from '../../core/library/reading/statuses.ts';
import type { ReadingChange } from '../../core/notes/reading/changes.ts';
import type { FromBoard, ToBoard } from '../../webview/board/protocol.ts';
import { registerCommand } from '../command.ts';
import { commands, views } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import { logged } from '../logged.ts';
import type { Notes } from '../notes/notes.ts';
import { webviewPage } from '../webviewPage.ts';
import { boardOf, boardTexts } from './boardTexts.ts';
import type { ReadingChanges } from './change.ts';
import type { ReadingList } from './list.ts';
import { priorityText, ratingText } from './statuses.ts';

export interface BoardParts {
  readonly extensionUri: vscode.Uri;
  readonly papers: Papers;
  readonly notes: Notes;
  readonly list: ReadingList;
  readonly changes: ReadingChanges;
  readonly log: vscode.LogOutputChannel;
}

const viewType = 'literatureNotes.board';
/** What changes within this time is shown at once. */
const pause = 60;

/** "Open Reading Board": the reading list as columns of cards, of which there is one board. */
export function registerReadingBoard(parts: BoardParts): vscode.Disposable {
  let board: ReadingBoard | undefined;
  const show = (panel: vscode.WebviewPanel) => {
    board = new ReadingBoard(parts, panel, () => (board = undefined));
  };
  return vscode.Disposable.from(
    registerCommand(parts.log, commands.openReadingBoard, () => {
      if (board) return board.reveal();
      const title = vscode.l10n.t('Reading Board');
      // hidden, it keeps the place in every column
      const options = { retainContextWhenHidden: true };
      show(vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, options));
    }),
    // the window was reloaded with the board in it
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel(panel) {
        show(panel);
        return Promise.resolve();
      },
    }),
    { dispose: () => board?.dispose() },
  );
}

class ReadingBoard implements vscode.Disposable {
  readonly #parts: BoardParts;
  readonly #panel: vscode.WebviewPanel;
  readonly #disposables: vscode.Disposable[];
  #query = '';
  #wanted: Readonly<Record<string, number>> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The newest question; the answer to an older one comes too late. */
  #asked = 0;

  constructor(parts: BoardParts, panel: vscode.WebviewPanel, onClosed: () => void) {
    this.#parts = parts;
    const { extensionUri, list, papers, notes, log } = parts;
    const folder = vscode.Uri.joinPath(extensionUri, 'dist/webview');
    this.#panel = panel;
    this.#disposables = [
      list.onDidChange(() => this.#soon()),
      notes.onDidChange(() => this.#soon()),
      papers.onDidChange(() => this.#soon()),
      this.#panel.onDidDispose(() => {
        this.dispose();
        onClosed();
      }),
      this.#panel.webview.onDidReceiveMessage((message: FromBoard) => logged(log, 'The board', this.#receive(message))),
    ];
    // file systems do not always tell of a change
    logged(log, 'Reading the reading list', list.read());
    this.#panel.webview.html = webviewPage(panel.webview, folder, 'board', panel.title);
    // after the page: options on their own make VS Code load an empty one, which has no security policy
    panel.webview.options = { enableScripts: true, localResourceRoots: [folder] };
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#disposables) each.dispose();
    this.#panel.dispose();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      logged(this.#parts.log, 'The board', this.#send());
    }, pause);
  }

  async #send(): Promise<void> {
    const { papers, notes, list } = this.#parts;
    const mine = ++this.#asked;
    const query = this.#query;
    if (!papers.size) await papers.first;
    const { columns, total } = await papers.ask('board', { query, columns: this.#wanted });
    if (mine !== this.#asked) return;
    const hasNote = (key: string) => notes.of(key) !== undefined;
    const known = (key: string) => papers.get(key);
    await this.#post({
      type: 'board',
      texts: boardTexts(),
      total,
      query,
      ...boardOf(list, inOrder(columns, list), hasNote, known),
    });
  }

  async #receive(message: FromBoard): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#send();
      case 'look':
        this.#query = message.query;
        this.#wanted = message.columns;
        return this.#send();
      case 'show':
        return vscode.commands.executeCommand(commands.showPaper, message.key);
      case 'note':
        return vscode.commands.executeCommand(commands.openNote, message.key);
      case 'papers':
        return vscode.commands.executeCommand(`${views.papers}.focus`);
      default: {
        const paper = this.#parts.papers.get(message.key);
        const change = paper && this.#changeOf(message);
        if (paper && change) return this.#make(paper, change);
      }
    }
  }

  /** What a key or the mouse asks for; nothing where it is so already. */
  #changeOf(message: Extract<FromBoard, { type: 'move' | 'priority' | 'rate' }>): ReadingChange | undefined {
    const { list } = this.#parts;
    if (message.type === 'move') return { status: message.status ? statusNamed(list.statuses, message.status) : null };
    if (message.type === 'rate') {
      const { rating } = message;
      return Number.isInteger(rating) && rating > 0 && rating <= bestRating ? { rating } : { rating: null };
    }
    const steps = [null, ...priorities.toReversed()];
    const at = steps.indexOf(list.of(message.key)?.state.priority ?? null);
    const priority = steps[at + message.step];
    return priority === undefined ? undefined : { priority };
  }

  /** Makes a change, and says what has become of it. */
  async #make(paper: Paper, change: ReadingChange): Promise<void> {
    const name = authorYear(paper);
    try {
      await this.#parts.changes.change([paper], change);
      await this.#post({ type: 'say', text: `${name}: ${words(change)}` });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      void vscode.window.showErrorMessage(vscode.l10n.t('That did not work: {0}', reason));
      await this.#send();
      throw error;
    }
  }

  async #post(message: ToBoard): Promise<void> {
    await this.#panel.webview.postMessage(message);
  }
}

function words({ status, priority, rating }: ReadingChange): string {
  if (status !== undefined) return status?.title ?? vscode.l10n.t('Not in the Reading List');
  if (priority !== undefined) return priority === null ? vscode.l10n.t('No Priority') : priorityText(priority);
  return rating ? ratingText(rating) : vscode.l10n.t('No Rating');
}

/** The user's statuses in their order, also those without a paper; then others that stand in notes, and notes without any. */
function inOrder(columns: readonly BoardColumn[], list: ReadingList): readonly BoardColumn[] {
  const byStatus = new Map(columns.map((column) => [column.status, column]));
  const own = list.statuses.map(({ id }) => byStatus.get(id) ?? { status: id, count: 0, papers: [] });
  const isOwn = new Set(list.statuses.map(({ id }) => id));
  const others = columns.filter(({ status }) => status !== '' && !isOwn.has(status));
  const noted = byStatus.get('');
  return [...own, ...others, ...(noted ? [noted] : [])];
}
