import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import type { Paper } from '../../src/core/entry/paper.ts';
import { comparing, rowOf } from '../../src/core/library/arrange/rows.ts';
import { firstByAuthor } from '../../src/core/library/firstByAuthor.ts';

const paper = (id: string, firstAuthor: string, year?: number): Paper => ({
  id,
  key: id,
  title: 'A Title',
  authors: firstAuthor,
  firstAuthor,
  topics: [],
  links: {},
  source: 'file:///a.bib',
  sources: ['file:///a.bib'],
  ...(year === undefined ? {} : { year }),
});
const ids = (papers: readonly Paper[]) => papers.map(({ id }) => id);

describe('the first papers by author', () => {
  it('sorts as people do: without case and accents, the newest of an author first, nameless ones last', () => {
    const papers = [
      paper('nobody', '', 2024),
      paper('zhou', 'Zhou, Li', 2020),
      paper('angstrom', 'Ångström, Anders', 1868),
      paper('vinyals', 'Vinyals, Oriol', 2015),
      paper('old', 'van Gogh, Jo', 1990),
      paper('new', 'van Gogh, Jo', 2001),
      paper('brown', 'brown, Tom', 2020),
    ];
    assert.deepEqual(ids(firstByAuthor(papers, 10)), ['angstrom', 'brown', 'new', 'old', 'vinyals', 'zhou', 'nobody']);
    assert.deepEqual(ids(firstByAuthor(papers, 3)), ['angstrom', 'brown', 'new']);
    assert.deepEqual(firstByAuthor(papers, 0), []);
  });

  it('gives what sorting all of them gives, as the Papers view does', () => {
    const name = fc.constantFrom('Gu, A', 'gu, a', 'Ädel, B', 'Ødegård, C', 'Zhou', '', '3M', '’t Hooft, G', 'de Boer');
    const anyPapers = fc.array(fc.tuple(name, fc.option(fc.integer({ min: 1990, max: 1995 }))), { maxLength: 60 });
    fc.assert(
      fc.property(anyPapers, fc.integer({ min: 0, max: 20 }), (facts, count) => {
        const papers = facts.map(([author, year], at) => paper(`p${at}`, author, year ?? undefined));
        const compare = comparing('author');
        const byAll = papers.map((one) => rowOf(one, 0, undefined, undefined)).sort(compare);
        assert.deepEqual(
          ids(firstByAuthor(papers, count)),
          byAll.slice(0, count).map(({ id }) => id),
        );
      }),
    );
  });
});
