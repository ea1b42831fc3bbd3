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

/** Starts the library in a Web Worker, or in this thread where no worker may be started. */
export const startLibrary: StartLibrary = (extensionUri, { onEvent, onFailure }) => {
  const stop: (() => void)[] = [];
  const fail = (error: Error) => {
    client.fail(error);
    onFailure(error);
  };
  const connected = connect(extensionUri, fail, stop);
  const client: LibraryClient = new LibraryClient(
    {
      post: (message, transfer) => void connected.then((port) => port.post(message, transfer)),
      onMessage: (listener) => void connected.then((port) => port.onMessage(listener)),
    },
    onEvent,
  );
  const end = () => stop.splice(0).forEach((each) => each());
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

/** A script of another origin, as an extension's is on the web, starts only from a copy of its text. */
async function connect(
  extensionUri: vscode.Uri,
  onFailure: (error: Error) => void,
  stop: (() => void)[],
): Promise<Port<Question, Answer>> {
  try {
    const code = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist/web/worker/web.js'));
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const worker = new Worker(url);
    stop.push(
      () => worker.terminate(),
      () => URL.revokeObjectURL(url),
    );
    worker.addEventListener('error', ({ message }) => onFailure(new Error(message ?? "the library's worker failed")));
    return {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      onMessage: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
    };
  } catch {
    return inThisThread();
  }
}
