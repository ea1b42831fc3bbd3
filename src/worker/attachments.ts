import { jabrefFolders } from '../core/entry/attachments.ts';
import type { Entry } from '../core/entry/entry.ts';
import { attachedFiles } from '../core/formats/attachedFiles.ts';
import type { Steps } from '../core/steps.ts';
import type { Asked } from './lookups.ts';
import { rangesOf } from './placed.ts';
import type { FileMention, NamedIn, Params, Result } from './protocol.ts';

/** Entries looked at for one question, and in one step. */
const page = 2000;
const step = 200;

/** The files that a paper names, in the bibliographies it stands in, the nearest first; each once. */
export function filesOfPaper(asked: Asked, id: string): NamedIn[] {
  const entry = asked.library.get(id);
  if (!entry) return [];
  const entries = asked.library.placesOf(entry.key).filter((place) => place.id === id);
  const found = entries.flatMap(({ entry: each, uri }): NamedIn[] => {
    const text = asked.textOf(uri);
    if (text === undefined) return [];
    const files = attachedFiles(each, text, asked.formatOf(uri));
    const folders = files.length ? jabrefFolders(text) : [];
    return files.map(({ span: _, ...file }) => ({ ...file, uri, folders }));
  });
  const known = new Set<string>();
  return found.filter(({ path }) => !known.has(path) && known.add(path));
}

/** The files that a page of a bibliography's entries names, in steps. */
export function* namedFilesIn(asked: Asked, { uri, from }: Params<'namedFiles'>): Steps<Result<'namedFiles'>> {
  const file = asked.library.fileAt(uri);
  if (!file) return { files: [], next: null };
  const { text } = file;
  const format = asked.formatOf(uri);
  const folders = jabrefFolders(text);
  const paperOf = papersOfEntries(asked);
  const found: (Omit<FileMention, 'range'> & { readonly span: { readonly start: number; readonly end: number } })[] =
    [];
  let at = 0;
  let isEnd = true;
  for (const entry of file.entries) {
    if (at >= from + page) {
      isEnd = false;
      break;
    }
    if (at++ < from) continue;
    for (const each of attachedFiles(entry, text, format))
      found.push({ ...each, key: entry.key, paper: paperOf(entry), uri, folders });
    if (at % step === 0) yield;
  }
  const rangeOf = yield* rangesOf(found, () => text);
  const files = found.map(({ span, ...each }) => ({ ...each, range: rangeOf(uri, span) }));
  return { files, next: isEnd ? null : from + page };
}

/** Tells the paper that an entry speaks of. Entries of one key come one after the other, so that its places are kept. */
function papersOfEntries({ library }: Asked): (entry: Entry) => string {
  let last: string | undefined;
  let ids: ReadonlyMap<Entry, string> = new Map();
  return (entry) => {
    if (entry.key !== last) ids = new Map(library.placesOf(entry.key).map((place) => [place.entry, place.id]));
    last = entry.key;
    return ids.get(entry) ?? entry.key;
  };
}
