import type { CslName } from '../../entry/csl.ts';
import { texOf } from './texEncode.ts';

/**
 * A list of names in the form that BibTeX reads without guessing: "von Last, Jr, First"
 * ("BibTeXing", section 4), joined by "and", the list cut short by "others".
 */
export function namesToTex(names: readonly CslName[]): string {
  return names.map(nameToTex).filter(Boolean).join(' and ');
}

function nameToTex(name: CslName, index: number, names: { readonly length: number }): string {
  if (name.literal !== undefined) {
    const isOthers = name.literal === 'others' && index > 0 && index === names.length - 1;
    return isOthers ? 'others' : `{${texOf(name.literal)}}`;
  }
  if (!name.given && !name.suffix && /\s/.test(name.family ?? '')) return `{${texOf(fullFamily(name))}}`;
  const particles = [name['dropping-particle'], name['non-dropping-particle']].filter(Boolean).join(' ');
  const last = [particles && particle(particles), part(name.family ?? '', true)].filter(Boolean).join(' ');
  const { given = '', suffix = '' } = name;
  if (!given && !suffix) return last;
  return [last, ...(suffix ? [part(suffix)] : []), part(given)].join(', ');
}

/** A family name of several words that stands alone would be split into a given and a family name. */
function fullFamily(name: CslName): string {
  return [name['dropping-particle'], name['non-dropping-particle'], name.family].filter(Boolean).join(' ');
}

/** A particle is known by its small first letter; any other one is made part of the family name. */
function particle(text: string): string {
  return text.split(/\s+/).every((word) => /^[\p{Ll}'’]/u.test(word)) ? texOf(text) : `{${texOf(text)}}`;
}

/** Braces keep together what BibTeX would split: a comma, an "and", a family name that starts small. */
function part(text: string, family = false): string {
  const splits = /,|(^|\s)(and|others)(\s|$)/i.test(text) || (family && /(^|\s)\p{Ll}/u.test(text));
  return splits ? `{${texOf(text)}}` : texOf(text);
}
