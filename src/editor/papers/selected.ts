import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import { isNode } from './model.ts';
import type { PapersView } from './view.ts';
import type { PaperPicker } from '../citing/picker.ts';
import { pickerKeys } from '../citing/picker.ts';

/** The papers that a command is about, whoever calls it: the tree, the details, a link, or nobody. */
export class SelectedPapers {
  readonly #papers: Papers;
  readonly #notes: Notes;
  readonly #view: PapersView;
  readonly #picker: PaperPicker;

  constructor(papers: Papers, notes: Notes, view: PapersView, picker: PaperPicker) {
    this.#notes = notes;
    this.#papers = papers;
    this.#view = view;
    this.#picker = picker;
  }

  /**
   * From a command's arguments. A tree's menu gives the node and, where several are selected, all
   * of them; its inline buttons give the one node; links and keybindings give a citation key or keys.
   * Where nothing tells, it is the paper whose note is open, or else the user picks under the title.
   */
  async papers(args: readonly unknown[], title = vscode.l10n.t('Choose Paper')): Promise<readonly Paper[]> {
    return (await this.given(args)) ?? this.#ofNote(vscode.window.activeTextEditor?.document.uri) ?? this.#ask(title);
  }

  /** The same, but nothing where the arguments do not say. */
  async given([first, all]: readonly unknown[]): Promise<readonly Paper[] | undefined> {
    if (Array.isArray(all) && all.length) return this.#view.papersOf(all.filter(isNode));
    if (isNode(first)) return this.#view.papersOf([first]);
    if (first instanceof vscode.Uri) return this.#ofNote(first); // the title of an editor gives its file
    if (isSelection(first)) {
      const papers = await this.#view.papersOf((await this.#view.selected()).filter(({ kind }) => kind === 'paper'));
      return papers.length ? papers : undefined; // a heading alone says nothing about which
    }
    const keys: readonly unknown[] | undefined =
      typeof first === 'string' ? [first] : isCard(first) ? [first.key] : Array.isArray(first) ? first : undefined;
    if (!keys) return undefined;
    const found = await Promise.all(keys.filter((key) => typeof key === 'string').map((key) => this.#papers.find(key)));
    return found.filter((paper) => paper !== undefined);
  }

  #ofNote(uri: vscode.Uri | undefined): readonly Paper[] | undefined {
    const key = uri && this.#notes.at(uri)?.key;
    const paper = key === undefined ? undefined : this.#papers.get(key);
    return paper && [paper];
  }

  /** Lets the user choose, where nothing else tells. */
  async #ask(title: string): Promise<readonly Paper[]> {
    const picked = await this.#picker.pick({
      title,
      placeholder: vscode.l10n.t('Search papers · {0}: tick several', (await pickerKeys()).tick),
      many: true,
    });
    return picked?.papers ?? [];
  }
}

/** What the menu of a card of the reading board gives. */
function isCard(value: unknown): value is { readonly key: string } {
  return typeof value === 'object' && value !== null && 'webviewSection' in value && 'key' in value;
}

/** What keybindings of the tree give, since VS Code does not hand them its selection: `{ "selected": true }`. */
function isSelection(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'selected' in value && value.selected === true;
}
