import type { CslDate, CslItem, CslName } from '../../entry/csl.ts';
import { arxivId, linksOf } from '../../entry/links.ts';
import { onOneLine, withoutTags } from '../plainText.ts';
import { yamlScalar } from '../yamlText.ts';
import { roles, writtenTypes } from './types.ts';

/** A YAML value to be laid out: a scalar that is written already, a list, or a mapping. Empty ones are left out. */
type Value = string | undefined | readonly Value[] | { readonly [name: string]: Value };

/** What the venue of a work is that needs none: a preprint stands in a repository. */
const venueTypes: Readonly<Record<string, string>> = { article: 'repository', web: 'web' };

/**
 * The item as a Hayagriva entry, in the form its documentation has now ("The Hayagriva YAML File Format"). Typst
 * refuses a whole file for one value of the wrong form, so what its types do not allow is left out: an address that
 * is none, a language tag that is none, a number of pages that is not a number.
 */
export function toHayagriva(item: CslItem): string {
  const [type, parentType] = writtenTypes[item.type] ?? ['misc'];
  const venue = str(item, 'container-title');
  const parent = parentType ?? (venue === undefined ? undefined : venueTypes[type]);
  const isSeriesParent = parent === undefined;
  const inParent = parent !== undefined && parentType !== undefined && venue !== undefined;
  const standing = { volume: number(str(item, 'volume')), issue: number(str(item, 'issue')) };
  const isTalk = parent === 'conference';
  const title = venue ?? (isTalk ? (str(item, 'event-title') ?? str(item, 'event')) : undefined);
  const publisher = publisherOf(item);
  const editor = persons(item.editor);
  const isBookPart = parent === 'book' || parent === 'proceedings' || parent === 'reference';
  const entry: Value = {
    type,
    title: formatted(item.title, str(item, 'title-short')),
    author: persons(item.author),
    ...(isBookPart ? {} : { editor }),
    affiliated: affiliated(item),
    date: date(item.issued),
    genre: item.type === 'dataset' ? 'dataset' : formatted(str(item, 'genre')),
    ...(isBookPart && inParent ? {} : { publisher, edition: number(str(item, 'edition')) }),
    ...(item.type === 'thesis' || item.type === 'report' ? {} : { organization: formatted(str(item, 'authority')) }),
    ...(inParent ? {} : standing),
    'volume-total': count(str(item, 'number-of-volumes')),
    chapter: number(str(item, 'chapter-number')),
    'page-range': number(item.page),
    'page-total': count(str(item, 'number-of-pages')),
    'serial-number': serialNumbers(item),
    url: url(item),
    language: language(str(item, 'language')),
    ...(arxivId(item) === undefined
      ? { archive: formatted(str(item, 'archive')), 'archive-location': formatted(str(item, 'archive_location')) }
      : {}),
    'call-number': formatted(str(item, 'call-number')),
    abstract: formatted(item.abstract),
    note: formatted(item.note),
    parent: list([
      parent === undefined
        ? undefined
        : {
            type: parent,
            title: formatted(title, str(item, 'container-title-short')),
            author: persons(item['container-author']),
            ...(isTalk ? { location: formatted(str(item, 'event-place')) } : {}),
            ...(isBookPart ? { editor } : {}),
            ...(isBookPart && inParent ? { publisher, edition: number(str(item, 'edition')) } : {}),
            ...(inParent ? standing : {}),
            parent: series(item, parent),
          },
      isSeriesParent ? series(item, type) : undefined,
      conference(item, parent),
    ]),
  };
  return layOut({ [yamlScalar(item.id)]: entry }, 0);
}

function str(item: CslItem, variable: string): string | undefined {
  const value = item[variable];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

/** A formattable string: what it takes for braces, math and escapes is escaped. */
function formatted(value: string | undefined, short?: string): Value {
  const scalar = (text: string) => yamlScalar(onOneLine(withoutTags(text)).replace(/[\\{}$]/g, '\\$&'));
  if (!value?.trim()) return undefined;
  return short ? { value: scalar(value), short: scalar(short) } : scalar(value);
}

/** A number as such, anything else, "12A" or "2-3", as text. */
function number(text: string | undefined): Value {
  if (text === undefined || !text.trim()) return undefined;
  return /^[1-9]\d{0,8}$/.test(text) ? text : yamlScalar(onOneLine(text));
}

function count(text: string | undefined): Value {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? text : undefined;
}

/** "Family, Given" where nothing can be mistaken in it, else the parts by name. */
function persons(value: unknown): Value {
  if (!Array.isArray(value)) return undefined;
  const people = (value as readonly CslName[]).map(person).filter((each) => each !== undefined);
  return people.length > 1 ? people : people[0];
}

function person(name: CslName): Value {
  const { literal, suffix } = name;
  const family = name.family ?? literal ?? name.given ?? '';
  const given = name.family === undefined ? '' : [name.given, name['dropping-particle']].filter(Boolean).join(' ');
  const prefix = name['non-dropping-particle'];
  if (!family.trim()) return undefined;
  const isPlain = !suffix && !prefix && !/,|^\s*\p{Ll}|\s\p{Ll}/u.test(family) && !given.includes(',');
  if (isPlain) return yamlScalar(onOneLine(given ? `${family}, ${given}` : family));
  const part = (text: string | undefined) => (text?.trim() ? yamlScalar(onOneLine(text)) : undefined);
  return { name: part(family), 'given-name': part(given), prefix: part(prefix), suffix: part(suffix) };
}

function affiliated(item: CslItem): Value {
  const groups = Object.entries(roles).map(([role, variable]) => {
    const names = persons(item[variable]);
    return names === undefined ? undefined : { role, names };
  });
  const known = groups.filter((group) => group !== undefined);
  return known.length ? known : undefined;
}

/** The first day of a range, for there are no ranges; `~` where it is approximate. CSL has no year 0, ISO has. */
function date(value: CslDate | undefined): Value {
  const [year, month, day] = value?.['date-parts']?.[0] ?? [];
  if (year === undefined || Math.abs(year) > 9999) return undefined;
  const iso = year < 0 ? year + 1 : year;
  if (month === undefined && !value?.circa && iso >= 1000) return String(iso);
  const two = (part: number) => `-${String(part).padStart(2, '0')}`;
  const digits = (iso < 0 ? '-' : '') + String(Math.abs(iso)).padStart(4, '0');
  const text =
    digits + (month === undefined ? '' : two(month)) + (month === undefined || day === undefined ? '' : two(day));
  return value?.circa || month === undefined ? JSON.stringify((value?.circa ? '~' : '') + text) : text;
}

function publisherOf(item: CslItem): Value {
  const name = formatted(item.publisher);
  const location = formatted(str(item, 'publisher-place'));
  return location === undefined ? name : { name, location };
}

function serialNumbers(item: CslItem): Value {
  const scalar = (text: string | undefined) => (text === undefined ? undefined : yamlScalar(onOneLine(text)));
  return {
    doi: scalar(str(item, 'DOI')),
    isbn: scalar(str(item, 'ISBN')),
    issn: scalar(str(item, 'ISSN')),
    pmid: scalar(str(item, 'PMID')),
    pmcid: scalar(str(item, 'PMCID')),
    arxiv: scalar(arxivId(item)),
    serial: scalar(str(item, 'number')),
    version: scalar(str(item, 'version')),
  };
}

/** Typst prints no arXiv identifier; a preprint that has no other address is given that of arXiv. */
function url(item: CslItem): Value {
  const arxiv = item.DOI === undefined ? linksOf(item).arxiv : undefined;
  const address = str(item, 'URL') ?? arxiv;
  if (address === undefined || !/^[a-z][a-z0-9+.-]*:\/\/[^\s/]\S*$/i.test(address)) return undefined;
  const visited = date(item['accessed'] as CslDate | undefined);
  return visited === undefined ? yamlScalar(address) : { value: yamlScalar(address), date: visited };
}

function language(tag: string | undefined): Value {
  return tag !== undefined && /^[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Z]{2}|\d{3}))?$/.test(tag)
    ? yamlScalar(tag)
    : undefined;
}

/** A series is the parent of a whole work that has the same type; of others it would be taken for their container. */
function series(item: CslItem, type: string): Value {
  const title = formatted(str(item, 'collection-title'));
  const whole = ['book', 'proceedings', 'periodical', 'reference', 'anthology', 'newspaper'].includes(type);
  return whole && title !== undefined ? { type, title, volume: number(str(item, 'collection-number')) } : undefined;
}

function conference(item: CslItem, parent: string | undefined): Value {
  const title = formatted(str(item, 'event-title') ?? str(item, 'event'));
  if (title === undefined || parent === 'conference') return undefined;
  return {
    type: 'conference',
    title,
    location: formatted(str(item, 'event-place')),
    date: date(item['event-date'] as CslDate | undefined),
  };
}

function list(values: readonly Value[]): Value {
  const known = values.filter((value) => value !== undefined);
  return known.length > 1 ? known : known[0];
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

function layOut(fields: { readonly [name: string]: Value }, depth: number): string {
  return Object.entries(fields)
    .map(([name, value]) => field(name, value, depth))
    .join('');
}

function field(name: string, value: Value, depth: number): string {
  const indent = '  '.repeat(depth);
  if (value === undefined || value === '') return '';
  if (typeof value === 'string') return `${indent}${name}: ${value}\n`;
  const inner = isList(value) ? value.map((each) => element(each, depth + 1)).join('') : layOut(value, depth + 1);
  return inner ? `${indent}${name}:\n${inner}` : '';
}

function element(value: Value, depth: number): string {
  const indent = '  '.repeat(depth);
  if (value === undefined || isList(value)) return '';
  if (typeof value === 'string') return `${indent}- ${value}\n`;
  const inner = layOut(value, depth + 1);
  return inner ? `${indent}- ${inner.slice(indent.length + 2)}` : '';
}
