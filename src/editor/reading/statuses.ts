import * as vscode from 'vscode';
import { statusesOf } from '../../core/library/reading/statuses.ts';
import type { Status } from '../../core/library/reading/statuses.ts';
import type { Priority } from '../../core/library/reading/facts.ts';
import { readingSettings } from '../settings.ts';

/** The user's statuses, or else the three that there are. */
export function readStatuses(): readonly Status[] {
  return statusesOf(readingSettings().statuses, {
    'to-read': vscode.l10n.t('To Read'),
    reading: vscode.l10n.t('Reading'),
    read: vscode.l10n.t('Read'),
  });
}

/** The product icon of a status. */
export function statusIcon({ icon, kind }: Status): string {
  if (icon) return icon;
  return kind === undefined
    ? 'circle-small-filled'
    : { open: 'circle-large-outline', active: 'book', done: 'pass' }[kind];
}

export function priorityText(priority: Priority): string {
  return {
    high: vscode.l10n.t('high priority'),
    medium: vscode.l10n.t('medium priority'),
    low: vscode.l10n.t('low priority'),
  }[priority];
}

/** `★★★★½`, which a screen reader is told as a number instead. */
export function starsText(rating: number): string {
  return '★'.repeat(Math.floor(rating)) + (Number.isInteger(rating) ? '' : '½');
}

/** "4 of 5 stars". */
export function ratingText(rating: number): string {
  return vscode.l10n.t('{0} of 5 stars', rating);
}
