import type { Problem } from '../../entry/entry.ts';
import type { BibFile, Links } from './bibEntry.ts';
import type { RawEntry, RawField } from './raw.ts';
import { valueSpan } from './raw.ts';

/** Links looked at in one step. */
const step = 1000;

/** Parents that the file does not have, and circles of parents: one problem for each link that closes one. In steps. */
export function* linkProblems({ byKey, links }: Pick<BibFile, 'byKey' | 'links'>): Generator<void, Problem[]> {
  const problems: Problem[] = [];
  let count = 0;
  for (const [field, { entry, keys }] of links) {
    if (++count % step === 0) yield;
    for (const key of keys) if (!byKey.has(key)) problems.push(problemOf('missingParent', entry, field, key));
  }
  return problems.concat(yield* circles(byKey, links));
}

function problemOf(code: string, entry: RawEntry, field: RawField, parent: string): Problem {
  return { code, span: valueSpan(field), facts: { key: entry.key, field: field.name, parent } };
}

/** A step of the walk: an entry, and how many of its parents have been looked at. */
interface Step {
  readonly entry: RawEntry;
  readonly targets: readonly { readonly field: RawField; readonly key: string }[];
  next: number;
}

/** Walks from child to parent with a stack of its own: a chain of parents may be as long as the file. */
function* circles(byKey: BibFile['byKey'], links: Links): Generator<void, Problem[]> {
  const problems: Problem[] = [];
  const state = new Map<RawEntry, 'open' | 'done'>();
  const stepFor = (entry: RawEntry): Step => {
    state.set(entry, 'open');
    const targets = entry.fields.flatMap((field) => (links.get(field)?.keys ?? []).map((key) => ({ field, key })));
    return { entry, targets, next: 0 };
  };
  let count = 0;
  for (const { entry: start } of links.values()) {
    if (++count % step === 0) yield;
    if (state.has(start)) continue;
    const path = [stepFor(start)];
    for (let last = path.at(-1); last; last = path.at(-1)) {
      const target = last.targets[last.next++];
      if (!target) {
        state.set(last.entry, 'done');
        path.pop();
        continue;
      }
      const parent = byKey.get(target.key);
      if (!parent || state.get(parent) === 'done') continue;
      if (state.get(parent) === 'open') problems.push(problemOf('cyclicParent', last.entry, target.field, target.key));
      else path.push(stepFor(parent));
    }
  }
  return problems;
}
