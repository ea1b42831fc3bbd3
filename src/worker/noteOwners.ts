import type { Library } from '../core/library/library.ts';
import type { NoteClaims, Owner, PaperLookup } from '../core/notes/identity.ts';
import { ownerOf } from '../core/notes/identity.ts';
import type { Steps } from '../core/steps.ts';

/** Zotero's item keys as its exports name them: `…/items/ABCD2345`, `"123456/ABCD2345"`. */
const zoteroItem = /(?:\/items\/(?:\d+_)?|"\d+\/)([A-Z0-9]{8})\b/g;
/** Entries or hits looked at in one step. */
const step = 2000;

/** Whose notes are, in steps. */
export function* ownersOf(
  library: Library,
  textOf: (uri: string) => string | undefined,
  claims: readonly NoteClaims[],
): Steps<(Owner | null)[]> {
  const wanted = new Set(
    claims.flatMap(({ identities = [] }) =>
      identities.filter((each) => each.startsWith('zotero ')).map((each) => each.slice('zotero '.length)),
    ),
  );
  const ofZotero = wanted.size ? yield* zoteroKeys(library, textOf, wanted) : undefined;
  const lookup: PaperLookup = {
    isKey: (key) => library.resolve(key) !== undefined,
    identified: (identity) => {
      if (identity.startsWith('zotero ')) return ofZotero?.get(identity.slice('zotero '.length));
      const [id] = library.identified(identity);
      return id === undefined ? undefined : library.get(id)?.key;
    },
  };
  const owners: (Owner | null)[] = [];
  for (const claim of claims) {
    owners.push(ownerOf(claim, lookup) ?? null);
    if (owners.length % step === 0) yield;
  }
  return owners;
}

/** The citation keys of entries in whose text Zotero's item keys stand, wherever its exports put them. */
function* zoteroKeys(
  library: Library,
  textOf: (uri: string) => string | undefined,
  wanted: ReadonlySet<string>,
): Steps<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { uri } of library.sources()) {
    const hits: { readonly item: string; readonly at: number }[] = [];
    let count = 0;
    for (const { index, 1: item = '' } of (textOf(uri) ?? '').matchAll(zoteroItem)) {
      if (wanted.has(item) && !found.has(item)) hits.push({ item, at: index });
      if (++count % step === 0) yield;
    }
    if (!hits.length) continue;
    for (const { key, source } of library.fileAt(uri)?.entries ?? []) {
      if (++count % step === 0) yield;
      for (const { item } of within(hits, source.span)) if (!found.has(item)) found.set(item, key);
    }
  }
  return found;
}

/** The hits, which are in the order of the text, that stand in a stretch of it. */
function within<Hit extends { readonly at: number }>(
  hits: readonly Hit[],
  { start, end }: { readonly start: number; readonly end: number },
): readonly Hit[] {
  let [low, high] = [0, hits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[middle]?.at ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while (last < hits.length && (hits[last]?.at ?? Infinity) < end) last++;
  return hits.slice(low, last);
}
