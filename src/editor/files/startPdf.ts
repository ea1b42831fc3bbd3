import type * as vscode from 'vscode';
import type { CharacterMap, PdfAnswer, PdfQuestion } from '../../pdf/protocol.ts';

/** A thread that reads PDFs, as its two ends see each other. */
export interface StartedPdf extends vscode.Disposable {
  post(message: PdfQuestion | CharacterMap): void;
}

export interface PdfListener {
  readonly onAnswer: (answer: PdfAnswer) => void;
  readonly onFailure: (error: Error) => void;
}

/** What is handed over with a message rather than copied. */
export function movedWith(message: PdfQuestion | CharacterMap): ArrayBuffer[] {
  const bytes = 'bytes' in message ? message.bytes : message.map;
  return bytes ? [bytes.buffer as ArrayBuffer] : [];
}

/** Starts the reader of PDFs. The build picks startPdf.node.ts or startPdf.web.ts. */
export type StartPdf = (extensionUri: vscode.Uri, listener: PdfListener) => Promise<StartedPdf>;
