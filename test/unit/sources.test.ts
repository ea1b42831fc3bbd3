import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import type { Syntax } from '../../src/core/citations/syntax.ts';
import { syntaxes } from '../../src/core/citations/syntax.ts';
import { arrangeSources, sourcesToRead } from '../../src/core/sources/arrange.ts';
import { declaredBibliographies } from '../../src/core/sources/declared.ts';
import { expandLibraryPath } from '../../src/core/sources/libraryPath.ts';
import { resolveNamed } from '../../src/core/sources/paths.ts';
import { projectBibliographies } from '../../src/core/sources/project.ts';
import { assertInProportion } from '../support/countWork.ts';

const named = (syntax: Syntax, text: string) => declaredBibliographies(text, syntax).files.map(({ name }) => name);
const table = (syntax: Syntax, cases: readonly (readonly [what: string, text: string, names: readonly string[]])[]) => {
  for (const [what, text, names] of cases) it(what, () => assert.deepEqual(named(syntax, text), names));
};

describe('bibliographies that a document names', () => {
  describe('in YAML metadata', () => {
    table('markdown', [
      ['one', '---\nbibliography: refs.bib\n---\n\nText', ['refs.bib']],
      ['one in quotes, with a comment', '---\nbibliography: "my refs.bib" # mine\n---\n', ['my refs.bib']],
      ['one without quotes, with a comment', '---\nbibliography: refs.bib # mine\n---\n', ['refs.bib']],
      ['a quote in quotes', "---\nbibliography: 'it''s.bib'\n---\n", ["it's.bib"]],
      ['a list', '---\ntitle: x\nbibliography:\n  - a.bib\n  - "b.json"\nlang: en\n---\n', ['a.bib', 'b.json']],
      ['a list that is not indented', '---\nbibliography:\n- a.bib\n- b.bib\ncsl: x.csl\n---\n', ['a.bib', 'b.bib']],
      ['a list in brackets', '---\nbibliography: [a.bib, \'b.bib\', "c.bib"]\n---\n', ['a.bib', 'b.bib', 'c.bib']],
      ['a list in brackets over lines', '---\nbibliography: [a.bib,\n  b.bib]\ncsl: x\n---\n', ['a.bib', 'b.bib']],
      [
        'the last of several blocks',
        '---\nbibliography: a.bib\n---\n\nText\n\n---\nbibliography: b.bib\n...\n',
        ['b.bib'],
      ],
      ['after a byte order mark, with CRLF', '\ufeff---\r\nbibliography: a.bib\r\n---\r\n', ['a.bib']],
      ['not in a comment', '---\n# bibliography: a.bib\ntitle: x\n---\n', []],
      ['not in a text of several lines', '---\nabstract: |\n  bibliography: a.bib\ntitle: x\n---\n', []],
      ['not below another key', '---\nformat:\n  bibliography: a.bib\n---\n', []],
      ['not in the text', 'Text\n\nbibliography: a.bib\n', []],
      ['not in a block of code', '```yaml\n\n---\nbibliography: a.bib\n---\n```\n', []],
      ['not on the web, and not what R computes', '---\nbibliography: ["https://x.org/a.bib", "`r f()`"]\n---\n', []],
    ]);
    it('tells that the document holds references itself', () => {
      assert.equal(
        declaredBibliographies('---\nreferences:\n- id: a\n  type: book\n---\n', 'markdown').hasReferences,
        true,
      );
    });
  });

  describe('in LaTeX', () => {
    table('latex', [
      ['the classic command, which adds .bib', '\\bibliography{a, sub/b.bib}', ['a.bib', 'sub/b.bib']],
      ['over lines, with a comment between', '\\bibliography{%\n  a, % first\n  b}', ['a.bib', 'b.bib']],
      ['biblatex', '\\addbibresource[datatype=bibtex]{x.bib}\\addglobalbib{y.bib}', ['x.bib', 'y.bib']],
      ['not what is remote', '\\addbibresource[location=remote]{https://x.org/a.bib}', []],
      [
        'not in a comment, but after an escaped percent sign',
        '% \\bibliography{a}\n50\\% \\bibliography{b}',
        ['b.bib'],
      ],
      ['not in verbatim text', '\\begin{verbatim}\\bibliography{a}\\end{verbatim}\\verb|\\bibliography{b}|', []],
      ['not after the end', '\\bibliography{a}\\end{document}\\bibliography{b}', ['a.bib']],
      ['not the style', '\\bibliographystyle{plain}', []],
      ['not what a macro computes', '\\newcommand{\\b}[1]{\\bibliography{#1}}\\bibliography{\\jobname}', []],
    ]);
    it('tells the main file', () => {
      assert.equal(declaredBibliographies('% !TEX root = ../main.tex\n', 'latex').root?.name, '../main.tex');
      assert.equal(declaredBibliographies('\\documentclass[../main.tex]{subfiles}', 'latex').root?.name, '../main.tex');
    });
  });

  describe('in Typst', () => {
    table('typst', [
      ['one', '= A\n#bibliography("works.bib")', ['works.bib']],
      ['several', '#bibliography(("a.bib", "b.yml"), style: "apa")', ['a.bib', 'b.yml']],
      ['no style', '#bibliography(style: "x.csl", "a.bib")', ['a.bib']],
      ['read as bytes', '#bibliography(read("a.bib", encoding: none))', ['a.bib']],
      ['handed to a template', '#show: paper.with(\n  bibliography: bibliography("a.bib"),\n)', ['a.bib']],
      ['not in comments', '// #bibliography("a.bib")\n/* /* */ #bibliography("b.bib") */', []],
      ['not in raw text', '```typ\n#bibliography("a.bib")\n``` and `#bibliography("b.bib")`', []],
      ['not in prose', 'Call bibliography("a.bib") there.', []],
      ['after a quotation mark in prose', 'He said 5" is small.\n#bibliography("a.bib")', ['a.bib']],
    ]);
  });

  describe('in Org', () => {
    table('org', [
      ['one, whatever the case', '#+BIBLIOGRAPHY: a.bib\n#+bibliography: b.json', ['a.bib', 'b.json']],
      ['in quotes', '#+bibliography: "my refs.bib"', ['my refs.bib']],
      ['not in an example', '#+begin_example\n#+bibliography: a.bib\n#+end_example', []],
      ['not in a comment', '# #+bibliography: a.bib', []],
    ]);
  });

  describe('in reStructuredText', () => {
    table('rst', [
      ['those of the directive', '.. bibliography:: a.bib b.bib\n   :all:\n', ['a.bib', 'b.bib']],
      ['none where the project names them', '.. bibliography::\n', []],
      ['not in a literal block', 'So::\n\n   .. bibliography:: a.bib\n', []],
      ['not in a comment', '..\n   .. bibliography:: a.bib\n', []],
    ]);
  });

  it('spans the text it names, whatever stands around it', () => {
    const fileName = fc.stringMatching(/^[a-z][a-z0-9/._-]{0,12}[a-z0-9]$/);
    const around: Readonly<Record<Syntax, (names: readonly string[]) => string>> = {
      markdown: (names) => `---\ntitle: x\nbibliography: [${names.map((name) => `"${name}"`).join(', ')}]\n---\n`,
      latex: (names) => `\\bibliography{${names.map((name) => `${name}.bib`).join(' , ')}}`,
      typst: (names) => `#bibliography((${names.map((name) => `"${name}"`).join(',')},))`,
      org: (names) => names.map((name) => `#+bibliography: ${name}`).join('\n'),
      rst: (names) => `.. bibliography:: ${names.join(' ')}\n   :style: plain\n`,
    };
    fc.assert(
      fc.property(fc.constantFrom(...syntaxes), fc.array(fileName, { minLength: 1, maxLength: 4 }), (syntax, names) => {
        const text = around[syntax](names);
        const { files } = declaredBibliographies(text, syntax);
        assert.equal(files.length, names.length, text);
        for (const { name, span } of files) assert.equal(text.slice(span.start, span.end), name);
      }),
    );
  });

  it('reads any text without an error, and spans only what is there', () => {
    const piece = fc.constantFrom(
      ...[
        '---\n',
        'bibliography:',
        ' [',
        ']',
        ' a.bib',
        '"',
        "'",
        '\n',
        '- ',
        '{',
        '}',
        '|',
        '#bibliography(',
        '(',
        ')',
      ],
      ...[
        '\\bibliography{',
        '\\begin{verbatim}',
        '%',
        '/*',
        '*/',
        '`',
        '#+bibliography: ',
        '#+begin_src',
        ',',
        ': ',
        'x',
      ],
    );
    fc.assert(
      fc.property(fc.constantFrom(...syntaxes), fc.array(piece, { maxLength: 40 }), (syntax, pieces) => {
        const text = pieces.join('');
        for (const { span } of [
          ...declaredBibliographies(text, syntax).files,
          ...projectBibliographies('_quarto.yml', text),
        ])
          assert.ok(span.start < span.end && span.end <= text.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('is work in proportion to the text', () => {
    const hard: readonly (readonly [Syntax, (size: number) => string])[] = [
      ['markdown', (size) => `---\nbibliography: ${'['.repeat(2 * size)}`],
      ['markdown', (size) => `---\nbibliography:\n${'- "'.repeat(size)}`],
      ['markdown', (size) => `---\n${' a:\n  - b: c\n'.repeat(size / 2)}bibliography: x\n---\n`],
      ['markdown', (size) => `---\n${'a: [x,\n'.repeat(2 * size)}bibliography: x\n---\n`],
      ['typst', (size) => `#bibliography("${'a'.repeat(10 * size)}`],
      ['latex', (size) => '\\bibliography{'.repeat(size / 2)],
      ['typst', (size) => '#bibliography("'.repeat(size / 2)],
      ['org', (size) => '#+bibliography: "\n'.repeat(size / 2)],
    ];
    for (const [syntax, text] of hard)
      assertInProportion((size) => declaredBibliographies(text(size), syntax), 50_000, `${syntax}: ${text(10)}`);
  });
});

describe('bibliographies that a project file names', () => {
  const cases: readonly (readonly [file: string, text: string, names: readonly string[]])[] = [
    ['_quarto.yml', 'project:\n  type: book\nbook:\n  title: x\nbibliography: refs.bib\n', ['refs.bib']],
    [
      '_quarto.yml',
      'book:\n  bibliography: [a.bib, b.bib]\nformat:\n  html:\n    bibliography: c.bib\n',
      ['a.bib', 'b.bib', 'c.bib'],
    ],
    ['a/_metadata.yml', 'bibliography:\n  - a.bib\n', ['a.bib']],
    ['_bookdown.yml', 'bibliography: book.bib', ['book.bib']],
    ['index.Rmd', '---\nsite: bookdown::bookdown_site\nbibliography: [book.bib]\n---\n', ['book.bib']],
    ['_config.yml', 'scholar:\n  source: ./bib\n  bibliography: papers\n', ['./bib/papers.bib']],
    ['_config.yml', 'scholar:\n  bibliography: papers.bib\n', ['./_bibliography/papers.bib']],
    ['_config.yml', 'bibtex_bibfiles:\n  - references.bib\n', ['references.bib']],
    ['_config.yml', 'sphinx:\n  config: {bibtex_bibfiles: [a.bib]}\n', ['a.bib']],
    ['myst.yml', 'version: 1\nproject:\n  bibliography:\n    - a.bib\nsite:\n  bibliography: no.bib\n', ['a.bib']],
    ['conf.py', 'bibtex_bibfiles = [\'a.bib\', "b.bib"]  # two\n', ['a.bib', 'b.bib']],
    ['other.yml', 'bibliography: a.bib', []],
  ];
  for (const [file, text, names] of cases)
    it(`${file}: ${names.join(', ') || 'none'}`, () =>
      assert.deepEqual(
        projectBibliographies(file, text).map(({ name }) => name),
        names,
      ));
});

describe('where a named file lies', () => {
  const base = { folder: '/w/chapters', root: '/w', home: '/home/ada' };
  const cases: readonly (readonly [Syntax | 'project', string, readonly string[]])[] = [
    ['markdown', '../refs.bib', ['/w/refs.bib', '/refs.bib']],
    ['markdown', 'refs.bib', ['/w/chapters/refs.bib', '/w/refs.bib']],
    ['markdown', '/refs.bib', ['/w/refs.bib', '/refs.bib']],
    ['markdown', '~/refs.bib', ['/home/ada/refs.bib']],
    ['typst', '/refs.bib', ['/w/refs.bib']],
    ['typst', 'refs.bib', ['/w/chapters/refs.bib']],
    ['latex', './refs.bib', ['/w/chapters/refs.bib']],
    ['latex', '/lib/refs.bib', ['/lib/refs.bib']],
    ['org', '~/refs.bib', ['/home/ada/refs.bib']],
    ['project', 'bib\\refs.bib', ['/w/chapters/bib/refs.bib']],
    ['markdown', 'C:\\lib\\refs.bib', ['/C:/lib/refs.bib']],
  ];
  for (const [syntax, name, paths] of cases)
    it(`${syntax}: ${name}`, () =>
      assert.deepEqual(
        resolveNamed(name, syntax, base).map(({ path }) => path),
        paths,
      ));
});

describe('a path in the setting', () => {
  const here = { home: '/home/ada', workspaceFolder: '/w/[draft] x', env: { LIB: '/lib' } };
  const file = (path: string, isAbsolute = true) => ({ kind: 'file', path, isAbsolute });
  const glob = (base: string, pattern: string, isAbsolute = true) => ({
    kind: 'glob',
    base,
    glob: pattern,
    isAbsolute,
  });
  const cases: readonly (readonly [string, object])[] = [
    ['refs.bib', file('/w/[draft] x/refs.bib', false)],
    ['../refs.bib', file('/w/refs.bib', false)],
    ['bib/**/*.bib', glob('/w/[draft] x/bib', '**/*.bib', false)],
    ['${workspaceFolder}/a.json', file('/w/[draft] x/a.json', false)],
    ['~/Zotero/library.bib', file('/home/ada/Zotero/library.bib')],
    ['~', file('/home/ada')],
    ['~ada.bib', file('/w/[draft] x/~ada.bib', false)],
    ['${userHome}\\lib\\*.{bib,ris}', glob('/home/ada/lib', '*.{bib,ris}')],
    ['${env:LIB}/x.bib', file('/lib/x.bib')],
    ['/lib/[ab].bib', glob('/lib', '[ab].bib')],
    ['C:\\lib\\refs.bib', file('/C:/lib/refs.bib')],
    ['\\\\server\\share\\refs.bib', file('//server/share/refs.bib')],
    ['${env:NONE}/x.bib', { kind: 'unknown', what: '${env:NONE}' }],
    ['${file}/x.bib', { kind: 'unknown', what: '${file}' }],
  ];
  for (const [pattern, expected] of cases)
    it(pattern, () => assert.deepEqual(expandLibraryPath(pattern, here), expected));
  it('needs a folder only where it is relative', () => {
    assert.equal(expandLibraryPath('refs.bib', {}).kind, 'unknown');
    assert.equal(expandLibraryPath('/lib/refs.bib', {}).kind, 'file');
  });
});

describe('the order of sources', () => {
  const found = arrangeSources([
    { uri: 'b', reason: { kind: 'workspace' } },
    { uri: 'c', reason: { kind: 'seeds' }, format: 'paper' },
    { uri: 'a', reason: { kind: 'workspace' } },
    { uri: 'b', reason: { kind: 'document', uri: 'd' } },
    { uri: 'b', reason: { kind: 'document', uri: 'd' } },
  ]);

  it('is nearest first, each file once with all its reasons', () => {
    assert.deepEqual(
      found.map(({ uri }) => uri),
      ['b', 'a', 'c'],
    );
    assert.deepEqual(found[0]?.reasons, [{ kind: 'document', uri: 'd' }, { kind: 'workspace' }]);
  });

  it('has only what changed read again', () => {
    const before = new Map(found.map((source) => [source.uri, source]));
    const now = arrangeSources([
      { uri: 'a', reason: { kind: 'setting' } },
      { uri: 'b', reason: { kind: 'document', uri: 'other' } },
      { uri: 'new', reason: { kind: 'workspace' } },
    ]);
    const change = sourcesToRead(before, now, new Set(['gone']));
    assert.deepEqual(
      change.read.map(({ uri }) => uri),
      ['a', 'new'],
    );
    assert.deepEqual(change.removed, ['c']);
    assert.deepEqual(
      sourcesToRead(before, found, new Set(['a'])).read.map(({ uri }) => uri),
      ['a'],
    );
  });
});
