import * as vscode from 'vscode';
import type { CommandId } from './ids.ts';
import { commands } from './ids.ts';

/** Registers a command. What it throws is logged and told once, with a way to the log. */
export function registerCommand(
  log: vscode.LogOutputChannel,
  id: CommandId,
  execute: (...args: readonly unknown[]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: readonly unknown[]) => {
    try {
      return await execute(...args);
    } catch (error) {
      log.error(`${id} failed`, error instanceof Error ? error : String(error));
      const showLog = vscode.l10n.t('Show Log');
      const reason = error instanceof Error ? error.message : String(error);
      const choice = await vscode.window.showErrorMessage(vscode.l10n.t('That did not work: {0}', reason), showLog);
      if (choice === showLog) await vscode.commands.executeCommand(commands.showLog);
      return undefined;
    }
  });
}
