import type { FieldSource } from '../../entry/entry.ts';
import type { Span } from '../../text.ts';
import { fieldFrom } from '../fieldSources.ts';
import { xmlParts } from './scan.ts';

/** Deeper than bibliographies nest anything; what is nested deeper is taken for a part of what it stands in. */
const deepest = 20;

/**
 * The elements directly below the one at `span`, named in small letters; their value is what stands between their
 * tags. An element that is not closed ends where the outer one does.
 */
export function xmlFields(text: string, span: Span): FieldSource[] {
  const outer = text.slice(span.start, span.end);
  const fields: FieldSource[] = [];
  /** The names of what is open, outermost first; the first is the element at `span` itself. */
  const open: string[] = [];
  let field: { name: string; nameSpan: Span; start: number } | undefined;
  const close = (end: number) => {
    if (field) fields.push(fieldFrom(field.name, field.nameSpan, { start: field.start, end }, span.start));
    field = undefined;
  };
  let last = 0;
  for (const part of xmlParts(outer)) {
    if (part.kind === 'open') {
      const name = part.name.toLowerCase();
      if (open.length === 1) {
        const nameStart = part.start + 1;
        field = { name, nameSpan: { start: nameStart, end: nameStart + name.length }, start: part.end };
        if (part.closed) close(part.end);
      }
      if (!part.closed && open.length < deepest) open.push(name);
    } else if (part.kind === 'close') {
      const opened = open.lastIndexOf(part.name.toLowerCase());
      if (opened >= 0) open.length = opened;
      if (opened === 0) last = part.start;
      if (opened === 0 || opened === 1) close(part.start);
      if (opened === 0) break;
    }
    // what is not closed ends after the text
    last = Math.min(part.end, outer.length);
  }
  close(last);
  return fields;
}
