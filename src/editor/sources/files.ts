import * as vscode from 'vscode';
import { fileEndings, syntaxOf } from '../../core/citations/syntax.ts';
import { decodeText } from '../../core/formats/decode.ts';
import { isProjectFile } from '../../core/sources/project.ts';
import { virtualFolders } from './virtualFolders.ts';

/** File name endings that are bibliographies without doubt; JSON, YAML and XML may be anything. */
const endings = ['bib', 'bibtex', 'biblatex', 'ris', 'enw', 'nbib'] as const;
export const bibliographyFiles = `**/*.{${endings.flatMap((ending) => [ending, ending.toUpperCase()]).join(',')}}`;
export const documentFiles = `**/*.{${fileEndings.join(',')}}`;
export const projectFiles =
  '**/{_quarto.yml,_quarto.yaml,_metadata.yml,_metadata.yaml,_bookdown.yml,_config.yml,myst.yml,conf.py}';

export const isBibliography = (path: string): boolean => new RegExp(`\\.(?:${endings.join('|')})$`, 'i').test(path);

/** A kind of file: as VS Code looks for it, and as it is told by its path. */
export interface FileKind {
  readonly glob: string;
  readonly fits: (path: string) => boolean;
}
export const libraryKind: FileKind = { glob: bibliographyFiles, fits: isBibliography };
export const documentKind: FileKind = { glob: documentFiles, fits: (path) => syntaxOf('', path) !== undefined };
export const projectKind: FileKind = {
  glob: projectFiles,
  fits: (path) => isProjectFile(path) && !path.endsWith('.Rmd'),
};

/** VS Code hands no longer text to extensions (`TextModel._MODEL_SYNC_LIMIT`, in UTF-16 units, which a file's bytes bound). */
export const longestDocument = 50 * 1024 * 1024;

/**
 * Files of one folder of the workspace, without what the user hides from explorer and search. A folder that is not on
 * the disk is not waited for longer than a moment; `virtualFolders` tells what it says later.
 */
export async function filesIn(
  folder: vscode.WorkspaceFolder,
  { glob, fits }: FileKind,
  most?: number,
): Promise<vscode.Uri[]> {
  const hidden = ['files', 'search'].flatMap((section) => {
    const exclude =
      vscode.workspace.getConfiguration(section, folder.uri).get<Record<string, unknown>>('exclude') ?? {};
    return Object.keys(exclude).filter((pattern) => exclude[pattern] === true);
  });
  const { uri } = folder;
  const found = await virtualFolders.searched(new vscode.RelativePattern(folder, glob), joined(hidden), most);
  if (found?.length || uri.scheme === 'file') return sorted(found ?? []);
  // only plain names are hidden then
  const names = new Set(hidden.map((each) => each.replace(/^\*\*\//, '')));
  return sorted(await virtualFolders.walked(uri, glob, { fits, hidden: names }));
}

function sorted(files: readonly vscode.Uri[]): vscode.Uri[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Globs cannot stand in each other's braces. */
function joined(globs: readonly string[]): string | null {
  const flat = globs.flatMap(withoutBraces);
  return flat.length ? `{${flat.join(',')}}` : null;
}

function withoutBraces(glob: string): string[] {
  const hit = /^([^{}]*)\{([^{}]*)\}(.*)$/.exec(glob);
  if (!hit) return /[{}]/.test(glob) ? [] : [glob];
  const [, before = '', choices = '', after = ''] = hit;
  return choices.split(',').flatMap((choice) => withoutBraces(before + choice + after));
}

/** Whether a name has no extension; what packages and git make is not looked at. */
export function mayBeFolder({ path }: vscode.Uri): boolean {
  return /^(?!.*\/(?:node_modules|\.git)\/).*\/[^/]+(?<!\.[a-z]\w*)$/i.test(path);
}

export async function kindOf(uri: vscode.Uri): Promise<'file' | 'folder' | 'none'> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return type & vscode.FileType.Directory ? 'folder' : 'file';
  } catch {
    return 'none';
  }
}

/** How many bytes a file has, or nothing where there is none. */
export async function sizeOf(uri: vscode.Uri): Promise<number | undefined> {
  try {
    return (await vscode.workspace.fs.stat(uri)).size;
  } catch {
    return undefined;
  }
}

/** The text of a file in whatever encoding, or nothing where it cannot be read. */
export async function readText(uri: vscode.Uri, longest = Infinity): Promise<string | undefined> {
  try {
    if (longest < Infinity && (await vscode.workspace.fs.stat(uri)).size > longest) return undefined;
    return decodeText(await vscode.workspace.fs.readFile(uri)).text;
  } catch {
    return undefined;
  }
}

/** Documents that are files, or will be; output, search results and old versions are none. */
export function isDocument({ uri }: vscode.TextDocument): boolean {
  if (uri.scheme === 'untitled') return true;
  return uri.scheme !== 'git' && vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
}
