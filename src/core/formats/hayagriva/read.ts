import type { Problem, ReadResult } from '../../entry/entry.ts';
import { isFields } from '../csl/item.ts';
import { atOnce } from '../../steps.ts';
import type { Steps } from '../../steps.ts';
import type { Draft } from '../drafts.ts';
import { entriesOf, inOrder } from '../drafts.ts';
import { text } from '../values.ts';
import { fieldsOfNamed } from '../yaml/fields.ts';
import type { YamlItem } from '../yaml/items.ts';
import { yamlItemSteps } from '../yaml/items.ts';
import { itemOfHayagriva } from './item.ts';
import { isHayagrivaType } from './types.ts';

/** Fields that tell an entry of a bibliography from other settings that happen to have a `type`. */
const telling = 'title author editor date parent url serial-number doi isbn publisher page-range'.split(' ');

/**
 * Reads a Hayagriva file: a YAML mapping from citation keys to entries. An entry that is not valid YAML keeps the
 * fields that are, and the others stay whole.
 */
export function readHayagriva(source: string, uri: string): ReadResult {
  return atOnce(readHayagrivaSteps(source, uri));
}

/** Items made into entries in one step. */
const step = 50;

/** `readHayagriva` in steps. */
export function* readHayagrivaSteps(source: string, uri: string): Steps<ReadResult> {
  const { items, problems: faults } = yield* yamlItemSteps(source, { start: 0, end: source.length });
  const problems: Problem[] = [...faults];
  const drafts: Draft[] = [];
  for (const [at, item] of items.entries()) {
    if (at % step === step - 1) yield;
    const { name = '', value, span } = item;
    if (!name || !isFields(value)) {
      problems.push({ code: 'notAnItem', span });
      continue;
    }
    const type = text(value['type'])?.toLowerCase();
    if (type !== undefined && !isHayagrivaType(type))
      problems.push({ code: 'unknownType', span, facts: { key: name, type } });
    if (type === undefined) problems.push({ code: 'missingType', span, facts: { key: name } });
    drafts.push({ item: itemOfHayagriva(name, value), span, ...keySpan(source, item) });
  }
  const found = items.some(({ value }) => isFields(value) && isHayagrivaEntry(value));
  if (!found && items.length && !faults.length) {
    return { entries: [], problems: [{ code: 'notHayagriva', span: { start: 0, end: Math.min(1, source.length) } }] };
  }
  return {
    entries: yield* entriesOf(drafts, { uri, text: source, fieldsAt: fieldsOfNamed }),
    problems: yield* inOrder(problems),
  };
}

export function isHayagrivaEntry(fields: Readonly<Record<string, unknown>>): boolean {
  return (
    isHayagrivaType((text(fields['type']) ?? '').toLowerCase()) && telling.some((name) => fields[name] !== undefined)
  );
}

function keySpan(source: string, { name = '', span }: YamlItem): Pick<Draft, 'keySpan'> {
  const start = source.startsWith(name, span.start) ? span.start : span.start + 1;
  return source.startsWith(name, start) ? { keySpan: { start, end: start + name.length } } : {};
}
