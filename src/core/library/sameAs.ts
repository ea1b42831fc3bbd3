import type { CslItem } from '../entry/csl.ts';
import { LongMap } from '../longMap.ts';
import { identitiesOf } from './identity.ts';

/** Of thousands of entries that claim to be one paper, each is told of so many others. */
const mostNamed = 8;

/** Which papers are one paper under several keys: by DOI, arXiv identifier, or title with year and first author. */
export class SamePapers {
  /** Ids by identity; nearly all have one, which needs no set. */
  readonly #ids = new LongMap<string, string | Set<string>>();

  /** Adds a paper and gives the ids of those that are the same. */
  add(id: string, item: CslItem): string[] {
    const identities = identitiesOf(item);
    const others = this.#othersOf(id, identities);
    for (const identity of identities) {
      const known = this.#ids.get(identity);
      if (known === undefined) this.#ids.set(identity, id);
      else if (typeof known !== 'string') known.add(id);
      else if (known !== id) this.#ids.set(identity, new Set([known, id]));
    }
    return others;
  }

  /** Takes a paper away and gives the ids of those that were the same. `item` is the one it was added with. */
  remove(id: string, item: CslItem): string[] {
    const identities = identitiesOf(item);
    const others = this.#othersOf(id, identities);
    for (const identity of identities) {
      const known = this.#ids.get(identity);
      if (known === id) this.#ids.delete(identity);
      else if (known !== undefined && typeof known !== 'string' && known.delete(id) && !known.size)
        this.#ids.delete(identity);
    }
    return others;
  }

  of(id: string, item: CslItem): string[] {
    return this.#othersOf(id, identitiesOf(item));
  }

  /** The papers with a DOI, an arXiv identifier or the like, as `identitiesOf` writes it. */
  with(identity: string): string[] {
    return idsOf(this.#ids.get(identity)).slice(0, mostNamed);
  }

  #othersOf(id: string, identities: readonly string[]): string[] {
    const others = new Set<string>();
    for (const identity of identities) {
      const known = this.#ids.get(identity);
      if (known === undefined || known === id) continue;
      for (const other of typeof known === 'string' ? [known] : known) {
        if (other !== id) others.add(other);
        if (others.size >= mostNamed) return [...others].sort();
      }
    }
    return [...others].sort();
  }
}

function idsOf(known: string | Set<string> | undefined): string[] {
  if (known === undefined) return [];
  return typeof known === 'string' ? [known] : [...known];
}
