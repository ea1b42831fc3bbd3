import type { CslDate } from '../entry/csl.ts';

type Parts = readonly number[];

const months = 'january february march april may june july august september october november december'.split(' ');
const seasons: Readonly<Record<string, number>> = { spring: 1, summer: 2, autumn: 3, fall: 3, winter: 4 };

/** A date written longer than this is a sentence. */
const longest = 100;

/**
 * A date as bibliographies write it: ISO 8601-1 and the part of its second edition known as EDTF
 * (`2020-01-02`, `1999/2000`, `2004-06~`, `2001-21` for a spring, `-0044`), RIS (`2023/12/01/`,
 * `2023///Spring`), and English words (`2023 Dec 1`, `Dec 2023`, `2023 Nov-Dec`, `c. 1850`). What cannot
 * be taken apart stays as `literal`.
 */
export function writtenDate(written: string): CslDate | undefined {
  const text = written.trim();
  if (!text) return undefined;
  if (text.length > longest) return { literal: text };
  return edtf(text) ?? risDate(text) ?? inWords(text) ?? { literal: text };
}

const point = String.raw`(-?\d{4}|y-?\d{5,})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ][\d:.,Z+-]*)?)?)?([?~%]?)`;
const oneDate = new RegExp(`^${point}$`);
const twoDates = new RegExp(String.raw`^(?:${point}|\.\.)?\s*/\s*(?:${point}|\.\.)?$`);

function edtf(text: string): CslDate | undefined {
  const one = oneDate.exec(text);
  if (one) return dateOf([one.slice(1, 5)]);
  const two = twoDates.exec(text);
  return two && (two[1] || two[5]) ? dateOf([two.slice(1, 5), two.slice(5, 9)]) : undefined;
}

/** EDTF's open ends have no counterpart in CSL: an open range is written as the date that is known. */
function dateOf(points: readonly (readonly (string | undefined)[])[]): CslDate | undefined {
  const known = points.filter(([year]) => year !== undefined);
  const [first] = known;
  const month = Number(first?.[1] ?? 0);
  const season = month >= 21 && month <= 24 ? month - 20 : undefined;
  const parts = known.map(([year = '', ...rest]) => valid([isoYear(year), ...rest.slice(0, 2).map(Number)]));
  if (parts.some((part) => part === undefined)) return undefined;
  return {
    'date-parts': parts as Parts[],
    ...(season === undefined ? {} : { season }),
    ...(known.some(([, , , mark]) => mark) ? { circa: true } : {}),
  };
}

/** ISO has a year 0, the one before 1; CSL counts as historians do, so ISO's -0044 is -45 there. */
function isoYear(text: string): number {
  const year = Number(text.replace('y', ''));
  return year > 0 ? year : year - 1;
}

/** `[year, month?, day?]` up to the first part that is missing; nothing where a number is impossible. */
function valid([year = NaN, month = NaN, day = NaN]: readonly number[]): Parts | undefined {
  if (!Number.isFinite(year)) return undefined;
  if (Number.isNaN(month) || month === 0 || (month >= 21 && month <= 24)) return [year];
  if (month > 12) return undefined;
  if (Number.isNaN(day) || day === 0) return [year, month];
  return day <= 31 ? [year, month, day] : undefined;
}

/** RIS: year, month and day between slashes, each may be empty, and then a season or any words. */
function risDate(text: string): CslDate | undefined {
  const [year = '', month = '', day = '', ...rest] = text.split('/').map((part) => part.trim());
  if (!/^\d{4}$/.test(year) || !/^\d{0,2}$/.test(month) || !/^\d{0,2}$/.test(day)) return undefined;
  const parts = valid([Number(year), Number(month), Number(day)]);
  if (!parts) return { 'date-parts': [[Number(year)]] };
  const season = seasonIn(rest.join('/'));
  return { 'date-parts': [parts], ...(season && parts.length === 1 ? { season } : {}) };
}

function inWords(text: string): CslDate | undefined {
  const circa = /^(?:circa|ca?\.)\s*|\?$/i.test(text);
  const words = text.replace(/^(?:circa|ca?\.)\s*/i, '').match(/\p{L}+|\d+|[-–/]/gu) ?? [];
  const points: { year?: number; month?: number; day?: number }[] = [{}];
  for (const word of words) {
    const point = points.at(-1) ?? {};
    const month = word.length < 3 ? 0 : months.findIndex((name) => name.startsWith(word.toLowerCase())) + 1;
    if (/^[-–/]$/.test(word)) points.push({});
    else if (/^\d{4}$/.test(word)) point.year ??= Number(word);
    else if (/^\d{1,2}$/.test(word) && Number(word) <= 31) point.day ??= Number(word);
    else if (month) point.month ??= month;
  }
  const year = points.find((point) => point.year)?.year;
  if (year === undefined) return undefined;
  const dated = points.filter((point) => point.year ?? point.month).slice(0, 2);
  const season = seasonIn(text);
  const parts = dated.map((point) => {
    const day = point.month ? [point.month, ...(point.day ? [point.day] : [])] : [];
    return [point.year ?? year, ...day];
  });
  return {
    'date-parts': parts,
    ...(season && parts.every((part) => part.length === 1) ? { season } : {}),
    ...(circa ? { circa: true } : {}),
  };
}

function seasonIn(text: string): number | undefined {
  const word = /\b(spring|summer|autumn|fall|winter)\b/i.exec(text)?.[1];
  return word === undefined ? undefined : seasons[word.toLowerCase()];
}
