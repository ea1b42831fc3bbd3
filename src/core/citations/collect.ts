import type { Span } from '../text.ts';
import type { Citation, CitationGroup, CitationReading, Part, Reference } from './citation.ts';

/** Gathers what a reader finds, in any order, and puts it into the order of the text. */
export class CitationCollector {
  readonly text: string;
  readonly #citations: Citation[] = [];
  readonly #groups: CitationGroup[] = [];
  readonly #references: Reference[] = [];
  readonly #excluded: Span[] = [];

  constructor(text: string) {
    this.text = text;
  }

  cite(citation: Citation): void {
    this.#citations.push(citation);
  }

  /** Citations that stand together; a group without any is none. */
  citeTogether(group: CitationGroup, citations: readonly Citation[]): void {
    if (!citations.length) return;
    const place = this.#groups.push(group) - 1;
    for (const citation of citations) this.#citations.push({ ...citation, group: place });
  }

  refer(reference: Reference): void {
    this.#references.push(reference);
  }

  exclude(start: number, end: number): void {
    if (start < end) this.#excluded.push({ start, end });
  }

  /** The stretch as a part without the blanks around it, or nothing where it is blank. */
  part(start: number, end: number): Part | undefined {
    return partOf(this.text, start, end);
  }

  finish(): CitationReading {
    return {
      citations: inOrder(this.#numbered()),
      groups: inOrder(this.#groups),
      references: inOrder(this.#references),
      excluded: apart(inOrder(this.#excluded)),
    };
  }

  /** Groups are numbered as they start, wherever one stands within another's note. */
  #numbered(): readonly Citation[] {
    if (isInOrder(this.#groups)) return this.#citations;
    const places = this.#groups.map((group, place) => ({ ...group, place })).sort(compare);
    const numbers = new Map(places.map(({ place }, number) => [place, number]));
    return this.#citations.map((citation) => {
      const number = citation.group === undefined ? undefined : numbers.get(citation.group);
      return number === undefined ? citation : { ...citation, group: number };
    });
  }
}

/** The stretch without the blanks around it. */
export function partOf(text: string, start: number, end: number): Part | undefined {
  const written = text.slice(start, end);
  const trimmed = written.trim();
  if (!trimmed) return undefined;
  const from = start + written.length - written.trimStart().length;
  return { text: trimmed, start: from, end: from + trimmed.length };
}

function compare(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

function isInOrder(spans: readonly Span[]): boolean {
  return spans.every((span, place) => place === 0 || compare(spans[place - 1] ?? span, span) <= 0);
}

function inOrder<T extends Span>(spans: readonly T[]): readonly T[] {
  return isInOrder(spans) ? spans : [...spans].sort(compare);
}

/** Overlapping and touching stretches become one. */
function apart(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
}
