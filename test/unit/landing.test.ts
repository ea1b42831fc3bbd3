// What becomes of a bibliography's text when entries are added to it or taken out.
import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { readAny } from '../../src/core/formats/readers.ts';
import type { FormatId } from '../../src/core/formats/sniff.ts';
import { readBibDocument } from '../../src/core/language/bib/reading.ts';
import { changeBetween, unusedEntries, withoutEntries } from '../../src/core/language/bib/tidy.ts';
import { bibliographyOf, carries, hasKey, landingOf } from '../../src/core/sources/land.ts';
import { ownWords, withKey } from '../../src/core/sources/words.ts';

const item = (id: string) => ({ id, type: 'book', title: `Title of ${id}`, author: [{ family: 'Doe', given: 'Jo' }] });

function landed(text: string, format: FormatId, ...ids: string[]): string {
  const landing = landingOf(
    text,
    format,
    ids.map((id) => ({ item: item(id) })),
  );
  assert.ok(landing);
  return text.slice(0, landing.offset) + landing.text + text.slice(landing.offset);
}

const files: readonly (readonly [FormatId, string])[] = [
  ['bibtex', '% mine\n@Article{old , title="X"}\n\n% the end\n'],
  ['bibtex', ''],
  ['csl-json', '[\n    {\n        "id": "old",\n        "type": "book"\n    }\n]\n'],
  ['csl-json', '[{"id":"old","type":"book"}]'],
  ['csl-json', '[]'],
  ['csl-yaml', 'references:\n- id: old\n  type: book\n'],
  ['ris', 'TY  - BOOK\nID  - old\nTI  - X\nER  - \n'],
  ['hayagriva', 'old:\n  type: book\n  title: X\n'],
];

describe('entries that land in a bibliography', () => {
  for (const [format, text] of files) {
    for (const lineEnd of ['\n', '\r\n']) {
      it(`are all in ${format} ${JSON.stringify(text.slice(0, 20))} with ${JSON.stringify(lineEnd)}, and nothing else changes`, () => {
        const before = text.replaceAll('\n', lineEnd);
        const after = landed(before, format, 'one', 'two');
        const keys = readAny(after, 'file:///x', format).entries.map(({ key }) => key);
        assert.deepEqual(keys, [...(text.includes('old') ? ['old'] : []), 'one', 'two']);
        if (lineEnd === '\r\n' && text.includes('\n')) assert.doesNotMatch(after, /(?<!\r)\n|\r(?!\n)/);
      });
    }
  }

  it('are one stretch of text between what was there', () => {
    const entry = fc
      .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.stringMatching(/^[^{}@%\r\n"\\]{0,20}$/))
      .map(([key, title]) => `@book{${key}, title = {${title}}}`);
    const piece = fc.oneof(entry, fc.constantFrom('% note', '', '  ', '@string{a = "b"}', 'stray text', '@comment{x}'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (pieces, lineEnd) => {
        const before = pieces.join(lineEnd);
        const landing = landingOf(before, 'bibtex', [{ item: item('new-1') }, { item: item('new-2') }]);
        assert.ok(landing);
        const after = before.slice(0, landing.offset) + landing.text + before.slice(landing.offset);
        const keysOf = (text: string) => readAny(text, 'file:///x', 'bibtex').entries.map(({ key }) => key);
        assert.deepEqual(keysOf(after), [...keysOf(before), 'new-1', 'new-2']);
        if (before.includes('\r\n')) assert.doesNotMatch(landing.text, /(?<!\r)\n/);
      }),
    );
  });

  it('keep the words of the file they come from', () => {
    const written = '@Book{ one,\r\n   title="X"}';
    const landing = landingOf('@misc{old}\n', 'bibtex', [{ item: item('one'), written }]);
    assert.equal(landing?.text, '\n@Book{ one,\n   title="X"}\n');
  });

  for (const [what, written, target, expected] of [
    ['an entry that stands alone', '@book{one, title = {X}, month = jan}', '', true],
    ['a macro that the file lacks', '@book{one, publisher = acm}', '@string{ieee = "I"}', false],
    ['a macro that the file has', '@book{one, publisher = ACM}', '@string{acm = "A"}', true],
    ['fields taken from a parent', '@inproceedings{one, crossref = {conf}}', '', false],
    ['another key', '@book{other, title = {X}}', '', false],
    ['an entry that is not closed', '@book{one, title = {X}', '', false],
  ] as const) {
    it(`${expected ? 'can' : 'cannot'} be taken over word for word: ${what}`, () =>
      assert.equal(carries(written, 'bibtex', 'one', target), expected));
  }

  describe('keep the words of a file of the same format', () => {
    const json = '[\r\n    {\r\n        "id": "one", "x-mine": 1.50,\r\n        "type": "book"\r\n    }\r\n]';
    const yaml =
      'references:\n  - id: one # mine\n    type: book\n    abstract: |\n      One\n\n      Two\n  - {id: two, type: book}\n';
    const hayagriva = 'one:\n    type: Book\n    title: "X" # mine\n    x-mine: 2.0\n';
    for (const [what, format, source, key, target, expected] of [
      [
        'CSL-JSON in lines',
        'csl-json',
        json,
        'one',
        '[\n\t{"id": "old", "type": "book"}\n]\n',
        '[\n\t{"id": "old", "type": "book"},\n\t{\n\t    "id": "one", "x-mine": 1.50,\n\t    "type": "book"\n\t}\n]\n',
      ],
      [
        'CSL-JSON on one line',
        'csl-json',
        json,
        'one',
        '[{"id":"old","type":"book"}]',
        '[{"id":"old","type":"book"},{ "id": "one", "x-mine": 1.50, "type": "book" }]',
      ],
      [
        'CSL-JSON that is empty',
        'csl-json',
        json,
        'one',
        '',
        '[\n  {\n      "id": "one", "x-mine": 1.50,\n      "type": "book"\n  }\n]\n',
      ],
      [
        'CSL-YAML',
        'csl-yaml',
        yaml,
        'one',
        'references:\n- id: old\n  type: book\n',
        'references:\n- id: old\n  type: book\n- id: one # mine\n  type: book\n  abstract: |\n    One\n\n    Two\n',
      ],
      [
        'CSL-YAML in brackets',
        'csl-yaml',
        yaml,
        'two',
        'references:\n    - id: old\n',
        'references:\n    - id: old\n    - {id: two, type: book}\n',
      ],
      [
        'Hayagriva',
        'hayagriva',
        hayagriva,
        'one',
        'old:\n  type: book\n  title: X\n',
        `old:\n  type: book\n  title: X\n\n${hayagriva}`,
      ],
    ] as const) {
      it(what, () => {
        const entry = readAny(source, 'file:///x', format).entries.find((each) => each.key === key);
        assert.ok(entry);
        const written = ownWords(source, entry.source.span, format);
        assert.ok(carries(written, format, key, target));
        const landing = landingOf(target, format, [{ item: entry.item, written }]);
        assert.ok(landing);
        assert.equal(target.slice(0, landing.offset) + landing.text + target.slice(landing.offset), expected);
        const again = readAny(expected, 'file:///x', format).entries.find((each) => each.key === key);
        assert.deepEqual(again?.item, entry.item);
        assert.match(bibliographyOf([{ item: entry.item, written }, { item: item('b') }], format), /mine|two/);
      });
    }

    for (const [what, format, words] of [
      ['an alias whose anchor is elsewhere', 'csl-yaml', '- id: one\n  title: *t\n  type: book'],
      ['JSON that is broken', 'csl-json', '{"id":"one","type":"book",'],
      ['an entry of YAML that is broken', 'hayagriva', 'one:\n  type: book\n  title: "X'],
    ] as const) {
      it(`but not ${what}`, () => assert.equal(carries(words, format, 'one', ''), false));
    }

    for (const [format, words, expected] of [
      ['bibtex', '@Book{ one , title = {one}}', '@Book{ new , title = {one}}'],
      ['csl-json', '{"type": "book", "id": "one", "title": "one"}', '{"type": "book", "id": "new", "title": "one"}'],
      ['csl-json', '{"type": "book", "id": 1, "title": "one"}', undefined],
      ['csl-yaml', '- id: "one"\n  type: book', '- id: "new"\n  type: book'],
      ['hayagriva', 'one:\n  type: book\n  title: one', 'new:\n  type: book\n  title: one'],
      ['ris', 'TY  - BOOK\nID  - one\nTI  - one\nER  -', 'TY  - BOOK\nID  - new\nTI  - one\nER  -'],
      ['ris', 'TY  - BOOK\nTI  - one\nER  -', undefined],
    ] as const) {
      it(`with another key, if so wished: ${format} ${JSON.stringify(words)}`, () =>
        assert.equal(withKey(words, format, 'new'), expected));
    }
  });

  it('are told from comments and parts of other keys', () => {
    assert.equal(hasKey('% @book{one,}\n@book{one-more, title = {one}}', 'bibtex', 'one'), false);
    assert.equal(hasKey('@book{one, title = {X}}', 'bibtex', 'one'), true);
  });
});

describe('a bibliography that is tidied', () => {
  const text =
    '@string{p = "P"}\n\n@book{used, title = {A}}\n\n% about idle\n@book{idle, title = {B}}\n\n' +
    '@inproceedings{child, crossref = {parent}}\n@proceedings{parent, title = {C}}\n@xdata{shared, title = {D}}\n' +
    '@book{renamed, ids = {oldname, older}, title = {E}}\n';
  const unused = (...cited: string[]) =>
    unusedEntries(readBibDocument(text, 'file:///x.bib'), new Set(cited)).map(({ key }) => key);

  it('has unused those that nobody cites and no entry speaks of', () => {
    assert.deepEqual(unused('used', 'child', 'older'), ['idle']);
    assert.deepEqual(unused('used'), ['idle', 'child', 'renamed']);
  });
  it('has none where everything is cited', () => assert.deepEqual(unused('*'), []));

  it('loses entries and nothing else', () => {
    const reading = readBibDocument(text, 'file:///x.bib');
    const idle = reading.raw.entries.filter(({ key }) => key === 'idle');
    assert.equal(withoutEntries(text, idle), text.replace('@book{idle, title = {B}}\n\n', ''));
  });

  it('keeps every other entry and comment to the byte, whichever go', () => {
    const key = fc.stringMatching(/^[a-z]{1,6}$/);
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 8 }),
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom(1, 2, 3),
        (keys, goes, lineEnd, breaks) => {
          const entryOf = (each: string) => `% on ${each}${lineEnd}@book{${each}, title = {T ${each}}}`;
          const before = keys.map(entryOf).join(lineEnd.repeat(breaks)) + lineEnd;
          const { entries } = readBibDocument(before, 'file:///x.bib').raw;
          const after = withoutEntries(
            before,
            entries.filter((_, at) => goes[at]),
          );
          const left = readBibDocument(after, 'file:///x.bib').raw;
          const sourceOf = (all: string, { start, end }: { start: number; end: number }) => all.slice(start, end);
          assert.deepEqual(
            left.entries.map(({ span }) => sourceOf(after, span)),
            entries.filter((_, at) => !goes[at]).map(({ span }) => sourceOf(before, span)),
          );
          for (const each of keys) assert.ok(after.includes(`% on ${each}${lineEnd}`), `the comment on ${each} stays`);
        },
      ),
    );
  });

  it('changes by the shortest stretch, with no line break cut in two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', '\r\n', '\n')),
        fc.array(fc.constantFrom('a', 'b', '\r\n', '\n')),
        (one, other) => {
          const [before, after] = [one.join(''), other.join('')];
          const change = changeBetween(before, after);
          if (!change) return assert.equal(before, after);
          assert.equal(before.slice(0, change.start) + change.text + before.slice(change.end), after);
          for (const at of [change.start, change.end])
            assert.ok(
              !(before.charAt(at - 1) === '\r' && before.charAt(at) === '\n'),
              `${JSON.stringify(before)} at ${at}`,
            );
        },
      ),
    );
  });
});
