import * as vscode from 'vscode';
import { isHarmless } from '../../core/entry/attachments.ts';
import type { Paper } from '../../core/entry/paper.ts';
import { registerCommand } from '../command.ts';
import { commands } from '../ids.ts';
import type { SelectedPapers } from '../papers/selected.ts';
import { viewerWish } from '../settings.ts';
import type { Attachment, Attachments } from './attachments.ts';

/**
 * Shows a file, in VS Code or in the system's viewer, as the setting says; without an extension that shows PDFs it is
 * the latter. What might be a program is only shown where it lies.
 */
export async function openFile(uri: vscode.Uri): Promise<void> {
  if (!isHarmless(uri.path)) return revealFile(uri);
  const isHere = uri.scheme === 'file' && vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName;
  const isOfSystem = isHere && (viewerWish(uri) === 'system' || (/\.pdf$/i.test(uri.path) && !hasViewer()));
  if (isOfSystem && (await vscode.env.openExternal(uri))) return;
  await vscode.commands.executeCommand('vscode.open', uri);
}

/** Shows where a file lies: in the file manager, or where there is none, in the explorer. */
export async function revealFile(uri: vscode.Uri): Promise<void> {
  const isHere = uri.scheme === 'file' && vscode.env.uiKind === vscode.UIKind.Desktop;
  await vscode.commands.executeCommand(isHere ? 'revealFileInOS' : 'revealInExplorer', uri);
}

/** Whether an extension says that it shows PDFs. */
function hasViewer(): boolean {
  return vscode.extensions.all.some(({ packageJSON }) => {
    const contributes = (packageJSON as { readonly contributes?: { readonly customEditors?: unknown } }).contributes;
    return (
      Array.isArray(contributes?.customEditors) &&
      JSON.stringify(contributes.customEditors).toLowerCase().includes('.pdf"')
    );
  });
}

/** Opens what is meant by the PDF of a paper: a file where there is one, else the address that its entry tells. */
export function registerOpenPdf(
  attachments: Attachments,
  selected: SelectedPapers,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  return registerCommand(log, commands.openPdf, async (...args) => {
    for (const paper of await selected.papers(args, vscode.l10n.t('Open PDF'))) await openPdfOf(attachments, paper);
  });
}

async function openPdfOf(attachments: Attachments, paper: Paper): Promise<void> {
  const files = await attachments.of(paper);
  const there = files.filter(({ isThere }) => isThere);
  const pdfs = there.filter(({ isPdf }) => isPdf);
  const choices = pdfs.length ? pdfs : there;
  const chosen = choices.length > 1 ? await pickFile(choices, paper) : choices[0];
  if (chosen) return openFile(chosen.uri);
  if (choices.length) return;
  const { pdf } = paper.links;
  if (pdf) return void (await vscode.env.openExternal(vscode.Uri.parse(pdf, true)));
  const [missing] = files;
  const link = vscode.l10n.t('Link PDF…');
  const message = missing
    ? vscode.l10n.t('The file {0} of {1} is not there.', vscode.workspace.asRelativePath(missing.uri), paper.key)
    : vscode.l10n.t('{0} has no PDF: its entry names none, and none lies where the settings say.', paper.key);
  if ((await vscode.window.showInformationMessage(message, link)) === link)
    await vscode.commands.executeCommand(commands.linkPdf, paper.id);
}

export async function pickFile(files: readonly Attachment[], paper: Paper): Promise<Attachment | undefined> {
  const items = files.map((file) => ({
    label: file.name,
    description: vscode.workspace.asRelativePath(file.uri),
    iconPath: new vscode.ThemeIcon(file.isPdf ? 'file-pdf' : 'file'),
    file,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: paper.title,
    placeHolder: vscode.l10n.t('File to open'),
    matchOnDescription: true,
  });
  return choice?.file;
}
