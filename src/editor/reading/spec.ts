import * as vscode from 'vscode';
import type { ReadingSpec } from '../../core/library/arrange.ts';
import type { Status } from '../../core/library/reading/statuses.ts';

/** How lists of papers show how far they are read, in the user's language. */
export function readingSpec(statuses: readonly Status[]): ReadingSpec {
  return {
    statuses: statuses.map(({ id, title }) => ({ id, title })),
    noted: vscode.l10n.t('Note without status'),
    priorities: {
      high: vscode.l10n.t('High priority'),
      medium: vscode.l10n.t('Medium priority'),
      none: vscode.l10n.t('No priority'),
      low: vscode.l10n.t('Low priority'),
      done: vscode.l10n.t('Read'),
      other: vscode.l10n.t('Not in the reading list'),
    },
  };
}
