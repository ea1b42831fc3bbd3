import { familyOf, fullName, nameOf, shortNames, sortName } from '../../entry/authors.ts';
import type { CslName } from '../../entry/csl.ts';

/** How the filter `authors` writes names. */
export const authorFormats = ['short', 'family', 'full', 'sorted', 'initials', 'apa'] as const;
export type AuthorFormat = (typeof authorFormats)[number];

/** Lists of names that templates see as texts, and the names they were made of: a text cannot tell where a particle belongs. */
const namesOfList = new WeakMap<readonly unknown[], readonly CslName[]>();

/** The texts, which `peopleIn` knows from now on as these names. */
export function rememberNames(texts: readonly string[], names: readonly CslName[]): readonly string[] {
  namesOfList.set(texts, names);
  return texts;
}

/** The names in a value of a template: a list of CSL names or of "Family, Given", or one of them. */
export function peopleIn(value: unknown): readonly CslName[] {
  if (Array.isArray(value)) return namesOfList.get(value) ?? value.flatMap(peopleIn);
  if (typeof value === 'string') return value.trim() ? [nameOf(value)] : [];
  return typeof value === 'object' && value !== null ? [value] : [];
}

/**
 * Names in one text: "Gu & Dao" (short), "Gu, Dao" (family), "Albert Gu, Tri Dao" (full), "Gu, Albert; Dao, Tri"
 * (sorted), "A. Gu, T. Dao" (initials) or "Gu, A., & Dao, T." (apa). Of more than `most` only the first is written.
 */
export function formatPeople(names: readonly CslName[], format: AuthorFormat, most = Infinity): string {
  if (format === 'short') return shortNames(names);
  const isCut = names.length > Math.max(1, most);
  const written = (isCut ? names.slice(0, 1) : names).map((name) => formatName(name, format));
  const [separator, last] = separators[format];
  const text =
    written.length < 2 ? written.join('') : `${written.slice(0, -1).join(separator)}${last}${written.at(-1) ?? ''}`;
  return isCut ? `${text} et al.` : text;
}

const separators: Readonly<Record<AuthorFormat, readonly [string, string]>> = {
  short: [', ', ', '],
  family: [', ', ', '],
  full: [', ', ', '],
  sorted: ['; ', '; '],
  initials: [', ', ', '],
  apa: [', ', ', & '],
};

function formatName(name: CslName, format: AuthorFormat): string {
  switch (format) {
    case 'family':
      return familyOf(name);
    case 'sorted':
      return sortName(name);
    case 'initials':
      return [initialsOf(name.given), name['dropping-particle'], familyOf(name)].filter(Boolean).join(' ');
    case 'apa':
      return [familyOf(name), [initialsOf(name.given), name['dropping-particle']].filter(Boolean).join(' ')]
        .filter(Boolean)
        .join(', ');
    default:
      return fullName(name);
  }
}

/** "Jean-Luc Marie" as "J.-L. M."; a script without capitals keeps its names whole. */
function initialsOf(given = ''): string {
  return given
    .split(/\s+/)
    .filter(Boolean)
    .map((word) =>
      word
        .split('-')
        .filter(Boolean)
        .map((part) => {
          const [first = ''] = part.normalize('NFC');
          return first.toLowerCase() === first.toUpperCase() ? part : `${first}.`;
        })
        .join('-'),
    )
    .join(' ');
}
