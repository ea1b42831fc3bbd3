import { mayStartCitation } from './mayStart.ts';
import { queryAtEnd } from './markdown.ts';
import type { Typed } from './typed.ts';
import { endOf, labelStart, longestLookBack, typedKey, typedLocator } from './typed.ts';

const groupStart = /\[cite(?:\/[\p{L}\p{N}/_-]{1,60})?:/gu;
const afterAt = new RegExp(`${mayStartCitation}@${queryAtEnd}`, 'u');
/** Behind the key of a part: `@key p`, `@key, p` (Org manual, "Citation format"). */
const behindKey = new RegExp(`@[^\\s@;\\[\\]]{1,200},?\\s+${labelStart}`, 'u');
const restOfKey = /[\p{L}\p{M}\p{N}\-.:?!`'/*@+|(){}<>&_^$#%~]*/uy;

/** What is being typed at a place in Org, which cites in `[cite:@key]` and `[cite/style:@a;@b]` alone. */
export function typedInOrg(text: string, offset: number): Typed | undefined {
  const from = Math.max(0, offset - longestLookBack);
  const before = text.slice(from, offset);
  const group = [...before.matchAll(groupStart)].at(-1);
  if (!group) return undefined;
  const inside = before.slice(group.index + group[0].length);
  if (/\]|\n[ \t]*\r?\n/.test(inside)) return undefined;
  const part = inside.slice(inside.lastIndexOf(';') + 1);
  const hit = afterAt.exec(part);
  const mark = from + group.index;
  if (hit && part.indexOf('@') === part.length - hit[0].length) {
    const end = endOf(restOfKey, text, offset);
    return typedKey(text, { mark, start: offset - (hit[1] ?? '').length, offset, end }, 'plain');
  }
  const label = behindKey.exec(part);
  return label ? typedLocator(label[1] ?? '', mark, offset, 'org') : undefined;
}
