import type { Entry, Problem } from '../entry/entry.ts';
import type { Steps } from '../steps.ts';
import { fingerprint, isSamePaper } from './identity.ts';
import type { Fingerprint } from './identity.ts';

/** A file that gives entries. */
export interface Source {
  readonly uri: string;
  /** Nearness: of one paper's entries, the one of the source with the lowest rank is shown. */
  readonly rank: number;
  /** Sources of one rank stand in the order in which they came. */
  readonly order: number;
  readonly text?: string;
  /** As in `SourceReading`. */
  readonly hash?: string;
  /** The part of the text that defines macros, on which its entries depend; worked out while entries are taken in. */
  macros?: string;
  readonly problems: readonly Problem[];
  /** The address alone: the one list that all papers share that stand nowhere else. */
  readonly files: readonly [string];
}

/** One entry in one file. */
export interface Place {
  readonly entry: Entry;
  readonly source: Source;
}

/** The entries of one paper under one key. The first is the one that is shown. */
export interface MergedPaper {
  readonly id: string;
  readonly places: readonly [Place, ...Place[]];
}

/** An entry is compared in full with so many papers of its key; further ones by what identifies them. */
const mostCompared = 8;
/** Places looked at in one step. */
const step = 10;
/** Keys do not hold line ends, so that no id is another paper's key. */
const mark = '\n';

/** The papers that the places of one key, nearest first, speak of. Time grows with the number of places; in steps. */
export function* mergePlaces(key: string, places: readonly Place[]): Steps<MergedPaper[]> {
  const [only, ...others] = places;
  if (!only) return [];
  if (!others.length) return [{ id: key, places: [only] }];
  const papers: { readonly id: string; readonly print: Fingerprint; readonly places: [Place, ...Place[]] }[] = [];
  const byIdentity = new Map<string, (typeof papers)[number]>();
  for (const [at, place] of places.entries()) {
    if (at % step === step - 1) yield;
    const print = fingerprint(place.entry.item);
    const same =
      print.identities.map((identity) => byIdentity.get(identity)).find((paper) => paper !== undefined) ??
      papers.slice(0, mostCompared).find((paper) => isSamePaper(paper.print, print));
    const paper = same ?? { id: idOf(key, papers.length), print, places: [place] };
    if (same) same.places.push(place);
    else papers.push(paper);
    for (const identity of print.identities) if (!byIdentity.has(identity)) byIdentity.set(identity, paper);
  }
  return papers.map(({ id, places: all }) => ({ id, places: all }));
}

/** The id of the paper that stands at a place (from 0) among those of its key. */
export function idOf(key: string, place: number): string {
  return place ? `${key}${mark}${place + 1}` : key;
}

/** The key and place that an id speaks of. A key is the id of its first paper. */
export function placeOfId(id: string): { readonly key: string; readonly place: number } {
  const at = id.lastIndexOf(mark);
  return at < 0 ? { key: id, place: 0 } : { key: id.slice(0, at), place: Number(id.slice(at + 1)) - 1 };
}

/** Nearest first; entries of one file keep their order. */
export function byNearness(a: Place, b: Place): number {
  return a.source.rank - b.source.rank || a.source.order - b.source.order;
}

/** The files of a paper's places, each once. */
export function filesOf({ places }: MergedPaper): readonly string[] {
  if (places.length === 1) return places[0].source.files;
  return [...new Set(places.map(({ source }) => source.uri))];
}
