import type { CslItem } from '../../entry/csl.ts';

/**
 * CSL types beside the entry types of BibTeX ("BibTeXing", section 3.1) and BibLaTeX (manual,
 * section 2.1). A type that is missing here becomes `misc`.
 */
const types: Readonly<Record<string, readonly [bibtex: string, biblatex: string]>> = {
  'article-journal': ['article', 'article'],
  'article-magazine': ['article', 'article'],
  'article-newspaper': ['article', 'article'],
  bill: ['misc', 'legislation'],
  book: ['book', 'book'],
  chapter: ['incollection', 'incollection'],
  dataset: ['misc', 'dataset'],
  entry: ['incollection', 'inreference'],
  'entry-dictionary': ['incollection', 'inreference'],
  'entry-encyclopedia': ['incollection', 'inreference'],
  figure: ['misc', 'image'],
  graphic: ['misc', 'image'],
  legal_case: ['misc', 'jurisdiction'],
  legislation: ['misc', 'legislation'],
  manuscript: ['unpublished', 'unpublished'],
  motion_picture: ['misc', 'movie'],
  pamphlet: ['booklet', 'booklet'],
  'paper-conference': ['inproceedings', 'inproceedings'],
  patent: ['misc', 'patent'],
  periodical: ['misc', 'periodical'],
  personal_communication: ['misc', 'letter'],
  post: ['misc', 'online'],
  'post-weblog': ['misc', 'online'],
  report: ['techreport', 'report'],
  review: ['article', 'review'],
  'review-book': ['article', 'review'],
  software: ['misc', 'software'],
  song: ['misc', 'music'],
  speech: ['unpublished', 'unpublished'],
  standard: ['misc', 'standard'],
  thesis: ['phdthesis', 'thesis'],
  webpage: ['misc', 'online'],
};

/** The BibTeX entry type; a master's thesis is told by its genre. */
export function bibtexType(item: CslItem): string {
  const genre = item['genre'];
  if (item.type === 'thesis')
    return typeof genre === 'string' && /master|msc|m\.\s?sc|m\.?a\.?\b/i.test(genre) ? 'mastersthesis' : 'phdthesis';
  return types[item.type]?.[0] ?? 'misc';
}

/** The BibLaTeX entry type; a preprint (CSL `article`) is `online`, as its manual has arXiv's. */
export function biblatexType(item: CslItem): string {
  if (item.type === 'article') return 'online';
  return types[item.type]?.[1] ?? 'misc';
}
