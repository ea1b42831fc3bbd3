import assert from 'node:assert/strict';
import type { CslItem } from '../../src/core/entry/csl.ts';
import type { Entry } from '../../src/core/entry/entry.ts';
import { Library } from '../../src/core/library/library.ts';
import type { OfferRequest } from '../../src/core/library/offer.ts';
import { atOnce } from '../../src/core/steps.ts';
import { makeEntries, seedEntries } from '../bench/entries.ts';
import { assertDoubled, workOf } from '../support/countWork.ts';

const paper = (key: string, item: Partial<CslItem> = {}): Entry => ({
  key,
  item: { id: key, type: 'article', ...item },
  topics: [],
  source: { uri: 'file:///a.bib', span: { start: 0, end: 0 } },
});

function libraryOf(files: Readonly<Record<string, readonly Entry[]>>): Library {
  const library = new Library();
  for (const [uri, entries] of Object.entries(files)) library.put({ uri, entries, problems: [] });
  return library;
}

const offered = (library: Library, query: string, more: Partial<OfferRequest> = {}) =>
  atOnce(library.offer({ query, limit: 50, uris: [], ...more })).map(({ id }) => id);

describe('what is offered where a key is typed', () => {
  const seeds = libraryOf({ 'file:///seeds.bib': seedEntries() });

  it('is found by key, author, title, year and topic, and in spite of typos', () => {
    for (const query of ['gu2023', 'mambagu', 'gumamba', 'mambag', 'gu2023mamba', 'mambagu2023']) {
      assert.equal(offered(seeds, query)[0], 'gu2023mamba', query);
    }
    for (const query of ['vinyalspointer', 'pointervinyals', 'networkspointerviny', 'pointer2015vinyals']) {
      assert.equal(offered(seeds, query)[0], 'vinyals2015pointer', query);
    }
    assert.equal(offered(seeds, 'matryoska')[0], 'kusupati2022matryoshka');
    assert.equal(offered(seeds, 'vniyals')[0], 'vinyals2015pointer');
    assert.ok(offered(seeds, '2015').includes('vinyals2015pointer'));
    assert.ok(offered(seeds, 'hypernetworks').length >= 3);
  });

  it('stays in the list while a word with a typo is typed, letter by letter', () => {
    for (const word of ['matryoska', 'vniyals', 'trnasformer', 'hpyernetworks', 'kusupaty', 'mambagu', 'gumamba']) {
      for (let length = 1; length <= word.length; length++) {
        assert.ok(offered(seeds, word.slice(0, length)).length > 0, word.slice(0, length));
      }
    }
  });

  it('ends where a long word is like nothing', () => assert.deepEqual(offered(seeds, 'qqqqzzzzqqqq'), []));

  it('is, before anything is typed, the newest papers', () => {
    const library = libraryOf({
      'file:///a.bib': [2001, 2020, 2010].map((year) => paper(`y${year}`, { issued: { 'date-parts': [[year]] } })),
    });
    assert.deepEqual(offered(library, ''), ['y2020', 'y2010', 'y2001']);
    library.put({
      uri: 'file:///b.bib',
      entries: [paper('y2021', { issued: { 'date-parts': [[2021]] } })],
      problems: [],
    });
    assert.equal(offered(library, '')[0], 'y2021');
  });

  describe('of a document with a bibliography', () => {
    const library = libraryOf({
      'file:///own.bib': [paper('ours', { title: 'A mamba in the garden' }), paper('both', { title: 'On tortoises' })],
      'file:///other.bib': [paper('theirs', { title: 'Mamba' }), paper('both', { title: 'Mambas of the sea' })],
    });
    const uris = ['file:///own.bib'];

    it('is its own papers before others that fit equally well', () => {
      assert.equal(offered(library, 'mamba')[0], 'theirs');
      assert.deepEqual(offered(library, 'mamba', { uris }).slice(0, 2), ['ours', 'theirs']);
      assert.equal(offered(library, 'theirs', { uris })[0], 'theirs');
      assert.deepEqual(offered(library, '', { uris }).slice(0, 2).sort(), ['both', 'ours']);
    });

    it('is of two papers with one key the one that the document means by it', () => {
      const other = offered(library, 'mambas', { uris: ['file:///other.bib'] });
      assert.equal(other[0], library.resolve('both', ['file:///other.bib'])?.id);
      assert.ok(!offered(library, 'mambas', { uris }).includes(other[0] ?? ''));
    });
  });

  it('is only what has such a key where a cross-reference is likely', () => {
    const library = libraryOf({ 'file:///a.bib': [paper('fig-leaf'), paper('figs', { title: 'Figs and leaves' })] });
    assert.deepEqual(offered(library, 'fig-', { keysOnly: true }), ['fig-leaf']);
    assert.deepEqual(offered(library, 'fig-plot', { keysOnly: true }), []);
  });

  it('is the same of a large library, in proportion to its size', () => {
    const own = [paper('DBLP:conf/nips/Zamora17', { title: 'State-Space Gardens' })];
    const libraryWith = (size: number) =>
      libraryOf({
        'file:///large.bib': [...seedEntries(), ...makeEntries(size, { abstracts: false })],
        'file:///own.bib': own,
      });
    const library = libraryWith(12_000);
    assert.equal(offered(library, 'mambagu')[0], 'gu2023mamba');
    assert.ok(offered(library, 'gu').indexOf('gu2023mamba') < 10);
    assert.equal(offered(library, 'DBLP:conf/nips/Zam')[0], 'DBLP:conf/nips/Zamora17');
    assert.equal(offered(library, 'state-space', { uris: ['file:///own.bib'] })[0], 'DBLP:conf/nips/Zamora17');
    assert.equal(offered(library, 'z', { uris: ['file:///own.bib'] })[0], 'DBLP:conf/nips/Zamora17');
    assert.ok(offered(library, 'wnag').includes(offered(library, 'wang')[0] ?? ''));
    const half = libraryWith(6000);
    for (const query of ['w', 'wa', 'wan', 'wang', 'wang2', 'learning', 'trans']) {
      const [once, twice] = [half, library].map((each) => workOf(() => offered(each, query)));
      assertDoubled(once ?? 0, twice ?? 0, query);
    }
  });
});
