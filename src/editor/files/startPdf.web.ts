import * as vscode from 'vscode';
import type { CharacterMap, PdfAnswer, PdfQuestion } from '../../pdf/protocol.ts';
import type { StartPdf } from './startPdf.ts';
import { movedWith } from './startPdf.ts';

interface WebWorker {
  postMessage(message: PdfQuestion | CharacterMap, transfer: readonly ArrayBufferLike[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: PdfAnswer }) => void): void;
  addEventListener(type: 'error', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

declare const Worker: new (url: string) => WebWorker;
declare const Blob: new (parts: readonly Uint8Array[], options: { readonly type: string }) => object;
declare const URL: { createObjectURL(blob: object): string; revokeObjectURL(url: string): void };

/** Starts the reader of PDFs in a Web Worker, from a copy of its text: scripts of another origin start no other way. */
export const startPdf: StartPdf = async (extensionUri, { onAnswer, onFailure }) => {
  const code = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist/pdf/main.js'));
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.addEventListener('message', ({ data }) => onAnswer(data));
  worker.addEventListener('error', ({ message }) => onFailure(new Error(message ?? 'the reader of PDFs failed')));
  return {
    post: (message) => worker.postMessage(message, movedWith(message)),
    dispose: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
};
