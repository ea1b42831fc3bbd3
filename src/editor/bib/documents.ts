import * as vscode from 'vscode';
import type { BibReading } from '../../core/language/bib/reading.ts';
import { bibDocumentSteps } from '../../core/language/bib/reading.ts';
import type { Steps } from '../../core/steps.ts';

/** Bibliographies in BibTeX's format, by language, and by name where another extension gives them another one. */
export const bibDocuments: vscode.DocumentSelector = [
  { language: 'bibtex', scheme: '*' },
  { scheme: '*', pattern: '**/*.{bib,bibtex,BIB}' },
];

/** In UTF-16 units. Beyond, reading again with every letter typed would be felt. */
const longest = 5_000_000;
/** So long, in milliseconds, is read before others have their turn. */
const slice = 8;

interface Known {
  readonly version: number;
  readonly reading: Promise<BibReading | undefined>;
}

/** What open `.bib` documents hold, read when it is first asked for and once for each version. */
export class BibDocuments implements vscode.Disposable {
  readonly #known = new WeakMap<vscode.TextDocument, Known>();
  readonly #told = new WeakSet<vscode.TextDocument>();
  readonly #log: vscode.LogOutputChannel;
  readonly #listeners: vscode.Disposable[] = [];
  #status: vscode.LanguageStatusItem | undefined;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
    vscode.window.onDidChangeActiveTextEditor((editor) => this.#show(editor?.document), this, this.#listeners);
    this.#show(vscode.window.activeTextEditor?.document);
  }

  /** Nothing where the document is too large, or changes before it is read. */
  of(document: vscode.TextDocument): Promise<BibReading | undefined> {
    const { version } = document;
    const known = this.#known.get(document);
    if (known?.version === version) return known.reading;
    const reading = this.#isTooLarge(document) ? Promise.resolve(undefined) : this.#read(document);
    this.#known.set(document, { version, reading });
    return reading;
  }

  dispose(): void {
    this.#status?.dispose();
    for (const listener of this.#listeners) listener.dispose();
  }

  #read(document: vscode.TextDocument): Promise<BibReading | undefined> {
    const { version } = document;
    const steps = bibDocumentSteps(document.getText(), document.uri.toString());
    return inSlices(steps, () => document.version === version && !document.isClosed);
  }

  #isTooLarge(document: vscode.TextDocument): boolean {
    if (lengthOf(document) <= longest) {
      if (this.#told.delete(document)) this.#show(vscode.window.activeTextEditor?.document);
      return false;
    }
    if (!this.#told.has(document)) {
      this.#told.add(document);
      const name = vscode.workspace.asRelativePath(document.uri);
      this.#log.info(`${name} is larger than ${longest / 1e6} MB: no outline, hovers or completion in it`);
      this.#show(vscode.window.activeTextEditor?.document);
    }
    return true;
  }

  /** A line in the editor's language status, where the features are missing. */
  #show(document: vscode.TextDocument | undefined): void {
    this.#status?.dispose();
    this.#status = undefined;
    if (!document || !vscode.languages.match(bibDocuments, document) || !this.#told.has(document)) return;
    this.#status = vscode.languages.createLanguageStatusItem('literatureNotes.bib', bibDocuments);
    this.#status.name = 'Literature Notes';
    this.#status.text = vscode.l10n.t('Too large for outline and completion');
    this.#status.detail = vscode.l10n.t(
      'Files over {0} MB are in the library, but are not read again while you type.',
      5,
    );
    this.#status.severity = vscode.LanguageStatusSeverity.Warning;
  }
}

/** Without asking for the whole text. */
function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

/** Does the steps with pauses between them, as long as somebody wants what they give. */
export async function inSlices<T>(steps: Steps<T>, isWanted: () => boolean): Promise<T | undefined> {
  for (let end = performance.now() + slice; ;) {
    const next = steps.next();
    if (next.done) return next.value;
    if (performance.now() < end) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!isWanted()) return undefined;
    end = performance.now() + slice;
  }
}
