/*
 * BibLaTeX's entry types with their fields (manual, section 2.1, "Entry Types"), and the names that
 * BibTeX has for some of the fields (section 2.2.5, "Field Aliases"). Facts only; what is said about
 * them to people stands in the editor.
 */

export interface EntryType {
  readonly name: string;
  /** Each with the fields that will do in its place: `author` or `editor`. */
  readonly required: readonly (readonly string[])[];
  readonly optional: readonly string[];
  /** The type that it is another name, or a special case, of. */
  readonly like?: string;
}

const links = 'doi eprint eprintclass eprinttype url urldate';
const end = `addendum pubstate ${links}`;
const subtitles = 'subtitle titleaddon';
const roles = 'editora editorb editorc translator annotator commentator introduction foreword afterword ' + subtitles;
const mainTitles = 'maintitle mainsubtitle maintitleaddon';
const languages = 'language origlanguage';
const made = 'note publisher location isbn';
const inVolume = `${mainTitles} ${languages} volume part edition volumes series number ${made}`;
const inBook = `${mainTitles} booksubtitle booktitleaddon ${languages} volume part edition volumes series number ${made} chapter pages ${end}`;
const event = 'eventtitle eventtitleaddon eventdate venue language';
const date = 'date/year';

/** Name, required fields, optional fields. */
const described: readonly (readonly [name: string, required: string, optional: string])[] = [
  [
    'article',
    `author title journaltitle/journal ${date}`,
    `volume number pages month ${subtitles} issue issuetitle issuesubtitle journalsubtitle series eid translator annotator commentator editor editora editorb editorc ${languages} version note issn ${end}`,
  ],
  ['book', `author/editor title ${date}`, `editor ${roles} ${inVolume} chapter pages pagetotal ${end}`],
  [
    'mvbook',
    `author/editor title ${date}`,
    `editor ${roles} ${languages} edition volumes series number ${made} pagetotal ${end}`,
  ],
  ['inbook', `author title booktitle ${date}`, `bookauthor editor ${roles} ${inBook}`],
  [
    'booklet',
    `author/editor title ${date}`,
    `${subtitles} language howpublished type note location chapter pages pagetotal ${end}`,
  ],
  ['collection', `editor title ${date}`, `${roles} ${inVolume} chapter pages pagetotal ${end}`],
  [
    'mvcollection',
    `editor title ${date}`,
    `${roles} ${languages} edition volumes series number ${made} pagetotal ${end}`,
  ],
  ['incollection', `author title booktitle ${date}`, `editor ${roles} ${inBook}`],
  [
    'dataset',
    `author/editor title ${date}`,
    `${subtitles} language edition type series number version ${made} organization ${end}`,
  ],
  [
    'manual',
    `author/editor title ${date}`,
    `${subtitles} language edition type series number version organization ${made} chapter pages pagetotal ${end}`,
  ],
  [
    'misc',
    `author/editor title ${date}`,
    `${subtitles} language howpublished type version note organization location month ${end}`,
  ],
  [
    'online',
    `author/editor title ${date} url/doi/eprint`,
    `urldate ${subtitles} language version note organization month ${end}`,
  ],
  ['patent', `author title number ${date}`, `holder ${subtitles} type version location note month ${end}`],
  [
    'periodical',
    `editor title ${date}`,
    `editora editorb editorc subtitle issuetitle issuesubtitle language series volume number issue month note issn ${end}`,
  ],
  [
    'proceedings',
    `title ${date}`,
    `editor ${subtitles} ${mainTitles} ${event} volume part volumes series number organization month ${made} chapter pages pagetotal ${end}`,
  ],
  [
    'mvproceedings',
    `title ${date}`,
    `editor ${subtitles} ${event} volumes series number organization month ${made} pagetotal ${end}`,
  ],
  [
    'inproceedings',
    `author title booktitle ${date}`,
    `pages editor ${subtitles} ${mainTitles} booksubtitle booktitleaddon ${event} volume part volumes series number organization month ${made} chapter ${end}`,
  ],
  [
    'report',
    `author title type institution ${date}`,
    `${subtitles} language number version note location month isrn chapter pages pagetotal ${end}`,
  ],
  [
    'thesis',
    `author title type institution/school ${date}`,
    `${subtitles} language note location month isbn chapter pages pagetotal ${end}`,
  ],
  [
    'unpublished',
    `author title ${date}`,
    `${subtitles} language howpublished note location month isbn ${event} ${end}`,
  ],
  ['set', 'entryset', ''],
  ['xdata', '', ''],
];

/** Optional fields that most entries have, where their type knows them: these are offered first. */
const usual: readonly string[] = words(
  'editor volume number pages month publisher location edition series chapter eid doi url urldate eprint eprinttype ' +
    'eprintclass isbn issn note subtitle translator howpublished type organization version venue eventtitle',
);

function usualFirst(fields: readonly string[]): readonly string[] {
  const known = new Set(fields);
  return [...new Set([...usual.filter((field) => known.has(field)), ...fields])];
}

/** Types that take the fields of another one. */
const alike =
  'bookinbook:inbook suppbook:inbook suppcollection:incollection suppperiodical:article reference:collection ' +
  'mvreference:mvcollection inreference:incollection conference:inproceedings electronic:online www:online ' +
  'review:article artwork:misc audio:misc commentary:misc image:misc jurisdiction:misc legislation:misc legal:misc ' +
  'letter:misc movie:misc music:misc performance:misc software:misc standard:misc video:misc';

/** As `thesis` and `report`, without asking for a `type`. */
const typeless = 'mastersthesis:thesis phdthesis:thesis techreport:report';

/** Types that most libraries are made of: these are offered first. */
const usualTypes = 'article inproceedings book incollection inbook online misc phdthesis thesis report techreport';

/** Every entry type by its name, the usual ones first. */
export const entryTypes: ReadonlyMap<string, EntryType> = table();

function table(): Map<string, EntryType> {
  const types = new Map<string, EntryType>();
  for (const [name, required, optional] of described) {
    types.set(name, {
      name,
      required: words(required).map((field) => field.split('/')),
      optional: usualFirst(words(optional)),
    });
  }
  const derive = (pairs: string, requiresType: boolean) => {
    for (const pair of words(pairs)) {
      const [name = '', like = ''] = pair.split(':');
      const model = types.get(like);
      if (!model) continue;
      const required = model.required.filter(([field]) => requiresType || field !== 'type');
      types.set(name, { name, required, optional: requiresType ? model.optional : [...model.optional, 'type'], like });
    }
  };
  derive(alike, true);
  derive(typeless, false);
  const first = words(usualTypes).flatMap((name) => types.get(name) ?? []);
  return new Map([...first, ...types.values()].map((type) => [type.name, type]));
}

/** Fields that any entry may have. */
export const generalFields: readonly string[] = words(
  'keywords abstract annotation file library langid shorttitle shortauthor shorteditor shortjournal shortseries ' +
    'shorthand shorthandintro label crossref xref xdata related relatedtype relatedstring relatedoptions ids options ' +
    'editortype editoratype editorbtype editorctype authortype bookpagination pagination nameaddon entrysubtype ' +
    'origdate origlocation origpublisher origtitle reprinttitle indextitle indexsorttitle isan ismn iswc ' +
    'presort sortkey sortname sortshorthand sorttitle sortyear gender execute langidopts entryset',
);

/** BibTeX's names, and those of other tools, for BibLaTeX's fields. */
export const fieldAliases: Readonly<Record<string, string>> = {
  address: 'location',
  annote: 'annotation',
  archiveprefix: 'eprinttype',
  hyphenation: 'langid',
  journal: 'journaltitle',
  key: 'sortkey',
  pdf: 'file',
  primaryclass: 'eprintclass',
  school: 'institution',
};

/** BibLaTeX's name of a field. */
export function fieldOf(name: string): string {
  return Object.hasOwn(fieldAliases, name) ? (fieldAliases[name] ?? name) : name;
}

/** Fields whose values are keys of other entries. */
export const keyFields: ReadonlySet<string> = new Set(['crossref', 'xref', 'xdata', 'related', 'ids', 'entryset']);

/**
 * The required fields that an entry lacks, each with what will do in its place; none for a type that
 * is not known. Fields that it may inherit are the caller's to count among those it has.
 */
export function missingFields(type: string, names: Iterable<string>): readonly (readonly string[])[] {
  const known = entryTypes.get(type);
  if (!known) return [];
  const has = new Set([...names].map(fieldOf));
  return known.required.filter((choices) => !choices.some((name) => has.has(fieldOf(name))));
}

function words(text: string): string[] {
  return text.split(' ').filter(Boolean);
}
