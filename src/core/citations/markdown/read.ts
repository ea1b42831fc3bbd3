import type { Citation, CitationGroup, CitationReading, Locator, Part, Reference } from '../citation.ts';
import { readLocator } from '../locators.ts';
import type { ReadingOptions } from '../read.ts';
import type { Span } from '../../text.ts';
import { BlockReader } from './blocks.ts';
import { crossReferenceTest } from './crossReferences.ts';
import { DocumentState } from './document.ts';
import type { Found, FoundCitation } from './document.ts';
import type { Mapped } from './mapped.ts';
import { normalized } from './mapped.ts';

/**
 * The citations of a document in pandoc's Markdown, Quarto, R Markdown or MyST, as `pandoc -f
 * markdown` finds them. What stands within paragraphs and hides citations, such as code, is told
 * where there are any marks of citations to be hidden.
 */
export function readMarkdown(text: string, { crossReferences, chunks = false }: ReadingOptions = {}): CitationReading {
  const document = readDocument(normalized(text), chunks);
  return readingOf(document, text.length, crossReferenceTest(crossReferences));
}

/** Reads all blocks. */
export function readDocument(source: Mapped, hasChunks: boolean): DocumentState {
  const document = new DocumentState(source, hasChunks);
  new BlockReader(source, document).read();
  return document;
}

/** What was found, in the places of the document, which is `length` long. */
export function readingOf(
  { found, examples }: DocumentState,
  length: number,
  isCrossReference: (key: string) => boolean,
): CitationReading {
  const cited: FoundCitation[] = [];
  const references: Reference[] = [];
  const excluded: Span[] = [];
  for (const item of inOrder(found)) {
    if (item.found === 'excluded') {
      addExcluded(excluded, item.map.span(item.start, item.end), length);
    } else if (item.mayBeExample && examples.has(item.key)) {
      continue;
    } else if (isCrossReference(item.key) && item.kind !== 'noteLink') {
      references.push({ key: item.key, ...item.map.span(item.start, item.end) });
    } else if (item.key) {
      cited.push(item);
    }
  }
  // a group may begin before one that its prefix holds, whose papers come first
  const placed = [...new Set(cited.flatMap(({ group }) => group ?? []))]
    .map((group) => ({ group, span: group.map.span(group.start, group.end) }))
    .sort((one, other) => one.span.start - other.span.start);
  const numbers = new Map(placed.map(({ group }, number) => [group, number]));
  const citations = cited.map((item) => citationOf(item, item.group && numbers.get(item.group)));
  const groups: CitationGroup[] = placed.map(({ span }) => span);
  return { citations, groups, references, excluded };
}

/** In the order of the text, which only tables with rows of several lines are not read in. */
function inOrder(found: readonly Found[]): readonly Found[] {
  const starts = found.map(({ map, start }) => map.at(start));
  if (starts.every((start, index) => index === 0 || start >= (starts[index - 1] ?? 0))) return found;
  return found
    .map((item, index) => ({ item, start: starts[index] ?? 0 }))
    .sort((one, other) => one.start - other.start)
    .map(({ item }) => item);
}

/** What is read ends in two more ends of line than the document. */
function addExcluded(excluded: Span[], { start, end: written }: Span, length: number): void {
  const last = excluded.at(-1);
  const end = Math.min(written, length);
  if (!last || start > last.end) excluded.push({ start, end });
  else if (end > last.end) excluded[excluded.length - 1] = { start: last.start, end };
}

/** Any form of a citation that is still being put together. */
type Mutable<Whole> = { -readonly [Part in keyof Whole]: Whole[Part] };

function citationOf(
  { map, key, start, end, keyAt, mode, kind, prefix, suffix }: FoundCitation,
  group?: number,
): Citation {
  const whole = map.span(start, end);
  const citation: Mutable<Citation> = {
    key,
    start: whole.start,
    end: whole.end,
    keyAt: map.span(keyAt.start, keyAt.end),
    kind,
    mode,
  };
  if (prefix) citation.prefix = partOf(map, prefix);
  if (suffix) {
    const after = readLocator(map.text.slice(suffix.start, suffix.end), suffix.start);
    if (after.locator) citation.locator = locatorOf(map, after.locator);
    if (after.suffix) citation.suffix = partOf(map, after.suffix);
  }
  if (group !== undefined) citation.group = group;
  return citation;
}

function locatorOf(map: Mapped, { start, end, label, labelAt, value }: Locator): Locator {
  const whole = map.span(start, end);
  const locator: Mutable<Locator> = { start: whole.start, end: whole.end, label, value: partOf(map, value) };
  if (labelAt) locator.labelAt = partOf(map, labelAt);
  return locator;
}

function partOf(map: Mapped, { start, end }: Span): Part {
  const span = map.span(start, end);
  return { text: map.text.slice(start, end), start: span.start, end: span.end };
}
