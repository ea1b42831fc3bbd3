import assert from 'node:assert/strict';
import { readCslJson } from '../../src/core/formats/csl/read.ts';
import { readCslYaml, readReferences } from '../../src/core/formats/references.ts';
import type { ReadResult } from '../../src/core/entry/entry.ts';
import { assertInProportion } from '../support/countWork.ts';

const uri = 'file:///library.json';
const read = (text: string) => readCslJson(text, uri);
const keys = ({ entries }: ReadResult) => entries.map(({ key }) => key);
const codes = ({ problems }: ReadResult) => problems.map(({ code }) => code);
const one = (fields: object) => read(JSON.stringify([{ id: 'a', type: 'book', ...fields }])).entries[0]?.item;

describe('reading CSL-JSON', () => {
  it('gives each item of a list with its place and the place of its key', () => {
    const text = '[\n  {"id": "gu2023mamba", "type": "article"},\n  {"type": "book", "id" : "b"}\n]\n';
    const { entries, problems } = read(text);
    assert.deepEqual(problems, []);
    const places = entries.map(({ source: { span, keySpan } }) => [
      text.slice(span.start, span.end),
      keySpan && text.slice(keySpan.start, keySpan.end),
    ]);
    assert.deepEqual(places, [
      ['{"id": "gu2023mamba", "type": "article"}', 'gu2023mamba'],
      ['{"type": "book", "id" : "b"}', 'b'],
    ]);
    assert.equal(entries[1]?.source.keySpan?.start, text.indexOf('"b"') + 1);
  });

  it('takes lists in an object, a single item, and items one after the other', () => {
    const item = '{"id":"a","type":"book"}';
    for (const text of [
      `{"items":[${item}]}`,
      `{"config":{"x":1},"references":[${item}]}`,
      item,
      `\ufeff[${item}]`,
      `${item}\n{"id":"b","type":"book"}`,
    ]) {
      assert.equal(keys(read(text))[0], 'a', text);
      assert.deepEqual(codes(read(text)), [], text);
    }
  });

  it('cites by `id`, by the better key that Zotero exports beside an address or a number, or by a made-up one', () => {
    const zotero = 'http://zotero.org/users/1/items/ABCD2345';
    const gu = { title: 'Mamba: Linear-Time', author: [{ family: 'Gu' }], issued: { 'date-parts': [[2023]] } };
    const text = JSON.stringify([
      { id: 7, type: 'book' },
      { id: 8, type: 'book', 'citation-key': 'better' },
      { id: 'own', type: 'book', 'citation-key': 'other' },
      { id: zotero, type: 'book', 'citation-key': 'fromField' },
      { id: '123/ABCD2345', type: 'book', note: 'PMID: 3\nCitation Key: fromNote' },
      { id: zotero, type: 'article', ...gu },
      { type: 'article', ...gu },
    ]);
    const result = read(text);
    assert.deepEqual(keys(result), ['7', 'better', 'own', 'fromField', 'fromNote', 'gu2023mamba', 'gu2023linear']);
    assert.deepEqual(codes(result), ['missingKey', 'missingKey']);
    const spans = result.entries.map(({ source: { keySpan } }) => keySpan && text.slice(keySpan.start, keySpan.end));
    assert.deepEqual(spans, ['7', 'better', 'own', 'fromField', 'fromNote', undefined, undefined]);
    assert.equal(result.entries[5]?.item.id, 'gu2023mamba');
  });

  it('brings values into one form: numbers as text, dates of every spelling as parts', () => {
    assert.equal(one({ volume: 12 })?.volume, '12');
    assert.deepEqual(one({ issued: { 'date-parts': [['2020', '3'], [2021]], circa: 1 } })?.issued, {
      'date-parts': [[2020, 3], [2021]],
      circa: true,
    });
    assert.deepEqual(one({ issued: { raw: '2020-01-05' } })?.issued, { 'date-parts': [[2020, 1, 5]] });
    assert.deepEqual(one({ issued: '2020' })?.issued, { 'date-parts': [[2020]] });
    assert.deepEqual(one({ issued: { 'date-parts': [[2001]], season: 'spring' } })?.issued, {
      'date-parts': [[2001]],
      season: 1,
    });
    assert.deepEqual(one({ issued: { literal: 'forthcoming' } })?.issued, { literal: 'forthcoming' });
    assert.equal(one({ DOI: 'https://doi.org/10.1000/Ab_c' })?.DOI, '10.1000/Ab_c');
    assert.equal(one({ type: 'journal-article' })?.type, 'article-journal');
    assert.equal(one({ shortTitle: 'S' })?.['title-short'], 'S');
    const odd = one({ title: { value: 'T' }, DOI: null, page: [1, 2], volume: true, author: 5, issued: [] });
    assert.deepEqual(odd, { id: 'a', type: 'book', page: '1, 2', author: [{ literal: '5' }] });
  });

  it('splits particles off family and given names as pandoc does, but not those in quotes', () => {
    const author = (name: object) => one({ author: [name] })?.author?.[0];
    assert.deepEqual(author({ family: 'van der Berg', given: 'Jan' }), {
      family: 'Berg',
      given: 'Jan',
      'non-dropping-particle': 'van der',
    });
    assert.deepEqual(author({ family: 'Beethoven', given: 'Ludwig van' }), {
      family: 'Beethoven',
      given: 'Ludwig',
      'dropping-particle': 'van',
    });
    assert.deepEqual(author({ family: '"van Oord"', given: 'A' }), { family: 'van Oord', given: 'A' });
    assert.deepEqual(author({ family: 'bell hooks' }), { family: 'bell hooks' });
    assert.deepEqual(author({ literal: 'World Health Organization' }), { literal: 'World Health Organization' });
    assert.deepEqual(one({ author: 'OpenAI' })?.author, [{ literal: 'OpenAI' }]);
  });

  it('takes JSON that is no bibliography for what it is, with one problem', () => {
    for (const text of [
      '{"name":"x","version":"1.0.0","type":"module","author":"me","dependencies":{"a":"1"}}',
      '{"compilerOptions":{}, "references":[{"path":"../core"}] /* comment */}',
      '[{"id":1,"title":"buy milk","done":false},{"id":2,"title":"sleep"}]',
      'hello',
      '"text"',
    ]) {
      assert.deepEqual([keys(read(text)), codes(read(text))], [[], ['notCsl']], text);
    }
    assert.deepEqual(codes(read('')), []);
    assert.deepEqual(codes(read(' [ ]\n')), []);
  });
});

describe('reading broken CSL-JSON', () => {
  /** Three items, the middle one as given; the others must not suffer. */
  const around = (middle: string, comma = ',') =>
    read(`[\n{"id":"a","type":"book"},\n${middle}${comma}\n{"id":"c","type":"book","title":"C"}\n]`);

  const cases: readonly (readonly [name: string, middle: string, reason: string])[] = [
    ['a missing comma', '{"id":"b" "type":"book","title":"B"}', 'missing comma'],
    ['a trailing comma', '{"id":"b","type":"book","title":"B",}', 'trailing comma'],
    ['a missing brace', '{"id":"b","type":"book","title":"B"', 'missing }'],
    ['a missing bracket', '{"id":"b","type":"book","title":"B","author":[{"family":"X"}', 'missing ]'],
    ['a bracket too many', '{"id":"b","type":"book","author":[{"family":"X"}]],"title":"B"}', 'one ] too many'],
    ['a missing quote at the end of a line', '{"id":"b","type":"book","title":"B,\n"volume":"1"}', 'missing quote'],
    ['a line break in a string', '{"id":"b","type":"book","title":"B","note":"one\ntwo"}', 'control character'],
    ['a comment', '{"id":"b",// why\n"type":"book","title":"B"}', 'comment'],
    ['a bare word', '{"id":"b","type":book,"title":"B"}', 'unquoted text'],
    ['a null byte', '{"id":"b","type":"book","title":"B","note":"\0"}', 'control character'],
  ];
  for (const [name, middle, reason] of cases) {
    it(`keeps what can be kept after ${name}`, () => {
      const result = around(middle);
      assert.deepEqual(keys(result), ['a', 'b', 'c']);
      assert.deepEqual([result.entries[1]?.item.title, result.entries[2]?.item.title], ['B', 'C']);
      assert.deepEqual(
        result.problems.map(({ code, facts }) => [code, facts?.['reason']]),
        [['jsonInvalid', reason]],
      );
      const span = result.entries[1]?.source.span;
      assert.ok(span && result.problems[0] && result.problems[0].span.start >= span.start);
      assert.ok(result.problems[0].span.start < span.end);
    });
  }

  it('reads on after a comma between items is missing, and reports what stands between them', () => {
    assert.deepEqual(keys(around('{"id":"b","type":"book"}', '')), ['a', 'b', 'c']);
    const stray = around('xyz', '');
    assert.deepEqual([keys(stray), codes(stray)], [['a', 'c'], ['jsonUnexpected']]);
  });

  it('keeps every item of a list in which none is closed', () => {
    const items = Array.from({ length: 50 }, (_, n) => `{"id":"k${n}","type":"book","author":[{"family":"X"}`);
    assert.equal(read(`[${items.join(',\n')}`).entries.length, 50);
  });

  it('keeps the fields before the end of a file that was cut off', () => {
    const { entries, problems } = read('[{"id":"a","type":"book"},{"id":"b","type":"book","title":"The ti');
    assert.equal(entries[1]?.item.title, 'The ti');
    assert.equal(problems.length, 1);
  });

  it('is work in proportion to the text, whatever stands in it', () => {
    const hard: readonly ((n: number) => string)[] = [
      (n) => '['.repeat(n),
      (n) => '{"a":'.repeat(n),
      (n) => `{"id":${'['.repeat(n)}${'}'.repeat(n)}`,
      (n) => `[{"id":"${'\\'.repeat(n)}`,
      (n) => `[{"id":"a\n${'}\\"\n'.repeat(n)}`,
      (n) => '[{"id":"a","b":[{"id":'.repeat(n / 4),
      (n) => `{"a":${'{"b":['.repeat(n / 4)}${'{]'.repeat(n)}`,
      (n) => '"'.repeat(n),
      (n) => `[${'"\n'.repeat(n)}`,
      (n) => '{'.repeat(n),
      (n) => `{"x":${'\n'.repeat(n)}`,
    ];
    for (const text of hard) assertInProportion((size) => read(text(size)), 25_000, text(4));
  });

  it('keeps small data of other programs and drops what no reader could walk', () => {
    assert.deepEqual(one({ custom: { a: { b: [1] } } })?.['custom'], { a: { b: [1] } });
    const deep = JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`) as object;
    assert.equal(one({ custom: deep })?.['custom'], undefined);
    const item = read('[{"id":"a","type":"book","__proto__":{"x":1}}]').entries[0]?.item;
    assert.equal(Object.getPrototypeOf(item), Object.prototype);
  });
});

describe('reading CSL-YAML and the references of a document', () => {
  const yaml = (text: string) => readCslYaml(text, 'file:///refs.yaml');
  const place = (text: string, span?: { start: number; end: number }) => span && text.slice(span.start, span.end);

  it('gives the list under `references:` with places, every scalar as it was typed', () => {
    const text = [
      '---',
      'references:',
      '- id: 2021e3',
      '  type: article-journal',
      '  title: A title',
      '  page: 012',
      '  issued: 2020-01-02',
      '  author:',
      '  - family: Gu',
      '    given: Albert',
      '# between',
      '- type: book',
      '  id: "b c"',
      'other: 1',
      '---',
      '',
    ].join('\n');
    const { entries, problems } = yaml(text);
    assert.deepEqual(problems, []);
    const [first, second] = entries;
    assert.equal(first?.key, '2021e3');
    assert.equal(first?.item.page, '012');
    assert.deepEqual(first?.item.issued, { 'date-parts': [[2020, 1, 2]] });
    assert.deepEqual(first?.item.author, [{ family: 'Gu', given: 'Albert' }]);
    assert.match(place(text, first?.source.span) ?? '', /^- id: 2021e3[^]*given: Albert$/);
    assert.equal(place(text, first?.source.keySpan), '2021e3');
    assert.equal(place(text, second?.source.keySpan), 'b c');
  });

  it('takes a list alone, an indented one, one in brackets, and CRLF', () => {
    for (const text of [
      '- id: a\n  type: book\n- id: b\n  type: book\n',
      'references:\n    - id: a\n      type: book\n    - id: b\n',
      'references: [{id: a, type: book}, {id: b}]\n',
      'references:\r\n- id: a\r\n  type: book\r\n- id: b\r\n',
      '\ufeffreferences:\n- id: a\n- id: b\n',
    ]) {
      assert.deepEqual([keys(yaml(text)), codes(yaml(text))], [['a', 'b'], []], text);
    }
  });

  it('loses only the field that is not YAML, and reads an unquoted colon as what was meant', () => {
    const text =
      'references:\n- id: a\n  title: Mamba: linear\n  author:\n  - family: Gu\n  publisher: P\n- id: b\n  title: B\n';
    const result = yaml(text);
    assert.deepEqual(
      result.entries.map(({ item }) => [item.title, item.author, item.publisher]),
      [
        ['Mamba: linear', [{ family: 'Gu' }], 'P'],
        ['B', undefined, undefined],
      ],
    );
    assert.deepEqual(codes(result), ['yamlInvalid']);
    assert.ok((result.problems[0]?.span.start ?? 0) > text.indexOf('Mamba') - 10);
  });

  it('follows an alias to another item', () => {
    const result = yaml('references:\n- id: a\n  publisher: &mit MIT Press\n- id: b\n  publisher: *mit\n');
    assert.deepEqual([result.entries[1]?.item.publisher, codes(result)], ['MIT Press', []]);
  });

  it('does not let aliases of aliases grow', () => {
    const levels = Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(10)}]`);
    const bomb = `a0: &a0 [x]\n${levels.join('\n')}\n`;
    const inItem = `references:\n- id: a\n  type: book\n  custom:\n${bomb.replace(/^/gm, '    ')}`;
    assert.deepEqual(keys(yaml(inItem)), ['a']);
    assert.equal(JSON.stringify(yaml(inItem).entries[0]?.item).length < 1000, true);
    assert.deepEqual(codes(yaml(bomb)), ['notCsl']);
  });

  it('turns the Markdown of metadata into the tags of CSL, and leaves A* alone', () => {
    const title = (text: string) => yaml(`references:\n- id: a\n  title: '${text}'\n`).entries[0]?.item.title;
    assert.equal(
      title('On *Homo sapiens*, **bold**, x^2^, H~2~O'),
      'On <i>Homo sapiens</i>, <b>bold</b>, x<sup>2</sup>, H<sub>2</sub>O',
    );
    assert.equal(title('[NASA]{.nocase} and \\*stars\\*'), '<span class="nocase">NASA</span> and *stars*');
    assert.equal(title('A* and D* in snake_case_names'), 'A* and D* in snake_case_names');
  });

  it('finds references in the last metadata block that has some, as pandoc does, and none in code', () => {
    const text = [
      '---',
      'title: Doc',
      'references:',
      '- id: top',
      '---',
      '',
      'Text with references: none.',
      '',
      '```yaml',
      '',
      '---',
      'references:',
      '- id: code',
      '---',
      '```',
      '',
      '---',
      'references:',
      '- id: end',
      '...',
      '',
    ].join('\n');
    const result = readReferences(text, 'file:///doc.md');
    assert.deepEqual([keys(result), codes(result)], [['end'], ['overriddenReferences']]);
    assert.equal(place(text, result.entries[0]?.source.span), '- id: end');
    assert.equal(place(text, result.problems[0]?.span), '- id: top\n');
    assert.deepEqual(readReferences('# No metadata\n', 'file:///doc.md'), { entries: [], problems: [] });
  });

  it('takes YAML that is no bibliography for what it is', () => {
    for (const text of ['project:\n  type: book\n', 'on: push\njobs:\n  a: 1\n', 'just words\n']) {
      assert.deepEqual([keys(yaml(text)), codes(yaml(text))], [[], ['notCsl']], text);
    }
    assert.deepEqual(codes(yaml('')), []);
  });
});
