import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fc } from '../support/fastCheck.ts';
import { load } from 'js-yaml';
import { citationKey } from '../../src/core/entry/citationKey.ts';
import type { CslItem, CslName } from '../../src/core/entry/csl.ts';
import { readPaperFile } from '../../src/core/formats/paperFile.ts';
import { readAny } from '../../src/core/formats/readers.ts';
import type { FormatId } from '../../src/core/formats/sniff.ts';
import type { WrittenFormat } from '../../src/core/formats/writers.ts';
import { writeAll, writeAs, writtenFormats } from '../../src/core/formats/writers.ts';

const folder = path.join(process.cwd(), 'seeds');
const seeds = readdirSync(folder)
  .filter((name) => /\d{4}\w+\.md$/.test(name))
  .map((name) => readPaperFile(readFileSync(path.join(folder, name), 'utf8'), `file:///seeds/${name}`).entries[0]?.item)
  .filter((item) => item !== undefined);

const readerOf: Readonly<Record<WrittenFormat, FormatId>> = {
  bibtex: 'bibtex',
  biblatex: 'bibtex',
  'csl-json': 'csl-json',
  ris: 'ris',
  hayagriva: 'hayagriva',
};

const back = (text: string, format: WrittenFormat) => readAny(text, 'file:///x', readerOf[format]);

/** The variables that each format has a place for and its reader finds again. */
const common = ['title', 'author', 'issued', 'DOI', 'URL', 'abstract', 'archive', 'archive_location', 'page', 'volume'];
const carried: Readonly<Record<WrittenFormat, readonly string[]>> = {
  bibtex: common,
  biblatex: common,
  'csl-json': [],
  ris: [
    ...common,
    ...[
      'type',
      'title-short',
      'editor',
      'translator',
      'accessed',
      'container-title',
      'collection-title',
      'issue',
      'edition',
    ],
    ...[
      'publisher',
      'publisher-place',
      'ISSN',
      'language',
      'keyword',
      'note',
      'article-number',
      'number-of-volumes',
      'PMCID',
    ],
  ],
  hayagriva: [
    ...common,
    ...['type', 'title-short', 'editor', 'translator', 'accessed', 'container-title', 'issue', 'edition', 'publisher'],
    ...[
      'publisher-place',
      'ISSN',
      'ISBN',
      'language',
      'note',
      'number',
      'PMID',
      'PMCID',
      'number-of-volumes',
      'call-number',
    ],
  ],
};

/** In TeX's running text two hyphens are a dash, and quotes are those of a typesetter. */
const typeset = (value: unknown) =>
  typeof value === 'string'
    ? value
        .replaceAll('--', '–')
        .replace(/``|''|[“”]/g, '"')
        .replace(/[`‘’]/g, "'")
    : value;

/** What can be compared: a name that has only one part is the same whether it is called family or literal. */
const comparable = (item: CslItem | undefined, variables: readonly string[], isTex: boolean): Record<string, unknown> =>
  Object.fromEntries(
    variables.flatMap((variable) => {
      const value = item?.[variable];
      if (value === undefined) return [];
      return [
        [
          variable,
          ['author', 'editor', 'translator'].includes(variable)
            ? (value as CslName[]).map(oneName)
            : isTex
              ? typeset(value)
              : value,
        ],
      ];
    }),
  );

function oneName(name: CslName): CslName {
  const { family, literal, ...rest } = name;
  return Object.keys(rest).length ? name : { literal: family ?? literal ?? '' };
}

const same = (item: CslItem, format: WrittenFormat) => {
  const text = writeAs(item, format);
  const { entries, problems } = back(text, format);
  assert.deepEqual(problems, [], text);
  assert.equal(entries.length, 1, text);
  assert.equal(entries[0]?.key, item.id, text);
  const variables = carried[format].length ? carried[format] : Object.keys(item);
  const isTex = format === 'bibtex' || format === 'biblatex';
  assert.deepEqual(comparable(entries[0]?.item, variables, isTex), comparable(item, variables, isTex), text);
};

describe('writing and reading again', () => {
  for (const format of writtenFormats) {
    it(`gives back the seeds from ${format}`, () => {
      assert.equal(seeds.length, 76);
      for (const item of seeds) same(item, format);
      const all = back(writeAll(seeds, format), format);
      assert.deepEqual(
        all.entries.map(({ key }) => key),
        seeds.map(({ id }) => id),
      );
      assert.deepEqual(all.problems, []);
    });
  }

  const letters = [...'abzABZ019äßÉ中…–\'"`{}[]()<>|\\/:;,.!?@#$%^&*~_=+- \t'];
  const words = fc
    .array(fc.constantFrom(...letters), { maxLength: 20 })
    .map((list) => `X${list.join('')}`.replace(/\s+/g, ' ').trim())
    .filter((text) => !/&\w+;|<[^>]*>|^~$/.test(text));
  const plain = fc
    .array(fc.constantFrom(...'abcdefgäé中'), { minLength: 1, maxLength: 8 })
    .map((list) => list.join(''));
  const person = (rest: CslName) =>
    fc.tuple(plain, plain).map(([family, given]): CslName => ({ family: `F${family}`, given: `G${given}`, ...rest }));
  const name = fc.oneof(
    plain.map((word): CslName => ({ literal: `Body ${word}` })),
    person({}),
    person({ suffix: 'Jr.', 'non-dropping-particle': 'van den' }),
    person({ 'dropping-particle': 'van' }),
  );
  const names = fc.array(name, { minLength: 1, maxLength: 3 });
  const digits = fc.integer({ min: 1, max: 9999 }).map(String);
  const date = fc
    .tuple(
      fc.integer({ min: 1000, max: 2100 }),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 28 }),
      fc.integer({ min: 1, max: 3 }),
    )
    .map(([year, month, day, length]) => ({ 'date-parts': [[year, month, day].slice(0, length)] }));
  const types: Readonly<Partial<Record<WrittenFormat, readonly string[]>>> = {
    ris: [
      'article-journal',
      'paper-conference',
      'chapter',
      'article-magazine',
      'webpage',
      'dataset',
      'patent',
      'speech',
    ],
    hayagriva: [
      'article-journal',
      'paper-conference',
      'chapter',
      'article-newspaper',
      'post-weblog',
      'entry-encyclopedia',
    ],
  };
  const item = (format: WrittenFormat): fc.Arbitrary<CslItem> =>
    fc
      .record(
        {
          title: words,
          'title-short': words,
          author: names,
          editor: names,
          translator: names,
          issued: date,
          accessed: date,
          'container-title': words,
          'collection-title': words,
          volume: digits,
          issue: digits,
          page: fc.oneof(
            digits,
            digits.map((text) => `${text}-${text}9`),
            digits.map((text) => `e${text}`),
          ),
          edition: digits,
          publisher: words,
          'publisher-place': words,
          DOI: digits.map((text) => `10.1000/Ab_c(${text})<x>`),
          URL: digits.map((text) => `https://example.org/${text}?a=b#c`),
          ISSN: fc.constant('1234-567X'),
          language: fc.constantFrom('en', 'de-AT'),
          abstract: words,
          note: words,
          'number-of-volumes': digits,
          PMCID: fc.constant('PMC77'),
        },
        { requiredKeys: ['title'], noNullPrototype: true },
      )
      .chain(({ accessed, ...fields }) =>
        fc.tuple(plain, fc.constantFrom(...(types[format] ?? ['article-journal']))).map(([id, type]) => ({
          id: `k${id}`,
          type,
          ...fields,
          ...(accessed && fields.URL ? { accessed } : {}),
        })),
      );

  for (const format of ['csl-json', 'ris', 'hayagriva'] as const) {
    it(`gives back any item from ${format}`, () => {
      fc.assert(
        fc.property(item(format), (each) => {
          same(each, format);
        }),
        { numRuns: 300 },
      );
    });
  }
});

describe('written formats', () => {
  const mamba: CslItem = {
    id: 'gu2023mamba',
    type: 'paper-conference',
    title: 'Mamba: <i>Linear</i> {time} for $5',
    author: [
      { family: 'Gu', given: 'Albert' },
      { family: 'Oord', given: 'Aäron', 'non-dropping-particle': 'van den' },
      { literal: 'bell, labs' },
    ],
    issued: { 'date-parts': [[2023, 12, 1]] },
    'container-title': 'COLM',
    'event-title': 'Conference on Language Modeling',
    'event-place': 'Philadelphia',
    page: '1-9',
    URL: 'not an address',
    language: 'English, mostly',
    archive: 'arXiv',
    archive_location: '2312.00752',
    abstract: 'One\ntwo',
  };

  it('writes RIS as reference managers import it', () => {
    assert.equal(
      writeAs(mamba, 'ris'),
      [
        'TY  - CONF',
        'ID  - gu2023mamba',
        'AU  - Gu, Albert',
        'AU  - van den Oord, Aäron',
        'AU  - bell labs',
        'TI  - Mamba: Linear {time} for $5',
        'T2  - Conference on Language Modeling',
        'C3  - COLM',
        'C1  - Philadelphia',
        'PY  - 2023',
        'DA  - 2023/12/01/',
        'SP  - 1',
        'EP  - 9',
        'UR  - not an address',
        'LA  - English, mostly',
        'DB  - arXiv',
        'AN  - 2312.00752',
        'AB  - One two',
        'ER  - ',
        '',
      ].join('\n'),
    );
  });

  it('writes Hayagriva that Typst takes: escapes in strings, no value of the wrong form', () => {
    assert.equal(
      writeAs(mamba, 'hayagriva'),
      [
        'gu2023mamba:',
        '  type: article',
        '  title: "Mamba: Linear \\\\{time\\\\} for \\\\$5"',
        '  author:',
        '    - "Gu, Albert"',
        '    - name: Oord',
        '      given-name: Aäron',
        '      prefix: van den',
        '    - name: "bell, labs"',
        '  date: 2023-12-01',
        '  page-range: "1-9"',
        '  serial-number:',
        '    arxiv: "2312.00752"',
        '  abstract: One two',
        '  parent:',
        '    - type: proceedings',
        '      title: COLM',
        '    - type: conference',
        '      title: Conference on Language Modeling',
        '      location: Philadelphia',
        '',
      ].join('\n'),
    );
  });

  it('writes YAML that other readers take for text too', () => {
    for (const id of ['2021e3', 'on', '2020-01-02', 'null', 'a: b', '012', '"q"', '*x', 'ä:b']) {
      const text = writeAs({ id, type: 'book', title: 'yes', volume: '012' }, 'hayagriva');
      assert.deepEqual(load(text), { [id]: { type: 'book', title: 'yes', volume: '012' } }, text);
    }
  });

  it('writes a list of CSL-JSON with two blanks, and nothing for no items', () => {
    assert.equal(
      writeAll([{ id: 'a', type: 'book' }], 'csl-json'),
      '[\n  {\n    "id": "a",\n    "type": "book"\n  }\n]\n',
    );
    assert.equal(writeAll([], 'ris'), '');
    assert.equal(writeAll([], 'csl-json'), '[]\n');
  });
});

describe('a made-up citation key', () => {
  const key = (item: Omit<CslItem, 'id' | 'type'>, ...taken: string[]) =>
    citationKey({ id: '', type: 'book', ...item }, new Set(taken));
  const gu = { title: 'The Mamba: Linear-Time', author: [{ family: 'Gu' }], issued: { 'date-parts': [[2023]] } };

  it('is the one that each seed has', () => {
    // The seeds take keys in the order of their document, which the file names do not keep: each is tried alone.
    const plain = seeds.filter((item) => citationKey(item, new Set()) === item.id);
    const second = seeds.filter((item) => !plain.includes(item));
    assert.ok(plain.length >= 70);
    for (const item of second) assert.equal(citationKey(item, new Set([citationKey(item, new Set())])), item.id);
  });

  it('takes the next word, and then a number, where it is taken', () => {
    assert.equal(key(gu), 'gu2023mamba');
    assert.equal(key(gu, 'gu2023mamba'), 'gu2023linear');
    assert.equal(key(gu, 'gu2023mamba', 'gu2023linear', 'gu2023time'), 'gu2023mamba-2');
    assert.equal(
      key(gu, 'gu2023mamba', 'gu2023linear', 'gu2023time', 'gu2023mamba-2', 'gu2023mamba-3'),
      'gu2023mamba-4',
    );
  });

  it('is made from what there is', () => {
    assert.equal(key({ title: 'Über <i>Homo</i>' }), 'uber');
    assert.equal(key({ author: [{ literal: 'The World Bank' }] }), 'world');
    assert.equal(key({ title: '状态空间模型', author: [{ family: '顾' }] }), '顾状态空间模型');
    assert.equal(key({ title: 'On the' }), 'on');
    assert.equal(key({}), 'untitled');
    assert.equal(key({ author: [{ family: 'Sørensen-Łuk' }] }), 'sorensenluk');
  });

  it('is found quickly however many are taken', () => {
    const taken = new Set<string>();
    for (let n = 0; n < 20_000; n++) taken.add(key(gu, ...[]) && citationKey({ id: '', type: 'book', ...gu }, taken));
    assert.equal(taken.size, 20_000);
  });
});
