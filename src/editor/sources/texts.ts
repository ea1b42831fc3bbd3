import * as vscode from 'vscode';
import type { FoundReason } from '../../core/sources/arrange.ts';

/** The name of a file as people call it: from the workspace, or from the home folder. */
export function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

export function baseName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Why a file belongs to the library, in a few words. */
export function reasonText(reason: FoundReason, own: string): string {
  switch (reason.kind) {
    case 'document':
      if (reason.uri === own) return vscode.l10n.t('references in the document');
      return vscode.l10n.t('named by {0}', nameOf(vscode.Uri.parse(reason.uri)));
    case 'project':
      return vscode.l10n.t('named by the project, in {0}', nameOf(vscode.Uri.parse(reason.uri)));
    case 'setting':
      return vscode.l10n.t('named by a setting');
    case 'workspace':
      return vscode.l10n.t('in the workspace');
    case 'seeds':
      return vscode.l10n.t('came with the extension');
  }
}

/** The nearest reason, and how many more there are. */
export function shortReason(reasons: readonly FoundReason[], own: string): string {
  const [first] = reasons;
  if (!first) return '';
  const same = reasons.filter(({ kind }) => kind === first.kind).length;
  if (same === 1 || first.kind !== 'document') return reasonText(first, own);
  return vscode.l10n.t('named by {0} documents', same);
}

export function entriesText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 entry') : vscode.l10n.t('{0} entries', count);
}

export function problemsText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 problem') : vscode.l10n.t('{0} problems', count);
}
