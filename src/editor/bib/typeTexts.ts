import * as vscode from 'vscode';

/** What an entry type is for; nothing for one that nobody knows. */
export function typeText(name: string): string | undefined {
  known ??= new Map(Object.entries(texts()));
  return known.get(name);
}

let known: ReadonlyMap<string, string> | undefined;

function texts(): Readonly<Record<string, string>> {
  const { t } = vscode.l10n;
  return {
    article: t('An article of a journal, magazine or newspaper.'),
    book: t('A book in one volume.'),
    mvbook: t('A book in several volumes.'),
    inbook: t('A part of a book with a title of its own, such as an essay among others of the same author.'),
    bookinbook: t('A book that was printed again within another one, such as in collected works.'),
    suppbook: t('What accompanies a book: its preface, introduction or afterword.'),
    booklet: t('A printed work that no publisher or institution put out.'),
    collection: t('A book of contributions by several authors, put together by an editor.'),
    mvcollection: t('A collection in several volumes.'),
    incollection: t('A contribution to a collection, with its own author and title.'),
    suppcollection: t('What accompanies a collection, such as its preface.'),
    dataset: t('Data that were published to be used again.'),
    manual: t('Documentation of something, printed or not.'),
    misc: t('What no other type fits.'),
    online: t('A resource that exists only online, such as a website or a preprint.'),
    electronic: t('The same as {0}.', '`@online`'),
    www: t('The same as {0}.', '`@online`'),
    patent: t('A patent, or a request for one.'),
    periodical: t('A whole issue of a journal, such as a special issue.'),
    suppperiodical: t('A regular column, letter or obituary in a periodical.'),
    proceedings: t('The proceedings of a conference.'),
    mvproceedings: t('Proceedings in several volumes.'),
    inproceedings: t('A paper in the proceedings of a conference.'),
    conference: t('The same as {0}.', '`@inproceedings`'),
    reference: t('A work of reference, such as a dictionary or an encyclopedia.'),
    mvreference: t('A work of reference in several volumes.'),
    inreference: t('An article in a work of reference.'),
    report: t('A report of a university, an institute or a company; its kind is its type.'),
    techreport: t('A technical report.'),
    thesis: t('A thesis for a degree; which one is its type.'),
    mastersthesis: t('A master’s thesis.'),
    phdthesis: t('A doctoral thesis.'),
    unpublished: t('A manuscript or talk that was never published.'),
    set: t('Several entries that are cited as one.'),
    xdata: t('Fields that other entries take over by {0}. It cannot be cited.', '`xdata`'),
    artwork: t('A painting, sculpture or installation.'),
    audio: t('A recording of sound.'),
    commentary: t('A commentary, such as one on a law.'),
    image: t('A picture or photograph.'),
    jurisdiction: t('The decision of a court.'),
    legislation: t('A law or bill.'),
    legal: t('A legal document, such as a treaty.'),
    letter: t('A letter, e-mail or memorandum.'),
    movie: t('A film.'),
    music: t('A recording of music.'),
    performance: t('A performance of music or theatre, as an event.'),
    review: t('A review of another work.'),
    software: t('A program.'),
    standard: t('A standard of a body such as ISO.'),
    video: t('A recording of pictures and sound.'),
    string: t('Gives a text a name, which values use without braces.'),
    preamble: t('TeX that goes into the bibliography before its entries.'),
    comment: t('Text that is not read.'),
  };
}
