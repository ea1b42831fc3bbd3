import * as vscode from 'vscode';
import { bounds } from '../../../core/notes/templates/bounds.ts';
import { settings, settingsSection } from '../../ids.ts';
import { SettingError } from '../../settingError.ts';
import { templatesFolder } from '../../settings.ts';
import { unsavedDocument } from '../../openDocument.ts';

/** A template that is a file of the workspace; its name is the file's without `.md`. */
export interface TemplateFile {
  readonly name: string;
  readonly uri: vscode.Uri;
}

const ending = /\.md$/i;

/** Where the templates of a workspace folder lie; a path that leads out of it is refused. */
export function folderOfTemplates(folder: vscode.WorkspaceFolder): vscode.Uri {
  const path = templatesFolder(folder.uri);
  const names = path.split(/[\\/]+/).filter((name) => name && name !== '.');
  if (/^[\\/]|^[A-Za-z]:/.test(path) || names.includes('..')) {
    const name = `${settingsSection}.${settings.notesTemplatesFolder}`;
    throw new SettingError(
      name,
      vscode.l10n.t('The setting {0} has to name a folder below the workspace folder.', name),
    );
  }
  return vscode.Uri.joinPath(folder.uri, ...names);
}

/** The templates of a workspace folder by name; none where the folder of templates is not there. */
export async function templateFiles(folder: vscode.WorkspaceFolder): Promise<readonly TemplateFile[]> {
  const place = folderOfTemplates(folder);
  const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(place)).catch(() => []);
  return entries
    .filter(([name, type]) => ending.test(name) && type & vscode.FileType.File)
    .map(([name]) => ({ name: name.replace(ending, ''), uri: vscode.Uri.joinPath(place, name) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Whether a file is one of the templates of its workspace folder. */
export function isTemplateFile(uri: vscode.Uri): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder || !ending.test(uri.path)) return false;
  try {
    return vscode.Uri.joinPath(uri, '..').path === folderOfTemplates(folder).path;
  } catch {
    return false;
  }
}

/** The text of a template as its editor has it and has not saved, or as it is on disk. */
export async function textOfTemplate(uri: vscode.Uri): Promise<string> {
  const unsaved = unsavedDocument(uri.toString());
  if (unsaved) return unsaved.getText().replace(/\r\n/g, '\n');
  // one that is too long is refused by whoever reads it; no more of it is needed for that
  const bytes = (await vscode.workspace.fs.readFile(uri)).subarray(0, 4 * bounds.parseLimit);
  return new TextDecoder().decode(bytes).replace(/\r\n/g, '\n');
}
