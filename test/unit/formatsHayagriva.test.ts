import assert from 'node:assert/strict';
import { readHayagriva } from '../../src/core/formats/hayagriva/read.ts';

const read = (text: string) => readHayagriva(text, 'file:///works.yml');
const item = (text: string) => read(text).entries[0]?.item;

describe('reading Hayagriva', () => {
  it('gives an article with its journal, and the places of entry and key', () => {
    const text = [
      'kinetics:',
      '  type: Article',
      '  title: Kinetics of a condensate',
      '  author: ["Doan, T. D.", "Haug, Hartmut"]',
      '  serial-number:',
      '    doi: "10.1103/PhysRevB.102.165126"',
      '  page-range: 165126-165139',
      '  date: 2020-10-14',
      '  parent:',
      '    title: Physical Review B',
      '    volume: 102',
      '    issue: 16',
      '    publisher: American Physical Society',
      '',
      '"2021e3":',
      '  type: book',
      '  title: B',
      '',
    ].join('\n');
    const { entries, problems } = read(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(entries[0]?.item, {
      id: 'kinetics',
      type: 'article-journal',
      title: 'Kinetics of a condensate',
      author: [
        { family: 'Doan', given: 'T. D.' },
        { family: 'Haug', given: 'Hartmut' },
      ],
      issued: { 'date-parts': [[2020, 10, 14]] },
      'container-title': 'Physical Review B',
      publisher: 'American Physical Society',
      volume: '102',
      issue: '16',
      page: '165126-165139',
      DOI: '10.1103/PhysRevB.102.165126',
    });
    const places = entries.map(({ source: { span, keySpan } }) => [
      text.slice(span.start, span.start + 8),
      keySpan && text.slice(keySpan.start, keySpan.end),
    ]);
    assert.deepEqual(places, [
      ['kinetics', 'kinetics'],
      ['"2021e3"', '2021e3'],
    ]);
  });

  const types: readonly (readonly [fields: string, type: string])[] = [
    ['type: article', 'article'],
    ['type: article\n  parent:\n    type: proceedings', 'paper-conference'],
    ['type: article\n  parent:\n    type: newspaper', 'article-newspaper'],
    ['type: article\n  parent:\n    type: blog', 'post-weblog'],
    ['type: anthos\n  parent:\n    title: X', 'chapter'],
    ['type: chapter\n  parent:\n    title: X', 'chapter'],
    ['type: entry\n  parent:\n    title: X', 'entry-encyclopedia'],
    ['type: Thesis', 'thesis'],
    ['type: web', 'webpage'],
    ['type: repository', 'software'],
    ['type: video', 'motion_picture'],
    ['type: misc', 'document'],
  ];
  for (const [fields, type] of types) {
    it(`takes ${fields.replace(/\s+/g, ' ')} for ${type}`, () => {
      assert.equal(item(`a:\n  ${fields}\n  title: T\n`)?.type, type);
    });
  }

  it('takes fields where newer and older files have them', () => {
    const newer = item(
      'a:\n  type: book\n  title: T\n  publisher:\n    name: P\n    location: Oslo\n  url:\n    value: https://e.org/\n    date: 2021-02\n',
    );
    assert.deepEqual([newer?.publisher, newer?.['publisher-place']], ['P', 'Oslo']);
    assert.deepEqual([newer?.URL, newer?.['accessed']], ['https://e.org/', { 'date-parts': [[2021, 2]] }]);
    const older = item(
      'a:\n  type: book\n  title: T\n  publisher: P\n  location: Oslo\n  isbn: 978-0\n  doi: 10.1/x\n',
    );
    assert.deepEqual(
      [older?.publisher, older?.['publisher-place'], older?.ISBN, older?.DOI],
      ['P', 'Oslo', '978-0', '10.1/x'],
    );
    assert.equal(item('a:\n  type: article\n  title: T\n  serial-number: 2003.13722\n')?.number, '2003.13722');
    const arxiv = item('a:\n  type: article\n  title: T\n  serial-number: { arxiv: "2312.00752" }\n');
    assert.deepEqual([arxiv?.['archive'], arxiv?.['archive_location']], ['arXiv', '2312.00752']);
  });

  it('takes series, conference and container from the right parents', () => {
    const text = [
      'a:',
      '  type: article',
      '  title: T',
      '  parent:',
      '    - type: proceedings',
      '      title: Proceedings of X',
      '      editor: Stringer, Gary A.',
      '      volume: 3',
      '      parent:',
      '        type: proceedings',
      '        title: Lecture Notes',
      '        volume: 77',
      '    - type: conference',
      '      title: X Conference',
      '      location: Oslo',
      '',
    ].join('\n');
    const found = item(text);
    assert.equal(found?.['container-title'], 'Proceedings of X');
    assert.equal(found?.volume, '3');
    assert.deepEqual(found?.editor, [{ family: 'Stringer', given: 'Gary A.' }]);
    assert.deepEqual([found?.['collection-title'], found?.['collection-number']], ['Lecture Notes', '77']);
    assert.deepEqual([found?.['event-title'], found?.['event-place']], ['X Conference', 'Oslo']);
  });

  it('reads persons in every form', () => {
    const author = (value: string) => item(`a:\n  type: book\n  title: T\n  author: ${value}\n`)?.author;
    assert.deepEqual(author('von der Leyen, Ursula'), [
      { family: 'Leyen', given: 'Ursula', 'non-dropping-particle': 'von der' },
    ]);
    assert.deepEqual(author('Luther King, Jr., Martin'), [{ family: 'Luther King', given: 'Martin', suffix: 'Jr.' }]);
    assert.deepEqual(author('UNICEF'), [{ literal: 'UNICEF' }]);
    assert.deepEqual(author('{ given-name: Gloria Jean, name: Watkins, alias: bell hooks }'), [
      { family: 'Watkins', given: 'Gloria Jean' },
    ]);
    assert.deepEqual(author('[{ name: Berg, prefix: Van den }, "Gu, A."]'), [
      { family: 'Berg', 'non-dropping-particle': 'Van den' },
      { family: 'Gu', given: 'A.' },
    ]);
    const roles = item(
      'a:\n  type: video\n  title: T\n  affiliated:\n    - role: CastMember\n      names: ["A, B"]\n    - role: director\n      names: C, D\n',
    );
    assert.deepEqual(
      [roles?.['performer'], roles?.['director']],
      [[{ family: 'A', given: 'B' }], [{ family: 'C', given: 'D' }]],
    );
  });

  it('reads dates: short years, years before Christ, approximate ones', () => {
    const issued = (value: string) => item(`a:\n  type: book\n  title: T\n  date: ${value}\n`)?.issued;
    assert.deepEqual(issued('2020-01'), { 'date-parts': [[2020, 1]] });
    assert.deepEqual(issued('0000'), { 'date-parts': [[-1]] });
    assert.deepEqual(issued('-0043'), { 'date-parts': [[-44]] });
    assert.deepEqual(issued('"~1850"'), { 'date-parts': [[1850]], circa: true });
    assert.deepEqual(issued('{ year: 2020, month: 5 }'), { 'date-parts': [[2020, 5]] });
  });

  it('reads formattable strings without their braces and escapes', () => {
    const title = (value: string) => item(`a:\n  type: book\n  title: ${value}\n`)?.title;
    assert.equal(title('"{imagiNary} Publishing"'), 'imagiNary Publishing');
    assert.equal(title("'costs \\$5 and \\{x\\}'"), 'costs $5 and {x}');
    assert.equal(title('{ value: "{x}", verbatim: true }'), '{x}');
    const short = item('a:\n  type: book\n  title: { value: Long title, short: Long }\n');
    assert.deepEqual([short?.title, short?.['title-short']], ['Long title', 'Long']);
  });

  it('keeps all entries when one is broken, and that one as far as it goes', () => {
    const text =
      'a:\n  type: book\n  title: "A\nb:\n  type: book\n  title: B: the book\n  volume: 2\nc:\n  type: book\n  title: C\n';
    const { entries, problems } = read(text);
    assert.deepEqual(
      entries.map(({ key, item: { title, volume } }) => [key, title, volume]),
      [
        ['a', 'A', undefined],
        ['b', 'B: the book', '2'],
        ['c', 'C', undefined],
      ],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['yamlInvalid', 'yamlInvalid'],
    );
  });

  it('says which type it does not know, and where an entry is none', () => {
    const { entries, problems } = read(
      'a:\n  type: booklet\n  title: A\nb: text\nc:\n  title: C\nd:\n  type: book\n  title: D\n',
    );
    assert.deepEqual(
      entries.map(({ key }) => key),
      ['a', 'c', 'd'],
    );
    assert.deepEqual(
      problems.map(({ code, facts }) => [code, facts?.['type']]),
      [
        ['unknownType', 'booklet'],
        ['notAnItem', undefined],
        ['missingType', undefined],
      ],
    );
  });

  it('takes YAML that is no bibliography for what it is', () => {
    for (const text of ['project:\n  type: book\nbook:\n  title: My book\n', 'on: push\n', '- a\n- b\n']) {
      const { entries, problems } = read(text);
      assert.deepEqual([entries.length, problems.map(({ code }) => code)], [0, ['notHayagriva']], text);
    }
  });

  it('does not follow parents that are aliases of each other without end', () => {
    const levels = Array.from(
      { length: 20 },
      (_, n) => `k${n + 1}: &k${n + 1}\n  type: book\n  title: T\n  parent: [${`*k${n},`.repeat(9)}]`,
    );
    const { entries } = read(`k0: &k0\n  type: book\n  title: T\n${levels.join('\n')}\n`);
    assert.equal(entries.length, 21);
  });
});
