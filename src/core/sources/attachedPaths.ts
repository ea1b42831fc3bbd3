import { folderOf, isDrive, joinPath, slashes } from './paths.ts';

/** From where names of attached files count; all are paths with `/`. */
export interface FileBase {
  /** The path of the bibliography that names the file. */
  readonly bibliography: string;
  /** Folders that the bibliography says its files are in. */
  readonly folders: readonly string[];
  /** The workspace folder. */
  readonly root?: string;
  readonly home?: string;
}

/** Where a file may be: at an address, or at a path of the file system that the bibliography is in. */
export type FilePlace = { readonly address: string } | { readonly path: string; readonly isAbsolute: boolean };

/**
 * Where a file that an entry names is looked for, the first choice first: relative paths count from the bibliography,
 * then from the folders that it names (JabRef), then from the workspace folder. Mendeley leaves out the slash before
 * absolute paths.
 */
export function placesOfFile(name: string, { bibliography, folders, root, home }: FileBase): FilePlace[] {
  if (/^file:/i.test(name)) return [{ address: fileAddress(name) }];
  const path = slashes(name);
  const absolute = absolutePath(path, home);
  if (absolute !== undefined) return [{ path: absolute, isAbsolute: true }];
  if (/^~(?:\/|$)/.test(path)) return [];
  const own = folderOf(bibliography);
  const below = (folder: string): FilePlace => ({ path: joinPath(folder, path), isAbsolute: false });
  const named = folders.map((folder): FilePlace => {
    const fixed = absolutePath(slashes(folder), home);
    return fixed === undefined
      ? below(joinPath(own, slashes(folder)))
      : { path: joinNetwork(fixed, path), isAbsolute: true };
  });
  const withSlash: FilePlace[] = /^(?:home|Users|media|mnt|Volumes)\//.test(path)
    ? [{ path: joinPath('/', path), isAbsolute: true }]
    : [];
  const inRoot = root !== undefined && root !== own ? [below(root)] : [];
  return [below(own), ...named, ...withSlash, ...inRoot];
}

/** Whether a path is one of another computer; asking for it tells that computer who asks. */
export function isOnNetwork(path: string): boolean {
  return path.startsWith('//');
}

function absolutePath(path: string, home: string | undefined): string | undefined {
  if (/^~(?:\/|$)/.test(path)) return home === undefined ? undefined : joinPath(slashes(home), path.slice(1));
  if (isOnNetwork(path)) return `/${joinPath('/', path)}`;
  if (isDrive(path) || path.startsWith('/')) return joinPath('/', path);
  return undefined;
}

function joinNetwork(folder: string, path: string): string {
  return isOnNetwork(folder) ? `/${joinPath(folder, path)}` : joinPath(folder, path);
}

/** BibDesk writes `file://localhost/…`; others write paths after `file:` that are not escaped. */
function fileAddress(name: string): string {
  return name
    .replace(/^file:(?:\/\/localhost(?=\/))?/i, 'file:')
    .replace(/^file:\/{0,2}(?=[A-Za-z]:)/i, 'file:///')
    .replace(/^file:\/(?!\/)/i, 'file:///')
    .replaceAll('\\', '/');
}
