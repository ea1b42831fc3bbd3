import * as vscode from 'vscode';
import type { Paper } from '../../../core/entry/paper.ts';
import { workspaceFolderFor } from '../folder.ts';
import type { NoteKeeping } from '../openNote.ts';
import { createNote, showNote } from '../openNote.ts';
import type { NoteTemplate } from './choice.ts';
import { templateFor, templatesIn, titleOf } from './choice.ts';

interface TemplateItem extends vscode.QuickPickItem {
  readonly template: NoteTemplate;
}

/** Makes a paper's note with a template that the user picks; a note that is there already is opened and says so. */
export async function newNoteFromTemplate(
  keeping: NoteKeeping,
  paper: Paper,
  editor: vscode.TextEditor | undefined,
): Promise<void> {
  const there = await keeping.notes.find(paper.key);
  if (there) {
    await showNote(there, editor);
    const message = vscode.l10n.t('"{0}" has this note already; no other one was made.', paper.key);
    return void vscode.window.showInformationMessage(message);
  }
  const folder = await workspaceFolderFor(editor?.document);
  if (!folder) return;
  const entry = await keeping.papers.entry(paper.key);
  const usual = entry && (await templateFor(entry.item.type, folder.uri, undefined).catch(() => undefined));
  const template = await pickTemplate(folder.uri, {
    title: vscode.l10n.t('New Literature Note from Template'),
    placeHolder: vscode.l10n.t('Template for the note of {0}', paper.title),
    usual: usual?.name,
  });
  if (!template) return;
  const uri = await createNote(keeping, paper, editor?.document, template.name, folder);
  if (uri) await showNote(uri, editor);
}

/** Lets the user pick one of the templates, the usual one first and marked as such. */
export async function pickTemplate(
  scope: vscode.Uri | undefined,
  { usual, ...options }: { readonly title: string; readonly placeHolder: string; readonly usual?: string | undefined },
): Promise<NoteTemplate | undefined> {
  const templates = await templatesIn(scope);
  const isUsual = ({ name }: NoteTemplate) => name === usual;
  const items = [...templates.filter(isUsual), ...templates.filter((each) => !isUsual(each))].map(
    (template): TemplateItem => ({
      label: titleOf(template),
      iconPath: new vscode.ThemeIcon(icons[template.origin]),
      ...(isUsual(template) ? { description: vscode.l10n.t('chosen by the settings') } : {}),
      ...(template.uri ? { detail: vscode.workspace.asRelativePath(template.uri) } : {}),
      template,
    }),
  );
  return (await vscode.window.showQuickPick(items, { ...options, matchOnDetail: true }))?.template;
}

const icons: Readonly<Record<NoteTemplate['origin'], string>> = {
  file: 'file',
  setting: 'settings-gear',
  builtIn: 'package',
};
