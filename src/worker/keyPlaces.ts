import { bibKeyAt, placesOfKey } from '../core/language/bibKeys.ts';
import type { BibKey } from '../core/language/bibKeys.ts';
import { LineEnds } from '../core/formats/lineEnds.ts';
import type { Library } from '../core/library/library.ts';
import type { Steps } from '../core/steps.ts';
import type { Position, Span } from '../core/text.ts';
import { rangesIn } from './placed.ts';
import type { KeyHere, KeyPlace } from './protocol.ts';
import type { SourceJobs } from './sourceJobs.ts';

/** Lines, or entries, looked at in one step. */
const step = 1000;

type Files = Pick<SourceJobs, 'textOf' | 'formatOf'>;

/** Every place in the files of the library that has a key, in steps. */
export function* keyPlaces(key: string, library: Library, files: Files): Steps<KeyPlace[]> {
  const found: KeyPlace[] = [];
  const own = library.placesOf(key).filter(({ entry }) => entry.key === key);
  for (const { uri } of library.sources()) {
    const text = files.textOf(uri) ?? '';
    const here = own.filter((place) => place.uri === uri);
    const paperOf = (span: Span) => here.find(({ entry }) => entry.source.keySpan?.start === span.start)?.id;
    const places: (BibKey & { readonly isSpelt: boolean; readonly paper?: string })[] =
      files.formatOf(uri) === 'bibtex'
        ? (yield* placesOfKey(text, key)).map((place) => {
            const paper = place.field === undefined ? paperOf(place) : undefined;
            return { ...place, isSpelt: true, ...(paper === undefined ? {} : { paper }) };
          })
        : here.map(({ id, entry }) => {
            const { keySpan, span } = entry.source;
            return { key, paper: id, isSpelt: !!keySpan, ...(keySpan ?? { start: span.start, end: span.start }) };
          });
    const rangeOf = yield* rangesIn(text, places);
    for (const { start, end, field, paper, isSpelt } of places.sort((a, b) => a.start - b.start)) {
      const range = rangeOf({ start, end });
      found.push({ uri, range, isSpelt, ...(field ? { field } : {}), ...(paper === undefined ? {} : { paper }) });
    }
    yield;
  }
  return found;
}

/** The key that a place in a file of the library speaks of. In steps. */
export function* keyHere(uri: string, position: Position, library: Library, files: Files): Steps<KeyHere | undefined> {
  const text = files.textOf(uri);
  if (text === undefined) return undefined;
  const offset = yield* offsetAt(text, position);
  if (files.formatOf(uri) === 'bibtex') {
    const hit = bibKeyAt(text, offset);
    if (!hit) return undefined;
    const { key, field } = hit;
    // a field means an entry of its own file first
    const paper = field ? library.resolve(key, [uri])?.id : idAt(key, uri, hit, library);
    const range = (yield* rangesIn(text, [hit]))(hit);
    return { key, range, ...(field ? { field } : {}), ...(paper === undefined ? {} : { paper }) };
  }
  let looked = 0;
  for (const { key, source } of library.fileAt(uri)?.entries ?? []) {
    if (++looked % step === 0) yield;
    const { keySpan } = source;
    if (!keySpan || keySpan.start > offset || keySpan.end < offset) continue;
    const paper = idAt(key, uri, keySpan, library);
    const range = (yield* rangesIn(text, [keySpan]))(keySpan);
    return { key, range, ...(paper === undefined ? {} : { paper }) };
  }
  return undefined;
}

function idAt(key: string, uri: string, { start }: Span, library: Library): string | undefined {
  const isThere = (place: ReturnType<Library['placesOf']>[number]) =>
    place.uri === uri && place.entry.source.keySpan?.start === start;
  return library.placesOf(key).find(isThere)?.id;
}

function* offsetAt(text: string, { line, character }: Position): Steps<number> {
  const lines = new LineEnds(text);
  let start = 0;
  for (let left = line; left > 0; left--) {
    const end = lines.after(start);
    if (end >= text.length) break;
    start = lines.next(end);
    if (left % step === 0) yield;
  }
  return Math.min(start + character, text.length);
}
