import * as vscode from 'vscode';
import { views } from '../../ids.ts';
import type { Papers } from '../../library/papers.ts';
import type { Sources } from '../../sources/sources.ts';
import { baseName } from '../../sources/texts.ts';

/** Why papers are missing in a list. */
export type LibraryState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'failed'; readonly name: string; readonly reason: string };

export function isLoading(papers: Papers): boolean {
  return [...papers.states.values()].some(({ kind }) => kind === 'waiting' || kind === 'reading');
}

/** What keeps the list from being whole: first what concerns the document, then anything of the library. */
export function libraryState(papers: Papers, sources: Sources, document: vscode.Uri): LibraryState | undefined {
  if (isLoading(papers)) return { kind: 'loading' };
  const own = papers.bibliographiesOf(document);
  const failed = [...papers.states].flatMap(([uri, state]) =>
    state.kind === 'failed' ? [{ uri, name: baseName(vscode.Uri.parse(uri)), reason: state.reason }] : [],
  );
  const missing = sources.missing.find(
    (each) => each.kind === 'named' && each.naming.uri.toString() === document.toString(),
  );
  if (missing?.uri) {
    return { kind: 'failed', name: baseName(missing.uri), reason: vscode.l10n.t('The file is not there.') };
  }
  const first = failed.find(({ uri }) => own.includes(uri)) ?? failed[0];
  if (first) return { kind: 'failed', name: first.name, reason: first.reason };
  return papers.size ? undefined : { kind: 'empty' };
}

/** An item that says so behind the first papers; accepting it leaves the text as it is and opens the sources of the library. */
export function libraryItem(
  state: LibraryState,
  document: vscode.TextDocument,
  range: vscode.Range,
): vscode.CompletionItem {
  const { label, description } = textOf(state);
  const item = new vscode.CompletionItem({ label, description }, vscode.CompletionItemKind.Issue);
  const typed = document.getText(range);
  item.range = range;
  item.insertText = typed;
  item.filterText = `${typed} ${label}`;
  // in sight, and never what is accepted at once where papers were found
  item.sortText = '0004~';
  item.detail = vscode.l10n.t('Opens the sources of the library');
  item.command = { command: `${views.sources}.focus`, title: '' };
  return item;
}

function textOf(state: LibraryState): { readonly label: string; readonly description: string } {
  switch (state.kind) {
    case 'loading':
      return {
        label: vscode.l10n.t('The library is still loading…'),
        description: vscode.l10n.t('more papers will come'),
      };
    case 'empty':
      return { label: vscode.l10n.t('No papers in the library'), description: vscode.l10n.t('add a bibliography') };
    case 'ended':
      return { label: vscode.l10n.t('The library does not answer'), description: vscode.l10n.t('see its sources') };
    case 'failed':
      return { label: vscode.l10n.t('{0} could not be read', state.name), description: state.reason };
  }
}
