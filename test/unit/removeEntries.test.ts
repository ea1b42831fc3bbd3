// Entries taken out of bibliographies that are not BibTeX: all else stays, to the byte.
import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { readAny } from '../../src/core/formats/readers.ts';
import type { FormatId } from '../../src/core/formats/sniff.ts';
import { removable, unusedIn as unusedSteps, withoutThese as withoutSteps } from '../../src/core/sources/remove.ts';
import { atOnce } from '../../src/core/steps.ts';

const unusedIn = (...args: Parameters<typeof unusedSteps>) => atOnce(unusedSteps(...args));
const withoutThese = (...args: Parameters<typeof withoutSteps>) => atOnce(withoutSteps(...args));

/** A file of a format as it is put together from its entries. */
interface Layout {
  readonly name: string;
  readonly format: FormatId;
  readonly entry: (key: string) => string;
  readonly file: (entries: readonly string[]) => string;
}

const json = (key: string) => ({
  id: key,
  type: 'book',
  title: `On “${key}”, {and} [more]`,
  author: [{ family: key }],
});
const yaml = (key: string, mark = '') =>
  `${mark}id: ${key}\n  type: book\n  title: "T, ${key}"\n  note: |\n    One\n\n    Two`;

const layouts: readonly Layout[] = [
  {
    name: 'CSL-JSON in lines',
    format: 'csl-json',
    entry: (key) => JSON.stringify(json(key), null, '\t').replace(/^/gm, '\t'),
    file: (entries) => (entries.length ? `[\n${entries.join(',\n')}\n]\n` : '[\n]\n'),
  },
  {
    name: 'CSL-JSON on one line',
    format: 'csl-json',
    entry: (key) => JSON.stringify(json(key)),
    file: (entries) => `[${entries.join(', ')}]`,
  },
  {
    name: 'CSL-JSON within an object',
    format: 'csl-json',
    entry: (key) => `  ${JSON.stringify(json(key))}`,
    file: (entries) =>
      `{"references": [\n${entries.map((each) => `${each}`).join(',\n')}${entries.length ? '\n' : ''}], "x": 1}\n`,
  },
  {
    name: 'CSL-YAML',
    format: 'csl-yaml',
    entry: (key) => yaml(key, '- '),
    file: (entries) => `---\nreferences:\n${entries.map((each) => `${each}\n`).join('')}...\n`,
  },
  {
    name: 'CSL-YAML with blank lines, indented',
    format: 'csl-yaml',
    entry: (key) => yaml(key, '- ').replace(/^(?=.)/gm, '  '),
    file: (entries) => `# mine\nreferences:\n${entries.join('\n\n')}${entries.length ? '\n' : ''}`,
  },
  {
    name: 'CSL-YAML in brackets',
    format: 'csl-yaml',
    entry: (key) => `{id: ${key}, type: book, title: "T, ${key}"}`,
    file: (entries) => `references: [${entries.join(', ')}]\n`,
  },
  {
    name: 'Hayagriva',
    format: 'hayagriva',
    entry: (key) =>
      `${key}:\n  type: book\n  title: T ${key}\n  parent:\n    - type: proceedings\n      title: P, # no comment\n`,
    file: (entries) => `# mine\n\n${entries.join('\n')}`.replace(/\n\n$/, entries.length ? '\n\n' : '\n'),
  },
  {
    name: 'RIS',
    format: 'ris',
    entry: (key) => `TY  - BOOK\nID  - ${key}\nTI  - T ${key}\nAB  - One\nTwo\nER  - \n`,
    file: (entries) => entries.join('\n'),
  },
  {
    name: 'references of a document',
    format: 'references',
    entry: (key) => yaml(key, '- '),
    file: (entries) =>
      `---\ntitle: My "Text"\nreferences:\n${entries.map((each) => `${each}\n`).join('')}lang: en\n---\n\nAs [@a] says.\n\n- id: no\n`,
  },
];

const keys = fc.uniqueArray(fc.stringMatching(/^[b-y][a-z]{0,4}$/), { maxLength: 7 });
const chosen = fc.array(fc.boolean(), { minLength: 7, maxLength: 7 });

describe('entries that are taken out of a bibliography', () => {
  for (const { name, format, entry, file } of layouts) {
    for (const lineEnd of ['\n', '\r\n']) {
      it(`leave all others and the rest as they were: ${name}, ${JSON.stringify(lineEnd)}`, () => {
        const written = (some: readonly string[]) => file(some.map(entry)).replaceAll('\n', lineEnd);
        fc.assert(
          fc.property(keys, chosen, (all, goes) => {
            const text = written(all);
            const { entries } = readAny(text, 'file:', format);
            assert.deepEqual(
              entries.map(({ key }) => key),
              all,
            );
            const gone = entries.filter((_, at) => goes[at]).map(({ source }) => source.span);
            assert.equal(withoutThese(text, format, gone), written(all.filter((_, at) => !goes[at])));
          }),
        );
      });
    }
  }

  it('leave what nobody wrote to be read: texts of any kind stay what they are, or the removal is refused', () => {
    const piece = fc.constantFrom(
      ...['- id: a', '  type: book', '- {id: b, type: book}', '# note', 'references:', 'k:', '  type: article', '\n'],
      ...[
        'TY  - BOOK',
        'ID  - c',
        'ER  - ',
        '[{"id":"d","type":"book"}',
        ',{"id":"e","type":"book"},',
        ']',
        '---',
        '{',
        '}',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.constantFrom(...removable),
        fc.nat({ max: 5 }),
        (pieces, format, at) => {
          const text = pieces.join('\n');
          const { entries } = readAny(text, 'file:', format);
          const one = entries[at];
          if (!one) return;
          const after = withoutThese(text, format, [one.source.span]);
          if (after === undefined) return;
          const others = entries.filter((entry) => entry !== one);
          assert.deepEqual(
            readAny(after, 'file:', format).entries.map(({ key, item }) => [key, item]),
            others.map(({ key, item }) => [key, item]),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keep comments at the margin, and a note of their own behind them', () => {
    const text = '# on a\na:\n  type: book\n  title: A\n\n# on b\nb:\n  type: book\n  title: B\n';
    const [a] = unusedIn(text, 'hayagriva', new Set(['b']));
    assert.ok(a);
    assert.equal(withoutThese(text, 'hayagriva', [a.span]), '# on a\n# on b\nb:\n  type: book\n  title: B\n');
  });

  it('are refused where another entry would not stay what it is', () => {
    const text = 'a:\n  type: book\n  title: &t A\nb:\n  type: book\n  title: *t\n';
    const [a] = readAny(text, 'file:', 'hayagriva').entries;
    assert.ok(a);
    assert.equal(withoutThese(text, 'hayagriva', [a.source.span]), undefined);
  });
});

describe('entries that nothing uses', () => {
  const unused = (text: string, format: FormatId, ...cited: string[]) =>
    unusedIn(text, format, new Set(cited)).map(({ key, type }) => `${key} ${type}`);

  it('are those that no document cites', () => {
    const text = '[{"id":"a","type":"book"},{"id":"b","type":"thesis"},{"id":"c","type":"book"}]';
    assert.deepEqual(unused(text, 'csl-json', 'a', 'c'), ['b thesis']);
    assert.deepEqual(unused(text, 'csl-json', '*'), []);
  });

  it('are none whose anchor something else refers to', () => {
    const text = 'references:\n- &one\n  id: a\n  type: book\n- <<: *one\n  id: b\n- id: c\n  type: book\n';
    assert.deepEqual(unused(text, 'csl-yaml', 'b'), ['c book']);
  });

  it('are told in every format but those that are only read', () => {
    assert.deepEqual(unused('TY  - BOOK\nID  - a\nER  - \n', 'ris'), ['a book']);
    assert.deepEqual(unused('a:\n  type: book\n  title: A\n', 'hayagriva'), ['a book']);
    assert.deepEqual(unused('---\nreferences:\n- id: a\n  type: book\n---\n\nText\n', 'references'), ['a book']);
    assert.deepEqual(unused('%0 Book\n%T A\n%F a\n', 'enw'), []);
  });
});
