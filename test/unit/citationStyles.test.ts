import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { referenceHtml, referenceLine } from '../../src/core/bibliography/referenceLine.ts';
import { styledPaper } from '../../src/core/bibliography/styledPaper.ts';
import { commandsInUse } from '../../src/core/citations/latex/inUse.ts';
import { readCitations } from '../../src/core/citations/read.ts';
import { snippetText } from '../../src/core/citations/snippet.ts';
import { builtInStyles } from '../../src/core/citations/styles/builtIn.ts';
import type { StyledPaper } from '../../src/core/citations/styles/style.ts';
import { saysWords, styledSnippet, stylesOf } from '../../src/core/citations/styles/style.ts';
import type { Syntax } from '../../src/core/citations/syntax.ts';
import { syntaxes } from '../../src/core/citations/syntax.ts';
import type { CslItem } from '../../src/core/entry/csl.ts';

const mamba: CslItem = {
  id: 'gu2023mamba',
  type: 'article-journal',
  title: 'Mamba: Linear-Time Sequence Modeling',
  author: [
    { family: 'Gu', given: 'Albert' },
    { family: 'Dao', given: 'Tri' },
  ],
  issued: { 'date-parts': [[2023]] },
  'container-title': 'Some Journal',
  volume: '3',
  DOI: '10.1000/a_b(c)',
};
const paper = styledPaper({ key: 'gu2023mamba', item: mamba });
const named = (title: string, key = 'key'): StyledPaper =>
  styledPaper({ key, item: { id: key, type: 'article', title, DOI: '10.1000/x' } });

/** What a built-in style writes. */
function written(syntax: Syntax, name: string, ...papers: readonly StyledPaper[]): string {
  const style = builtInStyles[syntax].find((each) => each.name === name);
  assert.ok(style, `${syntax} has the style ${name}`);
  return snippetText(styledSnippet(style.template, papers, syntax));
}

describe('citation styles', () => {
  it('writes the key in each style that has a name', () => {
    assert.equal(written('markdown', 'page', paper), '[@gu2023mamba, p. ]');
    assert.equal(written('markdown', 'footnote', paper), '^[@gu2023mamba]');
    assert.equal(written('latex', 'autocite', paper), '\\autocite{gu2023mamba}');
    assert.equal(written('latex', 'fullcite', paper), '\\fullcite{gu2023mamba}');
    assert.equal(written('typst', 'prose', paper), '#cite(<gu2023mamba>, form: "prose")');
    assert.equal(written('org', 'page', paper), '[cite:@gu2023mamba p. ]');
    assert.equal(written('rst', 'author', paper), ':cite:author:`gu2023mamba`');
  });

  it('writes several papers as the language groups them', () => {
    const other = named('Other', 'b');
    assert.equal(written('markdown', 'footnote', paper, other), '^[@gu2023mamba; @b]');
    assert.equal(written('latex', 'textcite', paper, other), '\\textcite{gu2023mamba,b}');
    assert.equal(
      written('markdown', 'title', other, other),
      '[Other](https://doi.org/10.1000/x); [Other](https://doi.org/10.1000/x)',
    );
  });

  it('links authors and year to the address of the paper', () => {
    const address = 'https://doi.org/10.1000/a_b%28c%29';
    assert.equal(written('markdown', 'link', paper), `[Gu & Dao 2023](${address})`);
    assert.equal(written('latex', 'link', paper), '\\href{https://doi.org/10.1000/a_b\\%28c\\%29}{Gu \\& Dao 2023}');
    assert.equal(written('typst', 'link', paper), `#link("${address}")[Gu & Dao 2023]`);
    assert.equal(written('org', 'link', paper), `[[${address}][Gu & Dao 2023]]`);
    assert.equal(written('rst', 'link', paper), `\`Gu & Dao 2023 <${address}>\`__`);
  });

  it('writes the text of a link alone where no address is known', () => {
    const unlinked = styledPaper({ key: 'a', item: { id: 'a', type: 'book', title: 'A Book' } });
    const texts = syntaxes.map((syntax) => written(syntax, 'title', unlinked));
    assert.deepEqual(
      texts,
      Array.from(syntaxes, () => 'A Book'),
    );
    assert.equal(written('markdown', 'link', unlinked), 'A Book'); // no authors, no year
  });

  it('writes a reference whose address is a link', () => {
    const line = 'Albert Gu & Tri Dao (2023). Mamba: Linear-Time Sequence Modeling. Some Journal 3.';
    assert.equal(written('markdown', 'reference', paper), `${line} <https://doi.org/10.1000/a_b%28c%29>`);
    assert.equal(
      written('latex', 'reference', paper),
      `${line.replace('&', '\\&')} \\url{https://doi.org/10.1000/a_b\\%28c\\%29}`,
    );
    assert.ok(referenceLine(mamba).startsWith(line));
  });

  it('keeps marks of the language in titles from meaning anything', () => {
    const marks = 'A_b *c* [d] $e$ #f {g} \\h `i` <j> @k ~l ^m 50% & n';
    const title = (syntax: Syntax) => snippetText(styledSnippet('{title}', [named(marks)], syntax));
    assert.equal(
      title('markdown'),
      'A\\_b \\*c\\* \\[d\\] \\$e\\$ #f {g} \\\\h \\`i\\` \\<j\\> \\@k \\~l \\^m 50% & n',
    );
    assert.equal(
      title('latex'),
      'A\\_b *c* [d] \\$e\\$ \\#f \\{g\\} \\textbackslash{}h `i` <j> @k \\textasciitilde{}l \\textasciicircum{}m 50\\% \\& n',
    );
    assert.equal(title('typst'), 'A\\_b \\*c\\* \\[d\\] \\$e\\$ \\#f {g} \\\\h \\`i\\` \\<j\\> \\@k \\~l ^m 50% & n');
    assert.equal(title('rst'), 'A\\_b \\*c\\* [d] $e$ #f {g} \\\\h \\`i\\` \\<j> @k ~l ^m 50% & n');
  });

  it('takes no title for a citation, and no key for a word of a template', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const text = `As ${snippetText(styledSnippet('{title}', [named(`x ${title}`)], 'markdown'))} says.`;
        assert.deepEqual(readCitations(text, 'markdown').citations, [], text);
      }),
    );
    assert.equal(
      snippetText(styledSnippet('\\cite{key}: {title}', [named('A key', 'title')], 'latex')),
      '\\cite{title}: A key',
    );
    assert.equal(
      snippetText(styledSnippet('{title}', [named('The key {year} $1')], 'markdown')),
      'The key {year} \\$1',
    );
  });

  it('adds the styles of the setting to the built-in ones, and passes over what is none', () => {
    const setting = { latex: { textcite: '\\Textcite{key}', dated: '{authors} ({year})', none: '\\cite{}', odd: 3 } };
    const styles = stylesOf('latex', setting);
    const template = (name: string) => styles.find((style) => style.name === name)?.template;
    assert.equal(template('textcite'), '\\Textcite{key}');
    assert.equal(template('dated'), '{authors} ({year})');
    assert.equal(template('none') ?? template('odd'), undefined);
    assert.equal(styles.length, builtInStyles.latex.length + 1);
    for (const wrong of [undefined, null, 'x', [], { latex: ['key'] }, { latex: null }])
      assert.ok(stylesOf('latex', wrong).length >= builtInStyles.latex.length);
    assert.equal(snippetText(styledSnippet('{authors} ({year})', [paper], 'latex')), 'Gu \\& Dao (2023)');
    assert.ok(!saysWords('${title} [@key]'), 'a variable of the snippet is no word of ours');
  });
});

describe('the commands of a LaTeX document', () => {
  it('are those of the package that it loads', () => {
    assert.deepEqual(commandsInUse('\\usepackage[round]{natbib}'), { parenthetical: 'citep', inText: 'citet' });
    assert.deepEqual(commandsInUse('\\usepackage{csquotes,biblatex}'), {
      parenthetical: 'parencite',
      inText: 'textcite',
    });
    assert.equal(commandsInUse('\\cite{a} % \\usepackage{natbib}'), undefined);
  });

  it('are those that it uses most', () => {
    const text = '\\usepackage{biblatex}\\autocite{a} \\autocite[3]{b} \\parencite{c} \\citet{d}';
    assert.deepEqual(commandsInUse(text), { parenthetical: 'autocite', inText: 'citet' });
    assert.deepEqual(commandsInUse('\\usepackage{natbib} \\cite{a}'), { parenthetical: 'cite', inText: 'citet' });
    assert.deepEqual(commandsInUse('A chapter \\footcite{a}.'), { parenthetical: 'footcite', inText: 'textcite' });
  });
});

describe('a reference as formatted text', () => {
  it('has the venue in italics and the address as a link, and no mark of a title means anything', () => {
    const html = referenceHtml({ ...mamba, title: 'A <b> & "c"', DOI: '10.1000/x' });
    assert.equal(
      html,
      'Albert Gu &#38; Tri Dao (2023). A &#60;b&#62; &#38; &#34;c&#34;. <i>Some Journal</i> 3. ' +
        '<a href="https://doi.org/10.1000/x">https://doi.org/10.1000/x</a>',
    );
  });
});
