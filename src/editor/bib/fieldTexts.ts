import * as vscode from 'vscode';

/** What a field holds, by BibLaTeX's name for it; nothing for one that nobody knows. */
export function fieldText(name: string): string | undefined {
  known ??= new Map(Object.entries({ ...people(), ...titles(), ...publication(), ...numbers(), ...special() }));
  return known.get(name);
}

let known: ReadonlyMap<string, string> | undefined;

function people(): Readonly<Record<string, string>> {
  const { t } = vscode.l10n;
  const role = t('What the second, third or fourth group of editors did, such as {0}.', '`compiler`');
  const another = t('Editors with another task than those of {0}.', '`editor`');
  return {
    author: t('Who wrote it: names with {0} between them, “Family, Given” or “Given Family”.', '`and`'),
    editor: t('Who edited it, or the book it is a part of.'),
    editora: another,
    editorb: another,
    editorc: another,
    editortype: t('What the editors did, where that was not editing: {0}.', '`compiler`, `founder`, `redactor`, …'),
    editoratype: role,
    editorbtype: role,
    editorctype: role,
    authortype: t('What the author did, for styles that say so.'),
    bookauthor: t('Who wrote the book that this is a part of.'),
    translator: t('Who translated it.'),
    annotator: t('Who added annotations to it.'),
    commentator: t('Who added a commentary to it.'),
    introduction: t('Who wrote an introduction to it.'),
    foreword: t('Who wrote a foreword to it.'),
    afterword: t('Who wrote an afterword to it.'),
    holder: t('Who holds the patent, if not its author.'),
    shortauthor: t('The author in short, such as the letters of an organization.'),
    shorteditor: t('The editor in short, such as the letters of an organization.'),
    nameaddon: t('What follows the author’s name, such as a pen name.'),
    gender: t('Whether the authors are men or women, for languages where words depend on it.'),
  };
}

function titles(): Readonly<Record<string, string>> {
  const { t } = vscode.l10n;
  return {
    title: t('Its title. Braces around a word keep its capitals.'),
    subtitle: t('What follows the title after a colon.'),
    titleaddon: t('An addition to the title, in another font.'),
    shorttitle: t('A short form of the title, for citations.'),
    booktitle: t('The title of the book or proceedings it is a part of.'),
    booksubtitle: t('The subtitle of that book.'),
    booktitleaddon: t('An addition to that book’s title.'),
    maintitle: t('The title of the whole work that the volume belongs to.'),
    mainsubtitle: t('The subtitle of the whole work.'),
    maintitleaddon: t('An addition to the title of the whole work.'),
    journaltitle: t('The name of the journal, magazine or newspaper.'),
    journalsubtitle: t('The subtitle of the journal.'),
    shortjournal: t('The journal’s name in short.'),
    issuetitle: t('The title of the issue.'),
    issuesubtitle: t('The subtitle of the issue.'),
    eventtitle: t('The name of the conference or other event.'),
    eventtitleaddon: t('An addition to the name of the event, such as its short name.'),
    origtitle: t('The title of the original, for a translation.'),
    reprinttitle: t('The title of a reprint.'),
    indextitle: t('The title as the index has it.'),
    indexsorttitle: t('What the index sorts the title by.'),
    series: t('The series that the book is one of, or the number of a journal’s series.'),
    shortseries: t('The name of the series in short.'),
  };
}

function publication(): Readonly<Record<string, string>> {
  const { t } = vscode.l10n;
  return {
    date: t(
      'When it was published: {0}, or two of them with {1} between them.',
      '`2023`, `2023-12`, `2023-12-01`',
      '`/`',
    ),
    year: t('The year it was published in.'),
    month: t('The month it was published in: a number, or {0} without braces.', '`jan`, `feb`, …'),
    eventdate: t('When the event took place.'),
    origdate: t('When the original was published.'),
    urldate: t('When the address was looked at.'),
    publisher: t('Who published it; several with {0} between them.', '`and`'),
    location: t('Where it was published; for a patent, where it holds.'),
    institution: t('The university or institution it was written at.'),
    organization: t('Who put out the manual or website, or held the conference.'),
    venue: t('Where the event took place.'),
    howpublished: t('How it was published, where no other field says it.'),
    origlocation: t('Where the original was published.'),
    origpublisher: t('Who published the original.'),
    pubstate: t('How far its publication is: {0}.', '`inpress`, `submitted`, `forthcoming`, …'),
    language: t('The language it is written in.'),
    origlanguage: t('The language it was translated from.'),
    type: t('What kind of thesis, report, patent or manual it is: {0}.', '`phdthesis`, `mathesis`, `techreport`, …'),
    version: t('The version of a program or manual.'),
    note: t('Anything to be printed that has no other field.'),
    addendum: t('Anything to be printed at the end.'),
    abstract: t('The abstract.'),
    annotation: t('A remark of your own on the work, for annotated bibliographies.'),
    library: t('Where a copy is: a library and its call number.'),
    file: t('The path of the work on your computer, such as its PDF.'),
  };
}

function numbers(): Readonly<Record<string, string>> {
  const { t } = vscode.l10n;
  return {
    volume: t('The volume of a journal, or of a book in several volumes.'),
    volumes: t('How many volumes there are.'),
    number: t('The number of the issue, of the book in its series, or of the report or patent.'),
    issue: t('What names the issue in place of a number, such as “Spring”.'),
    part: t('The part of a volume that is bound in several.'),
    edition: t('The edition, as a number: {0} and not “Second”.', '`2`'),
    chapter: t('The chapter or section.'),
    pages: t('The pages it is on: {0}.', '`12--34`'),
    pagetotal: t('How many pages it has.'),
    pagination: t('What its parts are counted in: {0}.', '`page`, `column`, `section`, …'),
    bookpagination: t('What the parts of the book are counted in.'),
    eid: t('The number of the article in a journal without pages.'),
    doi: t('The DOI, without an address before it: {0}.', '`10.1000/182`'),
    eprint: t('The identifier in an archive such as arXiv.'),
    eprinttype: t('The archive: {0}.', '`arxiv`, `pubmed`, `jstor`, …'),
    eprintclass: t('The section of the archive, such as {0}.', '`cs.LG`'),
    url: t('Its address.'),
    isbn: t('The number of the book.'),
    issn: t('The number of the periodical.'),
    isrn: t('The number of the technical report.'),
    isan: t('The number of an audiovisual work.'),
    ismn: t('The number of printed music.'),
    iswc: t('The number of a musical work.'),
  };
}

function special(): Readonly<Record<string, string>> {
  const { t } = vscode.l10n;
  const sorting = t('What the bibliography is sorted by in place of the field it is named after.');
  return {
    keywords: t('Words to find and filter it by, with commas between them. They become topics.'),
    crossref: t('The key of the entry it is a part of, and takes fields from.'),
    xref: t('The key of the entry it is a part of; no fields are taken over.'),
    xdata: t('The keys of entries of the type {0} whose fields it takes over.', '`xdata`'),
    related: t('The keys of entries that belong to it, such as a translation.'),
    relatedtype: t('What the related entries are to it: {0}.', '`translationof`, `reprintof`, …'),
    relatedstring: t('The words before the related entries.'),
    relatedoptions: t('Options for the related entries.'),
    ids: t('Other keys that cite it too.'),
    entryset: t('The keys of the entries of the set.'),
    options: t('Options of BibLaTeX for this entry, such as {0}.', '`useprefix=true`'),
    langid: t('The language its words are hyphenated in, by the name that babel has for it.'),
    langidopts: t('Options for its language, for polyglossia.'),
    label: t('What cites it where it has no author or year.'),
    shorthand: t('What cites it in place of the usual label.'),
    shorthandintro: t('The words that introduce the shorthand.'),
    entrysubtype: t('A finer type, for styles that have some.'),
    execute: t('TeX that is run when the entry is used.'),
    presort: t('A text that is sorted before everything else.'),
    sortkey: t('What the bibliography is sorted by in place of everything else.'),
    sortname: sorting,
    sortshorthand: sorting,
    sorttitle: sorting,
    sortyear: sorting,
  };
}
