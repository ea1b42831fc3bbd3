import * as vscode from 'vscode';

/**
 * The workspace folder for a new note: that of the document one writes in, the only one, or the
 * one that the user picks. Without any it says that one is needed and offers to open it.
 */
export async function workspaceFolderFor(
  document: vscode.TextDocument | undefined,
): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const own = document && vscode.workspace.getWorkspaceFolder(document.uri);
  if (own) return own;
  if (folders.length > 1)
    return vscode.window.showWorkspaceFolderPick({ placeHolder: vscode.l10n.t('Folder to keep the note in') });
  const [only] = folders;
  if (!only) await offerFolder();
  return only;
}

async function offerFolder(): Promise<void> {
  const open = vscode.l10n.t('Open Folder');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Notes are kept in a folder, and none is open.'),
    open,
  );
  if (choice === open) await vscode.commands.executeCommand('vscode.openFolder');
}
