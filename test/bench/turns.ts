import { PerformanceObserver } from 'node:perf_hooks';
import { percentiles } from './libraryThread.ts';

/** A stretch of time in this thread, in milliseconds. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** One turn that something had, and how long this thread worked in it. */
interface Turn extends Stretch {
  readonly worked: number;
}

export interface TurnTimes {
  readonly count: number;
  /** The whole of the turns. */
  readonly p99: number;
  readonly longest: number;
  readonly under: number;
  /** What is left of them without the engine's collecting of garbage, which comes when it likes. */
  readonly own: { readonly p99: number; readonly longest: number; readonly under: number };
}

/** What this thread has worked; before Node 24, what the whole process has, with those that collect and compile beside it. */
const { threadCpuUsage: cpuUsage = process.cpuUsage } = process as {
  readonly threadCpuUsage?: typeof process.cpuUsage;
};

/** Milliseconds since it was called: of a busy machine, which has other turns between, what this thread worked. */
export function stopwatch(): () => number {
  const started = performance.now();
  const before = cpuUsage();
  return () => {
    const { user, system } = cpuUsage(before);
    return Math.min(performance.now() - started, (user + system) / 1000);
  };
}

/** Times the turns of a library in this thread, each from when it comes on to when others may, and the collecting of garbage in them. */
export class Turns {
  #turns: Turn[] = [];
  readonly #collections: Stretch[] = [];

  constructor() {
    const observer = new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        this.#collections.push({ start: startTime, end: startTime + duration });
    });
    observer.observe({ entryTypes: ['gc'] });
  }

  run(work: () => void): void {
    const start = performance.now();
    const stop = stopwatch();
    work();
    // comes after all promises that are due
    setImmediate(() => this.#turns.push({ start, end: performance.now(), worked: stop() }));
  }

  /** The turns since this was asked before; a turn should take no longer than `most`. */
  async take(most: number): Promise<TurnTimes> {
    // what was collected is told a little later
    await new Promise((resolve) => setTimeout(resolve, 20));
    const turns = this.#turns;
    this.#turns = [];
    const all = turns.map(({ worked }) => worked);
    // either of these is as much as its own work at least: what the thread worked, and the clock without the collecting
    const own = turns.map((turn) => Math.min(turn.worked, turn.end - turn.start - this.#collectedIn(turn)));
    this.#collections.length = 0;
    return { count: turns.length, ...timesOf(all, most), own: timesOf(own, most) };
  }

  #collectedIn({ start, end }: Stretch): number {
    let sum = 0;
    for (const each of this.#collections) sum += Math.max(0, Math.min(end, each.end) - Math.max(start, each.start));
    return sum;
  }
}

function timesOf(times: readonly number[], most: number): TurnTimes['own'] {
  const { p99, longest } = percentiles(times);
  return { p99, longest, under: times.filter((time) => time < most).length / Math.max(1, times.length) };
}
