import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fc } from '../support/fastCheck.ts';
import { allAuthors } from '../../src/core/entry/paper.ts';
import type { CslItem } from '../../src/core/entry/csl.ts';
import { readPaperFile } from '../../src/core/formats/paperFile.ts';
import { anyUnits } from '../support/anyText.ts';
import { assertInProportion } from '../support/countWork.ts';

interface SeedPaper {
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly { readonly family: string; readonly given: string }[];
  readonly year: number;
  readonly arxiv: string;
  readonly doi?: string;
  readonly venue?: string;
  readonly verification: 'complete' | 'partial';
}

const uri = 'file:///papers/gu2023mamba.md';
const entryOf = (fields: string, text = '') => {
  const [entry] = readPaperFile(`---\ncitekey: k\ntitle: T\n${fields}\n---\n${text}`, uri).entries;
  assert.ok(entry);
  return entry;
};
/** The item of a paper with these fields, without what every paper has. */
const itemOf = (fields: string): Partial<CslItem> => {
  const { id: _id, title: _title, ...rest } = entryOf(fields).item;
  return rest;
};

describe('the seed papers as they are read', () => {
  const folder = path.join(process.cwd(), 'seeds');
  const seeds: readonly SeedPaper[] = JSON.parse(
    readFileSync(path.join(process.cwd(), 'test', 'fixtures', 'seeds', 'seed-papers.json'), 'utf8'),
  );
  const readings = readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => ({
      name,
      ...readPaperFile(readFileSync(path.join(folder, name), 'utf8'), `file:///seeds/${name}`),
    }));

  it('have no faults, and the keys of their files', () => {
    assert.equal(readings.length, 76);
    for (const { name, entries, problems } of readings) {
      assert.deepEqual(problems, [], name);
      assert.deepEqual(
        entries.map(({ key, item }) => [`${key}.md`, `${item.id}.md`]),
        [[name, name]],
      );
    }
  });

  it('have titles, abstracts, authors, years and identifiers to the letter', () => {
    const entries = readings.flatMap((reading) => reading.entries);
    for (const seed of seeds) {
      const entry = entries.find(({ item }) => item.title === seed.title);
      assert.ok(entry, seed.title);
      const { item } = entry;
      assert.equal(item.abstract, seed.abstract);
      assert.equal(allAuthors(entry), seed.authors.map(({ family, given }) => `${given} ${family}`).join(', '));
      assert.deepEqual(item.issued, { 'date-parts': [[seed.year]] });
      assert.deepEqual([item['archive'], item['archive_location'], item.DOI], ['arXiv', seed.arxiv, seed.doi]);
      assert.equal(item['container-title'] ?? item.publisher, seed.venue);
      assert.equal(entry.partial !== undefined, seed.verification === 'partial', seed.title);
      assert.ok(entry.topics.length >= 1 && entry.topics.length <= 3);
    }
  });
});

describe('the fields of a paper file', () => {
  it('fill the variables of CSL', () => {
    const fields =
      'authors:\n  - Gu, Albert\n  - Tri Dao\nyear: 2023\ntype: article-journal\nvenue: Journal\nvolume: 12\nissue: 3\nnumber: 4\n' +
      'pages: 1-9\narticle-number: e5\nseries: S\npublisher: P\ndoi: 10.1/x\nisbn: 978-3\nurl: https://a.b\nlanguage: en\n' +
      'arxiv: 2312.00752\npublished: 2024\npublished-title: U';
    assert.deepEqual(itemOf(fields), {
      type: 'article-journal',
      author: [
        { family: 'Gu', given: 'Albert' },
        { family: 'Dao', given: 'Tri' },
      ],
      issued: { 'date-parts': [[2023]] },
      'container-title': 'Journal',
      volume: '12',
      issue: '3',
      number: '4',
      page: '1-9',
      'article-number': 'e5',
      'collection-title': 'S',
      publisher: 'P',
      DOI: '10.1/x',
      ISBN: '978-3',
      URL: 'https://a.b',
      language: 'en',
      archive: 'arXiv',
      archive_location: '2312.00752',
      custom: { published: '2024', 'published-title': 'U' },
    });
  });

  it('are taken as people write them', () => {
    assert.deepEqual(itemOf('authors: Gu, Albert').author, [{ family: 'Gu', given: 'Albert' }]);
    assert.deepEqual(itemOf('corporate-author: World Health Organization').author, [
      { literal: 'World Health Organization' },
    ]);
    assert.equal(itemOf('type: thesis\nvenue: ETH').publisher, 'ETH');
    assert.equal(itemOf('type: thesis\nvenue: ETH')['container-title'], undefined);
    for (const doi of ['https://doi.org/10.1/x', 'doi:10.1/x', 'http://dx.doi.org/10.1/x'])
      assert.equal(itemOf(`doi: ${doi}`).DOI, '10.1/x');
    assert.deepEqual(entryOf('topics: [a, b]').topics, ['a', 'b']);
    assert.deepEqual(entryOf('topics: [a, b, a]').topics, ['a', 'b']);
    assert.deepEqual(entryOf('topics: a').topics, ['a']);
    assert.deepEqual(entryOf('').topics, []);
    assert.deepEqual(
      ['true', 'false', '', 'yes'].map((value) => entryOf(`partial: ${value}`).partial),
      ['unconfirmed', undefined, undefined, undefined],
    );
  });

  it('may have a year that is a date, or words', () => {
    assert.deepEqual(itemOf('year: "2023-05-01"').issued, { 'date-parts': [[2023, 5, 1]] });
    assert.deepEqual(itemOf('year: in press').issued, { literal: 'in press' });
    for (const year of ['', '[]', '{}']) assert.equal(itemOf(`year: ${year}`).issued, undefined);
  });

  it('have the text below as the abstract', () => {
    assert.equal(entryOf('', '\n One\n\ntwo --- \n---\n').item.abstract, 'One\n\ntwo --- \n---');
    assert.equal('abstract' in entryOf('', ' \n ').item, false);
  });

  it('are passed over where they are of no use, and cost nothing else', () => {
    const fields = 'authors: {a: b}\nvenue: [a]\nvolume:\nurl: ~\ndoi: ""\nnumber: &x [*x]';
    assert.deepEqual(itemOf(fields), { type: 'article', URL: '~' });
  });
});

describe('the place of a paper’s key', () => {
  const written = (source: string) => {
    const { keySpan, span } = readPaperFile(source, uri).entries[0]?.source ?? {};
    assert.deepEqual(span, { start: 0, end: source.length });
    return (
      keySpan && `${source.slice(0, keySpan.start).split('\n').length}: ${source.slice(keySpan.start, keySpan.end)}`
    );
  };

  it('is told exactly, also where the key stands elsewhere too', () => {
    assert.equal(written('---\ntitle: abc\ncitekey: abc\n---\nabc'), '3: abc');
    assert.equal(written('---\r\ncitekey: "abc" # abc\r\n---\r\n'), '2: abc');
    assert.equal(written('\uFEFF---\ncitekey:   abc\n---\n'), '2: abc');
    assert.equal(written('---\ncitekey: y\n---\n'), '2: y');
  });

  it('is not told where the file does not spell it', () => {
    for (const source of [
      '',
      'gu2023mamba',
      '---\ntitle: gu2023mamba\n---\n',
      '---\ncitekey:\nx: gu2023mamba\n---\n',
      '---\ncitekey: "\\u0061"\nx: a\n---\n',
    ]) {
      assert.equal(written(source), undefined, source);
    }
  });
});

describe('a paper file that is none', () => {
  it('gives an entry that is named after the file, whatever the file is called', () => {
    for (const [address, key] of [
      ['file:///a/b.md', 'b'],
      ['file:///a/b%20c.d.md', 'b c.d'],
      ['file:///a/100%.md', '100%'],
      ['b', 'b'],
      ['file:///a/.md', '.md'],
      ['file:///a/', 'untitled'],
    ] as const) {
      assert.equal(readPaperFile('', address).entries[0]?.key, key);
    }
  });

  it('does not stop the reader, and has its abstract cut between characters', () => {
    fc.assert(
      fc.property(fc.constantFrom('', '---\n', '---\ncitekey: a\n'), anyUnits(20), (head, text) => {
        const { entries } = readPaperFile(head + text, uri);
        assert.equal(entries.length, 1);
        assert.ok(entries[0]?.key && entries[0].item.title);
      }),
    );
    const long = readPaperFile(`x${'😀'.repeat(60_000)}`, uri).entries[0]?.item.abstract ?? '';
    assert.equal(long.length, 99_999);
    assert.ok(!/\p{Surrogate}/u.test(long));
  });

  it('is not slowed down by a name or value of any length', () => {
    for (const field of ['authors', 'title', 'year', 'doi', 'citekey', 'arxiv']) {
      for (const filling of [' ', ',', '.', 'a ', 'doi:'])
        assertInProportion((size) => entryOf(`${field}: "a${filling.repeat(size)}b"`), 50_000, `${field} ${filling}`);
    }
  });
});
