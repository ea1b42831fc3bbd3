import type * as vscode from 'vscode';
import type { PdfAnswer, PdfQuestion } from '../../pdf/protocol.ts';

/** A thread that reads PDFs, as its two ends see each other. */
export interface StartedPdf extends vscode.Disposable {
  post(question: PdfQuestion): void;
}

export interface PdfListener {
  readonly onAnswer: (answer: PdfAnswer) => void;
  readonly onFailure: (error: Error) => void;
}

/** Starts the reader of PDFs. The build picks startPdf.node.ts or startPdf.web.ts. */
export type StartPdf = (extensionUri: vscode.Uri, listener: PdfListener) => Promise<StartedPdf>;
