/**
 * Feeds damaged files to the readers: `npm run fuzz -- [--reader NAME] [--runs N] [--seed N]`.
 * A run that throws, takes longer than a second, or names a place outside the text is printed with
 * its seed, which `--seed SEED --runs 1` repeats.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ReadResult } from '../../src/core/entry/entry.ts';
import { cslJsonOf } from '../../src/core/entry/entry.ts';
import { readBib } from '../../src/core/formats/bibtex/read.ts';
import { faultOf, fuzzTargets } from './inputs.ts';
import type { FuzzTarget } from './inputs.ts';
import { Random, mutated } from './mutate.ts';

/** One reader under test. */
export interface Target {
  readonly name: string;
  readonly read: (text: string) => ReadResult;
  /** Folder below test/fixtures, and the ends of the names of its files. */
  readonly fixtures: string;
  readonly ending: string;
  /** What texts of the format are made of. */
  readonly tokens: readonly string[];
}

export const targets: readonly Target[] = [
  {
    name: 'bibtex',
    read: (text) => readBib(text, 'file:///library.bib'),
    fixtures: 'bibtex',
    ending: '.bib',
    tokens:
      "{|}|\"|,|=|#|@|%|(|)|$|~|\\|--|``|''| and |@book{k,|@string{s = |@comment{|@xdata{x,|author = {|title = {|crossref = {k}|xdata = {x}|ids = {a}|year = |month = |date = {2001-02/|\\emph{|\\'{\\i}|\\uppercase{|\\(|$x$|\\verb|\\url{|family=|,,|others|{{|}}|\n@|=}|useprefix=true".split(
        '|',
      ),
  },
];

/** The time one input may take, in milliseconds; a slow machine needs some room. */
const longest = 1000;

/** One input. Throws on what a reader must never do. */
export function runOnce(target: Target, texts: readonly string[], seed: number): void {
  const random = new Random(seed);
  const text = mutated(random.pick(texts), random.pick(texts), target.tokens, random);
  const start = performance.now();
  const { entries, problems } = target.read(text);
  for (const { span } of problems) checkPlace(text, span);
  for (const entry of entries) {
    checkPlace(text, entry.source.span);
    if (typeof entry.key !== 'string' || !entry.key) throw new Error('an entry without a key');
    const size = JSON.stringify(entry.item).length + JSON.stringify(cslJsonOf(entry)).length;
    if (size > 50_000 + 200 * text.length) throw new Error(`${text.length} characters became ${size}`);
  }
  if (performance.now() - start > longest) throw new Error('too slow');
}

function checkPlace(text: string, { start, end }: { readonly start: number; readonly end: number }): void {
  if (!(start >= 0 && start <= end && end <= text.length))
    throw new Error(`a place outside the text: ${start} to ${end}`);
}

/** The fixtures that are damaged. */
export function fixturesOf(target: Target): readonly string[] {
  const folder = path.join(process.cwd(), 'test', 'fixtures', target.fixtures);
  const files = readdirSync(folder).filter((file) => file.endsWith(target.ending));
  return files.map((file) => readFileSync(path.join(folder, file), 'utf8'));
}

/** Runs one reader; gives the number of inputs that failed. */
export function fuzz(target: Target, runs: number, seed: number): number {
  const texts = fixturesOf(target);
  let failed = 0;
  for (let run = 0; run < runs && failed < 20; run++) {
    try {
      runOnce(target, texts, seed + run);
    } catch (error) {
      failed++;
      console.error(`${target.name}, --seed ${seed + run} --runs 1:`, error);
    }
  }
  return failed;
}

/** The other readers, whose inputs stand in `inputs.ts`; what must hold of them is said there too. */
function fuzzOther({ name, read, seeds }: FuzzTarget, runs: number, seed: number): number {
  let failed = 0;
  for (let run = 0; run < runs && failed < 20; run++) {
    const random = new Random(seed + run);
    const text = mutated(random.pick(seeds), random.pick(seeds), [...'{}[]:,"-\n'], random);
    const start = performance.now();
    try {
      const fault = faultOf(text, read(text, `file:///library.${name}`));
      if (fault !== undefined) throw new Error(fault);
      if (performance.now() - start > longest) throw new Error('too slow');
    } catch (error) {
      failed++;
      console.error(`${name}, --seed ${seed + run} --runs 1:`, error);
    }
  }
  return failed;
}

if (process.argv[1]?.includes('readers')) {
  const { values } = parseArgs({
    options: { reader: { type: 'string' }, runs: { type: 'string', default: '10000' }, seed: { type: 'string' } },
  });
  const seed = Number(values.seed ?? Date.now() % 1_000_000_000);
  const runs = Number(values.runs);
  const all = [
    ...targets.map((target) => ({ name: target.name, run: () => fuzz(target, runs, seed) })),
    ...fuzzTargets
      .filter(({ name }) => !targets.some((target) => target.name === name))
      .map((target) => ({ name: target.name, run: () => fuzzOther(target, runs, seed) })),
  ];
  let failed = 0;
  for (const { name, run } of all) {
    if (values.reader !== undefined && name !== values.reader) continue;
    const start = performance.now();
    failed += run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${name}: ${runs} inputs from seed ${seed} in ${seconds} s`);
  }
  process.exitCode = failed ? 1 : 0;
}
