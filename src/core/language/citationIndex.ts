import type { CitationKind } from '../citations/citation.ts';
import { readCitations } from '../citations/read.ts';
import type { ReadingOptions } from '../citations/read.ts';
import type { Syntax } from '../citations/syntax.ts';
import { detached } from '../library/detached.ts';
import { excerptOf, LineWalk } from '../lineWalk.ts';
import type { Position } from '../text.ts';

/** One citation of a document, where its key stands. */
export interface Cited {
  readonly key: string;
  readonly kind: CitationKind;
  readonly range: { readonly start: Position; readonly end: Position };
  /** The line it stands in, or what is around it where that is long. */
  readonly line: string;
}

/** A citation and the document it stands in. */
export interface FoundCitation extends Cited {
  readonly uri: string;
}

/** What a document cites, in the order of its text. */
export function citedIn(text: string, syntax: Syntax, options?: ReadingOptions): Cited[] {
  const lines = new LineWalk(text);
  const { citations } = readCitations(text, syntax, options);
  const shown = new Map<string, string>();
  return [...citations]
    .sort((a, b) => a.keyAt.start - b.keyAt.start)
    .map(({ key, kind, keyAt }) => {
      const place = lines.lineOf(keyAt.start);
      const excerpt = excerptOf(text, place, keyAt.start);
      // one copy for all that stand in a line
      const line = shown.get(excerpt) ?? detached(excerpt);
      shown.set(line, line);
      const at = { line: place.number, character: keyAt.start - place.start };
      return {
        key: detached(key),
        kind,
        range: { start: at, end: lines.positionOf(keyAt.end) },
        line,
      };
    });
}

/** Which documents cite which papers. */
export class CitationIndex {
  readonly #files = new Map<string, readonly Cited[]>();
  readonly #citing = new Map<string, Set<string>>();

  get size(): number {
    return this.#files.size;
  }

  /** Every key that any document cites. */
  keys(): string[] {
    return [...this.#citing.keys()];
  }

  /** The keys that a document cites, each once, in its order. */
  keysIn(uri: string): string[] {
    return [...new Set(this.#files.get(uri)?.map(({ key }) => key))];
  }

  /** Takes what a document cites, in place of what it cited before. */
  put(uri: string, cited: readonly Cited[]): void {
    this.remove(uri);
    this.#files.set(uri, cited);
    for (const { key } of cited) {
      const uris = this.#citing.get(key);
      if (uris) uris.add(uri);
      else this.#citing.set(key, new Set([uri]));
    }
  }

  remove(uri: string): void {
    for (const { key } of this.#files.get(uri) ?? []) {
      const uris = this.#citing.get(key);
      uris?.delete(uri);
      if (!uris?.size) this.#citing.delete(key);
    }
    this.#files.delete(uri);
  }

  /** The citations of some keys, by document and in the order of each. */
  of(keys: readonly string[]): FoundCitation[] {
    const wanted = new Set(keys);
    const uris = new Set(keys.flatMap((key) => [...(this.#citing.get(key) ?? [])]));
    return [...uris]
      .sort()
      .flatMap((uri) =>
        (this.#files.get(uri) ?? []).filter(({ key }) => wanted.has(key)).map((cited) => ({ ...cited, uri })),
      );
  }
}
