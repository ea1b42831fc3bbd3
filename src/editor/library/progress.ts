import * as vscode from 'vscode';
import type { PapersView } from '../papers/view.ts';
import type { Papers } from './papers.ts';
import type { SourceState } from './source.ts';

/** Milliseconds before the view says more than that something is under way. */
const patience = 1000;
/** Milliseconds that it goes on after the last file: one that is written in pieces is read again at once. */
const linger = 500;

/** Shows in the view that files are being read, and how far that is where it takes a while. */
export class LoadingProgress implements vscode.Disposable {
  readonly #papers: Papers;
  readonly #view: PapersView;
  readonly #listener: vscode.Disposable;
  readonly #busy = new Map<string, Extract<SourceState, { kind: 'waiting' | 'reading' }>>();
  #done: (() => void) | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #ending: ReturnType<typeof setTimeout> | undefined;
  #said = '';

  constructor(papers: Papers, view: PapersView) {
    this.#papers = papers;
    this.#view = view;
    this.#listener = papers.onDidChangeState((uri) => this.#take(uri));
  }

  dispose(): void {
    this.#end();
    this.#listener.dispose();
  }

  #take(uri: string): void {
    const state = this.#papers.states.get(uri);
    if (state?.kind === 'waiting' || state?.kind === 'reading') {
      this.#busy.set(uri, state);
      clearTimeout(this.#ending);
      if (!this.#done) this.#begin();
    } else {
      this.#busy.delete(uri);
      if (this.#busy.size) return;
      clearTimeout(this.#ending);
      this.#ending = setTimeout(() => this.#end(), linger);
    }
  }

  #begin(): void {
    this.#view.showProgress(new Promise<void>((resolve) => (this.#done = resolve)));
    this.#timer = setInterval(() => this.#say(), patience);
  }

  #say(): void {
    const reading = [...this.#busy].find(([, { kind }]) => kind === 'reading');
    if (!reading) return;
    const [uri, { done = 0 }] = reading;
    const name = vscode.Uri.parse(uri).path.split('/').at(-1) ?? uri;
    const share = Math.floor(done * 100);
    const count = this.#papers.size.toLocaleString();
    this.#said = vscode.l10n.t('Reading {0}: {1} %. {2} papers can be used already.', name, share, count);
    this.#view.showStatus(this.#said);
  }

  #end(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#ending);
    this.#done?.();
    this.#done = undefined;
    // something else may have been said meanwhile, such as that the library is gone
    if (this.#view.status === this.#said) this.#view.showStatus('');
  }
}
