import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { score } from '../../src/core/library/search/scoring.ts';
import { StoredIndex } from '../../src/core/library/search/storedIndex.ts';
import { atOnce } from '../../src/core/steps.ts';

const words = ['model', 'models', 'mode', 'state', 'stately', 'space', 'spaces', 'deep', 'a', 'ab', 'abc'];
const fields = ['title', 'abstract'];
const empty = { key: '', authors: '', year: '', topics: '', venue: '', forms: '' };
const newIndex = () =>
  new StoredIndex({ fields, autoVacuum: false, tokenize: (text) => text.split(' ').filter(Boolean) });

type Change =
  | {
      readonly kind: 'put';
      readonly id: string;
      readonly title: readonly string[];
      readonly abstract: readonly string[];
    }
  | { readonly kind: 'remove'; readonly id: string }
  | { readonly kind: 'search'; readonly word: string }
  | { readonly kind: 'pack' }
  | { readonly kind: 'clean'; readonly steps: number };

const id = fc.constantFrom(...'abcdefgh');
const text = fc.array(fc.constantFrom(...words), { maxLength: 4 });
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('put' as const), id, title: text, abstract: text }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), id }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('search' as const), word: fc.constantFrom(...words) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'pack' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('clean' as const), steps: fc.integer({ min: 1, max: 4 }) }) },
);

/** What an index answers, with scores; averages that were added to and taken from differ in their last digits. */
function answers(index: StoredIndex): unknown[] {
  const queries = words.flatMap((word) => [
    { word, isStart: false, typos: 0 },
    { word, isStart: true, typos: 0 },
    { word, isStart: false, typos: 1 },
  ]);
  return queries.map((query) => {
    const found = atOnce(score(index, query));
    const scores = found.papers.map((paper): [string, number] => [
      index.idOf(paper) ?? '',
      Math.round(found.scoreOf(paper) * 1e6) / 1e6,
    ]);
    return Object.fromEntries(scores.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

describe('the index of words', () => {
  it('answers as a new one of the same papers, however it was changed, saved, restored and cleaned between', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        let index = newIndex();
        let cleaning: Generator<void, void> | undefined;
        const papers = new Map<string, { title: string; abstract: string }>();
        for (const each of changes) {
          if (each.kind === 'put' || each.kind === 'remove') {
            if (papers.delete(each.id)) index.discard(each.id);
            if (each.kind === 'remove') continue;
            const paper = { title: each.title.join(' '), abstract: each.abstract.join(' ') };
            papers.set(each.id, paper);
            index.add({ ...empty, id: each.id, ...paper });
          } else if (each.kind === 'search') {
            const { papers: numbers } = atOnce(score(index, { word: each.word, isStart: false, typos: 0 }));
            const found = numbers.map((number) => index.idOf(number) ?? '');
            const there = [...papers].filter(([, { title, abstract }]) =>
              `${title} ${abstract}`.split(' ').includes(each.word),
            );
            assert.deepEqual(found.sort(), there.map(([key]) => key).sort());
          } else if (each.kind === 'pack') {
            const packed = atOnce(index.pack());
            index = newIndex();
            atOnce(index.unpack(packed));
            cleaning = undefined;
          } else {
            cleaning ??= index.clean(1);
            for (let step = 0; step < each.steps; step++) if (cleaning?.next().done) cleaning = undefined;
          }
        }
        if (cleaning) atOnce(cleaning);
        atOnce(index.clean());
        assert.equal(index.dirtCount, 0);
        const fresh = newIndex();
        for (const [key, paper] of papers) fresh.add({ ...empty, id: key, ...paper });
        assert.deepEqual(answers(index), answers(fresh));
        assert.equal(index.termCount, fresh.termCount);
      }),
      { numRuns: 1500 },
    );
  });
});
