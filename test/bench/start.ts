/**
 * The library on its thread, from file to first answer: `node start.cjs [--rounds N] [--big]`. Cold and warm start, a
 * changed entry, and with `--big` how 100,000 entries load: searches meanwhile, event-loop delay and memory.
 * Exits with 1 where a bound is missed.
 */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { Paper } from '../../src/core/entry/paper.ts';
import { Compact } from '../../src/editor/library/compact.ts';
import { bibLibrary } from './generate.ts';
import { LibraryThread, percentiles } from './libraryThread.ts';

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, big: { type: 'boolean', default: false } },
});
const rounds = Number(flags.rounds);
const rows: Record<string, Record<string, string>> = {};
const missed: string[] = [];
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const megabytes = (value: number) => `${(value / 1e6).toFixed(0)} MB`;
const bound = (isMet: boolean, what: string) => void (isMet || missed.push(what));
const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const query = 'learning representation';

const folder = await mkdtemp(path.join(os.tmpdir(), 'literature-notes-bench-'));
const cache = path.join(folder, 'search-index');
try {
  const file = path.join(folder, 'library.bib');
  const text = bibLibrary({ entries: 10_000 });
  await writeFile(file, text);
  await starts(file);
  await change(file, text);
  if (flags.big) await load();
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.table(rows);
if (missed.length) console.log(`Missed: ${missed.join('; ')}.`);
process.exitCode = missed.length ? 1 : 0;

/** Milliseconds of a clock on the wall, and of both threads' work, which a busy machine changes less. */
interface Took {
  readonly wall: number;
  readonly work: number;
}

function stopwatch(): () => Took {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { wall: performance.now() - started, work: (user + system) / 1000 };
  };
}

function median(all: readonly Took[], what: keyof Took): number {
  return percentiles(all.map((took) => took[what])).p50;
}

/** From starting the thread to the first answer out of the whole file, and to the end of everything else. */
interface Start {
  readonly answer: Took;
  readonly all: Took;
  readonly hits: string;
}

/**
 * Without a saved index the whole file is searched when all of it is in. With one, what is asked at the start waits for
 * the index and is then answered out of all of it, as `starts` checks.
 */
async function start(file: string, isWarm: boolean): Promise<Start> {
  const stop = stopwatch();
  const thread = new LibraryThread();
  void thread.client.ask('open', { cache });
  const updated = thread.update(file);
  if (!isWarm) await updated;
  const hits = await thread.client.ask('find', { query, limit: 50 });
  const answer = stop();
  await updated;
  const all = stop();
  if (!hits?.length) throw new Error('nothing was found');
  await thread.end();
  return { answer, all, hits: JSON.stringify(hits.map(({ id }) => id)) };
}

async function starts(file: string): Promise<void> {
  const cold: Start[] = [];
  const warm: Start[] = [];
  for (let round = 0; round < rounds; round++) {
    await rm(cache, { force: true });
    cold.push(await start(file, false));
  }
  const thread = new LibraryThread();
  await thread.client.ask('open', { cache });
  await thread.update(file);
  while (!(await stat(cache).catch(() => undefined))) await wait(100);
  await thread.end();
  for (let round = 0; round < rounds; round++) warm.push(await start(file, true));
  if (new Set([...cold, ...warm].map(({ hits }) => hits)).size > 1)
    throw new Error('a warm start finds something else');
  const of = (all: readonly Start[], what: 'answer' | 'all') => all.map((one) => one[what]);
  const row = (took: readonly Took[]) => ({ median: ms(median(took, 'wall')), work: ms(median(took, 'work')) });
  const [slow, quick] = [median(of(cold, 'answer'), 'wall'), median(of(warm, 'answer'), 'wall')];
  rows['cold start to first answer, 10,000'] = row(of(cold, 'answer'));
  rows['warm start to first answer, 10,000'] = {
    ...row(of(warm, 'answer')),
    'times faster': (slow / quick).toFixed(1),
  };
  rows['warm start to all papers told'] = row(of(warm, 'all'));
  rows['the saved index'] = { median: megabytes((await readFile(cache)).length) };
  bound(quick < 1000, 'warm start under 1 s');
  bound(slow / quick >= 3, 'warm start 3 times faster than cold');
}

/** From a file written with one entry changed to the paper told and the change done. */
async function change(file: string, text: string): Promise<void> {
  const thread = new LibraryThread();
  await thread.update(file);
  const visible: Took[] = [];
  const told: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const at = text.indexOf('title = {', Math.floor(text.length / 2)) + 9;
    await writeFile(file, `${text.slice(0, at)}Round ${round} ${text.slice(at)}`);
    const stop = stopwatch();
    let papers = 0;
    thread.onChanged = (event) => {
      papers += event.papers.length;
      visible.push(stop());
    };
    await thread.update(file);
    told.push(papers);
  }
  await thread.end();
  const seen = median(visible, 'wall');
  rows['one entry changed in 18 MB, told'] = {
    median: ms(seen),
    work: ms(median(visible, 'work')),
    papers: String(Math.max(...told)),
  };
  bound(seen < 400, 'a changed entry told in under 400 ms');
  bound(Math.max(...told) === 1, 'nothing else told');
}

/** 100,000 entries with abstracts: what searching is like meanwhile, and what this thread and the other need. */
async function load(): Promise<void> {
  const file = path.join(folder, 'large.bib');
  await writeFile(file, bibLibrary({ entries: 100_000 }));
  const idle = monitorEventLoopDelay({ resolution: 1 });
  idle.enable();
  await wait(3000);
  idle.disable();
  const collect = globalThis.gc ?? (() => {});
  collect();
  const before = process.memoryUsage().heapUsed;

  const thread = new LibraryThread();
  const papers = new Map<string, Paper>();
  const compact = new Compact();
  thread.onChanged = (event) => {
    for (const paper of event.papers) papers.set(paper.id, compact.paper(paper));
  };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  let isDone = false;
  const done = thread.update(file).then(() => (isDone = true));
  const finds: number[] = [];
  while (!isDone) {
    const asked = performance.now();
    await thread.client.ask('find', { query, limit: 50 });
    finds.push(performance.now() - asked);
    await wait(50);
  }
  await done;
  delay.disable();
  const took = performance.now() - started;
  collect();
  const host = process.memoryUsage().heapUsed - before;
  const { used, limit } = await thread.client.ask('memory', null);
  const nano = (histogram: typeof delay) => ({
    p99: ms(histogram.percentile(99) / 1e6),
    longest: ms(histogram.max / 1e6),
  });
  const { p50, p95, longest } = percentiles(finds);
  rows['100,000 entries to searchable'] = { median: ms(took), papers: String(papers.size) };
  rows['searching meanwhile'] = { median: ms(p50), p95: ms(p95), longest: ms(longest) };
  rows['event-loop delay here, idle'] = nano(idle);
  rows['event-loop delay here, loading'] = nano(delay);
  rows['memory here'] = { median: `+${megabytes(host)}` };
  rows['memory of the library, before collection'] = { median: megabytes(used), limit: megabytes(limit) };
  await thread.end();
  bound(delay.percentile(99) / 1e6 < 20, 'event-loop delay p99 under 20 ms');
  bound(delay.max / 1e6 < 100, 'event-loop delay under 100 ms');
  bound(!globalThis.gc || host < 80e6, 'host memory +80 MB');
  bound(used < 1.5e9, 'worker memory under 1.5 GB');
}
