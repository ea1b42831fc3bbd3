import * as vscode from 'vscode';
import { referenceHtml, referenceLine } from '../../core/bibliography/referenceLine.ts';
import type { Entry } from '../../core/entry/entry.ts';
import { allAuthors } from '../../core/entry/paper.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { toBibtex } from '../../core/formats/bibtex/write.ts';
import type { DetailsOf, FromDetails, PlaceOf, ToDetails } from '../../webview/details/protocol.ts';
import type { Connections, PaperConnections } from '../connections/connections.ts';
import type { Attachment, Attachments } from '../files/attachments.ts';
import { openFile, revealFile } from '../files/open.ts';
import { commands, views } from '../ids.ts';
import type { Papers, PapersChange } from '../library/papers.ts';
import { logged } from '../logged.ts';
import type { Notes } from '../notes/notes.ts';
import type { ReadingChanges } from '../reading/change.ts';
import type { ReadingList } from '../reading/list.ts';
import { changeOf, readingOf } from './reading.ts';
import { webviewPage } from '../webviewPage.ts';
import { connectionsShown } from './connectionsShown.ts';
import { detailsTexts } from './texts.ts';

/** Milliseconds that the page waits for files. */
const patience = 200;

function later(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));
}

export interface DetailsParts {
  readonly extensionUri: vscode.Uri;
  readonly papers: Papers;
  readonly notes: Notes;
  readonly reading: ReadingList;
  readonly changes: ReadingChanges;
  readonly attachments: Attachments;
  readonly connections: Connections;
  readonly log: vscode.LogOutputChannel;
}

/** What changes in a row is looked up once. */
const quiet = 200;

/** The view beside the tree that shows one paper whole. */
export class DetailsView implements vscode.WebviewViewProvider, vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #papers: Papers;
  readonly #notes: Notes;
  readonly #connections: Connections;
  readonly #reading: ReadingList;
  readonly #changes: ReadingChanges;
  readonly #attachments: Attachments;
  readonly #log: vscode.LogOutputChannel;
  readonly #disposables: vscode.Disposable[];
  #view: vscode.WebviewView | undefined;
  #shown: Paper | undefined;
  #sentBeside = '';
  /** What the page shows. */
  #told = '';
  /** What the page shows of the connections, and of which paper. */
  #connected: { readonly id: string; readonly found: PaperConnections } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #showed = new vscode.EventEmitter<Paper>();
  /** A paper is shown now; the view may be closed. */
  readonly onDidShow = this.#showed.event;
  /** The files that the page shows. */
  #files: readonly Attachment[] = [];

  constructor({ extensionUri, papers, notes, reading, changes, attachments, connections, log }: DetailsParts) {
    this.#extensionUri = extensionUri;
    this.#log = log;
    this.#papers = papers;
    this.#notes = notes;
    this.#connections = connections;
    this.#reading = reading;
    this.#changes = changes;
    this.#attachments = attachments;
    this.#disposables = [
      vscode.window.registerWebviewViewProvider(views.details, this),
      notes.onDidChange(() => this.#refresh()),
      reading.onDidChange(() => this.#refresh()),
      papers.onDidChange((change) => this.#refresh(change)),
      connections.onDidChange(() => this.#soon()),
      this.#showed,
      { dispose: () => clearTimeout(this.#timer) },
      attachments.onDidChange((ids) => {
        const id = this.#shown?.id;
        if (id !== undefined && (!ids || ids.has(id))) logged(this.#log, 'The details', this.#send());
      }),
    ];
  }

  /** Shows the paper and leaves the focus where it is, also where the view was closed. */
  async show(paper: Paper): Promise<void> {
    this.#shown = paper;
    this.#showed.fire(paper);
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
    view.webview.onDidReceiveMessage((message: FromDetails) =>
      logged(this.#log, 'The details', this.#receive(message)),
    );
    view.onDidChangeVisibility(() => this.#soon());
    view.onDidDispose(() => (this.#view = undefined));
    view.webview.html = webviewPage(view.webview, folder, 'details', vscode.l10n.t('Paper Details'));
    // after the page: options on their own make VS Code load an empty one, which has no security policy
    view.webview.options = { enableScripts: true, localResourceRoots: [folder] };
  }

  dispose(): void {
    for (const each of this.#disposables) each.dispose();
  }

  /** Sends the paper again where something about it is different. */
  #refresh(change?: PapersChange): void {
    const id = this.#shown?.id;
    if (id === undefined) return;
    const isOther = change?.changed.has(id) === true || change?.removed.has(id) === true;
    if (isOther || this.#beside() !== this.#sentBeside) logged(this.#log, 'The details', this.#send());
  }

  /** What is shown of the paper that its entry does not say: the titles of its topics, and its note. */
  #beside(): string {
    const paper = this.#shown && this.#known(this.#shown);
    if (!paper) return '';
    const note = this.#notes.of(paper.key);
    const reading = readingOf(this.#reading, paper.key);
    return JSON.stringify([this.#papers.topicTitles(paper.topics), note !== undefined, reading]);
  }

  /** The paper as it is now; one that is gone as it was. */
  #known(paper: Paper): Paper {
    return this.#papers.get(paper.id) ?? paper;
  }

  async #receive(message: FromDetails): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#told = '';
        return this.#send();
      case 'cite':
        return vscode.commands.executeCommand(commands.citePaper, message.id);
      case 'note':
        return vscode.commands.executeCommand(commands.openNote, message.id);
      case 'copyBibtex':
        return vscode.commands.executeCommand(commands.copyBibtex, message.id);
      case 'copyKey':
        return vscode.commands.executeCommand(commands.copyKey, message.id);
      case 'copyReference':
        return vscode.commands.executeCommand(commands.copyReference, message.id);
      case 'linkPdf':
        return vscode.commands.executeCommand(commands.linkPdf, message.id);
      case 'importAnnotations':
        return vscode.commands.executeCommand(commands.importAnnotations, message.id);
      case 'openFile':
      case 'revealFile': {
        // only a file that the page shows
        const file = this.#files.find(({ uri }) => uri.toString() === message.address);
        if (file) await (message.type === 'openFile' ? openFile(file.uri) : revealFile(file.uri));
        return;
      }
      case 'copiedReference':
        return void vscode.window.setStatusBarMessage(vscode.l10n.t('Copied the formatted reference'), 3000);
      case 'paper':
        return vscode.commands.executeCommand(commands.showPaper, message.id);
      case 'connections':
        return vscode.commands.executeCommand(`${views.connections}.focus`);
      case 'place':
        return this.#openPlace(message.place);
      case 'tags':
        return vscode.commands.executeCommand(commands.setReadingTags, message.id);
      case 'reading': {
        const paper = this.#papers.get(message.id);
        const change = changeOf(this.#reading, message);
        if (!paper || !change) return;
        try {
          return await this.#changes.change([paper], change);
        } catch (error) {
          this.#told = '';
          await this.#send(); // shows again what is so
          throw error;
        }
      }
      case 'open': {
        // only an address that the entry itself gives
        const links = Object.values(this.#papers.get(message.id)?.links ?? {});
        if (links.includes(message.address)) await vscode.env.openExternal(vscode.Uri.parse(message.address, true));
      }
    }
  }

  /** Goes to a place that the page was told of. */
  async #openPlace({ uri, line, character }: Pick<PlaceOf, 'uri' | 'line' | 'character'>): Promise<void> {
    const { cited = [], mentioned = [] } = this.#connected?.found ?? {};
    const start = new vscode.Position(line, character);
    const place = [...cited, ...mentioned].find((each) => String(each.uri) === uri && each.range.start.isEqual(start));
    if (place) await vscode.window.showTextDocument(place.uri, { selection: place.range });
  }

  #soon(): void {
    clearTimeout(this.#timer);
    if (this.#view?.visible) this.#timer = setTimeout(() => logged(this.#log, 'The details', this.#connect()), quiet);
  }

  /** Looks up the connections of the paper, and sends it again where they are others. */
  async #connect(): Promise<void> {
    const wanted = this.#shown;
    if (!wanted || !this.#view?.visible) return;
    const found = await this.#connections.of(this.#known(wanted));
    if (this.#shown !== wanted) return;
    const isSame = this.#connected?.id === wanted.id && JSON.stringify(this.#connected.found) === JSON.stringify(found);
    this.#connected = { id: wanted.id, found };
    if (!isSame) await this.#send();
  }

  async #send(): Promise<void> {
    const wanted = this.#shown;
    this.#sentBeside = this.#beside();
    if (wanted && this.#connected?.id !== wanted.id) this.#soon();
    const entry = wanted && (await this.#papers.entry(wanted.id));
    const files = wanted && entry ? this.#attachments.of(wanted) : Promise.resolve([]);
    const soon = await Promise.race([files, later(patience)]);
    if (this.#shown !== wanted || !this.#view) return;
    await this.#sendWith(wanted, entry, soon ?? []);
    // a disk of another computer takes its time
    if (!soon) await files.then((found) => (this.#shown === wanted ? this.#sendWith(wanted, entry, found) : undefined));
  }

  async #sendWith(wanted: Paper | undefined, entry: Entry | undefined, files: readonly Attachment[]): Promise<void> {
    this.#files = files;
    const paper = entry && wanted ? this.#detailsOf(entry, this.#known(wanted), files) : undefined;
    const message: ToDetails = { type: 'show', texts: detailsTexts(), ...(paper ? { paper } : {}) };
    const told = JSON.stringify(message);
    if (told === this.#told) return; // the page keeps its place and what is selected in it
    this.#told = told;
    await this.#view?.webview.postMessage(message);
  }

  #detailsOf(entry: Entry, paper: Paper, files: readonly Attachment[]): DetailsOf {
    const { links, arxiv, doi } = paper;
    const note = this.#notes.of(paper.key);
    const labels = {
      arxiv: `arXiv:${arxiv ?? ''}`,
      doi: `doi:${doi ?? ''}`,
      pdf: files.length ? vscode.l10n.t('PDF on the Web') : 'PDF',
      url: vscode.l10n.t('Web Page'),
    };
    return {
      id: paper.id,
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
      files: files.map(({ uri, name, isPdf, isThere }) => ({
        name,
        place: vscode.workspace.asRelativePath(uri),
        address: uri.toString(),
        isPdf,
        isThere,
      })),
      bibtex: toBibtex(entry.item).trim(),
      reference: { text: referenceLine(entry.item), html: referenceHtml(entry.item) },
      hasNote: note !== undefined,
      reading: readingOf(this.#reading, paper.key),
      ...(this.#connected?.id === paper.id ? connectionsShown(this.#connected.found) : {}),
      ...(entry.partial ? { warning: vscode.l10n.t('Not every field of this entry could be confirmed.') } : {}),
    };
  }
}
