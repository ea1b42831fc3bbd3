import type { RawEntry, RawField } from './raw.ts';

/*
 * Inheritance by `crossref` and `xdata`: the rules of the BibLaTeX manual, appendix B ("Default
 * Inheritance Setup").
 */

/** The entry that a key names, if the file has it. */
export type FindEntry = (key: string) => RawEntry | undefined;

/** The keys that a `crossref` or `xdata` names. */
export type KeysIn = (field: RawField) => readonly string[];

/** Entries that one entry may take fields from; real ones have one or two. */
const mostAncestors = 20;

/**
 * The entry's fields and those that it inherits. Of several with one name the last one holds, so
 * its own come last; `fieldNamed` looks from the end. Most entries inherit nothing and cost nothing.
 */
export function fieldsWithInherited(entry: RawEntry, find: FindEntry, keysIn: KeysIn): readonly RawField[] {
  const inherits = entry.fields.some(({ name }) => name === 'crossref' || name === 'xdata');
  return inherits ? collect(entry, find, keysIn, new Set([entry])) : entry.fields;
}

/** The last field of that name. Lists are short: a loop is quicker than a table made for each entry. */
export function fieldNamed(fields: readonly RawField[], name: string): RawField | undefined {
  for (let index = fields.length - 1; index >= 0; index--) if (fields[index]?.name === name) return fields[index];
  return undefined;
}

function collect(entry: RawEntry, find: FindEntry, keysIn: KeysIn, seen: Set<RawEntry>): readonly RawField[] {
  let { fields } = entry;
  const parentsIn = (name: 'xdata' | 'crossref'): readonly RawEntry[] => {
    const link = fieldNamed(fields, name);
    if (link === undefined) return [];
    const parents: RawEntry[] = [];
    for (const key of keysIn(link)) {
      const parent = find(key);
      if (seen.size > mostAncestors) break;
      if (!parent || seen.has(parent)) continue;
      seen.add(parent);
      parents.push(parent);
    }
    return parents;
  };
  for (const parent of parentsIn('xdata')) fields = filled(fields, collect(parent, find, keysIn, seen), keptNames);
  for (const parent of parentsIn('crossref')) {
    const renaming = renamings.find(([parents, children]) => parents.has(parent.type) && children.has(entry.type));
    fields = filled(fields, collect(parent, find, keysIn, seen), renaming?.[2] ?? keptNames);
  }
  return fields;
}

/** The fields, and before them those of the parent that they lack. */
function filled(fields: readonly RawField[], from: readonly RawField[], rename: Rename): readonly RawField[] {
  const own = new Set(fields.map(({ name }) => name));
  const dated = own.has('date') || own.has('year');
  const under: RawField[] = [];
  const renamed: RawField[] = [];
  for (const field of from) {
    // A child with a date of its own takes no part of its parent's.
    if (unshared.has(field.name) || (dated && dates.has(field.name))) continue;
    const names = rename(field.name);
    if (!names) under.push(field);
    else for (const name of names) renamed.push({ ...field, name });
  }
  // A parent's own `booktitle` is a better one than its title.
  return [...renamed, ...under.filter(({ name }) => !own.has(name)), ...fields];
}

const dates = new Set(['date', 'year', 'month', 'day']);

const unshared = new Set(
  (
    'crossref xref xdata ids entryset entrysubtype execute label options presort related relatedoptions relatedstring ' +
    'relatedtype shorthand shorthandintro sortkey'
  ).split(' '),
);

/** The names a field has in the child; nothing if it keeps its own. */
type Rename = (name: string) => readonly string[] | undefined;

const keptNames: Rename = () => undefined;

const notInherited = new Set(['shorttitle', 'sorttitle', 'indextitle', 'indexsorttitle']);

/** Titles get a prefix ("title" to "booktitle"); short and sorting titles stay behind. */
function titles(prefix: 'main' | 'book' | 'journal', authors = false): Rename {
  return (name) => {
    if (name === 'title' || name === 'subtitle' || name === 'titleaddon') return [prefix + name];
    if (authors && name === 'author') return ['author', 'bookauthor'];
    return notInherited.has(name) ? [] : undefined;
  };
}

function types(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}

/** Types of the parent, types of the child, and what its fields are called there. */
const renamings: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>, Rename])[] = [
  [types('mvbook'), types('book inbook bookinbook suppbook'), titles('main', true)],
  [
    types('mvcollection mvreference'),
    types('collection reference incollection inreference suppcollection'),
    titles('main'),
  ],
  [types('mvproceedings'), types('proceedings inproceedings'), titles('main')],
  [types('book'), types('inbook bookinbook suppbook'), titles('book', true)],
  [types('collection reference'), types('incollection inreference suppcollection'), titles('book')],
  [types('proceedings'), types('inproceedings conference'), titles('book')],
  [types('periodical'), types('article suppperiodical review'), titles('journal')],
];
