import type { Problem } from '../../entry/entry.ts';
import type { BibFile } from './bibEntry.ts';
import type { RawEntry, RawField } from './raw.ts';
import { valueSpan } from './raw.ts';

/** A field by which an entry inherits from others. */
interface Link {
  readonly entry: RawEntry;
  readonly field: RawField;
}

/** Whether the field names entries to inherit from. */
export function isLink(field: RawField): boolean {
  return field.name === 'crossref' || field.name === 'xdata';
}

/** Entries looked at in one step. */
const step = 1000;

/** Parents that the file does not have, and circles of parents: one problem for each link that closes one. In steps. */
export function* linkProblems(
  entries: readonly RawEntry[],
  file: Pick<BibFile, 'byKey' | 'links'>,
): Generator<void, Problem[]> {
  if (!file.links.size) return [];
  const problems: Problem[] = [];
  for (const [place, entry] of entries.entries()) {
    if (place % step === step - 1) yield;
    for (const field of entry.fields) {
      for (const parent of file.links.get(field) ?? [])
        if (!file.byKey.has(parent)) problems.push(problemOf('missingParent', { entry, field }, parent));
    }
  }
  return problems.concat(yield* circles(entries, file));
}

function problemOf(code: string, { entry, field }: Link, parent: string): Problem {
  return { code, span: valueSpan(field), facts: { key: entry.key, field: field.name, parent } };
}

/** A step of the walk: an entry, and how many of its parents have been looked at. */
interface Step {
  readonly entry: RawEntry;
  readonly targets: readonly { readonly field: RawField; readonly key: string }[];
  next: number;
}

/** Walks from child to parent with a stack of its own: a chain of parents may be as long as the file. */
function* circles(
  entries: readonly RawEntry[],
  { byKey, links }: Pick<BibFile, 'byKey' | 'links'>,
): Generator<void, Problem[]> {
  const problems: Problem[] = [];
  const state = new Map<RawEntry, 'open' | 'done'>();
  const stepFor = (entry: RawEntry): Step => {
    state.set(entry, 'open');
    const targets = entry.fields.flatMap((field) => (links.get(field) ?? []).map((key) => ({ field, key })));
    return { entry, targets, next: 0 };
  };
  for (const [place, start] of entries.entries()) {
    if (place % step === step - 1) yield;
    if (state.has(start) || !start.fields.some(isLink)) continue;
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
      if (state.get(parent) === 'open')
        problems.push(problemOf('cyclicParent', { ...step, field: target.field }, target.key));
      else path.push(stepFor(parent));
    }
  }
  return problems;
}
