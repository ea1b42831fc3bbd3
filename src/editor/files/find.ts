import * as vscode from 'vscode';
import type { FilePlace } from '../../core/sources/attachedPaths.ts';
import { isOnNetwork, placesOfFile } from '../../core/sources/attachedPaths.ts';
import type { NamedIn } from '../../worker/protocol.ts';
import { homeFolder } from '../sources/surroundings.ts';

/** Where a file that an entry names is looked for, the first choice first. */
export function candidatesFor({ path, uri, folders }: Pick<NamedIn, 'path' | 'uri' | 'folders'>): vscode.Uri[] {
  const source = vscode.Uri.parse(uri);
  const root = vscode.workspace.getWorkspaceFolder(source)?.uri.path;
  const home = homeFolder();
  const places = placesOfFile(path, {
    bibliography: source.path,
    folders,
    ...(root === undefined ? {} : { root }),
    ...(home === undefined ? {} : { home }),
  });
  return places.map((place) => uriOf(place, source)).filter((place) => place !== undefined);
}

function uriOf(place: FilePlace, source: vscode.Uri): vscode.Uri | undefined {
  const uri = addressOf(place, source);
  // a bibliography of somebody else's must not make this computer call another one
  const isFar = uri?.scheme === 'file' && (uri.authority !== '' || isOnNetwork(uri.path));
  return isFar && !vscode.workspace.isTrusted ? undefined : uri;
}

function addressOf(place: FilePlace, source: vscode.Uri): vscode.Uri | undefined {
  if (!('address' in place))
    // a path of this computer is one of the file system, also where a virtual workspace names it
    return place.isAbsolute && source.scheme !== 'vscode-remote'
      ? vscode.Uri.file(place.path)
      : source.with({ path: place.path });
  try {
    const { scheme, authority, path } = vscode.Uri.parse(place.address, true);
    return vscode.Uri.from({ scheme, authority, path });
  } catch {
    return undefined;
  }
}
