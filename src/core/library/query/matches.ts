import { fold } from '../fold.ts';
import type { ReadingFacts } from '../reading/facts.ts';
import { bareDoi } from '../../formats/identifiers.ts';
import type { Query, QueryField, QueryFieldTerm, QueryPart } from '../query.ts';
import { wordsOf } from '../search/words.ts';

/** What a query can ask of one paper. Texts are as they are written; they are folded here. */
export interface QueryFacts {
  readonly key: string;
  readonly title: string;
  /** All names in full, one after the other. */
  readonly authors: string;
  readonly year: number | undefined;
  readonly venue: string | undefined;
  /** Ids and titles, one after the other. */
  readonly topics: string;
  readonly doi: string | undefined;
  readonly arxiv: string | undefined;
  /** Asked for only where nothing shorter decides. */
  readonly abstract: string;
  /** What `has:` can ask for and the paper has: `note`, `pdf`, `doi`, `arxiv`, `url`, `abstract`. */
  readonly has: readonly string[];
  /** What `is:` can ask for and the paper is: its reading status (`unread`, `reading`, `read`), `cited`, ... */
  readonly is: readonly string[];
  /** How far the reading of it is, where anybody said so. */
  readonly reading: ReadingFacts | undefined;
}

/** What `has:` knows, for completion. */
export const havings = ['note', 'pdf', 'doi', 'arxiv', 'url', 'abstract'] as const;

/** Read states that `is:` can ask for, whatever the user's own statuses are called. */
export const readStates = ['unread', 'reading', 'read'] as const;

const statesOfKinds = { open: 'unread', active: 'reading', done: 'read' } as const;

/** What a paper is by its status: one of the read states, and what the status is called. Nobody has read a paper without one. */
export function readStatesOf(reading: ReadingFacts | undefined): string[] {
  if (reading?.status === undefined) return ['unread'];
  const state = reading.kind === undefined ? [] : [statesOfKinds[reading.kind]];
  return [...new Set([...state, reading.status, ...(reading.title ? [reading.title] : [])])];
}

type Test = (facts: QueryFacts) => boolean;

/** Whether a paper fits all of a query: its fields, phrases and exclusions, and its words as starts of words. */
export function matches(query: Query, facts: QueryFacts): boolean {
  return all(query.terms.map(testOf))(facts);
}

/** Tests papers for a query without the words that rank, since a search forgives typos in those. */
export function filterOf(query: Query): Test {
  return all(query.terms.filter((term) => term.kind !== 'word' || term.excluded).map(testOf));
}

function all(tests: readonly Test[]): Test {
  return (facts) => tests.every((test) => test(facts));
}

function testOf(term: QueryPart): Test {
  const test = positiveTestOf(term);
  if (!test) return () => true;
  return term.excluded ? (facts) => !test(facts) : test;
}

/** Nothing where the term is still being typed, so that it leaves no paper out. */
function positiveTestOf(term: QueryPart): Test | undefined {
  if (term.kind === 'field') return fieldTest(term);
  const test = term.kind === 'word' ? startingWords(term.text) : wholeWords(term.text);
  if (!test) return undefined;
  return (facts) => {
    const { title, authors, topics, venue = '', key, year = '' } = facts;
    return test(`${title}\n${authors}\n${topics}\n${venue}\n${key}\n${year}`) || test(facts.abstract);
  };
}

function fieldTest({ field, value, quoted }: QueryFieldTerm): Test | undefined {
  if (field === 'key' && quoted) return value ? (facts) => facts.key === value : undefined;
  if (field === 'year') return yearTest(value);
  if (field === 'rating') return ratingTest(value);
  const test = fieldTextTest(field, value, quoted);
  return test && ((facts) => test(textOf(field, facts)));
}

function fieldTextTest(field: QueryField, value: string, quoted: boolean): TextTest | undefined {
  switch (field) {
    case 'key':
      return stretch(value);
    case 'doi':
      return stretch(bareDoi(value));
    case 'arxiv':
      return stretch(value.replace(/^arxiv:/i, ''));
    case 'is':
    case 'status':
      // who has read a paper is not reading it, though the one word starts the other
      return readStates.some((state) => state === fold(value)) ? listItem(value) : listStart(value);
    case 'has':
    case 'priority':
      return listStart(value);
    default:
      return quoted ? wholeWords(value) : startingWords(value);
  }
}

function textOf(field: QueryField, facts: QueryFacts): string {
  switch (field) {
    case 'author':
      return facts.authors;
    case 'topic':
      return facts.topics;
    case 'year':
      return String(facts.year ?? '');
    case 'has':
    case 'is':
      return facts[field].join('\n');
    case 'status':
      return [facts.reading?.status, facts.reading?.title].filter(Boolean).join('\n');
    case 'priority':
      return facts.reading?.priority ?? '';
    case 'rating':
      return String(facts.reading?.rating ?? '');
    case 'tag':
      return [...(facts.reading?.tags ?? []), facts.topics].join('\n');
    case 'title':
    case 'abstract':
    case 'venue':
    case 'key':
    case 'doi':
    case 'arxiv':
      return facts[field] ?? '';
  }
}

/** `2020`, `2020..2023`, `2020..`, `..2023`; a year half typed (`202`) stands for its decade or century. */
function yearTest(value: string): Test | undefined {
  const [from = '', to = ''] = value.includes('..') ? value.split('..') : [value, value];
  if (!from && !to) return undefined;
  if (!/^\d{0,4}$/.test(from) || !/^\d{0,4}$/.test(to)) return () => false;
  const first = from ? Number(from.padEnd(4, '0')) : -Infinity;
  const last = to ? Number(to.padEnd(4, '9')) : Infinity;
  return ({ year }) => year !== undefined && first <= year && year <= last;
}

/** `4`, `>=4`, `>3`, `<3`, `<=3`, `=4` and `3..5`; a whole number stands for its half as well. */
function ratingTest(value: string): Test | undefined {
  const range = /^(\d(?:\.5)?)?\.\.(\d(?:\.5)?)?$/.exec(value);
  const [, sign = '', digits] = /^(>=|<=|>|<|=|>=|≥|≤)?(\d(?:\.\d?)?)?$/.exec(value) ?? [];
  if (!range && digits === undefined) return /^(?:[<>=≥≤]*|\.\.)$/.test(value) ? undefined : () => false;
  const number = Number(digits);
  const isRated: Readonly<Record<string, (rating: number) => boolean>> = {
    '>=': (rating) => rating >= number,
    '≥': (rating) => rating >= number,
    '<=': (rating) => rating <= number,
    '≤': (rating) => rating <= number,
    '>': (rating) => rating > number,
    '<': (rating) => rating < number,
    '=': (rating) => rating === number,
    '': (rating) => rating === number || (Number.isInteger(number) && Math.floor(rating) === number),
  };
  const fits = range
    ? (rating: number) => Number(range[1] ?? 0) <= rating && rating <= Number(range[2] ?? Infinity)
    : isRated[sign];
  return ({ reading }) => reading?.rating !== undefined && fits?.(reading.rating) === true;
}

type TextTest = (text: string) => boolean;

/** Whether the text holds the value anywhere. */
function stretch(value: string): TextTest | undefined {
  const wanted = fold(value);
  return wanted ? (text) => fold(text).includes(wanted) : undefined;
}

/** Whether a line of the text starts with the value. */
function listStart(value: string): TextTest | undefined {
  const wanted = fold(value);
  return wanted ? (text) => `\n${fold(text)}`.includes(`\n${wanted}`) : undefined;
}

/** Whether a line of the text is the value. */
function listItem(value: string): TextTest {
  const wanted = fold(value);
  return (text) => `\n${fold(text)}\n`.includes(`\n${wanted}\n`);
}

/** Whether every word of the value starts a word of the text, in any order. */
function startingWords(value: string): TextTest | undefined {
  const words = wordsOf(fold(value));
  return words.length
    ? (text) => inLine(text, words, (line) => words.every((word) => line.includes(` ${word}`)))
    : undefined;
}

/** Whether the words of the value stand in the text whole, side by side. */
function wholeWords(value: string): TextTest | undefined {
  const words = wordsOf(fold(value));
  const phrase = ` ${words.join(' ')} `;
  return words.length ? (text) => inLine(text, words, (line) => line.includes(phrase)) : undefined;
}

/** Most texts hold none of the words, which is quicker to see than it is to take them apart. */
function inLine(text: string, words: readonly string[], test: TextTest): boolean {
  const folded = fold(text);
  return words.every((word) => folded.includes(word)) && test(` ${wordsOf(folded).join(' ')} `);
}
