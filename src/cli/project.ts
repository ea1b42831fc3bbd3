import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ReadingOptions } from '../core/citations/read.ts';
import { hasChunks } from '../core/citations/syntax.ts';
import { documentCrossReferences, projectCrossReferences } from '../core/sources/crossReferences.ts';
import { folderOf, slashes } from '../core/sources/paths.ts';
import { projectFileNames } from '../core/sources/project.ts';
import { textOfFile } from './files.ts';

/** So far above a document its project is looked for. */
const mostFoldersUp = 6;

/** What the document and its project say of how its citations are read. */
export function readingOptions(file: string, text: string): ReadingOptions {
  const projects = projectFilesAbove(folderOf(pathOf(file))).filter((each) => /\.ya?ml$/.test(each));
  const crossReferences = projects.flatMap((each) => projectCrossReferences(each, textOfFile(each)));
  return { chunks: hasChunks('', file), crossReferences: [...documentCrossReferences(text), ...crossReferences] };
}

export function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile();
}

/** Project files in the folder and above it, the nearest first. */
export function projectFilesAbove(folder: string): string[] {
  const found: string[] = [];
  let at = folder;
  for (let step = 0; step <= mostFoldersUp; step++, at = folderOf(at)) {
    for (const name of projectFileNames) {
      const file = `${at === '/' ? '' : at}/${name}`.replace(/^\/(?=[A-Za-z]:\/)/, '');
      if (isFile(file)) found.push(file);
    }
    if (at === '/') break;
  }
  return found;
}

/** Absolute, with `/`. */
export function pathOf(file: string): string {
  const whole = slashes(path.resolve(file));
  return whole.startsWith('/') ? whole : `/${whole}`;
}
