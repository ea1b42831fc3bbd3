import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fc } from '../support/fastCheck.ts';
import { citationAt } from '../../src/core/citations/citation.ts';
import { readCitations } from '../../src/core/citations/read.ts';
import { snippetText } from '../../src/core/citations/snippet.ts';
import type { Syntax } from '../../src/core/citations/syntax.ts';
import { fileEndings, syntaxes, syntaxOf, syntaxOfFile } from '../../src/core/citations/syntax.ts';
import { builtInForms, citationSnippet, citationText, pandocKey } from '../../src/core/citations/write.ts';

/** What pandoc 2.17 finds, made by `test/support/oracleCitations.mjs`. */
interface Oracle {
  readonly lines: Readonly<Record<string, readonly string[]>>;
  readonly keys: Readonly<Record<string, { readonly bare: boolean; readonly braced: boolean }>>;
}
const oracle: Oracle = JSON.parse(
  readFileSync(path.join(process.cwd(), 'test', 'fixtures', 'citations', 'pandoc.json'), 'utf8'),
);

const keys = (line: string, syntax: Syntax) => readCitations(line, syntax).citations.map(({ key }) => key);

describe('the language of a document', () => {
  it('is told by its language id, and without one by its name', () => {
    const cases: readonly (readonly [id: string, path: string, syntax: Syntax | undefined])[] = [
      ['markdown', '/a/b.txt', 'markdown'],
      ['quarto', '/a/b', 'markdown'],
      ['latex', '/a/b.md', 'latex'],
      ['plaintext', '/a/b.qmd', 'markdown'],
      ['plaintext', '/a/b.Rmd', 'markdown'],
      ['plaintext', '/a/b.TEX', 'latex'],
      ['plaintext', '/a.b/c.typ', 'typst'],
      ['plaintext', 'C:\\a\\b.org', 'org'],
      ['plaintext', '/a.md/notes', undefined],
      ['restructuredtext', '/a/b.txt', 'rst'],
      ['plaintext', '/a/b.rst', 'rst'],
      ['markdown', '/a/b.ipynb', 'markdown'],
      ['python', '/a/b.ipynb', undefined],
      ['plaintext', '/a/b.txt', undefined],
      ['constructor', '/a/b.constructor', undefined],
    ];
    for (const [id, name, syntax] of cases) assert.equal(syntaxOf(id, name), syntax, `${id} ${name}`);
  });

  it('of a file where it is saved may be a notebook, whose cells an editor shows apart', () => {
    assert.equal(syntaxOfFile('/a/b.ipynb'), 'notebook');
    assert.equal(syntaxOfFile('/a/b.rst'), 'rst');
    assert.equal(syntaxOfFile('/a/b.py'), undefined);
  });

  it('has its endings listed as files spell them, since patterns tell capitals', () => {
    for (const ending of ['md', 'qmd', 'Rmd', 'rmd', 'tex', 'Rnw', 'typ', 'org', 'rst']) {
      assert.ok(fileEndings.includes(ending), ending);
      assert.ok(syntaxOf('plaintext', `/x.${ending}`), ending);
    }
  });
});

describe('the citations of a line', () => {
  it('are those that pandoc finds', () => {
    for (const [line, expected] of Object.entries(oracle.lines))
      assert.deepEqual(keys(line, 'markdown'), expected, line);
  });

  it('are links to notes too', () => {
    assert.deepEqual(keys('See [[@a--b]], [[@a.|the last one]] and [[@c#Method]].', 'markdown'), ['a--b', 'a.', 'c']);
  });

  const others: readonly (readonly [Syntax, string])[] = [
    ['latex', '\\parencite*{ a , b:c/d } \\cites[12]{a}[3]{b}(pre)(post) \\parencites(pre)(post)[1]{c}{d}'],
    ['typst', 'As @a--b says, @c.d. And #cite(<a>, form: "prose") #cite(label("c/d \\"e\\""))'],
    ['org', 'In [cite:@a;see @b p. 3;@c.d!] and [cite/t/bare:@e]'],
    ['rst', 'In :cite:p:`a,{see}b{p. 3}` and :footcite:t:`c.d`'],
  ];

  it('stand where they are written', () => {
    for (const [syntax, line] of [...Object.keys(oracle.lines).map((text) => ['markdown', text] as const), ...others]) {
      const found = readCitations(line, syntax).citations;
      for (const { key, start, end, keyAt } of found) {
        assert.equal(line.slice(keyAt.start, keyAt.end).replace(/\\"/g, '"'), key, line);
        assert.ok(start <= keyAt.start && keyAt.end <= end, line);
      }
      assert.deepEqual(
        found,
        [...found].sort((a, b) => a.start - b.start),
      );
    }
  });

  it('are found at their marks, at their end and anywhere between, and nowhere else', () => {
    const at = (text: string, syntax: Syntax) =>
      citationAt(readCitations(text.replace('|', ''), syntax), text.indexOf('|'))?.key;
    for (const text of [
      'see |@abc!',
      'see @|abc!',
      'see @a|bc!',
      'see @abc|!',
      '[|@{a.c}]',
      '[@{|a.c}]',
      '[@{a.c}|]',
    ]) {
      assert.ok(at(text, 'markdown'), text);
    }
    for (const text of ['see| @abc', 'see @abc |!', 'se|e @abc', '[@{a.c}]|'])
      assert.equal(at(text, 'markdown'), undefined, text);
    assert.equal(at('\\cite{a|,b}', 'latex'), 'a');
    assert.equal(at('\\cite{a,|b}', 'latex'), 'b');
    assert.equal(at('\\cite{a,b|}', 'latex'), 'b');
    assert.equal(at('#cite(<a|b>)', 'typst'), 'ab');
    assert.equal(at('[cite:@a;@|b]', 'org'), 'b');
    assert.equal(at(':cite:t:`a,|b`', 'rst'), 'b');
  });
});

describe('writing a citation', () => {
  const written = (syntax: Syntax, ...papers: readonly string[]) =>
    builtInForms[syntax].map((form) => citationSnippet(form, papers, syntax));

  it('has a form for each way of each language', () => {
    assert.deepEqual(written('markdown', 'a'), ['[@a]', '@a', '[-@a]', '[@a, p. $1]', '@a [p. $1]', '[[@a]]']);
    assert.deepEqual(written('latex', 'a').slice(0, 4), ['\\cite{a}', 'a', '\\citep{a}', '\\citet{a}']);
    assert.deepEqual(written('typst', 'a'), ['@a', '#cite(<a>, form: "prose")', '@a[p. $1]', '#cite(<a>)']);
    assert.deepEqual(written('org', 'a'), ['[cite:@a]', '[cite/t:@a]', '[cite/na:@a]']);
    assert.deepEqual(written('rst', 'a').slice(0, 3), [':cite:p:`a`', ':cite:t:`a`', ':cite:p:`a{p. $1}`']);
  });

  it('puts several papers into one group where the language has groups', () => {
    assert.deepEqual(written('markdown', 'a', 'b'), [
      '[@a; @b]',
      '@a; @b',
      '[-@a; -@b]',
      '[@a; @b, p. $1]',
      '@a [p. $1]; @b [p. $11]',
      '[[@a]]; [[@b]]',
    ]);
    assert.deepEqual(written('latex', 'a', 'b').slice(0, 3), ['\\cite{a,b}', 'a,b', '\\citep{a,b}']);
    assert.deepEqual(written('typst', 'a', 'b').slice(0, 3), [
      '@a @b',
      '#cite(<a>, form: "prose") #cite(<b>, form: "prose")',
      '@a[p. $1] @b[p. $11]',
    ]);
    assert.deepEqual(written('org', 'a', 'b'), ['[cite:@a;@b]', '[cite/t:@a;@b]', '[cite/na:@a;@b]']);
    assert.deepEqual(written('rst', 'a', 'b').slice(0, 3), [':cite:p:`a,b`', ':cite:t:`a,b`', ':cite:p:`a,b{p. $1}`']);
  });

  it('takes forms of the user, with the key anywhere and more than once', () => {
    const cases: readonly (readonly [Syntax, string, string])[] = [
      ['markdown', '(see [@key])', '(see [@a; @b])'],
      ['markdown', '[see @key, p. ${1:1}]', '[see @a; @b, p. ${1:1}]'],
      ['markdown', '[@key](#key)', '[@a](#a); [@b](#b)'],
      ['markdown', 'keyword @key', 'keyword @a; keyword @b'],
      ['latex', '\\hyperlink{key}{\\cite{key}}', '\\hyperlink{a}{\\cite{a}}, \\hyperlink{b}{\\cite{b}}'],
      ['latex', '\\cite[$1]{key}', '\\cite[$1]{a,b}'],
      ['org', '~[cite/t:@key $1]', '~[cite/t:@a;@b $1]'],
    ];
    for (const [syntax, form, expected] of cases)
      assert.equal(citationSnippet(form, ['a', 'b'], syntax), expected, form);
  });

  it('writes odd keys so that pandoc reads them, and plain ones plain', () => {
    for (const [key, { bare, braced }] of Object.entries(oracle.keys)) {
      const form = pandocKey(key);
      if (form === key) assert.ok(bare, `${key} is read without braces`);
      else assert.ok(braced || !bare, `${key} is read in braces`);
    }
    for (const key of ['gu2023mamba', 'Müller2020', 'DBLP:conf/nips/VaswaniSPUJGKP17', 'a_b-c.d']) {
      assert.equal(pandocKey(key), key);
    }
  });

  it('names keys that Typst cannot spell by label, as its reference says', () => {
    const forms = (key: string) => builtInForms.typst.map((form) => citationSnippet(form, [key], 'typst'));
    assert.deepEqual(forms('a/b'), [
      '#cite(label("a/b"))',
      '#cite(label("a/b"), form: "prose")',
      '#cite(label("a/b"), supplement: [p. $1])',
      '#cite(label("a/b"))',
    ]);
    assert.equal(forms('a.')[0], '#cite(label("a."))');
    assert.equal(forms('a.')[3], '#cite(<a.>)');
    assert.equal(forms('.a')[3], '#cite(label(".a"))');
  });

  it('escapes what a snippet would take for its own', () => {
    assert.equal(citationSnippet('[@key]', ['a$1'], 'markdown'), '[@a\\$1]');
    assert.equal(citationSnippet('${1:[@key]}', ['a{b}'], 'markdown'), '${1:[@{a{b\\}\\}]}');
    assert.equal(citationText('[@key, p. $1]', ['a$1b', 'c\\d'], 'markdown'), '[@a$1b; @{c\\d}, p. ]');
    assert.equal(citationText('@key [p. $1]', ['a', 'b\\'], 'markdown'), '@a [p. ]; @{b\\} [p. ]');
  });

  it('shows a snippet as it looks before anything is typed', () => {
    for (const [snippet, text] of [
      ['a $1 b $0', 'a  b '],
      ['${1:p. ${2:3}}!', 'p. 3!'],
      ['${1|p.,pp.|} 3', 'p. 3'],
      ['\\$1 \\} \\\\ } {x}', '$1 } \\ } {x}'],
      ['$TM_FILENAME${CLIPBOARD:none}', 'none'],
    ] as const) {
      assert.equal(snippetText(snippet), text, snippet);
    }
  });
});

describe('citations that were written are found again', () => {
  const letters = [...'abzéß中0279_'];
  const marks: Readonly<Record<Syntax, readonly string[]>> = {
    markdown: [...':.#$%&-+?<>~/!*\'"|=@^`;,()[]\\€…'],
    latex: [...':.$&-+?<>/!*\'"|=@^`;()€'],
    typst: [...':.#$%&-+?<>~/!*\'"|=@^`;,()[]{}\\€… '],
    org: [...":.#$%&-+?<>~/!*'|@^`(){}"],
    rst: [...':.#$%&-+?~/*\'"|=@^;()€'],
  };
  const keyOf = (syntax: Syntax) =>
    fc.string({
      unit: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...letters) }, fc.constantFrom(...marks[syntax])),
      minLength: 1,
      maxLength: 12,
    });
  /** In Markdown also braces, in pairs. */
  const anyKey: Readonly<Record<Syntax, fc.Arbitrary<string>>> = {
    markdown: fc.oneof(
      keyOf('markdown'),
      fc.tuple(keyOf('markdown'), keyOf('markdown')).map(([a, b]) => `${a}{${b}}`),
      fc.constantFrom(...Object.keys(oracle.keys).filter((key) => oracle.keys[key]?.braced)),
    ),
    latex: keyOf('latex'),
    typst: keyOf('typst').filter((key) => key.trim() !== ''),
    org: keyOf('org'),
    rst: keyOf('rst'),
  };

  for (const syntax of syntaxes) {
    const forms = builtInForms[syntax].filter((form) => form !== 'key' && form !== '[[@key]]');
    it(`in every form of ${syntax}`, () => {
      const papers = fc.array(anyKey[syntax], { minLength: 1, maxLength: 4 });
      fc.assert(
        fc.property(fc.constantFrom(...forms), papers, (form, cited) => {
          const line = `As shown ${citationText(form, cited, syntax)} by us.`;
          assert.deepEqual(keys(line, syntax), cited, line);
        }),
        { numRuns: 400 },
      );
    });
  }

  it('in links to notes', () => {
    for (const key of ['a', 'a--b', 'a.', 'a/b', 'O’Brien', 'a:b']) {
      const [link = '', two = ''] = [[key], [key, 'b']].map((cited) => citationText('[[@key]]', cited, 'markdown'));
      assert.equal(link, `[[@${key}]]`);
      assert.deepEqual([keys(link, 'markdown'), keys(two, 'markdown')], [[key], [key, 'b']]);
    }
  });
});
