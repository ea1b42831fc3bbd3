import type { Library } from '../../library/library.ts';
import type { Steps } from '../../steps.ts';
import type { Standing } from './citationProblems.ts';
import { nearKeys, wordsOfKey } from './nearKeys.ts';

/** Where a key is found for a document that names these bibliographies, or none. */
export function standingIn(library: Library, key: string, uris: readonly string[]): Standing {
  const resolved = library.resolve(key, uris);
  if (!resolved) return 'unknown';
  return resolved.isPreferred || !uris.length ? 'own' : 'elsewhere';
}

/** So many keys are proposed. */
const most = 3;

/**
 * The keys that may be meant by one that is unknown: those that are spelled alike, the document's own before others;
 * where there are none, those of papers that a search for its words finds.
 */
export function* keysNear(library: Library, key: string, uris: readonly string[]): Steps<readonly string[]> {
  const alike = yield* nearKeys(key, library.keys(), most);
  if (alike.length) {
    const rank = (each: string) => (standingIn(library, each, uris) === 'own' ? 0 : 1);
    return alike
      .map((each, at) => ({ each, at }))
      .sort((a, b) => rank(a.each) - rank(b.each) || a.at - b.at)
      .map(({ each }) => each);
  }
  const words = wordsOfKey(key);
  // one word finds anything; a name with a year, or with a word of the title, is somebody's way to make keys
  if (!/\S\s+\S/.test(words)) return [];
  yield;
  // the whole part of a score is the kind of match: papers with only some of the words are not meant
  const hits = yield* library.findSteps(words, most);
  return hits.filter(({ score }) => score >= 1).map((hit) => hit.key);
}
