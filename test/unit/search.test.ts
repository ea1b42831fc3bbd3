import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fc } from '../support/fastCheck.ts';
import type { CslItem } from '../../src/core/entry/csl.ts';
import type { Entry } from '../../src/core/entry/entry.ts';
import { fold } from '../../src/core/library/fold.ts';
import { PaperSearch } from '../../src/core/library/search.ts';
import { compoundsOf, initialsOf, wordsOf } from '../../src/core/library/search/words.ts';
import { atOnce } from '../../src/core/steps.ts';
import { makeEntries, seedEntries } from '../bench/entries.ts';
import { fuseAlone, meanReciprocalRank, miniSearchAlone } from '../bench/rivals.ts';
import type { TargetQuery } from '../bench/rivals.ts';

const paper = (key: string, item: Partial<CslItem>): Entry => ({
  key,
  item: { id: key, type: 'article', ...item },
  topics: [],
  source: { uri: 'file:///a.bib', span: { start: 0, end: 0 } },
});

function searchOf(entries: readonly Entry[]): PaperSearch {
  const search = new PaperSearch();
  for (const entry of entries) search.put({ id: entry.key, entry, topicTitles: topicTitles(entry) });
  return search;
}

const topicTitles = (entry: Entry) => entry.topics.map((topic) => topic.replaceAll('-', ' '));
const keys = (search: PaperSearch, query: string, limit = 10) => search.find(query, limit).map(({ key }) => key);

describe('search', () => {
  const seeds = seedEntries();
  const search = searchOf(seeds);

  it('finds a paper by the start of a word, a typo, swapped words, its key', () => {
    assert.equal(keys(search, 'matry')[0], 'kusupati2022matryoshka');
    assert.equal(keys(search, 'matroyshka')[0], 'kusupati2022matryoshka');
    assert.equal(keys(search, 'dao mamba gu')[0], 'gu2023mamba');
    assert.equal(keys(search, 'mamab albert')[0], 'gu2023mamba');
    assert.equal(keys(search, 'vinyals2015')[0], 'vinyals2015pointer');
  });

  it('needs no accents, and minds none', () => {
    assert.equal(keys(search, 'trauble bottleneck')[0], 'trauble2022discrete');
    assert.equal(keys(search, 'Śmieja')[0], 'wydmanski2023hypertab');
    assert.equal(fold('Øystein Łódź Þór Straße İzmir'), 'oystein lodz thor strasse izmir');
  });

  it('knows a word by a part of it, joined or apart', () => {
    assert.equal(keys(search, 'statespace structured')[0], 'gu2021efficiently');
    assert.equal(keys(search, 'bottle neck discrete')[0], 'trauble2022discrete');
    assert.equal(keys(search, 'longformer')[0], 'niklaus2022budgetlongformer');
    assert.equal(keys(search, 'clickthrough')[0], 'zhou2017deep');
  });

  it('finds a stretch of a word, with a letter wrong or two swapped', () => {
    const found = searchOf([paper('a', { title: 'Budgetlongformers' }), paper('b', { title: 'Long forms' })]);
    for (const query of ['longformer', 'longfromer', 'longformar', 'lonformer', 'longfoormer']) {
      assert.equal(keys(found, query)[0], 'a', query);
    }
  });

  it('knows the short names of topics and titles', () => {
    assert.ok(keys(search, 'ssm', 20).includes('qu2024survey'));
    assert.equal(keys(search, 'nas ensemble')[0], 'chen2021one');
  });

  it('puts papers that have the words before those that have something like them', () => {
    const found = searchOf([
      paper('like', { title: 'Models of DNA', abstract: 'DNA.' }),
      paper('exact', { title: 'Speakers', abstract: 'Work on tdna.' }),
    ]);
    assert.deepEqual(keys(found, 'tdna'), ['exact', 'like']);
  });

  it('finds by one or two letters, whole words first', () => {
    const found = searchOf([
      paper('a', { title: 'Guided Search' }),
      paper('b', { title: 'Nothing', author: [{ family: 'Gu', given: 'Albert' }] }),
      paper('c', { title: 'Other', abstract: 'Compared with S4 and gu.' }),
    ]);
    assert.deepEqual(keys(found, 'gu').sort(), ['a', 'b', 'c']);
    assert.equal(keys(found, 'gu')[0], 'b');
    assert.deepEqual(keys(found, 's4'), ['c']);
    assert.deepEqual(keys(found, 'n'), ['b']);
    assert.deepEqual(keys(found, 'guided s'), ['a']);
  });

  it('does not let the little words of a pasted title get in the way', () => {
    assert.equal(keys(search, 'Fantastic Gains and Where to Find Them: On the Existence')[0], 'roth2023fantastic');
    assert.equal(keys(search, `Pointer Networks ${'convex hull '.repeat(50_000)}`)[0], 'vinyals2015pointer');
    assert.equal(keys(search, 'what comes after transformers?')[0], 'schneider2024comes');
  });

  it('searches scripts without spaces', () => {
    const found = searchOf([paper('zh', { title: '深度学习综述' }), paper('ru', { title: 'Глубокое обучение' })]);
    assert.deepEqual(keys(found, '学习'), ['zh']);
    assert.deepEqual(keys(found, 'глубок'), ['ru']);
  });

  it('finds nothing for no words, and never throws', () => {
    for (const query of ['', ' ', '"', '-', '!', "'", '(((']) assert.deepEqual(keys(search, query), []);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (query) => {
        assert.ok(search.find(query, 5).length <= 5);
      }),
      { numRuns: 200 },
    );
  });

  it('looks only at the papers that are allowed', () => {
    const allowed = (id: string) => id === 'qu2024survey';
    assert.deepEqual(
      search.find('mamba', 10, allowed).map(({ id }) => id),
      ['qu2024survey'],
    );
    assert.deepEqual(
      search.find('mambo', 10, allowed).map(({ id }) => id),
      ['qu2024survey'],
    );
    assert.deepEqual(
      search.find('m', 10, () => false),
      [],
    );
  });

  it('forgets what is removed and takes what is put in its place', () => {
    const changing = searchOf([paper('a', { title: 'Old Bottleneck' }), paper('b', { title: 'Other' })]);
    changing.put({ id: 'a', entry: paper('a', { title: 'New Kernel' }), topicTitles: [] });
    assert.deepEqual(keys(changing, 'bottleneck'), []);
    assert.deepEqual(keys(changing, 'kernel'), ['a']);
    changing.remove('a');
    assert.deepEqual(keys(changing, 'kernel'), []);
    changing.put({ id: 'c', entry: paper('c', { title: 'Kernel' }), topicTitles: [] });
    assert.deepEqual(keys(changing, 'kernel'), ['c']);
  });

  it('is restored from what it saved, for the same papers only', () => {
    const papers = seeds.map((entry) => ({ id: entry.key, entry, topicTitles: topicTitles(entry) }));
    const saved = atOnce(search.save());
    assert.ok(saved);
    const restored = new PaperSearch();
    assert.ok(atOnce(restored.restore(saved, papers)));
    for (const query of ['mamba survey', 'matroyshka', 'scratchpad memory tensors', 'gu 2021', 'longformer', 's']) {
      assert.deepEqual(restored.find(query, 10), search.find(query, 10));
    }
    restored.remove('gu2023mamba');
    assert.ok(!keys(restored, 'mamba').includes('gu2023mamba'));
    restored.put({ id: 'new', entry: paper('new', { title: 'Mamba again' }), topicTitles: [] });
    assert.equal(keys(restored, 'mamba again')[0], 'new');
    assert.ok(!atOnce(new PaperSearch().restore(saved, papers.slice(1))));
    assert.ok(!atOnce(new PaperSearch().restore({ ...saved, version: 0 }, papers)));
    const damaged = { ...saved, words: { ...saved.words, postings: saved.words.postings.slice(1) } };
    const other = new PaperSearch();
    assert.ok(!atOnce(other.restore(damaged, papers)));
    assert.deepEqual(keys(other, 'mamba'), []);
  });

  it('forgets what was removed before it was saved', () => {
    const some = searchOf(seeds);
    some.remove('gu2023mamba');
    const left = seeds.filter(({ key }) => key !== 'gu2023mamba');
    const saved = atOnce(some.save());
    const restored = new PaperSearch();
    assert.ok(
      saved &&
        atOnce(
          restored.restore(
            saved,
            left.map((entry) => ({ id: entry.key, entry, topicTitles: [] })),
          ),
        ),
    );
    assert.ok(!keys(restored, 'mamba', 99).includes('gu2023mamba'));
    assert.ok(keys(restored, 'mamba').includes('qu2024survey'));
  });

  it('reads through the abstracts of a library too large to index them, once they are prepared', function () {
    this.timeout(60_000);
    const large = searchOf(makeEntries(20_000, { abstracts: false }));
    const late = paper('late', { title: 'Late', abstract: 'Frobnicated marmosets dance at noon.' });
    large.put({ id: 'late', entry: late, topicTitles: [] });
    assert.deepEqual(keys(large, 'frobnicated marmosets', 1).includes('late'), false);
    for (const _ of large.prepare());
    assert.equal(keys(large, 'frobnicated marmosets')[0], 'late');
    large.remove('late');
    assert.ok(!keys(large, 'frobnicated marmosets').includes('late'));
  });

  describe('quality', () => {
    const queries: readonly TargetQuery[] = JSON.parse(
      readFileSync(path.join(process.cwd(), 'test/fixtures/search/queries.json'), 'utf8'),
    );
    const find = (of: PaperSearch) => (query: string) => of.find(query, 50).map(({ id }) => id);

    it('is a mean reciprocal rank of .95 at least, over 100 queries of six kinds', () => {
      assert.equal(queries.length, 100);
      assert.equal(new Set(queries.map(({ kind }) => kind)).size, 6);
      const rank = meanReciprocalRank(queries, find(search));
      assert.ok(rank >= 0.95, `${rank}`);
    });

    it('is no worse than that of MiniSearch or Fuse alone among others', function () {
      this.timeout(60_000);
      const all = [...seeds, ...makeEntries(400, { abstracts: true })];
      const ours = meanReciprocalRank(queries, find(searchOf(all)));
      const rivals = { minisearch: miniSearchAlone(all), fuse: fuseAlone(all) };
      for (const [name, rival] of Object.entries(rivals)) {
        const theirs = meanReciprocalRank(queries, rival);
        assert.ok(ours >= theirs, `${ours} against ${theirs} of ${name}`);
      }
    });
  });

  describe('words', () => {
    it('are letters and digits, hyphens apart', () => {
      assert.deepEqual(wordsOf('one-shot, s4 (2021): c++'), ['one', 'shot', 's4', '2021', 'c']);
      assert.deepEqual(wordsOf('x'.repeat(100)), []);
    });

    it('stand in titles in other forms too', () => {
      assert.deepEqual(compoundsOf('BudgetLongformer for Click-Through'), ['ClickThrough', 'Budget', 'Longformer']);
      assert.deepEqual(initialsOf('the state of state space models'), ['sss', 'ssm', 'sssm']);
    });
  });
});
