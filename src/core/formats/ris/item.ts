import type { CslDate, CslItem, CslName } from '../../entry/csl.ts';
import { itemOf } from '../itemOf.ts';
import { arxivInUrl, bareDoi, isIssn } from '../identifiers.ts';
import { commaName } from '../names.ts';
import type { Tags } from '../tagged/tags.ts';
import { writtenDate } from '../writtenDate.ts';

/** Works that are whole: what stands above their title is a series, and their pages are counted. */
const wholeWorks: ReadonlySet<string> = new Set(
  'book classic pamphlet thesis report manuscript map standard software'.split(' '),
);

/**
 * The CSL-JSON item of a record with RIS tags. Meanings of tags by the RIS specifications of 2001 and 2011, which
 * differ, and by what Zotero, EndNote and publishers write; EndNote's other formats share the model.
 */
export function itemOfRis(tags: Tags, written: string, id: string): CslItem {
  const found = identifiers(tags, written);
  const type = isPreprint(found, written) ? 'article' : written;
  const isWhole = wholeWorks.has(type);
  const item: Record<string, unknown> = {
    title: tags.first('TI', 'T1', 'CT', ...(isWhole ? ['BT'] : [])),
    'title-short': tags.first('ST'),
    author: namesOf(tags.all('AU', 'A1')),
    ...editors(tags, type),
    translator: namesOf(tags.all('A4', 'TA')),
    issued: issuedOf(tags),
    accessed: dateOf(tags.first('Y2')),
    ...venue(tags, type, isWhole),
    volume: tags.first('VL'),
    issue: isWhole ? undefined : tags.first('IS', 'CP'),
    number: isWhole ? tags.first('IS', 'M1') : undefined,
    edition: tags.first('ET'),
    ...pages(tags, isWhole),
    'number-of-volumes': tags.first('NV'),
    section: tags.first('SE'),
    publisher: tags.first('PB'),
    'publisher-place': tags.first('CY', 'PP'),
    genre: type === 'thesis' || isWhole ? tags.first('M3') : undefined,
    language: tags.first('LA'),
    'call-number': tags.first('CN'),
    ...found,
    URL: tags.lines('UR', 'LK')[0],
    keyword: tags.lines('KW').filter(Boolean).join(', ') || undefined,
    abstract: tags.first('AB', 'N2'),
    note: tags.all('N1').join('\n') || undefined,
  };
  return itemOf(id, type, item);
}

/** RIS has no type for preprints; an unpublished work with a DOI or in arXiv is one. */
function isPreprint({ DOI, archive }: Readonly<Record<string, unknown>>, type: string): boolean {
  if (type === 'manuscript') return DOI !== undefined || archive === 'arXiv';
  return type === 'document' && archive === 'arXiv';
}

export function namesOf(written: readonly string[]): CslName[] | undefined {
  const names = written.map(commaName).filter((name) => name !== undefined);
  return names.length ? names : undefined;
}

/**
 * `A2` is the editor, but in a book of the 2011 specification it is the series editor and `A3` the editor.
 */
function editors(tags: Tags, type: string): Record<string, unknown> {
  const [second, third] = [tags.all('A2'), tags.all('A3')];
  const swapped = type === 'book' && third.length > 0 && !tags.all('ED').length;
  const editor = [...tags.all('ED'), ...(swapped ? third : second)];
  return { editor: namesOf(editor), 'collection-editor': namesOf(swapped ? second : third) };
}

/** Journal, book or proceedings above a part; series above a whole; the conference where the proceedings have a title too. */
function venue(tags: Tags, type: string, isWhole: boolean): Record<string, unknown> {
  const second = tags.first('T2');
  const full = tags.first('JF');
  const abbreviated = tags.first('J2', 'JA', 'J1');
  if (isWhole) return { 'collection-title': second ?? tags.first('T3') };
  const proceedings = type === 'paper-conference' ? tags.first('C3') : undefined;
  const title = proceedings ?? full ?? second ?? tags.first('BT', 'JO') ?? abbreviated;
  const short = abbreviated ?? tags.first('JO');
  return {
    'container-title': title,
    'container-title-short': short === title ? undefined : short,
    'collection-title': tags.first('T3'),
    'event-title': proceedings !== undefined && second !== proceedings ? second : undefined,
    'event-place': type === 'paper-conference' ? tags.first('C1') : undefined,
  };
}

/** The full date, `DA`, where it agrees with the year, which it may lack; `Y1` of the older specification is both. */
function issuedOf(tags: Tags): CslDate | undefined {
  const written = tags.first('PY', 'Y1');
  const year = dateOf(written);
  const first = year?.['date-parts']?.[0];
  const day = tags.first('DA');
  const full = [dateOf(day), first && day ? dateOf(`${first[0]} ${day}`) : undefined].find(
    (date) => date?.['date-parts'],
  );
  const other = full?.['date-parts']?.[0];
  if (!full || !other) return year ?? dateOf(day);
  if (!year || !first) return full;
  const isFuller = other[0] === first[0] && (other.length > first.length || full.season !== undefined);
  return isFuller && year['date-parts']?.length === 1 ? full : year;
}

function dateOf(written: string | undefined): CslDate | undefined {
  return written === undefined ? undefined : writtenDate(written);
}

function pages(tags: Tags, isWhole: boolean): Record<string, unknown> {
  const [start, end] = [tags.first('SP'), tags.first('EP')];
  const article = tags.first('C7');
  if (isWhole && start !== undefined && end === undefined && /^\d+(?:\s*(?:p|pp|pages)\.?)?$/i.test(start)) {
    return { 'number-of-pages': start.replace(/\D+$/, '') };
  }
  const range =
    start === undefined || end === undefined || start === end || /\d\s*[-–—]+\s*\w/.test(start)
      ? (start ?? end)
      : `${start}-${end}`;
  return { page: range?.replace(/(\w)\s*[-–—]+\s*(?=\w)/g, '$1-'), 'article-number': article };
}

function identifiers(tags: Tags, type: string): Record<string, unknown> {
  const doi =
    tags.first('DO', 'DI') ??
    [tags.first('M3'), tags.first('L3')].find((text) => text && /^(?:doi:?\s*)?10\.\d/i.test(text));
  const numbers = tags
    .lines('SN')
    .map((line) => line.trim())
    .filter(Boolean);
  const [database = '', accession] = [tags.first('DB'), tags.first('AN')];
  const url = tags.lines('UR')[0];
  const arxiv = /^arxiv$/i.test(database) && accession ? accession.replace(/^arxiv:\s*/i, '') : arxivInUrl(url ?? '');
  const pmid = /^(?:pubmed|medline|nlm)/i.test(database) ? accession : undefined;
  return {
    DOI: doi === undefined ? undefined : bareDoi(doi),
    ...(type === 'report' || type === 'patent'
      ? { number: tags.first('IS', 'M1') ?? numbers.find((text) => !isIssn(text)) }
      : { ISBN: listed(numbers.filter((text) => !isIssn(text))) }),
    ISSN: listed(numbers.filter(isIssn)),
    PMCID: /^PMC\d+$/.exec(tags.first('C2') ?? '')?.[0],
    ...(pmid && /^\d+$/.test(pmid) ? { PMID: pmid } : {}),
    ...(arxiv ? { archive: 'arXiv', archive_location: arxiv } : { archive_location: tags.first('AV') }),
  };
}

function listed(texts: readonly string[]): string | undefined {
  return texts.join(', ') || undefined;
}
