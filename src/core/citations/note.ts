import type { Locator, Part } from './citation.ts';
import { partOf } from './collect.ts';
import type { LocatorLabel } from './locatorLabel.ts';

/** What stands behind a key: "p. 3", "pp. 33--35 and *passim*", "among others". */
export interface Note {
  readonly locator?: Locator;
  readonly suffix?: Part;
}

const labels: Readonly<Partial<Record<LocatorLabel, string>>> = {
  page: 'p|pp|page|pages',
  chapter: 'ch|chap|chaps|chapter|chapters',
  section: 'sec|secs|section|sections|§|§§|\\\\S|\\\\S\\\\S',
  figure: 'fig|figs|figure|figures',
  volume: 'vol|vols|volume|volumes',
  line: 'l|ll|line|lines',
  note: 'n|nn|note|notes',
  paragraph: 'para|paras|paragraph|paragraphs|¶|¶¶',
  part: 'pt|pts|part|parts',
  column: 'col|cols|column|columns',
  book: 'bk|bks|book|books',
  folio: 'fol|fols|folio|folios',
  issue: 'no|nos|number|numbers|issue|issues',
  opus: 'op|opp|opus|opera',
  verse: 'v|vv|verse|verses',
  table: 'tab|tabs|table|tables',
  equation: 'eq|eqs|equation|equations',
  appendix: 'app|apps|appendix|appendices',
  'sub-verbo': 's\\.v|s\\.vv|sub verbo|sub verbis',
};
const labelOf = new Map(
  Object.entries(labels).flatMap(([label, forms]) => forms.split('|').map((form) => [plainLabel(form), label])),
) as ReadonlyMap<string, LocatorLabel>;

const blank = '(?:\\s|~|\\\\[,;:! ]|&nbsp;)';
const startsWithLabel = new RegExp(
  `(?:${Object.values(labels)
    .flatMap((forms) => forms.split('|'))
    .sort((a, b) => b.length - a.length)
    .join('|')})(?![\\p{L}\\p{M}])\\.?`,
  'iuy',
);
const blanks = new RegExp(`${blank}*`, 'y');
const commas = new RegExp(`(?:,|${blank})*`, 'y');
const roman = '(?=[ivxlcdm])m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?![\\p{L}\\p{N}])';
const number = `(?:[\\p{L}]?\\d(?:[.:/]?[\\p{L}\\p{N}])*(?:\\s?ff?\\b\\.?)?|${roman})`;
const numbers = new RegExp(`${number}(?:(?:${blank})*(?:-{1,3}|[–—&,]|\\\\&|and\\b)(?:${blank})*${number})*`, 'iuy');

/**
 * Reads the note from `start` to `end`: a locator with or without its label, and what follows. A number without a label
 * is a page's (CSL 1.0.2, "Locators"); a comma before either belongs to neither.
 */
export function readNote(text: string, start: number, end: number): Note {
  const note = text.slice(start, end);
  const from = past(commas, note, 0);
  const labelEnd = past(startsWithLabel, note, from);
  const valueStart = past(blanks, note, labelEnd);
  const valueEnd = past(numbers, note, valueStart);
  const suffix = partOf(text, start + (valueEnd > valueStart ? past(commas, note, valueEnd) : from), end);
  const value = partOf(text, start + valueStart, start + valueEnd);
  if (!value) return suffix ? { suffix } : {};
  const labelAt = partOf(text, start + from, start + labelEnd);
  const locator: Locator = {
    label: (labelAt && labelOf.get(plainLabel(labelAt.text))) ?? 'page',
    ...(labelAt ? { labelAt } : {}),
    value,
    start: start + from,
    end: start + valueEnd,
  };
  return { locator, ...(suffix ? { suffix } : {}) };
}

function plainLabel(written: string): string {
  return written.replaceAll('\\', '').replace(/\.$/, '').toLowerCase();
}

function past(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
