import * as vscode from 'vscode';
import { libraryFields } from './rows.ts';

interface FieldRow extends vscode.QuickPickItem {
  readonly field?: string;
}

/** Where the user has never chosen. */
const usual: readonly string[] = ['title', 'year', 'status'];

/**
 * Lets the user choose the columns of a table from what the library knows and what the notes say; what was chosen the
 * last time is ticked. Fields that no note has yet are typed, several with commas between them.
 */
export async function askFields(
  memory: vscode.Memento,
  title: string,
  found: readonly string[],
): Promise<readonly string[] | undefined> {
  const kept = memory.get<unknown>('notes.tableFields');
  const before = Array.isArray(kept) ? kept.filter((each): each is string => typeof each === 'string') : usual;
  const row = (field: string): FieldRow => ({ label: field, field });
  const notes = [...new Set([...before.filter((field) => !isOfLibrary(field)), ...found])];
  const rows: FieldRow[] = [
    { label: vscode.l10n.t('fields of the notes'), kind: vscode.QuickPickItemKind.Separator },
    ...notes.map(row),
    { label: vscode.l10n.t('fields of the library'), kind: vscode.QuickPickItemKind.Separator },
    ...libraryFields.map(row),
  ];
  const pick = vscode.window.createQuickPick<FieldRow>();
  pick.title = title;
  pick.placeholder = vscode.l10n.t('Tick the columns, or type the names of new ones, such as method, dataset');
  pick.canSelectMany = true;
  pick.items = rows;
  pick.selectedItems = rows.filter(({ field }) => field !== undefined && before.includes(field));
  let typed: FieldRow[] = [];
  pick.onDidChangeValue((value) => {
    const names = value.split(',').map((name) => name.trim().replaceAll('"', ''));
    const isNew = (name: string) => name && !rows.some(({ field }) => field === name);
    const chosen = pick.selectedItems.filter((item) => !typed.includes(item));
    typed = [...new Set(names.filter(isNew))].map((name) => ({
      ...row(name),
      description: vscode.l10n.t('new'),
      alwaysShow: true,
    }));
    // a name that is a part of one that is there may still go on
    const isSearch = names.length === 1 && rows.some(({ field }) => field?.includes(names[0] ?? ''));
    pick.items = [...rows, ...typed];
    pick.selectedItems = isSearch ? chosen : [...chosen, ...typed];
  });
  const chosen = await new Promise<readonly FieldRow[] | undefined>((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
  const fields = chosen?.flatMap(({ field }) => field ?? []);
  if (!fields) return undefined;
  const ordered = [
    ...before.filter((field) => fields.includes(field)),
    ...fields.filter((field) => !before.includes(field)),
  ];
  await memory.update('notes.tableFields', ordered);
  return ordered;
}

function isOfLibrary(field: string): boolean {
  return libraryFields.some((each) => each === field);
}
