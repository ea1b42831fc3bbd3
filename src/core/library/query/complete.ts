import type { Steps } from '../../steps.ts';
import type { Span } from '../../text.ts';
import { fold } from '../fold.ts';
import { parseQuery, queryFields } from '../query.ts';
import type { QueryField } from '../query.ts';
import { priorities } from '../reading/facts.ts';
import { havings, readStates } from './matches.ts';

export interface QueryCompletion {
  readonly kind: 'field' | 'value';
  /** What takes the place of `span`: `author:`, or a value, in quotes where it needs them. */
  readonly text: string;
  /** What a list shows. */
  readonly label: string;
}

export interface QueryCompletions {
  /** The stretch of the query that a completion takes the place of. */
  readonly span: Span;
  readonly items: readonly QueryCompletion[];
}

/** The values of a field that the library knows, the most common first. */
export type ValuesOf = (field: QueryField) => Steps<Iterable<string>>;

const mostValues = 50;
/** Values looked at in one step. */
const step = 500;

/** What can stand at `offset`: names of fields where a word begins, values after a field's colon. In steps. */
export function* completeQuery(text: string, offset: number, valuesOf: ValuesOf): Steps<QueryCompletions> {
  const term = parseQuery(text).terms.find(({ span }) => span.start < offset && offset <= span.end);
  if (term?.kind === 'field' && offset >= term.fieldSpan.end + 1) {
    const typed = fold(text.slice(term.valueSpan.start, offset));
    const quote = term.quoted ? 1 : 0;
    const span = { start: term.valueSpan.start - quote, end: term.span.end };
    const values = known(term.field) ?? (yield* valuesOf(term.field));
    return { span, items: yield* valuesStarting(typed, values) };
  }
  if (term?.kind === 'phrase') return { span: { start: offset, end: offset }, items: [] };
  const minus = term?.excluded ? 1 : 0;
  const span = term ? { start: term.span.start + minus, end: term.span.end } : { start: offset, end: offset };
  const typed = fold(text.slice(span.start, offset));
  const items = queryFields
    .filter((field) => field.startsWith(typed))
    .map((field): QueryCompletion => ({ kind: 'field', text: `${field}:`, label: `${field}:` }));
  return { span, items };
}

function known(field: QueryField): readonly string[] | undefined {
  if (field === 'has') return havings;
  if (field === 'is') return readStates;
  if (field === 'priority') return priorities;
  return field === 'rating' ? ratings : undefined;
}

const ratings = ['>=4', '>=3', '5', '4', '3', '2', '1'];

function* valuesStarting(typed: string, values: Iterable<string>): Steps<QueryCompletion[]> {
  const items: QueryCompletion[] = [];
  let looked = 0;
  for (const value of values) {
    if (++looked % step === 0) yield;
    if (!` ${fold(value)}`.includes(` ${typed}`)) continue;
    items.push({ kind: 'value', text: /[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value, label: value });
    if (items.length >= mostValues) break;
  }
  return items;
}
