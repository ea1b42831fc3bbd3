import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import type { CommandId } from '../ids.ts';
import { commands } from '../ids.ts';
import type { Node } from '../papers/model.ts';

/** A button at the end of a row, which runs a command on its paper. */
interface RowButton extends vscode.QuickInputButton {
  readonly command: CommandId;
  /** What it does leads elsewhere, so that the list is left. */
  readonly leaves: boolean;
}

/** What can be done with a paper instead of choosing it. */
export function rowButtons(hasPdf: boolean, hasNote: boolean): readonly RowButton[] {
  const { l10n } = vscode;
  return [
    button(
      'note',
      hasNote ? l10n.t('Open Literature Note') : l10n.t('Create Literature Note'),
      commands.openNote,
      true,
    ),
    button('info', l10n.t('Show Details'), commands.showPaper, false),
    ...(hasPdf ? [button('file-pdf', l10n.t('Open PDF'), commands.openPdf, true)] : []),
    button('copy', l10n.t('Copy Citation Key'), commands.copyKey, false),
  ];
}

/** Does what a button of a paper's row says; `leave` closes the list first where that leads elsewhere. */
export async function press(pressed: vscode.QuickInputButton, paper: Paper, leave: () => void): Promise<void> {
  if (!isRowButton(pressed)) return;
  if (pressed.leaves) leave();
  await vscode.commands.executeCommand(pressed.command, { kind: 'paper', paper } satisfies Node);
}

function button(icon: string, tooltip: string, command: CommandId, leaves: boolean): RowButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip, command, leaves };
}

function isRowButton(pressed: vscode.QuickInputButton): pressed is RowButton {
  return 'command' in pressed;
}
