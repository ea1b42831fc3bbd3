import assert from 'node:assert/strict';
import { readCitations } from '../../src/core/citations/read.ts';
import { rekeyed } from '../../src/core/citations/rekey.ts';
import type { Citation, CitationKind } from '../../src/core/citations/citation.ts';
import type { Syntax } from '../../src/core/citations/syntax.ts';
import { entryRekeyed } from '../../src/core/language/entryKey.ts';
import { topicRekeyed } from '../../src/core/language/topicKey.ts';
import { edited } from '../../src/core/text.ts';
import type { FormatId } from '../../src/core/formats/sniff.ts';

/** The text with another key where `old` is cited between the marks; nothing where the syntax cannot hold it. */
function renamed(text: string, to: string, syntax: Syntax, kind: CitationKind = 'cite'): string | undefined {
  const start = text.indexOf('old');
  const keyAt = { start, end: start + 3 };
  const citation: Citation = { ...keyAt, keyAt, key: 'old', kind, mode: 'normal' };
  const changes = rekeyed(text, citation, to, syntax);
  return changes && edited(text, changes);
}

describe('another key in a citation', () => {
  it('keeps what stands around it in Markdown, and gets braces where pandoc wants them', () => {
    assert.equal(renamed('[see -@old, p. 3; @b]', 'new2020', 'markdown'), '[see -@new2020, p. 3; @b]');
    assert.equal(renamed('As @old says.', 'DBLP:x//y', 'markdown'), 'As @{DBLP:x//y} says.');
    assert.equal(renamed('As @{old} says.', 'new', 'markdown'), 'As @{new} says.');
    assert.equal(renamed('As @{old} says.', 'a{b}c', 'markdown'), 'As @{a{b}c} says.');
    assert.equal(renamed('As @old says.', 'a b', 'markdown'), undefined);
    assert.equal(renamed('As @old says.', 'a}b', 'markdown'), undefined);
  });

  it('names the note in a link, which takes no bracket', () => {
    assert.equal(renamed('[[@old|the paper]]', 'x//y', 'markdown', 'noteLink'), '[[@x//y|the paper]]');
    assert.equal(renamed('[[@old]]', 'a#b', 'markdown', 'noteLink'), undefined);
  });

  it('stays within the list of a role', () => {
    assert.equal(renamed('{cite:p}`old,b`', 'new', 'markdown'), '{cite:p}`new,b`');
    assert.equal(renamed('{cite:p}`old,b`', 'a,b', 'markdown'), undefined);
  });

  it('is refused in LaTeX and Org where it would be read as something else', () => {
    assert.equal(renamed('\\parencite[12]{a, old}', 'new:2', 'latex'), '\\parencite[12]{a, new:2}');
    for (const key of ['a,b', 'a b', 'a}', '50%', 'a#b', 'a~b', 'a\\b'])
      assert.equal(renamed('\\cite{old}', key, 'latex'), undefined);
    assert.equal(renamed('[cite/t:see @old p. 3]', 'new/2', 'org'), '[cite/t:see @new/2 p. 3]');
    assert.equal(renamed('[cite:@old]', 'a;b', 'org'), undefined);
  });

  it('goes through a label in Typst where a mark cannot hold it', () => {
    assert.equal(renamed('As @old.', 'new', 'typst'), 'As @new.');
    assert.equal(renamed('As @old.', 'DBLP:x/y', 'typst'), 'As #cite(label("DBLP:x/y")).');
    assert.equal(renamed('As @old[p. [3]] says', 'x/y', 'typst'), 'As #cite(label("x/y"), supplement: [p. [3]]) says');
    assert.equal(renamed('As @old(yes)', 'x/y', 'typst'), 'As #cite(label("x/y"));(yes)');
    assert.equal(renamed('#cite(<old>, form: "prose")', 'x/y', 'typst'), '#cite(label("x/y"), form: "prose")');
    assert.equal(renamed('#cite(<old>)', 'new.', 'typst'), '#cite(<new.>)');
    assert.equal(renamed('#cite(label("old"))', 'a"b', 'typst'), '#cite(label("a\\"b"))');
  });

  it('reads back as the same citation', () => {
    for (const [syntax, text] of [
      ['markdown', 'As @old and [@old; @b].'],
      ['latex', 'As \\citep[see][12]{old,b}'],
      ['typst', 'As @old and #cite(<old>)'],
      ['org', 'As [cite:@old;@b]'],
    ] as const) {
      const found = readCitations(text, syntax).citations;
      const changes = found
        .filter(({ key }) => key === 'old')
        .flatMap((citation) => rekeyed(text, citation, 'n:1', syntax) ?? []);
      const again = readCitations(edited(text, changes), syntax).citations;
      assert.deepEqual(
        again.map(({ key }) => key),
        found.map(({ key }) => (key === 'old' ? 'n:1' : key)),
      );
    }
  });
});

describe('another key in an entry', () => {
  const entry = (text: string, to: string, format: FormatId) => {
    const start = text.indexOf('old');
    const change = entryRekeyed(text, { start, end: start + 3 }, to, format);
    return change && edited(text, [change]);
  };

  it('is written as the format wants it', () => {
    assert.equal(entry('@book{old,', 'new:1', 'bibtex'), '@book{new:1,');
    assert.equal(entry('{"id": "old"}', 'a"b', 'csl-json'), '{"id": "a\\"b"}');
    assert.equal(entry('- id: old\n', 'a: b', 'csl-yaml'), '- id: "a: b"\n');
    assert.equal(entry("- id: 'old'\n", "o'b", 'csl-yaml'), "- id: 'o''b'\n");
    assert.equal(entry('old:\n  type: book', 'true', 'hayagriva'), '"true":\n  type: book');
    assert.equal(entry('citekey: "@old"\n', 'new', 'paper'), 'citekey: "@new"\n');
    assert.equal(entry('<label>old</label>', 'a&b', 'endnote-xml'), '<label>a&amp;b</label>');
  });

  it('stands in quotes where it was a number without', () => {
    assert.equal(
      edited('{"id": 12}', [entryRekeyed('{"id": 12}', { start: 7, end: 9 }, 'new', 'csl-json')!]),
      '{"id": "new"}',
    );
  });

  it('is refused where BibTeX or biber would stumble over it', () => {
    for (const key of ['a,b', 'a b', 'a{b', 'a=b', 'a#b', 'a%b', 'a(b', "a'b", 'a"b', 'a\\b'])
      assert.equal(entry('@book{old,', key, 'bibtex'), undefined);
  });
});

describe('another key in the file of topics', () => {
  const renamedIn = (text: string) => {
    const change = topicRekeyed(text, 'old', 'new:1');
    return change && edited(text, [change]);
  };

  it('is written where a paper was moved, and nowhere else', () => {
    assert.equal(
      renamedIn('titles:\n  old: "Old"\n\npapers:\n  b: [old]\n  old: [t, "u v"] # mine\n'),
      'titles:\n  old: "Old"\n\npapers:\n  b: [old]\n  "new:1": [t, "u v"] # mine\n',
    );
    assert.equal(renamedIn('papers:\n  "old": [t]\n'), 'papers:\n  "new:1": [t]\n');
    assert.equal(renamedIn('titles:\n  old: x\n'), undefined);
    assert.equal(renamedIn(''), undefined);
  });
});
