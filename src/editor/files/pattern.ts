import * as vscode from 'vscode';
import type { Paper } from '../../core/entry/paper.ts';
import { safeName } from '../../core/notes/fileName.ts';
import type { FilePlace } from '../../core/sources/attachedPaths.ts';
import { placesOfFile } from '../../core/sources/attachedPaths.ts';
import { settings, settingsSection } from '../ids.ts';
import type { Papers } from '../library/papers.ts';
import { SettingError } from '../settingError.ts';
import { filePatterns } from '../settings.ts';
import { homeFolder } from '../sources/surroundings.ts';

/** Where the setting has the files of a paper, in each folder of the workspace; nothing without one. */
export async function placesByPattern(papers: Papers, paper: Paper): Promise<vscode.Uri[]> {
  const places: vscode.Uri[] = [];
  for (const { uri } of vscode.workspace.workspaceFolders ?? [])
    for (const pattern of filePatterns(uri)) {
      const path = await pathOf(papers, paper, pattern).catch(() => undefined); // told where it is used to write
      const place = path === undefined ? undefined : placeBelow(uri, path);
      if (place) places.push(place);
    }
  return places;
}

/** Where a new file of a paper belongs. */
export async function placeByPattern(
  papers: Papers,
  paper: Paper,
  folder: vscode.WorkspaceFolder,
): Promise<vscode.Uri | undefined> {
  const [pattern] = filePatterns(folder.uri);
  const path = pattern === undefined ? undefined : await pathOf(papers, paper, pattern);
  return path === undefined ? undefined : placeBelow(folder.uri, path);
}

/** The usual patterns name a paper by its key alone, which takes no template engine. */
async function pathOf(papers: Papers, paper: Paper, pattern: string): Promise<string | undefined> {
  const simple = pattern.replace(/\{\{-?\s*citekey\s*-?\}\}/g, () => safeName(paper.key));
  if (!/\{[{%]/.test(simple)) return simple;
  const entry = await papers.entry(paper.id);
  if (!entry) return undefined;
  const { renderedPath } = await import('./renderPath.ts');
  return renderedPath(papers, entry, pattern, `${settingsSection}.${settings.filesFolder}`);
}

/** A path of the setting; one that is relative stays below the folder. */
function placeBelow(folder: vscode.Uri, path: string): vscode.Uri | undefined {
  const home = homeFolder();
  const [place]: (FilePlace | undefined)[] = placesOfFile(path.trim(), {
    bibliography: `${folder.path}/x`,
    folders: [],
    ...(home === undefined ? {} : { home }),
  });
  if (!place || !('path' in place)) return undefined;
  if (place.isAbsolute) return folder.scheme === 'file' ? vscode.Uri.file(place.path) : undefined;
  return place.path.startsWith(`${folder.path.replace(/\/$/, '')}/`) ? folder.with({ path: place.path }) : undefined;
}

export function patternMissing(): SettingError {
  const name = `${settingsSection}.${settings.filesFolder}`;
  return new SettingError(name, vscode.l10n.t('The setting {0} says no place for files below this folder.', name));
}
