import type { Citation, CitationReading } from '../../citations/citation.ts';
import type { Problem } from '../../entry/entry.ts';

/** Where the paper of a key is found. */
export type Standing =
  /** in a bibliography that the document names, or anywhere where it names none */
  | 'own'
  /** in the library, but in none of the document's bibliographies */
  | 'elsewhere'
  | 'unknown'
  /** nobody can tell: a file that may have it was not read */
  | 'unchecked';

/** What is known of the keys that a document cites. */
export interface KnownKeys {
  standingOf(key: string): Standing;
  hasNote(key: string): boolean;
  /** Keys that may be meant, the nearest first. */
  nearTo?(key: string): readonly string[];
  /**
   * The document is Markdown that names no bibliography, in which `@name` may well mention somebody: an unknown key is
   * told only beside citations that are known, or where another key is near.
   */
  readonly mayMention?: boolean;
}

/** A document is told of so many problems; nobody reads more. */
const mostProblems = 1000;

/**
 * What is wrong with the citations of a document, in their order: `unknownKey`, `notInBibliography`, `linkWithoutNote`
 * and `locatorWithoutNumber`. Cross-references, `*` and links to notes that exist are never wrong.
 */
export function citationProblems({ citations }: CitationReading, known: KnownKeys): Problem[] {
  const problems: Problem[] = [];
  const cites = !known.mayMention || citations.some(({ key }) => known.standingOf(key) === 'own');
  for (const citation of citations) {
    const problem = keyProblem(citation, known) ?? locatorProblem(citation);
    const isMention = !cites && problem?.code === 'unknownKey' && !nearKeysOf(problem).length;
    if (problem && !isMention) problems.push(problem);
    if (problems.length >= mostProblems) break;
  }
  return problems;
}

function keyProblem({ key, keyAt: span, kind }: Citation, known: KnownKeys): Problem | undefined {
  if (key === '*' || key === '') return undefined;
  const isLink = kind === 'noteLink';
  if (isLink && known.hasNote(key)) return undefined;
  switch (known.standingOf(key)) {
    case 'unknown':
      return { code: 'unknownKey', span, facts: { key, ...nearest(known.nearTo?.(key) ?? []) } };
    case 'elsewhere':
      return isLink
        ? { code: 'linkWithoutNote', span, facts: { key } }
        : { code: 'notInBibliography', span, facts: { key } };
    case 'own':
      return isLink ? { code: 'linkWithoutNote', span, facts: { key } } : undefined;
    case 'unchecked':
      return undefined;
  }
}

/** Facts are texts; keys hold no line ends. */
function nearest(keys: readonly string[]): Readonly<Record<string, string>> {
  return keys.length ? { near: keys.join('\n') } : {};
}

export function nearKeysOf({ facts }: Problem): readonly string[] {
  return facts?.['near']?.split('\n') ?? [];
}

const aNumber = /\p{N}|(?<!\p{L})[ivxlcdm]+(?!\p{L})/iu;
/** A suffix that is nothing but the name of what a locator counts: "p.", "chap.", "§". */
const bareLabel =
  /^[\s,;]*(?:pp?|pgs?|pages?|ch|chaps?|chapters?|secs?|sections?|§+|¶+|paras?|paragraphs?|vols?|volumes?|figs?|figures?|ll?|lines?|vv?|verses?|nn?|nos?|cols?|columns?|pts?|parts?|fol|fols|art|arts)\.?[\s~]*$/iu;

/** "p." with no number behind it, which every style sets as it stands. */
function locatorProblem({ locator, suffix, key }: Citation): Problem | undefined {
  if (locator?.labelAt && !aNumber.test(locator.value.text)) {
    const { start, end } = locator;
    return { code: 'locatorWithoutNumber', span: { start, end }, facts: { key, label: locator.labelAt.text.trim() } };
  }
  if (locator || !suffix || !bareLabel.test(suffix.text)) return undefined;
  const { start, end, text } = suffix;
  return {
    code: 'locatorWithoutNumber',
    span: { start, end },
    facts: { key, label: text.replace(/^[\s,;]+/, '').trim() },
  };
}
