import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { commands, contextKeys } from '../ids.ts';
import { ContextKey } from '../contextKey.ts';
import { LiveList } from './list.ts';
import type { Row } from './list.ts';
import { logged } from '../logged.ts';
import type { Papers } from '../library/papers.ts';
import type { CompletionKey } from '../query/accept.ts';
import { completionsFor } from '../query/completions.ts';
import type { Completion } from '../query/completions.ts';
import { PaperRows } from './paperRows.ts';
import type { RowParts } from './paperRows.ts';
import { press } from './rowButtons.ts';

export interface PickerParts extends RowParts {
  readonly completionKey: CompletionKey;
  readonly log: vscode.LogOutputChannel;
}

export interface PickOptions {
  readonly title: string;
  readonly placeholder: string;
  /** Several papers can be ticked. */
  readonly many: boolean;
  /** What the alternative key does instead, where it does something. */
  readonly alternative?: string;
  /** What the button says that lets a style be chosen, where there are any. */
  readonly styles?: string;
}

export interface Picked {
  readonly papers: readonly Paper[];
  /** Accepted with the alternative key or the button in the title. */
  readonly isAlternative: boolean;
  /** Accepted with the button for another style. */
  readonly wantsStyle: boolean;
}

/** The one quick pick over all papers. Its order is the library's, not the order of matching letters. */
export class PaperPicker implements vscode.Disposable {
  readonly #papers: Papers;
  readonly #rows: PaperRows;
  readonly #completionKey: CompletionKey;
  readonly #log: vscode.LogOutputChannel;
  readonly #isPicking = new ContextKey<boolean>(contextKeys.picking);
  /** What the keybindings of the open picker do. */
  #open: { readonly accept: (isAlternative: boolean) => Promise<void>; readonly tick: () => Promise<void> } | undefined;

  constructor({ completionKey, log, ...parts }: PickerParts) {
    this.#papers = parts.papers;
    this.#rows = new PaperRows(parts);
    void parts.papers.first.then(pickerKeys);
    this.#completionKey = completionKey;
    this.#log = log;
  }

  /** A keybinding that is there only while the picker is open. */
  async acceptAlternative(): Promise<void> {
    await this.#open?.accept(true);
  }

  /** Likewise. */
  async tick(): Promise<void> {
    await this.#open?.tick();
  }

  /** Resolves with what was chosen, or with nothing when the picker was left. */
  pick(options: PickOptions): Promise<Picked | undefined> {
    const run = (work: Promise<unknown>) => logged(this.#log, 'Picking a paper', work);
    const quickPick = vscode.window.createQuickPick<Row<Paper>>();
    quickPick.title = options.title;
    quickPick.placeholder = options.placeholder;
    quickPick.canSelectMany = options.many;
    keepOrder(quickPick);
    const button = (icon: string, tooltip: string | undefined) =>
      tooltip === undefined ? [] : [{ iconPath: new vscode.ThemeIcon(icon), tooltip }];
    const styleButtons = button('list-selection', options.styles);
    quickPick.buttons = [...button('replace', options.alternative), ...styleButtons];

    return new Promise((resolve) => {
      const accept = async (isAlternative: boolean, wantsStyle = false) => {
        const papers = await list.chosen();
        if (!papers.length) {
          if (quickPick.activeItems[0]?.id !== commands.addPaper) return;
          quickPick.hide();
          return void vscode.commands.executeCommand(commands.addPaper);
        }
        resolve({ papers, isAlternative: isAlternative && options.alternative !== undefined, wantsStyle });
        quickPick.hide();
      };
      const mine = { accept, tick: async () => (options.many ? list.tick() : accept(false)) };
      const list = this.#listIn(quickPick, () => this.#open === mine);
      // papers may come while the picker is open
      const arrivals = this.#papers.onDidChange(() => run(list.list(quickPick.value)));
      quickPick.onDidAccept(() => run(accept(false)));
      quickPick.onDidTriggerButton((pressed) => {
        const wantsStyle = styleButtons.some((styles) => styles === pressed);
        run(accept(!wantsStyle, wantsStyle));
      });
      quickPick.onDidTriggerItemButton(({ button, item: { value } }) => {
        if (value) run(press(button, value, () => quickPick.hide()));
      });
      quickPick.onDidHide(() => {
        arrivals.dispose();
        if (this.#open === mine) {
          this.#open = undefined;
          this.#completionKey.offer();
          this.#isPicking.set(false);
        }
        resolve(undefined);
        quickPick.dispose();
      });
      this.#open = mine;
      this.#isPicking.set(true);
      quickPick.busy = true;
      quickPick.show();
      run(list.list(''));
    });
  }

  /** The rows of a picker; as long as it is open, the completion key is for what its query may become. */
  #listIn(quickPick: vscode.QuickPick<Row<Paper>>, isOpen: () => boolean): LiveList<Paper> {
    const complete = (query: string) => {
      quickPick.value = query;
      logged(this.#log, 'Picking a paper', list.list(query));
    };
    const list: LiveList<Paper> = new LiveList<Paper>(
      quickPick,
      async (query, ticked) => {
        const [completion] = await completionsFor(this.#papers, query, false).catch(() => []);
        // the picker may have been left meanwhile, and the key with it
        if (isOpen()) this.#completionKey.offer(completion && (() => complete(completion.query)));
        const rows = await this.#rows.rowsFor(query, ticked).catch(failureRow);
        return completion ? [completionRow(completion), ...rows] : rows;
      },
      complete,
    );
    return list;
  }

  dispose(): void {
    this.#isPicking.dispose();
    this.#rows.dispose();
  }
}

/** What is listed when the library is gone. */
function failureRow(error: unknown): Row<Paper>[] {
  const reason = error instanceof Error ? error.message : String(error);
  return [{ label: vscode.l10n.t('The library cannot be searched'), detail: reason, alwaysShow: true }];
}

/** Stands at the top without being highlighted, so that Enter goes on meaning the best paper. */
function completionRow({ label, description, query }: Completion): Row<Paper> {
  return {
    completion: query,
    label: `$(symbol-field) ${label}`,
    description: [description, vscode.l10n.t('Tab completes')].filter(Boolean).join(' · '),
    alwaysShow: true,
  };
}

/**
 * VS Code sorts rows by where the typed letters stand in their labels. Turning that off has been a
 * proposal for years, but every version honours the property; where one did not, only the order of
 * equally good rows would change.
 */
function keepOrder(quickPick: vscode.QuickPick<Row<Paper>>): void {
  if ('sortByLabel' in quickPick) quickPick.sortByLabel = false;
}

/** All commands of VS Code are many to ask for with every picker. */
let knownKeys: Promise<{ readonly alternative: string; readonly tick: string }> | undefined;

/**
 * The keys of the open picker, as the manifest binds them. Older versions of VS Code take every
 * Enter themselves; there the other two keys do the same.
 */
export function pickerKeys(): Promise<{ readonly alternative: string; readonly tick: string }> {
  knownKeys ??= Promise.resolve(vscode.commands.getCommands(true)).then((known) =>
    known.includes('quickInput.accept')
      ? { alternative: 'Shift+Enter', tick: 'Ctrl+Enter' }
      : { alternative: 'Alt+Shift+Z', tick: 'Alt+Z' },
  );
  return knownKeys;
}
