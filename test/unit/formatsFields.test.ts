import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fc } from '../support/fastCheck.ts';
import { readAny } from '../../src/core/formats/readers.ts';
import type { FormatId } from '../../src/core/formats/sniff.ts';
import { Library } from '../../src/core/library/library.ts';
import { atOnce } from '../../src/core/steps.ts';
import { LibraryClient } from '../../src/worker/client.ts';
import { inThisThread } from '../../src/worker/inThisThread.ts';
import { allSeeds, fuzzTargets } from '../fuzz/inputs.ts';

type Written = readonly (readonly [name: string, value: string])[];

/** The fields of each entry: name and value as they stand in the text. */
function fieldsIn(format: FormatId, text: string): Written[] {
  return readAny(text, 'file:///x', format).entries.map(({ source }) =>
    (source.fields ?? []).map(({ name, nameSpan, span }) => {
      assert.equal(text.slice(nameSpan.start, nameSpan.end).toLowerCase(), name.toLowerCase());
      return [name, text.slice(span.start, span.end)] as const;
    }),
  );
}

/** Line ends that a reader knows; those of JSON and front matter are not lone returns. */
const lineEnds = (format: FormatId) => (/csl-json|paper/.test(format) ? ['\n', '\r\n'] : ['\n', '\r\n', '\r']);

/** One text with all line ends, and with a mark before it. */
function assertFields(format: FormatId, text: string, expected: readonly Written[]): void {
  for (const end of lineEnds(format)) {
    const written = text.replaceAll('\n', end);
    const fields = expected.map((entry) => entry.map(([name, value]) => [name, value.replaceAll('\n', end)]));
    assert.deepEqual(fieldsIn(format, written), fields, JSON.stringify(end));
    if (format !== 'paper')
      assert.deepEqual(fieldsIn(format, `\ufeff${written}`), fields, `mark, ${JSON.stringify(end)}`);
  }
}

/** What is wrong with the places of a text's fields, or nothing. */
function disorder(format: FormatId, text: string): string | undefined {
  for (const { key, source } of readAny(text, 'file:///x', format).entries) {
    let at = source.span.start;
    for (const { name, nameSpan, span } of source.fields ?? []) {
      if (nameSpan.start < at || nameSpan.end <= nameSpan.start) return `the name ${name} of ${key}`;
      if (span.start < nameSpan.end || span.end < span.start) return `the value of ${name} of ${key}`;
      at = span.end;
    }
    if (at > source.span.end) return `the last field of ${key}`;
  }
  return undefined;
}

describe('where fields are written', () => {
  it('is told of CSL-JSON: members of the item, not those of names and dates', () => {
    assertFields(
      'csl-json',
      `[
  {"id": "a", "type":"book", "title" : "On \\"x\\": {y}, [z]",
   "author": [{"family": "Gu", "given": "A. }"}, {"literal": "WHO"}],
   "issued": {"date-parts": [[2020, 1]]}, "volume":12 , "custom": {"id": null}, "abstract": ""},
  {"id":7,"title":"T"}
]`,
      [
        [
          ['id', '"a"'],
          ['type', '"book"'],
          ['title', '"On \\"x\\": {y}, [z]"'],
          ['author', '[{"family": "Gu", "given": "A. }"}, {"literal": "WHO"}]'],
          ['issued', '{"date-parts": [[2020, 1]]}'],
          ['volume', '12'],
          ['custom', '{"id": null}'],
          ['abstract', '""'],
        ],
        [
          ['id', '7'],
          ['title', '"T"'],
        ],
      ],
    );
  });

  it('is told of CSL-JSON that is broken: missing commas, quotes and braces, comments', () => {
    assertFields(
      'csl-json',
      '[{"id": "a" "type": "book", /* "x": 1 */ title: "T",\n "volume": , "page": "1-2,\n "URL": "u',
      [
        [
          ['id', '"a"'],
          ['type', '"book"'],
          ['title', '"T"'],
          ['volume', ''],
          ['page', '"1-2'],
          ['URL', '"u'],
        ],
      ],
    );
  });

  const yamlItem = `- id: a
  type: book # not this
  "title": "A: \\"b\\" # c"  # not this
  title-short: 'It''s'
  author:
  - family: Gu
    given: Albert
  editor:
    - literal: WHO
  issued: {year: 2020, "month": 1} # not this
  abstract: |
    One

    # two
  note: a note
    that goes on # not this
  keyword:
  publisher:
    # not this
    MIT Press
  custom: &anchor
    id: inner
  DOI: *anchor
`;
  const yamlFields: Written = [
    ['id', 'a'],
    ['type', 'book'],
    ['title', '"A: \\"b\\" # c"'],
    ['title-short', "'It''s'"],
    ['author', '- family: Gu\n    given: Albert'],
    ['editor', '- literal: WHO'],
    ['issued', '{year: 2020, "month": 1}'],
    ['abstract', '|\n    One\n\n    # two'],
    ['note', 'a note\n    that goes on'],
    ['keyword', ''],
    ['publisher', 'MIT Press'],
    ['custom', '&anchor\n    id: inner'],
    ['DOI', '*anchor'],
  ];

  it('is told of CSL-YAML, a list alone or below references', () => {
    assertFields('csl-yaml', yamlItem, [yamlFields]);
    const second = '-\n  id: b\n  title: Second\n- # here\n    id: c\n- &d\n  id: d\n- *d\n';
    const more: Written[] = [
      [
        ['id', 'b'],
        ['title', 'Second'],
      ],
      [['id', 'c']],
      [['id', 'd']],
      [],
    ];
    assertFields('csl-yaml', `---\nreferences:\n${yamlItem}${second}...\n`, [yamlFields, ...more]);
    const indented = `references:\n  - id: a\n    author:\n    - family: Gu\n    title: T\n`;
    assertFields('csl-yaml', indented, [
      [
        ['id', 'a'],
        ['author', '- family: Gu'],
        ['title', 'T'],
      ],
    ]);
  });

  it('is told of YAML in brackets, of which every item has its own place', () => {
    const items = `[{id: a, type: book, title: 'it''s, [x]', author: [{family: "G, {u"}]}, # {no: 1}
  {"id":"b", note: don't, issued: !t "1, 2", empty:, page: 1}]`;
    const fields: Written[] = [
      [
        ['id', 'a'],
        ['type', 'book'],
        ['title', "'it''s, [x]'"],
        ['author', '[{family: "G, {u"}]'],
      ],
      [
        ['id', '"b"'],
        ['note', "don't"],
        ['issued', '!t "1, 2"'],
        ['empty', ''],
        ['page', '1'],
      ],
    ];
    assertFields('csl-yaml', `references: ${items}\n`, fields);
    assertFields('csl-yaml', items, fields);
    assertFields('references', `---\ntitle: Doc\nreferences: ${items}\n---\n\nText\n`, fields);
    const { entries } = readAny(items, 'file:///x', 'csl-yaml');
    assert.match(items.slice(entries[1]?.source.span.start, entries[1]?.source.span.end), /^\{"id":"b".*1\}$/);
  });

  it('is told of the references of a document', () => {
    const text = `---\ntitle: Doc\n---\n\nText [@a]\n\n---\nreferences:\n${yamlItem}nocite: x\n---\n\nid: no\n`;
    assertFields('references', text, [yamlFields]);
  });

  it('is told of Hayagriva', () => {
    const text = `# mine
kinetics:
  type: article
  title: { value: "{K} of x", short: K }
  author: ["Doan, T. D.", Gu]
  parent:
    - type: proceedings
      title: P
"quoted key": {type: book, title: "A: b", date: 2020-10}
10.1/x:y:
    type: web
    title: Foo: bar
`;
    assertFields('hayagriva', text, [
      [
        ['type', 'article'],
        ['title', '{ value: "{K} of x", short: K }'],
        ['author', '["Doan, T. D.", Gu]'],
        ['parent', '- type: proceedings\n      title: P'],
      ],
      [
        ['type', 'book'],
        ['title', '"A: b"'],
        ['date', '2020-10'],
      ],
      [
        ['type', 'web'],
        ['title', 'Foo: bar'],
      ],
    ]);
    assertFields('hayagriva', '{a: {type: book, title: T}, b: {title: U, type: web}}\n', [
      [
        ['type', 'book'],
        ['title', 'T'],
      ],
      [
        ['title', 'U'],
        ['type', 'web'],
      ],
    ]);
  });

  it('is told of RIS: tags as they are written, values with the lines that go on', () => {
    const text = `Provider: X

TY  - JOUR
ID  - a1
AU  - Gu, Albert
AU  -WHO
TI - T  - U
AB  - one

 two
KW  - a
b
N1  - 
ER  - 

TY  - BOOK
TI  -
 Below
ER  -
`;
    assertFields('ris', text, [
      [
        ['TY', 'JOUR'],
        ['ID', 'a1'],
        ['AU', 'Gu, Albert'],
        ['AU', 'WHO'],
        ['TI', 'T  - U'],
        ['AB', 'one\n\n two'],
        ['KW', 'a\nb'],
        ['N1', ''],
      ],
      [
        ['TY', 'BOOK'],
        ['TI', 'Below'],
      ],
    ]);
  });

  it('is told of EndNote tagged, by the tags of that format', () => {
    assertFields('enw', '%0 Journal Article\n%A Gu, Albert\n%T Mamba\n%K a\nb\n%@ 1234\n\n%0 Book\n%T B\n', [
      [
        ['%0', 'Journal Article'],
        ['%A', 'Gu, Albert'],
        ['%T', 'Mamba'],
        ['%K', 'a\nb'],
        ['%@', '1234'],
      ],
      [
        ['%0', 'Book'],
        ['%T', 'B'],
      ],
    ]);
  });

  it('is told of PubMed', () => {
    assertFields(
      'nbib',
      '\nPMID- 1\nFAU - Gu, Albert\nAU  - Gu A\nTI  - A title\n      goes on.\nPMC - PMC1\n\nPMID- 2\nTI  - B\n',
      [
        [
          ['PMID', '1'],
          ['FAU', 'Gu, Albert'],
          ['AU', 'Gu A'],
          ['TI', 'A title\n      goes on.'],
          ['PMC', 'PMC1'],
        ],
        [
          ['PMID', '2'],
          ['TI', 'B'],
        ],
      ],
    );
  });

  it('is told of EndNote XML: the elements directly below the record', () => {
    const text = `<?xml version="1.0"?><xml><records><record>
<ref-type name="Journal Article">17</ref-type><contributors><authors><author>Gu, A</author></authors></contributors>
<titles><title>M &amp; <![CDATA[</titles>]]></title>
</titles><Label>k</Label><!-- <volume>1</volume> --><isbn/>
<language>en</language></record><record><titles><title>B</title></titles><pages>1
</record></records></xml>`;
    assertFields('endnote-xml', text, [
      [
        ['ref-type', '17'],
        ['contributors', '<authors><author>Gu, A</author></authors>'],
        ['titles', '<title>M &amp; <![CDATA[</titles>]]></title>\n'],
        ['label', 'k'],
        ['isbn', ''],
        ['language', 'en'],
      ],
      [
        ['titles', '<title>B</title>'],
        ['pages', '1\n'],
      ],
    ]);
  });

  it('is told of paper files: fields of the front matter', () => {
    const text = `---
# a comment
citekey: gu2023mamba
title: "Mamba: Linear" # not this
authors:
  - Gu, Albert
  - Dao, Tri
topics: [a,
  b]
year: 2023
---

title: An abstract.
`;
    const fields: Written = [
      ['citekey', 'gu2023mamba'],
      ['title', '"Mamba: Linear"'],
      ['authors', '- Gu, Albert\n  - Dao, Tri'],
      ['topics', '[a,\n  b]'],
      ['year', '2023'],
    ];
    assertFields('paper', text, [fields]);
    assert.deepEqual(fieldsIn('paper', `\ufeff${text}`), [fields]);
    assert.deepEqual(fieldsIn('paper', '---toml\na: 1\n---\nText'), [[]]);
    assert.deepEqual(fieldsIn('paper', 'Text only'), [[]]);
  });

  it('agrees with what JSON says, whatever the names and values', () => {
    const item = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { maxKeys: 8 });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), fc.constantFrom(0, 1, 2, '\t'), (items, indent) => {
        const written = items.map((fields) => ({ id: 'a', type: 'book', ...fields, title: 'T' }));
        const text = JSON.stringify(written, null, indent);
        const { entries } = readAny(text, 'file:///x', 'csl-json');
        const read = entries.map(({ source }) =>
          (source.fields ?? []).map(({ name, span }) => [
            name,
            JSON.parse(text.slice(span.start, span.end)) as unknown,
          ]),
        );
        const expected = (JSON.parse(text) as object[]).map((fields) => Object.entries(fields) as unknown[]);
        // `Object.entries` gives numbers first
        const sorted = (pairs: unknown[]) =>
          [...pairs].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
        assert.deepEqual(read.map(sorted), expected.map(sorted));
      }),
    );
  });

  it('is in order and within the entry in every text, also in broken ones', () => {
    const formats = fuzzTargets.map(({ name }) => name as FormatId);
    for (const format of formats) for (const seed of allSeeds) assert.equal(disorder(format, seed), undefined, seed);
    const early = '@proceedings{p, title={P}, year=\n@xdata{x, publisher={P}}\n';
    assert.equal(disorder('bibtex', early), undefined);
    const cut = fc.record({
      at: fc.nat(600),
      length: fc.nat(12),
      mark: fc.constantFrom('', '\n', '"', '{', ']', ': ', '<a>', '#'),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...formats),
        fc.constantFrom(...allSeeds),
        cut,
        (format, seed, { at, length, mark }) => {
          const place = at % seed.length;
          const text = seed.slice(0, place) + mark + seed.slice(place + length);
          assert.equal(disorder(format, text), undefined, JSON.stringify([format, text]));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('covers the fixtures that are read as pandoc reads them', () => {
    for (const [file, format] of [
      ['items.json', 'csl-json'],
      ['references.yaml', 'csl-yaml'],
      ['document.md', 'references'],
    ] as const) {
      const text = readFileSync(`test/fixtures/csl/${file}`, 'utf8');
      const { entries } = readAny(text, 'file:///x', format);
      assert.equal(disorder(format, text), undefined);
      for (const { key, source } of entries) {
        const id = source.fields?.find(({ name }) => name === 'id');
        assert.equal(id && text.slice(id.span.start, id.span.end).replace(/^["']|["']$/g, ''), key);
      }
    }
  });

  it('lets has:pdf find what a field for files names, and no other mention', () => {
    const library = new Library();
    const text = '[{"id":"a","type":"book","file":"/a.pdf"},{"id":"b","type":"book","title":"On .pdf"}]';
    library.put({ uri: 'file:///x.json', text, ...readAny(text, 'file:///x.json', 'csl-json') });
    assert.deepEqual(atOnce(library.filter('has:pdf')), ['a']);
  });

  it('goes along when the worker gives out an entry', async () => {
    const client = new LibraryClient(
      inThisThread({ now: () => 0, pause: () => Promise.resolve(), later: () => 0, slice: 1 }),
      () => undefined,
    );
    const text = 'TY  - JOUR\nID  - a\nTI  - T\nER  -\n';
    await client.ask('update', { sources: [{ uri: 'file:///x.ris', rank: 1, text }] });
    const [entry] = (await client.ask('entries', { ids: ['a'] })) ?? [];
    assert.deepEqual(
      structuredClone(entry)?.source.fields?.map(({ name, span }) => [name, text.slice(span.start, span.end)]),
      [
        ['TY', 'JOUR'],
        ['ID', 'a'],
        ['TI', 'T'],
      ],
    );
  });
});
