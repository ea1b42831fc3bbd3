import * as vscode from 'vscode';
import type { Answer, Port, Question } from '../../worker/protocol.ts';
import { LibraryClient } from '../../worker/client.ts';
import { inThisThread } from '../../worker/inThisThread.ts';
import type { StartLibrary } from './start.ts';

interface WebWorker {
  postMessage(message: Question, transfer: readonly ArrayBufferLike[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Answer }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

declare const Worker: new (url: string) => WebWorker;
declare const Blob: new (parts: readonly Uint8Array[], options: { readonly type: string }) => object;
declare const URL: { createObjectURL(blob: object): string; revokeObjectURL(url: string): void };

/** Starts the library in a Web Worker, or in this thread where none starts. */
export const startLibrary: StartLibrary = (extensionUri, { onEvent, onFailure }) => {
  const stop: (() => void)[] = [];
  const end = () => stop.splice(0).forEach((each) => each());
  const fail = (error: Error) => {
    client.fail(error);
    onFailure(error);
  };
  const connected = connect(extensionUri, fail, stop).catch((error: unknown) => {
    end();
    onEvent({ event: 'log', text: `no worker starts, so that the library shares this thread: ${String(error)}` });
    return inThisThread();
  });
  const client: LibraryClient = new LibraryClient(
    {
      post: (message, transfer) => void connected.then((port) => port.post(message, transfer)),
      onMessage: (listener) => void connected.then((port) => port.onMessage(listener)),
    },
    onEvent,
  );
  return {
    client,
    reads: () => false,
    crash: () => {
      end();
      fail(new Error('the library was ended'));
    },
    dispose: () => {
      client.fail(new Error('the library was stopped'));
      end();
    },
  };
};

/** A script of another origin, as an extension's is on the web, starts only from a copy of its text. Rejects where it does not. */
async function connect(
  extensionUri: vscode.Uri,
  onFailure: (error: Error) => void,
  stop: (() => void)[],
): Promise<Port<Question, Answer>> {
  const code = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist/web/worker/web.js'));
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  stop.push(() => URL.revokeObjectURL(url));
  const worker = new Worker(url);
  stop.push(() => worker.terminate());
  await firstWord(worker);
  worker.addEventListener('error', (event) => onFailure(errorOf(event)));
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    onMessage: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
  };
}

/** A page's rules may forbid the worker only when it is there already. */
function firstWord(worker: WebWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('message', () => resolve());
    worker.addEventListener('error', (event) => reject(errorOf(event)));
  });
}

function errorOf({ message }: { readonly message?: string }): Error {
  return new Error(message ?? "the library's worker failed");
}
