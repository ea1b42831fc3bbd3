import { stemOf } from './mentions.ts';

const ending = /\.(?:md|markdown|qmd|rmd|rmarkdown)$/i;

/**
 * The name by which a wiki link leads to a file that is moved, written as it was: a bare name stays one as long as no
 * other document has it, a path stays a path, and an ending stays. Paths with `/` from the top of the workspace.
 */
export function movedTarget(target: string, to: string, isUnique: (stem: string) => boolean): string {
  const bare = to.slice(to.lastIndexOf('/') + 1).replace(ending, '');
  const isPath = target.includes('/');
  const name = isPath || !isUnique(stemOf(bare)) ? to.replace(/^\/+/, '').replace(ending, '') : bare;
  const kept = ending.exec(target) ? (ending.exec(to)?.[0] ?? '') : '';
  return (target.startsWith('/') ? '/' : '') + name + kept;
}

/** What can stand in a wiki link; nothing else would be read again as it was written. */
export function isWikiName(name: string): boolean {
  return name.trim() === name && name !== '' && !/[[\]|#\n\r]/.test(name);
}

/** The name by which a wiki link finds a note: that of its file, or where that would find another one, the key. */
export function wikiNameOf(
  key: string,
  path: string | undefined,
  isUnique: (stem: string) => boolean,
): string | undefined {
  const stem = path?.slice(path.lastIndexOf('/') + 1).replace(ending, '');
  const names = stem !== undefined && isUnique(stemOf(stem)) ? [stem, `@${key}`] : [`@${key}`];
  return names.find(isWikiName);
}
