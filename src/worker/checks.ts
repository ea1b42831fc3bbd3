import { entryProblems, referredKeys } from '../core/language/problems/entryProblems.ts';
import type { EntryFile } from '../core/language/problems/entryProblems.ts';
import type { Library } from '../core/library/library.ts';
import type { Steps } from '../core/steps.ts';
import { placed } from './placed.ts';
import type { Milestones } from './placed.ts';
import type { EntryAnswer, EntryQuestion } from './protocol.ts';

export { keysNear, standingIn } from '../core/language/problems/inLibrary.ts';

/** Entries looked at for one question, so that others have their turn between two of a large file. */
const page = 1000;

/** The file that was asked about last: its entries need not be put in order again for each page. */
let last:
  (EntryFile & { readonly uri: string; readonly milestones: Milestones; referred?: ReadonlySet<string> }) | undefined;

/** The problems of a page of a file's entries, in steps; a file that is not there has none. */
export function* problemsOfEntries(
  library: Library,
  { uri, from, completeness, cited }: EntryQuestion,
): Steps<EntryAnswer> {
  const file = library.fileAt(uri);
  if (!file) return { problems: [], next: null };
  const { text } = file;
  if (last?.uri !== uri || last.text !== text)
    last = { uri, text, milestones: [], entry: (key) => entryIn(library, uri, key) };
  const known = last;
  const keys = cited && new Set(cited);
  if (keys) known.referred ??= yield* referredKeys(text);
  const { entries, isEnd } = yield* pageOf(file.entries, from);
  const problems = yield* entryProblems(entries, known, {
    completeness,
    ...(keys ? { isCited: (key: string) => keys.has(key) || known.referred?.has(key) === true } : {}),
  });
  const found = problems.map((problem) => ({ ...problem, uri }));
  return {
    problems: yield* placed(
      found,
      () => text,
      () => known.milestones,
    ),
    next: isEnd ? null : from + page,
  };
}

function* pageOf<T>(
  all: Iterable<T>,
  from: number,
): Steps<{ readonly entries: readonly T[]; readonly isEnd: boolean }> {
  const entries: T[] = [];
  let at = 0;
  for (const entry of all) {
    if (at >= from + page) return { entries, isEnd: false };
    if (at++ >= from) entries.push(entry);
    else if (at % page === 0) yield;
  }
  return { entries, isEnd: true };
}

function entryIn(library: Library, uri: string, key: string) {
  const resolved = library.resolve(key, [uri]);
  return resolved?.isPreferred ? resolved.entry : undefined;
}
