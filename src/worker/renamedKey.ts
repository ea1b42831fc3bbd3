import { readCitations } from '../core/citations/read.ts';
import type { ReadingOptions } from '../core/citations/read.ts';
import type { TextEdit } from '../core/text.ts';
import { rekeyed } from '../core/citations/rekey.ts';
import type { Syntax } from '../core/citations/syntax.ts';
import { placesOfKey } from '../core/language/bibKeys.ts';
import { entryRekeyed } from '../core/language/entryKey.ts';
import type { Library } from '../core/library/library.ts';
import type { Steps } from '../core/steps.ts';
import type { Span } from '../core/text.ts';
import { rangesIn } from './placed.ts';
import type { FileChange, KeyRenaming, RenamedKey } from './protocol.ts';
import type { SourceJobs } from './sourceJobs.ts';

interface DocumentText {
  readonly uri: string;
  readonly syntax: Syntax;
  readonly text: string;
  readonly options: ReadingOptions;
}

/** What has to change in documents and bibliographies for a paper to have another key, in steps; a document is one. */
export function* renamedKey(
  { key, to, libraries }: KeyRenaming,
  documents: readonly DocumentText[],
  library: Library,
  files: Pick<SourceJobs, 'textOf' | 'formatOf'>,
): Steps<RenamedKey> {
  const changes = new Map<string, FileChange[]>();
  for (const { uri, syntax, text, options } of documents) {
    const found: TextEdit[] = [];
    for (const citation of readCitations(text, syntax, options).citations) {
      if (citation.key !== key) continue;
      const change = rekeyed(text, citation, to, syntax);
      if (!change) return { files: [], refused: { uri, syntax } };
      found.push(...change);
    }
    yield* add(changes, uri, text, found);
    yield;
  }
  for (const uri of libraries) {
    const [text, format] = [files.textOf(uri), files.formatOf(uri)];
    if (text === undefined || format === undefined) continue;
    const places: readonly Span[] =
      format === 'bibtex'
        ? yield* placesOfKey(text, key)
        : library
            .placesOf(key)
            .filter((place) => place.uri === uri && place.entry.key === key)
            .flatMap(({ entry }) => entry.source.keySpan ?? []);
    const found: TextEdit[] = [];
    for (const place of places) {
      const change = entryRekeyed(text, place, to, format);
      if (!change) return { files: [], refused: { uri, syntax: format } };
      found.push(change);
    }
    yield* add(changes, uri, text, found);
    yield;
  }
  return { files: [...changes].map(([uri, all]) => ({ uri, changes: all })) };
}

function* add(changes: Map<string, FileChange[]>, uri: string, text: string, found: readonly TextEdit[]): Steps<void> {
  if (!found.length) return;
  const rangeOf = yield* rangesIn(text, found);
  const placed = [...found]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ start, end, text: now }) => ({
      range: rangeOf({ start, end }),
      old: text.slice(start, end),
      text: now,
    }));
  changes.set(uri, [...(changes.get(uri) ?? []), ...placed]);
}
