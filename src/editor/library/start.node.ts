import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { Answer } from '../../worker/protocol.ts';
import { LibraryClient } from '../../worker/client.ts';
import type { StartLibrary } from './start.ts';

/** Megabytes that the library may use: what 100,000 papers with abstracts need, and not all of the machine. */
const mostMemory = 4096;

/** Starts the library on a thread of its own. */
export const startLibrary: StartLibrary = (extensionUri, { onEvent, onFailure }) => {
  const worker = new Worker(vscode.Uri.joinPath(extensionUri, 'dist/worker/node.cjs').fsPath, {
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  });
  const client = new LibraryClient(
    {
      post: (message, transfer = []) => worker.postMessage(message, transfer as readonly ArrayBuffer[]),
      onMessage: (listener) => worker.on('message', (answer: Answer) => listener(answer)),
    },
    onEvent,
  );
  let isOver = false;
  const fail = (error: Error) => {
    if (isOver) return;
    isOver = true;
    client.fail(error);
    onFailure(error);
  };
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the library's thread ended with code ${code}`)));
  return {
    client,
    reads: (scheme) => scheme === 'file',
    crash: () => void worker.terminate(),
    dispose() {
      isOver = true;
      client.fail(new Error('the library was stopped'));
      void worker.terminate();
    },
  };
};
