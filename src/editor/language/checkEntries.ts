import * as vscode from 'vscode';
import type { Papers } from '../library/papers.ts';
import { boardProblem } from '../library/problems.ts';
import type { Sources } from '../sources/sources.ts';
import type { CitingDocuments } from './citingDocuments.ts';
import type { BoardProblem, ProblemBoard } from './problemBoard.ts';

export interface EntryChecking {
  readonly papers: Papers;
  readonly sources: Sources;
  readonly citing: CitingDocuments;
  readonly board: ProblemBoard;
  readonly log: vscode.LogOutputChannel;
}

const quiet = 300;
/** A file is told of so many problems. */
const mostProblems = 1000;

/**
 * Checks the entries of bibliographies that a document or project names, and of those that are open; in the worker,
 * a page after the other. Whether all is there that entries need is asked only of the first.
 */
export class EntryChecks implements vscode.Disposable {
  readonly #in: EntryChecking;
  /** How often each file was read. */
  readonly #readings = new Map<string, number>();
  readonly #checked = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work: Promise<void> = Promise.resolve();
  #documents = 0;
  readonly #disposables: readonly vscode.Disposable[];

  constructor(parts: EntryChecking) {
    this.#in = parts;
    const { papers, sources, citing } = parts;
    const ask = () => this.#ask();
    this.#disposables = [
      papers.onDidChangeState((uri) => {
        if (papers.states.get(uri)?.kind !== 'read') return;
        this.#readings.set(uri, (this.#readings.get(uri) ?? 0) + 1);
        ask();
      }),
      sources.onDidChange(ask),
      vscode.workspace.onDidOpenTextDocument(ask),
      vscode.workspace.onDidCloseTextDocument(ask),
      vscode.workspace.onDidChangeConfiguration(ask),
      citing.onDidChange(() => {
        this.#documents++;
        ask();
      }),
    ];
    void papers.firstReading.then(ask);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#disposables) each.dispose();
  }

  #ask(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#work = this.#work
        .then(() => this.#checkAll())
        .catch((error: unknown) =>
          this.#in.log.error('Entries could not be checked', error instanceof Error ? error : String(error)),
        );
    }, quiet);
  }

  async #checkAll(): Promise<void> {
    const { papers, sources, board, citing } = this.#in;
    const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    const wanted = new Map<string, boolean>();
    for (const { uri, reasons } of sources.all) {
      if (reasons.every(({ kind }) => kind === 'seeds')) continue;
      const isNamed = reasons.some(({ kind }) => kind === 'document' || kind === 'project');
      if (isNamed || open.has(uri)) wanted.set(uri, isNamed);
    }
    for (const uri of this.#checked.keys()) {
      if (wanted.has(uri)) continue;
      this.#checked.delete(uri);
      board.put('entries', vscode.Uri.parse(uri), []);
    }
    let keys: ReadonlySet<string> | undefined;
    for (const [uri, isNamed] of wanted) {
      if (papers.states.get(uri)?.kind !== 'read') continue;
      const isUnusedTold = isNamed && board.isOn('unusedEntry', vscode.Uri.parse(uri));
      const state = [this.#readings.get(uri) ?? 0, isNamed, isUnusedTold ? this.#documents : ''].join('/');
      if (this.#checked.get(uri) === state) continue;
      if (isUnusedTold) keys ??= await citing.allKeys();
      const isAsked = isUnusedTold && keys?.has('*') !== true;
      const problems = await this.#check(uri, isNamed, isAsked ? [...(keys ?? [])] : undefined);
      if (!problems) continue;
      this.#checked.set(uri, state);
      board.put('entries', vscode.Uri.parse(uri), problems);
    }
  }

  /** Nothing where the file was read again meanwhile, which asks for another check. */
  async #check(
    uri: string,
    completeness: boolean,
    cited: readonly string[] | undefined,
  ): Promise<readonly BoardProblem[] | undefined> {
    const reading = this.#readings.get(uri);
    const problems: BoardProblem[] = [];
    for (let from: number | null = 0; from !== null && problems.length < mostProblems;) {
      const question = { uri, from, completeness, ...(cited ? { cited } : {}) };
      const answer: { readonly problems: readonly Parameters<typeof boardProblem>[0][]; readonly next: number | null } =
        await this.#in.papers.ask('entryProblems', question);
      if (this.#readings.get(uri) !== reading) return undefined;
      problems.push(...answer.problems.map(boardProblem));
      from = answer.next;
    }
    return problems.slice(0, mostProblems);
  }
}
