import * as vscode from 'vscode';
import { defaultTemplate } from '../../../core/notes/defaultTemplate.ts';
import { safeName, sameName } from '../../../core/notes/fileName.ts';
import { workspaceFolderFor } from '../folder.ts';
import { folderOfTemplates, templateFiles } from './files.ts';

/** Asks for a name, writes the built-in template to a file of that name, and opens it. No file is ever replaced. */
export async function newTemplate(document: vscode.TextDocument | undefined): Promise<void> {
  const folder = await workspaceFolderFor(document);
  if (!folder) return;
  const place = folderOfTemplates(folder);
  const taken = new Set((await templateFiles(folder)).map(({ name }) => sameName(name)));
  const written = await vscode.window.showInputBox({
    title: vscode.l10n.t('New Template'),
    prompt: vscode.l10n.t('Name of the template; it is written to {0}', vscode.workspace.asRelativePath(place)),
    value: taken.size ? '' : 'note',
    validateInput: (value) => {
      const name = nameOf(value);
      if (!name) return vscode.l10n.t('A template needs a name.');
      return taken.has(sameName(name)) ? vscode.l10n.t('There is a template of this name.') : undefined;
    },
  });
  const name = written && nameOf(written);
  if (!name) return;
  const uri = vscode.Uri.joinPath(place, `${name}.md`);
  const edit = new vscode.WorkspaceEdit();
  const contents = new TextEncoder().encode(defaultTemplate);
  edit.createFile(uri, { overwrite: false, ignoreIfExists: false, contents });
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Error(vscode.l10n.t('{0} could not be written.', vscode.workspace.asRelativePath(uri)));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
}

function nameOf(written: string): string {
  return safeName(written.trim().replace(/\.md$/i, '')).replace(/^[.\s]+|[.\s]+$/g, '');
}
