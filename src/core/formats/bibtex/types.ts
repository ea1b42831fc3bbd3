/** CSL types of the entry types of BibTeX and BibLaTeX (manual, section 2.1), as pandoc has them. */
const cslTypes: ReadonlyMap<string, string> = new Map(
  (
    'article:article-journal suppperiodical:article-journal periodical:periodical review:review ' +
    'book:book mvbook:book collection:book mvcollection:book proceedings:book mvproceedings:book reference:book ' +
    'mvreference:book manual:book inbook:chapter bookinbook:chapter suppbook:chapter incollection:chapter ' +
    'suppcollection:chapter inproceedings:paper-conference conference:paper-conference inreference:entry-encyclopedia ' +
    'booklet:pamphlet online:webpage electronic:webpage www:webpage patent:patent report:report techreport:report ' +
    'thesis:thesis phdthesis:thesis mastersthesis:thesis unpublished:manuscript dataset:dataset software:software ' +
    'artwork:graphic image:graphic audio:song music:song movie:motion_picture video:motion_picture letter:personal_communication ' +
    'jurisdiction:legal_case legislation:legislation legal:treaty standard:standard performance:performance'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

const magazines: ReadonlyMap<string, string> = new Map([
  ['magazine', 'article-magazine'],
  ['newspaper', 'article-newspaper'],
]);

/** What decides an entry's CSL type beside its entry type. */
export interface TypeFacts {
  readonly subtype: string | undefined;
  /** Whether it was presented somewhere: it has an event, a venue or an event's date. */
  readonly event: boolean;
  readonly arxiv: boolean;
}

/**
 * The CSL type. Pandoc 2.17 leaves `misc` and what it does not know without any; CSL 1.0.2 has
 * `document` for them, and `article` for preprints.
 */
export function cslType(type: string, { subtype, event, arxiv }: TypeFacts): string {
  const known = cslTypes.get(type) ?? 'document';
  if (known === 'manuscript') return arxiv ? 'article' : event ? 'speech' : known;
  if (arxiv && (known === 'document' || known === 'webpage')) return 'article';
  return known === 'article-journal' ? (magazines.get(subtype ?? '') ?? known) : known;
}

const inBook = new Set([
  'inbook',
  'bookinbook',
  'suppbook',
  'incollection',
  'suppcollection',
  'inproceedings',
  'conference',
  'inreference',
]);

/** Whether the entry is a part of a book, whose title is `booktitle`. */
export function isPartOfBook(type: string): boolean {
  return inBook.has(type);
}

const inPeriodical = new Set(['article', 'periodical', 'suppperiodical', 'review']);

/** Whether `number` is the number of an issue. */
export function isPartOfPeriodical(type: string): boolean {
  return inPeriodical.has(type);
}

const inSeries = new Set([
  ...inBook,
  ...['book', 'mvbook', 'collection', 'mvcollection', 'proceedings', 'mvproceedings', 'reference', 'mvreference'],
]);

/** Whether `number` is a number in the series. */
export function isPartOfSeries(type: string): boolean {
  return inSeries.has(type);
}
