/** The variables and types of CSL 1.0.2, appendix III ("Types") and IV ("Variables"), by what their values are. */

const words = (list: string) => new Set(list.split(/\s+/));

export const nameVariables: ReadonlySet<string> = words(
  'author chair collection-editor compiler composer container-author contributor curator director editor ' +
    'editor-translator editorial-director executive-producer guest host illustrator interviewer narrator ' +
    'organizer original-author performer producer recipient reviewed-author script-writer series-creator translator',
);

export const dateVariables: ReadonlySet<string> = words(
  'accessed available-date event-date issued original-date submitted',
);

/** Variables that may hold Markdown where they stand in a document's metadata. */
export const proseVariables: ReadonlySet<string> = words(
  'abstract annote archive archive-place authority collection-title container-title container-title-short ' +
    'edition event event-place event-title genre medium note original-publisher original-publisher-place ' +
    'original-title part-title publisher publisher-place reviewed-title source status title title-short volume-title',
);

/** Spellings of older processors beside the names of today (citeproc-js, "Legacy variable names"). */
export const olderNames: Readonly<Record<string, string>> = {
  shortTitle: 'title-short',
  journalAbbreviation: 'container-title-short',
};

export const cslTypes: ReadonlySet<string> = words(
  'article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection ' +
    'dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview ' +
    'legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent ' +
    'performance periodical personal_communication post post-weblog regulation report review review-book ' +
    'software song speech standard thesis treaty webpage',
);

/** Crossref's work types, which content negotiation for DOIs hands out as CSL-JSON. */
export const crossrefTypes: Readonly<Record<string, string>> = {
  'book-chapter': 'chapter',
  'book-part': 'chapter',
  'book-section': 'chapter',
  component: 'document',
  database: 'dataset',
  dissertation: 'thesis',
  'edited-book': 'book',
  'journal-article': 'article-journal',
  'journal-issue': 'periodical',
  journal: 'periodical',
  monograph: 'book',
  other: 'document',
  'peer-review': 'review',
  'posted-content': 'article',
  proceedings: 'book',
  'proceedings-article': 'paper-conference',
  'reference-book': 'book',
  'reference-entry': 'entry',
  'report-series': 'report',
};
