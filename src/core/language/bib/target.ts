import type { RawEntry, RawField } from '../../formats/bibtex/raw.ts';
import { nameSpan } from '../../formats/bibtex/raw.ts';
import type { Span } from '../../text.ts';
import { entryTypes, keyFields } from './entryTypes.ts';
import { placeAt } from './place.ts';
import type { BibReading } from './reading.ts';

/** What a place of a `.bib` document means: for hovers and definitions. */
export type BibTarget =
  | { readonly kind: 'type'; readonly span: Span; readonly type: string }
  | { readonly kind: 'field'; readonly span: Span; readonly name: string; readonly type: string }
  /** An entry's own key. */
  | { readonly kind: 'entry'; readonly span: Span; readonly entry: RawEntry }
  /** The key of another entry, and that entry where the document has it. */
  | {
      readonly kind: 'link';
      readonly span: Span;
      readonly key: string;
      readonly field: string;
      readonly entry?: RawEntry;
    }
  | {
      readonly kind: 'string';
      readonly span: Span;
      readonly name: string;
      readonly value: string;
      readonly definition: Span;
    };

export function targetAt(reading: BibReading, offset: number): BibTarget | undefined {
  const { raw, file } = reading;
  const place = placeAt(reading, offset);
  switch (place.kind) {
    case 'type': {
      const type = raw.text.slice(place.span.start, place.span.end).toLowerCase();
      return entryTypes.has(type) ? { kind: 'type', span: place.span, type } : undefined;
    }
    case 'key':
      return { kind: 'entry', span: place.span, entry: place.entry };
    case 'field': {
      const name = raw.text.slice(place.span.start, place.span.end).toLowerCase();
      return name ? { kind: 'field', span: place.span, name, type: place.entry.type } : undefined;
    }
    case 'macro': {
      const name = raw.text.slice(place.span.start, place.span.end).toLowerCase();
      const defined = raw.strings.get(name);
      if (!defined) return undefined;
      return {
        kind: 'string',
        span: place.span,
        name,
        value: file.macros.get(name) ?? '',
        definition: nameSpan(defined),
      };
    }
    case 'text': {
      if (!keyFields.has(place.field) || place.depth !== 1) return undefined;
      const key = raw.text.slice(place.span.start, place.span.end).trim();
      const entry = file.byKey.get(key);
      return key ? { kind: 'link', span: place.span, key, field: place.field, ...(entry ? { entry } : {}) } : undefined;
    }
    case 'outside':
      return definedString(reading, offset);
  }
}

/** The name that a `@string` defines is a place of its own. */
function definedString({ raw, file }: BibReading, offset: number): BibTarget | undefined {
  let found: RawField | undefined;
  for (const field of raw.strings.values()) {
    if (field.nameStart <= offset && offset <= nameSpan(field).end) found = field;
  }
  if (!found) return undefined;
  const span = nameSpan(found);
  return { kind: 'string', span, name: found.name, value: file.macros.get(found.name) ?? '', definition: span };
}
