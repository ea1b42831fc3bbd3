import type { CslDate, CslItem, CslName } from '../../entry/csl.ts';
import { arxivId } from '../../entry/links.ts';
import { isIssn } from '../identifiers.ts';
import { onOneLine, withoutTags } from '../plainText.ts';
import { risTypeOf } from './types.ts';

type Line = readonly [tag: string, value: string];

/**
 * The item as a RIS record. Tags are those that both specifications and the common reference managers read alike;
 * an arXiv identifier is written as the accession number (`AN`) in the database (`DB`) arXiv, since RIS has no field for it.
 */
export function toRis(item: CslItem): string {
  const type = risTypeOf(item.type);
  const isWhole = ['BOOK', 'CLSWK', 'PAMP', 'THES', 'RPRT', 'MANSCPT', 'MAP', 'STAND', 'COMP'].includes(type);
  const isPaper = type === 'CONF';
  const event = str(item, 'event-title') ?? str(item, 'event');
  const venue = str(item, 'container-title');
  const isHeld = isPaper && event !== undefined && venue !== undefined && event !== venue;
  const lines: Line[] = [
    ['TY', type],
    ...one('ID', item.id),
    ...names('AU', item.author),
    ...names('ED', item.editor),
    ...names('A4', item['translator']),
    ...one('TI', item.title),
    ...one('ST', item['title-short']),
    ...one('T2', isWhole ? (item['collection-title'] ?? venue) : isHeld ? event : venue),
    ...(isHeld ? one('C3', venue) : []),
    ...(isPaper ? one('C1', item['event-place']) : []),
    ...(isWhole ? [] : one('T3', item['collection-title'])),
    ...one('J2', isWhole ? undefined : item['container-title-short']),
    ...issued(item.issued),
    ...one('VL', item.volume),
    ...one('IS', isWhole ? item.number : item.issue),
    ...pages(item, isWhole),
    ...one('C7', item['article-number']),
    ...one('ET', item['edition']),
    ...one('NV', item['number-of-volumes']),
    ...one('M3', isWhole ? item['genre'] : undefined),
    ...one('PB', item.publisher),
    ...one('CY', item['publisher-place']),
    ...standardNumbers(item, type),
    ...one('DO', item.DOI),
    ...one('UR', item.URL),
    ...one('Y2', slashed(item['accessed'] as CslDate | undefined)),
    ...one('LA', item['language']),
    ...one('CN', item['call-number']),
    ...archived(item),
    ...one('C2', item['PMCID']),
    ...keywords(item).flatMap((keyword) => one('KW', keyword)),
    ...one('AB', item.abstract),
    ...one('N1', item.note),
  ];
  return [...lines, ['ER', '']].map(([tag, value]) => `${tag}  - ${value}\n`).join('');
}

function str(item: CslItem, variable: string): string | undefined {
  const value = item[variable];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() ? value : undefined;
}

function one(tag: string, value: unknown): Line[] {
  const text =
    typeof value === 'number' ? String(value) : typeof value === 'string' ? onOneLine(withoutTags(value)) : '';
  return text ? [[tag, text]] : [];
}

/** "Family, Given, Suffix"; particles stand where they are spoken. A body that has a comma in its name loses it. */
function names(tag: string, value: unknown): Line[] {
  const list = Array.isArray(value) ? (value as readonly CslName[]) : [];
  return list.flatMap((name) => one(tag, nameText(name)));
}

function nameText(name: CslName): string {
  const { family = '', given = '', suffix = '', literal } = name;
  if (!family && !given) return (literal ?? '').replaceAll(',', '');
  const parts = [
    [name['non-dropping-particle'], family].filter(Boolean).join(' '),
    [given, name['dropping-particle']].filter(Boolean).join(' '),
    suffix,
  ].map((part) => part.replaceAll(',', ''));
  return parts.join(', ').replace(/(?:, )+$/, '');
}

function issued(date: CslDate | undefined): Line[] {
  const [year, month] = date?.['date-parts']?.[0] ?? [];
  if (year === undefined) return one('PY', date?.literal ?? date?.raw);
  return [...one('PY', year), ...(month === undefined && date?.season === undefined ? [] : one('DA', slashed(date)))];
}

const seasons = ['', 'Spring', 'Summer', 'Autumn', 'Winter'];

/** Year, month and day between slashes, and a season after them. */
function slashed(date: CslDate | undefined): string | undefined {
  const [year, month, day] = date?.['date-parts']?.[0] ?? [];
  if (year === undefined) return date?.literal ?? date?.raw;
  const two = (number: number | undefined) => (number === undefined ? '' : String(number).padStart(2, '0'));
  const season = month === undefined ? (seasons[Number(date?.season ?? 0)] ?? '') : '';
  return `${year}/${two(month)}/${two(day)}/${season}`;
}

function pages(item: CslItem, isWhole: boolean): Line[] {
  if (isWhole && item['number-of-pages'] !== undefined) return one('SP', item['number-of-pages']);
  const range = /^([\p{L}\p{N}.:]+)\s*[-–—]+\s*([\p{L}\p{N}.:]+)$/u.exec(item.page ?? '');
  return range ? [...one('SP', range[1]), ...one('EP', range[2])] : one('SP', item.page);
}

function standardNumbers(item: CslItem, type: string): Line[] {
  const isbn = type === 'PAT' ? item.number : item.ISBN;
  return [isbn, item.ISSN]
    .flatMap((text) => text?.split(/,\s*/) ?? [])
    .filter((text) => text && (type !== 'RPRT' || isIssn(text)))
    .flatMap((text) => one('SN', text));
}

function archived(item: CslItem): Line[] {
  const arxiv = arxivId(item);
  if (arxiv !== undefined) return [...one('DB', 'arXiv'), ...one('AN', arxiv)];
  const pmid = str(item, 'PMID');
  if (pmid !== undefined) return [...one('DB', 'PubMed'), ...one('AN', pmid)];
  return one('AV', item['archive_location']);
}

function keywords(item: CslItem): string[] {
  return (item.keyword ?? '').split(/\s*[,;]\s*/).filter(Boolean);
}
