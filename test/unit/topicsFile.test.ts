import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { adopt, pin, put, takeOut } from '../../src/core/library/topics/changes.ts';
import { noEdits, readTopicEdits, writeTopicEdits } from '../../src/core/library/topics/edits.ts';
import type { TopicEdits } from '../../src/core/library/topics/edits.ts';
import { topicsHead, topicsTextWith } from '../../src/core/library/topics/yamlEdits.ts';

const with_ = (some: Partial<TopicEdits>): TopicEdits => ({ ...noEdits, ...some });

describe('the file of topics', () => {
  it('begins with what can stand in it', () => {
    const text = topicsTextWith(topicsHead, with_({ titles: new Map([['a', 'Alpha']]) }));
    assert.equal(text, `${topicsHead}titles:\n  a: Alpha\n`);
  });

  it('keeps comments, order, quotes and blank lines of what stays the same', () => {
    const text = [
      '# mine',
      'papers:',
      "  'b': [x] # first",
      '',
      '  # about a',
      '  a:',
      '    - x',
      '    - y',
      'pinned:',
      '  - x # best',
      '  - z',
      'titles: {}',
      '',
    ].join('\n');
    const { edits } = readTopicEdits(text);
    const papers = new Map<string, readonly string[]>([
      ['b', ['x', 'y']],
      ['a', ['x', 'y']],
      ['c', ['z']],
    ]);
    assert.equal(
      topicsTextWith(text, { ...edits, papers, pinned: ['x', 'new'], titles: new Map([['x', 'Ex: one']]) }),
      [
        '# mine',
        'papers:',
        `  'b': [x, "y"] # first`,
        '',
        '  # about a',
        '  a:',
        '    - x',
        '    - y',
        '  c: [z]',
        'pinned:',
        '  - x # best',
        '  - new',
        'titles:',
        '  x: "Ex: one"',
        '',
      ].join('\n'),
    );
  });

  it('takes out what is no longer there, and a section with its last entry', () => {
    const text = 'titles:\n  a: A\n  b: B\nmerged:\n  c: a\n';
    assert.equal(topicsTextWith(text, with_({ titles: new Map([['b', 'B']]) })), 'titles:\n  b: B\n');
  });

  it('keeps the line ends of the file', () => {
    assert.equal(
      topicsTextWith('titles:\r\n  a: A\r\n', with_({ titles: new Map([['a', 'B']]) })),
      'titles:\r\n  a: B\r\n',
    );
  });

  it('is written anew below its first comment where it is written in another way', () => {
    const text = '# mine\ntitles: {a: A, b: B}\n';
    assert.equal(topicsTextWith(text, with_({ titles: new Map([['a', 'C']]) })), '# mine\ntitles:\n  a: C\n');
  });

  it('says exactly what it is to say, after any change of any file', () => {
    const id = fc.oneof(fc.constantFrom('a', 'b', 'c d', 'x: y', '#z', "it's", '- q', ''), fc.string({ maxLength: 6 }));
    const title = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() === text && text !== '');
    const ids = fc.array(
      id.filter((text) => text.trim() === text && text !== ''),
      { maxLength: 4 },
    );
    const edits = fc.record({
      titles: fc.array(fc.tuple(id, title), { maxLength: 5 }).map((all) => new Map(all)),
      merged: fc.array(fc.tuple(id, title), { maxLength: 5 }).map((all) => new Map(all)),
      papers: fc.array(fc.tuple(id, ids), { maxLength: 5 }).map((all) => new Map(all)),
      pinned: ids,
    });
    fc.assert(
      fc.property(edits, edits, (one, other) => {
        const before = topicsTextWith(topicsHead, one);
        const after = topicsTextWith(before, other);
        assert.equal(writeTopicEdits(readTopicEdits(after).edits), writeTopicEdits(other));
      }),
    );
  });
});

describe('arranging topics', () => {
  const proposed = { id: 'p', title: 'Proposed', isProposed: true } as const;
  const members = [
    { key: 'one', topics: ['p', 'q'] },
    { key: 'two', topics: ['q'] },
  ];

  it('makes a proposed topic the user’s own with the papers it has', () => {
    const edits = adopt(noEdits, proposed, members);
    assert.deepEqual([[...edits.titles], [...edits.papers]], [[['p', 'Proposed']], [['one', ['p', 'q']]]]);
    assert.deepEqual(pin(noEdits, proposed, members).pinned, ['p']);
    assert.equal(adopt(noEdits, { id: 'p', title: 'Given' }, members), noEdits);
  });

  it('moves papers, adds them and takes them out', () => {
    const to = { id: 't', title: 'T' };
    const papers = (edits: TopicEdits) => Object.fromEntries(edits.papers);
    assert.deepEqual(papers(put(noEdits, [{ key: 'one', topics: ['p', 'q'], from: 'p' }], to, [])), {
      one: ['q', 't'],
    });
    assert.deepEqual(papers(put(noEdits, [{ key: 'one', topics: ['p', 'q'] }], to, [])), { one: ['p', 'q', 't'] });
    assert.deepEqual(papers(takeOut(noEdits, [{ key: 'one', topics: ['p', 'q'], from: 'p' }])), { one: ['q'] });
  });
});
