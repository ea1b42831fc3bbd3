import * as vscode from 'vscode';
import type { Papers } from './papers.ts';

/** Writes into the log what was read of a file, or why it was not; the seeds are told of together. */
export function logSource(log: vscode.LogOutputChannel, papers: Papers, uri: string): void {
  const state = papers.states.get(uri);
  if (state?.kind === 'failed') log.warn(`${vscode.Uri.parse(uri).fsPath}: ${state.reason}`);
  if (state?.kind === 'read' && state.entries !== 1)
    log.info(`${vscode.Uri.parse(uri).fsPath}: ${state.entries} entries, ${state.problems} problems`);
}
