import * as vscode from 'vscode';
import { registerCommand } from '../command.ts';
import { commands, settings, settingsSection, views } from '../ids.ts';
import type { Sources } from './sources.ts';
import type { SourceNode } from './tree.ts';
import { patternsFor, SourcesTree } from './tree.ts';

/** The Sources view and what can be done with its rows. */
export function registerSourcesView(sources: Sources, log: vscode.LogOutputChannel): vscode.Disposable {
  const tree = new SourcesTree(sources);
  const view = vscode.window.createTreeView(views.sources, { treeDataProvider: tree });
  const nodeOf = (args: readonly unknown[]) => (args[0] as SourceNode | undefined) ?? view.selection[0];
  return vscode.Disposable.from(
    tree,
    view,
    registerCommand(log, commands.openSource, (...args) => open(nodeOf(args))),
    registerCommand(log, commands.revealSource, async (...args) => {
      const uri = fileOf(nodeOf(args));
      if (!uri) return;
      // the explorer shows what is in the workspace; elsewhere the system shows it
      const command = vscode.workspace.getWorkspaceFolder(uri) ? 'revealInExplorer' : 'revealFileInOS';
      await vscode.commands.executeCommand(command, uri);
    }),
    registerCommand(log, commands.copySourcePath, async (...args) => {
      const uri = fileOf(nodeOf(args));
      if (uri) await vscode.env.clipboard.writeText(uri.scheme === 'file' ? uri.fsPath : uri.toString(true));
    }),
    registerCommand(log, commands.removeSource, (...args) => removeFromSetting(nodeOf(args))),
    registerCommand(log, commands.hideSeeds, () => setSeeds(false)),
    registerCommand(log, commands.showSeeds, () => setSeeds(true)),
  );
}

function fileOf(node: SourceNode | undefined): vscode.Uri | undefined {
  return node?.kind === 'file' ? vscode.Uri.parse(node.source.uri) : undefined;
}

/** Opens the file, or the place that names one that is not there. */
async function open(node: SourceNode | undefined): Promise<void> {
  const uri = fileOf(node);
  if (uri) await vscode.commands.executeCommand('vscode.open', uri);
  if (node?.kind !== 'missing') return;
  const { missing } = node;
  if (missing.kind === 'named') {
    const { uri, cell } = missing.naming;
    if (cell) await vscode.commands.executeCommand('vscode.open', uri);
    else await vscode.window.showTextDocument(uri, { selection: missing.link.range });
  } else {
    await vscode.commands.executeCommand('workbench.action.openSettings', `${settingsSection}.${settings.libraries}`);
  }
}

async function setSeeds(isShown: boolean): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(settingsSection);
  const { workspaceValue } = configuration.inspect<boolean>(settings.seeds) ?? {};
  // a workspace that decides for itself keeps doing so
  await configuration.update(
    settings.seeds,
    isShown,
    workspaceValue === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace,
  );
}

/** Takes the lines out that name the file, wherever they are set. */
async function removeFromSetting(node: SourceNode | undefined): Promise<void> {
  const scopes = vscode.workspace.workspaceFolders ?? [undefined];
  for (const scope of scopes) {
    const uri = fileOf(node);
    const missing = node?.kind === 'missing' && node.missing.kind === 'setting' ? [node.missing.line.pattern] : [];
    const gone = new Set(uri ? patternsFor(uri, scope) : missing);
    const configuration = vscode.workspace.getConfiguration(settingsSection, scope?.uri ?? null);
    const found = configuration.inspect<readonly string[]>(settings.libraries);
    const levels = [
      [vscode.ConfigurationTarget.WorkspaceFolder, found?.workspaceFolderValue],
      [vscode.ConfigurationTarget.Workspace, found?.workspaceValue],
      [vscode.ConfigurationTarget.Global, found?.globalValue],
    ] as const;
    for (const [target, value] of levels) {
      if (!value?.some((line) => gone.has(line))) continue;
      const rest = value.filter((line) => !gone.has(line));
      await configuration.update(settings.libraries, rest.length ? rest : undefined, target);
    }
  }
}
