import * as vscode from 'vscode';
import type { FormatId } from '../../core/formats/sniff.ts';
import { formatOf } from '../../core/formats/sniff.ts';
import { appendable } from '../../core/sources/append.ts';
import { folderOf, joinPath } from '../../core/sources/paths.ts';
import { isBibliography, kindOf, readText } from './files.ts';
import type { Sources } from './sources.ts';
import { nameOf, shortReason } from './texts.ts';

/** Where a paper can go. */
export type Destination =
  | { readonly kind: 'file'; readonly uri: vscode.Uri; readonly format: FormatId }
  | { readonly kind: 'newFile'; readonly uri: vscode.Uri }
  | { readonly kind: 'paper'; readonly folder: vscode.Uri }
  /** A file of a form that this extension reads and does not write. */
  | { readonly kind: 'readOnlyFormat'; readonly uri: vscode.Uri };

interface Choice extends vscode.QuickPickItem {
  readonly destination: Destination;
}

const memoryKey = 'addPaper.destination';

/** Asks where the paper shall go: the document's own bibliographies first, then what was chosen last. */
export async function askDestination(
  sources: Sources,
  document: vscode.TextDocument | undefined,
  memory: vscode.Memento,
): Promise<Destination | undefined> {
  const choices = await choicesFor(sources, document, memory.get<string>(memoryKey));
  if (!choices.length) {
    await offerFolder();
    return undefined;
  }
  const placeHolder = vscode.l10n.t('File to add the paper to');
  const choice = await vscode.window.showQuickPick(choices, { title: vscode.l10n.t('Add Paper'), placeHolder });
  if (choice && choice.destination.kind !== 'readOnlyFormat') await memory.update(memoryKey, idOf(choice.destination));
  return choice?.destination;
}

async function choicesFor(
  sources: Sources,
  document: vscode.TextDocument | undefined,
  last: string | undefined,
): Promise<Choice[]> {
  const own = new Set(document ? sources.bibliographiesOf(document.uri) : []);
  const files: Choice[] = [];
  for (const { uri: key, reasons, format } of sources.all) {
    if (reasons.every(({ kind }) => kind === 'seeds') || format === 'references' || format === 'paper') continue;
    const uri = vscode.Uri.parse(key);
    if (!(await isWritable(uri))) continue;
    const known = await formatAt(uri);
    if (!known) continue;
    const why = own.has(key) ? vscode.l10n.t('named by this document') : shortReason(reasons, key);
    const canTake = appendable.includes(known);
    // it is shown all the same: where it is missing, one looks for it
    const description = canTake ? why : `${why} · ${vscode.l10n.t('is only read')}`;
    const destination: Destination = canTake ? { kind: 'file', uri, format: known } : { kind: 'readOnlyFormat', uri };
    files.push({ label: `$(book) ${nameOf(uri)}`, description, destination });
  }
  const folder = baseFolder(document);
  const fresh: Choice[] = [];
  if (folder) {
    const references = folder.with({ path: joinPath(folder.path, 'references.bib') });
    if ((await kindOf(references)) === 'none') {
      fresh.push({
        label: `$(new-file) ${nameOf(references)}`,
        description: vscode.l10n.t('a new bibliography'),
        destination: { kind: 'newFile', uri: references },
      });
    }
    const papers = (workspaceFolder(document) ?? folder).with({
      path: joinPath((workspaceFolder(document) ?? folder).path, 'papers'),
    });
    fresh.push({
      label: `$(markdown) ${vscode.l10n.t('Paper file in {0}', `${nameOf(papers)}/`)}`,
      description: vscode.l10n.t('Markdown that describes one paper'),
      destination: { kind: 'paper', folder: papers },
    });
  }
  const weight = ({ destination }: Choice) => {
    if (destination.kind === 'readOnlyFormat') return 3;
    if (destination.kind === 'file' && own.has(destination.uri.toString())) return 0;
    return idOf(destination) === last ? 1 : 2;
  };
  return [...files, ...fresh].sort((a, b) => weight(a) - weight(b));
}

function idOf(destination: Destination): string {
  return destination.kind === 'paper' ? 'paper' : destination.uri.toString();
}

export async function isWritable(uri: vscode.Uri): Promise<boolean> {
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) return false;
  try {
    const { permissions = 0 } = await vscode.workspace.fs.stat(uri);
    return !(permissions & vscode.FilePermission.Readonly);
  } catch {
    return false;
  }
}

/** Most names tell the format; of others the text does. */
export async function formatAt(uri: vscode.Uri): Promise<FormatId | undefined> {
  return isBibliography(uri.path)
    ? formatOf(uri.path, '')
    : formatOf(uri.path, (await readText(uri, 50_000_000)) ?? '');
}

function workspaceFolder(document: vscode.TextDocument | undefined): vscode.Uri | undefined {
  const own = document && vscode.workspace.getWorkspaceFolder(document.uri);
  return (own ?? vscode.workspace.workspaceFolders?.[0])?.uri;
}

/** The folder of the document one writes in, as far as it is one of the workspace. */
function baseFolder(document: vscode.TextDocument | undefined): vscode.Uri | undefined {
  const own = document && vscode.workspace.getWorkspaceFolder(document.uri);
  return own && document ? document.uri.with({ path: folderOf(document.uri.path) }) : workspaceFolder(document);
}

async function offerFolder(): Promise<void> {
  const open = vscode.l10n.t('Open Folder');
  const message = vscode.l10n.t('Papers are added to a file in a folder, and none is open.');
  if ((await vscode.window.showWarningMessage(message, open)) === open)
    await vscode.commands.executeCommand('vscode.openFolder');
}
