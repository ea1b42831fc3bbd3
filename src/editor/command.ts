import * as vscode from 'vscode';
import type { CommandId, InnerCommandId } from './ids.ts';
import { commands } from './ids.ts';
import { SettingError } from './settingError.ts';

/** Registers a command. What it throws is logged and told once, with a way to the log and to the setting that is wrong. */
export function registerCommand(
  log: vscode.LogOutputChannel,
  id: CommandId | InnerCommandId,
  execute: (...args: readonly unknown[]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
    try {
      return await execute(...args);
    } catch (error) {
      log.error(`${id} failed`, error instanceof Error ? error : String(error));
      const showLog = vscode.l10n.t('Show Log');
      const reason = error instanceof Error ? error.message : String(error);
      const setting = error instanceof SettingError ? error.setting : undefined;
      const openSetting = vscode.l10n.t('Open Setting');
      const choice = await vscode.window.showErrorMessage(
        vscode.l10n.t('That did not work: {0}', reason),
        ...(setting === undefined ? [showLog] : [openSetting, showLog]),
      );
      if (choice === showLog) await vscode.commands.executeCommand(commands.showLog);
      else if (choice === openSetting) await vscode.commands.executeCommand('workbench.action.openSettings', setting);
      return undefined;
    }
  });
}
