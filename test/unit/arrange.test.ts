import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Paper } from '../../src/core/entry/paper.ts';
import type { Arrangement } from '../../src/core/library/arrange.ts';
import { arrange, groupings, orders } from '../../src/core/library/arrange.ts';

/** A paper in which only what a test is about is said. */
const paper = (key: string, fields: Partial<Paper> = {}): Paper => ({
  id: key,
  key,
  title: key,
  authors: '',
  firstAuthor: '',
  topics: [],
  links: {},
  source: 'file:///x',
  sources: ['file:///x'],
  ...fields,
});
const topics = [
  { id: 'ssm', title: 'State space models', description: 'From S4 on.' },
  { id: 'icl', title: 'In-context learning' },
];
const arrangement = (given: Partial<Arrangement> = {}): Arrangement => ({
  grouping: 'none',
  order: 'title',
  topics,
  noteTime: () => undefined,
  otherLabel: 'Nothing known',
  ...given,
});
/** The groups in words: `label: keys`. */
const grouped = (papers: readonly Paper[], given: Partial<Arrangement>) =>
  arrange(papers, arrangement(given)).map(
    ({ label, papers: members }) => `${label}: ${members.map(({ key }) => key).join(' ')}`,
  );
const sorted = (papers: readonly Paper[], given: Partial<Arrangement>) =>
  arrange(papers, arrangement(given)).flatMap(({ papers: members }) => members.map(({ key }) => key));

describe('papers in groups', () => {
  it('stand under each of their topics by its title, and under the last heading where they have none', () => {
    const papers = [
      paper('a', { topics: ['ssm', 'icl'] }),
      paper('b', { topics: ['ssm'] }),
      paper('c'),
      paper('d', { topics: ['new'] }),
    ];
    assert.deepEqual(grouped(papers, { grouping: 'topic' }), [
      'In-context learning: a',
      'new: d',
      'State space models: a b',
      'Nothing known: c',
    ]);
    const [, , ssm] = arrange(papers, arrangement({ grouping: 'topic' }));
    assert.deepEqual([ssm?.id, ssm?.description], ['topic:ssm', 'From S4 on.']);
  });

  it('stand under their year, the newest first', () => {
    const papers = [
      paper('a', { year: 2019 }),
      paper('b', { year: 2023 }),
      paper('c'),
      paper('d', { year: -50 }),
      paper('e', { year: 0 }),
    ];
    assert.deepEqual(grouped(papers, { grouping: 'year' }), [
      '2023: b',
      '2019: a',
      '0: e',
      '-50: d',
      'Nothing known: c',
    ]);
  });

  it('stand under their first author, however it is accented or written', () => {
    const papers = [
      paper('a', { firstAuthor: 'Śmieja, Marek' }),
      paper('b', { firstAuthor: 'Gu, Albert' }),
      paper('c', { firstAuthor: 'ŚMIEJA, Marek' }),
      paper('d'),
    ];
    assert.deepEqual(grouped(papers, { grouping: 'author' }), [
      'Gu, Albert: b',
      'Śmieja, Marek: a c',
      'Nothing known: d',
    ]);
  });

  it('stand under their venue, which its acronym names', () => {
    const papers = [
      paper('a', { venue: 'Conference on Language Modeling (COLM 2024)' }),
      paper('b', { venue: 'First Conference on Language Modeling (COLM)' }),
      paper('c', { venue: 'Nature' }),
      paper('d'),
      paper('e', { venue: 'Proceedings of X (in Spanish)' }),
    ];
    const groups = arrange(papers, arrangement({ grouping: 'venue' }));
    assert.deepEqual(
      groups.map(({ label, description, papers: members }) => [label, description, members.length]),
      [
        ['COLM', 'Conference on Language Modeling (COLM 2024)', 2],
        ['Nature', undefined, 1],
        ['Proceedings of X (in Spanish)', undefined, 1],
        ['Nothing known', undefined, 1],
      ],
    );
  });

  it('are one list without a heading where nothing groups them', () => {
    assert.deepEqual(grouped([paper('b'), paper('a')], { grouping: 'none' }), [': a b']);
    assert.deepEqual(arrange([], arrangement({ grouping: 'topic' })), []);
  });

  it('keep their ids when papers come and go, so that a tree stays as it was opened', () => {
    const papers = [paper('a', { year: 2019, venue: 'Nature', firstAuthor: 'Gu, A', topics: ['ssm'] }), paper('b')];
    for (const grouping of groupings) {
      const ids = (list: readonly Paper[]) => arrange(list, arrangement({ grouping })).map(({ id }) => id);
      const [all, few] = [ids(papers), ids(papers.slice(0, 1))];
      assert.equal(new Set(all).size, all.length);
      for (const id of few) assert.ok(all.includes(id), id);
    }
  });
});

describe('papers in order', () => {
  it('have the newest year, the newest note, or the first letter first', () => {
    const papers = [
      paper('a', { year: 2019, firstAuthor: 'Wang, X', title: 'beta' }),
      paper('b', { year: 2023, firstAuthor: 'Gu, A', title: 'Alpha' }),
      paper('c', { title: 'éclair' }),
      paper('d', { year: 2023, firstAuthor: 'Ábel, B', title: 'Gamma 10' }),
      paper('e', { year: 2019, firstAuthor: 'Wang, X', title: 'Gamma 9' }),
    ];
    const notes: Readonly<Record<string, number>> = { a: 5, c: 9 };
    assert.deepEqual(sorted(papers, { order: 'year' }), ['d', 'b', 'a', 'e', 'c']);
    assert.deepEqual(sorted(papers, { order: 'author' }), ['d', 'b', 'a', 'e', 'c']);
    assert.deepEqual(sorted(papers, { order: 'title' }), ['b', 'a', 'c', 'e', 'd']);
    assert.deepEqual(sorted(papers, { order: 'note', noteTime: (key) => notes[key] }), ['c', 'a', 'd', 'b', 'e']);
  });

  it('are all there, once in each of their groups, in one order whatever the order before', () => {
    const someText = fc.constantFrom('', 'Gu, A', 'Ábel', 'zoo', 'Zoo', '10', '9');
    const anyPaper = fc
      .record({
        key: fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 3 }),
        title: someText,
        firstAuthor: someText,
        year: fc.option(fc.integer({ min: 2020, max: 2022 }), { nil: undefined }),
        venue: fc.constantFrom(undefined, 'Nature', 'X (ABC)'),
        topics: fc.uniqueArray(fc.constantFrom('ssm', 'icl', 'new')),
      })
      .map(({ key, title, firstAuthor, year, venue, topics: ids }) =>
        paper(key, { title, firstAuthor, topics: ids, ...(year ? { year } : {}), ...(venue ? { venue } : {}) }),
      );
    const papers = fc.uniqueArray(anyPaper, { selector: ({ key }) => key, maxLength: 12 });
    fc.assert(
      fc.property(papers, fc.constantFrom(...groupings), fc.constantFrom(...orders), (list, grouping, order) => {
        const groups = arrange(list, arrangement({ grouping, order }));
        const keys = groups.flatMap(({ papers: members }) => members.map(({ key }) => key));
        assert.deepEqual(new Set(keys), new Set(list.map(({ key }) => key)));
        if (grouping !== 'topic') assert.equal(keys.length, list.length);
        for (const { papers: members } of groups) assert.equal(new Set(members).size, members.length);
        const shown = (all: readonly Paper[]) => arrange(all, arrangement({ grouping, order })).map(({ id }) => id);
        assert.deepEqual(shown([...list].reverse()), shown(list));
      }),
      { numRuns: 300 },
    );
  });

  it('are in order in a moment, ten thousand of them', () => {
    const papers = Array.from({ length: 10_000 }, (_, n) =>
      paper(`key${n}`, {
        year: 1990 + (n % 30),
        firstAuthor: `Name${n % 997}, A`,
        title: `Title ${n * 7919}`,
        topics: ['ssm'],
      }),
    );
    const started = performance.now();
    for (const order of orders) arrange(papers, arrangement({ grouping: 'topic', order }));
    assert.ok(performance.now() - started < 3000);
  });
});
