/**
 * Where no worker starts, and how papers are listed: `node slices.mjs`. How long a thread that has other work to do is
 * taken up at a time while a library is read, listed and searched in it, and how long listing 100,000 papers takes.
 * Exits with 1 where a bound is missed.
 */
import { Arranger } from '../../src/core/library/arrange.ts';
import type { ArrangeSpec } from '../../src/core/library/arrange.ts';
import { atOnce as changeAtOnce } from '../../src/core/library/change.ts';
import { Library } from '../../src/core/library/library.ts';
import { readSource } from '../../src/core/library/readSource.ts';
import { atOnce } from '../../src/core/steps.ts';
import type { Steps } from '../../src/core/steps.ts';
import { LibraryClient } from '../../src/worker/client.ts';
import { inThisThread } from '../../src/worker/inThisThread.ts';
import { bibLibrary } from './generate.ts';
import { percentiles } from './libraryThread.ts';

const rows: Record<string, Record<string, string>> = {};
const missed: string[] = [];
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const bound = (isMet: boolean, what: string) => void (isMet || missed.push(what));

const spec = (some: Partial<ArrangeSpec> = {}): ArrangeSpec => ({
  grouping: 'topic',
  order: 'year',
  query: '',
  others: {
    topic: 'No topic',
    year: 'No year',
    author: 'No author',
    venue: 'No venue',
    status: 'No status',
    note: 'No note',
  },
  reading: {
    statuses: [],
    noted: 'Note without status',
    priorities: { high: 'High', medium: 'Medium', none: 'None', low: 'Low', done: 'Read', other: 'Others' },
  },
  ...some,
});

const small = bibLibrary({ entries: 10_000 });
const large = bibLibrary({ entries: 100_000, abstracts: false });
await inSlices('10,000 with abstracts', small);
await inSlices('100,000', large);
arranging(large);
console.table(rows);
if (missed.length) console.log(`Missed: ${missed.join('; ')}.`);
process.exitCode = missed.length ? 1 : 0;

/** Milliseconds since it was called: of a busy machine, which has other turns between, what this process worked. */
function stopwatch(): () => number {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return Math.min(performance.now() - started, (user + system) / 1000);
  };
}

/** Times every turn that the library has in this thread, from when it comes on to when others may. */
async function inSlices(what: string, text: string): Promise<void> {
  let turns: number[] = [];
  const turn = (run: () => void) => {
    const stop = stopwatch();
    run();
    // comes after all promises that are due
    setImmediate(() => turns.push(stop()));
  };
  const client = new LibraryClient(
    inThisThread({
      now: () => performance.now(),
      pause: () => new Promise((resolve) => setTimeout(() => turn(resolve), 0)),
      later: (milliseconds, run) => void setTimeout(() => turn(run), milliseconds).unref(),
      slice: 4,
    }),
    () => {},
  );
  const done = <T>(ask: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      setTimeout(() => turn(() => void ask().then(resolve, reject)), 0);
    });
  const tell = async (name: string, work: () => Promise<unknown>) => {
    turns = [];
    const stop = stopwatch();
    await work();
    const took = stop();
    const share = turns.filter((time) => time < 10).length / Math.max(1, turns.length);
    const { p99, longest } = percentiles(turns);
    rows[`${name}, ${what}`] = {
      took: ms(took),
      turns: String(turns.length),
      'under 10 ms': `${(share * 100).toFixed(1)} %`,
      p99: ms(p99),
      longest: ms(longest),
    };
    bound(share >= 0.99, `${name}, ${what}: 99 % of the turns under 10 ms`);
  };
  await tell('read', () => done(() => client.ask('update', { sources: [{ uri: 'file:///a.bib', rank: 1, text }] })));
  await tell('listed by topic', () => done(() => client.ask('groups', spec())));
  await tell('listed by title, filtered', () =>
    done(() => client.ask('groups', spec({ grouping: 'none', order: 'title', query: 'learning year:2000..' }))),
  );
  await tell('everything filtered by a word', () => done(() => client.ask('groups', spec({ query: 'learning' }))));
  await tell('searched', async () => {
    for (const query of ['le', 'learning', 'learning repres', 'deep netwrok', 'year:2001 model', 'zoe'])
      await done(() => client.ask('find', { query, limit: 50 }));
  });
}

/** What listing costs in one thread, at first and after a change. */
function arranging(text: string): void {
  const library = new Library();
  library.put(readSource({ uri: 'file:///a.bib', text }));
  const arranger = new Arranger(library);
  const time = (name: string, most: number, run: () => Steps<unknown>) => {
    const stop = stopwatch();
    atOnce(run());
    const took = stop();
    rows[name] = { took: ms(took) };
    bound(took < most, `${name} in under ${most} ms`);
  };
  const page = (some?: Partial<ArrangeSpec>) => () => arranger.groups(spec(some));
  time('100,000 arranged by topic', 1500, page());
  time('the same again', 20, page());
  time('by author', 800, page({ grouping: 'author' }));
  time('in another order', 800, page({ order: 'title' }));
  atOnce(page()());
  const other = `@misc{added, title = {Something more}, keywords = {learning}, year = 2030}`;
  library.put(readSource({ uri: 'file:///b.bib', text: other }));
  time('by topic after one more paper', 150, page());
  changeAtOnce(
    library.setTopicEdits({
      titles: new Map([['learning', 'To learn']]),
      merged: new Map(),
      papers: new Map(),
      pinned: [],
    }),
  );
  time('by topic after a topic with 2,600 papers was renamed', 500, page());
}
