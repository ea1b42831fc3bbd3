/** What is offered for documents and may be offered there by another extension as well. */
export const features = [
  'completion',
  'hover',
  'definition',
  'references',
  'rename',
  'links',
  'inlayHints',
  'highlighting',
  'symbols',
  'folding',
  'formatting',
  'problems',
  'noteLinks',
] as const;
export type Feature = (typeof features)[number];

/** Where another extension offers features. */
interface Offer {
  readonly languages: readonly string[];
  readonly features: readonly Feature[];
}

/** An extension that knows citations or bibliographies itself. */
interface OtherExtension {
  readonly id: string;
  readonly name: string;
  /** The kinds of addresses whose documents it looks at; all where it does not choose. */
  readonly schemes?: readonly string[];
  readonly offers: readonly Offer[];
  /** Settings of its own that take a feature away. */
  readonly offBy?: Partial<Readonly<Record<Feature, { readonly setting: string; readonly value: unknown }>>>;
}

/** The languages in which LaTeX Workshop has its hovers and definitions. */
const texLanguages = ['latex', 'latex-expl3', 'rsweave', 'jlweave'];

/** Every note has its name, so that papers' notes are among them. */
const wikiLinks: readonly Offer[] = [{ languages: ['markdown'], features: ['noteLinks'] }];

/**
 * What other extensions offer for citations and bibliographies, by their code as of 2026.
 *
 * | extension      | completion          | hover | definition | highlighting | symbols | formatting |
 * | LaTeX Workshop | \cite{, also `tex`; | yes   | yes        | no           | .bib    | .bib       |
 * |                | entry types in .bib |       |            |              |         |            |
 * | Quarto         | @                   | yes   | no         | code cells   | no      | no         |
 * | Tinymist       | @                   | yes   | yes        | yes          | no      | no         |
 *
 * - LaTeX Workshop registers all of its providers in `registerProviders` (src/main.ts), for files
 *   alone; `preview/hover.ts` and `language/definition.ts` look citations up, the latter without a
 *   setting. It has no references and no rename of keys, folds no .bib files, and tells of unknown
 *   keys only what a run of LaTeX told.
 * - Quarto's server completes and shows references (apps/lsp, `completion-biblio.ts`,
 *   `hover-ref.ts`); its definitions, references and links are those of headings and addresses.
 * - Tinymist: `definition.rs` (`bib_definition`), `hover.rs` (`try_get_bib_details`), completion of
 *   references. It has no rename of keys (`prepare_rename.rs`), and its references are those of one
 *   Typst project, without notes and other documents.
 * - Foam, Memo and Dendron complete `[[` with the names of all notes and open these links; Foam and Memo also keep them
 *   when a note is renamed. Links in parentheses are VS Code's own.
 * - Of all providers of semantic tokens VS Code takes one, so that where Quarto colours code cells
 *   and Tinymist everything, ours would take that away.
 */
export const otherExtensions: readonly OtherExtension[] = [
  {
    id: 'james-yu.latex-workshop',
    name: 'LaTeX Workshop',
    schemes: ['file', 'vsls'],
    offers: [
      { languages: texLanguages, features: ['completion', 'hover', 'definition'] },
      { languages: ['tex'], features: ['completion'] },
      { languages: ['bibtex'], features: ['completion', 'symbols', 'formatting'] },
    ],
    offBy: { hover: { setting: 'latex-workshop.hover.citation.enabled', value: false } },
  },
  {
    id: 'quarto.quarto',
    name: 'Quarto',
    offers: [{ languages: ['quarto'], features: ['completion', 'hover', 'highlighting'] }],
  },
  {
    id: 'myriad-dreamin.tinymist',
    name: 'Tinymist',
    offers: [{ languages: ['typst'], features: ['completion', 'hover', 'definition', 'highlighting'] }],
    offBy: { highlighting: { setting: 'tinymist.semanticTokens', value: 'disable' } },
  },
  { id: 'foam.foam-vscode', name: 'Foam', offers: wikiLinks },
  { id: 'svsool.markdown-memo', name: 'Memo', offers: wikiLinks },
  { id: 'dendron.dendron', name: 'Dendron', offers: wikiLinks },
];

/** `auto` leaves a feature to another extension that offers it. */
export type Wish = 'auto' | 'on' | 'off';

/** What is known of a document and of the editor it is open in. */
export interface Surroundings {
  readonly languageId: string;
  /** The scheme of the document's address. */
  readonly scheme: string;
  /** Whether an extension is installed and not disabled. */
  isInstalled(extension: string): boolean;
  setting(name: string): unknown;
}

/** Whether a feature is ours to offer, or else the extension that offers it. */
export interface Decision {
  readonly isOffered: boolean;
  readonly leftTo?: string;
}

export function decide(feature: Feature, wish: Wish, surroundings: Surroundings): Decision {
  if (wish !== 'auto') return { isOffered: wish === 'on' };
  const other = otherExtensions.find((extension) => isOfferedBy(extension, feature, surroundings));
  return other ? { isOffered: false, leftTo: other.name } : { isOffered: true };
}

function isOfferedBy({ id, schemes, offers, offBy }: OtherExtension, feature: Feature, at: Surroundings): boolean {
  if (schemes && !schemes.includes(at.scheme)) return false;
  if (!offers.some((offer) => offer.languages.includes(at.languageId) && offer.features.includes(feature)))
    return false;
  const off = offBy?.[feature];
  return at.isInstalled(id) && (!off || at.setting(off.setting) !== off.value);
}
