import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import type { PdfAnswer } from '../../pdf/protocol.ts';
import type { StartPdf } from './startPdf.ts';
import { movedWith } from './startPdf.ts';

/** Megabytes that one PDF may take. */
const mostMemory = 2048;

/** Starts the reader of PDFs on a thread of its own; what pdf.js has to say to developers is not shown. */
export const startPdf: StartPdf = async (extensionUri, { onAnswer, onFailure }) => {
  const worker = new Worker(vscode.Uri.joinPath(extensionUri, 'dist/pdf/main.js').fsPath, {
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
    stdout: true,
    stderr: true,
  });
  worker.on('message', (answer: PdfAnswer) => onAnswer(answer));
  worker.on('error', (error) => onFailure(error));
  // it may also end without an error
  worker.on('exit', () => onFailure(new Error('the reader of PDFs ended')));
  return {
    post: (message) => worker.postMessage(message, movedWith(message)),
    dispose: () => void worker.terminate(),
  };
};
