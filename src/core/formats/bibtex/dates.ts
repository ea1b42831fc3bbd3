import type { CslDate } from '../../entry/csl.ts';
import { readEdtf } from '../../entry/edtf.ts';

/**
 * A date of BibLaTeX, or one of BibTeX's `year`, `month` and `day`. With `seasons`, a season
 * stands as CSL's variable has it; without, as month 21 to 24, which is pandoc's way.
 */
export function readDate(
  date: string | undefined,
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  seasons: boolean,
): CslDate | undefined {
  const found = (date === undefined ? undefined : readEdtf(date)) ?? ofYear(year, month, day) ?? textual(date);
  return found === undefined || seasons ? found : withSeasonMonths(found, date ?? '');
}

function ofYear(year: string | undefined, month: string | undefined, day: string | undefined): CslDate | undefined {
  if (year === undefined) return undefined;
  const plain = year.replace(/[–-]{1,2}(?=\d{4}$)/, '/');
  const found = /^-?\d{1,3}$/.test(year) ? { 'date-parts': [[Number(year)]] } : (readEdtf(year) ?? readEdtf(plain));
  const parts = found?.['date-parts'];
  if (!found || !parts) return textual(year);
  const [only] = parts;
  if (parts.length > 1 || only?.length !== 1 || month === undefined) return found;
  const number = monthOf(month);
  if (number === undefined) return found;
  const inMonth = Number(day ?? /(?:^|\D)(\d{1,2})(?:\D|$)/.exec(/\p{L}/u.test(month) ? month : '')?.[1]);
  const [first = 0] = only;
  return { ...found, 'date-parts': [inMonth >= 1 && inMonth <= 31 ? [first, number, inMonth] : [first, number]] };
}

/** Text that is no date is kept as it stands: "forthcoming". */
function textual(text: string | undefined): CslDate | undefined {
  return text ? { literal: text } : undefined;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A month by number, by BibTeX's macro, or by its English name. */
function monthOf(text: string): number | undefined {
  const number = Number(text);
  if (number >= 1 && number <= 12) return number;
  const name = /\p{L}+/u.exec(text)?.[0] ?? '';
  const index = months.indexOf(name.slice(0, 3).toLowerCase());
  return index < 0 ? undefined : index + 1;
}

function withSeasonMonths(date: CslDate, written: string): CslDate {
  const { season, ...rest } = date;
  if (season === undefined) return date;
  const ends = written.split('/').map((end) => Number(/-(2[1-4])\b/.exec(end)?.[1]));
  const parts = (rest['date-parts'] ?? []).map((part, index) => {
    const month = ends[index];
    return part.length === 1 && month !== undefined && month > 0 ? [...part, month] : part;
  });
  return { ...rest, 'date-parts': parts };
}
