import * as vscode from 'vscode';
import { citationAt } from '../../core/citations/citation.ts';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { citationProblems } from '../../core/language/problems/citationProblems.ts';
import type { Standing } from '../../core/language/problems/citationProblems.ts';
import { settings, settingsSection } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import { isDocument } from '../sources/files.ts';
import type { Sources } from '../sources/sources.ts';
import { nameOf } from '../sources/texts.ts';
import type { DocumentCitations } from './documents.ts';
import { rangeOf } from './documents.ts';
import { isOffered, onDidChangeFeatures } from './features.ts';
import type { BoardProblem, ProblemBoard } from './problemBoard.ts';

export interface CitationChecking {
  readonly papers: Papers;
  readonly sources: Sources;
  readonly notes: Notes;
  readonly documents: DocumentCitations;
  readonly board: ProblemBoard;
  readonly log: vscode.LogOutputChannel;
}

/** A document is looked at when it has been quiet for so long. */
const quiet = 300;
/** While a key is being typed it is not told to be unknown. */
const typingQuiet = 1500;
/** For so many unknown keys of a document near ones are looked for. */
const mostUnknown = 50;

/** Checks the citations of open documents: when they change, and when what they cite may be another now. */
export class CitationChecks implements vscode.Disposable {
  readonly #in: CitationChecking;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** What each document was last checked against. */
  readonly #checked = new WeakMap<vscode.TextDocument, string>();
  /** Another number whenever the library, its files, the notes or what is offered are others. */
  #epoch = 0;
  #isReady = false;
  readonly #near = new Map<string, Promise<readonly string[]>>();
  readonly #disposables: readonly vscode.Disposable[];

  constructor(parts: CitationChecking) {
    this.#in = parts;
    const { papers, sources, notes } = parts;
    const again = () => {
      this.#epoch++;
      this.#near.clear();
      this.#checkAll();
    };
    this.#disposables = [
      vscode.workspace.onDidOpenTextDocument((document) => this.#schedule(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document, true)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      papers.onDidChange(again),
      papers.onDidChangeState((uri) => {
        const kind = papers.states.get(uri)?.kind;
        if (kind !== 'reading' && kind !== 'waiting') again();
      }),
      sources.onDidChange(again),
      onDidChangeFeatures(again),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${settingsSection}.${settings.crossReferences}`)) again();
      }),
      notes.onDidChange(again),
    ];
    void papers.firstReading.then(() => {
      this.#isReady = true;
      this.#checkAll();
    });
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const each of this.#disposables) each.dispose();
  }

  #checkAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#schedule(document);
  }

  #schedule(document: vscode.TextDocument, isTyped = false, delay = quiet): void {
    if (!this.#isReady || !(isDocument(document) || document.uri.scheme === 'vscode-notebook-cell')) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        if (isTyped && this.#isInKey(document)) return this.#schedule(document, false, typingQuiet - quiet);
        this.#check(document).catch((error: unknown) =>
          this.#in.log.error('Citations could not be checked', error instanceof Error ? error : String(error)),
        );
      }, delay),
    );
  }

  /** Whether the cursor touches a citation. */
  #isInKey(document: vscode.TextDocument): boolean {
    const editor = vscode.window.activeTextEditor;
    const reading = editor?.document === document ? this.#in.documents.of(document) : undefined;
    return (
      editor !== undefined &&
      reading !== undefined &&
      citationAt(reading, document.offsetAt(editor.selection.active)) !== undefined
    );
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(document.uri.toString()));
    this.#checked.delete(document);
    this.#in.board.put('citations', document.uri, []);
  }

  async #check(document: vscode.TextDocument): Promise<void> {
    const { documents, board, papers, notes } = this.#in;
    const reading = isOffered('problems', document) ? documents.of(document) : undefined;
    if (!reading) {
      if (!document.isClosed) board.put('citations', document.uri, []);
      return;
    }
    const state = `${document.version}/${this.#epoch}`;
    if (document.isClosed || this.#checked.get(document) === state) return;
    const uris = papers.bibliographiesOf(document.uri);
    const files = uris.length ? uris : [...papers.states.keys()];
    const kinds = files.map((uri) => papers.states.get(uri)?.kind);
    // what is being read tells when it was
    if (kinds.some((kind) => kind === 'waiting' || kind === 'reading')) return;
    const failed = files[kinds.indexOf('failed')];
    // what an untitled document holds itself is in no library
    const holdsEntries = document.isUntitled && /^references[ \t]*:/m.test(document.getText());
    const isUnclear = failed !== undefined || holdsEntries || this.#in.sources.lacksBibliography(document.uri);
    const keys = [...new Set(reading.citations.map(({ key }) => key))];
    const standings = await this.#standings(keys, uris, isUnclear);
    const near = await this.#nearTo(
      keys.filter((key) => standings.get(key) === 'unknown'),
      uris,
    );
    if (document.isClosed || state !== `${document.version}/${this.#epoch}`) return;
    this.#checked.set(document, state);
    const problems: BoardProblem[] = citationProblems(reading, {
      standingOf: (key) => standings.get(key) ?? 'unchecked',
      hasNote: (key) => notes.of(key) !== undefined,
      nearTo: (key) => near.get(key) ?? [],
      mayMention: !uris.length && syntaxOf(document.languageId, document.uri.path) === 'markdown',
    }).map(({ code, facts, span }) => ({ code, ...(facts ? { facts } : {}), range: rangeOf(document, span) }));
    const first = reading.citations.find(({ key }) => standings.get(key) === 'unchecked');
    if (failed !== undefined && first) {
      const facts = { file: nameOf(vscode.Uri.parse(failed)) };
      problems.unshift({ code: 'uncheckedCitations', facts, range: rangeOf(document, first.keyAt) });
    }
    board.put('citations', document.uri, problems);
  }

  async #standings(
    keys: readonly string[],
    uris: readonly string[],
    isUnclear: boolean,
  ): Promise<Map<string, Standing>> {
    const { papers } = this.#in;
    // in a library without bibliographies of the document's own, most keys are known on this side
    const isKnown = (key: string) => !uris.length && papers.get(key) !== undefined;
    const asked = keys.filter((key) => !isKnown(key));
    const answers = asked.length ? await papers.ask('standings', { keys: asked, uris }) : [];
    const standings = new Map<string, Standing>(keys.map((key) => [key, 'own']));
    asked.forEach((key, at) => {
      const standing = answers[at] ?? 'unchecked';
      standings.set(key, isUnclear && standing !== 'own' ? 'unchecked' : standing);
    });
    return standings;
  }

  async #nearTo(keys: readonly string[], uris: readonly string[]): Promise<Map<string, readonly string[]>> {
    const found = new Map<string, readonly string[]>();
    for (const key of keys.slice(0, mostUnknown)) {
      const question = JSON.stringify([key, uris]);
      const known = this.#near.get(question) ?? this.#in.papers.ask('nearKeys', { key, uris });
      this.#near.set(question, known);
      found.set(key, await known);
    }
    return found;
  }
}
