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
import type { Params, RequestName, Result } from '../../src/worker/protocol.ts';
import { arrangeSpec as spec } from '../support/arrangeSpec.ts';
import { bibLibrary } from './generate.ts';
import { stopwatch, Turns } from './turns.ts';

/** So long may the library take up a thread that does other things too, in milliseconds. */
const longestTurn = 10;

const rows: Record<string, Record<string, string>> = {};
const missed: string[] = [];
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const bound = (isMet: boolean, what: string) => void (isMet || missed.push(what));

const small = bibLibrary({ entries: 10_000 });
const large = bibLibrary({ entries: 100_000, abstracts: false });
await inSlices('10,000 with abstracts', small);
await inSlices('100,000', large);
arranging(large);
console.table(rows);
if (missed.length) console.log(`Missed: ${missed.join('; ')}.`);
process.exitCode = missed.length ? 1 : 0;

/** Asks a library in this thread for all there is, and times every turn that it has. */
async function inSlices(what: string, text: string): Promise<void> {
  const turns = new Turns();
  const client = new LibraryClient(
    inThisThread({
      now: () => performance.now(),
      pause: () => new Promise((resolve) => setTimeout(() => turns.run(resolve), 0)),
      later: (milliseconds, run) => void setTimeout(() => turns.run(run), milliseconds).unref(),
      slice: 4,
    }),
    () => {},
  );
  const ask = <N extends RequestName>(name: N, params: Params<N>) =>
    new Promise<Result<N>>((resolve, reject) => {
      setTimeout(() => turns.run(() => void client.ask(name, params).then(resolve, reject)), 0);
    });
  const tell = async (name: string, work: () => Promise<unknown>) => {
    await turns.take(longestTurn);
    const stop = stopwatch();
    await work();
    const took = stop();
    const { count, p99, longest, under, own } = await turns.take(longestTurn);
    const share = (value: number) => `${(value * 100).toFixed(1)} %`;
    rows[`${name}, ${what}`] = {
      took: ms(took),
      turns: String(count),
      'under 10 ms': share(under),
      p99: ms(p99),
      longest: ms(longest),
      'without collecting': share(own.under),
      'p99 ': ms(own.p99),
      'longest ': ms(own.longest),
    };
    bound(own.under === 1, `${name}, ${what}: all turns under 10 ms`);
  };
  const file = 'file:///a.bib';
  await tell('read', () => ask('update', { sources: [{ uri: file, rank: 1, text }] }));
  await tell('listed by topic', () => ask('groups', spec()));
  await tell('listed by title, filtered', () =>
    ask('groups', spec({ grouping: 'none', order: 'title', query: 'learning year:2000..' })),
  );
  await tell('everything filtered by a word', () => ask('groups', spec({ query: 'learning' })));
  await tell('below a heading', async () => {
    const by = spec({ grouping: 'author' });
    const { headings } = await ask('groups', by);
    const [first] = headings;
    if (first) await ask('members', { spec: by, group: first.id });
    await ask('below', { spec: by, groups: headings.slice(0, 3).map(({ id }) => id) });
    const [hit] = (await ask('find', { query: 'deep learning', limit: 1 })) ?? [];
    await ask('locate', { spec: by, id: hit?.id ?? '' });
  });
  await tell('searched', async () => {
    for (const query of ['le', 'learning', 'learning repres', 'deep netwrok', 'statespace models', 'zoe'])
      await ask('find', { query, limit: 50 });
  });
  await tell('searched by fields', async () => {
    for (const query of ['year:2001 model', 'abstract:networks learning', 'author:a year:..1999', '"deep learning"'])
      await ask('find', { query, limit: 50 });
  });
  await tell('offered', async () => {
    for (const query of ['', 'le', 'learning', 'smiht', 'deeplearning', 'zzz', 'conf/nips'])
      for (const keysOnly of [false, true]) await ask('offer', { query, limit: 50, uris: [file], keysOnly });
  });
  await tell('values', async () => {
    for (const query of ['author:s', 'venue:conf', 'topic:', 'key:zz'])
      await ask('complete', { query, offset: query.length });
  });
  await tell('checked', async () => {
    for (let from: number | null = 0; from !== null;)
      ({ next: from } = await ask('entryProblems', { uri: file, from, completeness: true, cited: ['nobody'] }));
    await ask('nearKeys', { key: 'smth2001deep', uris: [file] });
  });
  const [hit] = (await ask('find', { query: 'learning', limit: 1 })) ?? [];
  await tell('a key looked for', () => ask('keyUses', { key: hit?.key ?? '' }));
  // in one piece, as what is read of a file; what `replace` gives is put together by whoever reads it first
  const changed = Buffer.from(text.replace('title = {', 'title = {Another ')).toString();
  await tell('the file again with one change', () =>
    ask('update', { sources: [{ uri: file, rank: 1, text: changed }] }),
  );
  await tell('another file with the same papers', () =>
    ask('update', { sources: [{ uri: 'file:///b.bib', rank: 2, text }] }),
  );
  await tell('taken away', () => ask('remove', { uris: [file] }));
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
