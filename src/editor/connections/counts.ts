import * as vscode from 'vscode';
import type { PaperConnections } from './connections.ts';

/** How often documents cite and mention a paper, in a few words. */
export function countsText({ cited, mentioned }: PaperConnections): string {
  return vscode.l10n.t('Cited {0}, mentioned {1}', cited.length, mentioned.length);
}
