import * as vscode from 'vscode';
import { baseName, nameOf } from '../../sources/texts.ts';
import type { Applied } from './apply.ts';
import type { Prepared, Refused } from './prepare.ts';
import { isUpToDate } from './prepare.ts';
import type { ShownChanges } from './shownChanges.ts';
import { edited } from '../../../core/text.ts';

/** What a batch found, by what becomes of the notes. */
export interface Sorted {
  readonly changes: readonly Prepared[];
  readonly conflicts: readonly Prepared[];
  /** Made by another tool, or their baseline is lost. */
  readonly first: readonly Prepared[];
  readonly same: readonly Prepared[];
  readonly refused: readonly Refused[];
}

export function sorted(notes: readonly (Prepared | Refused)[]): Sorted {
  const prepared = notes.filter((note): note is Prepared => note.kind === 'prepared');
  const known = prepared.filter(({ isFirst }) => !isFirst);
  return {
    changes: known.filter((note) => !isUpToDate(note) && !note.merge.conflicts.length),
    conflicts: known.filter(({ merge }) => merge.conflicts.length),
    first: prepared.filter(({ isFirst }) => isFirst),
    same: known.filter(isUpToDate),
    refused: notes.filter((note): note is Refused => note.kind === 'refused'),
  };
}

interface Row extends vscode.QuickPickItem {
  readonly note?: Prepared;
}

/**
 * The summary: what will change is ticked, what another tool made is not; what has conflicts is ticked too, of which
 * the rest changes now and the conflicts are decided afterwards. Gives the ticked notes, or nothing where it is left.
 */
export async function askWhich(found: Sorted, changes: ShownChanges): Promise<readonly Prepared[] | undefined> {
  const show: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('diff'),
    tooltip: vscode.l10n.t('Show Changes'),
  };
  const row = (note: Prepared, picked: boolean): Row => ({
    label: baseName(note.uri),
    description: partsText(note),
    detail: nameOf(note.uri),
    buttons: [show],
    picked,
    note,
  });
  const heading = (label: string): Row => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const group = (label: string, rows: readonly Row[]) => (rows.length ? [heading(label), ...rows] : []);
  const rows: Row[] = [
    ...group(
      vscode.l10n.t('will change'),
      found.changes.map((note) => row(note, true)),
    ),
    ...group(
      vscode.l10n.t('conflicts: you decide afterwards'),
      found.conflicts.map((note) => row(note, true)),
    ),
    ...group(
      vscode.l10n.t('not made by Literature Notes: only missing fields are added'),
      found.first.map((note) => row(note, false)),
    ),
  ];
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = vscode.l10n.t('Update Notes: {0}', summaryText(found));
  pick.placeholder = vscode.l10n.t('Choose the notes to update; it can be undone as one');
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.ignoreFocusOut = true;
  pick.items = rows;
  pick.selectedItems = rows.filter(({ picked }) => picked);
  return new Promise((resolve) => {
    pick.onDidTriggerItemButton(({ item: { note } }) => note && void changes.show(note.uri, afterOf(note)));
    pick.onDidAccept(() => {
      resolve(pick.selectedItems.flatMap(({ note }) => note ?? []));
      pick.dispose();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** What the note would be, with the library's side of its conflicts unless it is only completed. */
export function afterOf({ text, merge, theirs, isFirst }: Prepared): string {
  return isFirst ? edited(text, merge.edits) : theirs;
}

/** What changes in a note, in a few words. */
export function partsText({ merge }: Prepared): string {
  const list = (parts: readonly { readonly name: string }[]) => parts.map(({ name }) => name).join(', ');
  const conflicts = merge.conflicts.length ? vscode.l10n.t('conflict: {0}', list(merge.conflicts)) : '';
  return [list(merge.changed), conflicts].filter(Boolean).join(' · ');
}

/** `3 will change · 2 conflicts · 4 ask first · 20 are as they are · 1 left out`. */
export function summaryText({ changes, conflicts, first, same, refused }: Sorted): string {
  const { t } = vscode.l10n;
  return [
    t('{0} will change', changes.length),
    ...(conflicts.length
      ? [conflicts.length === 1 ? t('1 has conflicts') : t('{0} have conflicts', conflicts.length)]
      : []),
    ...(first.length ? [first.length === 1 ? t('1 by another tool') : t('{0} by other tools', first.length)] : []),
    ...(same.length ? [same.length === 1 ? t('1 is up to date') : t('{0} are up to date', same.length)] : []),
    ...(refused.length ? [t('{0} left out', refused.length)] : []),
  ].join(' · ');
}

/** What was done, and what was not, with the reasons in the log. */
export function tellApplied({ done, left }: Applied, refused: readonly Refused[], log: vscode.LogOutputChannel): void {
  const out = [...left, ...refused];
  for (const { uri, reason } of out) log.warn(`${nameOf(uri)} was left: ${reason}`);
  const count =
    done.length === 1 ? vscode.l10n.t('1 note is updated.') : vscode.l10n.t('{0} notes are updated.', done.length);
  const [first] = out;
  if (!first) return void vscode.window.showInformationMessage(count);
  const why = `${nameOf(first.uri)}: ${first.reason}`;
  const more = out.length > 1 ? vscode.l10n.t('{0} more are in the log.', out.length - 1) : '';
  const showLog = vscode.l10n.t('Show Log');
  void vscode.window
    .showWarningMessage([count, why, more].filter(Boolean).join(' '), ...(out.length > 1 ? [showLog] : []))
    .then((choice) => choice === showLog && log.show(true));
}
