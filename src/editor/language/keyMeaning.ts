import * as vscode from 'vscode';
import type { KeyPlace, KeyUses } from '../../worker/protocol.ts';
import type { KeyParts, KeyTarget } from './keyHere.ts';

/** What of a key's uses belongs to one paper. */
export interface PaperUses extends KeyUses {
  /** Its own entries, and entries without a paper, which only hold fields for others. */
  readonly entries: readonly KeyPlace[];
  /** The fields that name it. */
  readonly named: readonly KeyPlace[];
  /** Places of the key by which other papers are meant. */
  readonly others: readonly KeyPlace[];
}

/** The uses of a key, without those by which other papers of the same key are meant. */
export async function usesOf({ citing, papers }: KeyParts, { key, paper }: KeyTarget): Promise<PaperUses> {
  const { places, citations } = await citing.usesOf(key);
  const own = places.filter(({ field }) => field === undefined);
  const fields = places.filter(({ field }) => field !== undefined);
  const others = own.filter((place) => paper !== undefined && place.paper !== undefined && place.paper !== paper);
  if (!others.length) return { places, citations, entries: own, named: fields, others };

  const entries = own.filter((place) => !others.includes(place));
  // a field means the first entry of its own file
  const firstIn = (uri: string) => own.find((place) => place.uri === uri);
  const isNamed = ({ uri }: KeyPlace) => {
    const first = firstIn(uri);
    return !first || entries.includes(first);
  };
  const named = fields.filter(isNamed);
  const meant = new Map<string, Promise<boolean>>();
  const isMeant = (uri: string) => {
    const bibliographies = papers.bibliographiesOf(vscode.Uri.parse(uri));
    const which = bibliographies.join('\n');
    const known = meant.get(which) ?? papers.resolve(key, bibliographies).then((found) => found?.id === paper);
    meant.set(which, known);
    return known;
  };
  const isOwn = await Promise.all(citations.map(({ uri }) => isMeant(uri)));
  return {
    places: [...entries, ...named],
    citations: citations.filter((_, at) => isOwn[at]),
    entries,
    named,
    others: [...others, ...fields.filter((place) => !isNamed(place))],
  };
}
