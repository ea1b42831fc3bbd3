import * as vscode from 'vscode';
import type { QueryField } from '../../core/library/query.ts';
import type { Papers } from '../library/papers.ts';

/** What can take the place of the end of a query. */
export interface Completion {
  /** The field or value. */
  readonly label: string;
  readonly description: string;
  /** The whole query after it. */
  readonly query: string;
}

const mostShown = 8;

/**
 * Fields and values that the end of a query may be the beginning of. With `atBlank`, also fields
 * where nothing has been typed yet; a single letter begins too many words to say anything.
 */
export async function completionsFor(papers: Papers, query: string, atBlank: boolean): Promise<readonly Completion[]> {
  if (!atBlank && !/[a-z]{2}$|:\S*$|:"[^"]*$/i.test(query)) return [];
  if (atBlank && /(?:^|\s)-?[a-z]$/i.test(query)) return [];
  const { span, items } = await papers.ask('complete', { query, offset: query.length });
  const typed = query.slice(span.start, span.end);
  const fits = items.filter(({ text }) => text !== typed);
  return fits.slice(0, typed ? mostShown : undefined).map(({ kind, text, label }) => ({
    label,
    description: kind === 'field' ? fieldText(label.slice(0, -1) as QueryField) : '',
    query: query.slice(0, span.start) + text + query.slice(span.end) + (kind === 'value' ? ' ' : ''),
  }));
}

function fieldText(field: QueryField): string {
  return {
    author: vscode.l10n.t('an author, such as author:gu'),
    title: vscode.l10n.t('a word of the title'),
    abstract: vscode.l10n.t('a word of the abstract'),
    year: vscode.l10n.t('a year or a range, such as year:2020..2023'),
    venue: vscode.l10n.t('a journal or conference'),
    topic: vscode.l10n.t('a topic'),
    key: vscode.l10n.t('a citation key'),
    doi: vscode.l10n.t('a DOI'),
    arxiv: vscode.l10n.t('an arXiv identifier'),
    has: vscode.l10n.t('what a paper has: note, pdf, doi, arxiv, url or abstract'),
    is: vscode.l10n.t('how far it is: unread, reading or read'),
    status: vscode.l10n.t('a status of the reading list, such as status:reading'),
    priority: vscode.l10n.t('a priority: high, medium or low'),
    rating: vscode.l10n.t('a rating in stars, such as rating:>=4'),
    tag: vscode.l10n.t('a tag of its note, or a topic'),
  }[field];
}
