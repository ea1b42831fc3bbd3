import * as vscode from 'vscode';
import type { Entry } from '../../core/entry/entry.ts';
import { allAuthors } from '../../core/entry/paper.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { toBibtex } from '../../core/formats/bibtex/write.ts';
import type { DetailsOf, FromDetails, ToDetails } from '../../webview/details/protocol.ts';
import { commands, views } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import { page } from './page.ts';
import { detailsTexts } from './texts.ts';

/** The view beside the tree that shows one paper whole. */
export class DetailsView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #papers: Papers;
  readonly #notes: Notes;
  readonly #log: vscode.LogOutputChannel;
  readonly #disposables: vscode.Disposable[];
  #view: vscode.WebviewView | undefined;
  #shown: Paper | undefined;

  constructor(extensionUri: vscode.Uri, papers: Papers, notes: Notes, log: vscode.LogOutputChannel) {
    this.#extensionUri = extensionUri;
    this.#log = log;
    this.#papers = papers;
    this.#notes = notes;
    this.#disposables = [
      vscode.window.registerWebviewViewProvider(views.details, this),
      notes.onDidChange(() => this.#refresh()),
      papers.onDidChange(() => this.#refresh()),
    ];
  }

  /** Shows the paper and leaves the focus where it is, also where the view was closed. */
  async show(paper: Paper): Promise<void> {
    this.#shown = paper;
    if (this.#view) {
      this.#view.show(true);
      await this.#send();
    } else {
      await vscode.commands.executeCommand(`${views.details}.focus`, { preserveFocus: true });
    }
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    const folder = vscode.Uri.joinPath(this.#extensionUri, 'dist/webview');
    this.#view = view;
    view.webview.onDidReceiveMessage((message: FromDetails) => this.#logged(this.#receive(message)));
    view.onDidDispose(() => (this.#view = undefined));
    view.webview.html = page(view.webview, folder);
    // after the page: options on their own make VS Code load an empty one, which has no security policy
    view.webview.options = { enableScripts: true, localResourceRoots: [folder] };
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  #refresh(): void {
    this.#logged(this.#send());
  }

  /** For what nobody waits for. */
  #logged(work: Promise<void>): void {
    work.catch((error: unknown) =>
      this.#log.error('The details failed', error instanceof Error ? error : String(error)),
    );
  }

  async #receive(message: FromDetails): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#send();
      case 'cite':
        return void vscode.commands.executeCommand(commands.citePaper, message.key);
      case 'note':
        return void vscode.commands.executeCommand(commands.openNote, message.key);
      case 'copyBibtex':
        return void vscode.commands.executeCommand(commands.copyBibtex, message.key);
      case 'copyKey':
        return void vscode.commands.executeCommand(commands.copyKey, message.key);
      case 'open': {
        // only an address that the entry itself gives
        const links = Object.values(this.#papers.get(message.key)?.links ?? {});
        if (links.includes(message.address)) await vscode.env.openExternal(vscode.Uri.parse(message.address, true));
      }
    }
  }

  async #send(): Promise<void> {
    const wanted = this.#shown;
    const entry = wanted && (await this.#papers.entry(wanted.key));
    if (this.#shown !== wanted || !this.#view) return;
    const paper = entry && wanted ? this.#detailsOf(entry, wanted) : undefined;
    const message: ToDetails = { type: 'show', texts: detailsTexts(), ...(paper ? { paper } : {}) };
    await this.#view.webview.postMessage(message);
  }

  #detailsOf(entry: Entry, paper: Paper): DetailsOf {
    const { links, arxiv, doi } = paper;
    const note = this.#notes.of(paper.key);
    const labels = {
      arxiv: `arXiv:${arxiv ?? ''}`,
      doi: `doi:${doi ?? ''}`,
      pdf: 'PDF',
      url: vscode.l10n.t('Web Page'),
    };
    return {
      key: paper.key,
      title: paper.title,
      authors: allAuthors(entry),
      published: [paper.venue, paper.year].filter(Boolean).join(', '),
      abstract: (entry.item.abstract ?? '')
        .split(/\n\s*\n/)
        .map((block) => block.trim())
        .filter(Boolean),
      topics: this.#papers.topicTitles(paper.topics),
      links: (Object.entries(links) as [keyof typeof labels, string][]).map(([name, address]) => ({
        label: labels[name],
        address,
      })),
      bibtex: toBibtex(entry.item).trim(),
      ...(note ? { note: note.status ? { status: note.status } : {} } : {}),
      ...(entry.partial ? { warning: vscode.l10n.t('Not every field of this entry could be confirmed.') } : {}),
    };
  }
}
