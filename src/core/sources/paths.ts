import type { Syntax } from '../citations/syntax.ts';

/** A file's address as two parts: an absolute path with `/`, and whether it stays in the file system that names it. */
export interface ResolvedPath {
  readonly path: string;
  /** The name was absolute, so it belongs to the machine and not to a virtual workspace. */
  readonly isAbsolute: boolean;
}

/** From where a name counts; all are absolute paths with `/`. */
export interface PathBase {
  /** The folder of the document that names the file, or of its main file. */
  readonly folder: string;
  /** The folder of the project, or else of the workspace. */
  readonly root?: string;
  readonly home?: string;
}

/**
 * Where the tool looks for a file that a document or project file names, the first choice first. Pandoc looks from the
 * folder it is run in, which for editors is the document's and for builds the project's; Quarto and Typst
 * take `/x.bib` from the root of the project (Typst reference, "Paths"); LaTeX and Org count from the file.
 */
export function resolveNamed(
  name: string,
  syntax: Syntax | 'project',
  { folder, root, home }: PathBase,
): readonly ResolvedPath[] {
  const path = slashes(name.trim());
  const inside = (base: string, rest: string): ResolvedPath => ({ path: joinPath(base, rest), isAbsolute: false });
  if (/^~(?=\/|$)/.test(path) && syntax !== 'typst')
    return home === undefined ? [] : [{ path: joinPath(slashes(home), path.slice(1)), isAbsolute: true }];
  if (isDrive(path)) return [{ path: joinPath('/', path), isAbsolute: true }];
  if (path.startsWith('/')) {
    const fromRoot = root === undefined ? [] : [inside(root, path)];
    const absolute = { path: joinPath('/', path), isAbsolute: true };
    if (syntax === 'typst') return fromRoot.length ? fromRoot : [inside(folder, path)];
    return syntax === 'latex' || syntax === 'org' ? [absolute] : [...fromRoot, absolute];
  }
  const own = inside(folder, path);
  const fallback = syntax === 'markdown' && root !== undefined && root !== folder ? [inside(root, path)] : [];
  return [own, ...fallback];
}

/** Joins and takes `.` and `..` out; the result begins with `/` and never climbs above it. */
export function joinPath(base: string, rest: string): string {
  const parts: string[] = [];
  for (const part of `${base}/${rest}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0)) || '/';
}

/** The path of a file as it is named from a folder; both are absolute with `/`. Without a folder in common the path stays. */
export function relativePath(folder: string, path: string): string {
  const from = folder.split('/').filter(Boolean);
  const to = path.split('/').filter(Boolean);
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  if (same === 0 && from.length > 0) return path;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}

/** Where a file goes when files and folders are moved: to its own new place, or along with the closest folder above it. */
export function movedWithin(moves: ReadonlyMap<string, string>, path: string): string {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    const to = moves.get(path.slice(0, end));
    if (to !== undefined) return to + path.slice(end);
  }
  return path;
}

export function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}

export function isDrive(path: string): boolean {
  return /^[A-Za-z]:\//.test(path);
}
