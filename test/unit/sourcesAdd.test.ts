import assert from 'node:assert/strict';
import { readAny } from '../../src/core/formats/readers.ts';
import type { FormatId } from '../../src/core/formats/sniff.ts';
import { insertionOf } from '../../src/core/sources/append.ts';
import { paperFileOf } from '../../src/core/sources/paperFile.ts';
import { freeKey, readPasted } from '../../src/core/sources/pasted.ts';

const item = {
  id: 'doe2001title',
  type: 'article-journal',
  title: 'A Title: With a Colon',
  author: [{ family: 'Doe', given: 'Jo' }],
  issued: { 'date-parts': [[2001]] },
};

const added = (format: FormatId, text: string, written?: string) => {
  const insertion = insertionOf({ item, ...(written === undefined ? {} : { written }) }, format, text);
  assert.ok(insertion);
  return text.slice(0, insertion.offset) + insertion.text + text.slice(insertion.offset);
};

describe('a pasted paper', () => {
  const ris = 'TY  - JOUR\nAU  - Doe, Jo\nTI  - A Title\nPY  - 2001\nER  - ';
  for (const [what, text] of [
    ['BibTeX', '@article{x,\n author={Doe, Jo}, title={A Title}, year=2001}'],
    ['RIS', ris],
    ['RIS that lost its line breaks', ris.replaceAll('\n', '')],
    ['RIS on one line with blanks', ris.replaceAll('\n', ' ')],
    ['CSL-JSON', '[{"id":"x","type":"book","title":"A Title","author":[{"family":"Doe"}]}]'],
  ] as const) {
    it(`is read from ${what}`, () => {
      const pasted = readPasted(text);
      assert.equal(pasted?.entry.item.title, 'A Title');
      assert.equal(pasted.entry.item.author?.[0]?.family, 'Doe');
    });
  }
  it('is none where the text is something else', () => {
    for (const text of ['', 'A Title by Doe', '{"name":"literature"}', 'title: x'])
      assert.equal(readPasted(text), undefined);
  });
  it('tells how many more there are', () =>
    assert.equal(readPasted('@misc{a,title={A}}\n@misc{b,title={B}}')?.others, 1));
});

describe('adding a paper to a file', () => {
  it('puts it behind the last entry, a blank line between, and changes nothing else', () => {
    const text = '% mine\n@Article{x , title="X"}\n';
    const after = added('bibtex', text, '@misc{y,\n  title = {Y}\n}');
    assert.equal(after, `${text}\n@misc{y,\n  title = {Y}\n}\n`);
  });
  it('closes a last line that is not ended', () => {
    assert.equal(added('bibtex', '@misc{x}', '@misc{y}'), '@misc{x}\n\n@misc{y}\n');
  });
  it('needs no blank line where the file has none', () => {
    assert.equal(added('bibtex', '@misc{a}\n@misc{b}\n', '@misc{c}'), '@misc{a}\n@misc{b}\n@misc{c}\n');
  });
  it('begins an empty file', () => assert.match(added('bibtex', ''), /^@article\{doe2001title,/));
  it('writes BibLaTeX into a file of BibLaTeX', () => {
    assert.match(
      added('bibtex', '@article{x,\n  journaltitle = {J},\n  date = {2001},\n}\n'),
      /date\s*= \{2001\}[^]*date\s*= \{2001\}/,
    );
    assert.match(
      added('bibtex', '@article{x,\n  journal = {J},\n  year = {2001},\n}\n'),
      /year\s*= \{?2001\}?[^]*year\s*= \{?2001\}?/,
    );
  });
  it('keeps the indentation of CSL-JSON', () => {
    const text = '[\n    {\n        "id": "x",\n        "type": "book"\n    }\n]\n';
    const after = added('csl-json', text);
    assert.ok(after.startsWith('[\n    {\n        "id": "x",\n        "type": "book"\n    },\n    {\n'), after);
    assert.ok(after.endsWith('\n    }\n]\n'), after);
    assert.equal((JSON.parse(after) as unknown[]).length, 2);
  });
  it('goes into the list that an object holds, as far in as its own', () => {
    assert.equal(
      added('csl-json', '{\n  "references": [],\n  "x": [1]\n}\n').replace(/\{\n {6}[^]*?\n {4}\}\n/, 'ITEM\n'),
      '{\n  "references": [\n    ITEM\n  ],\n  "x": [1]\n}\n',
    );
    const after = added('csl-json', '{"items": [\n  {"id": "x", "type": "book", "note": "]"}\n], "version": 2}');
    const { items, version } = JSON.parse(after) as { items: { id: string }[]; version: number };
    assert.deepEqual([items.map(({ id }) => id), version], [['x', item.id], 2]);
  });
  it('goes behind the last item of CSL-YAML, before what follows, and keeps comments', () => {
    const text = '---\n# mine\nreferences:\n  - id: x\n    type: book # first\n\ntitle: T\n---\n';
    const after = added('csl-yaml', text);
    assert.ok(
      after.startsWith('---\n# mine\nreferences:\n  - id: x\n    type: book # first\n  - id: doe2001title\n    type:'),
    );
    assert.ok(after.endsWith('      - [2001]\n\ntitle: T\n---\n'), after);
  });
  it('writes the prose of CSL-YAML as the Markdown that it is', () => {
    const title = 'On <i>E. coli</i>, H<sub>2</sub>O, 2*3 and a_b [<span class="nocase">mRNA</span>]';
    const insertion = insertionOf({ item: { ...item, title } }, 'csl-yaml', '');
    assert.match(insertion?.text ?? '', /\*E\. coli\*/);
    const { entries } = readAny(insertion?.text ?? '', 'file:///x.yaml', 'csl-yaml');
    assert.equal(entries[0]?.item.title, title);
  });
  it('refuses what it would have to rewrite', () => {
    assert.equal(insertionOf({ item }, 'csl-json', '{"a": 1}'), undefined);
    assert.equal(insertionOf({ item }, 'csl-json', '[{"id": "x"}'), undefined);
    assert.equal(insertionOf({ item }, 'csl-yaml', 'references: [{id: x}]'), undefined);
    assert.equal(insertionOf({ item }, 'csl-yaml', 'title: x'), undefined);
  });
  for (const [format, text] of [
    ['bibtex', '@misc{x, title={X}}\n'],
    ['ris', 'TY  - BOOK\nID  - x\nTI  - X\nER  - \n'],
    ['csl-json', '[]'],
    ['csl-json', '[\n]\n'],
    ['csl-json', '[{"id":"x","type":"book"}]'],
    ['csl-json', '[\n{"id":"x","type":"book"}\n]'],
    ['csl-json', ''],
    ['csl-json', '{"references": []}'],
    ['csl-json', '\ufeff{\n\t"items": [\n\t\t{"id":"x","type":"book"}\n\t]\n}'],
    ['csl-yaml', ''],
    ['csl-yaml', 'references: []\n'],
    ['csl-yaml', '---\nreferences:\n- id: x\n  type: book\n...\n'],
    ['csl-yaml', '\ufeff---\nreferences:\n- id: x\n  type: book'],
    ['csl-yaml', '- id: x\n  type: book\n'],
    ['csl-yaml', '# all\nreferences:\n'],
    ['hayagriva', 'x:\n  type: book\n  title: X\n'],
  ] as const) {
    it(`can be read again as ${format} after ${JSON.stringify(text)}`, () => {
      const { entries, problems } = readAny(added(format, text), 'file:///x', format);
      assert.deepEqual(problems, []);
      assert.equal(entries.at(-1)?.key, item.id);
      assert.equal(entries.at(-1)?.item.title, item.title);
      assert.deepEqual(entries.at(-1)?.item.issued, item.issued);
      assert.deepEqual(entries.at(-1)?.item.author, item.author);
    });
  }
});

describe('a paper file', () => {
  it('says what the item says', () => {
    const { entries, problems } = readAny(
      paperFileOf({ ...item, abstract: 'About it.' }),
      'file:///doe2001title.md',
      'paper',
    );
    assert.deepEqual(problems, []);
    const [entry] = entries;
    assert.equal(entry?.key, item.id);
    assert.equal(entry.item.title, item.title);
    assert.deepEqual(entry.item.author, item.author);
    assert.deepEqual(entry.item.issued, item.issued);
    assert.equal(entry.item.abstract, 'About it.');
  });
});

describe('a key that is taken', () => {
  it('gets the first letter that makes it free', () => {
    const taken = new Set(['doe2001', 'doe2001a']);
    assert.equal(
      freeKey('doe2001', (key) => taken.has(key)),
      'doe2001b',
    );
    assert.equal(
      freeKey('new', (key) => taken.has(key)),
      'new',
    );
    assert.equal(
      freeKey('x', (key) => /^x[a-z]?$/.test(key)),
      'x-2',
    );
  });
});
