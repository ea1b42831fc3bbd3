import { plainAddress } from '../../sources/fileLinks.ts';
import { folderOf, relativePath } from '../../sources/paths.ts';
import { inLine } from './values.ts';

/** A Markdown link from one file to another, by their paths with `/` from the top. */
export function linkTo(label: string, from: string, to: string): string {
  return `[${inLine(label).replace(/[\\[\]]/g, '\\$&')}](${plainAddress(relativePath(folderOf(from), to))})`;
}
