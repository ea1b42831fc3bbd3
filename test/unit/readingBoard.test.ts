import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { boardOf, columnsOf } from '../../src/core/library/arrange/board.ts';
import { rowOf } from '../../src/core/library/arrange/rows.ts';
import type { Row } from '../../src/core/library/arrange/rows.ts';
import type { Paper } from '../../src/core/entry/paper.ts';
import { atOnce, setOf } from '../../src/core/steps.ts';
import type { Steps } from '../../src/core/steps.ts';
import { statusesOf } from '../../src/core/library/reading/statuses.ts';
import { priorities } from '../../src/core/library/reading/facts.ts';
import type { ReadingFacts } from '../../src/core/library/reading/facts.ts';
import { dateOfDay, dayOf } from '../../src/core/notes/reading/days.ts';
import { factsOf, paperReading } from '../../src/core/notes/reading/known.ts';
import type { PaperReading } from '../../src/core/notes/reading/known.ts';
import { entryWith, fieldsForNote, leftOf } from '../../src/core/notes/reading/moving.ts';
import { nextPapers } from '../../src/core/notes/reading/next.ts';
import { readingState } from '../../src/core/notes/reading/state.ts';

const statuses = statusesOf([], { 'to-read': 'To Read', reading: 'Reading', read: 'Read' });
const row = (key: string, reading?: Omit<ReadingFacts, 'key'>): Row =>
  rowOf({ id: key, key, title: key, firstAuthor: '', topics: [] }, 0, 1, reading && { key, ...reading });
const board = (rows: readonly Row[], wanted = {}, found?: ReadonlySet<string>) => {
  const byKey = new Map(rows.map((each) => [each.key, each]));
  const cards = atOnce(boardOf(byKey.keys(), (key) => byKey.get(key)));
  const papersOf = function* (some: readonly Row[]): Steps<Paper[]> {
    yield;
    return some.map(({ key }) => ({ key }) as Paper);
  };
  return atOnce(columnsOf(cards, wanted, found && atOnce(setOf(found)), papersOf));
};
const shown = (...args: Parameters<typeof board>) =>
  board(...args).columns.map(({ status, count, papers }) => [status, count, papers.map(({ key }) => key).join(' ')]);

describe('the columns of the reading board', () => {
  const rows = [
    row('a', { status: 'to-read', kind: 'open', since: '2026-02' }),
    row('b', { status: 'to-read', kind: 'open', since: '2026-01' }),
    row('c', { status: 'to-read', kind: 'open', since: '2026-03', priority: 'high' }),
    row('d', { status: 'read', kind: 'done', since: '2026-01', priority: 'high' }),
    row('e', { status: 'read', kind: 'done', since: '2026-02' }),
    row('f'),
    row('g', { status: 'read', kind: 'done' }),
  ];

  it('sort what waits by priority and age, and what has been read with the newest first', () => {
    assert.deepEqual(shown(rows), [
      ['to-read', 3, 'c b a'],
      ['read', 3, 'e d g'],
      ['', 1, 'f'],
    ]);
  });

  it('hold as many cards as are wanted, and count what the filter leaves', () => {
    assert.deepEqual(shown(rows, { 'to-read': 1 }, new Set(['a', 'b', 'e'])), [
      ['to-read', 2, 'b'],
      ['read', 1, 'e'],
      ['', 0, ''],
    ]);
    assert.equal(board(rows, {}, new Set()).total, 7);
    const many = Array.from({ length: 20_000 }, (_, at) => row(`k${at}`, { status: 'read', kind: 'done' }));
    assert.deepEqual(
      board(many, { read: 1e9 }).columns.map(({ count, papers }) => [count, papers.length]),
      [[20_000, 5000]],
    );
  });
});

describe('what is known of the reading of a paper', () => {
  const created = new Date(2026, 0, 5, 12).getTime();
  const known = (note: object | undefined, inFile?: object) =>
    paperReading(
      'a',
      note && { state: readingState(note as never), created },
      inFile && readingState(inFile as never),
      statuses,
    );

  it('is nothing where nobody says anything', () => {
    assert.equal(known(undefined), undefined);
    assert.equal(known({ title: 'x', created: '2026' }), undefined);
  });

  it('is what the note says, and the file where that is silent', () => {
    const reading = known({ status: 'In progress', tags: [] }, { status: 'read', rating: '4', tags: ['x'] });
    assert.deepEqual(factsOf(reading!), {
      key: 'a',
      status: 'reading',
      title: 'Reading',
      kind: 'active',
      rating: 4,
      tags: ['x'],
      since: '2026-01-05',
    });
  });

  it('has an age: since when it waits, is read, or has been read', () => {
    const since = (fields: object) => known(fields)?.since;
    assert.equal(since({ status: 'to-read' }), '2026-01-05');
    assert.equal(since({ status: 'to-read', created: '2025-12' }), '2025-12');
    assert.equal(since({ status: 'reading', started: '2026-02-01', created: '2025' }), '2026-02-01');
    assert.equal(since({ status: 'read', started: '2026-02-01', finished: 'in March' }), '2026-02-01');
    assert.equal(since({ status: 'read' }), undefined);
  });

  it('has days that are days', () => {
    assert.equal(dayOf(new Date(2026, 1, 3)), '2026-02-03');
    assert.equal(dateOfDay('2026-02')?.getMonth(), 1);
    assert.equal(dateOfDay('soon'), undefined);
  });
});

describe('what to read next', () => {
  const reading = (
    key: string,
    kind: 'open' | 'active' | 'done',
    since: string,
    priority?: 'high' | 'medium' | 'low',
  ) =>
    ({
      key,
      state: { tags: [], ...(priority ? { priority } : {}) },
      status: { id: kind, title: kind, kind },
      ...(since ? { since } : {}),
    }) satisfies PaperReading;

  it('is by priority, then by age, what was begun apart, and nothing that has been read', () => {
    const { begun, waiting } = nextPapers(
      [
        reading('old', 'open', '2020'),
        reading('new', 'open', '2026'),
        reading('undated', 'open', ''),
        reading('wanted', 'open', '2026', 'high'),
        reading('low', 'open', '2001', 'low'),
        reading('begun', 'active', '2026'),
        reading('over', 'done', '2026', 'high'),
      ],
      4,
    );
    assert.deepEqual(
      [waiting.map(({ key }) => key), begun.map(({ key }) => key)],
      [['wanted', 'old', 'new', 'undated'], ['begun']],
    );
  });

  it('is what sorting all of them would give', () => {
    const one = fc.record({ since: fc.constantFrom('', '2020', '2024-05', '2026-01-01'), at: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), fc.integer({ min: 1, max: 8 }), (list, limit) => {
        const all = list.map(({ since, at }, number) =>
          reading(`k${String(number).padStart(2, '0')}`, 'open', since, priorities[at]),
        );
        const few = nextPapers(all, limit).waiting.map(({ key }) => key);
        assert.deepEqual(
          few,
          nextPapers(all, 100)
            .waiting.map(({ key }) => key)
            .slice(0, limit),
        );
      }),
    );
  });
});

describe('an entry of the reading list', () => {
  it('moves into a note as far as that is silent, and leaves what no field can say', () => {
    const entry = { status: 'reading', tags: ['a'], why: 'x', added: '2026', deep: { a: 'b' } };
    assert.deepEqual(Object.fromEntries(fieldsForNote(entry, { status: 'read', why: '', tags: [] })), {
      tags: ['a'],
      why: 'x',
      added: '2026',
    });
    assert.deepEqual(leftOf(entry), { deep: { a: 'b' } });
    assert.equal(leftOf({ status: 'x' }), undefined);
  });

  it('gets the day it came, and goes when it says nothing more', () => {
    assert.deepEqual(entryWith(undefined, new Map([['status', 'read']]), '2026-11-28'), {
      status: 'read',
      added: '2026-11-28',
    });
    assert.equal(entryWith({ status: 'read', added: '2026' }, new Map([['status', undefined]]), ''), undefined);
    assert.deepEqual(entryWith({ status: 'read', why: 'x' }, new Map([['status', undefined]]), ''), { why: 'x' });
  });
});
