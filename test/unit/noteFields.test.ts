import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { readFrontMatter } from '../../src/core/formats/frontMatter.ts';
import { yamlScalar } from '../../src/core/formats/yamlText.ts';
import type { FieldChange } from '../../src/core/notes/edit/fields.ts';
import { fieldEdits } from '../../src/core/notes/edit/fields.ts';
import { edited, wellFormed } from '../../src/core/text.ts';
import { anyText } from '../support/anyText.ts';

/** The text with its fields changed, or the code of the refusal. */
function withFields(text: string, changes: Readonly<Record<string, FieldChange>>): string {
  const result = fieldEdits(text, new Map(Object.entries(changes)));
  if ('refused' in result) return result.refused.code;
  let last = 0;
  for (const { start, end } of result.edits) {
    assert.ok(start >= last && end >= start, 'edits in the order of the text');
    last = end;
  }
  return edited(text, result.edits);
}

/** The same for lines of front matter alone. */
function lines(yaml: string, changes: Readonly<Record<string, FieldChange>>): string {
  const changed = withFields(`---\n${yaml}\n---\nText\n`, changes);
  return changed.startsWith('---\n') ? changed.slice(4, -'\n---\nText\n'.length) : changed;
}

describe('fields of a note', () => {
  it('keep the way in which they are written', () => {
    for (const [before, value, after] of [
      ['a: "Old" # why', 'New "x"', 'a: "New \\"x\\"" # why'],
      ["a: 'Old'", "It's", "a: 'It''s'"],
      ["a: 'Old'", 'Two\nlines', 'a: "Two\\nlines"'],
      ['a: Old, and more  # why', 'New, and more', 'a: New, and more  # why'],
      ['a: Old', 'New: and more', 'a: "New: and more"'],
      ['a: Old', 'true', 'a: "true"'],
      ['a: Old', '', 'a: ""'],
      ['a: 2023', '2024', 'a: 2024'],
      ['a: 2312.0001', '2312.00750', 'a: 2312.00750'],
      ['a: "2023"', '2024', 'a: "2024"'],
      ['a: 2023', 'x', 'a: x'],
      ['a: false', 'true', 'a: true'],
      ['a: 2023-01-02', '2024-03-04', 'a: 2024-03-04'],
      ['a: &it Old', 'New', 'a: &it New'],
      ['a: !!str Old', 'New', 'a: !!str New'],
      ['a:\tOld\t# why', 'New', 'a:\tNew\t# why'],
      ['"a" : Old', 'New', '"a" : New'],
      ['a:', 'New', 'a: New'],
      ['a:   # why', 'New', 'a: New   # why'],
      ['a: one\n  two\nb: c', 'New', 'a: New\nb: c'],
      ['a: |\n    Old\n\n    text\nb: c', 'New\n\ntext\n', 'a: |\n    New\n\n    text\nb: c'],
      ['a: |- # why\n  Old\nb: c', 'New\n', 'a: | # why\n  New\nb: c'],
      ['a: >\n  Old\n  text\nb: c', 'New\ntext\n', 'a: >\n  New\n\n  text\nb: c'],
      ['a: |\n  Old\nb: c', '  New\n', 'a: "  New\\n"\nb: c'],
      ['a: [x, y] # why', 'New', 'a: New # why'],
      ['a: # why\n  - x # one\n  # two\n  - y\nb: c', 'New', 'a: New # why\n# one\n# two\nb: c'],
      ['  a: Old\n  b: c', 'New', '  a: New\n  b: c'],
    ] as const) {
      assert.equal(lines(before, { a: value }), after, before);
    }
  });

  it('keep the lists that they are, with the items and comments in them', () => {
    for (const [before, value, after] of [
      ['a: [x, y]', ['x', 'z', 'y'], 'a: [x, z, y]'],
      ['a: [ "x" ,"y" ] # why', ['y', 'z'], 'a: [ "y" ,"z" ] # why'],
      ["a: ['x']", ['x', 'z, w'], "a: ['x', 'z, w']"],
      ['a: []', ['x'], 'a: [x]'],
      ['a: [x]', [], 'a: []'],
      ['a: [\n  x, # one\n  y # two\n  ]', ['x', 'z', 'y'], 'a: [\n  x, z, # one\n  y # two\n  ]'],
      ['a: [\n  x, # one\n  y # two\n  ]', ['y'], 'a: [\n  # one\n  y # two\n  ]'],
      ['a: [\n  x, # one\n  y # two\n  ]', ['x'], 'a: [\n  x, # one\n  # two\n  ]'],
      ['a:\n  - x # one\n  - y\nb: c', ['x', 'z', 'y'], 'a:\n  - x # one\n  - z\n  - y\nb: c'],
      ['a:\n- x # one\n# two\n- y\nb: c', ['y', 'z'], 'a:\n# one\n# two\n- y\n- z\nb: c'],
      ['a:\n  - x # one\n  - y\nb: c', ['y', 'x'], 'a:\n  - y\n  - x # one\nb: c'],
      ['a:\n  - x # one\n  - y\nb: c', ['z'], 'a:\n  - z\n  # one\nb: c'],
      ['a:\n  - x\n  - y # two\nb: c', [], 'a: []\n# two\nb: c'],
      ['a:\n    -   "x"\nb: c', ['x', 'z'], 'a:\n    -   "x"\n    -   "z"\nb: c'],
      ['a: x\nb:\n  - c', ['x', 'w'], 'a:\n  - x\n  - w\nb:\n  - c'],
      ['a: x\nb: [c]', ['x', 'w'], 'a: [x, w]\nb: [c]'],
      ['a:\n  - {b: c}\n  - x', ['x'], 'a:\n  - x'],
    ] as const) {
      assert.equal(lines(before, { a: value }), after, before);
    }
  });

  it('come at the end where they are new, and go with their lines', () => {
    assert.equal(
      lines('a: b # c', { status: 'to-read', started: '2026-01-02', rating: '4', arxiv: '2312.00750' }),
      'a: b # c\nstatus: to-read\nstarted: 2026-01-02\nrating: 4\narxiv: "2312.00750"',
    );
    assert.equal(lines('  a: b', { c: 'd' }), '  a: b\n  c: d');
    assert.equal(lines('tags:\n  - x', { 'my list': ['w', 'z: w'] }), 'tags:\n  - x\nmy list:\n  - w\n  - "z: w"');
    assert.equal(lines('a: b', { c: { written: ' {d: [e]}', value: { d: ['e'] } } }), 'a: b\nc: {d: [e]}');
    assert.equal(lines('a: b\nc:\n  - d # one\n\n  - e\nf: g', { c: undefined }), 'a: b\n# one\nf: g');
    assert.equal(lines('a: |\n  # no comment\n  b\nc: d', { a: undefined }), 'c: d');
    assert.equal(lines('a: b\nc: d', { a: 'x', c: undefined, e: 'f' }), 'a: x\ne: f');
    assert.equal(withFields('---\na: b\n---', { a: undefined }), '---\n---');
    assert.equal(withFields('---\n# mine\n...\nText', { a: 'b' }), '---\n# mine\na: b\n...\nText');
  });

  it('make a front matter where there is none', () => {
    assert.equal(withFields('', { a: 'b' }), '---\na: b\n---\n');
    assert.equal(withFields('\uFEFFText\r\nmore', { a: ['b'] }), '\uFEFF---\r\na: [b]\r\n---\r\n\r\nText\r\nmore');
    assert.equal(withFields('\n# Head', { a: 'b' }), '---\na: b\n---\n\n# Head');
    assert.equal(withFields('---\n\nBelow a rule', { a: 'b' }), '---\na: b\n---\n\n---\n\nBelow a rule');
    assert.equal(withFields('Text', { a: undefined }), 'Text');
  });

  it('stay as they are where they say it already', () => {
    for (const text of [
      '---\r\na: "b"\r\nc: [d]\r\n---',
      '---\na: "\\x62"\nc:\n- d\n---\n',
      '\uFEFF---\na: b\nc: ["d"]\n---\n',
    ])
      assert.deepEqual(
        fieldEdits(
          text,
          new Map<string, FieldChange>([
            ['a', 'b'],
            ['c', ['d']],
            ['e', undefined],
          ]),
        ),
        { edits: [] },
      );
  });

  it('are refused where the front matter cannot be changed safely, with the reason', () => {
    for (const [text, code] of [
      ['---\na: [b\n---\n', 'frontMatterInvalid'],
      ['---\na: b\na: c\n---\n', 'frontMatterInvalid'],
      ['---\na: b\n\tc: d\n---\n', 'frontMatterInvalid'],
      ['---js\na: b\n---\n', 'frontMatterLanguage'],
      ['+++\na = 1\n+++\n', 'frontMatterLanguage'],
      ['---\na: b\n', 'frontMatterUnclosed'],
      [`---\na: ${'x'.repeat(600_000)}\n---\n`, 'frontMatterTooLong'],
      ['---\n{a: b, c: d}\n---\n', 'frontMatterForm'],
      ['---\n? a\n: b\n---\n', 'frontMatterForm'],
      ['---\na: &x [b]\nc: *x\n---\n', 'fieldsEntangled'],
    ] as const) {
      assert.equal(withFields(text, { a: 'new', z: 'y' }), code);
    }
    assert.equal(withFields('---\na: &x [b]\nc: *x\n---\n', { c: 'd' }), '---\na: &x [b]\nc: d\n---\n');
    assert.equal(withFields('---\na: b\n---\n', { p__proto__: 'c' }), '---\na: b\np__proto__: c\n---\n');
  });

  it('change nothing but what was asked, whatever stands in the front matter', () => {
    const name = fc.constantFrom('a', 'b', 'title', 'my field', 'tags', 'Ünï', '日本', 'citekey');
    const plainText = fc.constantFrom(
      'Mamba',
      'x y',
      'état',
      '模型',
      'שלום',
      'it is',
      '2023',
      '2020-01-02',
      'yes',
      '~',
    );
    const quoted = anyText(6).map(yamlScalar);
    const single = fc.constantFrom("'it''s'", "'a # b'", "'x: y'");
    const comment = fc.constantFrom('', '', ' # why', '  #, "odd" [x', '\t# 注');
    const scalar = fc.oneof(
      plainText,
      quoted,
      single,
      fc.constantFrom('&it x', '!!str y', '"two\n  lines"', 'two\n  lines', ''),
    );
    const textBlock = fc
      .tuple(
        fc.constantFrom('|', '>', '|-', '|2'),
        fc.array(fc.constantFrom('one', '# two', '- x', ''), { minLength: 1, maxLength: 4 }),
      )
      .map(([mark, rows]) => `${mark}\n${['first', ...rows].map((row) => (row ? `  ${row}` : '')).join('\n')}`);
    const item = fc.oneof(plainText, single, quoted);
    const flow = fc
      .tuple(fc.array(item, { maxLength: 4 }), fc.constantFrom(', ', ',', ' , ', ',\n    ', ', # c\n  '))
      .map(([items, gap]) => `[${items.join(gap)}]`);
    const rows = (indent: string) =>
      fc
        .array(fc.tuple(item, comment, fc.constantFrom('', '', '\n  # between', '\n')), { minLength: 1, maxLength: 4 })
        .map((all) => all.map(([one, note, after]) => `\n${indent}- ${one}${note}${after}`).join(''));
    const value = fc.oneof(
      scalar.map((one) => ` ${one}`),
      textBlock.map((one) => ` ${one}`),
      flow.map((one) => ` ${one}`),
      rows(''),
      rows('  '),
      fc.constantFrom(' {x: y}', '\n  x: y\n  z: [w]', ' *it'),
    );
    const field = fc.tuple(name, value, comment, fc.constantFrom('', '', '\n', '\n# mine', '\n# mine\n\n'));
    const front = fc.uniqueArray(field, { selector: ([one]) => one, maxLength: 6 });
    const change = fc.oneof(
      anyText(5),
      plainText,
      fc.array(fc.oneof(anyText(4), plainText), { maxLength: 4 }),
      fc.constant(undefined),
    );
    const changes = fc.dictionary(name, change, { minKeys: 1, maxKeys: 4 });
    let made = 0;
    let tried = 0;
    fc.assert(
      fc.property(
        front,
        changes,
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\uFEFF'),
        fc.constantFrom('', 'Text\n---\na: b\n'),
        (fields, wanted, eol, mark, body) => {
          const yaml = fields
            .map(([one, written, note, after]) => `${one}:${written}${/^\s*[|>]/.test(written) ? '' : note}${after}\n`)
            .join('');
          const text = `${mark}---\n${yaml}---\n${body}`.replaceAll('\n', eol);
          const before = readFrontMatter(text);
          const result = fieldEdits(text, new Map(Object.entries(wanted)));
          tried++;
          if ('refused' in result) {
            if (!before.problems.length)
              assert.ok(
                /fieldsEntangled|frontMatterForm/.test(result.refused.code) && /[&*]it/.test(yaml),
                JSON.stringify([text, wanted, result.refused]),
              );
            return;
          }
          made++;
          const after = edited(text, result.edits);
          const read = readFrontMatter(after);
          assert.deepEqual(read.problems, []);
          assert.equal(read.body, before.body);
          for (const [one, said] of Object.entries(wanted)) {
            const expected = typeof said === 'string' ? wellFormed(said) : said?.map((each) => wellFormed(each));
            assert.deepEqual(read.data[one], expected, after);
          }
          for (const one of Object.keys(before.data))
            if (!(one in wanted)) assert.deepEqual(read.data[one], before.data[one]);
          // the lines of other fields are there to the byte
          for (const [one, written, note] of fields)
            if (!(one in wanted)) {
              assert.ok(
                after.includes(`${one}:${written}${/^\s*[|>]/.test(written) ? '' : note}`.replaceAll('\n', eol)),
                JSON.stringify([text, after]),
              );
            }
          const commentsIn = (source: string) =>
            source.split(/\r?\n/).filter((row) => /^\s*# (?:mine|between)/.test(row)).length;
          assert.equal(commentsIn(after), commentsIn(text), 'comments stay');
          if (eol === '\r\n') assert.ok(!/[^\r]\n/.test(after), 'line ends stay');
          assert.deepEqual(fieldEdits(after, new Map(Object.entries(wanted))), { edits: [] }, 'once is enough');
        },
      ),
      { numRuns: 500 },
    );
    assert.ok(made > tried / 3, `${made} of ${tried} could be made`);
  });
});
