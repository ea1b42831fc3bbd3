import { folderOf, joinPath, relativePath } from './paths.ts';
import type { TextEdit } from '../text.ts';

/** `[text](address)`, `[text](<address>)` and `[name]: address` (CommonMark 0.31, "Links", "Link reference definitions"). */
const addresses = /\]\(\s*(?:<([^<>\n\r]+)>|([^\s()<>]+))|^[ \t]{0,3}\[[^\]\n\r]+\]:[ \t]*(?:<([^<>\n\r]+)>|(\S+))/gm;

/**
 * What changes in a Markdown document for its links to files to lead where these are moved. The document may be one of
 * them: then its links to what stays where it is count from its new folder. `moved` gives the path of a file once all
 * are moved, with `/`, from the top. What stands behind `#` stays, and addresses are escaped as they were. Links from
 * the top, and those that lead nowhere else than before, stay as they are.
 */
export function relinked(
  text: string,
  document: { readonly from: string; readonly to: string },
  moved: (path: string) => string,
): TextEdit[] {
  const folder = folderOf(document.from);
  const newFolder = folderOf(document.to);
  const changes: TextEdit[] = [];
  for (const hit of text.matchAll(addresses)) {
    const written = hit.slice(1).find((part) => part !== undefined) ?? '';
    const [path = ''] = written.split('#');
    const decoded = decodedPath(path);
    if (!decoded || /^[a-z][a-z0-9+.-]+:/i.test(path) || path.startsWith('/')) continue;
    const before = joinPath(folder, decoded);
    const after = movedFrom(before, moved);
    if (after === before && folder === newFolder) continue;
    // as it is written it leads there still
    if (joinPath(newFolder, decoded) === after) continue;
    const start = hit.index + hit[0].lastIndexOf(written);
    const lead = path.startsWith('./') ? './' : '';
    const next = lead + relativePath(newFolder, after).replace(/^\.\//, '');
    const isBracketed = text.charAt(start - 1) === '<';
    const isEscaped = /%[0-9a-f]{2}/i.test(path);
    const address = isBracketed
      ? next
      : isEscaped
        ? next.split('/').map(encodeURIComponent).join('/')
        : plainAddress(next);
    changes.push({ start, end: start + path.length, text: address });
  }
  return changes;
}

/** Editors follow a link to a Markdown file that leaves out its ending. */
function movedFrom(path: string, moved: (path: string) => string): string {
  const after = moved(path);
  if (after !== path || /\.[^./]+$/.test(path)) return after;
  const withEnding = moved(`${path}.md`);
  return withEnding === `${path}.md` ? path : withEnding.replace(/\.md$/i, '');
}

/** A Markdown link from one file to another, by their paths with `/` from the top. */
export function linkTo(label: string, from: string, to: string): string {
  const text = label
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\\[\]]/g, '\\$&');
  return `[${text}](${plainAddress(relativePath(folderOf(from), to))})`;
}

function decodedPath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** As people write it, but for what would end the address. */
function plainAddress(path: string): string {
  return path.replace(/[\s()<>%#]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
