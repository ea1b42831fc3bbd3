/**
 * How fast `.bib` files are read, beside the libraries that other extensions read them with, in
 * one run: `node reading.cjs [--entries N] [--rivals FOLDER]`. The folder is one in which
 * latex-utensils and @citation-js/plugin-bibtex are installed; without it only our own rows are
 * printed. Medians of five rounds that take turns.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
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

/** Runs the tasks in turn, five times, and gives the median of each. */
export function inTurns(tasks: readonly Task[]): readonly Measured[] {
  const times = tasks.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, run]] of tasks.entries()) {
      globalThis.gc?.();
      const start = performance.now();
      run();
      times[index]?.push(performance.now() - start);
    }
  }
  return tasks.map(([what], index) => {
    const all = (times[index] ?? []).toSorted((one, other) => one - other);
    return { what, median: all[Math.floor(all.length / 2)] ?? 0, all };
  });
}

/** Keys, what lists show of each entry, and problems. */
export function usable(text: string): number {
  const { entries, problems } = readBib(text, 'file:///library.bib');
  let seen = problems.length;
  for (const entry of entries) {
    const { key, title, authors, firstAuthor, year, venue } = paperOf(entry);
    seen += key.length + title.length + authors.length + firstAuthor.length + (year ?? 0) + (venue?.length ?? 0);
  }
  return seen;
}

/** All of the CSL-JSON, with every value read to its last character. */
export function complete(text: string): number {
  let hash = 0;
  for (const entry of readBib(text, 'file:///library.bib').entries) hash = hashOf(cslJsonOf(entry), hash);
  return hash;
}

/** The item that views and notes show, abstract included, read in the same way. */
export function completeItem(text: string): number {
  let hash = 0;
  for (const entry of readBib(text, 'file:///library.bib').entries) hash = hashOf(entry.item, hash);
  return hash;
}

function hashOf(value: unknown, hash: number): number {
  if (typeof value === 'string') {
    let sum = hash;
    for (let at = 0; at < value.length; at++) sum = (Math.imul(sum, 31) + value.charCodeAt(at)) | 0;
    return sum;
  }
  if (typeof value === 'object' && value !== null) {
    let sum = hash;
    for (const key in value) sum = hashOf((value as Record<string, unknown>)[key], sum);
    return sum;
  }
  return (Math.imul(hash, 31) + Number(value)) | 0;
}

function rivalTasks(folder: string, text: string): Task[] {
  const require = createRequire(path.join(path.resolve(folder), 'rivals.js'));
  const { bibtexParser } = require('latex-utensils');
  const { plugins } = require('@citation-js/core');
  require('@citation-js/plugin-bibtex');
  return [
    ['latex-utensils: syntax tree', () => bibtexParser.parse(text)],
    ['citation-js: CSL-JSON', () => hashOf(plugins.input.chain(text, { generateGraph: false }), 0)],
  ];
}

/** The table's rows as text, with how many times faster ours are than each rival. */
export function readingTable(text: string, rivals?: string): string {
  const tasks: Task[] = [
    ['ours: keys, what lists show, problems', () => usable(text)],
    ['ours: complete items, as views have them', () => completeItem(text)],
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
