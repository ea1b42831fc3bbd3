import { creatorsOf, familyOf, fullName, shortNames, sortName, yearOf } from '../entry/authors.ts';
import type { CslName } from '../entry/csl.ts';
import type { Entry } from '../entry/entry.ts';
import { arxivId, linksOf } from '../entry/links.ts';
import { referenceLine } from '../bibliography/referenceLine.ts';
import { wellFormed } from '../text.ts';
import { rememberNames } from './templates/people.ts';

/** A file of the paper. */
export interface TemplateAttachment {
  /** Below the workspace folder where it lies there, else the whole path. */
  readonly path: string;
  readonly name: string;
  readonly uri: string;
  /** A media type, such as `application/pdf`. */
  readonly type: string;
}

/** What somebody marked in a file of the paper. */
export interface TemplateAnnotation {
  readonly page: string;
  readonly text: string;
  readonly comment: string;
  readonly color: string;
  readonly type: string;
  readonly date: string;
  readonly link: string;
}

/** A place where a document cites the paper; lines count from 1. */
export interface TemplateCiting {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** What a template can name besides the paper itself; lists that are not given are empty. */
export interface TemplateContext {
  /** Today, `YYYY-MM-DD`, in the user's time zone. */
  readonly currentDate: string;
  readonly selectedText: string;
  /** Titles of the paper's topics. */
  readonly topicTitles: readonly string[];
  /** How the paper is cited in Markdown; pandoc's way unless the user has another. */
  readonly citation?: string;
  readonly attachments?: readonly TemplateAttachment[];
  readonly annotations?: readonly TemplateAnnotation[];
  readonly related?: readonly { readonly key: string; readonly title: string }[];
  readonly citedIn?: readonly TemplateCiting[];
}

/**
 * The variables of a note template; `templateNames` says what each means. Those of Obsidian's Citations plugin have
 * its names, so that its templates work as they are; `entry` is the whole CSL-JSON item.
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
    language: item['language'] ?? '',
    authors: namesOf(creators),
    editors: namesOf(item.editor ?? []),
    firstAuthor: creators[0] ? fullName(creators[0]) : '',
    lastname: creators[0] ? familyOf(creators[0]) : '',
    shortAuthors: shortNames(creators),
    arxiv: eprint ?? '',
    pdf: links.pdf ?? '',
    volume: item.volume ?? '',
    issue: item.issue ?? '',
    keywords: listed(item.keyword),
    topics: [...topics],
    topicTitles: [...context.topicTitles],
    collections: listed(item['collections'], item['groups']),
    citation: context.citation ?? `[@${key}]`,
    bibliographyEntry: referenceLine(item),
    attachments: [...(context.attachments ?? [])],
    annotations: [...(context.annotations ?? [])],
    related: [...(context.related ?? [])],
    citedIn: [...(context.citedIn ?? [])],
    currentDate: context.currentDate,
    selectedText: context.selectedText,
  };
}

function namesOf(names: readonly CslName[]): readonly string[] {
  return rememberNames(names.map(sortName), names);
}

/** Keywords, groups and collections stand between semicolons, or else between commas (BibLaTeX manual, "keywords"). */
function listed(...values: readonly unknown[]): string[] {
  const names = values
    .flat()
    .filter((value) => typeof value === 'string')
    .flatMap((value) => value.split(value.includes(';') ? ';' : ','))
    .map((name) => name.trim());
  return [...new Set(names)].filter(Boolean);
}
