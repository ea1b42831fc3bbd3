import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import type { Syntax } from '../../src/core/citations/syntax.ts';
import { syntaxes } from '../../src/core/citations/syntax.ts';
import { declaredBibliographies } from '../../src/core/sources/declared.ts';
import { nameBibliography } from '../../src/core/sources/nameBibliography.ts';
import { relativePath } from '../../src/core/sources/paths.ts';

function named(text: string, syntax: Syntax, name = 'new.bib'): string | undefined {
  const replacement = nameBibliography(text, syntax, name);
  return replacement && text.slice(0, replacement.span.start) + replacement.text + text.slice(replacement.span.end);
}

const table = (
  syntax: Syntax,
  cases: readonly (readonly [what: string, before: string, after: string | undefined, name?: string])[],
) => {
  for (const [what, before, after, name] of cases) it(what, () => assert.equal(named(before, syntax, name), after));
};

describe('naming one more bibliography in a document', () => {
  describe('in YAML metadata', () => {
    table('markdown', [
      ['begins front matter', 'Text\n', '---\nbibliography: new.bib\n---\n\nText\n'],
      ['of an empty document', '', '---\nbibliography: new.bib\n---\n'],
      [
        'behind a byte order mark, with CRLF',
        '\ufeffA\r\nB',
        '\ufeff---\r\nbibliography: new.bib\r\n---\r\n\r\nA\r\nB',
      ],
      [
        'goes to the end of front matter, whose comments stay',
        '---\ntitle:   "x"  # mine\n# end\n---\nText',
        '---\ntitle:   "x"  # mine\n# end\nbibliography: new.bib\n---\nText',
      ],
      ['fills empty front matter', '---\n---\nText', '---\nbibliography: new.bib\n---\nText'],
      ['is quoted where YAML asks for it', 'T', '---\nbibliography: "a: b.bib"\n---\n\nT', 'a: b.bib'],
      [
        'makes a list of one',
        '---\nbibliography: a.bib # mine\nlang: en\n---\n',
        '---\nbibliography: [a.bib, new.bib] # mine\nlang: en\n---\n',
      ],
      ['keeps quotes', '---\nbibliography: "a.bib"\n---\n', '---\nbibliography: ["a.bib", new.bib]\n---\n'],
      [
        'quotes what a list needs quoted',
        '---\nbibliography: a,b.bib\n---\n',
        '---\nbibliography: ["a,b.bib", new.bib]\n---\n',
      ],
      ['the same below its key', '---\nbibliography:\n  a.bib\n---\n', '---\nbibliography:\n  [a.bib, new.bib]\n---\n'],
      [
        'appends to a list in brackets',
        '---\nbibliography: [a.bib, "b.bib" ] # two\n---\n',
        '---\nbibliography: [a.bib, "b.bib", new.bib ] # two\n---\n',
      ],
      ['that is empty', '---\nbibliography: []\n---\n', '---\nbibliography: [new.bib]\n---\n'],
      [
        'that goes over lines',
        '---\nbibliography: [\n  a.bib,\n  b.bib,\n]\nx: y\n---\n',
        '---\nbibliography: [\n  a.bib,\n  b.bib, new.bib,\n]\nx: y\n---\n',
      ],
      [
        'appends to a list of lines, as it is indented, with CRLF',
        '---\r\nbibliography:\r\n   -  a.bib # one\r\nlang: en\r\n---\r\n',
        '---\r\nbibliography:\r\n   -  a.bib # one\r\n   -  new.bib\r\nlang: en\r\n---\r\n',
      ],
      [
        'that is not indented',
        '---\nbibliography:\n- a.bib\n- b.bib\n# then\ncsl: x\n---\n',
        '---\nbibliography:\n- a.bib\n- b.bib\n- new.bib\n# then\ncsl: x\n---\n',
      ],
      [
        'fills an empty field',
        '---\nbibliography: # to do\nx: y\n---\n',
        '---\nbibliography: new.bib # to do\nx: y\n---\n',
      ],
      ['and one that says null', '---\nbibliography: null\n---\n', '---\nbibliography: new.bib\n---\n'],
      [
        'extends the block that counts',
        '---\nbibliography: a.bib\n---\n\nText\n\n---\nbibliography: b.bib\n...\n',
        '---\nbibliography: a.bib\n---\n\nText\n\n---\nbibliography: [b.bib, new.bib]\n...\n',
      ],
      ['does nothing where it is named', '---\nbibliography: [a.bib, new.bib]\n---\n', undefined],
      ['nor where each has a name of its own', '---\nbibliography:\n  main: a.bib\n---\n', undefined],
      ['nor in TOML', '+++\ntitle = "x"\n+++\n', undefined],
      ['nor in front matter that is never closed', '---\ntitle: x\n', undefined],
      ['nor in an alias', '---\nx: &b a.bib\nbibliography: *b\n---\n', undefined],
      [
        'a field of the same name below another is another',
        '---\nformat:\n  bibliography: a.bib\n---\n',
        '---\nformat:\n  bibliography: a.bib\nbibliography: new.bib\n---\n',
      ],
    ]);
  });

  describe('in LaTeX', () => {
    table('latex', [
      [
        'behind the last resource',
        '\\usepackage{biblatex}\n  \\addbibresource{a.bib} % mine\n% \\addbibresource{b.bib}\n\\begin{document}\\end{document}',
        '\\usepackage{biblatex}\n  \\addbibresource{a.bib} % mine\n  \\addbibresource{new.bib}\n% \\addbibresource{b.bib}\n\\begin{document}\\end{document}',
      ],
      [
        'in the line where the preamble ends in it',
        '\\usepackage{biblatex}\\begin{document}x\\end{document}',
        '\\usepackage{biblatex}\\addbibresource{new.bib}\\begin{document}x\\end{document}',
      ],
      [
        'behind the package, with CRLF',
        '\\usepackage[style=apa]{csquotes,biblatex}\r\n\\begin{document}\r\n\\end{document}\r\n',
        '\\usepackage[style=apa]{csquotes,biblatex}\r\n\\addbibresource{new.bib}\r\n\\begin{document}\r\n\\end{document}\r\n',
      ],
      ['in the classic command, without .bib', '\\bibliography{a,\n  b}', '\\bibliography{a,\n  b,new}'],
      [
        'at the end of the document, with a style where the class has none',
        '\\documentclass{article}\n\\begin{document}\nText\n\\end{document}\n',
        '\\documentclass{article}\n\\begin{document}\nText\n\\bibliographystyle{plain}\n\\bibliography{new}\n\\end{document}\n',
      ],
      [
        'without a style where there is one',
        '\\documentclass{acmart}\n\\begin{document}\nText\\end{document}\n',
        '\\documentclass{acmart}\n\\begin{document}\nText\n\\bibliography{new}\n\\end{document}\n',
      ],
      ['not in a part of a document', '\\section{A}\nText\n', undefined],
      ['nor in one that tells its main file', '% !TEX root = main.tex\n\\begin{document}\\end{document}', undefined],
      ['nor a file that BibTeX cannot read', '\\bibliography{a}', undefined, 'x.json'],
    ]);
  });

  describe('in Typst', () => {
    table('typst', [
      ['at the end', '= A\nText', '= A\nText\n\n#bibliography("new.bib")\n'],
      [
        'one becomes several',
        '#bibliography("a.bib", style: "apa")',
        '#bibliography(("a.bib", "new.bib"), style: "apa")',
      ],
      ['several get one more', '#bibliography(("a.bib", "b.yml",))', '#bibliography(("a.bib", "b.yml", "new.bib",))'],
      [
        'behind a named argument',
        '#bibliography(style: "apa", "a.bib")',
        '#bibliography(style: "apa", ("a.bib", "new.bib"))',
      ],
      ['not what is read', '#bibliography(read("a.bib"))', undefined],
      ['quotes are escaped', '', '#bibliography("a\\"b.bib")\n', 'a"b.bib'],
    ]);
  });

  describe('in Org', () => {
    table('org', [
      [
        'below the keywords',
        '#+title: A\n#+author: B\n\nText\n',
        '#+title: A\n#+author: B\n#+bibliography: new.bib\n\nText\n',
      ],
      ['at the start', '* A\n', '#+bibliography: new.bib\n\n* A\n'],
      [
        'below the last, in its manner',
        '#+BIBLIOGRAPHY: a.bib\nText',
        '#+BIBLIOGRAPHY: a.bib\n#+BIBLIOGRAPHY: new.bib\nText',
      ],
      ['in quotes where it has blanks', '#+title: A', '#+title: A\n#+bibliography: "my refs.bib"\n', 'my refs.bib'],
      [
        'before code that a document begins with',
        '#+begin_src sh\nls\n#+end_src\n',
        '#+bibliography: new.bib\n\n#+begin_src sh\nls\n#+end_src\n',
      ],
    ]);
  });

  const piece = fc.constantFrom(
    '---\n',
    '---\r\n',
    '...\n',
    'bibliography:',
    ' a.bib',
    '- a.bib\n',
    '  - "b.bib"\n',
    '[',
    ']',
    ', ',
    '\n',
    '\r\n',
    '# x\n',
    'title: x\n',
    '"',
    "'",
    '\\addbibresource{c.bib}',
    '\\bibliography{',
    '}',
    '%',
    '\\begin{document}\n',
    '\\end{document}\n',
    '\\usepackage{biblatex}\n',
    '#bibliography(',
    '(',
    ')',
    '"d.bib"',
    '#+bibliography: e.bib\n',
    '#+title: x\n',
    '\ufeff',
    'Text ',
    '~',
    '&a',
    '*a',
    '|',
  );
  it('keeps every character, names what it did and the file behind it, and is done once', () => {
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
        fc.constantFrom(...syntaxes),
        fc.constantFrom('new.bib', 'a b.bib', 'x,y.bib', "it's: 1.bib", '../up/n.bib'),
        (text, syntax, name) => {
          const after = named(text, syntax, name);
          if (after === undefined) return;
          const names = (of: string) => declaredBibliographies(of, syntax).files.map((file) => file.name);
          assert.deepEqual(names(after), [...names(text), name]);
          assert.equal(nameBibliography(after, syntax, name), undefined);
          const kept = text.replace(/(?<=bibliography:\s*)(?:null|~)/gi, '');
          let at = 0;
          for (const char of after) if (char === kept[at]) at++;
          assert.equal(at, kept.length, 'something is lost');
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('the path of a file as a document names it', () => {
  for (const [folder, path, name] of [
    ['/a/b', '/a/b/x.bib', 'x.bib'],
    ['/a/b', '/a/x.bib', '../x.bib'],
    ['/a/b', '/a/c/d/x.bib', '../c/d/x.bib'],
    ['/', '/x.bib', 'x.bib'],
    ['/a', '/z/x.bib', '/z/x.bib'],
  ] as const)
    it(`${path} from ${folder} is ${name}`, () => assert.equal(relativePath(folder, path), name));
});
