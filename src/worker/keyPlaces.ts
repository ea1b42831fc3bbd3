import { bibKeyAt, placesOfKey } from '../core/language/bibKeys.ts';
import type { BibKey } from '../core/language/bibKeys.ts';
import type { Library } from '../core/library/library.ts';
import { LineWalk } from '../core/lineWalk.ts';
import type { Position, Span } from '../core/text.ts';
import type { KeyHere, KeyPlace, Range } from './protocol.ts';
import type { SourceJobs } from './sourceJobs.ts';

type Files = Pick<SourceJobs, 'textOf' | 'formatOf'>;

/** Every place in the files of the library that has a key, in steps of a file. */
export function* keyPlaces(key: string, library: Library, files: Files): Generator<void, KeyPlace[]> {
  const found: KeyPlace[] = [];
  const own = library.placesOf(key).filter(({ entry }) => entry.key === key);
  for (const { uri } of library.sources()) {
    const text = files.textOf(uri) ?? '';
    const here = own.filter((place) => place.uri === uri);
    const paperOf = (span: Span) => here.find(({ entry }) => entry.source.keySpan?.start === span.start)?.id;
    const places: (BibKey & { readonly isSpelt: boolean; readonly paper?: string })[] =
      files.formatOf(uri) === 'bibtex'
        ? placesOfKey(text, key).map((place) => {
            const paper = place.field === undefined ? paperOf(place) : undefined;
            return { ...place, isSpelt: true, ...(paper === undefined ? {} : { paper }) };
          })
        : here.map(({ id, entry }) => {
            const { keySpan, span } = entry.source;
            return { key, paper: id, isSpelt: !!keySpan, ...(keySpan ?? { start: span.start, end: span.start }) };
          });
    const lines = new LineWalk(text);
    for (const { start, end, field, paper, isSpelt } of places.sort((a, b) => a.start - b.start)) {
      const range = { start: lines.positionOf(start), end: lines.positionOf(end) };
      found.push({ uri, range, isSpelt, ...(field ? { field } : {}), ...(paper === undefined ? {} : { paper }) });
    }
    yield;
  }
  return found;
}

/** The key that a place in a file of the library speaks of. */
export function keyHere(uri: string, position: Position, library: Library, files: Files): KeyHere | undefined {
  const text = files.textOf(uri);
  if (text === undefined) return undefined;
  const offset = offsetAt(text, position);
  if (files.formatOf(uri) === 'bibtex') {
    const hit = bibKeyAt(text, offset);
    if (!hit) return undefined;
    const { key, field } = hit;
    // a field means an entry of its own file first
    const paper = field ? library.resolve(key, [uri])?.id : idAt(key, uri, hit, library);
    return { key, range: rangeOf(text, hit), ...(field ? { field } : {}), ...(paper === undefined ? {} : { paper }) };
  }
  for (const { key, source } of library.fileAt(uri)?.entries ?? []) {
    const { keySpan } = source;
    if (!keySpan || keySpan.start > offset || keySpan.end < offset) continue;
    const paper = idAt(key, uri, keySpan, library);
    return { key, range: rangeOf(text, keySpan), ...(paper === undefined ? {} : { paper }) };
  }
  return undefined;
}

function idAt(key: string, uri: string, { start }: Span, library: Library): string | undefined {
  const isThere = (place: ReturnType<Library['placesOf']>[number]) =>
    place.uri === uri && place.entry.source.keySpan?.start === start;
  return library.placesOf(key).find(isThere)?.id;
}

export function rangeOf(text: string, { start, end }: Span, lines = new LineWalk(text)): Range {
  return { start: lines.positionOf(start), end: lines.positionOf(end) };
}

function offsetAt(text: string, { line, character }: Position): number {
  const lineBreak = /\r\n|\n|\r/g;
  let start = 0;
  for (let left = line; left > 0 && lineBreak.exec(text); left--) start = lineBreak.lastIndex;
  return Math.min(start + character, text.length);
}
