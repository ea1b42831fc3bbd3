import type { Liquid } from 'liquidjs';
import { filters as liquidFilters } from 'liquidjs';
import { yamlList, yamlScalar } from '../../formats/yamlText.ts';
import { safeName } from '../fileName.ts';
import { bounds } from './bounds.ts';
import { allFilterNames } from './filterTable.ts';
import { takeStep } from './limits.ts';
import type { AuthorFormat } from './people.ts';
import { authorFormats, formatPeople, peopleIn } from './people.ts';
import { asWritten } from './written.ts';

type Handler = Extract<Liquid['filters'][string], (...args: never[]) => unknown>;
type Self = ThisParameterType<Handler>;

/** Filters that search a text for another, which is their first argument. */
const searching = new Set([
  'split',
  'replace',
  'replace_first',
  'replace_last',
  'remove',
  'remove_first',
  'remove_last',
]);
/** Filters that read a date. */
const dated = new Set(['date', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string']);

/** Gives an engine the filters of the table and no others, each with the bounds of a template. */
export function withFilters(engine: Liquid): Liquid {
  for (const name of Object.keys(engine.filters)) engine.unregisterFilter(name);
  for (const name of allFilterNames) {
    const known = own[name] ?? (liquidFilters as Record<string, Handler | { handler: Handler } | undefined>)[name];
    if (!known) throw new Error(`no filter ${name}`);
    engine.registerFilter(name, bounded(name, typeof known === 'function' ? known : known.handler));
  }
  return engine;
}

function bounded(name: string, handler: Handler): Handler {
  return function (this: Self, value: unknown, ...args: unknown[]): unknown {
    takeStep(this.context);
    for (const each of [value, ...args])
      if (Array.isArray(each) && each.length > bounds.list) throw new Error('this list is too long for a filter');
    if (searching.has(name)) checkSearch(asWritten(value), asWritten(args[0]));
    const given = dated.has(name) ? localDate(value, this) : value;
    return handler.call(this, given, ...args);
  };
}

/** Fails where looking for one text in another could take long. */
export function checkSearch(text: string, part: string): void {
  if (text.length * part.length > bounds.comparisons && part.length > 1)
    throw new Error('this text is too long to search in');
}

/**
 * A date without a time is a day where the user is; read as it stands it would be midnight in London, which is the day
 * before in America. `now` is the day the note is made, so that a later update says the same.
 */
function localDate(value: unknown, { context }: Self): unknown {
  const text = asWritten(value).trim();
  if (text === 'now' || text === 'today')
    return localDate((context.environments as Record<string, unknown>)['currentDate'] ?? '', { context } as Self);
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? [];
  return year === undefined ? value : `${year}-${month}-${day}T00:00:00`;
}

const own: Readonly<Record<string, Handler>> = {
  yaml: (value: unknown) => (Array.isArray(value) ? yamlList(value.map(asWritten)) : yamlScalar(asWritten(value))),
  filename: (value: unknown) => safeName(asWritten(value)),
  authors: (value: unknown, format: unknown = 'short', most?: unknown) => {
    const wanted = authorFormats.find((each) => each === format);
    if (!wanted) throw new Error(`"${asWritten(format)}" is no format of authors; there are ${listed(authorFormats)}`);
    return formatPeople(peopleIn(value), wanted, most === undefined ? Infinity : Number(most));
  },
  wikilink: (value: unknown, shown?: unknown) => each(value, (target) => wikilink(target, asWritten(shown))),
  markdown_link: (value: unknown, address: unknown) =>
    each(value, (text) => markdownLink(text, asWritten(address).trim())),
  truncate(this: Self, value: unknown, length: unknown = 50, ellipsis: unknown = '...') {
    return truncated(asWritten(value), Number(length), asWritten(ellipsis));
  },
  truncatewords(this: Self, value: unknown, count: unknown = 15, ellipsis: unknown = '...') {
    const text = asWritten(value);
    const words = text.trim().split(/\s+/);
    const most = Math.max(1, Number(count) || 1);
    return words.length <= most ? text : words.slice(0, most).join(' ') + asWritten(ellipsis);
  },
};

function listed(formats: readonly AuthorFormat[]): string {
  return formats.map((format) => `"${format}"`).join(', ');
}

function each(value: unknown, write: (text: string) => string): string {
  return (Array.isArray(value) ? value : [value])
    .map(asWritten)
    .filter((text) => text.trim())
    .map(write)
    .join(', ');
}

/** `[[target|shown]]`; what would end or split it is written as in file names, so that it leads to such a file. */
function wikilink(target: string, shown: string): string {
  const safe = target.split('/').map(safeName).join('/').trim();
  const words = oneLine(shown)
    .replace(/[[\]|]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  return words && words !== safe ? `[[${safe}|${words}]]` : `[[${safe}]]`;
}

/** `[text](address)` (CommonMark 0.31, 6.3 "Links"); the text alone where there is no address. */
function markdownLink(text: string, address: string): string {
  const words = oneLine(text).replace(/[\\[\]]/g, '\\$&');
  if (!address) return words;
  const target = oneLine(address).replace(/[<>\s]/g, encodeURIComponent);
  return `[${words}](${/[()]/.test(target) ? `<${target}>` : target})`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** At most so many characters as people count them, the ellipsis among them: neither an emoji nor an accent is split. */
function truncated(text: string, length: number, ellipsis: string): string {
  const most = Math.max(0, Math.floor(length) || 0);
  if (text.length <= most) return text;
  const room = Math.max(0, most - [...graphemesOf(ellipsis)].length);
  let count = 0;
  let kept = 0;
  for (const grapheme of graphemesOf(text)) {
    if (++count > most) return text.slice(0, kept).trimEnd() + ellipsis;
    if (count <= room) kept += grapheme.length;
    if (count > bounds.list) throw new Error('this is too long to be truncated');
  }
  return text;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** One step of a segmenter costs as much as the text is long, so it is given stretches of this length. */
const stretch = 400;

function* graphemesOf(text: string): Iterable<string> {
  for (let at = 0; at < text.length;) {
    const segments = [...segmenter.segment(text.slice(at, at + stretch))];
    const isLast = at + stretch >= text.length;
    // the last one may go on behind the stretch
    const whole = isLast || segments.length === 1 ? segments : segments.slice(0, -1);
    for (const { segment } of whole) {
      at += segment.length;
      yield segment;
    }
  }
}
