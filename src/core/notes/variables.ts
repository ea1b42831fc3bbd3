import { creatorsOf, familyOf, fullName, shortNames, sortName, yearOf } from '../entry/authors.ts';
import type { Entry } from '../entry/entry.ts';
import { arxivId, linksOf } from '../entry/links.ts';
import { referenceLine } from '../bibliography/referenceLine.ts';
import { wellFormed } from '../text.ts';

/** What a template can name besides the paper itself. */
export interface TemplateContext {
  /** Today, `YYYY-MM-DD`, in the user's time zone. */
  readonly currentDate: string;
  readonly selectedText: string;
  /** Titles of the paper's topics. */
  readonly topicTitles: readonly string[];
}

/**
 * The variables of a note template. The names up to `zoteroSelectURI` are those of Obsidian's
 * Citations plugin, so that its templates work as they are; `entry` is the whole CSL-JSON item.
 */
export function templateVariables({ key, item, topics }: Entry, context: TemplateContext): Record<string, unknown> {
  const creators = creatorsOf(item);
  const links = linksOf(item);
  const eprint = arxivId(item);
  const year = yearOf(item);
  return {
    citekey: key,
    abstract: item.abstract ?? '',
    authorString: creators.map(fullName).join(', '),
    containerTitle: item['container-title'] ?? '',
    DOI: item.DOI ?? '',
    eprint: eprint ?? '',
    eprinttype: eprint ? 'arXiv' : '',
    eventPlace: item['event-place'] ?? '',
    note: item.note ?? '',
    page: item.page ?? '',
    publisher: item.publisher ?? '',
    publisherPlace: item['publisher-place'] ?? '',
    title: item.title ?? key,
    titleShort: item['title-short'] ?? item.title ?? key,
    URL: item.URL ?? links.doi ?? links.arxiv ?? '',
    year: year === undefined ? '' : String(year),
    zoteroSelectURI: `zotero://select/items/@${encodeURIComponent(wellFormed(key))}`,
    entry: item,

    type: item.type,
    date: (item.issued?.['date-parts']?.[0] ?? []).map((part) => String(part).padStart(2, '0')).join('-'),
    authors: creators.map(sortName),
    firstAuthor: creators[0] ? fullName(creators[0]) : '',
    lastname: creators[0] ? familyOf(creators[0]) : '',
    shortAuthors: shortNames(creators),
    arxiv: eprint ?? '',
    pdf: links.pdf ?? '',
    volume: item.volume ?? '',
    issue: item.issue ?? '',
    topics: [...topics],
    topicTitles: [...context.topicTitles],
    bibliographyEntry: referenceLine(item),
    currentDate: context.currentDate,
    selectedText: context.selectedText,
  };
}
