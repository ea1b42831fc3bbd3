import type { CslItem, CslName } from './csl.ts';

/**
 * A name from "Family, Given" or "Given Family"; a text without a space, or with a comma at its
 * end, is a body or a single name. BibTeX's rules for particles are in `formats/bibtex/names.ts`;
 * this is for plain lists.
 */
export function nameOf(written: string): CslName {
  const [family = '', ...rest] = written.split(',').map((part) => part.trim());
  const given = rest.filter(Boolean).join(', ');
  if (family && given) return { family, given };
  if (rest.length) return { literal: family || given };
  const words = family.split(/\s+/);
  const last = words.pop() ?? '';
  return words.length ? { family: last, given: words.join(' ') } : { literal: last };
}

/** What stands for a person in running text: the family name with its particle, or the body's name. */
export function familyOf(name: CslName): string {
  const particle = name['non-dropping-particle'];
  return [particle, name.family ?? name.literal ?? name.given].filter(Boolean).join(' ');
}

/** The full name as it is spoken: "Albert Gu", "Ludwig van Beethoven". */
export function fullName(name: CslName): string {
  const { given, family, suffix, literal } = name;
  const particles = [name['dropping-particle'], name['non-dropping-particle']];
  return [given, ...particles, family ?? literal, suffix].filter(Boolean).join(' ');
}

/** The name as lists sort it: "La Fontaine, Jean de, Jr." (CSL 1.0.2, "name-as-sort-order", long form). */
export function sortName(name: CslName): string {
  const given = [name.given, name['dropping-particle']].filter(Boolean).join(' ');
  const isGivenAlone = (name.family ?? name.literal) === undefined;
  return [familyOf(name), isGivenAlone ? '' : given, name.suffix].filter(Boolean).join(', ');
}

/** The names an item is known by: its authors, or its editors where it has none. */
export function creatorsOf(item: CslItem): readonly CslName[] {
  return item.author?.length ? item.author : (item.editor ?? []);
}

/** "Gu", "Gu & Dao", "Gu et al.", or nothing. */
export function shortNames(names: readonly CslName[]): string {
  const [first, second] = names;
  if (!first) return '';
  if (!second) return familyOf(first);
  return names.length === 2 ? `${familyOf(first)} & ${familyOf(second)}` : `${familyOf(first)} et al.`;
}

/** The year of issue, or nothing where the date is missing or is only words. */
export function yearOf(item: CslItem): number | undefined {
  return item.issued?.['date-parts']?.[0]?.[0];
}
