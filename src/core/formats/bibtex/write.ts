import type { CslItem } from '../../entry/csl.ts';
import { arxivId } from '../../entry/links.ts';
import type { Field } from './layout.ts';
import { braces, layOut } from './layout.ts';
import { titleToTex } from './protect.ts';
import { texOfMarkup, verbatim } from './texEncode.ts';
import { edtf, yearAndMonth } from './writeDates.ts';
import { namesToTex } from './writeNames.ts';
import { biblatexType, bibtexType } from './writeTypes.ts';

/*
 * A CSL-JSON item as BibTeX or BibLaTeX. Pandoc's writers and the BibLaTeX manual (section 2)
 * give the mapping of variables; text is UTF-8.
 *
 * An arXiv identifier stands in an item as `archive: "arXiv"` with `archive_location:
 * "2312.00752"`, the pair of CSL variables that name an archive and the place in it. Zotero's
 * `number: "arXiv:2312.00752"` and arXiv's own DOIs are understood too. It is written as arXiv
 * asks for it: `eprint` with `archivePrefix` and `primaryClass` for BibTeX, and `eprint` with
 * `eprinttype` and `eprintclass` for BibLaTeX, whose manual treats the former as aliases
 * (section 3.14.7, "Electronic Publishing Information"). The class is the variable
 * `archive_collection`.
 */

/** The item as classic BibTeX, for styles such as plain, ACM or IEEE. */
export function toBibtex(item: CslItem): string {
  const type = bibtexType(item);
  const preprint = type === 'misc' && arxivId(item) !== undefined;
  const venue = str(item, 'container-title');
  const fields: Field[] = [
    ...names(item, 'author', 'author'),
    ...names(item, 'editor', 'editor'),
    ...title(item, 'title', 'title'),
    ...(type === 'article' ? plain('journal', venue) : type === 'misc' ? [] : plain('booktitle', venue)),
    ...yearAndMonth(item.issued),
    ...plain('volume', str(item, 'volume')),
    ...plain('number', numberOf(item)),
    ...plain('series', str(item, 'collection-title')),
    ...pages(item),
    ...plain('edition', str(item, 'edition')),
    ...plain('chapter', str(item, 'chapter-number')),
    ...publisherOf(item, type),
    ...plain('address', str(item, 'publisher-place')),
    ...(item.type === 'thesis' || item.type === 'report' ? plain('type', str(item, 'genre')) : []),
    ...(type === 'misc' && !preprint ? plain('howpublished', venue) : []),
    ...identifiers(item),
    ...eprint(item, 'archivePrefix', 'primaryClass'),
    ...rest(item),
  ];
  return layOut(type, item.id, fields);
}

/** The item as BibLaTeX, with its finer entry types, names and dates. */
export function toBiblatex(item: CslItem): string {
  const type = biblatexType(item);
  const venue = str(item, 'container-title');
  const periodical = type === 'article' || type === 'periodical';
  const hosted = ['incollection', 'inbook', 'inproceedings', 'inreference'].includes(type);
  const fields: Field[] = [
    ...creators(item),
    ...titles(item, hosted),
    ...title(item, 'title-short', 'shorttitle'),
    ...plain(periodical ? 'journaltitle' : 'organization', hosted || type === 'online' ? undefined : venue),
    ...plain('shortjournal', str(item, 'container-title-short')),
    ...plain('eventtitle', str(item, 'event-title') ?? str(item, 'event')),
    ...edtf('eventdate', item['event-date'] as CslItem['issued']),
    ...plain('venue', str(item, 'event-place')),
    ...edtf('date', item.issued),
    ...edtf('origdate', item['original-date'] as CslItem['issued']),
    ...plain('volume', str(item, 'volume')),
    ...plain('volumes', str(item, 'number-of-volumes')),
    ...plain('number', numberOf(item)),
    ...plain('series', str(item, 'collection-title')),
    ...pages(item),
    ...plain('pagetotal', str(item, 'number-of-pages')),
    ...plain('edition', str(item, 'edition')),
    ...plain('version', str(item, 'version')),
    ...plain('chapter', str(item, 'chapter-number')),
    ...publisherOf(item, type),
    ...plain('location', str(item, type === 'patent' ? 'jurisdiction' : 'publisher-place')),
    ...genre(item),
    ...plain('pubstate', str(item, 'status')),
    ...plain('origtitle', str(item, 'original-title')),
    ...plain('origpublisher', str(item, 'original-publisher')),
    ...plain('origlocation', str(item, 'original-publisher-place')),
    ...(type === 'article' && item.type !== 'article-journal' ? plain('entrysubtype', subtypes[item.type]) : []),
    ...plain('langid', str(item, 'language')),
    ...identifiers(item),
    ...edtf('urldate', item['accessed'] as CslItem['issued']),
    ...eprint(item, 'eprinttype', 'eprintclass'),
    ...options(item),
    ...plain('annotation', str(item, 'annote')),
    ...plain('library', str(item, 'call-number')),
    ...rest(item),
  ];
  return layOut(type, item.id, fields);
}

const subtypes: Readonly<Record<string, string>> = { 'article-magazine': 'magazine', 'article-newspaper': 'newspaper' };

function str(item: CslItem, variable: string): string | undefined {
  const value = item[variable];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

function plain(name: string, value: string | undefined): Field[] {
  return value === undefined ? [] : [[name, braces(texOfMarkup(value))]];
}

function title(item: CslItem, variable: string, name: string): Field[] {
  const value = str(item, variable);
  return value === undefined ? [] : [[name, braces(titleToTex(value))]];
}

/** The title and those above it: BibLaTeX names a volume's title and its work's title apart. */
function titles(item: CslItem, hosted: boolean): Field[] {
  const volume = str(item, 'volume-title') !== undefined;
  if (hosted) {
    return [
      ...title(item, 'title', 'title'),
      ...title(item, volume ? 'volume-title' : 'container-title', 'booktitle'),
      ...(volume ? title(item, 'container-title', 'maintitle') : []),
    ];
  }
  return volume && item.type !== 'periodical'
    ? [...title(item, 'volume-title', 'title'), ...title(item, 'title', 'maintitle')]
    : [...title(item, 'title', 'title'), ...title(item, 'volume-title', 'issuetitle')];
}

function names(item: CslItem, variable: string, name: string): Field[] {
  const list = item[variable];
  const written = Array.isArray(list) ? namesToTex(list as NonNullable<CslItem['author']>) : '';
  return written ? [[name, braces(written)]] : [];
}

/** BibLaTeX's name fields beside the variables they stand for. */
function creators(item: CslItem): Field[] {
  return [
    ...names(item, 'author', 'author'),
    ...names(item, 'container-author', 'bookauthor'),
    ...names(item, 'editor', 'editor'),
    ...directors(item),
    ...names(item, 'translator', 'translator'),
  ];
}

/**
 * The number of the issue, in the series, or of the work itself: BibTeX has one field for them. A
 * preprint's number that only repeats its arXiv identifier is left out.
 */
function numberOf(item: CslItem): string | undefined {
  const number = str(item, 'issue') ?? str(item, 'collection-number') ?? str(item, 'number');
  return number && /^arxiv:/i.test(number) ? undefined : number;
}

/** Pages, and beside or instead of them the number of an article in a journal without pages. */
function pages(item: CslItem): Field[] {
  return [
    ...plain('pages', str(item, 'page')?.replace(/(\w)\s*[-–]\s*(?=\w)/g, '$1--')),
    ...plain('eid', str(item, 'article-number')),
  ];
}

function publisherOf(item: CslItem, type: string): Field[] {
  const publisher = str(item, 'publisher');
  if (type === 'thesis' || type === 'report') return plain('institution', publisher);
  if (type === 'techreport') return plain('institution', publisher);
  if (type === 'phdthesis' || type === 'mastersthesis') return plain('school', publisher);
  return plain(type === 'online' || type === 'manual' ? 'organization' : 'publisher', publisher);
}

function genre(item: CslItem): Field[] {
  const value = str(item, 'genre');
  if (value) return plain('type', value);
  return item.type === 'thesis' ? [['type', '{phdthesis}']] : [];
}

function identifiers(item: CslItem): Field[] {
  const raw = (name: string, value: string | undefined): Field[] => (value ? [[name, braces(verbatim(value))]] : []);
  return [...raw('doi', item.DOI), ...plain('isbn', item.ISBN), ...plain('issn', item.ISSN), ...raw('url', item.URL)];
}

function eprint(item: CslItem, archive: string, section: string): Field[] {
  const arxiv = arxivId(item);
  if (arxiv !== undefined) {
    const subject = str(item, 'archive_collection');
    return [
      ['eprint', braces(verbatim(arxiv))],
      [archive, braces(archive === 'eprinttype' ? 'arxiv' : 'arXiv')],
      ...(subject ? [[section, braces(verbatim(subject))] as const] : []),
    ];
  }
  const pmid = str(item, 'PMID');
  return pmid
    ? [
        ['eprint', braces(verbatim(pmid))],
        [archive, braces('pubmed')],
      ]
    : [];
}

function rest(item: CslItem): Field[] {
  return [
    ...plain('keywords', str(item, 'keyword')),
    ...plain('abstract', str(item, 'abstract')),
    ...plain('note', str(item, 'note')),
  ];
}

/** BibLaTeX has directors among its editors. */
function directors(item: CslItem): Field[] {
  const written = item.editor?.length ? [] : names(item, 'director', 'editor');
  return written.length ? [...written, ['editortype', braces('director')]] : [];
}

/** A particle that sorts and prints with its name asks BibLaTeX for `useprefix`. */
function options(item: CslItem): Field[] {
  const people = [...(item.author ?? []), ...(item.editor ?? [])];
  return people.some((name) => name['non-dropping-particle']) ? [['options', braces('useprefix=true')]] : [];
}
