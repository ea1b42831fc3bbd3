import * as vscode from 'vscode';
import { csvText } from '../../../core/notes/table/csv.ts';
import type { TableSpec } from '../../../core/notes/table/marker.ts';
import { safePath } from '../../../core/notes/fileName.ts';
import { columnsOf, tableTexts } from '../../../core/notes/table/table.ts';
import { fieldNames, papersIn, plainRows } from './rows.ts';
import { askFields } from './askFields.ts';
import type { PaperSet } from './sets.ts';
import { papersText } from './sets.ts';
import type { TopicNoteParts } from './topicNote.ts';

/** What is saved: papers, and the columns of them where these are known. */
export interface Saved {
  readonly set: PaperSet;
  readonly spec?: TableSpec;
}

/** A table of a document as it is saved. */
export async function savedTable(parts: TopicNoteParts, spec: TableSpec): Promise<Saved> {
  const papers = await papersIn(spec, parts);
  if (!papers) throw new Error(vscode.l10n.t('No paper has the topic “{0}”.', spec.topic ?? ''));
  return { set: { title: spec.topic ?? spec.query ?? '', papers }, spec };
}

/** Saves papers as comma-separated values, or copies them for a spreadsheet. */
export async function saveTable(parts: TopicNoteParts, { set, spec }: Saved): Promise<void> {
  if (!set.papers.length)
    return void vscode.window.showInformationMessage(vscode.l10n.t('There are no papers to save.'));
  const title = vscode.l10n.t('Save as CSV: Columns');
  const fields = spec?.fields ?? (await askFields(parts.memory, title, await fieldNames(set.papers, parts)));
  const way = fields && (await askWay(set));
  if (!fields || !way) return;
  const columns = ['key', 'paper', ...fields.filter((field) => field !== 'key' && field !== 'paper')];
  const asked: TableSpec = { sort: [{ field: 'year', isBackwards: true }], layout: 'table', ...spec, fields: columns };
  const [, ...texts] = tableTexts(asked, await plainRows(set.papers, parts));
  // the names as they are, for programs
  const rows = [columnsOf(asked), ...texts];
  if (way === 'copy') {
    await vscode.env.clipboard.writeText(csvText(rows, { separator: '\t', hasMark: false }));
    return void vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', papersText(set.papers.length)), 3000);
  }
  const defaultUri = proposed(set.title);
  const uri = await vscode.window.showSaveDialog({
    ...(defaultUri ? { defaultUri } : {}),
    filters: { CSV: ['csv'] },
    title: vscode.l10n.t('Save Papers as CSV'),
  });
  if (!uri) return;
  const text = csvText(rows, { separator: ',', hasMark: way === 'excel' });
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  const open = vscode.l10n.t('Open');
  const saved = vscode.l10n.t('{0} saved in {1}.', papersText(set.papers.length), vscode.workspace.asRelativePath(uri));
  if ((await vscode.window.showInformationMessage(saved, open)) === open) await vscode.window.showTextDocument(uri);
}

async function askWay({ papers }: PaperSet): Promise<'excel' | 'plain' | 'copy' | undefined> {
  const rows = [
    { way: 'plain', label: vscode.l10n.t('Save for Programs…'), description: vscode.l10n.t('CSV in UTF-8') },
    {
      way: 'excel',
      label: vscode.l10n.t('Save for Excel…'),
      description: vscode.l10n.t('the same with a byte-order mark, by which Excel knows UTF-8'),
    },
    {
      way: 'copy',
      label: vscode.l10n.t('Copy for a Spreadsheet'),
      description: vscode.l10n.t('with tabs, to paste it'),
    },
  ] as const;
  const title = vscode.l10n.t('Save {0} as CSV', papersText(papers.length));
  return (await vscode.window.showQuickPick(rows, { title }))?.way;
}

function proposed(title: string): vscode.Uri | undefined {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = safePath(title.replaceAll('/', '_') || vscode.l10n.t('papers'), '.csv');
  return folder && vscode.Uri.joinPath(folder.uri, name);
}
