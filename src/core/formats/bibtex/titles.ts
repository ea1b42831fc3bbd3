import type { Fields } from './fields.ts';
import { isPartOfBook } from './types.ts';

/** The titles of one entry, as CSL tells them apart. */
export interface Titles {
  readonly title?: string | undefined;
  readonly short?: string | undefined;
  readonly container?: string | undefined;
  readonly volume?: string | undefined;
}

/**
 * Titles, subtitles and addenda put together as pandoc does it. A part of a book stands in the
 * book, or in the work of several volumes that the book belongs to; a volume of such a work goes
 * by the work's title.
 */
export function titlesOf(type: string, fields: Fields): Titles {
  const main = whole(fields, 'maintitle', 'mainsubtitle', 'maintitleaddon');
  const own = whole(fields, 'title', 'subtitle', 'titleaddon');
  if (isPartOfBook(type)) {
    const book = whole(fields, 'booktitle', 'booksubtitle', 'booktitleaddon');
    const short = fields.title('shorttitle') ?? (main === undefined ? shortened(fields) : undefined);
    // BibTeX's `inbook` has the book's title alone, which it inherits as `booktitle`.
    if (own === undefined && type === 'inbook') return { title: book, short, container: main };
    return { title: own, short, container: main ?? book, volume: main && book };
  }
  if (type === 'periodical') return ofPeriodical(fields, own);
  if (main === undefined)
    return { title: own, short: fields.title('shorttitle') ?? shortened(fields), container: journalOf(fields) };
  return { title: main, short: beforeColon(fields), container: journalOf(fields), volume: own };
}

/** Pandoc gives an issue of a journal the issue's title, and the journal as its container; views name the journal. */
function ofPeriodical(fields: Fields, own: string | undefined): Titles {
  const issue = whole(fields, 'issuetitle', 'issuesubtitle');
  const short = fields.title('shorttitle') ?? shortened(fields);
  if (fields.form === 'plain') return { title: own, short, volume: issue };
  const journal = join(fields.text('title'), fields.text('subtitle'), fields.text('titleaddon'));
  return {
    title: issue ?? own,
    short,
    container: journal,
  };
}

/** The journal's name, which no style sets in sentence case. */
function journalOf(fields: Fields): string | undefined {
  const name = fields.text('journaltitle', 'journal');
  return join(name, fields.text('journalsubtitle'), fields.text('journaltitleaddon'));
}

function whole(fields: Fields, title: string, subtitle: string, addon?: string): string | undefined {
  if (!fields.has(title)) return undefined;
  return join(
    fields.title(title),
    fields.has(subtitle) ? fields.title(subtitle) : undefined,
    addon !== undefined && fields.has(addon) ? fields.title(addon) : undefined,
  );
}

function join(title: string | undefined, subtitle: string | undefined, addon: string | undefined): string | undefined {
  const both = after(title, ':', subtitle);
  return after(both, '.', addon);
}

/** The two with the sign between them, unless the first one ends in a sign of its own. */
function after(first: string | undefined, sign: string, second: string | undefined): string | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return `${first}${/[.?!:]$/.test(first) ? '' : sign} ${second}`;
}

/** For CSL, the part of a title before its colon or before its subtitle is its short form. */
function shortened(fields: Fields): string | undefined {
  const before = beforeColon(fields);
  if (before !== undefined || fields.form === 'plain') return before;
  return fields.has('subtitle') || fields.has('titleaddon') ? fields.title('title') : undefined;
}

function beforeColon(fields: Fields): string | undefined {
  return fields.form === 'plain' ? undefined : fields.titleBeforeColon('title');
}
