import type { FormatId } from '../formats/sniff.ts';

/** Why a file belongs to the library, nearest first. */
export const reasonKinds = ['document', 'project', 'setting', 'workspace', 'seeds'] as const;
export type ReasonKind = (typeof reasonKinds)[number];

/** As `SourceReason` of the editor, whose types the core does not know. */
export type FoundReason =
  | { readonly kind: 'document' | 'project'; readonly uri: string }
  | { readonly kind: 'setting' | 'workspace' | 'seeds' };

/** A file with one reason for it to be there. */
export interface FoundSource {
  readonly uri: string;
  readonly reason: FoundReason;
  readonly format?: FormatId;
}

export interface ArrangedSource {
  readonly uri: string;
  readonly rank: number;
  readonly format?: FormatId;
  readonly reasons: readonly FoundReason[];
}

/**
 * Every file once, nearest first. Nearness is a step and no place in a list, so that one more file
 * changes nothing about the others.
 */
export function arrangeSources(found: readonly FoundSource[]): ArrangedSource[] {
  const byUri = new Map<string, FoundSource[]>();
  for (const each of found) {
    const same = byUri.get(each.uri);
    if (same) same.push(each);
    else byUri.set(each.uri, [each]);
  }
  const sources = [...byUri.entries()].map(([uri, all]) => {
    const sorted = [...all].sort((a, b) => rankOf(a.reason.kind) - rankOf(b.reason.kind));
    const reasons = new Map(sorted.map(({ reason }) => [JSON.stringify(reason), reason]));
    const format = sorted.find((each) => each.format !== undefined)?.format;
    return {
      uri,
      rank: rankOf(sorted[0]?.reason.kind ?? 'seeds'),
      reasons: [...reasons.values()],
      ...(format === undefined ? {} : { format }),
    };
  });
  return sources.sort((a, b) => a.rank - b.rank || (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0));
}

export function rankOf(kind: ReasonKind): number {
  return reasonKinds.indexOf(kind);
}

/** What changed between two lists; a file counts as changed only where its place or its form does. */
export function sourcesToRead(
  before: ReadonlyMap<string, ArrangedSource>,
  now: readonly ArrangedSource[],
  touched: ReadonlySet<string>,
): { readonly read: readonly ArrangedSource[]; readonly removed: readonly string[] } {
  const there = new Set(now.map(({ uri }) => uri));
  return {
    read: now.filter((source) => {
      const old = before.get(source.uri);
      return !old || touched.has(source.uri) || old.rank !== source.rank || old.format !== source.format;
    }),
    removed: [...before.keys()].filter((uri) => !there.has(uri)),
  };
}
