/**
 * How fast `.bib` files are read, beside the libraries that other extensions read them with, in
 * one run: `node reading.cjs [--entries N] [--rivals FOLDER]`. The folder is one in which
 * latex-utensils and @citation-js/plugin-bibtex are installed; without it only our own rows are
 * printed. Medians of five rounds that take turns.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CslItem } from '../../src/core/entry/csl.ts';
import type { Entry } from '../../src/core/entry/entry.ts';
import { cslJsonOf } from '../../src/core/entry/entry.ts';
import { paperOf } from '../../src/core/entry/paper.ts';
import { readBib } from '../../src/core/formats/bibtex/read.ts';
import { bibLibrary } from './generate.ts';

/** One row of the table. */
export interface Measured {
  readonly what: string;
  /** Milliseconds. */
  readonly median: number;
  readonly all: readonly number[];
}

type Task = readonly [what: string, run: () => unknown];

const rounds = 5;

/**
 * Runs the tasks in turn, five times, and gives the median of each. What a round gives stays in
 * memory until the task's next one, as a library does in an editor: without it the engine would
 * forget the shapes of its objects, and each round would measure the compiler once more.
 */
export function inTurns(tasks: readonly Task[]): readonly Measured[] {
  const times = tasks.map(() => [] as number[]);
  const kept: unknown[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, run]] of tasks.entries()) {
      const start = performance.now();
      kept[index] = run();
      times[index]?.push(performance.now() - start);
    }
  }
  return tasks.map(([what], index) => {
    const all = (times[index] ?? []).toSorted((one, other) => one - other);
    return { what, median: all[Math.floor(all.length / 2)] ?? 0, all };
  });
}

/** Where sums end up, so that no engine leaves out what they are made of. */
export const sums: number[] = [];

/** Keys, what lists show of each entry, and problems. Gives the entries. */
export function usable(text: string): readonly Entry[] {
  const { entries, problems } = readBib(text, 'file:///library.bib');
  let sum = problems.length;
  for (const entry of entries) {
    const { key, title, authors, firstAuthor, year, venue } = paperOf(entry);
    sum += key.length + title.length + authors.length + firstAuthor.length + (year ?? 0) + (venue?.length ?? 0);
  }
  sums.push(sum);
  return entries;
}

/** All of the CSL-JSON that is given out, every value read to its last character. */
export function complete(text: string): readonly CslItem[] {
  return hashed(readBib(text, 'file:///library.bib').entries.map(cslJsonOf));
}

/** The items that views and notes show, abstracts included, read in the same way. */
export function completeItems(text: string): readonly CslItem[] {
  return hashed(readBib(text, 'file:///library.bib').entries.map(({ item }) => item));
}

/** Reads all there is of the items: as JSON, and that to its last character. */
function hashed<T>(items: readonly T[]): readonly T[] {
  let sum = 0;
  for (const item of items) {
    const json = JSON.stringify(item);
    for (let at = 0; at < json.length; at++) sum = (Math.imul(sum, 31) + json.charCodeAt(at)) | 0;
  }
  sums.push(sum);
  return items;
}

function rivalTasks(folder: string, text: string): Task[] {
  const require = createRequire(path.join(path.resolve(folder), 'rivals.js'));
  const { bibtexParser } = require('latex-utensils');
  const { plugins } = require('@citation-js/core');
  require('@citation-js/plugin-bibtex');
  return [
    ['latex-utensils: syntax tree', () => bibtexParser.parse(text)],
    ['citation-js: CSL-JSON', () => hashed(plugins.input.chain(text, { generateGraph: false }))],
  ];
}

/** The table's rows as text, with how many times faster ours are than each rival. */
export function readingTable(text: string, rivals?: string): string {
  const tasks: Task[] = [
    ['ours: keys, what lists show, problems', () => usable(text)],
    ['ours: complete items, as views have them', () => completeItems(text)],
    ['ours: complete CSL-JSON', () => complete(text)],
    ...(rivals === undefined ? [] : rivalTasks(rivals, text)),
  ];
  const rows = inTurns(tasks);
  const others = rows.filter(({ what }) => !what.startsWith('ours'));
  return rows
    .map(({ what, median }) => {
      const ratios = what.startsWith('ours') ? others.map((other) => `${(other.median / median).toFixed(1)}x`) : [];
      return [what.padEnd(42), `${median.toFixed(0)} ms`.padStart(9), ...ratios.map((ratio) => ratio.padStart(8))].join(
        ' ',
      );
    })
    .join('\n');
}

const { values } = parseArgs({
  options: { entries: { type: 'string', default: '10000' }, rivals: { type: 'string' } },
  allowPositionals: true,
  strict: false,
});

if (process.argv[1]?.includes('reading')) {
  const text = bibLibrary({ entries: Number(values.entries) });
  console.log(
    `${String(values.entries)} entries, ${(text.length / 1e6).toFixed(1)} MB; ratios against each rival, in their order`,
  );
  console.log(readingTable(text, typeof values.rivals === 'string' ? values.rivals : undefined));
}
