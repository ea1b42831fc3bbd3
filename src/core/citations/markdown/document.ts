import type { CitationKind, CitationMode } from '../citation.ts';
import type { Span } from '../../text.ts';
import { lineEnd } from './chars.ts';
import type { Mapped } from './mapped.ts';

/** Papers that are cited together, while they are being read. */
export interface Group extends Span {
  readonly map: Mapped;
}

/** A citation while it is being read; places are those of the text that it stands in. */
export interface FoundCitation extends Span {
  readonly found: 'citation';
  readonly map: Mapped;
  readonly key: string;
  readonly keyAt: Span;
  readonly mode: CitationMode;
  readonly kind: CitationKind;
  readonly prefix?: Span;
  readonly suffix?: Span;
  readonly group?: Group;
  /** Without a locator of its own it may name an example further down (`(@good)`), which it then is. */
  readonly mayBeExample?: true;
}

/** Where nothing is cited. */
export interface FoundExcluded extends Span {
  readonly found: 'excluded';
  readonly map: Mapped;
}

export type Found = FoundCitation | FoundExcluded;

/** What is known of a document while its parts are read one after the other. */
export class DocumentState {
  /** What was read, in order; cut off again where an attempt fails. */
  readonly found: Found[] = [];
  /** Labels of example lists, `(@good)`, up to here. */
  readonly examples = new Set<string>();
  /** Whether what is read is an item of a list, where each marker starts another one. */
  isInList = false;
  /** The HTML element whose end ends what is read. */
  htmlElement: string | undefined;
  /** How many fenced divs are open. */
  divs = 0;
  /** How deep texts stand in one another; bounded, lest the stack is not. */
  depth = 0;
  kind: CitationKind = 'cite';
  /** Where paragraphs start and end that stand in no other block, one after the other. */
  readonly paragraphs: number[] = [];
  readonly #source: Mapped;
  readonly #whole: DocumentState | undefined;
  #labels: Set<string> | undefined;

  /** Whether knitr or Quarto takes chunks of code out before pandoc reads the document. */
  readonly hasChunks: boolean;

  /** `whole` is the document that `source` is a part of. */
  constructor(source: Mapped, hasChunks: boolean, whole?: DocumentState) {
    this.#source = source;
    this.hasChunks = hasChunks;
    this.#whole = whole;
  }

  /** Whether a name in brackets is that of a link defined anywhere, or of a heading (pandoc's `toKey`). */
  isLinkLabel(name: string): boolean {
    if (this.#whole) return this.#whole.isLinkLabel(name);
    this.#labels ??= linkLabels(this.#source.text);
    return this.#labels.has(labelKey(name));
  }
}

/** Labels are the same whatever their case and blanks. */
function labelKey(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

const definition = /\[(?!\^)([^[\]]+)\]:/g;
const heading = /^[ >]*#{1,6} +(.+?)(?: +#+)? *(?:\{[^}]*\})?$/;
const attributes = / *\{[^}]*\}$/;
const underline = /^(?:=+|-+) *$/;
/** Longer ones nobody refers to. */
const longestLabel = 500;

/** The names of all links that are defined, and all headings, wherever they stand. */
function linkLabels(text: string): Set<string> {
  const labels = new Set<string>();
  let before = '';
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start);
    const line = end - start > longestLabel ? '' : text.slice(start, end).trimEnd();
    const name = heading.exec(line)?.[1] ?? (underline.test(line) ? before.replace(attributes, '') : undefined);
    if (name) labels.add(labelKey(name));
    before = line;
    start = end + 1;
  }
  for (let at = text.indexOf(']:'); at >= 0; at = text.indexOf(']:', at + 2)) {
    const part = text.slice(Math.max(0, at - longestLabel), at + 2);
    for (const [, name] of part.slice(Math.max(0, part.lastIndexOf('['))).matchAll(definition)) {
      labels.add(labelKey(name ?? ''));
    }
  }
  return labels;
}
