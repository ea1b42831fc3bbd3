import type { CslItem, CslName } from '../../entry/csl.ts';
import { itemOf } from '../itemOf.ts';
import { isFields } from '../csl/item.ts';
import { bareDoi } from '../identifiers.ts';
import { text } from '../values.ts';
import { cslTypeOf, defaultParent, roles } from './types.ts';
import { dateOf, formatted, persons, shortForm } from './values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An entry or parent with its type settled. */
interface Node {
  readonly type: string;
  readonly fields: Fields;
  readonly parents: readonly Node[];
}

/** No work stands in more works than this; a chain of aliases might. */
const deepest = 6;
const mostParents = 20;

/**
 * The CSL-JSON item of a Hayagriva entry. Which value fills which variable follows Hayagriva, which makes the same
 * choice when it renders with a CSL style (its module `csl/taxonomy.rs`); most values may also stand in a parent.
 */
export function itemOfHayagriva(key: string, entry: Fields): CslItem {
  const node = nodeOf(entry, 'misc', 0);
  const { fields } = node;
  const all = selfAndParents(node);
  const container = containerOf(node);
  const collection = collectionOf(node, 0);
  const event = node.parents.find(({ type }) => type === 'conference' || type === 'exhibition');
  const original = all.find(({ type }) => type === 'original');
  const any = <T>(read: (fields: Fields) => T | undefined) => first(all, ({ fields: inner }) => read(inner));
  const type = typeOf(node, formatted(fields['genre']));
  const publisher = any(({ publisher: value }) =>
    isFields(value) && 'name' in value ? formatted(value['name']) : formatted(value),
  );
  const place = any(({ publisher: value }) => (isFields(value) ? formatted(value['location']) : undefined));
  const location = first([node, ...(container ? [container] : [])], (inner) => formatted(inner.fields['location']));
  const numbers = serialNumbers(all);

  const item: Record<string, unknown> = {
    title: formatted(fields['title']),
    'title-short': shortForm(fields['title']),
    author: persons(fields['author']),
    editor: persons(fields['editor']) ?? persons(container?.fields['editor']),
    'container-author': persons(container?.fields['author']),
    'collection-editor': persons(collection?.fields['editor']),
    ...affiliated(all),
    issued: any(({ date }) => dateOf(date)),
    'container-title': formatted(container?.fields['title']),
    'container-title-short': shortForm(container?.fields['title']),
    'collection-title': formatted(collection?.fields['title']),
    'collection-number': text(collection?.fields['volume']),
    'event-title': event === container ? undefined : formatted(event?.fields['title']),
    'event-place': formatted(event?.fields['location']),
    'event-date': dateOf(event?.fields['date']),
    publisher:
      publisher ??
      (type === 'thesis' || type === 'report' ? any((inner) => formatted(inner['organization'])) : undefined),
    'publisher-place': place ?? location,
    volume: text(container?.fields['volume']) ?? text(fields['volume']),
    issue: any(({ issue }) => text(issue)),
    edition: any(({ edition }) => text(edition)),
    'chapter-number': text(fields['chapter']),
    page: text(fields['page-range'])?.replace(/(\w)\s*[-–]\s*(?=\w)/g, '$1-'),
    'number-of-pages': any((inner) => text(inner['page-total'])),
    'number-of-volumes': any((inner) => text(inner['volume-total'])),
    number: numbers['serial'],
    version: numbers['version'],
    genre: type === 'dataset' ? undefined : formatted(fields['genre']),
    dimensions: text(fields['runtime']),
    authority: type === 'thesis' || type === 'report' ? undefined : formatted(fields['organization']),
    DOI: numbers['doi'] && bareDoi(numbers['doi']),
    ISBN: numbers['isbn'],
    ISSN: numbers['issn'],
    PMID: numbers['pmid'],
    PMCID: numbers['pmcid'],
    URL: any(({ url }) => text(isFields(url) ? url['value'] : url)),
    accessed: any(({ url }) => (isFields(url) ? dateOf(url['date']) : undefined)),
    language: any(({ language }) => text(language)),
    ...archive(all, numbers['arxiv']),
    'call-number': any((inner) => formatted(inner['call-number'])),
    'original-title': formatted(original?.fields['title']),
    'original-date': dateOf(original?.fields['date']),
    abstract: formatted(fields['abstract']),
    note: formatted(fields['note']),
  };
  if (numbers['arxiv'] && item['URL'] === `https://arxiv.org/abs/${numbers['arxiv']}`) item['URL'] = undefined;
  return itemOf(key, type, item);
}

function nodeOf(fields: Fields, missing: string, depth: number): Node {
  const type = (text(fields['type']) ?? missing).toLowerCase();
  const parent = fields['parent'];
  const list: readonly unknown[] =
    depth >= deepest ? [] : Array.isArray(parent) ? parent.slice(0, mostParents) : [parent];
  return { type, fields, parents: list.filter(isFields).map((each) => nodeOf(each, defaultParent(type), depth + 1)) };
}

/** The entry, then its parents, each followed by its own. Parents that are aliases of each other end it early. */
function selfAndParents(node: Node): readonly Node[] {
  const found: Node[] = [];
  const walk = (each: Node) => {
    if (found.length >= mostParents) return;
    found.push(each);
    each.parents.forEach(walk);
  };
  walk(node);
  return found;
}

function first<T>(nodes: readonly Node[], read: (node: Node) => T | undefined): T | undefined {
  for (const node of nodes) {
    const value = read(node);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** What a work can be contained in, best first (`get_container`); papers in a repository name that one. */
const articleContainers =
  'book proceedings conference periodical newspaper blog reference anthology web repository'.split(' ');
const chapterContainers = ['book', 'anthology', 'reference', 'report', 'proceedings'];
const containers: Readonly<Record<string, readonly string[]>> = {
  article: articleContainers,
  anthos: chapterContainers,
  chapter: chapterContainers,
  entry: ['reference', 'book', 'anthology', 'repository', 'web'],
  case: chapterContainers,
  report: ['book', 'anthology'],
  web: ['web'],
  scene: ['audio', 'video', 'performance', 'artwork'],
  post: ['thread', 'blog', 'web', 'post'],
  thread: ['thread', 'web', 'blog'],
  artwork: ['article'],
  video: ['video'],
  audio: ['audio'],
};

function containerOf({ type, parents }: Node): Node | undefined {
  return first(
    (containers[type] ?? [])
      .map((wanted) => parents.find((parent) => parent.type === wanted))
      .filter((each) => each !== undefined),
    (node) => node,
  );
}

const collected = 'anthology newspaper performance periodical proceedings book reference exhibition'.split(' ');

/** A series: a parent of a whole work that has its own type, or is an anthology (`get_collection`). */
function collectionOf({ type, parents }: Node, depth: number): Node | undefined {
  if (collected.includes(type)) return parents.find((parent) => parent.type === type || parent.type === 'anthology');
  return depth > deepest ? undefined : first(parents, (parent) => collectionOf(parent, depth + 1));
}

function typeOf(node: Node, genre: string | undefined): string {
  if (node.type === 'repository' && genre === 'dataset') return 'dataset';
  return cslTypeOf(
    node.type,
    node.parents.map(({ type }) => type),
  );
}

/** `serial-number` as a text is the number itself; older files have `doi`, `isbn` and `issn` as fields. */
function serialNumbers(nodes: readonly Node[]): Record<string, string | undefined> {
  const numbers: Record<string, string | undefined> = {};
  for (const { fields } of nodes) {
    const serial = fields['serial-number'] ?? fields['serial'];
    const named = isFields(serial)
      ? serial
      : { serial, doi: fields['doi'], isbn: fields['isbn'], issn: fields['issn'] };
    for (const scheme of ['serial', 'version', 'doi', 'isbn', 'issn', 'pmid', 'pmcid', 'arxiv']) {
      numbers[scheme] ??= text(named[scheme]) ?? (isFields(serial) ? text(fields[scheme]) : undefined);
    }
  }
  return numbers;
}

function archive(nodes: readonly Node[], arxiv: string | undefined): Record<string, string | undefined> {
  if (arxiv !== undefined) return { archive: 'arXiv', archive_location: arxiv.replace(/^arxiv:/i, '') };
  return {
    archive: first(nodes, ({ fields }) => formatted(fields['archive'])),
    archive_location: first(nodes, ({ fields }) => formatted(fields['archive-location'])),
  };
}

/** People by role; of several groups with one role all count, and an entry's own go before those of its parents. */
function affiliated(nodes: readonly Node[]): Record<string, unknown> {
  const found: Record<string, readonly CslName[]> = {};
  for (const { fields } of nodes) {
    const own: Record<string, readonly CslName[]> = {};
    const list: readonly unknown[] = Array.isArray(fields['affiliated'])
      ? fields['affiliated'].flat()
      : [fields['affiliated']];
    for (const group of list.slice(0, 50)) {
      const variable = isFields(group) ? roleOf(group['role']) : undefined;
      const names = isFields(group) ? persons(group['names']) : undefined;
      if (variable !== undefined && names) own[variable] = [...(own[variable] ?? []), ...names];
    }
    for (const [variable, names] of Object.entries(own)) found[variable] ??= names;
  }
  return found;
}

/** Roles are written `cast-member`, `CastMember` or in any case. */
function roleOf(value: unknown): string | undefined {
  const role = text(value)
    ?.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, '-')
    .toLowerCase();
  return role === undefined ? undefined : roles[role];
}
