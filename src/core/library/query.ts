import type { Span } from '../text.ts';

/*
 * The language of the tree's filter and of every picker: words, "exact phrases", -exclusions and
 * fields such as `author:gu`. A text is never wrong: what is no field is a word.
 */

export const queryFields = [
  'author',
  'title',
  'abstract',
  'year',
  'venue',
  'topic',
  'key',
  'doi',
  'arxiv',
  'has',
  'is',
  'status',
  'priority',
  'rating',
  'tag',
] as const;
export type QueryField = (typeof queryFields)[number];

interface Part {
  /** The whole part, with its minus, field and quotes. */
  readonly span: Span;
  /** Whether a minus stands before it: papers that it fits are left out. */
  readonly excluded: boolean;
}

/** A word as it was typed. */
export interface QueryWord extends Part {
  readonly kind: 'word';
  readonly text: string;
}

/** What stands between double quotes; a quote that is still open reaches to the end. */
export interface QueryPhrase extends Part {
  readonly kind: 'phrase';
  readonly text: string;
}

/** `field:value`, or `field:"value"` where the value must stand there as whole words. */
export interface QueryFieldTerm extends Part {
  readonly kind: 'field';
  readonly field: QueryField;
  readonly value: string;
  readonly quoted: boolean;
  readonly fieldSpan: Span;
  /** Without quotes; empty while nothing is typed after the colon. */
  readonly valueSpan: Span;
}

export type QueryPart = QueryWord | QueryPhrase | QueryFieldTerm;

export interface Query {
  readonly terms: readonly QueryPart[];
}

/** Other names that people try. */
const synonyms: Readonly<Record<string, QueryField>> = {
  authors: 'author',
  by: 'author',
  journal: 'venue',
  keyword: 'topic',
  tags: 'tag',
  topics: 'topic',
  stars: 'rating',
};

const fieldNames: ReadonlyMap<string, QueryField> = new Map([
  ...queryFields.map((field) => [field, field] as const),
  ...Object.entries(synonyms),
]);

/** A minus (group 1), then a field's name (2) or an opening quote (3) or a word (4). */
const part = /(-(?=[^\s-]))?(?:([a-z]+):|(")|([^\s"]+))/iy;

/** Takes a query apart. `-foo:bar` with an unknown field is the excluded word `foo:bar`. */
export function parseQuery(text: string): Query {
  const terms: QueryPart[] = [];
  let at = 0;
  while (at < text.length) {
    part.lastIndex = at;
    const found = part.exec(text);
    if (!found) {
      at++;
      continue;
    }
    const [whole, minus, name, quote, word] = found;
    const excluded = minus !== undefined;
    const field = name === undefined ? undefined : fieldNames.get(name.toLowerCase());
    const after = at + whole.length;
    if (field && name !== undefined) {
      const value = valueAt(text, after);
      const fieldSpan = { start: after - name.length - 1, end: after - 1 };
      terms.push({ kind: 'field', field, fieldSpan, excluded, span: { start: at, end: value.end }, ...value.parts });
      at = value.end;
    } else if (quote) {
      const { start, end, next } = quotedAt(text, after - 1);
      if (end > start)
        terms.push({ kind: 'phrase', text: text.slice(start, end), excluded, span: { start: at, end: next } });
      at = next;
    } else {
      // an unknown name before a colon is the start of a word
      const end = word === undefined ? endOf(unquoted, text, after) : after;
      const start = at + (minus?.length ?? 0);
      terms.push({ kind: 'word', text: text.slice(start, end), excluded, span: { start: at, end } });
      at = end;
    }
  }
  return { terms };
}

const unquoted = /[^\s"]*/y;
const unspaced = /\S*/y;

function endOf(stretch: RegExp, text: string, start: number): number {
  stretch.lastIndex = start;
  return start + (stretch.exec(text)?.[0].length ?? 0);
}

function valueAt(text: string, start: number) {
  if (text[start] === '"') {
    const quoted = quotedAt(text, start);
    const valueSpan = { start: quoted.start, end: quoted.end };
    return { end: quoted.next, parts: { value: text.slice(quoted.start, quoted.end).trim(), quoted: true, valueSpan } };
  }
  const end = endOf(unspaced, text, start);
  return { end, parts: { value: text.slice(start, end), quoted: false, valueSpan: { start, end } } };
}

function quotedAt(text: string, quote: number): { start: number; end: number; next: number } {
  const start = quote + 1;
  const close = text.indexOf('"', start);
  return close < 0 ? { start, end: text.length, next: text.length } : { start, end: close, next: close + 1 };
}

/** What is left to rank by: the words and phrases that are not excluded. */
export function freeText(query: Query): string {
  return query.terms
    .filter((term) => term.kind !== 'field' && !term.excluded)
    .map((term) => (term.kind === 'field' ? '' : term.text))
    .join(' ');
}

/** Whether there is anything to rank by. */
export function hasWords(query: Query): boolean {
  return /[\p{L}\p{N}]/u.test(freeText(query));
}

/** Whether a query only ranks, so that nothing has to be filtered. */
export function isPlain(query: Query): boolean {
  return query.terms.every((term) => term.kind === 'word' && !term.excluded);
}
