// Tables of papers: what the marker says, what stands in the cells, and the same as CSV.
import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { ownedBlocks } from '../../src/core/notes/edit/blocks.ts';
import { csvText } from '../../src/core/notes/table/csv.ts';
import type { TableSpec } from '../../src/core/notes/table/marker.ts';
import { listedAt, markerOf, readMarker, tableLayouts } from '../../src/core/notes/table/marker.ts';
import type { TableRow } from '../../src/core/notes/table/table.ts';
import { renderTable, tableTexts, wholeTable } from '../../src/core/notes/table/table.ts';
import { normalTable } from '../../src/core/notes/table/normal.ts';
import { linkTo } from '../../src/core/sources/fileLinks.ts';
import { fieldIn, inCell, textOfValue } from '../../src/core/notes/table/values.ts';
import { anyText } from '../support/anyText.ts';

const plain: TableSpec = { topic: 'a', fields: [], sort: [], layout: 'table' };
const rowOf = (key: string, data: Readonly<Record<string, unknown>> = {}): TableRow => ({
  key,
  paper: `[@${key}]`,
  valueOf: (field) => fieldIn(data, field),
});
const read = (text: string) => readMarker(text, { start: 0, end: text.length });
const at = (text: string, { start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);

/** The cells of a pipe table, as GFM 4.10 reads it. */
const cellsOf = (line: string) =>
  line
    .replace(/^\| /, '')
    .replace(/ \|$/, '')
    .split(/ (?<!\\)\| /)
    .map((cell) => cell.replaceAll('\\|', '|').replaceAll('<br>', '\n'));

describe('the marker of a table', () => {
  it('says which papers, what of them, and in which order', () => {
    const text = '<!-- literature:topic-table topic="state-space-models" fields="year, method" sort="-year, title" -->';
    assert.deepEqual(read(text).spec, {
      topic: 'state-space-models',
      fields: ['year', 'method'],
      sort: [
        { field: 'year', isBackwards: true },
        { field: 'title', isBackwards: false },
      ],
      layout: 'table',
    });
    assert.deepEqual(read(text).problems, []);
  });

  it('shows what is usual where it says only which papers', () => {
    const { spec } = read(`<!--literature:topic-table query='author:"Gu, Albert" is:unread'-->`);
    assert.deepEqual(spec, {
      query: 'author:"Gu, Albert" is:unread',
      fields: ['title', 'year', 'status'],
      sort: [{ field: 'year', isBackwards: true }],
      layout: 'table',
    });
  });

  it('has its mistakes told at their places', () => {
    const text = '<!-- literature:topic-table topics="a" layout="grid" fields=year -->';
    const { spec, problems } = read(text);
    assert.equal(spec, undefined);
    assert.deepEqual(
      problems.map(({ code, span }) => [code, at(text, span)]),
      [
        ['tableAttributeMalformed', 'fields=year'],
        ['tableAttributeUnknown', 'topics'],
        ['tableLayoutUnknown', 'grid'],
        ['tableWithoutPapers', text],
      ],
    );
  });

  it('is no marker of a table where the name goes on', () => {
    assert.deepEqual(read('<!-- literature:topic-tables topic="a" -->'), { attributes: [], problems: [] });
  });

  it('is read as it was written, whatever the query', () => {
    const text = anyText(6)
      .map((each) => each.trim().replace(/[\n\r]+/g, ' '))
      .filter(Boolean);
    const name = fc.stringMatching(/^[a-z][\w .]{0,8}[a-z]$/);
    fc.assert(
      fc.property(
        text,
        fc.array(name),
        fc.array(name, { minLength: 1 }),
        fc.constantFrom(...tableLayouts),
        (query, fields, sort, layout) => {
          const spec: TableSpec = {
            query,
            fields: fields.length ? fields : ['title'],
            sort: sort.map((field, place) => ({ field, isBackwards: place % 2 === 0 })),
            layout,
          };
          const marker = markerOf(spec);
          assert.deepEqual(read(marker), { ...read(marker), spec, problems: [] });
          assert.equal(marker.indexOf('-->'), marker.length - 3);
          assert.equal(marker.split(/[\n\r]/).length, 1);
        },
      ),
    );
  });

  it('tells where the names of a list stand', () => {
    const list = ' year,, method ,x';
    assert.deepEqual(
      listedAt(list).map(({ name, start }) => [name, list.slice(start, start + name.length)]),
      [
        ['year', 'year'],
        ['method', 'method'],
        ['x', 'x'],
      ],
    );
  });
});

describe('a table of papers', () => {
  const rows = [
    rowOf('b', { year: '2021', method: 'S4 | S5', tags: ['a', 'b'] }),
    rowOf('a', { year: '2023', method: 'first\nsecond' }),
    rowOf('c', {}),
  ];

  it('has a line for each paper, newest first where nobody says otherwise', () => {
    const { spec = plain } = read('<!-- literature:topic-table topic="a" fields="year, method, tags" -->');
    assert.equal(
      renderTable(spec, rows),
      [
        '',
        '| Paper | Year | Method | Tags |',
        '| --- | --- | --- | --- |',
        '| [@a] | 2023 | first<br>second |  |',
        '| [@b] | 2021 | S4 \\| S5 | a, b |',
        '| [@c] |  |  |  |',
        '',
        '',
      ].join('\n'),
    );
  });

  it('is a list, or has a column for each paper, where that is wanted', () => {
    const spec: TableSpec = { ...plain, fields: ['year', 'tags'] };
    assert.equal(
      renderTable({ ...spec, layout: 'list' }, rows),
      '\n- [@a] · Year: 2023\n- [@b] · Year: 2021 · Tags: a, b\n- [@c]\n\n',
    );
    assert.equal(
      renderTable({ ...spec, layout: 'matrix' }, rows),
      '\n| Paper | [@a] | [@b] | [@c] |\n| --- | --- | --- | --- |\n| Year | 2023 | 2021 |  |\n| Tags |  | a, b |  |\n\n',
    );
  });

  it('has the paper where it is asked for', () => {
    assert.deepEqual(tableTexts({ ...plain, fields: ['year', 'paper'] }, [rows[0]!]), [
      ['Year', 'Paper'],
      ['2021', '[@b]'],
    ]);
  });

  it('is sorted by numbers as numbers, what lacks the field last either way, the rest by key', () => {
    const many = ['10', '9', '', '9'].map((rating, place) => rowOf(`k${place}`, rating ? { rating } : {}));
    const order = (isBackwards: boolean) =>
      tableTexts({ ...plain, sort: [{ field: 'rating', isBackwards }] }, many)
        .map(([key]) => key)
        .slice(1);
    assert.deepEqual(order(false), ['[@k1]', '[@k3]', '[@k0]', '[@k2]']);
    assert.deepEqual(order(true), ['[@k0]', '[@k1]', '[@k3]', '[@k2]']);
  });

  it('keeps what cells say, whatever that is', () => {
    const value = anyText(6)
      .map((text) => textOfValue(text).replace(/[\x00-\x08\x0e-\x1f\x7f]/g, ''))
      .map((text) => text.trim())
      // a backslash before a bar of the text is the same as one before ours
      .filter((text) => !/\\\||\\$| \|/.test(text));
    const known = (text: string) =>
      text
        .replace(/\r\n|[\n\r\v\f\x85\u2028\u2029]/g, '\n')
        .replaceAll('<br>', '\n')
        .replace(/\t+/g, ' ');
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 6 }), (pairs) => {
        const many = pairs.map(([one, two], place) => rowOf(String(place), { one, two }));
        const lines = renderTable({ ...plain, fields: ['one', 'two'] }, many)
          .split('\n')
          .slice(3, -2);
        assert.equal(lines.length, pairs.length);
        for (const [place, line] of lines.entries()) {
          const [one = '', two = ''] = pairs[place] ?? [];
          assert.deepEqual(cellsOf(line).slice(1), [known(one), known(two)]);
        }
      }),
    );
  });

  it('is the block that it is written as, whatever the cells say', () => {
    fc.assert(
      fc.property(
        fc.array(anyText(6), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...tableLayouts),
        (values, layout) => {
          const spec: TableSpec = { ...plain, fields: ['one'], sort: [{ field: 'one', isBackwards: true }], layout };
          const many = values.map((one, place) => rowOf(String(place), { one }));
          const text = `# Mine\n\n${wholeTable(spec, many)}\nMine too`;
          const [block] = ownedBlocks(text).blocks;
          assert.ok(block);
          assert.deepEqual(readMarker(text, { start: block.span.start, end: block.inner.start }).spec, spec);
          assert.equal(text.slice(block.inner.start, block.inner.end), renderTable(spec, many));
          assert.equal(text.slice(block.span.end), '\n\nMine too');
        },
      ),
    );
  });

  it('is the same table when a formatter has been there', () => {
    const text = renderTable({ ...plain, fields: ['year', 'method'] }, rows);
    const padded = text.replaceAll(' | ', '   |  ').replaceAll('---', '------').replaceAll('\n', '\r\n');
    assert.notEqual(padded, text);
    assert.equal(normalTable(padded), normalTable(text));
    assert.notEqual(normalTable(text.replace('2023', '2022')), normalTable(text));
    assert.equal(normalTable('- a - b\n\n'), '- a - b');
  });

  it('writes lists, mappings and what never ends in one line', () => {
    const endless: unknown[] = ['a'];
    endless.push(endless);
    assert.equal(textOfValue({ method: ['S4', ' S5 '], n: null }), 'method: S4, S5; n: ');
    assert.equal(textOfValue(endless), 'a, a, a, …');
    assert.equal(inCell(' a\tb\u0000c\r\n| '), 'a b c<br>\\|');
    assert.equal(fieldIn({ Method: 1 }, 'method'), 1);
    assert.equal(fieldIn({}, 'constructor'), undefined);
  });

  it('has five thousand rows at once', () => {
    const many = Array.from({ length: 5000 }, (_, place) => rowOf(`k${place}`, { year: String(1900 + (place % 120)) }));
    assert.equal(
      renderTable({ ...plain, fields: ['year'], sort: [{ field: 'year', isBackwards: true }] }, many).split('\n')
        .length,
      5005,
    );
  });

  it('links to notes wherever they lie', () => {
    assert.equal(
      linkTo('Gu [x] & Dao', '/w/topics/A.md', '/w/notes/@gu 2023.md'),
      '[Gu \\[x\\] & Dao](../notes/@gu%202023.md)',
    );
    assert.equal(linkTo('Gu', '/w/A.md', '/w/A/b(1).md'), '[Gu](A/b%281%29.md)');
  });
});

describe('comma-separated values', () => {
  const comma = { separator: ',', hasMark: false } as const;

  it('have quotes where they need them, and CRLF', () => {
    assert.equal(
      csvText(
        [
          ['a', 'b,c', 'd"e'],
          ['1\n2', ' x', ''],
        ],
        comma,
      ),
      'a,"b,c","d""e"\r\n"1\n2"," x",\r\n',
    );
    assert.equal(csvText([['a,b', 'c\td']], { separator: '\t', hasMark: true }), '\uFEFFa,b\t"c\td"\r\n');
  });

  it('begin no formula; numbers stay numbers', () => {
    assert.equal(
      csvText([['=1+1', '+a', '-5', '-a', '@SUM(A1)', '\t=1', '+3.5']], comma),
      `'=1+1,'+a,-5,'-a,'@SUM(A1),'\t=1,+3.5\r\n`,
    );
  });

  it('are read back as they were, but for the mark before formulas', () => {
    const cell = anyText(6).map((text) => text.replace(/^[=+\-@\t\r\n]+/, ''));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 4 }), (rows) => {
        assert.deepEqual(readCsv(csvText(rows, comma)), rows);
      }),
    );
  });
});

/** RFC 4180, read letter by letter. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], '', false];
  for (let place = 0; place < text.length; place++) {
    const letter = text.charAt(place);
    if (isQuoted && letter === '"' && text[place + 1] === '"') cell += text[++place];
    else if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && letter === ',') [row, cell] = [[...row, cell], ''];
    else if (!isQuoted && letter === '\r' && text[place + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      place++;
    } else cell += letter;
  }
  return rows;
}
