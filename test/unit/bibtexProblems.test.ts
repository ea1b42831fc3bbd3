import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import type { ReadResult } from '../../src/core/entry/entry.ts';
import { cslJsonOf } from '../../src/core/entry/entry.ts';
import { readBib } from '../../src/core/formats/bibtex/read.ts';
import { bibLibrary } from '../bench/generate.ts';
import { workOf } from '../support/countWork.ts';
import { fuzz, targets } from '../fuzz/readers.ts';

const uri = 'file:///library.bib';
const read = (text: string): ReadResult => readBib(text, uri);
const titlesOf = (text: string): (string | undefined)[] => read(text).entries.map(({ item }) => item.title);

/** Each problem as its code and the text it marks. */
const problemsOf = (text: string): string[] =>
  read(text).problems.map(({ code, span }) => `${code} ${JSON.stringify(text.slice(span.start, span.end))}`);

/** Reads everything there is to read, as views, exports and notes would. */
function touchAll(text: string): void {
  const { entries, problems } = read(text);
  for (const entry of entries) {
    assert.equal(typeof JSON.stringify(entry.item), 'string');
    assert.equal(typeof JSON.stringify(cslJsonOf(entry)), 'string');
    const { span, keySpan, fields } = entry.source;
    for (const place of [span, keySpan, ...(fields ?? []).flatMap((field) => [field.nameSpan, field.span])])
      assert.ok(place && place.start >= 0 && place.start <= place.end && place.end <= text.length);
  }
  for (const { span } of problems)
    assert.ok(
      span.start >= 0 && span.start <= span.end && span.end <= text.length,
      'a problem has its place in the text',
    );
}

describe('broken BibTeX', () => {
  const two = '@book{b, title = {Two}}';
  const cases: readonly (readonly [
    what: string,
    text: string,
    problems: readonly string[],
    titles: readonly string[],
  ])[] = [
    [
      'a value without its closing brace',
      `@article{a,\n  title = {One,\n  year = 2001\n}\n${two}`,
      ['unclosedBraces "{One"'],
      ['One', 'Two'],
    ],
    [
      'a value without its closing quote',
      `@article{a,\n  title = "One,\n  year = 2001\n}\n${two}`,
      ['unclosedBraces "\\"One"'],
      ['One', 'Two'],
    ],
    [
      'an entry without its closing brace',
      `@article{a,\n  title = {One},\n\n${two}`,
      ['unclosedEntry "@article{a"'],
      ['One', 'Two'],
    ],
    [
      'a file that ends in the middle of a value',
      `${two}\n@article{a,\n  title = {One and a ha`,
      ['unclosedBraces "{One and a ha"'],
      ['Two', 'One and a ha'],
    ],
    [
      'a brace too many',
      `@article{a,\n  title = {One}},\n  year = 2001\n}\n${two}`,
      ['extraBrace "}"'],
      ['One', 'Two'],
    ],
    [
      'a missing comma between fields',
      `@article{a,\n  title = {One}\n  year = 2001\n}\n${two}`,
      ['missingComma "\\n"'],
      ['One', 'Two'],
    ],
    ['a missing comma after the key', '@article{a\n  title = {One}\n}', ['missingComma "\\n  "'], ['One']],
    ['a missing key', `@article{\n  title = {One}\n}\n${two}`, ['missingKey "t"'], ['One', 'Two']],
    ['a key left empty', '@article{, title = {One}}', ['missingKey ","'], ['One']],
    ['a missing equals sign', '@article{a,\n  title {One}\n}', ['missingEquals "title"'], ['One']],
    ['a missing value', '@article{a,\n  year = ,\n  title = {One}\n}', ['missingValue "year"'], ['One']],
    ['text that is no field', '@article{a,\n  foo bar,\n  title = {One}\n}', ['unexpectedText "foo bar"'], ['One']],
    ['an @ that starts nothing', `@ stray\n${two}\n@book\n`, ['strayAt "@ stray"', 'strayAt "@book"'], ['Two']],
    ['an unknown macro', '@article{a, title = one # { Two}}', ['undefinedString "one"'], ['one Two']],
    ['a field given twice', '@article{a, title = {One}, Title = {Two}}', ['duplicateField "Title"'], ['Two']],
    ['a comment that is never closed', `@comment{ never\n${two}`, ['unclosedBraces "@comment{"'], ['Two']],
    [
      'a macro definition that is never closed',
      '@string{s = {One}\n@book{b, title = s}',
      ['unclosedEntry "@string{"'],
      ['One'],
    ],
    [
      'a parent that is not there',
      '@inbook{a, title = {One}, crossref = {nobody}}',
      ['missingParent "{nobody}"'],
      ['One'],
    ],
    [
      'parents in a circle',
      '@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}',
      ['cyclicParent "{a}"'],
      ['A', 'B'],
    ],
    ['an entry that is its own parent', '@book{a, title = {A}, xdata = {a}}', ['cyclicParent "{a}"'], ['A']],
  ];
  for (const [what, text, problems, titles] of cases) {
    it(`with ${what} keeps the rest and says so once`, () => {
      assert.deepEqual(problemsOf(text), problems);
      assert.deepEqual(titlesOf(text), titles);
    });
  }

  it('says which entry and field it means', () => {
    const [problem] = read('@article{gu2023,\n  title = {One,\n  year = 2001\n}').problems;
    assert.deepEqual(problem?.facts, { key: 'gu2023', field: 'title' });
  });

  it('loses no other entry of a library that is damaged in its middle', () => {
    const text = bibLibrary({ entries: 60, seed: 5 });
    const whole = read(text).entries.map(({ key }) => key);
    const middle = text.indexOf('title = {', text.length / 2) + 'title = {'.length;
    for (const damage of ['{', '}', '"', ',', '@', '=', '\n@', '{{{{', '}}}}', '\n}\n', '%', '\u0000', '\\']) {
      const keys = read(text.slice(0, middle) + damage + text.slice(middle)).entries.map(({ key }) => key);
      assert.deepEqual(
        whole.filter((key) => !keys.includes(key)),
        [],
        `after ${JSON.stringify(damage)}`,
      );
    }
    const kept = read(text.slice(0, middle)).entries.map(({ key }) => key);
    assert.deepEqual(kept, whole.slice(0, kept.length));
  });
});

describe('BibTeX from other systems', () => {
  const text = '@book{a,\n  title = {One\n    and Two},\n  year = 2001\n}\n@book{b, title = {Three}}\n';
  for (const [what, changed] of [
    ['a byte order mark', `\ufeff${text}`],
    ['CRLF line ends', text.replaceAll('\n', '\r\n')],
    ['CR line ends', text.replaceAll('\n', '\r')],
    ['null bytes', text.replaceAll(' ', '\u0000')],
    ['tabs and form feeds', text.replaceAll(' ', '\t').replaceAll('\n', '\f\n')],
  ] as const) {
    it(`with ${what} reads as ever`, () => {
      assert.deepEqual(titlesOf(changed), ['One and Two', 'Three']);
      assert.deepEqual(problemsOf(changed), []);
    });
  }

  it('that is no BibTeX at all has no entries', () => {
    for (const other of ['', '   ', '<html><body>me@example.org</body></html>', '{"a": 1}', '%PDF-1.4', '\u0000\u0000'])
      assert.deepEqual(read(other).entries, [], other);
  });
});

describe('large and hostile BibTeX', () => {
  it('keeps ten thousand entries with one key', () => {
    const { entries, problems } = read('@book{same, title = {T}}\n'.repeat(10_000));
    assert.equal(entries.length, 10_000);
    assert.deepEqual(problems, [], 'the library tells of keys that are taken');
  });

  it('lists twenty thousand problems and counts the others', () => {
    const { problems } = read(`@book{a, ${"',".repeat(30_000)}}`);
    assert.equal(problems.length, 20_001);
    assert.deepEqual(problems.at(-1)?.facts, { count: '10000' });
  });

  const hostile: Readonly<Record<string, (size: number) => string>> = {
    'comments that never close': (size) => '@comment{\n'.repeat(size),
    'entries that never close': (size) => '@a{k, t = {x\n'.repeat(size),
    'quotes that never close': (size) => '@a{k, t = "x\n'.repeat(size),
    'braces in braces': (size) => `@a{k, title = ${'{'.repeat(size)}${'}'.repeat(size)}}`,
    'accents on accents': (size) => `@a{k, title = {${"\\'{".repeat(size)}${'}'.repeat(size)}}}`,
    'accents without letters': (size) => `@a{k, title = {${"\\'".repeat(size)}}}`,
    'formulas that never close': (size) => `@a{k, title = {${'\\( '.repeat(size)}}}`,
    'fields on one broken line': (size) => `@a{k, t = {x, ${'a = 1, '.repeat(size)}`,
    'a long list of names': (size) => `@a{k, author = {${'{A} and '.repeat(size)}}}`,
    'an empty line after the other': (size) => `@a{k, abstract = {${'\n'.repeat(size)}}}`,
    'a chain of parents': (size) =>
      Array.from({ length: size / 10 }, (_, at) => `@a{k${at}, crossref = {k${at + 1}}}`).join('\n'),
    'one list of parents for all': (size) => {
      const keys = Array.from({ length: size / 50 }, (_, at) => `k${at}`);
      return `@xdata{x, xdata = {${keys.join()}}}\n${keys.map((key) => `@a{${key}, xdata = {x}}`).join('\n')}`;
    },
    'macros that double': (size) =>
      `@string{s0 = {xxxxxxxxxx}}\n${Array.from({ length: Math.min(size, 400) }, (_, at) => `@string{s${at + 1} = s${at} # s${at}}`).join('\n')}\n@a{k, title = s${Math.min(size, 400)}}`,
  };
  for (const [what, make] of Object.entries(hostile)) {
    it(`is read in linear time: ${what}`, function () {
      this.timeout(20_000);
      const work = (size: number): number => {
        const text = make(size);
        return workOf(() => {
          const { entries } = read(text);
          for (const entry of entries) JSON.stringify([entry.item, cslJsonOf(entry)]);
        });
      };
      // eight times as much may be sixteen times the work, not sixty-four times
      const [small, large] = [work(2000), work(16_000)];
      assert.ok(large < 16 * small, `${small}, ${large}`);
    });
  }
});

describe('any text at all', () => {
  const pieces = [
    '@book{k,',
    '@string{',
    '@comment',
    '@',
    '{',
    '}',
    '"',
    ',',
    '=',
    '#',
    '%',
    '\\',
    "'",
    '\n',
    '\r\n',
    ' and ',
    'author',
    'title = ',
    'crossref = {k}',
    'xdata = k',
    '$',
    '~',
    '--',
    '``',
    '\u0000',
    '\ud800',
    'é',
    '2001-02/',
    '\\emph{',
    "\\'{\\i}",
  ];

  it('is read without an error, and every place lies in the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 60 }),
        (parts) => touchAll(parts.join('')),
      ),
      { numRuns: 500 },
    );
  });

  it('is read without an error when it was a library once', () => {
    const [target] = targets;
    assert.ok(target);
    const seed = Math.floor(Math.random() * 1e9);
    assert.equal(fuzz(target, 1500, seed), 0, `seed ${seed}`);
  });
});
