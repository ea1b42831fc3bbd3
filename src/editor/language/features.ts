import type * as vscode from 'vscode';

/** What is offered for documents and may be offered there by another extension as well. */
export type Feature =
  | 'completion'
  | 'hover'
  | 'definition'
  | 'references'
  | 'rename'
  | 'links'
  | 'inlayHints'
  | 'highlighting'
  | 'symbols'
  | 'folding'
  | 'formatting'
  | 'problems';

/** Whether a feature is on for a document: as the user says, or where no other extension offers it there. */
export function isOffered(_feature: Feature, _document: vscode.TextDocument): boolean {
  return true;
}
