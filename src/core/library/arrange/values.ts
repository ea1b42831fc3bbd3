import { LongMap } from '../../longMap.ts';
import { sorted } from '../../sorting.ts';
import type { Steps } from '../../steps.ts';
import type { QueryField } from '../query.ts';
import type { Row } from './rows.ts';

/** Papers looked at in one step. */
const step = 1000;

/** The values of a field that papers have, the most common first; none of fields where that helps nobody. In steps. */
export function* valuesOf(
  field: QueryField,
  rows: Iterable<Row>,
  titleOf: (topic: string) => string,
): Steps<readonly string[]> {
  const counts = new LongMap<string, number>();
  let looked = 0;
  for (const row of rows) {
    if (++looked % step === 0) yield;
    for (const value of valuesIn(row, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const all: (readonly [value: string, count: number])[] = [];
  for (const each of counts) if (all.push(each) % step === 0) yield;
  const byCount = yield* sorted(all, ([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  const values: string[] = [];
  for (const [at, [value]] of byCount.entries()) {
    values.push(field === 'topic' ? titleOf(value) : value);
    if (at % step === step - 1) yield;
  }
  return values;
}

function valuesIn(row: Row, field: QueryField): readonly string[] {
  switch (field) {
    case 'author':
      return row.firstAuthor ? [row.firstAuthor.split(',')[0] ?? ''] : [];
    case 'year':
      return row.year === undefined ? [] : [String(row.year)];
    case 'venue':
      return row.venue ? [row.venue] : [];
    case 'topic':
      return row.topics;
    case 'key':
      return [row.key];
    case 'status':
      return row.reading?.status ? [row.reading.status] : [];
    case 'tag':
      return row.reading?.tags ?? [];
    default:
      return [];
  }
}
