import type { Citation, CitationKind, CitationMode } from '../citation.ts';
import type { CitationCollector } from '../collect.ts';
import { partOf } from '../collect.ts';
import type { NextOf } from '../nextOf.ts';
import { readNote } from '../note.ts';

const opening = /\[cite(?:\/([\p{L}\p{N}/_-]+))?:[\t\n\r ]*/uy;

/** Styles by their names and short names (Org manual, "Citation export processors"); what follows a slash is a variant. */
const modes: Readonly<Record<string, CitationMode>> = {
  t: 'author-in-text',
  text: 'author-in-text',
  a: 'author-in-text',
  author: 'author-in-text',
  na: 'suppress-author',
  noauthor: 'suppress-author',
  y: 'suppress-author',
  year: 'suppress-author',
};

/**
 * Reads the citation from its bracket at `start` to the one that closes it at `close`, and gives where the text goes on;
 * nothing where it has no key and so is none (org-element.el, `org-element-citation-parser`).
 */
export function readOrgCitation(
  text: string,
  start: number,
  close: number,
  keys: NextOf,
  found: CitationCollector,
): number | undefined {
  opening.lastIndex = start;
  const style = opening.exec(text)?.[1] ?? '';
  const inside = opening.lastIndex;
  const first = inside && keys.from(inside, close);
  if (!first || first.index < inside) return undefined;
  // what stands before the last semicolon in front of the first key, and behind the last one, belongs to all
  const separator = text.slice(inside, first.index).lastIndexOf(';');
  const common = separator < 0 ? undefined : { start: inside, end: inside + separator };
  const body = text.slice(inside, close);
  const [name = ''] = style.split('/', 1);
  const kind: CitationKind = name === 'n' || name === 'nocite' ? 'nocite' : 'cite';
  const mode = (Object.hasOwn(modes, name) && modes[name]) || 'normal';

  const citations: Citation[] = [];
  let from = common ? common.end + 1 : inside;
  for (let hit: RegExpExecArray | undefined = first; hit; hit = keys.from(from, close)) {
    const keyEnd = Math.min(hit.index + hit[0].length, close);
    const next = body.indexOf(';', keyEnd - inside);
    const end = next < 0 ? close : inside + next;
    const prefix =
      partOf(text, from, hit.index) ??
      (common && !citations.length ? partOf(text, common.start, common.end) : undefined);
    citations.push({
      key: text.slice(hit.index + 1, keyEnd),
      keyAt: { start: hit.index + 1, end: keyEnd },
      start: hit.index,
      end: keyEnd,
      kind,
      mode,
      ...(prefix ? { prefix } : {}),
      ...readNote(text, keyEnd, end),
    });
    from = end + 1;
    if (end === close) break;
  }
  const last = citations.at(-1);
  const rest = from <= close ? partOf(text, from, close) : undefined;
  if (last && rest && !last.suffix) citations[citations.length - 1] = { ...last, suffix: rest };
  found.citeTogether({ start, end: close + 1 }, citations);
  return close + 1;
}
