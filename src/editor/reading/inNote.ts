import * as vscode from 'vscode';
import { keyOfNote } from '../notes/here.ts';
import { commands } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import type { Notes } from '../notes/notes.ts';
import type { ReadingList } from './list.ts';
import { readingWords } from './marks.ts';
import { starsText, statusIcon } from './statuses.ts';

/** Beside the language of the editor. */
const priority = 90;

/** In a note the status bar shows how far its paper is read; a click sets the status. */
export function registerReadingInNote(list: ReadingList, notes: Notes, papers: Papers): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('literatureNotes.reading', vscode.StatusBarAlignment.Right, priority);
  item.name = vscode.l10n.t('Reading Status of the Paper');
  let meant: string | undefined;
  const look = () => {
    const document = vscode.window.activeTextEditor?.document;
    const key = document && (notes.at(document.uri)?.key ?? keyOfNote(document));
    if (key === undefined || !papers.get(key)) return item.hide();
    const reading = list.of(key);
    const { status, state } = reading ?? {};
    const stars = state?.rating === undefined ? '' : ` ${starsText(state.rating)}`;
    item.text = status
      ? `$(${statusIcon(status)}) ${status.title}${stars}`
      : `$(circle-slash) ${vscode.l10n.t('Not in the Reading List')}${stars}`;
    const words = reading ? readingWords(reading).join(', ') : vscode.l10n.t('Not in the Reading List');
    item.tooltip = vscode.l10n.t('{0}. Click to set the reading status', words);
    item.accessibilityInformation = { label: vscode.l10n.t('Reading status: {0}', words), role: 'button' };
    // VS Code forgets a command that is replaced, and a click a moment before would find none
    if (key !== meant) item.command = { command: commands.setReadingStatus, title: item.name ?? '', arguments: [key] };
    meant = key;
    item.show();
  };
  look();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(look),
    list.onDidChange(look),
    notes.onDidChange(look),
    papers.onDidChange(look),
  );
}
