import * as vscode from 'vscode';
import { authorYear } from '../../core/entry/paper.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { nextPapers } from '../../core/notes/reading/next.ts';
import type { PaperReading } from '../../core/notes/reading/known.ts';
import type { Papers } from '../library/papers.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import type { ReadingChanges } from './change.ts';
import { dayText } from './dayText.ts';
import type { ReadingList } from './list.ts';
import { priorityText } from './statuses.ts';

export interface WhatNextParts {
  readonly papers: Papers;
  readonly list: ReadingList;
  readonly changes: ReadingChanges;
  readonly log: vscode.LogOutputChannel;
}

/** The list is for choosing; who wants to see everything opens the board. */
const mostShown = 25;

interface NextRow extends vscode.QuickPickItem {
  readonly paper?: Paper;
}

/** "What Next?": the papers to read next with the reasons, in one list; Enter shows one, its buttons begin it or open its note. */
export function registerWhatNext(parts: WhatNextParts): vscode.Disposable {
  return registerCommand(parts.log, commands.whatNext, () => whatNext(parts));
}

/** Why a paper comes so early: "high priority · waiting since March 2026". */
export function reasonsOf({ status, state, since }: PaperReading): string {
  const day = since && dayText(since);
  const age = day
    ? status?.kind === 'active'
      ? vscode.l10n.t('begun {0}', day)
      : vscode.l10n.t('waiting since {0}', day)
    : '';
  return [state.priority ? priorityText(state.priority) : '', age].filter(Boolean).join(' · ');
}

function whatNext({ papers, list, changes, log }: WhatNextParts): void {
  const known = [...list.all].filter(({ key }) => papers.get(key));
  const { begun, waiting } = nextPapers(known, mostShown);
  const begin = { iconPath: new vscode.ThemeIcon('book'), tooltip: vscode.l10n.t('Start Reading') };
  const note = { iconPath: new vscode.ThemeIcon('note'), tooltip: vscode.l10n.t('Open Literature Note') };
  const rows = (readings: readonly PaperReading[], buttons: readonly vscode.QuickInputButton[]): NextRow[] =>
    readings.flatMap((reading) => {
      const paper = papers.get(reading.key);
      if (!paper) return [];
      const detail = [authorYear(paper), reasonsOf(reading)].filter(Boolean).join(' · ');
      return { label: paper.title, detail, buttons, paper };
    });
  const heading = (label: string): NextRow => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const pick = vscode.window.createQuickPick<NextRow>();
  pick.title = vscode.l10n.t('What Next?');
  pick.matchOnDetail = true;
  const items = [
    ...(waiting.length ? [heading(vscode.l10n.t('waiting')), ...rows(waiting, [begin, note])] : []),
    ...(begun.length ? [heading(vscode.l10n.t('already begun')), ...rows(begun, [note])] : []),
  ];
  pick.placeholder = items.length
    ? vscode.l10n.t('Choose a paper to see it')
    : vscode.l10n.t('Nothing waits. Give papers a reading status in the Papers view, and they come up here.');
  pick.items = items;
  const run = (command: string, paper: Paper) => void vscode.commands.executeCommand(command, paper.key);
  pick.onDidAccept(() => {
    const paper = pick.selectedItems[0]?.paper;
    pick.hide();
    if (paper) run(commands.showPaper, paper);
  });
  pick.onDidTriggerItemButton(({ button, item: { paper } }) => {
    if (!paper) return;
    pick.hide();
    if (button === note) return run(commands.openNote, paper);
    const status = list.statuses.find(({ kind }) => kind === 'active');
    if (!status) return run(commands.setReadingStatus, paper);
    changes
      .change([paper], { status })
      .then(() => run(commands.showPaper, paper))
      .catch((error: unknown) => log.error('Starting to read failed', error as Error));
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}
