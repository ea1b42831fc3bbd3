import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import { workspaceFolderFor } from '../notes/folder.ts';
import type { SelectedPapers } from '../papers/selected.ts';
import { kindOf } from '../sources/files.ts';
import { baseName, nameOf } from '../sources/texts.ts';
import type { Attachments } from './attachments.ts';
import { canNameFiles, nameFile } from './entryFile.ts';
import { patternMissing, placeByPattern } from './pattern.ts';

export interface Linking {
  readonly papers: Papers;
  readonly attachments: Attachments;
}

/** A file that is to be a paper's: one that lies somewhere, or one that only its bytes are known of. */
export type NewFile = vscode.Uri | { readonly name: string; readonly data: () => Thenable<Uint8Array> };

export function registerLinkPdf(
  linking: Linking,
  selected: SelectedPapers,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return registerCommand(log, commands.linkPdf, async (...args) => {
    const [paper] = await selected.papers(args, vscode.l10n.t('Link PDF'));
    if (!paper) return;
    const chosen = await vscode.window.showOpenDialog({
      title: vscode.l10n.t('File of {0}', paper.title),
      openLabel: vscode.l10n.t('Link'),
      filters: { PDF: ['pdf'], [vscode.l10n.t('All Files')]: ['*'] },
    });
    for (const file of chosen ?? []) await linkFile(linking, paper, file);
  });
}

type Way = 'link' | 'copy' | 'move';

interface Chosen {
  readonly kind: Way;
  /** The bibliography, or where the file goes. */
  readonly place: vscode.Uri;
  /** Where the setting has the paper's file. */
  readonly pattern?: vscode.Uri;
}

/** Makes a file one of a paper's: named by its entry where it lies, or brought to where the setting has such files. */
export async function linkFile({ papers, attachments }: Linking, paper: Paper, file: NewFile): Promise<void> {
  const way = await askWay(papers, paper, file);
  if (!way) return;
  let { place } = way;
  if (way.kind === 'link' && file instanceof vscode.Uri) await nameFile(papers, paper, file);
  else {
    place = await freePlace(way.place);
    // what does not lie just where the setting says is found by the entry alone
    const needsName = place.toString() !== way.pattern?.toString();
    if (needsName && !(await canNameFiles(paper)))
      throw new Error(
        vscode.l10n.t('{0} is there already, and the entry of the paper cannot name another file.', nameOf(way.place)),
      );
    await bring(file, place, way.kind === 'move');
    if (needsName) await nameFile(papers, paper, place);
  }
  attachments.forget();
  vscode.window.setStatusBarMessage(
    way.kind === 'link'
      ? vscode.l10n.t('{0} names the file now', nameOf(place))
      : vscode.l10n.t('The file of {0} is {1}', paper.key, nameOf(place)),
    5000,
  );
}

async function askWay(papers: Papers, paper: Paper, file: NewFile): Promise<Chosen | undefined> {
  const isUri = file instanceof vscode.Uri;
  const source = vscode.Uri.parse(paper.source);
  const folders = vscode.workspace.workspaceFolders ?? [];
  const own = vscode.workspace.getWorkspaceFolder(source) ?? (folders.length === 1 ? folders[0] : undefined);
  const canName = isUri && (await canNameFiles(paper));
  const pattern = own && (await placeByPattern(papers, paper, own));
  const place = withEndingOf(pattern, isUri ? file.path : file.name);
  type Item = vscode.QuickPickItem & { readonly way: Way };
  const to = place ? nameOf(place) : vscode.l10n.t('the workspace');
  const name = isUri ? baseName(file) : file.name;
  const items: Item[] = [
    ...(canName
      ? [
          {
            way: 'link' as const,
            label: `$(link) ${vscode.l10n.t('Link It Where It Is')}`,
            description: vscode.l10n.t('in the entry in {0}', nameOf(source)),
          },
        ]
      : []),
    { way: 'copy', label: `$(files) ${vscode.l10n.t('Copy It')}`, description: vscode.l10n.t('to {0}', to) },
    ...(isUri
      ? [
          {
            way: 'move' as const,
            label: `$(arrow-right) ${vscode.l10n.t('Move It')}`,
            description: vscode.l10n.t('to {0}', to),
          },
        ]
      : []),
  ];
  const isThere = isUri && place?.toString() === file.toString();
  if (isThere) {
    void vscode.window.showInformationMessage(vscode.l10n.t('{0} is the file of this paper already.', nameOf(file)));
    return undefined;
  }
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Link {0}', name),
    placeHolder: vscode.l10n.t('How is it to be the file of “{0}”?', paper.title),
  });
  if (!choice) return undefined;
  if (choice.way === 'link') return { kind: 'link', place: source };
  const folder = own ?? (await workspaceFolderFor(undefined));
  if (!folder) return undefined;
  const usual = pattern ?? (await placeByPattern(papers, paper, folder));
  const chosen = withEndingOf(usual, isUri ? file.path : file.name);
  if (!chosen || !usual) throw patternMissing();
  return { kind: choice.way, place: chosen, pattern: usual };
}

/** The setting may speak of PDFs only; a file keeps its own ending. */
function withEndingOf(place: vscode.Uri | undefined, name: string): vscode.Uri | undefined {
  const ending = /\.[^./\\]+$/.exec(name)?.[0] ?? '';
  return place?.with({ path: place.path.replace(/\.[^./]+$/, '') + ending });
}

async function bring(file: NewFile, place: vscode.Uri, moves: boolean): Promise<void> {
  await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(place, '..'));
  if (!(file instanceof vscode.Uri)) return vscode.workspace.fs.writeFile(place, await file.data());
  if (!moves) return vscode.workspace.fs.copy(file, place, { overwrite: false });
  // an edit, so that links to the file follow and it can be undone
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(file, place, { overwrite: false });
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('{0} could not be moved to {1}.', nameOf(file), nameOf(place)));
}

/** Nothing that lies there is overwritten: a further file of a paper gets a number. */
async function freePlace(wanted: vscode.Uri): Promise<vscode.Uri> {
  for (let number = 1; number < 100; number++) {
    const place = number === 1 ? wanted : wanted.with({ path: wanted.path.replace(/(\.[^./]+)?$/, ` ${number}$1`) });
    if ((await kindOf(place)) === 'none') return place;
  }
  throw new Error(vscode.l10n.t('No free file name is left beside {0}.', nameOf(wanted)));
}

/** The files that somebody drops: from the explorer or the system, or on the web only their bytes. */
export async function droppedFiles(transfer: vscode.DataTransfer): Promise<NewFile[]> {
  const list = (await transfer.get('text/uri-list')?.asString()) ?? '';
  const uris = list
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => vscode.Uri.parse(line));
  if (uris.length) return uris;
  return [...transfer]
    .map(([, item]) => item.asFile())
    .filter((file) => file !== undefined)
    .map((file) => file.uri ?? { name: file.name, data: () => file.data() });
}
