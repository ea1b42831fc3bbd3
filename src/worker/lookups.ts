import type { Entry } from '../core/entry/entry.ts';
import type { Library } from '../core/library/library.ts';
import type { NoteOf } from '../core/library/query/facts.ts';
import type { Params, RequestName, Result } from './protocol.ts';

/** What is answered at once. */
export type LookupName = 'entries' | 'resolve' | 'filter' | 'find';
type Lookups = { readonly [N in LookupName]: (library: Library, params: Params<N>, noteOf: NoteOf) => Result<N> };

const lookups: Lookups = {
  entries: (library, { ids }) =>
    ids
      .map((id) => library.get(id))
      .filter((entry) => entry !== undefined)
      .map(plain),
  resolve: (library, { key, uris }) => {
    const resolved = library.resolve(key, uris);
    return resolved ? { ...resolved, entry: plain(resolved.entry) } : null;
  },
  filter: (library, { query }, noteOf) => library.filter(query, noteOf),
  find: (library, { query, limit }, noteOf) => library.find(query, limit, noteOf),
};

export function isLookup(name: RequestName): name is LookupName {
  return name in lookups;
}

export function lookUp(name: LookupName, library: Library, params: Params<LookupName>, noteOf: NoteOf): unknown {
  const answer = lookups[name] as (library: Library, params: unknown, noteOf: NoteOf) => unknown;
  return answer(library, params, noteOf);
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
