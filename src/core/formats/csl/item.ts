import type { CslDate, CslItem, CslName } from '../../entry/csl.ts';
import { bareDoi } from '../identifiers.ts';
import { withParticles } from '../names.ts';
import { writtenDate } from '../writtenDate.ts';
import { crossrefTypes, cslTypes, dateVariables, nameVariables, olderNames } from './variables.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Nested data of other programs are kept up to this depth and number of values. */
const deepest = 4;
const mostValues = 500;

/**
 * A CSL-JSON item from what JSON or YAML gave, with every variable in the form that `CslItem`
 * promises: numbers as text, one name or a string where a list of names should be as that list, dates that are
 * strings or `{year, month, day}` mappings as date parts (pandoc manual, "Citations in metadata"). A value that no
 * variable can hold is dropped. Markup in text stays as it is.
 */
export function cslItem(fields: Fields, id: string): CslItem {
  const item: Record<string, unknown> & { id: string; type: string } = { id, type: typeOf(fields['type']) };
  for (const name of Object.keys(fields)) {
    if (name === 'id' || name === 'type' || name === 'citation-key' || name === '__proto__') continue;
    const value = valueOf(name, fields[name]);
    if (value !== undefined) item[olderNames[name] ?? name] = value;
  }
  return item;
}

/** Whether an object is meant as a bibliographic item: by its type, or by a key with names or a date in CSL's form. */
export function isCslItem(value: unknown): value is Fields {
  if (!isFields(value)) return false;
  const type = value['type'];
  const telling = ['title', 'author', 'editor', 'issued', 'container-title', 'DOI', 'URL', 'ISBN', 'publisher'];
  if (typeof type === 'string' && isCslType(type))
    return telling.some((name) => value[name] !== undefined) || 'id' in value;
  if (value['id'] === undefined && value['citation-key'] === undefined) return false;
  const { author, editor, issued } = value;
  return (
    isNames(author) ||
    isNames(editor) ||
    (isFields(issued) && ('date-parts' in issued || 'raw' in issued || 'literal' in issued))
  );
}

/** Whether an object in a list of bibliographic items is one too, be it without a type. */
export function isItemAmongOthers(value: unknown): value is Fields {
  return isCslItem(value) || (isFields(value) && ('id' in value || 'title' in value || 'citation-key' in value));
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isCslType(type: string): boolean {
  return cslTypes.has(type) || Object.hasOwn(crossrefTypes, type);
}

function isNames(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return isFields(first) && ('family' in first || 'literal' in first || 'given' in first);
}

/** A type that is missing is a document, the most general one. */
function typeOf(value: unknown): string {
  const type = scalar(value) ?? 'document';
  return Object.hasOwn(crossrefTypes, type) ? (crossrefTypes[type] ?? type) : type;
}

function valueOf(name: string, value: unknown): unknown {
  if (nameVariables.has(name)) return namesOf(value);
  if (dateVariables.has(name)) return dateOf(value);
  if (typeof value === 'string') return name === 'DOI' ? bareDoi(value) || undefined : scalar(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const texts = value.map(scalar).filter((text) => text !== undefined);
    return texts.length === value.length && texts.length ? texts.join(', ') : undefined;
  }
  return name === 'custom' && isFields(value) ? bounded(value) : undefined;
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  return value.trim() || undefined;
}

function namesOf(value: unknown): CslName[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const names = list.map(nameOf).filter((name) => name !== undefined);
  return names.length ? names : undefined;
}

const nameParts = ['family', 'given', 'non-dropping-particle', 'dropping-particle', 'suffix', 'literal'] as const;

function nameOf(value: unknown): CslName | undefined {
  if (!isFields(value)) {
    const literal = scalar(value);
    return literal === undefined ? undefined : { literal };
  }
  const name: Record<string, string> = {};
  for (const part of nameParts) {
    const text = scalar(value[part]);
    if (text !== undefined) name[part] = text;
  }
  if (name['family'] === undefined && name['given'] === undefined && name['literal'] === undefined) {
    const other = scalar(value['name']);
    return other === undefined ? undefined : { literal: other };
  }
  return withParticles(isTrue(value['comma-suffix']) ? { ...name, 'comma-suffix': true } : name);
}

function dateOf(value: unknown): CslDate | undefined {
  if (Array.isArray(value)) return rangeOf(value);
  if (!isFields(value)) return writtenDate(scalar(value) ?? '');
  const parts = partsOf(value['date-parts']);
  const season = seasonOf(value['season']);
  const circa = isTrue(value['circa']) ? { circa: true } : {};
  if (parts.length) return { 'date-parts': parts, ...season, ...circa };
  if ('year' in value) return yearMonthDay(value);
  const literal = scalar(value['literal']);
  if (literal !== undefined) return { literal, ...circa };
  const raw = writtenDate(scalar(value['raw']) ?? '');
  return raw && { ...raw, ...season, ...circa };
}

/** A list of date mappings is a range, as older versions of pandoc wrote it. */
function rangeOf(list: readonly unknown[]): CslDate | undefined {
  const dates = list
    .slice(0, 2)
    .map(dateOf)
    .filter((date) => date !== undefined);
  const parts = dates.flatMap((date) => date['date-parts'] ?? []);
  return parts.length ? { ...dates[0], 'date-parts': parts } : dates[0];
}

function yearMonthDay(date: Fields): CslDate | undefined {
  const parts = partsOf([[date['year'], date['month'], date['day']]]);
  const circa = isTrue(date['circa']) ? { circa: true } : {};
  if (parts.length) return { 'date-parts': parts, ...seasonOf(date['season']), ...circa };
  return writtenDate(scalar(date['year']) ?? '');
}

function partsOf(value: unknown): number[][] {
  if (!Array.isArray(value)) return [];
  const points: readonly unknown[] = value.some(Array.isArray) ? value : [value];
  return points
    .slice(0, 2)
    .map(pointOf)
    .filter((point) => point.length > 0);
}

/** Year, month and day up to the first that is not a number; there is no year, month or day 0. */
function pointOf(value: unknown): number[] {
  if (!Array.isArray(value)) return [];
  const numbers = value.slice(0, 3).map((part) => (part === null || part === '' ? NaN : Number(part)));
  const end = numbers.findIndex((number) => !Number.isInteger(number) || number === 0);
  return end < 0 ? numbers : numbers.slice(0, end);
}

const seasonNames = ['spring', 'summer', 'autumn', 'winter'];

function seasonOf(value: unknown): Pick<CslDate, 'season'> {
  const text = scalar(value)?.toLowerCase();
  if (text === undefined) return {};
  const named = seasonNames.indexOf(text === 'fall' ? 'autumn' : text) + 1;
  const season = named || Number(text);
  return season >= 1 && season <= 4 ? { season } : {};
}

function isTrue(value: unknown): boolean {
  return value === true || (typeof value === 'number' && value !== 0) || /^(?:true|yes|1)$/i.test(scalar(value) ?? '');
}

/** Data of other programs, for which CSL-JSON has `custom`, kept if they are small enough to be walked by everyone. */
function bounded(value: Fields): Fields | undefined {
  let left = mostValues;
  const fits = (part: unknown, depth: number): boolean => {
    if (--left < 0) return false;
    if (typeof part !== 'object' || part === null) return true;
    return depth > 0 && Object.values(part).every((inner) => fits(inner, depth - 1));
  };
  return fits(value, deepest) ? value : undefined;
}
