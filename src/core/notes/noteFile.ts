import type { Problem } from '../entry/entry.ts';
import { readFrontMatter } from '../formats/frontMatter.ts';
import { fieldsOfMapping } from '../formats/yaml/fields.ts';
import { text } from '../formats/values.ts';
import { positionAt } from '../text.ts';
import type { Position, Span } from '../text.ts';
import type { NoteClaims } from './identity.ts';
import { claimsInFields, keyFieldIn, keyInFields, keyInName } from './identity.ts';
import { readingState } from './reading/state.ts';
import type { ReadingState } from './reading/state.ts';

export { keyInFields } from './identity.ts';

/** What one Markdown file says of itself as a note. */
export interface NoteFacts {
  readonly uri: string;
  /** The citation key that it names, in its front matter or as its name; nothing where it names none. */
  readonly key?: string;
  /** All by which it may belong to a paper; see `ownerOf`. */
  readonly claims: NoteClaims;
  readonly status?: string;
  /** `created` as it stands in the front matter. */
  readonly created?: string;
  readonly reading: ReadingState;
  readonly problems: readonly Problem[];
}

/** The same with its places in lines, as it is handed from one thread to another. */
export interface PlacedNote {
  readonly uri: string;
  readonly claims: NoteClaims;
  readonly status?: string;
  readonly reading: ReadingState;
  /** When the file was made, in milliseconds, where the reader knows. */
  readonly made?: number;
  /** Where the key is spelt; else the start of the file. */
  readonly keyRange: { readonly start: Position; readonly end: Position };
  /** Whether the front matter spells the key at that place. */
  readonly isSpelt: boolean;
  readonly problems: readonly (Omit<Problem, 'span'> & { readonly range: PlacedNote['keyRange'] })[];
}

/** Where front matter spells the citation key, without quotes and `@`; nothing where it has none, or writes it with escapes. */
export function keySpanInFields(source: string): Span | undefined {
  const { yaml, data } = readFrontMatter(source);
  const key = keyInFields(data);
  if (!yaml || key === undefined) return undefined;
  const name = keyFieldIn(data);
  for (const { name: field, span } of fieldsOfMapping(source, yaml)) {
    if (field !== name) continue;
    const start = span.start + (/^["']?@?/.exec(source.slice(span.start, span.end))?.[0].length ?? 0);
    if (source.startsWith(key, start)) return { start, end: start + key.length };
  }
  return undefined;
}

/** Templates of notes lie there, beside what else this extension keeps; they are nobody's notes. */
const ownFolder = /\/\.literature\//;

/**
 * Whose note a Markdown file says it is: by a citation key or an identifier in its front matter, else by its name
 * `@key.md`. A note whose YAML is broken is still found by the line that names the key.
 */
export function readNoteFile(source: string, uri: string): NoteFacts {
  if (ownFolder.test(uri)) return { uri, claims: {}, reading: { tags: [] }, problems: [] };
  const { data, problems, yaml } = readFrontMatter(source);
  const inFields = claimsInFields(data);
  const inLine = inFields.key === undefined && problems.length ? keyLine(source, yaml) : undefined;
  const named = keyInName(uri);
  const claims: NoteClaims = {
    ...inFields,
    ...(inLine === undefined ? {} : { key: inLine }),
    ...(named === undefined ? {} : { named }),
  };
  const key = claims.key ?? named;
  const status = text(data['status']);
  const created = text(data['created']);
  return {
    uri,
    claims,
    reading: readingState(data),
    problems: key === undefined && !claims.identities ? [] : problems,
    ...(key === undefined ? {} : { key }),
    ...(status ? { status } : {}),
    ...(created ? { created } : {}),
  };
}

/** What a Markdown file says of itself as a note; nothing where it claims to be none. `guessed` as in `NoteClaims`. */
export function placedNote(source: string, uri: string, guessed?: string): PlacedNote | undefined {
  const { claims, status, reading, problems } = readNoteFile(source, uri);
  const isNote = claims.key !== undefined || claims.identities || claims.named !== undefined;
  if (!isNote && (guessed === undefined || ownFolder.test(uri))) return undefined;
  const rangeOf = ({ start, end }: Span) => ({ start: positionAt(source, start), end: positionAt(source, end) });
  const spelt = spelling.exec(source.slice(0, longestSpelling));
  const start = spelt ? spelt.index + (spelt[1]?.length ?? 0) : 0;
  const end = start + (spelt?.[2]?.length ?? 0);
  return {
    uri,
    claims: guessed === undefined || guessed === claims.named ? claims : { ...claims, guessed },
    keyRange: rangeOf({ start, end }),
    reading,
    isSpelt: spelt?.[2] === claims.key && spelt !== null,
    problems: problems.map(({ code, facts, span }) => ({ code, ...(facts ? { facts } : {}), range: rangeOf(span) })),
    ...(status ? { status } : {}),
  };
}

/** The line that names the key, as far down as problems are shown at it. */
const spelling = /^(["']?cit(?:e|ation)[-_]?key["']?[ \t]*:[ \t]*["']?@?)([^"'\s]+)/m;
const longestSpelling = 10_000;

function keyLine(source: string, yaml: Span = { start: 0, end: 4096 }): string | undefined {
  // a template elsewhere, with `{{ citekey }}`, is nobody's note either
  return /^cit(?:e|ation)[-_]?key:[ \t]*["']?@?(?!\{)([^"'\s]+)/m.exec(source.slice(yaml.start, yaml.end))?.[1];
}
