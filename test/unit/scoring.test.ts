import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import type { Query } from 'minisearch';
import { score } from '../../src/core/library/search/scoring.ts';
import type { WordQuery } from '../../src/core/library/search/scoring.ts';
import { StoredIndex } from '../../src/core/library/search/storedIndex.ts';
import { atOnce } from '../../src/core/steps.ts';

const words = [
  'model',
  'models',
  'mode',
  'modal',
  'state',
  'stately',
  'space',
  'spaces',
  'deep',
  'a',
  'ab',
  'abc',
  '深度',
];
const empty = { key: '', authors: '', year: '', topics: '', venue: '', forms: '' };

interface Written {
  readonly title: readonly string[];
  readonly abstract: readonly string[];
}

function indexOf(papers: readonly Written[]): StoredIndex {
  const index = new StoredIndex({
    fields: ['title', 'year', 'abstract'],
    autoVacuum: false,
    tokenize: (text) => text.split(' ').filter(Boolean),
    searchOptions: { boost: { title: 4, year: 3 } },
  });
  papers.forEach((paper, at) => put(index, `p${at}`, paper));
  return index;
}

function put(index: StoredIndex, id: string, { title, abstract }: Written): void {
  index.add({ ...empty, id, title: title.join(' '), abstract: abstract.join(' ') });
}

/** A query in MiniSearch's words. */
function asked(query: WordQuery): Query {
  if ('word' in query) return { queries: [query.word], prefix: query.isStart, fuzzy: query.typos };
  if ('all' in query) return { combineWith: 'AND', queries: query.all.map(asked) };
  return { combineWith: 'OR', queries: query.any.map(asked) };
}

const text = fc.array(fc.constantFrom(...words), { maxLength: 6 });
const paper: fc.Arbitrary<Written> = fc.record({ title: text, abstract: text });
const word = fc.record({
  word: fc.oneof(
    fc.constantFrom(...words),
    fc.string({ unit: fc.constantFrom(...'abdmo'), minLength: 1, maxLength: 5 }),
  ),
  isStart: fc.boolean(),
  typos: fc.integer({ min: 0, max: 2 }),
});
const { query } = fc.letrec<{ query: WordQuery }>((tie) => ({
  query: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    word,
    fc.record({ all: fc.array(tie('query'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('query'), { minLength: 1, maxLength: 3 }) }),
  ),
}));

describe('scoring', () => {
  it('gives the scores of MiniSearch to the last digit, and papers of one score in its order', () => {
    fc.assert(
      fc.property(fc.array(paper, { maxLength: 12 }), query, (papers, wanted) => {
        const index = indexOf(papers);
        const found = atOnce(score(index, wanted));
        const ours = found.papers
          .map((number) => ({ id: index.idOf(number), score: found.scoreOf(number) }))
          .sort((a, b) => b.score - a.score);
        assert.deepEqual(
          ours,
          index.search(asked(wanted)).map((hit) => ({ id: hit.id as string, score: hit.score })),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('finds only papers that are admitted, with the scores they have among all', () => {
    fc.assert(
      fc.property(fc.array(paper, { maxLength: 12 }), query, (papers, wanted) => {
        const index = indexOf(papers);
        const all = atOnce(score(index, wanted));
        const some = atOnce(score(index, wanted, { admits: (number) => number % 2 === 0, cost: 0 }));
        const scores = (found: typeof all) =>
          Object.fromEntries(
            found.papers.filter((number) => number % 2 === 0).map((each) => [each, found.scoreOf(each)]),
          );
        assert.deepEqual(scores(some), scores(all));
        assert.ok(some.papers.every((number) => number % 2 === 0));
      }),
    );
  });

  it('lets papers come and go between two steps', () => {
    const many = Array.from({ length: 4000 }, (_, at): Written => ({
      title: [`model${at % 50}`],
      abstract: ['modes'],
    }));
    const index = indexOf(many);
    const steps = score(index, { word: 'mode', isStart: true, typos: 2 });
    let next = steps.next();
    for (let at = 0; !next.done; at++, next = steps.next()) {
      index.discard(`p${at}`);
      put(index, `new${at}`, { title: ['mode'], abstract: [`modern${at}`] });
    }
    assert.ok(next.value.papers.length > 3900);
    const { papers } = atOnce(score(index, { word: 'mode', isStart: false, typos: 0 }));
    assert.ok(papers.length > 0 && papers.every((number) => index.idOf(number)?.startsWith('new')));
  });
});
