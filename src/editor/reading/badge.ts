import * as vscode from 'vscode';
import type { PapersView } from '../papers/view.ts';
import { readingSettings } from '../settings.ts';
import type { ReadingList } from './list.ts';

/** Shows on the view's icon how many papers are being read, where the user wants that. */
export function registerReadingBadge(list: ReadingList, view: PapersView): vscode.Disposable {
  const show = () => {
    const count = readingSettings().badge ? list.countOfActive : 0;
    const tooltip =
      count === 1 ? vscode.l10n.t('1 paper is being read') : vscode.l10n.t('{0} papers are being read', count);
    view.showBadge(count ? { value: count, tooltip } : undefined);
  };
  show();
  return list.onDidChange(show);
}
