import type { Span } from '../../text.ts';

/*
 * What a table of papers shows stands in the marker before it, as attributes in the manner of HTML:
 * `<!-- literature:topic-table topic="language-models" fields="year, method" sort="-year" -->`
 */

/** The name of the owned block that holds a table. */
export const tableName = 'topic-table';

export const tableAttributes = ['topic', 'query', 'fields', 'sort', 'layout'] as const;
export type TableAttribute = (typeof tableAttributes)[number];

export const tableLayouts = ['table', 'list', 'matrix'] as const;
/** A line for each paper, in a table or a list; or a column for each. */
export type TableLayout = (typeof tableLayouts)[number];

/** What a marker may say about the order: a field, backwards where a minus stands before it. */
export interface TableOrder {
  readonly field: string;
  readonly isBackwards: boolean;
}

/** What a table shows: the papers of a topic, or those that a query finds, and what of each. */
export interface TableSpec {
  /** The id or the title of a topic. */
  readonly topic?: string;
  readonly query?: string;
  readonly fields: readonly string[];
  readonly sort: readonly TableOrder[];
  readonly layout: TableLayout;
}

/** A name and its value, as they stand in a marker. */
export interface MarkerAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  /** What the value says, without quotes. */
  readonly value: string;
  /** Between the quotes. */
  readonly valueSpan: Span;
}

export type MarkerProblemCode =
  'tableAttributeUnknown' | 'tableAttributeMalformed' | 'tableLayoutUnknown' | 'tableWithoutPapers';

export interface MarkerProblem {
  readonly code: MarkerProblemCode;
  readonly span: Span;
  readonly facts?: Readonly<Record<string, string>>;
}

export interface MarkerReading {
  readonly attributes: readonly MarkerAttribute[];
  /** Nothing where the marker does not say which papers. */
  readonly spec?: TableSpec;
  readonly problems: readonly MarkerProblem[];
}

/** Where nobody says what to show of each paper. */
export const usualFields: readonly string[] = ['title', 'year', 'status'];

const start = /<!--[ \t]*literature:topic-table(?![\w-])/;
const attribute = /[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*(?:"([^"\n\r]*)"|'([^'\n\r]*)')/y;

/** Reads the opening marker that stands in `span`. */
export function readMarker(text: string, span: Span): MarkerReading {
  const written = text.slice(span.start, span.end);
  const name = start.exec(written);
  const end = written.lastIndexOf('-->');
  if (!name || end < 0) return { attributes: [], problems: [] };
  const attributes: MarkerAttribute[] = [];
  const problems: MarkerProblem[] = [];
  let at = name.index + name[0].length;
  for (;;) {
    attribute.lastIndex = at;
    const hit = attribute.exec(written);
    if (!hit || attribute.lastIndex > end) break;
    const [whole, label = '', double, single] = hit;
    const value = double ?? single ?? '';
    const nameStart = span.start + at + whole.indexOf(label);
    const valueEnd = span.start + attribute.lastIndex - 1;
    attributes.push({
      name: label,
      nameSpan: { start: nameStart, end: nameStart + label.length },
      value: decoded(value),
      valueSpan: { start: valueEnd - value.length, end: valueEnd },
    });
    at = attribute.lastIndex;
  }
  const rest = written.slice(at, end);
  if (rest.trim()) {
    const from = span.start + at + rest.length - rest.trimStart().length;
    problems.push({ code: 'tableAttributeMalformed', span: { start: from, end: from + rest.trim().length } });
  }
  return withSpec(attributes, problems, { start: span.start + name.index, end: span.start + end + 3 });
}

function withSpec(attributes: readonly MarkerAttribute[], problems: MarkerProblem[], whole: Span): MarkerReading {
  const given = new Map<string, MarkerAttribute>();
  for (const each of attributes) {
    if (!tableAttributes.some((known) => known === each.name))
      problems.push({ code: 'tableAttributeUnknown', span: each.nameSpan, facts: { name: each.name } });
    else given.set(each.name, each);
  }
  const of = (name: TableAttribute) => given.get(name)?.value.trim() || undefined;
  const [topic, query, fields, sort, layout] = [of('topic'), of('query'), of('fields'), of('sort'), of('layout')];
  const knownLayout = tableLayouts.find((each) => each === (layout ?? 'table'));
  const layoutSpan = given.get('layout')?.valueSpan;
  if (!knownLayout && layoutSpan)
    problems.push({ code: 'tableLayoutUnknown', span: layoutSpan, facts: { layout: layout ?? '' } });
  if (topic === undefined && query === undefined) {
    problems.push({ code: 'tableWithoutPapers', span: whole });
    return { attributes, problems };
  }
  const spec: TableSpec = {
    ...(topic === undefined ? {} : { topic }),
    ...(query === undefined ? {} : { query }),
    fields: fields === undefined ? usualFields : listed(fields),
    sort: listed(sort ?? '-year').map(orderOf),
    layout: knownLayout ?? 'table',
  };
  return { attributes, spec, problems };
}

/** The marker that a new table begins with. */
export function markerOf({ topic, query, fields, sort, layout }: TableSpec): string {
  const parts: readonly (readonly [TableAttribute, string | undefined])[] = [
    ['topic', topic],
    ['query', query],
    ['fields', fields.join(', ')],
    ['sort', sort.map(({ field, isBackwards }) => (isBackwards ? '-' : '') + field).join(', ') || undefined],
    ['layout', layout === 'table' ? undefined : layout],
  ];
  const written = parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${quoted(value)}`]));
  return `<!-- literature:${[tableName, ...written].join(' ')} -->`;
}

export const closingMarker = `<!-- /literature:${tableName} -->`;

/** The names of a list such as `year, method`, with the place of each in the text. */
export function listedAt(value: string): { readonly name: string; readonly start: number }[] {
  const names: { readonly name: string; readonly start: number }[] = [];
  let at = 0;
  for (const part of value.split(',')) {
    if (part.trim()) names.push({ name: part.trim(), start: at + part.length - part.trimStart().length });
    at += part.length + 1;
  }
  return names;
}

function listed(value: string): string[] {
  return listedAt(value).map(({ name }) => name);
}

function orderOf(written: string): TableOrder {
  const isBackwards = written.startsWith('-');
  return { field: isBackwards ? written.slice(1).trim() : written, isBackwards };
}

/** A query has double quotes of its own; nothing in a value may end the comment. */
function quoted(value: string): string {
  const plain = value
    .replace(/[\n\r]+/g, ' ')
    .replace(/&(?=(?:amp|quot|gt|lt);)/g, '&amp;')
    .replaceAll('>', '&gt;');
  if (!plain.includes('"')) return `"${plain}"`;
  return plain.includes("'") ? `"${plain.replaceAll('"', '&quot;')}"` : `'${plain}'`;
}

const characters: Readonly<Record<string, string>> = { amp: '&', quot: '"', gt: '>', lt: '<' };

function decoded(value: string): string {
  return value.replace(/&(amp|quot|gt|lt);/g, (_, name: string) => characters[name] ?? '');
}
