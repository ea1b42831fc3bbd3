/** One of these fields has to be there; the first is the one that is proposed. */
type Choice = readonly string[];

const date: Choice = ['date', 'year'];
const institution: Choice = ['institution', 'school'];
const journal: Choice = ['journaltitle', 'journal'];
const someone: Choice = ['author', 'editor'];

const one = (...names: readonly string[]): readonly Choice[] => names.map((name) => [name]);
const inBook = [...one('author', 'title', 'booktitle'), date];

/**
 * What an entry needs to be set, by its type (BibLaTeX manual, 2.1.1 and 2.1.3). Fields that the manual asks for and
 * that the standard styles do without are left out: nobody is told of a date or an author that `@misc` has not.
 */
const required: Readonly<Record<string, readonly Choice[]>> = {
  article: [...one('author', 'title'), journal, date],
  book: [...one('title'), someone, date],
  mvbook: [...one('title'), someone, date],
  inbook: inBook,
  bookinbook: inBook,
  suppbook: inBook,
  booklet: [...one('title'), someone, date],
  collection: [...one('editor', 'title'), date],
  mvcollection: [...one('editor', 'title'), date],
  incollection: inBook,
  suppcollection: inBook,
  dataset: [...one('title'), someone, date],
  manual: [...one('title'), date],
  misc: one('title'),
  online: [...one('title'), date, ['url', 'doi', 'eprint']],
  patent: [...one('author', 'title', 'number'), date],
  periodical: [...one('editor', 'title'), date],
  proceedings: [...one('title'), date],
  mvproceedings: [...one('title'), date],
  inproceedings: inBook,
  reference: [...one('editor', 'title'), date],
  mvreference: [...one('editor', 'title'), date],
  inreference: inBook,
  report: [...one('author', 'title', 'type'), institution, date],
  software: one('title'),
  thesis: [...one('author', 'title', 'type'), institution, date],
  unpublished: [...one('author', 'title'), date],
};

/** Types that stand for others (BibLaTeX manual, 2.1.2); those with a kind in their name need no field for it. */
const aliases: Readonly<Record<string, { readonly type: string; readonly without?: string }>> = {
  conference: { type: 'inproceedings' },
  electronic: { type: 'online' },
  www: { type: 'online' },
  mastersthesis: { type: 'thesis', without: 'type' },
  phdthesis: { type: 'thesis', without: 'type' },
  techreport: { type: 'report', without: 'type' },
};

/** The fields that an entry of the type lacks: for each the names of which one would do. Types in small letters. */
export function missingFields(type: string, has: (field: string) => boolean): readonly Choice[] {
  const alias = Object.hasOwn(aliases, type) ? aliases[type] : undefined;
  const name = alias?.type ?? type;
  const choices = Object.hasOwn(required, name) ? (required[name] ?? []) : [];
  return choices.filter((choice) => choice[0] !== alias?.without && !choice.some(has));
}
