import type { Problem } from '../../entry/entry.ts';
import type { BibFile, Links } from './bibEntry.ts';
import type { RawEntry, RawField } from './raw.ts';
import { valueSpan } from './raw.ts';

/** Parents that the file does not have, and circles of parents: one problem for each link that closes one. */
export function linkProblems({ byKey, links }: Pick<BibFile, 'byKey' | 'links'>): Problem[] {
  const problems: Problem[] = [];
  for (const [field, { entry, keys }] of links)
    for (const key of keys) if (!byKey.has(key)) problems.push(problemOf('missingParent', entry, field, key));
  return problems.concat(circles(byKey, links));
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
function circles(byKey: BibFile['byKey'], links: Links): Problem[] {
  const problems: Problem[] = [];
  const state = new Map<RawEntry, 'open' | 'done'>();
  const stepFor = (entry: RawEntry): Step => {
    state.set(entry, 'open');
    const targets = entry.fields.flatMap((field) => (links.get(field)?.keys ?? []).map((key) => ({ field, key })));
    return { entry, targets, next: 0 };
  };
  for (const { entry: start } of links.values()) {
    if (state.has(start)) continue;
    const path = [stepFor(start)];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const target = step.targets[step.next++];
      if (!target) {
        state.set(step.entry, 'done');
        path.pop();
        continue;
      }
      const parent = byKey.get(target.key);
      if (!parent || state.get(parent) === 'done') continue;
      if (state.get(parent) === 'open') problems.push(problemOf('cyclicParent', step.entry, target.field, target.key));
      else path.push(stepFor(parent));
    }
  }
  return problems;
}
