import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { readingHead, readingTextWith, readReadingFile } from '../../src/core/notes/reading/readingFile.ts';
import type { ReadingEntry } from '../../src/core/notes/reading/readingFile.ts';

const change = (text: string, changes: Readonly<Record<string, ReadingEntry | undefined>>) =>
  readingTextWith(text, new Map(Object.entries(changes)));

describe('the file of the reading list', () => {
  it('begins with how it is written, one line for each paper, sorted', () => {
    const first = change(readingHead, { gu2023: { status: 'reading', started: '2026-11-28', rating: '4' } });
    assert.equal(first, `${readingHead}papers:\n  gu2023: {status: reading, started: 2026-11-28, rating: 4}\n`);
    assert.equal(
      change(first ?? '', { dao2024: { status: 'to-read', tags: ['a, b', 'c'] } }),
      `${readingHead}papers:\n  dao2024: {status: to-read, tags: ["a, b", c]}\n  gu2023: {status: reading, started: 2026-11-28, rating: 4}\n`,
    );
  });

  it('keeps comments, line ends, other fields and the way an entry is written', () => {
    const text = [
      '# mine',
      'papers:',
      '  a: {status: read} # good',
      '  # about b',
      '  b:',
      '    status: to-read # soon',
      '    why: "for the intro"',
      '  c: {status: read, why: x}',
      'other: 1',
      '',
    ].join('\r\n');
    assert.equal(
      change(text, {
        a: { status: 'reading' },
        b: { status: 'reading', why: 'for the intro', priority: 'high' },
        c: undefined,
      }),
      [
        '# mine',
        'papers:',
        '  a: {status: reading} # good',
        '  # about b',
        '  b:',
        '    priority: high',
        '    status: reading # soon',
        '    why: "for the intro"',
        'other: 1',
        '',
      ].join('\r\n'),
    );
  });

  it('goes back to its comments when the last paper leaves', () => {
    const one = change(readingHead, { a: { status: 'read' } });
    assert.equal(change(one ?? '', { a: undefined }), readingHead);
  });

  for (const [name, text] of [
    ['broken YAML', 'papers:\n  a: {status: read\n'],
    ['a list', '- a\n'],
    ['papers that are no mapping', 'papers: [a]\n'],
    ['the same paper twice', 'papers:\n  a: {status: read}\n  a: {status: read}\n'],
  ] as const)
    it(`is refused with ${name}, and says why`, () => {
      const { entries, problems } = readReadingFile(text);
      assert.deepEqual([entries.size, problems.length], [0, 1]);
      assert.equal(change(text, { b: { status: 'read' } }), undefined);
    });

  it('is not changed where that would lose something', () => {
    assert.equal(change('papers: {a: {status: read}, b: {status: read}} # all\n', { a: { status: 'x' } }), undefined);
  });

  it('says what it was told after any sequence of changes, and keeps every comment', () => {
    const key = fc.oneof(
      fc.constantFrom('a', 'b', 'gu2023', '2021e3', 'key:x', 'yes', '#k', 'Ü'),
      fc.string({ minLength: 1 }),
    );
    const value = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }),
    );
    const entry = fc.dictionary(fc.constantFrom('status', 'priority', 'tags', 'why'), value, { minKeys: 1 });
    const steps = fc.array(fc.tuple(key, fc.option(entry, { nil: undefined })), { maxLength: 12 });
    fc.assert(
      fc.property(steps, (list) => {
        let text: string | undefined = `# mine\n${readingHead}`;
        const wanted = new Map<string, ReadingEntry>();
        for (const [name, now] of list) {
          text = readingTextWith(text ?? '', new Map([[name, now]]));
          assert.ok(text !== undefined, `${name} could be written`);
          if (now) wanted.set(name, now);
          else wanted.delete(name);
          assert.ok(text.startsWith('# mine\n'));
        }
        assert.deepEqual(
          Object.fromEntries(readReadingFile(text ?? '').entries),
          JSON.parse(JSON.stringify(Object.fromEntries(wanted))),
        );
      }),
    );
  });
});
