import type { CslDate } from './csl.ts';

/*
 * Dates in the part of ISO 8601-2 ("Extended Date/Time Format") that the BibLaTeX manual lists
 * (section 2.3.8, "Date and Time Fields"), and in the older EDTF that it read before.
 */

/**
 * A date or a range of dates, or nothing if the text is none. Years before 1 count as CSL does:
 * EDTF's year 0000 is 1 BC, which is -1 here. The year 0 stands for the open end of a range.
 */
export function readEdtf(text: string): CslDate | undefined {
  const [start = '', end, ...more] = text.trim().split('/');
  if (more.length) return undefined;
  if (end === undefined) return single(start);
  const from = isOpen(start) ? open : single(start);
  const to = isOpen(end) ? open : single(end);
  const first = from?.['date-parts']?.[0];
  const last = to?.['date-parts']?.at(-1);
  if (!from || !to || !first || !last || (from === open && to === open)) return undefined;
  return {
    'date-parts': [first, last],
    ...(from.season === undefined ? {} : { season: from.season }),
    ...(from.circa || to.circa ? { circa: true } : {}),
  };
}

const open: CslDate = { 'date-parts': [[0]] };

function isOpen(text: string): boolean {
  return ['', '..', 'open', 'unknown', '*'].includes(text.trim());
}

/**
 * A year with an optional month, season (21 to 24) and day; digits may be unspecified (`X`, once
 * `u`), and marks of doubt may follow. The time of day is passed over.
 */
const form =
  /^(y?-?\d+|-?\d{1,3}[xXuU]{1,3}|-?[xXuU]{4})(?:-(\d\d|[xXuU]{2})(?:-(\d\d|[xXuU]{2}))?)?(?:T[\d:.Z+-]*)?([?~%]{0,2})$/i;

function single(text: string): CslDate | undefined {
  const [, year = '', second = '', third = '', marks = ''] = form.exec(text.trim()) ?? [];
  if (!year) return undefined;
  const circa = /[~%]/.test(marks) ? { circa: true } : {};
  if (/[xu]/i.test(year)) {
    const years = [year.replace(/[xu]/gi, '0'), year.replace(/[xu]/gi, '9')].map(yearOf);
    return { 'date-parts': years.map((each) => [each]), ...circa };
  }
  const number = yearOf(year);
  const month = Number(second);
  if (month >= 21 && month <= 24) return { 'date-parts': [[number]], season: month - 20, ...circa };
  if (!(month >= 1 && month <= 12)) return { 'date-parts': [[number]], ...circa };
  const day = Number(third);
  return { 'date-parts': [day >= 1 && day <= 31 ? [number, month, day] : [number, month]], ...circa };
}

function yearOf(digits: string): number {
  const year = Number(digits.replace(/^y/i, ''));
  return year <= 0 ? year - 1 : year;
}
