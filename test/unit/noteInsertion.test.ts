import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { readFrontMatter } from '../../src/core/formats/frontMatter.ts';
import { noteInsertions } from '../../src/core/notes/insertion.ts';
import { assertInProportion } from '../support/countWork.ts';

const note =
  '---\ncitekey: gu2023\ntitle: "Mamba: X"\ntags:\n  - a\n  - b: c\nabstract: |\n  One\n\n  # two\n---\n\n# Mamba\n\nText.\n';
const other = '---\ncitekey: dao2024\ntitle: Other\n---\n\n# Other\n\n## Notes\n';
const body = '# Mamba\n\nText.';

/** The document with the notes put in. */
function withNotes(document: string, offset: number, ...notes: readonly string[]): string {
  let last = 0;
  let result = '';
  for (const { offset: place, text } of noteInsertions(document, offset, notes)) {
    assert.ok(place >= last && place <= document.length, 'places in the order of the document');
    assert.ok(text.length > 0);
    assert.notEqual(document.slice(place - 1, place + 1), '\r\n');
    result += document.slice(last, place) + text;
    last = place;
  }
  return result + document.slice(last);
}

/** The same for a document with the cursor at `|`. */
const at = (text: string, ...notes: readonly string[]) => withNotes(text.replace('|', ''), text.indexOf('|'), ...notes);

describe('inserting a note', () => {
  it('gives an empty document all of it', () => {
    for (const empty of ['', ' ', '\n', '\n\n  \n']) {
      assert.equal(withNotes(empty, empty.length, note), note + empty, JSON.stringify(empty));
    }
    assert.equal(withNotes('\uFEFF', 0, note), `\uFEFF${note}`);
    assert.equal(withNotes('', 0, 'No front matter.\n'), 'No front matter.\n');
  });

  it('puts it whole above a text that has no front matter', () => {
    assert.equal(at('|Mine.\n', note), `${note}\nMine.\n`);
    assert.equal(at('\n|\nMine.\n', note), `${note}\n\n\nMine.\n`);
    assert.equal(at('|---\n\nBelow a rule.\n', note), `${note}\n---\n\nBelow a rule.\n`);
  });

  it('adds at the top of a document the fields that it lacks, and its text below them', () => {
    assert.equal(
      at('---\ntitle: Mine # so it stays\ndate: 2020\n---\n|\nMy words.\n', note),
      `---\ntitle: Mine # so it stays\ndate: 2020\ncitekey: gu2023\ntags:\n  - a\n  - b: c\nabstract: |\n  One\n\n  # two\n---\n\n${body}\n\nMy words.\n`,
    );
    assert.equal(
      at('|---\nstatus: "read"\n---\n', other),
      '---\nstatus: "read"\ncitekey: dao2024\ntitle: Other\n---\n\n# Other\n\n## Notes\n',
    );
    assert.equal(
      at('---\na: b\n|c: d\n---\nX', other),
      '---\na: b\nc: d\ncitekey: dao2024\ntitle: Other\n---\n\n# Other\n\n## Notes\n\nX',
    );
  });

  it('does so where the front matter is empty, ends with dots or the file, or spells its names otherwise', () => {
    const fields = 'citekey: dao2024\ntitle: Other\n';
    const text = '\n# Other\n\n## Notes\n';
    assert.equal(at('---\n---\n|', other), `---\n${fields}---\n${text}`);
    assert.equal(at('---\n# mine\n---\n|', other), `---\n# mine\n${fields}---\n${text}`);
    assert.equal(at('---\na: b\n...\n|', other), `---\na: b\n${fields}...\n${text}`);
    assert.equal(at('---\na: b\n---|', other), `---\na: b\n${fields}---\n${text}`);
    assert.equal(
      at('---\n"title" : mine\n\'citekey\': dao2024\n---\n|', other),
      `---\n"title" : mine\n'citekey': dao2024\n---\n${text}`,
    );
    assert.equal(
      at('---\na: b\n---\n|', '---\n"title" : x\nb:\n- c: d\n---\nT'),
      '---\na: b\n"title" : x\nb:\n- c: d\n---\n\nT\n',
    );
  });

  it('again adds only its text', () => {
    const once = at('---\nmine: yes\n---\n|\nMy words.\n', other);
    const twice = withNotes(once, 0, other);
    assert.equal(twice.match(/^title:/gm)?.length, 1);
    assert.equal(twice.match(/^# Other$/gm)?.length, 2);
  });

  it('puts its text alone in the middle, on lines of its own', () => {
    assert.equal(at('Before.\n\n|\n\nAfter.\n', note), `Before.\n\n${body}\n\n\nAfter.\n`);
    assert.equal(at('Before.\n|After.\n', note), `Before.\n\n${body}\n\nAfter.\n`);
    assert.equal(at('Bef|ore.', note), `Bef\n\n${body}\n\nore.`);
    assert.equal(at('Before.|', note), `Before.\n\n${body}\n`);
    assert.equal(at('---\na: b\n---\nBefore.\n|', note), `---\na: b\n---\nBefore.\n\n${body}\n`);
  });

  it('keeps what the template owns marked in the paper’s own note alone', () => {
    const owned =
      '---\ncitekey: gu2023\n---\n\n# Mamba\n\n<!-- literature:abstract -->\nText.\n<!-- /literature:abstract -->\n\n<!-- mine -->\n';
    assert.equal(withNotes('', 0, owned), owned);
    assert.match(at('---\ncitekey: gu2023\n---\n|\nMine.\n', owned), /<!-- literature:abstract -->/);
    assert.equal(at('Mine.\n\n|', owned), 'Mine.\n\n# Mamba\n\nText.\n\n<!-- mine -->\n');
  });

  it('puts the texts of several at the cursor, and below the front matter at the top', () => {
    const both = `${body}\n\n# Other\n\n## Notes`;
    assert.equal(at('|', note, other), `${both}\n`);
    assert.equal(at('Before.\n\n|', note, other), `Before.\n\n${both}\n`);
    assert.equal(at('|---\na: b\n---\n\nMine.\n', note, other), `---\na: b\n---\n\n${both}\n\nMine.\n`);
    assert.equal(withNotes('\uFEFFMine.\n', 0, note, other), `\uFEFF${both}\n\nMine.\n`);
  });

  it('puts its text alone into the note of another paper, by whatever name that gives the key', () => {
    for (const owner of [
      'citekey: other2020',
      'citation-key: other2020',
      'citationkey: "@other2020"',
      'citation_key: other2020',
    ]) {
      assert.equal(at(`---\n${owner}\n---\n|Mine.\n`, note), `---\n${owner}\n---\n\n${body}\n\nMine.\n`);
    }
    const mine = at('---\ncitation-key: "@gu2023"\n---\n|', note);
    assert.match(mine, /^---\ncitation-key: "@gu2023"\ncitekey: gu2023\ntitle:/);
  });

  it('puts its text alone below front matter that it cannot read or add lines to', () => {
    for (const matter of [
      '---\na: b: c\n---\n',
      '---\na: b\na: c\n---\n',
      '---js\n({})\n---\n',
      '+++\na = 1\n+++\n',
      '---\n{a: b}\n---\n',
      '---\n  a: b\n  c: d\n---\n',
      '---\n- a\n- b\n---\n',
    ]) {
      assert.equal(withNotes(`${matter}Mine.\n`, 0, note), `${matter}\n${body}\n\nMine.\n`, matter);
    }
    const broken = '---\ntitle: a: b\n---\n\n# T\n';
    assert.equal(at('---\na: b\n---\n|', broken), '---\na: b\n---\n\n# T\n');
  });

  it('keeps anchors, comments, block texts and the order of what is there', () => {
    const mine =
      '# first\nbase: &b [x, y]\ncopy: *b\nself: &s [*s]\ntext: |+\n  one\n\n\n# last\nmore: >-\n  two\n  three\n';
    const document = `---\n${mine}---\n`;
    const result = withNotes(document, document.length, other);
    assert.equal(result, `---\n${mine}citekey: dao2024\ntitle: Other\n---\n\n# Other\n\n## Notes\n`);
    assert.equal(readFrontMatter(result).data['more'], 'two three');
  });

  it('ends its lines as the document does', () => {
    for (const end of ['\r\n', '\r']) {
      const lines = (text: string) => text.replaceAll('\n', end);
      const merged = '---\na: b\ncitekey: dao2024\ntitle: Other\n---\n\n# Other\n\n## Notes\n\nMine.\n';
      assert.equal(at(lines('---\na: b\n---\n|Mine.\n'), other), lines(merged));
      assert.equal(at(lines('Mine.\n|'), other), lines('Mine.\n\n# Other\n\n## Notes\n'));
      assert.equal(at(lines('\n|'), other), lines(`${other}\n`));
      assert.equal(at('Mine.\n|', lines(other)), 'Mine.\n\n# Other\n\n## Notes\n');
    }
  });

  it('adds nothing for a note without text', () => {
    assert.deepEqual(noteInsertions('Mine.', 5, ['---\na: b\n---\n']), []);
    assert.deepEqual(noteInsertions('Mine.', 5, []), []);
    assert.equal(at('---\nx: y\n---\n|', '---\na: b\n---\n'), '---\nx: y\na: b\n---\n');
    assert.deepEqual(noteInsertions('---\na: x\n---\n', 0, ['---\na: b\n---\n']), []);
  });

  it('is work in proportion in five megabytes', () => {
    const long = (size: number) => `---\na: b\n---\n${'Word '.repeat(size)}`;
    assertInProportion((size) => withNotes(long(size), 0, note), 500_000);
    assertInProportion((size) => withNotes(long(size), long(size).length, note, other), 500_000);
    assertInProportion((size) => withNotes(`${' '.repeat(size)}x`, 0.8 * size, note), 2_500_000);
    assertInProportion((size) => withNotes(`---\n${'a: &a [x]\n# c\n'.repeat(size)}---\n`, 0, note), 15_000);
  });
});

describe('inserting a note into any document', () => {
  const matters = [
    '',
    '---\n---\n',
    '---\ntitle: Mine\nstatus: read # now\n---\n',
    '---\n# only a comment\n---\n',
    '---\nbase: &b [x]\ncopy: *b\n...\n',
    '---\ncitekey: gu2023\ntags: [a]\n---\n',
    '---\ncitekey: else2020\n---\n',
    '---\n"title": |\n  x\n\n---\n',
    '---\na: b: c\n---\n',
    '---\na: b\n',
    '---js\nx\n---\n',
    '+++\na = 1\n+++\n',
    '---\n{a: b}\n---\n',
    '---\n\nRuled.\n\n---\n',
    '---yaml\n  a: b\n---\n',
    '---\na: b\n---',
  ];
  const bodies = [
    '',
    '\n',
    'Mine.\n',
    '\n\nMine.',
    '# Heading\n\n---\n\ncitekey: x\n',
    '```yaml\n---\na: b\n---\n```\n',
    '  \t\n',
  ];
  const document = fc
    .tuple(
      fc.constantFrom('', '\uFEFF'),
      fc.constantFrom(...matters),
      fc.constantFrom(...bodies),
      fc.constantFrom('\n', '\r\n', '\r'),
    )
    .map(
      ([mark, matter, text, end]) =>
        mark + (matter + (/-$/.test(matter) && text ? `\n${text}` : text)).replaceAll('\n', end),
    );
  const place = (text: string, part: number) => {
    const offset = Math.round(part * text.length);
    return text.slice(offset - 1, offset + 1) === '\r\n' ? offset + 1 : offset;
  };
  const fences = (text: string) => text.split(/\r\n|\n|\r/).filter((line) => /^\uFEFF?---/.test(line)).length;

  it('loses and moves nothing, keeps its fields, and never makes a second front matter', () => {
    const notes = fc.constantFrom([note], [other], [note, other], ['Only text.\n'], ['---\ntitle: x\n---\n']);
    fc.assert(
      fc.property(document, fc.double({ min: 0, max: 1, noNaN: true }), notes, (text, part, chosen) => {
        const offset = place(text, part);
        const inserted = noteInsertions(text, offset, chosen);
        const result = withNotes(text, offset, ...chosen);
        let rest = result;
        for (const insertion of inserted) {
          const end = insertion.offset + insertion.text.length;
          assert.equal(rest.slice(insertion.offset, end), insertion.text);
          rest = rest.slice(0, insertion.offset) + rest.slice(end);
        }
        assert.equal(rest, text);

        const [before, after] = [readFrontMatter(text), readFrontMatter(result)];
        assert.ok(after.problems.length <= before.problems.length, 'no new fault');
        for (const [name, value] of Object.entries(before.data)) assert.deepEqual(after.data[name], value, name);
        if (before.yaml) {
          const mine = text.slice(before.yaml.start, before.yaml.end);
          assert.ok(result.slice(after.yaml?.start, after.yaml?.end).startsWith(mine));
          assert.equal(fences(result), fences(text));
        } else {
          assert.ok(fences(result) <= fences(text) + 2);
        }
        assert.ok(text.startsWith('\uFEFF') === result.startsWith('\uFEFF'));
      }),
      { numRuns: 500 },
    );
  });

  it('adds each field once, however often it is done at the top', () => {
    fc.assert(
      fc.property(document, fc.constantFrom(note, other), (text, chosen) => {
        const once = withNotes(text, 0, chosen);
        const twice = withNotes(once, 0, chosen);
        const [a, b] = [readFrontMatter(once), readFrontMatter(twice)];
        assert.deepEqual({ ...b.data }, { ...a.data });
        assert.equal(twice.slice(b.yaml?.start, b.yaml?.end), once.slice(a.yaml?.start, a.yaml?.end));
      }),
      { numRuns: 200 },
    );
  });
});
