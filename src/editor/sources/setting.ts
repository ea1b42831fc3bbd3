import * as vscode from 'vscode';
import type { LibraryPath } from '../../core/sources/libraryPath.ts';
import { expandLibraryPath } from '../../core/sources/libraryPath.ts';
import { settings, settingsSection } from '../ids.ts';
import { bibliographyFiles, kindOf } from './files.ts';
import { environment, homeFolder } from './surroundings.ts';
import { virtualFolders } from './virtualFolders.ts';

/** What one line of the setting leads to. */
export interface SettingLine {
  readonly pattern: string;
  /** The folder whose settings were asked. */
  readonly scope: vscode.WorkspaceFolder | undefined;
  readonly files: readonly vscode.Uri[];
  /** The file it names, where that is not there. */
  readonly missing?: vscode.Uri;
  /** What in it stands for nothing, such as `${env:NONE}`. */
  readonly unknown?: string;
  /** Files that may come to be there. */
  readonly watch?: vscode.RelativePattern;
}

export function libraryPatterns(scope: vscode.WorkspaceFolder | undefined): string[] {
  const value = vscode.workspace.getConfiguration(settingsSection, scope?.uri ?? null).get<unknown>(settings.libraries);
  return Array.isArray(value)
    ? value.filter((line): line is string => typeof line === 'string' && line.trim() !== '')
    : [];
}

export function isOn(setting: string, scope: vscode.WorkspaceFolder | undefined): boolean {
  return vscode.workspace.getConfiguration(settingsSection, scope?.uri ?? null).get<unknown>(setting) !== false;
}

/** All lines of the setting, for each folder of the workspace. */
export async function settingLines(): Promise<SettingLine[]> {
  const scopes = vscode.workspace.workspaceFolders ?? [undefined];
  const lines = scopes.flatMap((scope) => libraryPatterns(scope).map((pattern) => lineOf(pattern, scope)));
  return Promise.all(lines);
}

/** The address of an expanded path, which belongs to the folder's file system or to the machine. */
export function uriOf(
  { path, isAbsolute }: { readonly path: string; readonly isAbsolute: boolean },
  scope: vscode.WorkspaceFolder | undefined,
): vscode.Uri {
  return isAbsolute || !scope ? vscode.Uri.file(path) : scope.uri.with({ path });
}

export function expand(pattern: string, scope: vscode.WorkspaceFolder | undefined): LibraryPath {
  const home = homeFolder();
  return expandLibraryPath(pattern, {
    env: environment(),
    ...(home === undefined ? {} : { home }),
    ...(scope ? { workspaceFolder: scope.uri.path } : {}),
  });
}

async function lineOf(pattern: string, scope: vscode.WorkspaceFolder | undefined): Promise<SettingLine> {
  const expanded = expand(pattern, scope);
  if (expanded.kind === 'unknown') return { pattern, scope, files: [], unknown: expanded.what };
  if (expanded.kind === 'glob') {
    const base = uriOf({ path: expanded.base, isAbsolute: expanded.isAbsolute }, scope);
    return filesOf(pattern, scope, new vscode.RelativePattern(base, expanded.glob));
  }
  const uri = uriOf(expanded, scope);
  const kind = await kindOf(uri);
  if (kind === 'folder') return filesOf(pattern, scope, new vscode.RelativePattern(uri, bibliographyFiles));
  return kind === 'file' ? { pattern, scope, files: [uri] } : { pattern, scope, files: [], missing: uri };
}

async function filesOf(
  pattern: string,
  scope: vscode.WorkspaceFolder | undefined,
  watch: vscode.RelativePattern,
): Promise<SettingLine> {
  // what the user names is not hidden by what they hide elsewhere
  const files = (await virtualFolders.searched(watch, null)) ?? [];
  return { pattern, scope, files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), watch };
}
