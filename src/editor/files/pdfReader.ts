import { startPdf } from '#startPdf';
import * as vscode from 'vscode';
import type { PdfMark } from '../../core/annotations/marks.ts';
import type { PdfAnswer, PdfFailure } from '../../pdf/protocol.ts';
import type { StartedPdf } from './startPdf.ts';

/** In bytes; what is larger does not fit into a thread's memory as pdf.js needs it. */
const largest = 500_000_000;

/** Why nothing was read of a PDF, as a sentence. */
export class PdfError extends Error {}

interface Waiting {
  readonly resolve: (marks: readonly PdfMark[]) => void;
  readonly reject: (error: Error) => void;
  readonly onPage: (done: number, pages: number) => void;
}

/**
 * Reads PDFs one after the other in a thread that lasts as long as this, or until a file is too much for it: the next
 * file gets another one. `dispose` ends it, even within a file.
 */
export class PdfReader implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  #started: Promise<StartedPdf> | undefined;
  #waiting: Waiting | undefined;
  #lastId = 0;
  #isOver = false;

  constructor(extensionUri: vscode.Uri) {
    this.#extensionUri = extensionUri;
  }

  /** What is marked in a file. */
  async read(uri: vscode.Uri, onPage: Waiting['onPage']): Promise<readonly PdfMark[]> {
    const bytes = await bytesOf(uri);
    // nothing would end a thread that is started now
    if (this.#isOver) throw new vscode.CancellationError();
    this.#started ??= this.#start();
    const thread = await this.#started;
    if (this.#isOver) throw new vscode.CancellationError();
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject, onPage };
      thread.post({ id: ++this.#lastId, bytes });
    });
  }

  dispose(): void {
    this.#isOver = true;
    this.#stop(new vscode.CancellationError());
  }

  #start(): Promise<StartedPdf> {
    const started: Promise<StartedPdf> = startPdf(this.#extensionUri, {
      onAnswer: (answer) => this.#take(answer),
      onFailure: (error) => {
        // one that was stopped tells its end too
        if (this.#started === started) this.#stop(error);
      },
    });
    return started;
  }

  #stop(error: Error): void {
    this.#waiting?.reject(error);
    const started = this.#started;
    this.#started = undefined;
    void started?.then(
      (thread) => void thread.dispose(),
      () => {}, // whoever reads was told that it did not start
    );
  }

  async #giveMap(name: string): Promise<void> {
    const thread = await this.#started;
    thread?.post({ name, map: await characterMap(this.#extensionUri, name) });
  }

  #take(answer: PdfAnswer): void {
    if (answer.id !== this.#lastId) return;
    if ('marks' in answer) this.#waiting?.resolve(answer.marks);
    else if ('needs' in answer) void this.#giveMap(answer.needs);
    else if ('failure' in answer) this.#waiting?.reject(new PdfError(sentences[answer.failure]()));
    else this.#waiting?.onPage(answer.done, answer.pages);
  }
}

/** A character map that comes with the extension; nothing where there is none of this name. */
async function characterMap(extensionUri: vscode.Uri, name: string): Promise<Uint8Array | undefined> {
  if (!/^[\w-]{1,40}$/.test(name)) return undefined;
  try {
    const uri = vscode.Uri.joinPath(extensionUri, 'dist/pdf/cmaps', `${name}.bcmap`);
    return new Uint8Array(await vscode.workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** A copy of its own, which can be handed to the thread. */
async function bytesOf(uri: vscode.Uri): Promise<Uint8Array> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > largest) throw new PdfError(vscode.l10n.t('It is larger than 500 MB.'));
  return new Uint8Array(await vscode.workspace.fs.readFile(uri));
}

const sentences: Readonly<Record<PdfFailure, () => string>> = {
  locked: () => vscode.l10n.t('It is locked with a password.'),
  noPdf: () => vscode.l10n.t('It is no PDF, or it is damaged.'),
  unreadable: () => vscode.l10n.t('It could not be read.'),
};
