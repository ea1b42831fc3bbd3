import type { CslDate } from '../../entry/csl.ts';
import type { Field } from './layout.ts';
import { braces } from './layout.ts';
import { texOf } from './texEncode.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** BibTeX's `year` and `month`; the month as the macro that every style defines. */
export function yearAndMonth(date: CslDate | undefined): Field[] {
  if (!date) return [];
  const [year, month] = date['date-parts']?.[0] ?? [];
  if (year === undefined) return textual(date);
  const macro = month === undefined ? undefined : months[month - 1];
  return [['year', braces(String(year))], ...(macro ? [['month', macro] as const] : [])];
}

/** BibLaTeX's `date`, in the part of ISO 8601-2 that its manual lists (section 2.3.8, "Date and Time"). */
export function edtf(name: string, date: CslDate | undefined): Field[] {
  if (!date) return [];
  const mark = date.circa ? '~' : '';
  const parts = (date['date-parts'] ?? []).map((part) =>
    part.length && part[0] ? point(part, date.season) + mark : '',
  );
  if (parts.some(Boolean)) return [[name, braces(parts.slice(0, 2).join('/'))]];
  return name === 'date' ? textual(date) : [];
}

function textual(date: CslDate): Field[] {
  const text = date.literal ?? date.raw;
  return text ? [['year', braces(texOf(text))]] : [];
}

function point(parts: readonly number[], season: number | string | undefined): string {
  const [year = 0, month, day] = parts;
  const numbers = [yearText(year)];
  const quarter = Number(season);
  if (month) {
    numbers.push(String(month).padStart(2, '0'));
    if (day) numbers.push(String(day).padStart(2, '0'));
  } else if (quarter >= 1 && quarter <= 4) {
    numbers.push(String(20 + quarter));
  }
  return numbers.join('-');
}

/** Four digits at least; years that need more are marked with `y`. ISO 8601 has a year 0: CSL's year -1, 1 BC. */
function yearText(csl: number): string {
  const year = csl < 0 ? csl + 1 : csl;
  const digits = String(Math.abs(year)).padStart(4, '0');
  if (digits.length > 4) return `y${year}`;
  return year < 0 ? `-${digits}` : digits;
}
