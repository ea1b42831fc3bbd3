import type { Citation, CitationReading, Locator, Part } from '../citation.ts';
import type { ReadingOptions } from '../read.ts';
import type { Span } from '../../text.ts';
import { crossReferenceTest } from './crossReferences.ts';
import { DocumentState } from './document.ts';
import { BlockReader } from './blocks.ts';
import { orderedMarker } from './lines.ts';
import { Mapped, normalized } from './mapped.ts';
import { readDocument, readingOf } from './read.ts';

/** What a line of a paragraph starts with that can be nothing else, whatever stands before and after it. */
const plainLine = /^[\p{L}\p{N}@["'“]/u;
/** What may reach out of a paragraph, or make another block of it. */
const reachesOut = /[`~<>\\|]|\]:|^\(|@\)/m;

/**
 * Reads the versions of one document. Where a change stays within one paragraph, which is what
 * typing does, only that one is read again and all behind it is moved.
 */
export class MarkdownReader {
  readonly #options: ReadingOptions;
  readonly #isCrossReference: (key: string) => boolean;
  #text = '';
  #document: DocumentState | undefined;
  #reading: CitationReading | undefined;

  constructor(options: ReadingOptions = {}) {
    this.#options = options;
    this.#isCrossReference = crossReferenceTest(options.crossReferences);
  }

  read(text: string): CitationReading {
    if (this.#reading && text === this.#text) return this.#reading;
    this.#reading = this.#again(text) ?? this.#whole(text);
    this.#text = text;
    return this.#reading;
  }

  #whole(text: string): CitationReading {
    this.#document = readDocument(normalized(text), this.#options.chunks ?? false);
    return readingOf(this.#document, text.length, this.#isCrossReference);
  }

  #again(text: string): CitationReading | undefined {
    const [before, document, old] = [this.#text, this.#document, this.#reading];
    if (!document || !old || document.examples.size) return undefined;
    const change = changeOf(before, text);
    const index = paragraphAround(document.paragraphs, change.start, change.end);
    if (index < 0) return undefined;
    const [start, end] = [document.paragraphs[index] ?? 0, document.paragraphs[index + 1] ?? 0];
    const by = text.length - before.length;
    if (!isPlain(before.slice(start, end)) || !isPlain(text.slice(start, end + by))) return undefined;
    // only between blank lines nothing before or after it is part of it
    if (start > 0 && !/\n[ \t]*\r?\n$/.test(before.slice(Math.max(0, start - 20), start))) return undefined;
    if (!/^\r?\n[ \t]*(?:\r?\n|$)|^$/.test(before.slice(end, end + 20))) return undefined;
    const inner = normalized(text.slice(start, end + by));
    const paragraph = new DocumentState(inner, document.hasChunks, document);
    new BlockReader(shifted(inner, start), paragraph).read();
    const read = readingOf(paragraph, text.length, this.#isCrossReference);
    document.paragraphs[index + 1] = end + by;
    for (let place = index + 2; place < document.paragraphs.length; place++) {
      document.paragraphs[place] = (document.paragraphs[place] ?? 0) + by;
    }
    return joined(old, read, start, end, by);
  }
}

/** Where two versions differ, in the places of the first. */
function changeOf(before: string, after: string): Span {
  const shorter = Math.min(before.length, after.length);
  const start = commonStart(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const [ours, theirs] = [before.length, after.length];
  const tail = commonStart(
    shorter - start,
    (from, to) => before.slice(ours - to, ours - from) === after.slice(theirs - to, theirs - from),
  );
  return { start, end: ours - tail };
}

/** How far two texts are the same, found in ever smaller steps: comparing long stretches is what engines do fast. */
function commonStart(length: number, isSame: (from: number, to: number) => boolean): number {
  let at = 0;
  for (let step = 1 << 16; step >= 1; step >>= 4) {
    while (at + step <= length && isSame(at, at + step)) at += step;
  }
  return at;
}

/** The paragraph that a change lies in, by the place of its start in the list; -1 where it lies in none. */
function paragraphAround(paragraphs: readonly number[], start: number, end: number): number {
  let [low, high] = [0, paragraphs.length / 2 - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((paragraphs[2 * middle] ?? 0) <= start) low = middle;
    else high = middle - 1;
  }
  const isAround = (paragraphs[2 * low] ?? Infinity) <= start && end <= (paragraphs[2 * low + 1] ?? -1);
  return isAround ? 2 * low : -1;
}

function isPlain(paragraph: string): boolean {
  if (!paragraph || /\r(?!\n)|\t/.test(paragraph) || reachesOut.test(paragraph)) return false;
  if (orderedMarker(`${paragraph}\n`, 0)) return false;
  return paragraph.split('\n').every((line) => plainLine.test(line));
}

function shifted(map: Mapped, by: number): Mapped {
  const [starts, origins]: [number[], number[]] = [[], []];
  map.addPieces(0, map.text.length, 0, starts, origins);
  return new Mapped(
    map.text,
    starts,
    origins.map((origin) => origin + by),
  );
}

/** A reading of which one paragraph is read again and all behind that is `by` further on. */
function joined(old: CitationReading, read: CitationReading, start: number, end: number, by: number): CitationReading {
  const parts = <T extends Span>(list: readonly T[]) => ({
    head: list.filter((span) => span.start < start),
    tail: list.filter((span) => span.start > end),
  });
  const [citations, groups] = [parts(old.citations), parts(old.groups)];
  const [references, excluded] = [parts(old.references), parts(old.excluded)];
  const groupsBefore = groups.head.length;
  const groupsMoved = groupsBefore + read.groups.length - (old.groups.length - groups.tail.length);
  return {
    citations: [
      ...citations.head,
      ...read.citations.map((citation) => moved(citation, 0, groupsBefore)),
      ...citations.tail.map((citation) => moved(citation, by, groupsMoved)),
    ],
    groups: [...groups.head, ...read.groups, ...groups.tail.map((span) => spanMoved(span, by))],
    references: [
      ...references.head,
      ...read.references,
      ...references.tail.map((one) => ({ ...one, ...spanMoved(one, by) })),
    ],
    excluded: [...excluded.head, ...read.excluded, ...excluded.tail.map((span) => spanMoved(span, by))],
  };
}

function moved(citation: Citation, by: number, groups: number): Citation {
  if (!by && !groups) return citation;
  const { keyAt, prefix, locator, suffix, group } = citation;
  return {
    ...citation,
    ...spanMoved(citation, by),
    keyAt: spanMoved(keyAt, by),
    ...(prefix ? { prefix: partMoved(prefix, by) } : {}),
    ...(locator ? { locator: locatorMoved(locator, by) } : {}),
    ...(suffix ? { suffix: partMoved(suffix, by) } : {}),
    ...(group === undefined ? {} : { group: group + groups }),
  };
}

function locatorMoved(locator: Locator, by: number): Locator {
  const { label, labelAt, value } = locator;
  const at = spanMoved(locator, by);
  return { ...at, label, value: partMoved(value, by), ...(labelAt ? { labelAt: partMoved(labelAt, by) } : {}) };
}

function partMoved({ text, start, end }: Part, by: number): Part {
  return { text, start: start + by, end: end + by };
}

function spanMoved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
