import assert from 'node:assert/strict';
import { Arranger, groupings } from '../../src/core/library/arrange.ts';
import { Library } from '../../src/core/library/library.ts';
import { completeQuery } from '../../src/core/library/query/complete.ts';
import type { Steps } from '../../src/core/steps.ts';
import { keysNear } from '../../src/worker/checks.ts';
import { arrangeSpec } from '../support/arrangeSpec.ts';
import { makeEntries, randomFrom } from '../bench/entries.ts';

const kept = 'file:///kept.bib';
const comes = 'file:///comes.bib';

/** What goes through all papers would follow a change without an end. */
const most = 2000;

/** Works an answer out, with so many steps of a change between two of its own. */
function during<T>(changes: Iterator<unknown>, steps: Steps<T>, count: number): T {
  for (let changed = 0; ;) {
    const next = steps.next();
    if (next.done) return next.value;
    for (let left = changed < most ? count : 0; left > 0; left--, changed++) changes.next();
  }
}

describe('what is asked while the library changes', function () {
  this.timeout(120_000);
  const entries = makeEntries(16_000, { abstracts: false });
  const library = new Library();
  const arranger = new Arranger(library);
  const changes = changing();

  /** A file that comes, with other papers each time, and goes again, without an end. */
  function* changing(): Generator<unknown, never> {
    const [before, others] = [entries.slice(0, 9000), entries.slice(9000)];
    yield* library.update({ uri: kept, entries: before, problems: [] });
    for (let from = 0; ; from = (from + 500) % 4000) {
      yield* library.update({ uri: comes, entries: others.slice(from, from + 2000), problems: [] });
      yield* library.removal(comes);
      yield* library.prepare();
    }
  }

  before(() => {
    while (library.size < 9500) changes.next();
  });

  // a beginning of many words, a word, several, with typos, as one, a field, a phrase
  for (const query of [
    'a',
    's',
    'le',
    'lear',
    'learning',
    'deep netwrok',
    'deeplearning',
    'year:2001 le',
    '"deep lear',
  ])
    it(`is answered: ${query}`, () => {
      for (const count of [1, 7, 100]) {
        for (let turn = 0; turn < 2; turn++) {
          during(changes, library.findSteps(query, 50), count);
          during(changes, library.filter(query), count);
          for (const keysOnly of [false, true])
            during(changes, library.offer({ query, limit: 50, uris: [comes, kept], keysOnly }), count);
        }
      }
    });

  for (const grouping of groupings)
    it(`is listed by ${grouping}`, () => {
      for (const query of ['', 'learning']) {
        const by = arrangeSpec({ grouping, query });
        for (const count of [7, 100]) {
          const { headings } = during(changes, arranger.groups(by), count);
          const ids = headings.map(({ id }) => id);
          during(changes, arranger.members(by, ids[0] ?? ''), count);
          during(changes, arranger.below(by, ids), count);
          during(changes, arranger.locate(by, entries[0]?.key ?? ''), count);
        }
      }
    });

  it('is what a query can go on with, and what is like a key', () => {
    for (const query of ['author:', 'key:z', 'topic:'])
      during(
        changes,
        completeQuery(query, query.length, (field) => arranger.values(field)),
        7,
      );
    during(changes, keysNear(library, 'smth2001deep', [kept]), 7);
    during(changes, library.offer({ query: '', limit: 50, uris: [comes] }), 7);
    assert.ok(library.size >= 9000);
  });

  it('is answered while words come between those that are looked through', () => {
    const random = randomFrom(1);
    const word = () => `zz${Array.from({ length: 8 }, () => 'abcd'.charAt(random() * 4)).join('')}`;
    const few = Array.from({ length: 40 }, word);
    const worded = entries.map((entry, at) => ({
      ...entry,
      item: { ...entry.item, title: `On ${at < 9000 ? few[at % few.length] : word()}` },
    }));
    const library = new Library();
    library.put({ uri: kept, entries: worded.slice(0, 9000), problems: [] });
    const changes = library.update({ uri: comes, entries: worded.slice(9000), problems: [] });
    assert.equal(during(changes, library.offer({ query: 'zz', limit: 50, uris: [] }), 50).length, 50);
    assert.equal(during(changes, library.findSteps('zz', 50), 50).length, 50);
  });
});
