import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CslDate, CslItem, CslName } from '../../src/core/entry/csl.ts';
import { readBib } from '../../src/core/formats/bibtex/read.ts';
import { toBiblatex, toBibtex } from '../../src/core/formats/bibtex/write.ts';
import { readPaperFile } from '../../src/core/formats/paperFile.ts';

type Write = (item: CslItem) => string;

/** The item as it comes back: a plain value, whose file had no problems. */
function readBack(item: CslItem, write: Write): CslItem {
  const text = write(item);
  const { entries, problems } = readBib(text, 'file:///library.bib');
  assert.deepEqual(problems, [], text);
  assert.equal(entries.length, 1, text);
  return JSON.parse(JSON.stringify(entries[0]?.item)) as CslItem;
}

/** Property values without those that are undefined. */
function defined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as T;
}

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });

const words =
  'The of Graph NASA learning iPhone Über café Łódź 3D H2O 鲁迅 a I Ωμέγα x-ray self-made 100% & $5 C# a_b {x} ~ ^ \\ < > “so” it\'s "so" (yes) [no] – — … 50/50 = @home + * | naïve'.split(
    ' ',
  );
const phrase = (max = 8): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: max }).map((list) => list.join(' '));

const title = fc.oneof(phrase(), fc.constantFrom('An $O(n^2)$ Bound: Towards Nothing', 'What next? And why'));
const familyName = fc.constantFrom(
  'Knuth',
  'Erdős',
  'O’Neill',
  "O'Neill",
  'García Márquez',
  'Müller-Lüdenscheidt',
  'Smith and Sons',
  'Ng',
  '鲁',
);
const givenName = fc.constantFrom('Ada', 'Jean-Paul', 'J. R. R.', 'Zoë M.', 'Donald Ervin', 'Łukasz');

function person(particle: 'dropping-particle' | 'non-dropping-particle'): fc.Arbitrary<CslName> {
  return (
    fc
      .record({
        family: familyName,
        given: maybe(givenName),
        [particle]: maybe(fc.constantFrom('van', 'de la', 'von der')),
        suffix: maybe(fc.constantFrom('Jr.', 'III')),
      })
      // A suffix needs a given name to stand before, and so does a particle not to be one itself.
      .map(
        (name) =>
          defined(name.given === undefined ? { family: String(name.family).replace(/ .*/, '') } : name) as CslName,
      )
  );
}

const body = fc
  .constantFrom('World Health Organization', 'Barnes and Noble', 'Foo, Inc.', 'UNESCO', 'R&D Group')
  .map((literal) => ({ literal }));

function people(particle: 'dropping-particle' | 'non-dropping-particle'): fc.Arbitrary<readonly CslName[]> {
  return fc
    .tuple(
      fc.array(fc.oneof({ weight: 4, arbitrary: person(particle) }, body), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
    )
    .map(([names, cut]) => (cut ? [...names, { literal: 'others' }] : names));
}

const year = fc.integer({ min: 1000, max: 2099 });
const monthOf = fc.integer({ min: 1, max: 12 });
const day = fc.integer({ min: 1, max: 28 });
const point = fc.oneof(fc.tuple(year), fc.tuple(year, monthOf), fc.tuple(year, monthOf, day));
const anyDate: fc.Arbitrary<CslDate> = fc.oneof(
  fc.record({ 'date-parts': fc.oneof(fc.tuple(point), fc.tuple(point, point)) }),
  fc.record({ 'date-parts': fc.tuple(point), circa: fc.constant(true) }),
  fc.record({ 'date-parts': fc.tuple(fc.tuple(year)), season: fc.integer({ min: 1, max: 4 }) }),
  fc.constantFrom<CslDate>({ 'date-parts': [[1997], [0]] }, { 'date-parts': [[-44]] }, { literal: 'in press' }),
);
const plainDate: fc.Arbitrary<CslDate> = fc.oneof(
  fc.record({ 'date-parts': fc.tuple(fc.oneof(fc.tuple(year), fc.tuple(year, monthOf))) }),
  fc.constant<CslDate>({ literal: 'in press' }),
);

/** What both formats keep of every item. */
const common = {
  title,
  volume: maybe(fc.constantFrom('12', 'XII', '3A')),
  page: maybe(fc.constantFrom('12-20', '7', 'xi-xv', '1-5, 9', '17:1-17:28', '10+')),
  'article-number': maybe(fc.constantFrom('102990', 'e12')),
  publisher: maybe(phrase(3)),
  'publisher-place': maybe(fc.constantFrom('Reading, Mass.', 'Łódź')),
  'collection-title': maybe(fc.constantFrom('Lecture Notes in Computer Science', 'LNCS & More')),
  edition: maybe(fc.constantFrom('2', 'Second')),
  DOI: maybe(fc.constantFrom('10.1000/a_b%c', '10.1002/(SICI)1097<1>3.0.CO;2-X')),
  URL: maybe(fc.constantFrom('https://example.org/~a_b%20c?d=e&f=g#h', 'http://example.org')),
  ISBN: maybe(fc.constantFrom('978-3-16-148410-0')),
  keyword: maybe(fc.constantFrom('one, two', 'R&D')),
  abstract: maybe(
    fc.oneof(
      phrase(30),
      fc.tuple(phrase(), phrase()).map((both) => both.join('\n\n')),
    ),
  ),
  note: maybe(phrase(5)),
};

const numbered: Readonly<Record<string, string>> = {
  'article-journal': 'issue',
  'article-magazine': 'issue',
  'article-newspaper': 'issue',
  periodical: 'issue',
  review: 'issue',
  book: 'collection-number',
  chapter: 'collection-number',
  'paper-conference': 'collection-number',
  'entry-encyclopedia': 'collection-number',
};

function items(
  types: readonly string[],
  date: fc.Arbitrary<CslDate>,
  more: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  // BibTeX has no `useprefix`, so that all its particles are read as dropping.
  kinds: readonly ('dropping-particle' | 'non-dropping-particle')[] = ['dropping-particle'],
): fc.Arbitrary<CslItem> {
  const particles = fc.constantFrom(...kinds);
  return fc.tuple(fc.constantFrom(...types), particles).chain(([type, particle]) =>
    fc
      .record({
        id: fc.constantFrom('gu2023mamba', 'a:b/c-d_1', 'ümlaut'),
        type: fc.constant(type),
        ...common,
        author: maybe(people(particle)),
        editor: maybe(people(particle)),
        issued: maybe(date),
        ...('article-journal chapter paper-conference'.includes(type) ? { 'container-title': title } : {}),
        ...(type === 'thesis' ? { genre: fc.constantFrom('PhD thesis', 'Master’s thesis', 'Habilitation') } : {}),
        [numbered[type] ?? 'number']: maybe(fc.constantFrom('3', '3–4')),
        ...more,
      })
      .map((item) => defined(item) as CslItem),
  );
}

const arxiv = {
  'container-title': fc.constant('arXiv'),
  archive: fc.constant('arXiv'),
  archive_location: fc.constantFrom('2312.00752', 'hep-th/9901001'),
  archive_collection: maybe(fc.constant('cs.LG')),
};

describe('writing BibTeX and BibLaTeX', () => {
  const same = (arbitrary: fc.Arbitrary<CslItem>, write: Write): void =>
    fc.assert(
      fc.property(arbitrary, (item) => assert.deepEqual(readBack(item, write), JSON.parse(JSON.stringify(item)))),
      { numRuns: 300 },
    );

  it('gives BibTeX that reads as the same item', () => {
    const types = [
      'article-journal',
      'book',
      'chapter',
      'paper-conference',
      'thesis',
      'report',
      'manuscript',
      'pamphlet',
      'document',
    ];
    same(items(types, plainDate, {}), toBibtex);
  });

  it('gives BibLaTeX that reads as the same item', () => {
    const types = (
      'article-journal article-magazine article-newspaper book chapter paper-conference thesis report webpage dataset software ' +
      'pamphlet patent standard motion_picture song graphic entry-encyclopedia periodical legal_case legislation ' +
      'personal_communication document review'
    ).split(' ');
    same(
      items(
        types,
        anyDate,
        {
          accessed: maybe(anyDate.filter(({ literal }) => literal === undefined)),
          'original-date': maybe(anyDate.filter(({ literal }) => literal === undefined)),
          language: maybe(fc.constantFrom('en-US', 'de-DE', 'la')),
          'title-short': maybe(phrase(3)),
          translator: maybe(fc.constant([{ family: 'Doe', given: 'Jane' }])),
          'number-of-pages': maybe(fc.constant('xii+340')),
          'number-of-volumes': maybe(fc.constant('3')),
          version: maybe(fc.constant('1.2')),
          status: maybe(fc.constantFrom('in press', 'out of print')),
          annote: maybe(phrase(4)),
          'call-number': maybe(fc.constant('QA 76')),
          ISSN: maybe(fc.constant('0028-0836')),
          'event-title': maybe(phrase(3)),
          'event-place': maybe(fc.constant('Paris')),
        },
        bothKinds,
      ).map((item) => (item.type === 'patent' ? moved(item, 'publisher-place', 'jurisdiction') : item)),
      toBiblatex,
    );
  });

  it('keeps a preprint one, with its identifier', () => {
    same(items(['article'], plainDate, arxiv), toBibtex);
    same(items(['article'], anyDate, arxiv, bothKinds), toBiblatex);
  });

  it('keeps a volume and the work it belongs to apart', () => {
    for (const item of [
      { id: 'k', type: 'book', title: 'Collected Works', 'volume-title': 'Tragedies', volume: '3' },
      { id: 'k', type: 'chapter', title: 'Macbeth', 'container-title': 'Collected Works', 'volume-title': 'Tragedies' },
    ])
      assert.deepEqual(readBack(item, toBiblatex), item);
  });

  it('counts years before 1 as CSL does', () => {
    const item = { id: 'k', type: 'book', title: 'T', issued: { 'date-parts': [[-44]] } };
    assert.match(toBiblatex(item), /date = \{-0043\}/);
    assert.deepEqual(readBack(item, toBiblatex), item);
  });

  describe('the seed papers', () => {
    const folder = path.join(process.cwd(), 'seeds');
    const papers = readdirSync(folder)
      .filter((file) => file.endsWith('.md') && file !== 'README.md')
      .flatMap((file) => readPaperFile(readFileSync(path.join(folder, file), 'utf8'), `file:///${file}`).entries);

    it('are 76', () => assert.equal(papers.length, 76));
    for (const [format, write] of [
      ['BibTeX', toBibtex],
      ['BibLaTeX', toBiblatex],
    ] as const) {
      it(`come back from ${format} as they were`, () => {
        for (const { item } of papers) assert.deepEqual(asTypeset(readBack(item, write)), asTypeset(item), item.id);
      });
    }
  });
});

const bothKinds = ['dropping-particle', 'non-dropping-particle'] as const;

function moved(item: CslItem, from: string, to: string): CslItem {
  const { [from]: value, ...rest } = item;
  return defined({ ...rest, [to]: value }) as unknown as CslItem;
}

/**
 * The item as TeX sets it, which is how it comes back: two hyphens are a dash, two apostrophes a
 * quote. BibTeX's one `number` is the number of the issue in a journal and of the volume in a
 * series; a thesis without a kind is a doctoral one, a preprint without a venue is on arXiv, and a
 * line break is a blank.
 */
function asTypeset({ custom: _custom, ...item }: CslItem): unknown {
  const { number, issue, genre, ...rest } = item as Record<string, unknown>;
  const set = JSON.parse(
    JSON.stringify(rest, (_name, value: unknown) =>
      typeof value === 'string'
        ? value
            .replace(/--/g, '–')
            .replace(/``/g, '“')
            .replace(/''/g, '”')
            .replace(/(?<!\n)\n(?!\n)/g, ' ')
        : value,
    ),
  ) as Record<string, unknown>;
  const count = issue ?? number ?? set['collection-number'];
  return defined({
    ...set,
    'collection-number': undefined,
    number: count,
    genre: item.type === 'thesis' ? (genre ?? 'PhD thesis') : genre,
    'container-title': item['container-title'] ?? (item.type === 'article' ? 'arXiv' : undefined),
  });
}
