import type * as vscode from 'vscode';

/** For work that nobody waits for: what goes wrong with it stands in the log. */
export function logged(log: vscode.LogOutputChannel, what: string, work: Promise<unknown> | Thenable<unknown>): void {
  void Promise.resolve(work).catch((error: unknown) =>
    log.error(`${what} failed`, error instanceof Error ? error : String(error)),
  );
}
