import assert from 'node:assert/strict';
import type { CslItem } from '../../src/core/entry/csl.ts';
import type { Entry } from '../../src/core/entry/entry.ts';
import { cslJsonOf } from '../../src/core/entry/entry.ts';
import { paperOf } from '../../src/core/entry/paper.ts';
import { readBib } from '../../src/core/formats/bibtex/read.ts';

const uri = 'file:///library.bib';
const entriesOf = (text: string): readonly Entry[] => readBib(text, uri).entries;
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The first entry of the text. */
function entryOf(text: string): Entry {
  const [entry] = entriesOf(text);
  assert.ok(entry, 'an entry');
  return entry;
}

const itemWith = (fields: string, type = 'book'): CslItem => entryOf(`@${type}{k, ${fields}}`).item;

describe('reading BibTeX and BibLaTeX', () => {
  describe('an entry', () => {
    const text = '% a comment\n@article{gu2023,\n  Title = {The {Mamba} Model},\n  year = 2023,\n}\n';
    const [entry] = entriesOf(text);
    const slice = (span: { start: number; end: number }): string => text.slice(span.start, span.end);

    it('knows its places: itself, its key, each field with its name', () => {
      assert.ok(entry?.source.keySpan);
      assert.equal(entry.source.uri, uri);
      assert.equal(slice(entry.source.span), text.slice(12, -1));
      assert.equal(slice(entry.source.keySpan), 'gu2023');
      assert.deepEqual(
        entry.source.fields?.map(({ name, nameSpan, span }) => [name, slice(nameSpan), slice(span)]),
        [
          ['title', 'Title', '{The {Mamba} Model}'],
          ['year', 'year', '2023'],
        ],
      );
    });

    it('shows its title as typed, and gives out sentence case', () => {
      assert.ok(entry);
      assert.equal(entry.item.title, 'The Mamba Model');
      assert.equal(cslJsonOf(entry).title, 'The Mamba model');
    });

    it('shows text without markup, and gives it out with the markup of CSL-JSON', () => {
      const marked = entryOf('@misc{k, title = {On \\emph{E. coli} in H\\textsubscript{2}O}, langid = {german}}');
      assert.equal(marked.item.title, 'On E. coli in H2O');
      assert.equal(cslJsonOf(marked).title, 'On <i>E. coli</i> in H<sub>2</sub>O');
    });

    it('leaves math as TeX where it is shown', () => {
      assert.equal(itemWith('title = {An $O(n^2)$ Bound}').title, 'An $O(n^2)$ Bound');
    });

    it('can be copied, cloned and written as JSON with all that is decoded late', () => {
      const lazy = entryOf("@misc{k, title = {T}, abstract = {Caf\\'e}}");
      const expected = { id: 'k', type: 'document', title: 'T', abstract: 'Café' };
      assert.deepEqual(plain(lazy.item), expected);
      assert.deepEqual({ ...lazy.item }, expected);
      assert.deepEqual(structuredClone(lazy.item), expected);
      assert.deepEqual((plain(lazy) as Entry).item, expected);
      assert.deepEqual(structuredClone({ ...lazy }).item, expected);
    });

    it('has the same item each time', () => {
      const same = entryOf('@misc{k, title = {T}}');
      assert.equal(same.item, same.item);
    });
  });

  describe('text', () => {
    const cases: readonly (readonly [tex: string, text: string])[] = [
      [
        "\\'{\\i} {\\'\\i} \\'\\i{} \\`{\\i} \\^{\\i} \\\"{\\i} \\={\\i} \\v{\\i} \\u{\\i} \\^{\\j}",
        'í í í ì î ï ī ǐ ĭ ĵ',
      ],
      ['\\dh{} \\DH{} \\th{} \\TH{} \\dj{} \\DJ{} \\ng{} \\NG{} \\SS{} \\i{} \\j', 'ð Ð þ Þ đ Đ ŋ Ŋ SS ı ȷ'],
      [
        '\\textcopyright{} \\textregistered{} \\texttrademark{} 20\\textdegree{}C \\texteuro{} \\textmu{}m',
        '© ® ™ 20°C € µm',
      ],
      ['\\textpm{} \\texttimes{} \\textonehalf{} \\textbullet{} \\dag{} \\ddag{}', '± × ½ • † ‡'],
      ['\\guillemotleft{}c\\guillemotright{} \\quotedblbase{}d\\textquotedblleft{}', '«c» „d“'],
      ['\\textalpha-synuclein and \\textbeta{} rays', 'α-synuclein and β rays'],
      ['\\textbraceleft{}x\\textbraceright{} \\{y\\} \\textbar{} a\\textendash{}b\\textemdash{}c', '{x} {y} | a–b—c'],
      ["?`Qu\\'e? !`S\\'i!", '¿Qué? ¡Sí!'],
      ["``double'' and `single', but it's 5'", "“double” and ‘single’, but it's 5'"],
      ['1--2 --- 3 - 4', '1–2 — 3 - 4'],
      ['a~b', 'a\u00a0b'],
      ['  a \n\t b\u0000c ', 'a b c'],
      ['a \\\\ b \\newline c', 'a b c'],
      ['\\foo{bar} \\foo[x]{bar} \\foo bar', 'bar bar bar'],
      ['a\\footnote{b} c\\label{d} (see \\cite[p.~3]{key})', 'a c (see )'],
      ['\\uppercase{abc} \\MakeLowercase{DEF}', 'ABC def'],
      [
        '\\href{http://example.org/a_b}{this page} \\url{http://example.org/~a_b%20c}',
        'this page http://example.org/~a_b%20c',
      ],
      ['\\verb|a_b| \\texttt{c}', 'a_b c'],
      ['\\\'{ab} \\"{} x', 'áb x'],
      ['{\\it a \\bf b} c', 'a b c'],
      ['50\\% of 60% at $5 & more', '50% of 60% at $5 & more'],
      ['鲁迅 — Ωμέγα — Łódź', '鲁迅 — Ωμέγα — Łódź'],
    ];
    for (const [tex, text] of cases)
      it(`${tex.trim()} is ${text}`, () => assert.equal(itemWith(`note = {${tex}}`).note, text));

    it('keeps the paragraphs of an abstract', () => {
      assert.equal(itemWith('abstract = {One\n  line.\n\n  \\emph{Two}.}').abstract, 'One line.\n\nTwo.');
      assert.equal(itemWith('abstract = {One.\r\n\r\nTwo.}').abstract, 'One.\n\nTwo.');
    });
  });

  describe('addresses and identifiers', () => {
    it('are left alone', () => {
      const url = 'http://example.org/~me/a_b%20c?d=e&f={g}#h$i';
      assert.equal(itemWith(`url = {${url}}`).URL, url);
      assert.equal(itemWith('doi = {10.1002/(SICI)1097_x<1>3.0.CO;2-X}').DOI, '10.1002/(SICI)1097_x<1>3.0.CO;2-X');
    });

    it('lose what was added for the sake of TeX', () => {
      assert.equal(itemWith('url = {\\url{http://example.org/x_y}}').URL, 'http://example.org/x_y');
      assert.equal(
        itemWith('url = {http://example.org/a{\\_}b\\%20c\\#d\n    /e}').URL,
        'http://example.org/a_b%20c#d/e',
      );
      assert.equal(itemWith('doi = {10.1000/a\\_b}').DOI, '10.1000/a_b');
      assert.equal(itemWith('doi = {https://doi.org/10.1000/AbC}').DOI, '10.1000/AbC');
      assert.equal(itemWith('howpublished = {\\url{http://example.org}}', 'misc').URL, 'http://example.org');
    });

    it('make an arXiv preprint one, whichever way it is written', () => {
      for (const fields of [
        'eprint = {2312.00752}, eprinttype = {arxiv}, eprintclass = {cs.LG}',
        'eprint = {2312.00752}, archivePrefix = {arXiv}, primaryClass = {cs.LG}',
        'eprint = {arXiv:2312.00752}, eprintclass = {cs.LG}',
      ]) {
        const entry = entryOf(`@misc{k, title = {T}, ${fields}}`);
        assert.equal(entry.item.type, 'article');
        assert.equal(entry.item['archive_collection'], 'cs.LG');
        assert.equal(paperOf(entry).arxiv, '2312.00752');
        assert.equal(paperOf(entry).venue, 'arXiv');
        assert.equal(entry.item.URL, undefined, 'the address is known from the identifier');
      }
    });
  });

  describe('dates', () => {
    const cases: readonly (readonly [fields: string, issued: unknown])[] = [
      ['date = {../1997}', { 'date-parts': [[0], [1997]] }],
      ['date = {2004-22}', { 'date-parts': [[2004]], season: 2 }],
      ['date = {1723%}', { 'date-parts': [[1723]], circa: true }],
      ['date = {19XX}', { 'date-parts': [[1900], [1999]] }],
      ['date = {1999-01-XX}', { 'date-parts': [[1999, 1]] }],
      ['date = {Y-17000000002}', { 'date-parts': [[-17000000003]] }],
      ['date = {sometime}', { literal: 'sometime' }],
      ['date = {2001/02/03}', { literal: '2001/02/03' }],
      ['date = {}', undefined],
      ['year = 1999, month = {Apr.}', { 'date-parts': [[1999, 4]] }],
      ['year = 1999, month = "7~" # apr', { 'date-parts': [[1999, 4, 7]] }],
      ['year = 1999, month = apr # "~7"', { 'date-parts': [[1999, 4, 7]] }],
      ['year = 1999, month = {Mai}', { 'date-parts': [[1999]] }],
      ['year = {1999--2001}', { 'date-parts': [[1999], [2001]] }],
      ['year = {c. 1950}', { literal: 'c. 1950' }],
    ];
    for (const [fields, issued] of cases) it(fields, () => assert.deepEqual(itemWith(fields).issued, issued));
  });

  describe('names', () => {
    const authors = (list: string): unknown => itemWith(`author = {${list}}`).author;

    it('stay as typed where they are shown, and are set for print where they are given out', () => {
      const entry = entryOf("@book{k, author = {O'Neill, E.G.}}");
      assert.deepEqual(entry.item.author, [{ family: "O'Neill", given: 'E.G.' }]);
      assert.deepEqual(cslJsonOf(entry).author, [{ family: 'O’Neill', given: 'E. G.' }]);
    });

    it('are split at any "and" outside braces', () => {
      assert.deepEqual(authors('Knuth, Donald AND {Barnes and Noble} and\n Lamport, Leslie and '), [
        { family: 'Knuth', given: 'Donald' },
        { literal: 'Barnes and Noble' },
        { family: 'Lamport', given: 'Leslie' },
      ]);
    });

    it('may be nothing', () => {
      for (const list of ['', ' ', ',', ' and ', 'and', '{}']) assert.equal(authors(list), undefined, list);
    });
  });

  describe('what other entries give', () => {
    it('comes from xdata, which is no entry itself', () => {
      const text = '@xdata{x, publisher = {Pub}}\n@book{a, title = {T}, xdata = {x}}';
      assert.deepEqual(plain(entriesOf(text).map(({ item }) => item)), [
        { id: 'a', type: 'book', title: 'T', publisher: 'Pub' },
      ]);
    });

    it('is found by an alias, and given to every child', () => {
      const text =
        '@book{a, crossref = {old}}\n@book{b, crossref = {new}}\n@book{new, ids = {old, older}, title = {T}, author = {Dante}}';
      const [a, b, parent] = entriesOf(text);
      assert.equal(a?.item.title, 'T');
      assert.equal(b?.item.title, 'T');
      assert.deepEqual(parent?.aliases, ['old', 'older']);
    });

    it("does not mix the parent's date with the child's", () => {
      const text = '@proceedings{p, date = {2001-02}}\n@inproceedings{a, crossref = {p}, year = 2003}';
      assert.deepEqual(entriesOf(text)[1]?.item.issued, { 'date-parts': [[2003]] });
    });

    it('ends where parents go round in a circle', () => {
      const text = '@book{a, crossref = {b}, title = {A}}\n@book{b, crossref = {a}, publisher = {B}}';
      assert.deepEqual(
        entriesOf(text).map(({ item }) => [item.title, item.publisher]),
        [
          ['A', 'B'],
          ['A', 'B'],
        ],
      );
    });
  });

  it('names related entries', () => {
    assert.deepEqual(entryOf('@book{a, related = {b, c}}').related, ['b', 'c']);
  });

  it('knows macros of macros, in any spelling, defined before or after', () => {
    const text =
      '@string(J = "Journal")\n@string{jml = j # { of } # "ML"}\n@article{a, journal = JML # {, A}}\n' +
      '@article{b, journal = later}\n@string{later = {L}}';
    assert.deepEqual(
      entriesOf(text).map(({ item }) => item['container-title']),
      ['Journal of ML, A', 'L'],
    );
  });

  it('takes parentheses for braces, and text around entries for comments', () => {
    const text =
      'Some notes, me@example.org.\n% @book{no, title = {No}}\n@comment{@book{no, title = {No}}}\n@comment a line\n' +
      '@preamble{"\\newcommand{\\x}{y}"}\n@ARTICLE(yes, TITLE = {Yes (really)}, year = "1999")';
    assert.deepEqual(plain(entriesOf(text).map(({ item }) => item)), [
      { id: 'yes', type: 'article-journal', title: 'Yes (really)', issued: { 'date-parts': [[1999]] } },
    ]);
  });
});
