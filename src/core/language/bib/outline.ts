import { shortNames } from '../../entry/authors.ts';
import { Fields } from '../../formats/bibtex/fields.ts';
import type { RawEntry, RawField } from '../../formats/bibtex/raw.ts';
import { nameSpan } from '../../formats/bibtex/raw.ts';
import type { Steps } from '../../steps.ts';
import type { Span } from '../../text.ts';
import { startOf } from '../../text.ts';
import type { BibReading } from './reading.ts';

/** One row of the outline. */
export interface OutlineItem {
  readonly kind: 'entry' | 'field' | 'string' | 'preamble';
  /** A key, or the name of a field or string. */
  readonly name: string;
  /** Of an entry its type and "Gu & Dao 2023, Mamba"; of a field its value. */
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineItem[];
}

/** A row shows no more of a text. */
const longest = 100;
/** In a file with more fields than this, entries have no rows below them. */
const mostFields = 20_000;

/** The entries in the order of the text, with their fields, and the `@string`s and `@preamble`s between them. */
export function* outlineOf({ raw, file }: BibReading): Steps<readonly OutlineItem[]> {
  const { text, entries, strings, stringSpans, preambles } = raw;
  const items: OutlineItem[] = [];
  const fieldCount = entries.reduce((sum, { fields }) => sum + fields.length, 0);
  for (const [place, entry] of entries.entries()) {
    if (place % 100 === 99) yield;
    const fields = fieldCount > mostFields ? [] : entry.fields;
    items.push({
      kind: 'entry',
      name: entry.key,
      detail: [entry.type, labelOf(text, file.macros, entry)].filter(Boolean).join(' · '),
      span: entry.span,
      nameSpan: within(entry.keySpan, entry.span),
      children: fields.map((field) => ({
        kind: 'field',
        name: field.name,
        detail: valueLine(text, field),
        span: within({ start: field.nameStart, end: Math.max(field.end, nameSpan(field).end) }, entry.span),
        nameSpan: within(nameSpan(field), entry.span),
        children: [],
      })),
    });
  }
  for (const field of strings.values()) {
    const around = spanAround(stringSpans, field);
    const span = around ?? { start: field.nameStart, end: field.end };
    items.push({
      kind: 'string',
      name: field.name,
      detail: valueLine(text, field),
      span,
      nameSpan: within(nameSpan(field), span),
      children: [],
    });
  }
  for (const span of preambles)
    items.push({ kind: 'preamble', name: '@preamble', detail: '', span, nameSpan: span, children: [] });
  return items.sort((one, other) => one.span.start - other.span.start);
}

/** "Gu & Dao 2023, Mamba: Linear-Time …" of the entry's own fields. */
export function labelOf(text: string, macros: BibReading['file']['macros'], entry: RawEntry): string {
  const fields = new Fields(text, macros, entry.fields, 'plain');
  const names = shortNames(fields.names('author', false) ?? fields.names('editor', false) ?? []);
  const year = fields.date('')?.['date-parts']?.[0]?.[0];
  const title = startOf(fields.title('title') ?? '', longest);
  return [[names, year].filter((part) => part !== undefined && part !== '').join(' '), title]
    .filter(Boolean)
    .join(', ');
}

/** The value on one line, without the delimiters around it. */
function valueLine(text: string, { start, end }: Span): string {
  const line = startOf(text.slice(start, Math.min(end, start + 4 * longest)), 2 * longest)
    .replace(/\s+/g, ' ')
    .trim();
  const bare = /^\{[^{}]*\}$|^"[^"]*"$/.test(line) ? line.slice(1, -1) : line;
  return startOf(bare, longest);
}

/** The one of several stretches, in their order, that a field stands in. */
function spanAround(spans: readonly Span[], { nameStart, end }: RawField): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) <= nameStart) low = middle + 1;
    else high = middle;
  }
  const found = spans[low - 1];
  return found && end <= found.end ? found : undefined;
}

/** An editor refuses a name that stands outside of what it names. */
function within({ start, end }: Span, outer: Span): Span {
  const from = Math.min(Math.max(start, outer.start), outer.end);
  return { start: from, end: Math.min(Math.max(end, from), outer.end) };
}
