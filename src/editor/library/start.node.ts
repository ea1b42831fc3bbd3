import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { Answer } from '../../worker/protocol.ts';
import { LibraryClient } from '../../worker/client.ts';
import type { StartLibrary } from './start.ts';

/** Starts the library on a thread of its own. */
export const startLibrary: StartLibrary = (extensionUri, onFailure) => {
  const worker = new Worker(vscode.Uri.joinPath(extensionUri, 'dist/worker/node.cjs').fsPath);
  const client = new LibraryClient({
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.on('message', (answer: Answer) => listener(answer)),
  });
  const fail = (error: Error) => {
    client.fail(error);
    onFailure(error);
  };
  let isStopping = false;
  worker.on('error', fail);
  worker.on('exit', (code) => {
    if (!isStopping) fail(new Error(`the library's thread ended with code ${code}`));
  });
  return {
    client,
    dispose() {
      isStopping = true;
      void worker.terminate();
    },
  };
};
