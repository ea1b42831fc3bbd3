import type { QueryField } from '../query.ts';
import type { Row } from './rows.ts';

/** The values of a field that papers have, the most common first; none of fields where that helps nobody. */
export function valuesOf(
  field: QueryField,
  rows: Iterable<Row>,
  titleOf: (topic: string) => string,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const row of rows) for (const value of valuesIn(row, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const values = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).map(([value]) => value);
  return field === 'topic' ? values.map(titleOf) : values;
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
