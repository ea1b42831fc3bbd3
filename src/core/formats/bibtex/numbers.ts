import { bibstring } from './bibstrings.ts';
import type { Fields } from './fields.ts';
import type { Put } from './item.ts';
import { isPartOfPeriodical, isPartOfSeries } from './types.ts';

/** Volumes, issues, series, pages, editions. */
export function putNumbers(type: string, fields: Fields, put: Put): void {
  const number = fields.text('number');
  if (isPartOfPeriodical(type)) put('issue', joined(number, ', ', fields.text('issue')));
  else put(isPartOfSeries(type) ? 'collection-number' : 'number', number);
  put('volume', joined(fields.text('volume'), '.', fields.text('part')));
  put('number-of-volumes', fields.text('volumes'));
  put('collection-title', seriesOf(fields));
  put('page', fields.text('pages')?.replaceAll('–', '-'));
  put('article-number', fields.text('eid'));
  put('number-of-pages', fields.text('pagetotal'));
  put('chapter-number', fields.text('chapter'));
  put('edition', fields.text('edition'));
  put('version', fields.text('version'));
}

/** The two with the sign between them, or the one there is. */
export function joined(first: string | undefined, sign: string, second: string | undefined): string | undefined {
  return first === undefined || second === undefined ? (first ?? second) : first + sign + second;
}

/** A series that is only a number is a series of the journal: "2nd series". */
function seriesOf(fields: Fields): string | undefined {
  const series = fields.text('series');
  if (series === undefined || series.length > 12) return fields.title('series');
  if (/^\d+$/.test(series)) return fields.form === 'plain' ? series : `${ordinal(Number(series))} series`;
  const meant = bibstring(series);
  return meant === series ? fields.title('series') : meant.charAt(0).toUpperCase() + meant.slice(1);
}

function ordinal(number: number): string {
  const teen = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${(teen ? undefined : ['', 'st', 'nd', 'rd'][number % 10]) || 'th'}`;
}
