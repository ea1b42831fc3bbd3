import assert from 'node:assert/strict';
import { readCitations } from '../../src/core/citations/read.ts';

const keys = (text: string) => readCitations(text, 'org').citations.map(({ key }) => key);
const parts = (text: string) =>
  readCitations(text, 'org').citations.map(({ prefix, key, locator, suffix }) =>
    [prefix?.text, key, locator && `${locator.label} ${locator.value.text}`, suffix?.text].join('|'),
  );

describe('citations in Org', () => {
  const cases: readonly (readonly [what: string, text: string, keys: readonly string[]])[] = [
    ['with any style', '[cite:@a] [cite/t:@b] [cite/na/bc:@c] [cite/:@no]', ['a', 'b', 'c']],
    ['that hold what Org allows', '[cite:@a.b;@c!;@d{e}<f>]', ['a.b', 'c!', 'd{e}<f>']],
    ['over lines, not over paragraphs', '[cite:\n@a;\n@b] [cite:@c\n\n;@d]', ['a', 'b']],
    ['one in each part', '[cite:see;@a;and @b or @c]', ['a', 'b']],
    ['in headings, cells, captions and titles', '* H [cite:@a]\n#+title: [cite:@b]\n| [cite:@c] |', ['a', 'b', 'c']],
    ['in no other keyword', '#+bibliography: [cite:@a]\n#+x: [cite:@b]', []],
    ['in no cell and half', '| [cite:@a | @b] |', []],
    ['in lists, each item for itself', '- [cite:@a\n- @b] [cite:@c]', ['c']],
    ['in footnotes', '[fn:1] [cite:@a]\nx[fn:: see [cite:@b]]', ['a', 'b']],
    ['not in blocks of code', '#+BEGIN_SRC x\n[cite:@a]\n#+end_src\n[cite:@b]', ['b']],
    ['but in a block that does not end', '#+begin_src x\n[cite:@a]\n* H\n#+end_src', ['a']],
    ['not in verbatim text', '=[cite:@a]= ~[cite:@b]~, (=x= [cite:@c] =y=)', ['c']],
    ['where a mark is none', 'a=b [cite:@a] c=d ~ [cite:@b] ~ = x [cite:@c]=', ['a', 'b', 'c']],
    ['not in comments and fixed text', '# [cite:@a]\n#[cite:@b]\n: [cite:@c]', ['b']],
    ['not in links', '[[cite:@a]] [[x][see [cite:@b]] [cite:@c]', ['c']],
    ['not in code within a line, nor in math', 'src_x{[cite:@a]} \\([cite:@b]\\) $[cite:@c]$ $5 [cite:@d] $6', ['d']],
    ['not in properties', '* H\n:PROPERTIES:\n:x: [cite:@a]\n:END:\n[cite:@b]', ['b']],
    ['not in LaTeX', '\\begin{align}\n[cite:@a]\n\\end{align}\n[cite:@b]', ['b']],
    ['not below a heading that is a comment', '* TODO COMMENT x\n[cite:@a]\n** y\n[cite:@b]\n* z\n[cite:@c]', ['c']],
    ['not without a group', '@a me@home [cite:none] [cite:@b', []],
    ['one within what is none', '[cite: [cite:@a]', ['a']],
  ];
  for (const [what, text, expected] of cases) it(what, () => assert.deepEqual(keys(text), expected));

  it('have a note before and behind each key, and notes of all', () => {
    assert.deepEqual(parts('[cite:see @a p. 3; cf. @b, chap. 2 and so on]'), [
      'see|a|page 3|',
      'cf.|b|chapter 2|and so on',
    ]);
    assert.deepEqual(parts('[cite:see; @a; @b ; and others]'), ['see|a||', '|b||and others']);
    assert.deepEqual(parts('[cite:@a [p. 3]]'), ['|a||[p. 3]']);
  });

  it('have the mode of their style', () => {
    const modes = ['t', 'text/c', 'a', 'na', 'noauthor', 'n', 'nocite', 'x', 'constructor'].map((style) => {
      const [citation] = readCitations(`[cite/${style}:@a]`, 'org').citations;
      return `${citation?.mode} ${citation?.kind}`;
    });
    assert.deepEqual(modes, [
      ...Array<string>(3).fill('author-in-text cite'),
      ...Array<string>(2).fill('suppress-author cite'),
      ...Array<string>(2).fill('normal nocite'),
      ...Array<string>(2).fill('normal cite'),
    ]);
  });

  it('are found at any end of line', () => {
    assert.deepEqual(keys('# [cite:@a]\r\n[cite:@b]\r# [cite:@c]\r[cite:@d]'), ['b', 'd']);
  });
});
