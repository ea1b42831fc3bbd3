import type { CslItem, CslName } from '../entry/csl.ts';
import type { Entry, FieldSource, Problem, ReadResult } from '../entry/entry.ts';
import { nameOf } from '../entry/authors.ts';
import { readEdtf } from '../entry/edtf.ts';
import type { Span } from '../text.ts';
import { startOf } from '../text.ts';
import { WrittenSource } from './fieldSources.ts';
import { readFrontMatter } from './frontMatter.ts';
import { bareDoi } from './identifiers.ts';
import { record, text, texts } from './values.ts';
import { fieldsOfMapping } from './yaml/fields.ts';

/** An abstract longer than this is a document that strayed in; its start serves as well. */
const longestAbstract = 100_000;

/**
 * Reads a paper file: Markdown whose front matter describes one paper and whose body is the
 * abstract. `seeds/README.md` describes the fields. A file without a title or key still gives
 * an entry, named after its file, so that nothing disappears.
 */
export function readPaperFile(source: string, uri: string): ReadResult {
  const matter = readFrontMatter(source);
  const { data } = matter;
  const problems: Problem[] = [...matter.problems];
  const fileName = baseName(uri);
  const key = text(data['citekey']) ?? fileName;
  const title = text(data['title']);
  const head = { start: 0, end: matter.yaml?.start ?? 0 };
  if (!problems.length) {
    if (!text(data['citekey'])) problems.push({ code: 'paperWithoutKey', span: head, facts: { key } });
    if (!title) problems.push({ code: 'paperWithoutTitle', span: head, facts: { key } });
  }
  const abstract = matter.body.trim();
  if (abstract.length > longestAbstract) {
    const span = { start: matter.bodyStart, end: source.length };
    problems.push({ code: 'abstractTooLong', span, facts: { key, kept: String(longestAbstract) } });
  }
  const file = { uri, text: source, fieldsAt: fieldsOfPaper };
  const entry: Entry = {
    key,
    item: itemOf(key, title ?? fileName, data, startOf(abstract, longestAbstract)),
    topics: [...new Set(texts(data['topics']))],
    source: new WrittenSource(file, { start: 0, end: source.length }, spanOfKey(source, key, matter.yaml)),
    ...(text(data['partial']) === 'true' ? { partial: 'unconfirmed' } : {}),
  };
  return { entries: [entry], problems };
}

/** The front matter's field names beside the CSL variables that they fill. */
const variables = {
  venue: 'container-title',
  volume: 'volume',
  issue: 'issue',
  number: 'number',
  pages: 'page',
  'article-number': 'article-number',
  series: 'collection-title',
  publisher: 'publisher',
  doi: 'DOI',
  isbn: 'ISBN',
  url: 'URL',
  language: 'language',
} as const;

function itemOf(key: string, title: string, data: Readonly<Record<string, unknown>>, abstract: string): CslItem {
  const item: Record<string, unknown> & { id: string; type: string } = {
    id: key,
    type: text(data['type']) ?? 'article',
    title,
  };
  const authors = namesOf(data);
  if (authors.length) item['author'] = authors;
  const year = text(data['year']);
  if (year) item['issued'] = readEdtf(year) ?? { literal: year };
  for (const [field, variable] of Object.entries(variables)) {
    const value = text(data[field]);
    if (value) item[variable] = variable === 'DOI' ? bareDoi(value) : value;
  }
  if (item.type === 'thesis' && item['container-title']) {
    item['publisher'] = item['container-title'];
    delete item['container-title'];
  }
  const arxiv = text(data['arxiv']);
  if (arxiv) {
    item['archive'] = 'arXiv';
    item['archive_location'] = arxiv;
  }
  if (abstract) item['abstract'] = abstract;
  const custom = record({ published: text(data['published']), 'published-title': text(data['published-title']) });
  if (Object.keys(custom).length) item['custom'] = custom;
  return item;
}

function namesOf(data: Readonly<Record<string, unknown>>): CslName[] {
  const authors = texts(data['authors']).map(nameOf);
  const body = text(data['corporate-author']);
  return body && !authors.length ? [{ literal: body }] : authors;
}

/** The fields of a front matter that can be read; it is looked at anew, so that nothing but the text is kept. */
function fieldsOfPaper(source: string): readonly FieldSource[] {
  const { data, yaml } = readFrontMatter(source);
  return yaml && Object.keys(data).length ? fieldsOfMapping(source, yaml) : [];
}

function spanOfKey(source: string, key: string, yaml?: Span): Span | undefined {
  if (!yaml) return undefined;
  const line = /^(citekey[ \t]*:)([^\n\r]*)/m.exec(source.slice(yaml.start, yaml.end));
  const place = line?.[2]?.indexOf(key) ?? -1;
  if (!line || place < 0) return undefined;
  const start = yaml.start + line.index + (line[1]?.length ?? 0) + place;
  return { start, end: start + key.length };
}

function baseName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  return decodeURIComponentSafely(last).replace(/(?<=.)\.[^.]*$/, '') || 'untitled';
}

function decodeURIComponentSafely(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
