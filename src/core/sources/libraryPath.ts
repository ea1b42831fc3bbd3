import { isDrive, joinPath, slashes } from './paths.ts';

/** What a path in the setting may speak of. */
export interface Surroundings {
  readonly home?: string;
  /** The path of the folder that the setting counts from, with `/`. */
  readonly workspaceFolder?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Where a line of the setting points: a file, files by a glob below a folder, or nowhere, and why. */
export type LibraryPath =
  | { readonly kind: 'file'; readonly path: string; readonly isAbsolute: boolean }
  | { readonly kind: 'glob'; readonly base: string; readonly glob: string; readonly isAbsolute: boolean }
  | { readonly kind: 'unknown'; readonly what: string };

/**
 * Expands a line of `literatureNotes.libraries`: `~`, `${userHome}`, `${workspaceFolder}`, `${env:NAME}`, in the way of VS Code's
 * own variables; relative paths count from the workspace folder. Backslashes are slashes, as paths are copied on Windows.
 */
export function expandLibraryPath(pattern: string, { home, workspaceFolder, env = {} }: Surroundings): LibraryPath {
  let unknown: string | undefined;
  const known = (value: string | undefined, what: string): string => {
    if (value === undefined || value === '') unknown ??= what;
    return value ?? '';
  };
  // a folder's own name may hold what looks like a glob, so that stays out of the search for one
  const [, lead = '', variable, tilde] = /^(\s*)(?:(\$\{[^}]*\})|(~)(?=[/\\]|$))?/.exec(pattern) ?? [];
  const rest = slashes(pattern.slice(lead.length + (variable ?? tilde ?? '').length).trim());
  const valueOf = (name: string): string => {
    if (name === 'workspaceFolder') return known(workspaceFolder, '${workspaceFolder}');
    if (name === 'userHome') return known(home, '${userHome}');
    if (name.startsWith('env:')) return known(env[name.slice(4)], `\${${name}}`);
    return known(undefined, `\${${name}}`);
  };
  const prefix = tilde ? known(home, '~') : variable ? valueOf(variable.slice(2, -1)) : '';
  const tail = rest.replace(/\$\{([^}]*)\}/g, (_, name: string) => valueOf(name));
  if (unknown !== undefined) return { kind: 'unknown', what: unknown };

  const start = slashes(prefix);
  const isRooted = start ? start.startsWith('/') || isDrive(start) : tail.startsWith('/') || isDrive(tail);
  const isAbsolute = isRooted && variable !== '${workspaceFolder}';
  if (!isRooted && workspaceFolder === undefined) return { kind: 'unknown', what: '${workspaceFolder}' };
  const base = isRooted ? start : joinPath(workspaceFolder ?? '', start);
  const parts = tail.split('/');
  const first = parts.findIndex((part) => /[*?[{]/.test(part));
  const network = start === '' && tail.startsWith('//') ? '/' : '';
  if (first < 0) return { kind: 'file', path: network + joinPath(base, tail), isAbsolute };
  return {
    kind: 'glob',
    base: network + joinPath(base, parts.slice(0, first).join('/')),
    glob: parts.slice(first).join('/'),
    isAbsolute,
  };
}
