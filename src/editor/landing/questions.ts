import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { freeKey } from '../../core/sources/pasted.ts';
import { settings, settingsSection } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import type { AddToBibliography } from '../settings.ts';
import { baseName, nameOf } from '../sources/texts.ts';
import type { Target } from './targets.ts';

/** Whether the entries are to be added, asked once for all papers cited together. */
export async function askToAdd(
  missing: readonly Paper[],
  document: vscode.TextDocument,
  targets: readonly Target[],
  only: Target | undefined,
  wish: AddToBibliography,
): Promise<'add' | 'always' | 'never' | undefined> {
  const add = only
    ? only.isNew
      ? vscode.l10n.t('Create {0}', baseName(only.uri))
      : vscode.l10n.t('Add to {0}', baseName(only.uri))
    : vscode.l10n.t('Add to Bibliography…');
  const always = vscode.l10n.t('Always');
  const never = vscode.l10n.t('Never');
  const message = [whatIsMissing(missing, targets, only), ...whatElse(document, only)].join(' ');
  const actions = wish === 'ask' ? [add, always, never] : [add];
  switch (await vscode.window.showInformationMessage(message, ...actions)) {
    case add:
      return 'add';
    case always:
      return 'always';
    case never:
      return 'never';
    default:
      return undefined;
  }
}

function whatIsMissing(missing: readonly Paper[], targets: readonly Target[], only: Target | undefined): string {
  const [first] = missing;
  const title = first ? quoted(first) : '';
  const place = only?.isUnnamed ? undefined : (only ?? targets[0]);
  if (!place) {
    return missing.length === 1
      ? vscode.l10n.t('{0} is in no bibliography of the document.', title)
      : vscode.l10n.t('{0} cited papers are in no bibliography of the document.', missing.length);
  }
  const names = (only ? [only] : targets).map(({ uri }) => nameOf(uri)).join(', ');
  return missing.length === 1
    ? vscode.l10n.t('{0} is not in {1}.', title, names)
    : vscode.l10n.t('{0} cited papers are not in {1}.', missing.length, names);
}

function whatElse(document: vscode.TextDocument, only: Target | undefined): string[] {
  if (!only?.isUnnamed) return [];
  const name = nameOf(document.uri);
  return [vscode.l10n.t('{0} names none yet, and would name {1}.', name, baseName(only.uri))];
}

export function quoted({ title, key }: Paper): string {
  const shown = title || key;
  return `“${shown.length > 80 ? `${shown.slice(0, 79)}…` : shown}”`;
}

/** What to do about a key that another paper has in the document's bibliography. */
export async function askAboutTaken(paper: Paper, by: Paper): Promise<'other' | 'newKey' | undefined> {
  const other = vscode.l10n.t('Cite the Other');
  const newKey = vscode.l10n.t('Add under a New Key…');
  const message = vscode.l10n.t(
    '{0} has the key {1}, which in {2} stands for {3}. The citation means the latter now.',
    quoted(paper),
    paper.key,
    nameOf(vscode.Uri.parse(by.source)),
    quoted(by),
  );
  const choice = await vscode.window.showWarningMessage(message, other, newKey, vscode.l10n.t("Don't Add"));
  return choice === other ? 'other' : choice === newKey ? 'newKey' : undefined;
}

/** What to do about a paper that is there under another key. */
export async function askAboutOtherKey(paper: Paper, as: Paper): Promise<'cite' | 'add' | undefined> {
  const cite = vscode.l10n.t('Cite as {0}', as.key);
  const add = vscode.l10n.t('Add as {0}', paper.key);
  const message = vscode.l10n.t(
    '{0} is in {1} under the key {2}.',
    quoted(paper),
    nameOf(vscode.Uri.parse(as.source)),
    as.key,
  );
  const choice = await vscode.window.showInformationMessage(message, cite, add);
  return choice === cite ? 'cite' : choice === add ? 'add' : undefined;
}

export async function askNewKey(paper: Paper, papers: Papers): Promise<string | undefined> {
  const isTaken = (key: string) => papers.get(key) !== undefined;
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Add to Bibliography'),
    prompt: vscode.l10n.t('Key of {0} in the bibliography and the citation', quoted(paper)),
    value: freeKey(paper.key, isTaken),
    ignoreFocusOut: true,
    validateInput: (key) => {
      if (!/^[^\s,{}()"'#%~\\]+$/.test(key))
        return vscode.l10n.t('A key has no blanks and none of , { } ( ) " \' # % ~ \\');
      return isTaken(key) ? vscode.l10n.t('This key is taken') : undefined;
    },
  });
}

/** Remembers what was said for good, where the setting is set already or else for the user. */
export async function setWish(wish: AddToBibliography, document: vscode.TextDocument): Promise<void> {
  const section = vscode.workspace.getConfiguration(settingsSection, document.uri);
  const set = section.inspect(settings.addToBibliography);
  const target =
    set?.workspaceFolderValue !== undefined
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : set?.workspaceValue !== undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
  await section.update(settings.addToBibliography, wish, target);
}
