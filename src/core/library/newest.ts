import { yearOf } from '../entry/authors.ts';
import type { Catalog } from './catalog.ts';
import type { MergedPaper } from './merge.ts';

/** Papers looked at between two chances for others to run. */
const step = 1000;

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

  all(limit: number): readonly string[] {
    if (!this.#ids) for (const _ of this.prepare());
    return this.#ids?.slice(0, limit) ?? [];
  }

  among(ids: ReadonlySet<string>, limit: number): readonly string[] {
    const papers = [...ids].map((id) => this.#catalog.paper(id)).filter((paper) => paper !== undefined);
    return papers
      .map((paper) => ({ id: paper.id, year: yearOfPaper(paper) }))
      .sort((a, b) => b.year - a.year || 0)
      .slice(0, limit)
      .map(({ id }) => id);
  }

  *prepare(): Generator<void, void> {
    if (this.#ids) return;
    const version = this.#version;
    const byYear = new Map<number, string[]>();
    let looked = 0;
    for (const paper of this.#catalog.papers()) {
      const year = yearOfPaper(paper);
      const ids = byYear.get(year);
      if (ids) ids.push(paper.id);
      else byYear.set(year, [paper.id]);
      if (++looked % step === 0) yield;
      if (version !== this.#version) return;
    }
    this.#ids = [...byYear].sort(([a], [b]) => b - a || 0).flatMap(([, ids]) => ids);
  }
}

/** Those without a year are the oldest. */
export function yearOfPaper({ places: [{ entry }] }: MergedPaper): number {
  return yearOf(entry.item) ?? -Infinity;
}
