import type { LocatorLabel } from './locatorLabel.ts';

/**
 * How locators are labelled in writing, by CSL's names: long and short terms, singular and plural,
 * and symbols, of the CSL locales of English and, after the stroke, of German, French and Spanish,
 * as far as they mean the same there.
 */
const terms: Readonly<Partial<Record<LocatorLabel, string>>> = {
  act: 'act acts | Akt acte acto actos',
  appendix: 'appendix appendices app. apps. | Anhang annexe apéndice',
  'article-locator': 'article articles art. arts. | Artikel artículo',
  book: 'book books bk. bks. | Buch Bücher livre livres libro libros',
  canon: 'canon canons c. cc.',
  chapter: 'chapter chapters chap. chaps. ch. chs. | Kapitel Kap. chapitre chapitres capítulo capítulos cap.',
  column: 'column columns col. cols. | Spalte Spalten Sp. colonne colonnes columna columnas',
  elocation: 'location locations loc. locs.',
  equation: 'equation equations eq. eqs. | Gleichung Gleichungen Gl. équation équations ecuación',
  figure: 'figure figures fig. figs. | Abbildung Abbildungen Abb. figura figuras',
  folio: 'folio folios fol. fols. | Blatt Bl. folio fº',
  issue: 'issue issues no. nos. | Nummer Nummern Nr. numéro numéros nᵒ número números',
  line: 'line lines l. ll. | Zeile Zeilen Z. ligne lignes línea líneas',
  note: 'note notes n. nn. | Anmerkung Anmerkungen Anm. nota notas',
  opus: 'opus opera op. opp.',
  page: 'page pages p. pp. | Seite Seiten S. página páginas pág. págs.',
  paragraph:
    'paragraph paragraphs para. paras. ¶ ¶¶ | Absatz Absätze Abs. paragraphe paragraphes párrafo párrafos párr.',
  part: 'part parts pt. pts. | Teil Teile partie parties parte partes',
  rule: 'rule rules r. rr. | Regel règle regla',
  scene: 'scene scenes sc. scs. | Szene scène escena',
  section: 'section sections sec. secs. sect. § §§ | Abschnitt Abschnitte Abschn. sección secciones',
  'sub-verbo': 's.v. s.vv.',
  supplement: 'supplement supplements supp. supps.',
  table: 'table tables tbl. tbls. tab. | Tabelle Tabellen tableau tabla',
  timestamp: 'timestamp',
  verse: 'verse verses v. vv. | Vers Verse verset versets versículo',
  version: 'version versions',
  volume: 'volume volumes vol. vols. | Band Bände Bd. Bde. volumen volúmenes',
};

/** The label for each term, written small and with single blanks. */
export const labelTerms: ReadonlyMap<string, LocatorLabel> = new Map([
  ...(Object.entries(terms) as [LocatorLabel, string][]).flatMap(([label, words]) =>
    words
      .split(' ')
      .filter((word) => word !== '|')
      .map((word): [string, LocatorLabel] => [word.toLowerCase(), label]),
  ),
  ['sub verbo', 'sub-verbo'],
  ['sub verbis', 'sub-verbo'],
]);
