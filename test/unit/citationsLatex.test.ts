import assert from 'node:assert/strict';
import { readCitations } from '../../src/core/citations/read.ts';

const keys = (text: string) => readCitations(text, 'latex').citations.map(({ key }) => key);
/** Each citation as `prefix|key|label value|suffix`. */
const parts = (text: string) =>
  readCitations(text, 'latex').citations.map(({ prefix, key, locator, suffix }) =>
    [prefix?.text, key, locator && `${locator.label} ${locator.value.text}`, suffix?.text].join('|'),
  );

describe('citations in LaTeX', () => {
  const cases: readonly (readonly [what: string, text: string, keys: readonly string[]])[] = [
    ['several', '\\cite{a, b,c}', ['a', 'b', 'c']],
    ['with a star and blanks', '\\parencite* {a} \\cite [1] {b}', ['a', 'b']],
    ['over lines, with comments', '\\cite[p. 1]% why\n  {a,% \\cite{x}\n  b}', ['a', 'b']],
    ['behind a comment within a key', '\\cite{ab%\n  cd}', ['abcd']],
    ['never over an empty line', '\\cite{a,\n\nb} \\cite\n\n{c}', ['a']],
    ['of all groups of a list', '\\cites(see)(too)[1]{a}[2]{b}{c} \\footcites{d}{e}', ['a', 'b', 'c', 'd', 'e']],
    ['behind a volume', '\\volcite{2}[3]{a} \\Pvolcite[see]{2}[3]{b} \\tvolcites{1}{c}[4]{2}{d}', ['a', 'b', 'c', 'd']],
    ['in notes of others', '\\cite[as in \\cite{b}][]{a}', ['b', 'a']],
    ['only listed', '\\nocite{a,b} \\nocite{*}', ['a', 'b', '*']],
    ['of other packages', '\\shortciteA{a} \\onlinecite{b} \\bibentry{c} \\citenum{d}', ['a', 'b', 'c', 'd']],
    ['of commands of one’s own', '\\mycite{a} \\citex[1]{b}', ['a', 'b']],
    ['in math and arguments', '$x \\cite{a}$ \\footnote{\\textbf{\\cite{b}}}', ['a', 'b']],
    ['behind a line break', '\\\\\\cite{a} \\\\cite{no}', ['a']],
    ['half written, up to what is no key', '\\cite{a, b, then some words', ['a', 'b']],
    ['half written, up to the next command', '\\cite{a,b \\textbf{c}', ['a', 'b']],
    ['not those of other commands', '\\ref{a} \\cref{b} \\label{c} \\incite \\citestyle{d} \\citetext{e, f}', []],
    ['not parameters', '\\newcommand{\\x}[2]{\\cite[#1]{#2}} \\def\\citethis#1{\\cite{a:#1}}', []],
    ['not the text of a definition', '\\newcommand\\citewhat{a}\\renewcommand{\\citep}{b} \\let\\citet\\cite', []],
    ['not in comments', '% \\cite{a}\n\\% \\cite{b} \\\\% \\cite{c}', ['b']],
    ['not in verbatim text', '\\verb|\\cite{a}| \\verb*+\\cite{b}+ \\lstinline[x]!\\cite{c}! \\cite{d}', ['d']],
    ['not in code', '\\mintinline{tex}{\\cite{a}} \\begin{minted}{tex}\\cite{b}\\end{minted} \\cite{c}', ['c']],
    ['not in starred environments', '\\begin{verbatim*}\\cite{a}\\end{verbatim}\\end{verbatim*}\\cite{b}', ['b']],
    ['not in addresses', '\\url{x/\\cite{a}} \\url{a%b}\\cite{c} \\href{%20}{\\cite{d}}', ['c', 'd']],
    ['not where a condition fails', '\\iffalse \\iftrue\\cite{a}\\fi \\cite{b} \\else \\cite{c} \\fi', ['c']],
    ['not behind the end', '\\cite{a}\\end{document}\\cite{b}', ['a']],
    ['not in chunks of R', '<<x, echo=FALSE>>=\n"\\\\cite{a}"\n@\n\\cite{b}\n', ['b']],
  ];
  for (const [what, text, expected] of cases) it(what, () => assert.deepEqual(keys(text), expected));

  it('have their notes at the first and the last key', () => {
    assert.deepEqual(parts('\\citep[12]{a}'), ['|a|page 12|']);
    assert.deepEqual(parts('\\citep[see][pp.~3--5, and more]{a,b}'), ['see|a||', '|b|page 3--5|and more']);
    assert.deepEqual(parts('\\citep[see][]{a}'), ['see|a||']);
    assert.deepEqual(parts('\\citep[\\S 4]{a}'), ['|a|section 4|']);
    assert.deepEqual(parts('\\citep[{see [1]}][\\S~xii]{a}'), ['{see [1]}|a|section xii|']);
    assert.deepEqual(parts('\\citep[among others]{a}'), ['|a||among others']);
  });

  it('have notes of the whole list where they have none of their own', () => {
    assert.deepEqual(parts('\\cites(pre)(post)[1]{a}{b}'), ['pre|a|page 1|', '|b||post']);
    // pandoc joins them, "pre own" and "own, post"; a part is one stretch of the text
    assert.deepEqual(parts('\\cites(pre)(post)[own][1]{a}[2]{b}'), ['own|a|page 1|', '|b|page 2|']);
    assert.deepEqual(parts('\\cites(post){a}{b}'), ['|a||', '|b||post']);
  });

  it('have the volume as their locator where no page is given', () => {
    assert.deepEqual(parts('\\volcite[see]{2}[3]{a} \\volcite{2}{b}'), ['see|a|page 3|', '|b|volume 2|']);
  });

  it('have the mode of their command', () => {
    const modes = (text: string) => readCitations(text, 'latex').citations.map(({ mode }) => mode);
    for (const name of [
      'textcite',
      'Textcite',
      'citet',
      'Citet*',
      'citealt',
      'citeauthor*',
      'textcites',
      'tvolcite{1}',
    ])
      assert.deepEqual(modes(`\\${name}{a}`), ['author-in-text'], name);
    for (const name of ['citeyear', 'citeyearpar', 'parencite*', 'cite*', 'autocite*', 'citedate', 'Parencite*'])
      assert.deepEqual(modes(`\\${name}{a}`), ['suppress-author'], name);
    for (const name of ['cite', 'citep*', 'citealp*', 'footcite', 'fullcite', 'supercite', 'citenum'])
      assert.deepEqual(modes(`\\${name}{a}`), ['normal'], name);
  });

  it('are one group for each command, numbered in the order of the text', () => {
    const text = '\\cite[as in \\cite{b}][]{a} \\cites{c}{d}';
    const { citations, groups } = readCitations(text, 'latex');
    assert.deepEqual(
      citations.map(({ key, group }) => [key, group]),
      [
        ['b', 1],
        ['a', 0],
        ['c', 2],
        ['d', 2],
      ],
    );
    assert.equal(text.slice(groups[2]?.start, groups[2]?.end), '\\cites{c}{d}');
  });
});
