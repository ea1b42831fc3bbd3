import type { CslName } from '../../entry/csl.ts';
import { squeezed } from './texBlanks.ts';
import { isOneGroup, splitOutside } from './nameLists.ts';
import { texToText } from './tex.ts';

/*
 * Name lists as BibTeX reads them ("Tame the BeaST", section 11), with BibLaTeX's extended name
 * format (manual, section 3.4, "Name Parts") and the particles as pandoc tells them apart: one
 * that the entry's `useprefix` asks to keep, that ends in an apostrophe or hyphen ("d'", "al-"),
 * or that stands in braces with its name is non-dropping, any other one is dropping.
 */

/**
 * A list of names, as its TeX source. Names that hold nothing are left out. If they are not to
 * stay as typed, initials are parted and apostrophes are typographic, as in pandoc's CSL-JSON.
 */
export function readNames(list: string, typed: boolean, usePrefix: boolean): CslName[] {
  const found: CslName[] = [];
  const names = splitOutside(squeezed(list).replace(/ and$/i, ''), ' and ');
  const last = names.length - 1;
  for (let index = 0; index <= last; index++) {
    const name = (names[index] ?? '').trim();
    if (name === '' || name === ',' || name === 'and') continue;
    const read =
      index === last && name.toLowerCase() === 'others' ? { literal: 'others' } : readName(name, typed, usePrefix);
    if (read.family || read.given || read.literal || read.suffix) found.push(read);
  }
  return found;
}

function readName(name: string, typed: boolean, usePrefix: boolean): CslName {
  if (isOneGroup(name)) return { literal: text(name.slice(1, -1), typed) };
  if (name.includes('=') && extended.test(name)) return readExtended(name, typed, usePrefix);
  const [first = '', second, third, ...more] = splitOutside(name, ',');
  if (second === undefined) return assemble(givenVonLast(words(first)), typed, usePrefix);
  const { von, last } = vonLast(words(first));
  return third === undefined
    ? assemble({ von, last, given: second.trim(), suffix: '' }, typed, usePrefix)
    : assemble({ von, last, given: [third, ...more].join(',').trim(), suffix: second.trim() }, typed, usePrefix);
}

/** The parts of a name, still TeX. */
interface Parts {
  readonly von: string;
  readonly last: string;
  readonly given: string;
  readonly suffix: string;
}

/** "First von Last": the particle reaches from the first word in small letters to the last such word. */
function givenVonLast(list: readonly string[]): Parts {
  const final = list.length - 1;
  const start = list.findIndex((word, index) => index < final && startsSmall(word));
  if (start < 0) return { von: '', last: list[final] ?? '', given: list.slice(0, final).join(' '), suffix: '' };
  let end = start;
  for (let index = start; index < final; index++) if (startsSmall(list[index] ?? '')) end = index;
  return {
    von: list.slice(start, end + 1).join(' '),
    last: list.slice(end + 1).join(' '),
    given: list.slice(0, start).join(' '),
    suffix: '',
  };
}

/** "von Last": words in small letters at the front, but not all there is. */
function vonLast(list: readonly string[]): { readonly von: string; readonly last: string } {
  let end = 0;
  while (end < list.length - 1 && startsSmall(list[end] ?? '')) end++;
  return { von: list.slice(0, end).join(' '), last: list.slice(end).join(' ') };
}

type Draft = { -readonly [Part in keyof CslName]: CslName[Part] };

function assemble(parts: Parts, typed: boolean, usePrefix: boolean): CslName {
  const tail = parts.von ? '' : particleAfter(parts.given);
  const von = text(parts.von || tail.trim(), typed);
  const { particle, family } = splitParticle(text(parts.last, typed), parts.last);
  const given = spaced(text(tail ? parts.given.slice(0, -tail.length) : parts.given, typed), typed);
  const name: Draft = {};
  if (family) name.family = family;
  if (given) name.given = given;
  if (von || particle) {
    const kept = usePrefix && von ? [von, particle].filter(Boolean).join(' ') : particle;
    if (kept) name['non-dropping-particle'] = kept;
    if (von && !usePrefix) name['dropping-particle'] = von;
  }
  if (parts.suffix) name.suffix = text(parts.suffix, typed);
  return name;
}

/** The particle that lists put behind the given name: " von" of "Goethe, Johann Wolfgang von". */
function particleAfter(given: string): string {
  if (!/ [a-z][^ ]*$/.test(given) || given.includes('\\')) return '';
  return /(?: \p{Ll}[\p{Ll}'’]*)+$/u.exec(given)?.[0] ?? '';
}

/** "d'Alembert", "al-Khwarizmi", and a braced "von Braun" hold a particle that belongs to the name. */
function splitParticle(family: string, tex: string): { readonly particle: string; readonly family: string } {
  const first = family.charCodeAt(0);
  if (first >= 65 && first <= 90) return { particle: '', family };
  const joined = /^(\p{Ll}{1,3}['’-])(\p{Lu}.*)$/su.exec(family);
  if (joined) return { particle: joined[1] ?? '', family: joined[2] ?? '' };
  const words = tex.includes('{') ? family.split(' ') : [];
  const end = words.findIndex((word) => !/^\p{Ll}/u.test(word));
  if (end <= 0) return { particle: '', family };
  return { particle: words.slice(0, end).join(' '), family: words.slice(end).join(' ') };
}

/** Pandoc parts initials that are written together: "T. S." of "T.S.". */
function spaced(given: string, typed: boolean): string {
  return typed || !given.includes('.') ? given : given.replace(/(?<=(?:^|[\s.])\p{Lu}\.)(?=\p{Lu}[.-])/gu, ' ');
}

const extended = /^"?\s*(?:family|given|prefix|suffix|useprefix|id|hash|(?:family|given|prefix|suffix)-i)\s*=/i;

/** `family=Beethoven, given=Ludwig, prefix=van, useprefix=true`. */
function readExtended(name: string, typed: boolean, usePrefix: boolean): CslName {
  const values = new Map<string, string>();
  for (const part of splitOutside(name, ',')) {
    const sign = part.indexOf('=');
    const key = part.slice(0, sign).replaceAll('"', '').trim().toLowerCase();
    if (sign > 0)
      values.set(
        key,
        part
          .slice(sign + 1)
          .replaceAll('"', '')
          .trim(),
      );
  }
  const asked = values.get('useprefix');
  const parts = {
    von: values.get('prefix') ?? '',
    last: values.get('family') ?? '',
    given: values.get('given') ?? '',
    suffix: values.get('suffix') ?? '',
  };
  return assemble(parts, typed, asked === undefined ? usePrefix : asked.toLowerCase() === 'true');
}

/** A part of a name as text; a tie between its words is a blank. */
function text(tex: string, typed: boolean): string {
  if (tex === '') return '';
  const plain = texToText(tex, 'plain').replaceAll('\u00a0', ' ');
  return typed || !plain.includes("'") ? plain : plain.replaceAll("'", '’');
}

function words(tex: string): string[] {
  const ties = tex.includes('~') ? tex.replace(/(?<!\\)~/g, ' ') : tex;
  return splitOutside(ties, ' ').filter(Boolean);
}

/** Whether a word starts with a small letter as BibTeX sees it: braces around the whole word hide it. */
function startsSmall(word: string): boolean {
  const first = word.charCodeAt(0);
  if (first >= 65 && first <= 90) return false;
  if (first >= 97 && first <= 122) return true;
  if (first === 123 && !word.startsWith('{\\') && isOneGroup(word)) return false;
  const start = /[{\\]/.test(word) ? texToText(word, 'plain') : word;
  return /^['’`‘]?\p{Ll}/u.test(start);
}
