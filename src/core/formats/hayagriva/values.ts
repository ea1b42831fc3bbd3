import type { CslDate, CslName } from '../../entry/csl.ts';
import { isFields } from '../csl/item.ts';
import { withParticles } from '../names.ts';
import { text } from '../values.ts';
import { writtenDate } from '../writtenDate.ts';

/**
 * A formattable string: a text, or `{value, short?, verbatim?}`. Braces that keep letters as they are fall away, and
 * so does the backslash before `\`, `{`, `}` and `$`; math between dollars stays.
 */
export function formatted(value: unknown): string | undefined {
  if (!isFields(value)) return plain(text(value));
  if (isFields(value['value'])) return plain(text(value['value']['value']));
  const whole = text(value['value']);
  return text(value['verbatim']) === 'true' ? whole : plain(whole);
}

/** The short form of a formattable string. Older files call a title's `shorthand`. */
export function shortForm(value: unknown): string | undefined {
  return isFields(value) ? formatted(value['short'] ?? value['shorthand']) : undefined;
}

function plain(value: string | undefined): string | undefined {
  return value?.replace(/\\([\\{}$])|[{}]/g, '$1');
}

/** One person or a list: "Prefix Family, Suffix, Given", a single name, or a mapping of the parts. */
export function persons(value: unknown): CslName[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const names = list.map(person).filter((name) => name !== undefined);
  return names.length ? names : undefined;
}

function person(value: unknown): CslName | undefined {
  if (isFields(value)) return partsOf(value);
  const parts = text(value)
    ?.split(',')
    .map((part) => part.trim());
  const [family, ...rest] = parts ?? [];
  if (!family) return undefined;
  const given = rest.pop();
  if (!given) return { literal: family };
  return withParticles({ family, given, ...(rest.length ? { suffix: rest.join(', ') } : {}) });
}

function partsOf(value: Readonly<Record<string, unknown>>): CslName | undefined {
  const family = text(value['name']);
  const given = text(value['given-name']);
  const prefix = text(value['prefix']);
  const suffix = text(value['suffix']);
  if (family === undefined) {
    const alias = text(value['alias']);
    return alias === undefined ? undefined : { literal: alias };
  }
  if (given === undefined && prefix === undefined && suffix === undefined) return { literal: family };
  const name = { family, ...(given ? { given } : {}), ...(suffix ? { suffix } : {}) };
  const { 'dropping-particle': dropping, given: first } = withParticles({ ...(given ? { given } : {}) });
  if (prefix === undefined) return withParticles(name);
  return {
    ...name,
    ...(first ? { given: first } : {}),
    'non-dropping-particle': prefix,
    ...(dropping ? { 'dropping-particle': dropping } : {}),
  };
}

/** A date as ISO 8601, with `~` before it where it is approximate, or a mapping of its parts. */
export function dateOf(value: unknown): CslDate | undefined {
  if (isFields(value)) {
    const numbers = ['year', 'month', 'day'].map((part) => text(value[part])?.padStart(part === 'year' ? 4 : 2, '0'));
    const date = writtenDate(numbers.filter(Boolean).join('-'));
    const season = Number(text(value['season']));
    return (
      date && {
        ...date,
        ...(season >= 1 && season <= 4 ? { season } : {}),
        ...circa(text(value['approximate']) === 'true'),
      }
    );
  }
  const written = text(value);
  if (written === undefined) return undefined;
  const approximate = written.startsWith('~');
  const digits = approximate ? written.slice(1).trim() : written;
  const date = writtenDate(
    /^-?\d{1,3}$/.test(digits) ? digits.replace(/\d+/, (year) => year.padStart(4, '0')) : digits,
  );
  return date && { ...date, ...circa(approximate) };
}

function circa(is: boolean): Pick<CslDate, 'circa'> {
  return is ? { circa: true } : {};
}
