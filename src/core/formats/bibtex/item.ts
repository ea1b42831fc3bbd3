import type { CslDate, CslItem, CslName } from '../../entry/csl.ts';
import type { Eprint } from './eprint.ts';
import { eprintOf } from './eprint.ts';
import type { Fields } from './fields.ts';
import { putIdentifiers } from './identifiers.ts';
import { isEnglish, languageTag } from './languages.ts';
import { putNumbers } from './numbers.ts';
import { putPublication } from './publication.ts';
import { titlesOf } from './titles.ts';
import { cslType } from './types.ts';

/*
 * The fields of BibTeX and BibLaTeX (manual, section 2.2) as CSL variables, by pandoc's choices.
 * One mapping serves both forms of an entry: the item that views and notes show, and the
 * CSL-JSON that is given out; `fields.form` tells which, and where they differ it says why.
 */

/** An item while it is put together. */
type Draft = { -readonly [Variable in keyof CslItem]: CslItem[Variable] };

/** Sets a variable, unless there is nothing to set it to. */
export type Put = (variable: string, value: string | CslDate | readonly CslName[] | undefined) => void;

/** The item for views (`fields.form` is `plain`) or for CSL-JSON (`rich`). `withAbstract` adds the abstract. */
export function itemOf(key: string, type: string, fields: Fields): CslItem {
  const views = fields.form === 'plain';
  const eprint = eprintOf(fields);
  const language = languageOf(fields);
  fields.setSentenceCase(!views && isEnglish(language));
  const item: Draft = { id: key, type: typeOf(type, fields, eprint) };
  const put: Put = (variable, value) => {
    if (value !== undefined && value !== '') item[variable] = value;
  };

  putTitles(type, fields, put);
  // Views show where a preprint is to be had.
  if (views && item.type === 'article' && eprint.arxiv && !item['container-title']) put('container-title', 'arXiv');
  putNames(fields, put);
  put('issued', fields.date(''));
  put('accessed', fields.date('url'));
  put('event-date', fields.date('event'));
  put('original-date', fields.date('orig'));
  putNumbers(type, fields, put);
  putPublication(type, fields, put);
  putIdentifiers(type, fields, eprint, put);
  put('annote', fields.text('annotation', 'annote'));
  put('keyword', fields.text('keywords'));
  put('call-number', fields.text('library'));
  put('language', language);
  put('note', noteOf(fields));
  if (!views) put('other-ids', fields.keys('ids').join(', '));
  return item;
}

function typeOf(type: string, fields: Fields, eprint: Eprint): string {
  const facts = typeFacts(fields, eprint);
  if (fields.form === 'plain') return cslType(type, facts);
  // Pandoc has an issue of a journal for an article in it, and arXiv's pages for web pages.
  return cslType(type === 'periodical' ? 'article' : type, { ...facts, arxiv: facts.arxiv && type !== 'online' });
}

function typeFacts(fields: Fields, eprint: Eprint): { subtype: string | undefined; event: boolean; arxiv: boolean } {
  return {
    subtype: fields.text('entrysubtype'),
    event: ['eventtitle', 'venue', 'eventdate', 'eventyear'].some((name) => fields.has(name)),
    arxiv: eprint.arxiv !== undefined,
  };
}

/** BibLaTeX's `langid`, or its older `hyphenation`; failing these the first `language`. */
function languageOf(fields: Fields): string | undefined {
  const named = fields.text('langid', 'hyphenation') ?? fields.text('language')?.split(/ and |,/)[0];
  return named === undefined ? undefined : languageTag(named);
}

function putTitles(type: string, fields: Fields, put: Put): void {
  const titles = titlesOf(type, fields);
  put('title', titles.title);
  put('title-short', titles.short);
  put('container-title', titles.container);
  put('volume-title', titles.volume);
  put('container-title-short', fields.text('shortjournal'));
  put('original-title', fields.title('origtitle'));
  const event = fields.title('eventtitle');
  put('event-title', event);
  // CSL 1.0.1 and pandoc call it `event`.
  if (fields.form !== 'plain') put('event', event);
}

function putNames(fields: Fields, put: Put): void {
  const options = fields.tex('options');
  const usePrefix = options !== undefined && /\buseprefix\b(?!\s*=\s*false)/.test(options);
  const directed = fields.text('editortype') === 'director';
  put('author', fields.names('author', usePrefix));
  put(directed ? 'director' : 'editor', fields.names('editor', usePrefix));
  put('translator', fields.names('translator', usePrefix));
  put('container-author', fields.names('bookauthor', usePrefix));
  if (!directed) put('director', fields.names('director', usePrefix));
}

function noteOf(fields: Fields): string | undefined {
  const note = fields.paragraphs('note');
  const addendum = fields.paragraphs('addendum');
  if (note === undefined || addendum === undefined) return note ?? addendum;
  return `${note}${/[.?!]$/.test(note) ? '' : '.'} ${addendum}`;
}
