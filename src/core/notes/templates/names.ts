/** What a template can name: the one table behind completion, hovers, checks and the README. */
export interface TemplateName {
  readonly name: string;
  readonly kind: 'text' | 'list' | 'object';
  readonly meaning: string;
  /** What it is for a paper that everybody has seen. */
  readonly example: string;
  /** What one of a list's objects has, or an object: names and meanings. */
  readonly fields?: Readonly<Record<string, string>>;
}

const text = (name: string, meaning: string, example: string): TemplateName => ({
  name,
  kind: 'text',
  meaning,
  example,
});
const list = (
  name: string,
  meaning: string,
  example: string,
  fields?: Readonly<Record<string, string>>,
): TemplateName => ({ name, kind: 'list', meaning, example, ...(fields ? { fields } : {}) });

/** Variables of CSL-JSON that papers often have (CSL 1.0.2, appendix IV); `entry` gives any other one too. */
const entryFields: Readonly<Record<string, string>> = {
  author: 'names, each with `family` and `given`',
  editor: 'names of editors',
  translator: 'names of translators',
  issued: 'the date of issue; `issued.date-parts[0][0]` is the year',
  accessed: 'the date of access',
  'container-title': 'journal, proceedings or book',
  'container-title-short': 'its short form',
  'collection-title': 'the series',
  'collection-number': 'the number in the series',
  edition: 'the edition',
  'event-title': 'the conference',
  genre: 'such as "PhD thesis"',
  ISBN: 'ISBN',
  ISSN: 'ISSN',
  PMID: 'PubMed identifier',
  PMCID: 'PubMed Central identifier',
  keyword: 'keywords in one text',
  language: 'the language',
  medium: 'the medium',
  number: 'the number',
  'number-of-pages': 'how many pages',
  source: 'the catalogue that it is from',
  status: 'such as "forthcoming"',
  version: 'the version',
};

/** The first eighteen are those of Obsidian's Citations plugin, under its names. */
export const templateNames: readonly TemplateName[] = [
  text('citekey', 'the citation key', 'gu2023mamba'),
  text('abstract', 'the abstract', 'Foundation models, now powering most of the exciting applications…'),
  text('authorString', 'all authors in one text', 'Albert Gu, Tri Dao'),
  text('containerTitle', 'journal, proceedings or book', 'Conference on Language Modeling (COLM)'),
  text('DOI', 'the DOI', '10.48550/arXiv.2312.00752'),
  text('eprint', 'the arXiv identifier', '2312.00752'),
  text('eprinttype', '"arXiv" where there is an identifier of it', 'arXiv'),
  text('eventPlace', 'where the conference was', 'Philadelphia'),
  text('note', "the entry's own note", 'Accepted at COLM 2024'),
  text('page', 'the pages', '1-36'),
  text('publisher', 'the publisher', 'Curran Associates'),
  text('publisherPlace', 'where the publisher is', 'Red Hook, NY'),
  text('title', 'the title', 'Mamba: Linear-Time Sequence Modeling with Selective State Spaces'),
  text('titleShort', 'the short title where there is one, else the title', 'Mamba'),
  text('URL', "the address; the DOI's or arXiv's where the entry has none", 'https://arxiv.org/abs/2312.00752'),
  text('year', 'the year of issue', '2023'),
  text('zoteroSelectURI', 'a link that selects the paper in Zotero', 'zotero://select/items/@gu2023mamba'),
  {
    name: 'entry',
    kind: 'object',
    meaning: 'the whole CSL-JSON item',
    example: 'entry.author[0].family',
    fields: entryFields,
  },

  text('type', 'the CSL type', 'paper-conference'),
  text('date', 'the date of issue as far as it is known', '2023-12-01'),
  text('language', 'the language of the paper', 'en'),
  list('authors', 'authors, or editors where there are none: a list of "Family, Given"', 'Gu, Albert'),
  list('editors', 'editors: a list of "Family, Given"', 'Bengio, Yoshua'),
  text('firstAuthor', 'the first author', 'Albert Gu'),
  text('lastname', "the first author's family name", 'Gu'),
  text('shortAuthors', 'authors in short', 'Gu & Dao'),
  text('arxiv', 'the arXiv identifier', '2312.00752'),
  text('pdf', "the PDF's address on the web", 'https://arxiv.org/pdf/2312.00752'),
  text('volume', 'the volume', '36'),
  text('issue', 'the issue', '2'),
  list('keywords', 'the keywords', 'state space models'),
  list('topics', "ids of the paper's topics", 'state-space-models'),
  list('topicTitles', 'their titles', 'State space models'),
  list('collections', 'the collections or groups that the entry names', 'Thesis/Chapter 2'),
  text('citation', 'how the paper is cited in Markdown', '[@gu2023mamba]'),
  text(
    'bibliographyEntry',
    'the paper in one line',
    'Albert Gu & Tri Dao (2023). Mamba: Linear-Time Sequence Modeling with Selective State Spaces.',
  ),
  list('attachments', "the paper's files", 'papers/gu2023mamba.pdf', {
    path: 'the path below the workspace folder',
    name: "the file's name",
    uri: 'its address',
    type: 'its media type',
  }),
  list('annotations', 'what is marked in them', 'selective state spaces', {
    page: 'the page',
    text: 'the text that is marked',
    comment: 'what was written about it',
    color: 'the colour of the mark',
    type: 'such as "highlight"',
    date: 'when it was made',
    link: 'a link to the place',
  }),
  list('related', 'papers that the entry names as related', 'gu2021efficiently', {
    key: 'the citation key',
    title: 'the title',
  }),
  list('citedIn', 'where documents of the workspace cite the paper', 'manuscript.md', {
    path: 'the document, below its workspace folder',
    line: 'the line',
    text: 'what stands in the line',
  }),
  text('currentDate', 'today', '2026-01-02'),
  text('selectedText', 'what is selected in the editor', 'hardware-aware'),
];

const byName = new Map(templateNames.map((known) => [known.name, known]));

export function templateName(name: string): TemplateName | undefined {
  return byName.get(name);
}
