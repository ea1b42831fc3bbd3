import type { CitationKind, CitationMode } from '../citation.ts';

/** How a command takes its keys. */
export interface CitationCommand {
  readonly kind: CitationKind;
  readonly mode: CitationMode;
  /** It takes several groups, each with its notes: `\cites(see)(and others)[12]{a}[3]{b}`. */
  readonly isMany: boolean;
  /** A volume stands before the keys: `\volcite[see]{2}[12]{a}`. */
  readonly hasVolume: boolean;
  /** A command of natbib, biblatex or another known package, and not one that the author made. */
  readonly isKnown: boolean;
}

/** Commands that hold "cite" and take something else than keys. */
const notCiting = new Set(
  (
    'citetext citestyle setcitestyle citereset citesetup citeindex citeindextrue citeindexfalse citetrackertrue ' +
    'citetrackerfalse citenamefont citenumfont citeform citeleft citeright citemid citepunct citedash citesort ' +
    'declarecitecommand declaremulticitecommand declareautocitecommand declareciteoption newcites citeprepunct ' +
    'bibcite citationstyle citeindexmark citesdelim ateverycite ateverycitekey atnextcite atnextcitekey citeauthoryearlong'
  ).split(' '),
);

/** Those of which the manuals of natbib, biblatex, apacite, jurabib, cite and REVTeX speak. */
const known = new RegExp(
  '^(?:no|short|full|mask|maskfull|masknocite|paren|foot|footfull|text|smart|super|auto|vol|note|pnote|fnote|online|inline|' +
    'p|f|s|t|a|jb|jbd)?(?:vol)?cites?(?:p|t|alt|alp|num|author|fullauthor|year|yearpar|yearnp|tuple|talias|palias|text|' +
    'title|date|url|urldate|name|list|field|a|np|author(?:np)?|online|texts|author\\w?|meta)?$',
);

/** Shows the authors as a part of the sentence. */
const inText =
  /^(?:textcites?|tvolcites?|citet|citealt|citetalias|citeauthor|citefullauthor|(?:short|full|mask)?citea|onlinecite)$/;
/** Shows no authors; with a star these do so as well. */
const withoutAuthor = /^(?:(?:short|full|mask)?citeyear(?:par|np)?|citedate|citetitle|citeurl(?:date)?)$/;
const withoutAuthorWhereStarred = /^(?:cite|parencite|footcite|footcitetext|smartcite|autocite)$/;

/**
 * What a command cites with, by its name without the backslash, or nothing where it cites nothing (natbib manual,
 * "Summary of citation commands"; biblatex manual, "Citation Commands"). A command of the author's own, such as
 * `\mycite`, is taken for one that cites.
 */
export function citationCommand(name: string, isStarred: boolean): CitationCommand | undefined {
  if (!/cite/i.test(name)) return name === 'bibentry' ? { ...plain, isKnown: true } : undefined;
  const lower = name.toLowerCase();
  if (notCiting.has(lower)) return undefined;
  const isMany = lower.endsWith('cites');
  const base = isMany ? lower.slice(0, -1) : lower;
  const isSuppressed = withoutAuthor.test(base) || (isStarred && withoutAuthorWhereStarred.test(base));
  return {
    kind: /^(?:mask)?nocite/.test(lower) ? 'nocite' : 'cite',
    mode: isSuppressed ? 'suppress-author' : inText.test(base) ? 'author-in-text' : 'normal',
    isMany: isMany && lower !== 'shortcites',
    hasVolume: /volcites?$/.test(lower),
    isKnown: known.test(lower),
  };
}

const plain: CitationCommand = { kind: 'cite', mode: 'normal', isMany: false, hasVolume: false, isKnown: false };
