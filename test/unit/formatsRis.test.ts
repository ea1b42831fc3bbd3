import assert from 'node:assert/strict';
import { readEnw } from '../../src/core/formats/endnote/tagged.ts';
import { readEndnoteXml } from '../../src/core/formats/endnote/xml.ts';
import { readNbib } from '../../src/core/formats/nbib/read.ts';
import { readRis } from '../../src/core/formats/ris/read.ts';
import type { ReadResult } from '../../src/core/entry/entry.ts';

const ris = (text: string) => readRis(text, 'file:///library.ris');
const only = (text: string) => ris(text).entries[0]?.item;
/** A record of one type with these lines. */
const record = (type: string, ...lines: readonly string[]) =>
  only([`TY  - ${type}`, ...lines, 'ER  - ', ''].join('\n'));
const codes = ({ problems }: ReadResult) => problems.map(({ code }) => code);
const place = (text: string, span?: { start: number; end: number }) => span && text.slice(span.start, span.end);

const mamba = [
  'TY  - CONF',
  'ID  - gu2023mamba',
  'AU  - Gu, Albert',
  'AU  - Dao, Tri',
  'TI  - Mamba',
  'T2  - Conference on Language Modeling',
  'PY  - 2024',
  'DA  - 2024/10/07/',
  'SP  - 62',
  'EP  - 426',
  'DO  - https://doi.org/10.1000/Xyz_1',
  'KW  - state space',
  'KW  - sequences',
  'AB  - First line',
  'of the abstract.',
  'ER  - ',
];

describe('reading RIS', () => {
  it('gives a record with its values, its place and the place of its key', () => {
    const text = `\ufeff\r\n${mamba.join('\r\n')}\r\n\r\nTY  - BOOK\r\nTI  - Second\r\nER  - \r\n`;
    const { entries, problems } = ris(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(entries[0]?.item, {
      id: 'gu2023mamba',
      type: 'paper-conference',
      title: 'Mamba',
      author: [
        { family: 'Gu', given: 'Albert' },
        { family: 'Dao', given: 'Tri' },
      ],
      issued: { 'date-parts': [[2024, 10, 7]] },
      'container-title': 'Conference on Language Modeling',
      page: '62-426',
      DOI: '10.1000/Xyz_1',
      keyword: 'state space, sequences',
      abstract: 'First line of the abstract.',
    });
    assert.equal(place(text, entries[0]?.source.keySpan), 'gu2023mamba');
    assert.match(place(text, entries[0]?.source.span) ?? '', /^TY {2}- CONF[^]*ER {2}-$/);
    assert.match(place(text, entries[1]?.source.span) ?? '', /^TY {2}- BOOK[^]*ER {2}-$/);
  });

  it('reads tags however the blanks around the dash are', () => {
    const expected = JSON.stringify(ris(mamba.join('\n')).entries[0]?.item);
    for (const change of [
      (line: string) => line.replace('  - ', '  -'),
      (line: string) => line.replace('  - ', ' - '),
      (line: string) => line.replace('  - ', '\t-\t'),
      (line: string) => (/^[A-Z][A-Z\d] /.test(line) ? `   ${line}` : line),
    ]) {
      const lines = mamba.map(change);
      for (const lineBreak of ['\n', '\r\n', '\r']) {
        assert.equal(JSON.stringify(ris(lines.join(lineBreak)).entries[0]?.item), expected, lines[2]);
      }
    }
  });

  it('does not take a line of text for a tag', () => {
    const item = record('JOUR', 'TI  - T', 'AB  - About', 'UV-radiation and', 'IT - based methods', 'X1 - rays');
    assert.equal(item?.abstract, 'About UV-radiation and IT - based methods X1 - rays');
  });

  it('makes a key where there is none or one that cannot be cited', () => {
    const text = 'TY  - JOUR\nAU  - Gu, A.\nTI  - The Mamba\nPY  - 2023\nID  - my key\nER  -\n'.repeat(2);
    const { entries } = ris(text);
    assert.deepEqual(
      entries.map(({ key, source }) => [key, source.keySpan]),
      [
        ['gu2023mamba', undefined],
        ['gu2023mamba-2', undefined],
      ],
    );
  });

  it('ends a record where the next one begins, or the file, and says so', () => {
    const result = ris('Provider: X\n\nTY  - JOUR\nTI  - A\n\nTY  - JOUR\nTI  - B\nER  - \nTY  - JOUR\nTI  - C');
    assert.deepEqual(
      result.entries.map(({ item }) => item.title),
      ['A', 'B', 'C'],
    );
    assert.deepEqual(codes(result), ['unclosedEntry', 'unclosedEntry']);
  });

  it('reports a type that is missing or unknown, and a text that is no RIS', () => {
    const result = ris('TI  - A\nER  - \nTY  - FOO\nTI  - B\nER  - \n');
    assert.deepEqual(
      result.problems.map(({ code, facts }) => [code, facts?.['type']]),
      [
        ['missingType', undefined],
        ['unknownType', 'FOO'],
      ],
    );
    assert.deepEqual(
      result.entries.map(({ item }) => item.type),
      ['document', 'document'],
    );
    assert.deepEqual(codes(ris('hello\nworld')), ['notRis']);
    assert.deepEqual(codes(ris('')), []);
  });

  const dates: readonly (readonly [lines: readonly string[], issued: unknown])[] = [
    [['PY  - 2023'], { 'date-parts': [[2023]] }],
    [['PY  - 2023/12/01/'], { 'date-parts': [[2023, 12, 1]] }],
    [['Y1  - 2023///'], { 'date-parts': [[2023]] }],
    [['PY  - 2023///Spring'], { 'date-parts': [[2023]], season: 1 }],
    [['DA  - 2023-05'], { 'date-parts': [[2023, 5]] }],
    [['PY  - 2023', 'DA  - 2023/05/03'], { 'date-parts': [[2023, 5, 3]] }],
    [['PY  - 2023', 'DA  - 2022/05/03'], { 'date-parts': [[2023]] }],
    [['PY  - 2023', 'DA  - May 3'], { 'date-parts': [[2023, 5, 3]] }],
    [
      ['PY  - 2023 Nov-Dec'],
      {
        'date-parts': [
          [2023, 11],
          [2023, 12],
        ],
      },
    ],
    [['PY  - in press'], { literal: 'in press' }],
  ];
  for (const [lines, issued] of dates) {
    it(`reads the date ${lines.join(', ')}`, () => assert.deepEqual(record('JOUR', ...lines)?.issued, issued));
  }

  const pages: readonly (readonly [lines: readonly string[], page?: string])[] = [
    [['SP  - 12', 'EP  - 19'], '12-19'],
    [['SP  - 12-19'], '12-19'],
    [['SP  - 12--19', 'EP  - 19'], '12-19'],
    [['SP  - e123', 'EP  - e123'], 'e123'],
    [['EP  - 19'], '19'],
  ];
  for (const [lines, page] of pages) {
    it(`reads the pages ${lines.join(', ')}`, () => assert.equal(record('JOUR', ...lines)?.page, page));
  }

  it('finds the journal, its abbreviation, the series and the book in the tags that exporters use', () => {
    const venue = (type: string, ...lines: string[]) => {
      const item = record(type, ...lines);
      return [
        item?.['container-title'],
        item?.['container-title-short'],
        item?.['collection-title'],
        item?.['event-title'],
      ];
    };
    assert.deepEqual(venue('JOUR', 'JO  - J. X', 'JF  - Journal of X'), ['Journal of X', 'J. X', undefined, undefined]);
    assert.deepEqual(venue('JOUR', 'T2  - Journal of X', 'J2  - J. X'), ['Journal of X', 'J. X', undefined, undefined]);
    assert.deepEqual(venue('JOUR', 'JO  - Journal of X'), ['Journal of X', undefined, undefined, undefined]);
    assert.deepEqual(venue('CHAP', 'BT  - Book', 'T3  - Series'), ['Book', undefined, 'Series', undefined]);
    assert.deepEqual(venue('BOOK', 'T2  - Series'), [undefined, undefined, 'Series', undefined]);
    assert.deepEqual(venue('CONF', 'T2  - NeurIPS', 'C3  - Advances'), ['Advances', undefined, undefined, 'NeurIPS']);
    assert.equal(record('BOOK', 'BT  - The Book')?.title, 'The Book');
  });

  it('tells editors, series editors and translators', () => {
    const people = (type: string, ...lines: string[]) => {
      const item = record(type, ...lines);
      return ['editor', 'collection-editor', 'translator'].map((role) => item?.[role]);
    };
    const [a, b, c] = ['A', 'B', 'C'].map((family) => [{ family, given: 'X' }]);
    assert.deepEqual(people('CHAP', 'A2  - A, X', 'A3  - B, X', 'A4  - C, X'), [a, b, c]);
    assert.deepEqual(people('BOOK', 'A2  - B, X', 'A3  - A, X'), [a, b, undefined]);
    assert.deepEqual(people('BOOK', 'ED  - A, X'), [a, undefined, undefined]);
  });

  it('reads names with suffix and particle, and bodies', () => {
    const names = record(
      'JOUR',
      'AU  - King, Martin Luther, Jr.',
      'AU  - van den Oord, Aäron',
      'AU  - World Health Organization,',
      'A1  - DeepMind',
    );
    assert.deepEqual(names?.author, [
      { family: 'King', given: 'Martin Luther', suffix: 'Jr.' },
      { family: 'Oord', given: 'Aäron', 'non-dropping-particle': 'van den' },
      { literal: 'World Health Organization' },
      { literal: 'DeepMind' },
    ]);
  });

  it('sorts out numbers: ISSN and ISBN, arXiv and PubMed, DOIs in odd places', () => {
    assert.equal(record('JOUR', 'SN  - 2376-5992')?.ISSN, '2376-5992');
    assert.equal(record('BOOK', 'SN  - 978-0-306-40615-7')?.ISBN, '978-0-306-40615-7');
    assert.equal(record('JOUR', 'M3  - doi: 10.1/x')?.DOI, '10.1/x');
    const preprint = record('GEN', 'TI  - T', 'UR  - https://arxiv.org/abs/2312.00752v2');
    assert.deepEqual(
      [preprint?.type, preprint?.['archive'], preprint?.['archive_location']],
      ['article', 'arXiv', '2312.00752'],
    );
    assert.equal(record('JOUR', 'DB  - PubMed', 'AN  - 12345')?.['PMID'], '12345');
    assert.equal(record('JOUR', 'TI  - R&amp;D &lt; 3')?.title, 'R&D < 3');
  });

  it('takes keywords on lines of their own, as EndNote writes them', () => {
    assert.equal(record('JOUR', 'KW  - one', 'two words', 'three')?.keyword, 'one, two words, three');
  });
});

describe('reading EndNote', () => {
  const enw = (text: string) => readEnw(text, 'file:///x.enw');

  it('reads tagged records with their labels', () => {
    const text = [
      '%0 Journal Article',
      '%A Gu, Albert',
      '%A Tri Dao',
      '%A World Health Organization',
      '%T Mamba',
      '%J Journal of X',
      '%D 2023',
      '%8 Dec 1',
      '%V 1',
      '%N 2',
      '%P 12-19',
      '%X First',
      '',
      'second.',
      '%K one',
      'two',
      '%R 10.1/x',
      '%@ 1234-5678',
      '%F gu2023',
      '',
      '%0 Book',
      '%T B',
      '%B Series',
      '',
    ].join('\n');
    const { entries, problems } = enw(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(entries[0]?.item, {
      id: 'gu2023',
      type: 'article-journal',
      title: 'Mamba',
      author: [
        { family: 'Gu', given: 'Albert' },
        { family: 'Dao', given: 'Tri' },
        { literal: 'World Health Organization' },
      ],
      issued: { 'date-parts': [[2023, 12, 1]] },
      'container-title': 'Journal of X',
      volume: '1',
      issue: '2',
      page: '12-19',
      DOI: '10.1/x',
      ISSN: '1234-5678',
      keyword: 'one, two',
      abstract: 'First second.',
    });
    assert.equal(place(text, entries[0]?.source.keySpan), 'gu2023');
    assert.deepEqual([entries[1]?.item.type, entries[1]?.item['collection-title']], ['book', 'Series']);
  });

  it('reads refer, whose records have no type and end at a blank line', () => {
    const { entries } = enw('%A A. Writer\n%T One\n%J Journal\n\n%T Two\n%I Publisher\n');
    assert.deepEqual(
      entries.map(({ item }) => [item.title, item.type]),
      [
        ['One', 'article-journal'],
        ['Two', 'book'],
      ],
    );
  });

  const xml = (text: string) => readEndnoteXml(text, 'file:///x.xml');
  const styled = (text: string) => `<style face="normal" font="default" size="100%">${text}</style>`;

  it('reads XML through its styles, character references and CDATA', () => {
    const text = [
      '<?xml version="1.0" encoding="UTF-8" ?><xml><records>',
      '<record><rec-number>1</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>',
      `<author>${styled('Gu, Albert')}</author><author>${styled('Dao, Tri')}</author></authors></contributors>`,
      `<titles><title>${styled('Mamba: ')}${styled('R&amp;D &#x3b1;')}</title><secondary-title>Journal of X</secondary-title></titles>`,
      '<periodical><full-title>Journal of X</full-title><abbr-1>J. X</abbr-1></periodical><pages>12-19</pages><volume>1</volume>',
      '<keywords><keyword>one</keyword><keyword>two</keyword></keywords><dates><year>2023</year><pub-dates><date>Dec 1</date></pub-dates></dates>',
      '<isbn>1234-5678</isbn><abstract><![CDATA[a < b]]></abstract><label>gu2023</label><electronic-resource-num>10.1/x</electronic-resource-num>',
      '<urls><related-urls><url>https://e.org/</url></related-urls><pdf-urls><url>internal-pdf://x.pdf</url></pdf-urls></urls></record>',
      '<record><ref-type name="Book">6</ref-type><titles><title>B</title></titles></record>',
      '</records></xml>',
    ].join('\n');
    const { entries, problems } = xml(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(entries[0]?.item, {
      id: 'gu2023',
      type: 'article-journal',
      title: 'Mamba: R&D α',
      author: [
        { family: 'Gu', given: 'Albert' },
        { family: 'Dao', given: 'Tri' },
      ],
      issued: { 'date-parts': [[2023, 12, 1]] },
      'container-title': 'Journal of X',
      'container-title-short': 'J. X',
      volume: '1',
      page: '12-19',
      DOI: '10.1/x',
      ISSN: '1234-5678',
      URL: 'https://e.org/',
      keyword: 'one, two',
      abstract: 'a < b',
    });
    assert.equal(place(text, entries[0]?.source.keySpan), 'gu2023');
    assert.match(place(text, entries[1]?.source.span) ?? '', /^<record>[^]*<\/record>$/);
  });

  it('keeps the records of XML that is cut off or does not match', () => {
    const result = xml(
      '<xml><records><record><ref-type name="Book">6</ref-type><titles><title>A</titles></record><record><titles><title>B</title></titles>',
    );
    assert.deepEqual(
      result.entries.map(({ item }) => item.title),
      ['A', 'B'],
    );
    assert.deepEqual(codes(result), ['missingType', 'unclosedEntry']);
    assert.deepEqual(codes(xml('<html><p>no</p></html>')), ['notEndnote']);
  });
});

describe('reading PubMed', () => {
  it('reads values that go on in further lines, identifiers by their kind, full names before short ones', () => {
    const text = [
      '',
      'PMID- 12345678',
      'OWN - NLM',
      'IS  - 1234-5678 (Electronic)',
      'VI  - 12',
      'IP  - 3',
      'DP  - 2023 Dec 1',
      'TI  - A long title that goes on',
      '      in the next line.',
      'PG  - 1219-27',
      'LID - S1234 [pii]',
      'AID - 10.1000/x(1) [doi]',
      'FAU - Gu, Albert',
      'AU  - Gu A',
      'FAU - van den Oord, Aaron',
      'AU  - van den Oord A',
      'CN  - Study Group',
      'LA  - eng',
      'PT  - Journal Article',
      'JT  - Journal of X',
      'TA  - J X',
      'PMC - PMC123',
      'OT  - *topic',
      'AB  - Text.',
      '',
      'PMID- 2',
      'AU  - Smith JR',
      'TI  - Second?',
      'PT  - Preprint',
      '',
    ].join('\r\n');
    const { entries, problems } = readNbib(text, 'file:///x.nbib');
    assert.deepEqual(problems, []);
    assert.deepEqual(entries[0]?.item, {
      id: 'gu2023long',
      type: 'article-journal',
      title: 'A long title that goes on in the next line',
      author: [
        { family: 'Gu', given: 'Albert' },
        { family: 'Oord', given: 'Aaron', 'non-dropping-particle': 'van den' },
        { literal: 'Study Group' },
      ],
      issued: { 'date-parts': [[2023, 12, 1]] },
      'container-title': 'Journal of X',
      'container-title-short': 'J X',
      volume: '12',
      issue: '3',
      page: '1219-27',
      DOI: '10.1000/x(1)',
      ISSN: '1234-5678',
      PMID: '12345678',
      PMCID: 'PMC123',
      language: 'en',
      keyword: 'topic',
      abstract: 'Text.',
    });
    assert.deepEqual(
      [entries[1]?.item.type, entries[1]?.item.author],
      ['article', [{ family: 'Smith', given: 'J. R.' }]],
    );
    assert.match(place(text, entries[1]?.source.span) ?? '', /^PMID- 2[^]*Preprint$/);
    assert.deepEqual(codes(readNbib('hello', 'x')), ['notNbib']);
  });
});
