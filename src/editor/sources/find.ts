import * as vscode from 'vscode';
import type { FoundSource } from '../../core/sources/arrange.ts';
import { settings } from '../ids.ts';
import { filesIn, kindOf, libraryKind } from './files.ts';
import type { Link, Naming } from './naming.ts';
import type { SettingLine } from './setting.ts';
import { isOn, settingLines } from './setting.ts';

/** A bibliography that something names and that is not there. */
export type MissingSource =
  | { readonly kind: 'named'; readonly uri: vscode.Uri; readonly naming: Naming; readonly link: Link }
  | { readonly kind: 'setting'; readonly uri?: vscode.Uri; readonly line: SettingLine };

export interface Finding {
  readonly found: readonly FoundSource[];
  readonly missing: readonly MissingSource[];
  /** Files that are watched for coming, changing and going. */
  readonly files: readonly vscode.Uri[];
  readonly patterns: readonly vscode.RelativePattern[];
  /** Which file each name of a document led to: the document's address, and theirs. */
  readonly bibliographies: ReadonlyMap<string, readonly string[]>;
}

/** The files that the workspace and the setting give; asked again only when such a file comes or goes. */
export interface Listing {
  readonly lines: readonly SettingLine[];
  readonly workspace: readonly vscode.Uri[];
}

export async function listFiles(): Promise<Listing> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) =>
    isOn(settings.workspaceLibraries, folder),
  );
  const [lines, ...inFolders] = await Promise.all([
    settingLines(),
    ...folders.map((folder) => filesIn(folder, libraryKind)),
  ]);
  return { lines, workspace: inFolders.flat() };
}

/** Puts together everything that belongs to the library, and everything that should and is not there. */
export async function findSources(
  namings: readonly Naming[],
  { lines, workspace }: Listing,
  seeds: readonly vscode.Uri[],
): Promise<Finding> {
  const found: FoundSource[] = [];
  const missing: MissingSource[] = [];
  const files: vscode.Uri[] = [];
  const bibliographies = new Map<string, readonly string[]>();
  const kinds = new Map<string, ReturnType<typeof kindOf>>();
  const kind = (uri: vscode.Uri) => {
    const key = uri.toString();
    const known = kinds.get(key) ?? kindOf(uri);
    kinds.set(key, known);
    return known;
  };
  const firstThere = async (places: readonly vscode.Uri[]) => {
    for (const place of places) if ((await kind(place)) === 'file') return place;
    return undefined;
  };

  for (const naming of namings) {
    const own = naming.uri.toString();
    const uris: string[] = [];
    for (const link of naming.links) {
      files.push(...link.places);
      const there = await firstThere(link.places);
      const [place] = link.places;
      if (there) {
        uris.push(there.toString());
        found.push({ uri: there.toString(), reason: { kind: naming.kind, uri: own } });
      } else if (place) missing.push({ kind: 'named', uri: place, naming, link });
    }
    if (naming.hasReferences && naming.uri.scheme !== 'untitled') {
      uris.push(own);
      found.push({ uri: own, reason: { kind: 'document', uri: own }, format: 'references' });
    }
    if (naming.isPaper && isOn(settings.workspaceLibraries, vscode.workspace.getWorkspaceFolder(naming.uri))) {
      found.push({ uri: own, reason: { kind: 'workspace' }, format: 'paper' });
    }
    bibliographies.set(own, uris);
  }
  for (const line of lines) {
    for (const uri of line.files) found.push({ uri: uri.toString(), reason: { kind: 'setting' } });
    files.push(...line.files, ...(line.missing ? [line.missing] : []));
    if (line.missing) missing.push({ kind: 'setting', uri: line.missing, line });
    else if (line.unknown !== undefined) missing.push({ kind: 'setting', line });
  }
  for (const uri of workspace) found.push({ uri: uri.toString(), reason: { kind: 'workspace' } });
  if (isOn(settings.seeds, undefined)) {
    for (const uri of seeds) found.push({ uri: uri.toString(), reason: { kind: 'seeds' }, format: 'paper' });
  }
  return { found, missing, files, patterns: lines.flatMap(({ watch }) => watch ?? []), bibliographies };
}
