import { yearOf } from '../entry/authors.ts';
import type { LongSet } from '../longMap.ts';
import { firstOf } from '../sorting.ts';
import type { Steps } from '../steps.ts';
import type { Catalog } from './catalog.ts';
import type { MergedPaper } from './merge.ts';

/** Papers looked at in one step, which may have to read what their entries say. */
const step = 10;

/** The papers of a library by year, the newest first; put in order once and again when something changed. */
export class Newest {
  readonly #catalog: Catalog;
  #ids: readonly string[] | undefined;
  #version = 0;

  constructor(catalog: Catalog) {
    this.#catalog = catalog;
  }

  changed(): void {
    this.#version++;
    this.#ids = undefined;
  }

  /** In steps. What comes or goes meanwhile may be missed. */
  *all(limit: number): Steps<readonly string[]> {
    const ids = this.#ids ?? (yield* this.#inOrder());
    return ids.slice(0, limit);
  }

  /** As `all`, among these papers alone. */
  *among(ids: LongSet<string>, limit: number): Steps<readonly string[]> {
    const papers: { readonly id: string; readonly year: number }[] = [];
    let looked = 0;
    for (const id of ids) {
      if (++looked % step === 0) yield;
      const paper = this.#catalog.paper(id);
      if (paper) papers.push({ id: paper.id, year: yearOfPaper(paper) });
    }
    return (yield* firstOf(papers, limit, (a, b) => b.year - a.year || 0)).map(({ id }) => id);
  }

  *prepare(): Steps<void> {
    if (!this.#ids) yield* this.#inOrder();
  }

  *#inOrder(): Steps<readonly string[]> {
    const version = this.#version;
    const byYear = new Map<number, string[]>();
    let looked = 0;
    for (const paper of this.#catalog.papers()) {
      const year = yearOfPaper(paper);
      const ids = byYear.get(year);
      if (ids) ids.push(paper.id);
      else byYear.set(year, [paper.id]);
      if (++looked % step === 0) yield;
    }
    const ids = [...byYear].sort(([a], [b]) => b - a || 0).flatMap(([, some]) => some);
    if (version === this.#version) this.#ids = ids;
    return ids;
  }
}

/** Those without a year are the oldest. */
export function yearOfPaper({ places: [{ entry }] }: MergedPaper): number {
  return yearOf(entry.item) ?? -Infinity;
}
