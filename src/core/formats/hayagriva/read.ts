import type { Problem, ReadResult } from '../../entry/entry.ts';
import { isFields } from '../csl/item.ts';
import type { Draft } from '../drafts.ts';
import { entriesOf } from '../drafts.ts';
import { text } from '../values.ts';
import { fieldsOfNamed } from '../yaml/fields.ts';
import type { YamlItem } from '../yaml/items.ts';
import { yamlItems } from '../yaml/items.ts';
import { itemOfHayagriva } from './item.ts';
import { isHayagrivaType } from './types.ts';

/** Fields that tell an entry of a bibliography from other settings that happen to have a `type`. */
const telling = 'title author editor date parent url serial-number doi isbn publisher page-range'.split(' ');

/**
 * Reads a Hayagriva file: a YAML mapping from citation keys to entries. An entry that is not valid YAML keeps the
 * fields that are, and the others stay whole.
 */
export function readHayagriva(source: string, uri: string): ReadResult {
  const { items, problems: faults } = yamlItems(source, { start: 0, end: source.length });
  const problems: Problem[] = [...faults];
  const drafts: Draft[] = [];
  for (const item of items) {
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
    entries: entriesOf(drafts, { uri, text: source, fieldsAt: fieldsOfNamed }),
    problems: problems.sort((a, b) => a.span.start - b.span.start),
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
