import { citationKey } from '../entry/citationKey.ts';
import type { CslItem } from '../entry/csl.ts';
import type { Entry } from '../entry/entry.ts';
import type { Span } from '../text.ts';
import type { WrittenFile } from './fieldSources.ts';
import { WrittenSource } from './fieldSources.ts';

/** An entry as a reader found it. Its `id` is empty where the source gives no key that can be cited. */
export interface Draft {
  readonly item: CslItem;
  readonly span: Span;
  readonly keySpan?: Span;
}

/** Entries from drafts; keys that are missing are made up so that they are unlike all others of the file. */
export function entriesOf(drafts: readonly Draft[], file: WrittenFile): Entry[] {
  const taken = new Set<string>();
  for (const { item } of drafts) if (item.id) taken.add(item.id);
  return drafts.map(({ item, span, keySpan }) => {
    const key = item.id || citationKey(item, taken);
    taken.add(key);
    return {
      key,
      item: item.id ? item : { ...item, id: key },
      topics: [],
      source: new WrittenSource(file, span, keySpan),
    };
  });
}
