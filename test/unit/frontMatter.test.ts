import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import matter from 'gray-matter';
import { JSON_SCHEMA, load, YAML11_SCHEMA } from 'js-yaml';
import { readFrontMatter } from '../../src/core/formats/frontMatter.ts';
import { text, texts } from '../../src/core/formats/values.ts';
import { yamlList, yamlScalar } from '../../src/core/formats/yamlText.ts';
import { positionAt } from '../../src/core/text.ts';
import { anyText, anyUnits } from '../support/anyText.ts';
import { assertInProportion } from '../support/countWork.ts';

const read = (source: string) => {
  const { data, body, problems } = readFrontMatter(source);
  return { data: { ...data }, body, codes: problems.map(({ code }) => code) };
};

describe('front matter', () => {
  it('gives its fields and the text after it', () => {
    assert.deepEqual(read('---\ntitle: Mamba\ntags: [a, "b"]\n---\n\nText\n---\n'), {
      data: { title: 'Mamba', tags: ['a', 'b'] },
      body: '\nText\n---\n',
      codes: [],
    });
  });

  it('may have any line ends, a byte order mark, blanks behind its fences, dots below it, and the name of its language', () => {
    for (const source of [
      '---\r\na: b\r\n---\r\nText',
      '---\ra: b\r---\rText',
      '\uFEFF---\na: b\n---\nText',
      '---  \na: b\n---\t\nText',
      '---\na: b\n...\nText',
      '---yaml\na: b\n---\nText',
      '--- YAML\na: b\n---\nText',
    ]) {
      assert.deepEqual(read(source), { data: { a: 'b' }, body: 'Text', codes: [] }, JSON.stringify(source));
    }
    assert.deepEqual(read('---\na: b\n---').data, { a: 'b' });
  });

  it('may be empty, or hold comments alone', () => {
    for (const source of [
      '---\n---\nText',
      '---\n\n---\nText',
      '---\n# a: b\n  # c\n---\nText',
      '---\n \n#\n---\nText',
    ]) {
      assert.deepEqual(read(source), { data: {}, body: 'Text', codes: [] }, JSON.stringify(source));
    }
  });

  it('keeps every scalar as it was typed', () => {
    const source = '---\na: 2021e3\nb: 2020-01-02\nc: 0x1f\nd: yes\ne: 1_000\nf: 12:30\ng: ~\nh: 007\ni:\n---\n';
    assert.deepEqual(read(source).data, {
      a: '2021e3',
      b: '2020-01-02',
      c: '0x1f',
      d: 'yes',
      e: '1_000',
      f: '12:30',
      g: '~',
      h: '007',
      i: '',
    });
  });

  it('takes no offence at tags, anchors and merge keys', () => {
    const source =
      '---\ndate: !r Sys.Date()\nyear: !!int 2023\nbase: &b [x]\nmore: *b\n<<: {c: d}\nset: !!set {e}\n---\n';
    assert.deepEqual(read(source), {
      data: { date: 'Sys.Date()', year: '2023', base: ['x'], more: ['x'], '<<': { c: 'd' }, set: { e: '' } },
      body: '',
      codes: [],
    });
  });

  it('is none without its first fence in the first line, and where a text begins with a rule', () => {
    for (const source of [
      '',
      'Text',
      '\n---\na: b\n---\n',
      ' ---\na: b\n---\n',
      '----\na: b\n---\n',
      '---\n\nA text between rules.\n\n---\n',
      '---\n\nA text below a rule.\n',
      '+++\nno second fence\n',
    ]) {
      assert.deepEqual(read(source), { data: {}, body: source, codes: [] }, JSON.stringify(source));
      assert.equal(readFrontMatter(source).yaml, undefined);
    }
    assert.deepEqual(read('---\n\ntitle: After a blank line\n---\n').data, { title: 'After a blank line' });
  });

  it('says where its lines and the text stand', () => {
    const source = '\uFEFF---\r\na: b\r\n---\r\nText';
    const { yaml, bodyStart } = readFrontMatter(source);
    assert.equal(source.slice(yaml?.start, yaml?.end), 'a: b\r\n');
    assert.equal(source.slice(bodyStart), 'Text');
  });

  it('does not remember what it gave, so that nobody changes it for others', () => {
    const source = '---\ntags: [a]\n---\n';
    (readFrontMatter(source).data['tags'] as string[]).push('b');
    assert.deepEqual(readFrontMatter(source).data['tags'], ['a']);
  });
});

describe('front matter that is not as it should be', () => {
  it('keeps all fields but the broken one, and tells its line', () => {
    const source =
      '\uFEFF---\r\ncitekey: gu2023mamba\r\nauthors:\r\n  - Gu, Albert\r\nyear: [2023\r\nstatus: read\r\n---\r\nText';
    const { data, body, problems } = readFrontMatter(source);
    assert.deepEqual(
      [data['citekey'], data['authors'], data['status'], body],
      ['gu2023mamba', ['Gu, Albert'], 'read', 'Text'],
    );
    assert.deepEqual(
      problems.map(({ code, span }) => [code, positionAt(source, span.start).line]),
      [['frontMatterInvalid', 5]],
    );
    assert.match(problems[0]?.facts?.['reason'] ?? '', /\w/);
  });

  it('tells the line of the fault whatever it is', () => {
    for (const [yaml, line] of [
      ['a: b: c', 1],
      ['a: b\nc: @d', 2],
      ['a: b\n\tc: d', 2],
      ['a: b\na: c', 2],
      ['# x\n\na: "b\nc: d', 3],
      ['a: *b', 1],
      ['just words', 1],
      ['- a\n- b', 1],
      ['a: b\nc: d\n"e', 3],
    ] as const) {
      const source = `---\n${yaml}\n---\nText`;
      const [problem, ...others] = readFrontMatter(source).problems;
      assert.equal(problem?.code, 'frontMatterInvalid', yaml);
      assert.equal(others.length, 0);
      assert.ok(positionAt(source, problem.span.start).line >= line, yaml);
      assert.ok(problem.span.end <= source.length - '---\nText'.length, yaml);
    }
  });

  it('in another language is reported and never run', () => {
    const flag = globalThis as { frontMatterRan?: boolean };
    for (const language of ['js', 'javascript', 'JS', 'json', 'coffee', 'toml']) {
      const source = `---${language}\n{ "a": (globalThis.frontMatterRan = true) }\n---\nText`;
      assert.deepEqual(read(source), { data: {}, body: 'Text', codes: ['frontMatterLanguage'] }, language);
      assert.equal(readFrontMatter(source).problems[0]?.facts?.['language'], language);
    }
    read(
      '---\na: !!js/function "function () { globalThis.frontMatterRan = true }"\nb: !<tag:yaml.org,2002:js/regexp> /a/\n---\n',
    );
    assert.equal(flag.frontMatterRan, undefined);
    assert.deepEqual(read('+++\ntitle = "Hugo"\n+++\nText'), {
      data: {},
      body: 'Text',
      codes: ['frontMatterLanguage'],
    });
  });

  it('without an end is a part of the text', () => {
    assert.deepEqual(read('---\na: b\nText'), { data: {}, body: '---\na: b\nText', codes: ['frontMatterUnclosed'] });
  });

  it('cannot reach the prototype of objects', () => {
    const { data } = readFrontMatter('---\n__proto__: {polluted: yes}\nconstructor: x\n---\n');
    assert.equal(data['polluted'], undefined);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.equal(Object.hasOwn(data, 'constructor'), true);
    const { data: broken } = readFrontMatter('---\n__proto__: {polluted: yes}\na: b: c\n---\n');
    assert.equal(broken['polluted'], undefined);
  });

  it('of any size and shape ends, with five megabytes below it', () => {
    const doubled = (n: number) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]\n`;
    const wide = `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, n) => doubled(n)).join('')}`;
    for (const [yaml, code] of [
      [`a: b\n${'\n'.repeat(500_000)}`, 'frontMatterTooLong'],
      ['\r'.repeat(500_000), 'frontMatterTooLong'],
      [' \n'.repeat(250_000), 'frontMatterTooLong'],
      ['a: b\n'.repeat(120_000), 'frontMatterTooLong'],
      [`${'a: b\n'.repeat(100_000)}c: d\n`, 'frontMatterInvalid'],
      [`a: ${'['.repeat(400_000)}\n`, 'frontMatterInvalid'],
      [`a: ${'- '.repeat(100_000)}\n`, 'frontMatterInvalid'],
      [`${'? '.repeat(100_000)}\n`, 'frontMatterInvalid'],
      [`${'# x\n'.repeat(100_000)}`, undefined],
      [`a: ${' x'.repeat(200_000)}\n`, undefined],
      [`a: "${'\\\n  '.repeat(100_000)}"\n`, undefined],
      [wide, undefined],
    ] as const) {
      const { problems, body } = readFrontMatter(`---\n${yaml}---\n${'Word '.repeat(1_000_000)}`);
      const name = JSON.stringify(yaml.slice(0, 20));
      assert.equal(problems[0]?.code, code, name);
      assert.equal(body.length, 5_000_000);
    }
  });

  it('is work in proportion to its size, whatever its shape', () => {
    for (const [yaml, most] of [
      ['\n', 400_000],
      ['\r', 400_000],
      [' \n', 200_000],
      ['a: b\n', 80_000],
      ['# x\n', 100_000],
      ['[', 400_000],
      ['- ', 100_000],
      ['? ', 100_000],
      [' x', 200_000],
      ['"\\\n  ', 80_000],
    ] as const) {
      const read = (size: number) => readFrontMatter(`---\na: ${yaml.repeat(size)}\n---\nWords.`);
      assertInProportion(read, most / 2, JSON.stringify(yaml));
    }
  });

  it('never throws, and gives the text after it to the letter', () => {
    const lines = fc.array(
      fc.oneof(
        fc.constantFrom(
          '---',
          '...',
          '+++',
          '---js',
          '',
          'a: b',
          'a: [',
          '- x',
          '# c',
          '\ta: b',
          '"a": \'b\'',
          'a: |',
          '  x',
          '&a b',
          '{a: b}',
          '? a',
        ),
        anyUnits(6),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom('', '\uFEFF'),
        fc.constantFrom('---\n', '---\r\n', '+++\n', ''),
        lines,
        fc.constantFrom('\n', '\r\n', '\r'),
        (mark, fence, rows, end) => {
          const source = mark + fence + rows.join(end);
          const { body, bodyStart, yaml, problems } = readFrontMatter(source);
          assert.equal(body, source.slice(bodyStart));
          for (const { span } of problems)
            assert.ok(span.start >= 0 && span.start <= span.end && span.end <= source.length);
          if (yaml) assert.ok(yaml.start <= yaml.end && yaml.end < bodyStart);
          else assert.ok(bodyStart <= 1);
        },
      ),
      { numRuns: 600 },
    );
  });
});

describe('YAML that is written', () => {
  /** What five readers of YAML make of a text. */
  const readings = (yaml: string): unknown[] => [
    load(yaml),
    load(yaml, { schema: YAML11_SCHEMA }),
    load(yaml, { schema: JSON_SCHEMA }),
    matter(`---\n${yaml}\n---\n`, {}).data,
    readFrontMatter(`---\n${yaml}\n---\n`).data,
  ];

  it('reads back as what it was, whatever it is', () => {
    fc.assert(
      fc.property(anyText(6), fc.array(anyText(4), { maxLength: 3 }), (scalar, list) => {
        const yaml = `a: ${yamlScalar(scalar)}\nb: ${yamlList(list)}`;
        assert.equal(yaml.split(/[\n\r\x85\u2028\u2029]/).length, 2, 'one line each');
        for (const value of readings(yaml)) assert.deepEqual(value, { a: scalar, b: list });
      }),
      { numRuns: 500 },
    );
  });

  it('reads back as what it was where it looks like something else', () => {
    const words =
      'true|Yes|NO|on|off|null|~|y|N|12|1.5|1e3|0x1f|0b1|0o7|1_000|.inf|-.inf|.nan|NaN|12:30|2020-01-02|<<|=|' +
      "a: b|a:|a #b|#a|- a|-|? a|! a|&a|*a|@a|`a|%a|[a]|{a}|a, b|a]|'a'|\"a\"|it's|| a|a |\ta|a\t|a\\b|C:\\new|---|...|--- a|é|中";
    for (const word of words.split('|')) {
      for (const value of readings(`a: ${yamlScalar(word)}\nb: ${yamlList([word])}`))
        assert.deepEqual(value, { a: word, b: [word] });
    }
  });

  it('has quotes only where it needs them', () => {
    for (const word of [
      'Mamba',
      'Gu Albert',
      'state-space-models',
      'Müller',
      '中文',
      "it's",
      'A/B (C) + D & E',
      'v1.2',
    ]) {
      assert.equal(yamlScalar(word), word);
    }
    assert.equal(yamlList(['Gu, Albert', 'Dao']), '["Gu, Albert", Dao]');
    assert.equal(yamlList([]), '[]');
  });

  it('has a mark in place of half a character, which no file can hold', () => {
    assert.deepEqual(load(`a: ${yamlScalar('x\ud800y')}`), { a: 'x\ufffdy' });
  });
});

describe('values that a person typed', () => {
  it('are taken as text where they are scalars, and passed over where not', () => {
    assert.deepEqual([' a ', 12, '', '  ', null, undefined, true, ['a'], { a: 1 }].map(text), [
      'a',
      '12',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    assert.deepEqual(texts(['a', 1, '', null, ['b'], ' c ']), ['a', '1', 'c']);
    assert.deepEqual([texts('a'), texts(undefined), texts({})], [['a'], [], []]);
  });
});
