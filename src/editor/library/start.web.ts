import * as vscode from 'vscode';
import type { Answer, Port, Question } from '../../worker/protocol.ts';
import { LibraryClient } from '../../worker/client.ts';
import { serveLibrary } from '../../worker/serve.ts';
import type { StartLibrary } from './start.ts';

interface WebWorker {
  postMessage(message: Question): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Answer }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

declare const Worker: new (url: string) => WebWorker;
declare const Blob: new (parts: readonly Uint8Array[], options: { readonly type: string }) => object;
declare const URL: { createObjectURL(blob: object): string; revokeObjectURL(url: string): void };

/** Starts the library in a Web Worker, or in this thread where no worker may be started. */
export const startLibrary: StartLibrary = (extensionUri, onFailure) => {
  const stop: (() => void)[] = [];
  const connected = connect(extensionUri, onFailure, stop);
  const client: LibraryClient = new LibraryClient({
    post: (message) => void connected.then((port) => port.post(message)),
    onMessage: (listener) => void connected.then((port) => port.onMessage(listener)),
  });
  return {
    client,
    dispose: () => stop.forEach((each) => each()),
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
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
    };
  } catch {
    return inThisThread();
  }
}

/** Both ends in one thread; each message waits for its turn, as it would between threads. */
function inThisThread(): Port<Question, Answer> {
  let toLibrary: (question: Question) => void = () => {};
  let toClient: (answer: Answer) => void = () => {};
  serveLibrary({
    post: (answer) => void Promise.resolve().then(() => toClient(answer)),
    onMessage: (listener) => (toLibrary = listener),
  });
  return {
    post: (question) => void Promise.resolve().then(() => toLibrary(question)),
    onMessage: (listener) => (toClient = listener),
  };
}
