import type { LocatorLabel } from './locatorLabel.ts';

/** How a locator is labelled in one language. */
export interface LocatorForm {
  readonly short: string;
  readonly shortPlural: string;
  readonly long: string;
}
export type LocatorForms = Readonly<Partial<Record<LocatorLabel, LocatorForm>>>;

const languages = ['en', 'de', 'fr', 'es'] as const;
export type LocatorLanguage = (typeof languages)[number];

/**
 * short, plural, long; the most used first. The terms are those of the CSL locales (locales-en-US.xml and so on),
 * by which pandoc reads locators in a document of that language.
 */
const tables: Readonly<Record<LocatorLanguage, Readonly<Partial<Record<LocatorLabel, string>>>>> = {
  en: {
    page: 'p.|pp.|page',
    chapter: 'chap.|chaps.|chapter',
    section: 'sec.|secs.|section',
    figure: 'fig.|figs.|figure',
    table: 'tbl.|tbls.|table',
    equation: 'eq.|eqs.|equation',
    paragraph: 'para.|paras.|paragraph',
    part: 'pt.|pts.|part',
    volume: 'vol.|vols.|volume',
    book: 'bk.|bks.|book',
    column: 'col.|cols.|column',
    folio: 'fol.|fols.|folio',
    issue: 'no.|nos.|issue',
    line: 'l.|ll.|line',
    note: 'n.|nn.|note',
    appendix: 'app.|apps.|appendix',
    supplement: 'supp.|supps.|supplement',
    opus: 'op.|opp.|opus',
    scene: 'sc.|scs.|scene',
    'sub-verbo': 's.v.|s.vv.|sub verbo',
    verse: 'v.|vv.|verse',
  },
  de: {
    page: 'S.|S.|Seite',
    chapter: 'Kap.|Kap.|Kapitel',
    section: 'Abschn.|Abschn.|Abschnitt',
    figure: 'Abb.|Abb.|Abbildung',
    paragraph: 'Abs.|Abs.|Absatz',
    part: 'Teil|Teile|Teil',
    volume: 'Bd.|Bde.|Band',
    book: 'B.|B.|Buch',
    column: 'Sp.|Sp.|Spalte',
    folio: 'Fol.|Fol.|Blatt',
    issue: 'Nr.|Nr.|Nummer',
    line: 'Z.|Z.|Zeile',
    note: 'N.|N.|Note',
    opus: 'op.|op.|Opus',
    verse: 'V.|V.|Vers',
  },
  fr: {
    page: 'p.|p.|page',
    chapter: 'chap.|chap.|chapitre',
    section: 'sect.|sect.|section',
    figure: 'fig.|fig.|figure',
    paragraph: 'paragr.|paragr.|paragraphe',
    part: 'part.|part.|partie',
    volume: 'vol.|vol.|volume',
    book: 'liv.|liv.|livre',
    column: 'col.|col.|colonne',
    folio: 'fᵒ|fᵒ|folio',
    issue: 'nᵒ|nᵒ|numéro',
    line: 'l.|l.|ligne',
    note: 'n.|n.|note',
    opus: 'op.|op.|opus',
    verse: 'v.|v.|verset',
  },
  es: {
    page: 'p.|pp.|página',
    chapter: 'cap.|cap.|capítulo',
    section: 'sec.|sec.|sección',
    figure: 'fig.|fig.|figura',
    paragraph: 'párr.|párr.|párrafo',
    part: 'pt.|pt.|parte',
    volume: 'vol.|vols.|volumen',
    book: 'lib.|lib.|libro',
    column: 'col.|col.|columna',
    folio: 'f.|f.|folio',
    issue: 'n.º|n.º|número',
    line: 'l.|l.|línea',
    note: 'n.|n.|nota',
    opus: 'op.|op.|opus',
    verse: 'v.|vv.|verso',
  },
};

/** The labels of a language, such as `de` or `de-AT`; those of English where it is another one. */
export function locatorForms(language: string | undefined): LocatorForms {
  const known = languages.find((each) => each === language?.split(/[-_]/)[0]?.toLowerCase()) ?? 'en';
  const forms = Object.entries(tables[known]).map(([label, written]) => {
    const [short = '', shortPlural = '', long = ''] = written.split('|');
    return [label, { short, shortPlural, long }];
  });
  return Object.fromEntries(forms) as LocatorForms;
}
