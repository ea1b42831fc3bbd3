import * as vscode from 'vscode';
import { syntaxOf } from '../../core/citations/syntax.ts';
import { longestDocument, sizeOf } from '../sources/files.ts';
import type { Sources } from '../sources/sources.ts';
import { baseName } from '../sources/texts.ts';

/**
 * Says in the status bar why nothing is offered in a file that is too large for VS Code to hand to extensions: its tab is
 * there and its document is not.
 */
export function registerLargeFiles(sources: Sources): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('literatureNotes.largeFile', vscode.StatusBarAlignment.Left, -100);
  item.name = vscode.l10n.t('Large files');
  const look = () => {
    void showFor(activeFile(), item, sources);
  };
  look();
  return vscode.Disposable.from(
    item,
    vscode.window.tabGroups.onDidChangeTabs(look),
    vscode.window.tabGroups.onDidChangeTabGroups(look),
    vscode.window.onDidChangeActiveTextEditor(look),
    sources.onDidChange(look),
  );
}

/** The file of the tab one looks at. */
function activeFile(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText ? input.uri : undefined;
}

async function showFor(uri: vscode.Uri | undefined, item: vscode.StatusBarItem, sources: Sources): Promise<void> {
  const text = uri && !isHandedOver(uri) ? explanation(uri, sources) : undefined;
  if (!uri || text === undefined || ((await sizeOf(uri)) ?? 0) <= longestDocument) {
    if (activeFile()?.toString() === uri?.toString()) item.hide();
    return;
  }
  // another tab may be in front by now, or the document have come late
  if (activeFile()?.toString() !== uri.toString() || isHandedOver(uri)) return;
  item.text = `$(info) ${vscode.l10n.t('Over 50 MB')}`;
  item.tooltip = text;
  item.accessibilityInformation = { label: text };
  item.show();
}

/** What is different about the file; nothing where it is neither a bibliography of the library nor cites papers. */
function explanation(uri: vscode.Uri, sources: Sources): string | undefined {
  const name = baseName(uri);
  if (sources.all.some((source) => source.uri === uri.toString()))
    return vscode.l10n.t(
      '{0} is larger than 50 MB, and VS Code hands no such file to extensions. Literature Notes reads its papers from disk whenever it is saved; completion, hover and all else within the editor is off.',
      name,
    );
  if (syntaxOf('', uri.path) === undefined) return undefined;
  return vscode.l10n.t(
    '{0} is larger than 50 MB, and VS Code hands no such file to extensions. Literature Notes cannot see its citations: completion, hover, inserting citations and all else within the editor is off.',
    name,
  );
}

function isHandedOver(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}
