import { readCitations } from '../core/citations/read.ts';
import type { Entry } from '../core/entry/entry.ts';
import type { FormatId } from '../core/formats/sniff.ts';
import type { Library } from '../core/library/library.ts';
import type { Arranger } from '../core/library/arrange.ts';
import { ownFirst } from '../core/library/resolve.ts';
import { completeQuery } from '../core/library/query/complete.ts';
import { unusedIn, withoutThese } from '../core/sources/remove.ts';
import { ownWords } from '../core/sources/words.ts';
import { ownersOf } from './noteOwners.ts';
import { filesOfPaper, namedFilesIn } from './attachments.ts';
import { placesOf } from './placed.ts';
import { keysNear, problemsOfEntries, standingIn } from './checks.ts';
import type { Params, RequestName, Result } from './protocol.ts';

/** What changes nothing. */
export type LookupName =
  | 'standings'
  | 'noteOwners'
  | 'nearKeys'
  | 'entryProblems'
  | 'entries'
  | 'written'
  | 'attachments'
  | 'namedFiles'
  | 'resolve'
  | 'places'
  | 'filter'
  | 'find'
  | 'offer'
  | 'groups'
  | 'members'
  | 'locate'
  | 'below'
  | 'board'
  | 'complete'
  | 'unused'
  | 'without'
  | 'keysIn';
/** What is asked, beside the library itself. */
export interface Asked {
  readonly library: Library;
  readonly arranger: Arranger;
  /** The text of a file, as it was read. */
  readonly textOf: (uri: string) => string | undefined;
  readonly formatOf: (uri: string) => FormatId | undefined;
}
/** Some answers are there at once, others take steps. */
type Lookups = {
  readonly [N in LookupName]: (asked: Asked, params: Params<N>) => Result<N> | Generator<void, Result<N>>;
};

/** Entries decoded in one step. */
const step = 20;

const lookups: Lookups = {
  *entries({ library }, { ids }) {
    const entries: Entry[] = [];
    for (const [at, id] of ids.entries()) {
      const entry = library.get(id);
      if (entry) entries.push(plain(entry));
      if (at % step === step - 1) yield;
    }
    return entries;
  },
  written: ({ library, textOf, formatOf }, { ids }) =>
    ids.map((id) => {
      const { uri, span } = library.get(id)?.source ?? {};
      const text = uri === undefined ? undefined : textOf(uri);
      const format = uri === undefined ? undefined : formatOf(uri);
      if (!span || text === undefined || !format) return null;
      return { format: format === 'references' ? 'csl-yaml' : format, text: ownWords(text, span, format) };
    }),
  attachments: (asked, { ids }) => ids.map((id) => filesOfPaper(asked, id)),
  namedFiles: namedFilesIn,
  resolve: ({ library }, { key, uris }) => {
    const resolved = library.resolve(key, uris);
    return resolved ? { ...resolved, entry: plain(resolved.entry) } : null;
  },
  places: ({ library, textOf }, { key, uris, paper }) => {
    const entries = library.placesOf(key).filter(({ id }) => paper === undefined || id === paper);
    return placesOf(ownFirst(entries, uris), textOf);
  },
  filter: ({ library, arranger }, { query }) => library.filter(query, arranger.noteOf),
  find: ({ library, arranger }, { query, limit }) => library.findSteps(query, limit, arranger.noteOf),
  offer: ({ library }, request) => library.offer(request),
  groups: ({ arranger }, spec) => arranger.groups(spec),
  members: ({ arranger }, { spec, group, offset, limit }) => arranger.members(spec, group, offset, limit),
  *locate({ arranger }, { spec, id }) {
    return (yield* arranger.locate(spec, id)) ?? null;
  },
  below: ({ arranger }, { spec, groups }) => arranger.below(spec, groups),
  board: ({ arranger }, spec) => arranger.board(spec),
  standings: ({ library }, { keys, uris }) => keys.map((key) => standingIn(library, key, uris)),
  noteOwners: ({ library, textOf }, { claims }) => ownersOf(library, textOf, claims),
  *nearKeys({ library }, { key, uris }) {
    return [...(yield* keysNear(library, key, uris))];
  },
  entryProblems: ({ library }, question) => problemsOfEntries(library, question),
  complete: ({ arranger }, { query, offset }) => completeQuery(query, offset, (field) => arranger.values(field)),
  unused: (_, { text, format, cited }) => unusedIn(text, format, new Set(cited)),
  *without(_, { text, format, spans }) {
    return (yield* withoutThese(text, format, spans)) ?? null;
  },
  keysIn: (_, { text, syntax }) => [...new Set(readCitations(text, syntax).citations.map(({ key }) => key))],
};

export function isLookup(name: RequestName): name is LookupName {
  return name in lookups;
}

export function lookUp(name: LookupName, asked: Asked, params: Params<LookupName>): unknown {
  const answer = lookups[name] as (asked: Asked, params: unknown) => unknown;
  return answer(asked, params);
}

/** Readers give entries that are decoded when they are asked; messages carry plain values. */
function plain(entry: Entry): Entry {
  const { key, item, cslJson, aliases, related, topics, partial, source } = entry;
  const { uri, span, keySpan, fields } = source;
  return {
    key,
    item,
    topics,
    source: { uri, span, ...(keySpan ? { keySpan } : {}), ...(fields ? { fields } : {}) },
    ...(cslJson ? { cslJson } : {}),
    ...(aliases ? { aliases } : {}),
    ...(related ? { related } : {}),
    ...(partial === undefined ? {} : { partial }),
  };
}
