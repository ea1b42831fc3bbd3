import { folderOf, joinPath, relativePath } from './paths.ts';
import type { TextEdit } from '../text.ts';

/** `[text](address)`, `[text](<address>)` and `[name]: address` (CommonMark 0.31, "Links", "Link reference definitions"). */
const addresses = /\]\(\s*(?:<([^<>\n\r]+)>|([^\s()<>]+))|^[ \t]{0,3}\[[^\]\n\r]+\]:[ \t]*(?:<([^<>\n\r]+)>|(\S+))/gm;

/**
 * What changes in a Markdown document for its links to a file to lead where that file is moved. Paths with `/`, from
 * the top; what stands behind `#` stays, and addresses are escaped as they were.
 */
export function relinked(text: string, document: string, from: string, to: string): TextEdit[] {
  const folder = folderOf(document);
  const changes: TextEdit[] = [];
  for (const hit of text.matchAll(addresses)) {
    const written = hit.slice(1).find((part) => part !== undefined) ?? '';
    const [path = ''] = written.split('#');
    const decoded = decodedPath(path);
    if (!decoded || /^[a-z][a-z0-9+.-]+:/i.test(path) || joinPath(folder, decoded) !== from) continue;
    const start = hit.index + hit[0].lastIndexOf(written);
    const lead = path.startsWith('./') ? './' : '';
    const next = lead + relativePath(folder, to).replace(/^\.\//, '');
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
