import { citationKey } from '../entry/citationKey.ts';
import type { CslItem } from '../entry/csl.ts';
import type { Entry, Problem } from '../entry/entry.ts';
import { sorted } from '../sorting.ts';
import type { Steps } from '../steps.ts';
import type { Span } from '../text.ts';
import type { WrittenFile } from './fieldSources.ts';
import { WrittenSource } from './fieldSources.ts';

/** An entry as a reader found it. Its `id` is empty where the source gives no key that can be cited. */
export interface Draft {
  readonly item: CslItem;
  readonly span: Span;
  readonly keySpan?: Span;
}

/** Drafts gone through in one step. */
const step = 500;

/** Entries from drafts; keys that are missing are made up so that they are unlike all others of the file. In steps. */
export function* entriesOf(drafts: readonly Draft[], file: WrittenFile): Steps<Entry[]> {
  const taken = new Set<string>();
  for (const [at, { item }] of drafts.entries()) {
    if (item.id) taken.add(item.id);
    if (at % step === step - 1) yield;
  }
  const entries: Entry[] = [];
  for (const [at, { item, span, keySpan }] of drafts.entries()) {
    const key = item.id || citationKey(item, taken);
    taken.add(key);
    entries.push({
      key,
      item: item.id ? item : { ...item, id: key },
      topics: [],
      source: new WrittenSource(file, span, keySpan),
    });
    if (at % step === step - 1) yield;
  }
  return entries;
}

/** Problems in the order of the text, in steps. */
export function inOrder(problems: readonly Problem[]): Steps<Problem[]> {
  return sorted(problems, (a, b) => a.span.start - b.span.start);
}
