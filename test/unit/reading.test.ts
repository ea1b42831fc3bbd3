import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { statusNamed, statusesOf } from '../../src/core/library/reading/statuses.ts';
import { mergedState, readingEdits } from '../../src/core/notes/reading/changes.ts';
import { readingState } from '../../src/core/notes/reading/state.ts';

const titles = { 'to-read': 'To Read', reading: 'Reading', read: 'Read' };
const builtIn = statusesOf(undefined, titles);
const [toRead, reading, read] = builtIn;
const none = { tags: [] };

describe('the reading state of a paper', () => {
  it('is read as people write it', () => {
    const state = readingState({
      status: [' Reading now '],
      priority: 'Urgent',
      rating: '★★★½',
      started: '1 March 2026',
      finished: 'soon',
      created: '2026-01-02T10:00',
      tags: '#method, to cite',
    });
    assert.deepEqual(state, {
      status: 'Reading now',
      priority: 'high',
      rating: 3.5,
      started: '2026-03-01',
      finished: 'soon',
      added: '2026-01-02',
      tags: ['method', 'to cite'],
    });
  });

  for (const [written, rating] of [
    ['4', 4],
    ['3/5', 3],
    ['7/10', 3.5],
    ['8', 4],
    ['80%', 4],
    ['80', 4],
    ['⭐⭐', 2],
    ['★★★★☆', 4],
    ['4 stars', 4],
    ['4,5', 4.5],
    ['0', undefined],
    ['6/5', undefined],
    ['good', undefined],
    ['-3', undefined],
  ] as const)
    it(`has a rating of ${String(rating)} for ${written}`, () =>
      assert.equal(readingState({ rating: written }).rating, rating));

  for (const [written, priority] of [
    ['High', 'high'],
    ['!!!', 'high'],
    ['!', 'low'],
    ['p2', 'medium'],
    ['1', 'high'],
    ['someday', 'low'],
    ['purple', undefined],
  ] as const)
    it(`has the priority ${String(priority)} for ${written}`, () =>
      assert.equal(readingState({ priority: written }).priority, priority));

  it('is empty for whatever front matter holds, and never fails', () => {
    assert.deepEqual(readingState({}), none);
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('status', 'priority', 'rating', 'tags', 'started'), fc.anything()),
        (data) => {
          const { tags, rating } = readingState(data);
          assert.ok(Array.isArray(tags));
          assert.ok(rating === undefined || (rating >= 0.5 && rating <= 5));
        },
      ),
    );
  });
});

describe('statuses', () => {
  it('are three where the user has none', () => {
    for (const setting of [undefined, [], {}, [1, null, '', { kind: 'open' }]])
      assert.deepEqual(
        statusesOf(setting, titles).map(({ id, title, kind }) => [id, title, kind]),
        [
          ['to-read', 'To Read', 'open'],
          ['reading', 'Reading', 'active'],
          ['read', 'Read', 'done'],
        ],
      );
  });

  it('are the user’s own, by name or as objects, each once', () => {
    const own = statusesOf(
      [
        'Inbox',
        { id: 'skim', title: 'To skim', icon: 'zap', kind: 'open' },
        { title: 'Deep' },
        'inbox',
        { id: 'read', kind: 'nonsense', icon: '../x' },
        'Dropped',
      ],
      titles,
    );
    assert.deepEqual(own, [
      { id: 'Inbox', title: 'Inbox', kind: 'open' },
      { id: 'skim', title: 'To skim', icon: 'zap', kind: 'open' },
      { id: 'Deep', title: 'Deep', kind: 'active' },
      { id: 'read', title: 'Read', kind: 'done' },
      { id: 'Dropped', title: 'Dropped', kind: 'done' },
    ]);
  });

  it('are found however they are written, and by what everybody calls their kind', () => {
    const of = (written: string) => statusNamed(builtIn, written).id;
    assert.deepEqual(
      ['To Read', 'to_read', 'toread', 'unread', 'TODO', 'reading-now', 'In Progress', 'READ', 'finished'].map(of),
      ['to-read', 'to-read', 'to-read', 'to-read', 'to-read', 'reading', 'reading', 'read', 'read'],
    );
    assert.deepEqual(statusNamed(builtIn, 'Skimmed'), { id: 'Skimmed', title: 'Skimmed' });
  });
});

describe('a change of the reading state', () => {
  const edits = (before: Parameters<typeof readingEdits>[0], change: Parameters<typeof readingEdits>[1]) =>
    Object.fromEntries(readingEdits(before, change, builtIn, '2026-11-28'));

  it('says when reading began and ended, unless that is known', () => {
    assert.deepEqual(edits(none, { status: reading! }), { status: 'reading', started: '2026-11-28' });
    assert.deepEqual(edits(none, { status: read! }), { status: 'read', finished: '2026-11-28' });
    assert.deepEqual(edits({ tags: [], status: 'To Read', started: '2025' }, { status: reading! }), {
      status: 'reading',
    });
    assert.deepEqual(edits({ tags: [], status: 'reading' }, { status: toRead! }), { status: 'to-read' });
  });

  it('writes nothing that is so already, however it is spelt', () => {
    const before = { status: 'To Read', priority: 'high', rating: 4, tags: ['a'] } as const;
    assert.deepEqual(edits(before, { status: toRead!, priority: 'high', rating: 4, tags: ['a'] }), {});
  });

  it('takes fields away', () => {
    const before = { status: 'read', priority: 'high', rating: 4, finished: '2026', tags: ['a'] } as const;
    assert.deepEqual(edits(before, { status: null, priority: null, rating: null, tags: [] }), {
      status: undefined,
      priority: undefined,
      rating: undefined,
      tags: undefined,
    });
  });

  it('comes to the same when it is written and read again', () => {
    const change = { status: reading!, priority: 'low', rating: 2.5, tags: ['x', 'y'] } as const;
    const state = readingState(edits(none, change));
    assert.deepEqual(edits(state, change), {});
    const { tags, rating, ...texts } = state;
    assert.deepEqual(readingState({ ...texts, rating: String(rating), tags }), state);
    assert.deepEqual(mergedState({ tags: [], rating: 5 }, state), { ...state, rating: 5 });
  });
});
