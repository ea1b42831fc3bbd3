import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entry } from '../../src/core/entry/entry.ts';
import { decodeCache, encodeCache } from '../../src/core/library/cache.ts';
import { Library } from '../../src/core/library/library.ts';
import { PaperSearch } from '../../src/core/library/search.ts';
import type { Searchable } from '../../src/core/library/search.ts';
import { atOnce } from '../../src/core/steps.ts';
import { makeEntries, seedEntries } from './entries.ts';
import { fuseAlone, meanReciprocalRank, miniSearchAlone } from './rivals.ts';
import type { Find, TargetQuery } from './rivals.ts';

/*
 * Search against MiniSearch alone and Fuse alone over the same fields, in one run: how long a key
 * press takes, how good the answers are, what a change and a start cost. Exits with 1 where a
 * bound is missed. `--quick` leaves out Fuse's ranks, which take minutes.
 */

const queries: readonly TargetQuery[] = JSON.parse(
  readFileSync(path.join(process.cwd(), 'test/fixtures/search/queries.json'), 'utf8'),
);
const isQuick = process.argv.includes('--quick');
const missed: string[] = [];

/** What is in the box after each key press of some queries, one letter to a whole title. */
const typed = [
  'mamba selective state',
  'gu 2023',
  'transfomer prunning',
  'wang2023boot',
  'neurl archtecture serch',
  'efficient transformers for long sequences',
  'deep learning on small datasets',
  'hypernetworks generate weights',
].flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));

const table = (rows: Record<string, Record<string, string>>) => console.table(rows);
const ms = (value: number) => value.toFixed(value < 10 ? 2 : 0);
const bound = (isMet: boolean, what: string) => void (isMet || missed.push(what));

function timed(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function percentiles(times: readonly number[]): { p50: number; p95: number } {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50: sorted[sorted.length >> 1] ?? 0, p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0 };
}

const searchable = (entry: Entry): Searchable => ({
  id: entry.key,
  entry,
  topicTitles: entry.topics.map((topic) => topic.replaceAll('-', ' ')),
});

function build(entries: readonly Entry[]): PaperSearch {
  const search = new PaperSearch();
  search.expect(entries.length);
  for (const entry of entries) search.put(searchable(entry));
  return search;
}

const finder =
  (search: PaperSearch): Find =>
  (query) =>
    search.find(query, 50).map(({ id }) => id);

/** Times of one finder over the key presses, after a few to warm up; the median of three rounds each. */
function typing(find: Find, texts: readonly string[]): { p50: number; p95: number } {
  for (const text of texts.slice(0, 5)) find(text);
  return percentiles(texts.map((text) => percentiles([1, 2, 3].map(() => timed(() => void find(text)))).p50));
}

function whileTyping(): void {
  const full = [...seedEntries(), ...makeEntries(10_000, { abstracts: true })];
  const short = [...seedEntries(), ...makeEntries(100_000, { abstracts: false })];
  const rows: Record<string, Record<string, string>> = {};
  const show = (name: string, times: { p50: number; p95: number }, ratio?: number) => {
    rows[name] = { 'p50 ms': ms(times.p50), 'p95 ms': ms(times.p95), 'times Fuse': ratio?.toFixed(0) ?? '' };
  };
  const ours = typing(finder(build(full)), typed);
  // Fuse takes about a second for each: every eighth key press is enough
  const some = typed.filter((_, at) => at % 8 === 3);
  const fuse = fuseAlone(full);
  const fuseTimes = percentiles(some.map((text) => timed(() => void fuse(text))));
  const oursOfSome = typing(finder(build(full)), some);
  show('10,000 with abstracts', ours, fuseTimes.p50 / oursOfSome.p50);
  show('  MiniSearch alone', typing(miniSearchAlone(full), typed));
  show('  Fuse alone', fuseTimes);
  bound(ours.p95 < 50, 'p95 under 50 ms at 10,000');
  bound(fuseTimes.p50 / oursOfSome.p50 >= 30, '30 times faster than Fuse at 10,000');
  const large = typing(finder(build(short)), typed);
  show('100,000 without', large);
  show('  MiniSearch alone ', typing(miniSearchAlone(short), typed));
  bound(large.p95 < 200, 'p95 under 200 ms at 100,000');
  table(rows);
}

function quality(): void {
  const seeds = seedEntries();
  const all = [...seeds, ...makeEntries(10_000, { abstracts: true })];
  const ours = {
    few: meanReciprocalRank(queries, finder(build(seeds))),
    many: meanReciprocalRank(queries, finder(build(all))),
  };
  const mini = {
    few: meanReciprocalRank(queries, miniSearchAlone(seeds)),
    many: meanReciprocalRank(queries, miniSearchAlone(all)),
  };
  const fuse = {
    few: meanReciprocalRank(queries, fuseAlone(seeds)),
    many: isQuick ? NaN : meanReciprocalRank(queries, fuseAlone(all)),
  };
  const row = ({ few, many }: { few: number; many: number }) => ({
    'MRR, 76 seeds': few.toFixed(3),
    'among 10,000 others': many.toFixed(3),
  });
  table({ 'Literature Notes': row(ours), 'MiniSearch alone': row(mini), 'Fuse alone': row(fuse) });
  bound(ours.few >= 0.95, 'MRR of .95 over the seeds');
  bound(ours.many >= mini.many && !(ours.many < fuse.many), 'MRR no worse than theirs among 10,000');
}

/** From entries that are read to the first answer of a search over all of them, without and with a cache. */
function changeAndStart(): void {
  const reading = { uri: 'file:///a.bib', entries: makeEntries(10_000, { abstracts: true }), problems: [] };
  const rows: Record<string, Record<string, string>> = {};
  const cold: number[] = [];
  const warm: number[] = [];
  let changes: number[] = [];
  for (let round = 0; round < 3; round++) {
    const library = new Library();
    cold.push(
      timed(() => {
        library.put(reading);
        library.find('deep learning', 50);
      }),
    );
    const saved = atOnce(library.save());
    const cache = saved && atOnce(encodeCache(saved));
    const restored = new Library();
    warm.push(
      timed(() => {
        restored.deferIndex();
        restored.put(reading);
        const steps = restored.finishIndex(cache && atOnce(decodeCache(cache)));
        do steps.next();
        while (restored.isAwaited);
        restored.find('deep learning', 50);
      }),
    );
    bound(restored.isRestored, 'the cache is used');
    const search = build(reading.entries.slice(0, 2000));
    changes = reading.entries.slice(0, 200).map((entry) => timed(() => search.put(searchable(entry))));
  }
  const [slow, quick] = [percentiles(cold).p50, percentiles(warm).p50];
  rows['index 10,000 with abstracts, first answer'] = { ms: ms(slow) };
  rows['the same from a cache'] = { ms: ms(quick), 'times faster': (slow / quick).toFixed(1) };
  rows['put one paper again'] = { ms: ms(percentiles(changes).p50) };
  table(rows);
  bound(slow / quick >= 3, 'a start from the cache 3 times faster');
}

whileTyping();
quality();
changeAndStart();
if (missed.length) console.log(`Missed: ${missed.join('; ')}.`);
process.exitCode = missed.length ? 1 : 0;
