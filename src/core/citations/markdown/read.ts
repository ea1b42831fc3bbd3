import type { Citation, CitationGroup, CitationReading, Part, Reference } from '../citation.ts';
import { readLocator } from '../locators.ts';
import type { ReadingOptions } from '../read.ts';
import type { Span } from '../../text.ts';
import { BlockReader } from './blocks.ts';
import { crossReferenceTest } from './crossReferences.ts';
import { DocumentState } from './document.ts';
import type { Found, FoundCitation, Group } from './document.ts';
import type { Mapped } from './mapped.ts';
import { normalized } from './mapped.ts';

/**
 * The citations of a document in pandoc's Markdown, Quarto, R Markdown or MyST, as `pandoc -f
 * markdown` finds them. What stands within paragraphs and hides citations, such as code, is told
 * where there are any marks of citations to be hidden.
 */
export function readMarkdown(text: string, { crossReferences, chunks = false }: ReadingOptions = {}): CitationReading {
  const source = normalized(text);
  const document = new DocumentState(source, chunks);
  new BlockReader(source, document).read();
  return readingOf(document, text.length, crossReferenceTest(crossReferences));
}

function readingOf(
  { found, examples }: DocumentState,
  length: number,
  isCrossReference: (key: string) => boolean,
): CitationReading {
  const citations: Citation[] = [];
  const references: Reference[] = [];
  const excluded: Span[] = [];
  const groups: CitationGroup[] = [];
  const numbers = new Map<Group, number>();
  for (const item of inOrder(found)) {
    if (item.found === 'excluded') {
      addExcluded(excluded, item.map.span(item.start, item.end), length);
    } else if (item.mayBeExample && examples.has(item.key)) {
      continue;
    } else if (isCrossReference(item.key) && item.kind !== 'noteLink') {
      references.push({ key: item.key, ...item.map.span(item.start, item.end) });
    } else if (item.key) {
      let number: number | undefined;
      if (item.group) {
        number = numbers.get(item.group) ?? groups.length;
        if (number === groups.length) groups.push(item.group.map.span(item.group.start, item.group.end));
        numbers.set(item.group, number);
      }
      citations.push(citationOf(item, number));
    }
  }
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

function citationOf(
  { map, key, start, end, keyAt, mode, kind, prefix, suffix, group: _, ...rest }: FoundCitation,
  group?: number,
): Citation {
  void rest;
  const after = suffix && readLocator(map.text.slice(suffix.start, suffix.end), suffix.start);
  const locator = after?.locator;
  return {
    key,
    ...map.span(start, end),
    keyAt: map.span(keyAt.start, keyAt.end),
    kind,
    mode,
    ...(prefix ? { prefix: partOf(map, prefix) } : {}),
    ...(locator
      ? {
          locator: {
            ...map.span(locator.start, locator.end),
            label: locator.label,
            value: partOf(map, locator.value),
            ...(locator.labelAt ? { labelAt: partOf(map, locator.labelAt) } : {}),
          },
        }
      : {}),
    ...(after?.suffix ? { suffix: partOf(map, after.suffix) } : {}),
    ...(group === undefined ? {} : { group }),
  };
}

function partOf(map: Mapped, { start, end }: Span): Part {
  return { ...map.span(start, end), text: map.text.slice(start, end) };
}
