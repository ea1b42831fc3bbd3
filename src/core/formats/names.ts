import type { CslName } from '../entry/csl.ts';

/**
 * A name from "Family, Given" or "Family, Given, Suffix", the order of RIS and EndNote. Without a
 * comma it is a body or a single name, which EndNote marks with a comma at its end.
 */
export function commaName(written: string): CslName | undefined {
  const comma = written.indexOf(',');
  const family = (comma < 0 ? written : written.slice(0, comma)).trim();
  const after = comma < 0 ? '' : written.slice(comma + 1).trim();
  if (!after) return family ? { literal: family } : undefined;
  const second = after.indexOf(',');
  if (second < 0) return withParticles(family ? { family, given: after } : { given: after });
  const given = after.slice(0, second).trim();
  const suffix = after
    .slice(second + 1)
    .trim()
    .replace(/,$/, '');
  return withParticles({ ...(family ? { family } : {}), ...(given ? { given } : {}), ...(suffix ? { suffix } : {}) });
}

/**
 * Takes particles that stand in the family or given name to their own place, as pandoc does when it
 * reads CSL-JSON: small words before the family name ("van der Berg") stay with it when it is
 * printed, those after the given name ("Ludwig van") do not. A family name in double quotes is left
 * whole (CSL-JSON input of citeproc, "Names").
 */
export function withParticles(name: CslName): CslName {
  if (name['non-dropping-particle'] !== undefined || name['dropping-particle'] !== undefined) return name;
  const { family = '', given = '' } = name;
  if (!/^["\p{Ll}]/u.test(family) && !/\s\p{Ll}/u.test(given)) return name;
  if (/^".*"$/.test(family)) return { ...name, family: family.slice(1, -1) };
  const familyWords = family.split(/\s+/);
  const familyStart = familyWords.findIndex((word) => !isParticle(word));
  const givenWords = given.split(/\s+/);
  const givenEnd = givenWords.findLastIndex((word) => !isParticle(word)) + 1;
  return {
    ...name,
    ...(familyStart > 0
      ? {
          family: familyWords.slice(familyStart).join(' '),
          'non-dropping-particle': familyWords.slice(0, familyStart).join(' '),
        }
      : {}),
    ...(givenEnd > 0 && givenEnd < givenWords.length
      ? { given: givenWords.slice(0, givenEnd).join(' '), 'dropping-particle': givenWords.slice(givenEnd).join(' ') }
      : {}),
  };
}

function isParticle(word: string): boolean {
  return /^\p{Ll}[\p{L}’']*$/u.test(word);
}
