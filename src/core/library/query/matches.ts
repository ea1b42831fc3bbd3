import { fold } from '../fold.ts';
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
}

/** What `has:` knows, for completion. */
export const havings = ['note', 'pdf', 'doi', 'arxiv', 'url', 'abstract'] as const;

/** Read states that a note can have and `is:` can ask for. */
export const readStates = ['unread', 'reading', 'read'] as const;

/** What a paper is by its note's status; without a note, or with one that says it waits, it is unread. */
export function readStatesOf(status: string | undefined): string[] {
  if (status === undefined) return ['unread'];
  return /^(?:unread|to[- ]?read|new)$/i.test(status) ? [status, 'unread'] : [status];
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
    case 'has':
    case 'is':
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
