import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { decodeText } from '../../src/core/formats/decode.ts';
import { readAny } from '../../src/core/formats/readers.ts';
import type { FormatId } from '../../src/core/formats/sniff.ts';
import { formatOf, sniff } from '../../src/core/formats/sniff.ts';
import { writtenDate } from '../../src/core/formats/writtenDate.ts';

describe('the format of a file', () => {
  const csl = '[{"id":"a","type":"article-journal","title":"T"}]';
  const cases: readonly (readonly [name: string, text: string, format: FormatId | undefined])[] = [
    ['/home/me/library.bib', '', 'bibtex'],
    ['file:///c%3A/x/Library.BIB', '', 'bibtex'],
    ['x.ris', '', 'ris'],
    ['x.nbib', '', 'nbib'],
    ['x.enw', '', 'enw'],
    ['x.json', csl, 'csl-json'],
    ['x.json', `{"items":${csl}}`, 'csl-json'],
    ['x.json', '[{"issued":{"date-parts":[[2020]]},"id":"a"}]', 'csl-json'],
    ['package.json', '{"name":"x","type":"module","author":"me"}', undefined],
    ['tsconfig.json', '{"references":[{"path":"."}]}', undefined],
    ['data.json', '[{"id":1,"title":"T"}]', undefined],
    ['x.json', '@book{a}', undefined],
    ['refs.yaml', '---\nreferences:\n- id: a\n---\n', 'csl-yaml'],
    ['refs.yaml', 'references:\n- id: a\n', 'csl-yaml'],
    ['refs.yml', '- id: a\n  type: book\n', 'csl-yaml'],
    ['works.yml', '# mine\nkinetics:\n  type: Article\n  title: T\n', 'hayagriva'],
    ['works.yaml', 'a:\n    title: T\n    type: web\n    url: https://e.org\n', 'hayagriva'],
    ['_quarto.yml', 'project:\n  type: book\n\nbook:\n  title: T\n  author: A\n', undefined],
    ['ci.yml', 'on: push\njobs:\n  test:\n    runs-on: x\n', undefined],
    ['broken.yml', 'a: [\n', undefined],
    ['gu2023mamba.md', '---\ncitekey: gu2023mamba\ntitle: T\n---\nText', 'paper'],
    ['@gu2023mamba.md', '---\ncitekey: gu2023mamba\nstatus: to-read\ncreated: 2024-01-01\n---\nText', undefined],
    ['paper.md', '---\ntitle: T\nreferences:\n- id: a\n---\nText', 'references'],
    ['paper.qmd', '---\ntitle: T\n---\n\nText\n\n---\nreferences:\n- id: a\n---\n', 'references'],
    ['readme.md', '# Title\n', undefined],
    ['x.xml', '<?xml version="1.0"?><xml><records><record>', 'endnote-xml'],
    ['x.xml', '<?xml version="1.0"?><html/>', undefined],
    ['export.txt', '\ufeff\r\nTY  - JOUR\r\n', 'ris'],
    ['pubmed.txt', '\nPMID- 12\n', 'nbib'],
    ['x.txt', '%0 Book\n%T T\n', 'enw'],
    ['x.txt', '% Encoding: UTF-8\n\n@book{a,}', 'bibtex'],
    ['x.txt', 'Once upon a time: a story', undefined],
    ['x', '', undefined],
  ];
  for (const [name, text, format] of cases) {
    it(`of ${name} with ${JSON.stringify(text.slice(0, 40))} is ${format ?? 'none'}`, () => {
      assert.equal(formatOf(name, text), format);
    });
  }

  it('is seen in a text that was pasted', () => {
    assert.equal(sniff(' \n@article{a, title={T}}'), 'bibtex');
    assert.equal(sniff('{"type":"journal-article","DOI":"10.1/x","title":"T"}'), 'csl-json');
    assert.equal(sniff('  TY  - JOUR\nTI  - T\n'), 'ris');
    assert.equal(sniff('10.1000/xyz'), undefined);
  });

  it('leads to its reader, and a file of none gives one problem', () => {
    assert.deepEqual(
      readAny('@book{a, title={T}}', 'file:///x.bib').entries.map(({ key }) => key),
      ['a'],
    );
    assert.deepEqual(
      readAny(csl, 'file:///x.json').entries.map(({ key }) => key),
      ['a'],
    );
    assert.deepEqual(readAny('[]', 'file:///x.txt', 'csl-json'), { entries: [], problems: [] });
    assert.deepEqual(
      readAny('hello', 'file:///x.txt').problems.map(({ code }) => code),
      ['unknownFormat'],
    );
  });

  it('of every seed is that of a paper', () => {
    const folder = path.join(process.cwd(), 'seeds');
    for (const name of readdirSync(folder).filter((each) => /\d{4}\w+\.md$/.test(each))) {
      assert.equal(formatOf(name, readFileSync(path.join(folder, name), 'utf8')), 'paper', name);
    }
  });
});

describe('decoding a file', () => {
  const text = 'TY  - JOUR\r\nAU  - Müller, Ä.\r\nTI  - “Čeština” – ß\r\n';
  const utf16 = (bigEndian: boolean, mark: boolean) => {
    const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
    return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
  };
  const cases: readonly (readonly [name: string, bytes: Uint8Array, encoding: string])[] = [
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 LE with a mark', utf16(false, true), 'utf-16le'],
    ['UTF-16 BE with a mark', utf16(true, true), 'utf-16be'],
    ['UTF-16 LE without', utf16(false, false), 'utf-16le'],
    ['UTF-16 BE without', utf16(true, false), 'utf-16be'],
  ];
  for (const [name, bytes, encoding] of cases) {
    it(`knows ${name}`, () => assert.deepEqual(decodeText(bytes), { text, encoding }));
  }

  it('takes what is not UTF-8 for Latin-1 with the additions of Windows', () => {
    assert.deepEqual(decodeText(Buffer.from('Müller caf\xe9 \x96 \x80', 'latin1')), {
      text: 'Müller café – €',
      encoding: 'windows-1252',
    });
  });

  it('does not let a null byte mislead it', () => {
    assert.deepEqual(decodeText(Buffer.from('a\0bc @book{k}')), { text: 'a\0bc @book{k}', encoding: 'utf-8' });
    assert.deepEqual(decodeText(new Uint8Array()), { text: '', encoding: 'utf-8' });
  });

  it('decodes a long file in pieces as if it were one', () => {
    // wherever a piece may end, some character or mark stands across it
    for (const start of ['', 'a', 'ab', 'abc']) {
      const text = `${start}${'é深😀\ufeff'.repeat(150_000)}`;
      const wide = Buffer.from(text, 'utf16le');
      assert.deepEqual(decodeText(Buffer.from(text)), { text, encoding: 'utf-8' });
      const little = Buffer.concat([Buffer.from([0xff, 0xfe]), wide]);
      assert.deepEqual(decodeText(little), { text, encoding: 'utf-16le' });
      const big = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(wide).swap16()]);
      assert.deepEqual(decodeText(big), { text, encoding: 'utf-16be' });
    }
    const latin = `${'x'.repeat(1_200_000)}caf\xe9`;
    assert.deepEqual(decodeText(Buffer.from(latin, 'latin1')), { text: latin, encoding: 'windows-1252' });
    const { entries } = readAny('TY  - JOUR\nTI  - A\0 title\nER  - \n', 'file:///x.ris');
    assert.equal(entries[0]?.item.title, 'A title');
  });
});

describe('a written date', () => {
  const cases: readonly (readonly [text: string, date: unknown])[] = [
    ['2020', { 'date-parts': [[2020]] }],
    ['2020-01-02', { 'date-parts': [[2020, 1, 2]] }],
    ['2020-01-02T10:00:00Z', { 'date-parts': [[2020, 1, 2]] }],
    ['1999/2000', { 'date-parts': [[1999], [2000]] }],
    [
      '2004-06/2006-08-01',
      {
        'date-parts': [
          [2004, 6],
          [2006, 8, 1],
        ],
      },
    ],
    ['2001/..', { 'date-parts': [[2001]] }],
    ['2004-06~', { 'date-parts': [[2004, 6]], circa: true }],
    ['2001-22', { 'date-parts': [[2001]], season: 2 }],
    ['-0044-03-15', { 'date-parts': [[-45, 3, 15]] }],
    ['2020/05/06', { 'date-parts': [[2020, 5, 6]] }],
    ['1 May 2020', { 'date-parts': [[2020, 5, 1]] }],
    ['May 1, 2020', { 'date-parts': [[2020, 5, 1]] }],
    ['Sept. 2020', { 'date-parts': [[2020, 9]] }],
    [
      '2019 Dec-2020 Jan',
      {
        'date-parts': [
          [2019, 12],
          [2020, 1],
        ],
      },
    ],
    ['Spring 2020', { 'date-parts': [[2020]], season: 1 }],
    ['c. 1850', { 'date-parts': [[1850]], circa: true }],
    ['2020-13-45', { 'date-parts': [[2020]] }],
    ['forthcoming', { literal: 'forthcoming' }],
    ['  ', undefined],
  ];
  for (const [text, date] of cases) it(`${JSON.stringify(text)}`, () => assert.deepEqual(writtenDate(text), date));
});
