import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Citation } from '../../src/core/citations/citation.ts';
import { citationAt, isExcluded } from '../../src/core/citations/citation.ts';
import { readCitations } from '../../src/core/citations/read.ts';
import { citedIn, differenceFrom } from '../support/pandocDifference.ts';
import type { PandocCitations } from '../support/pandocDifference.ts';

const folder = path.join(process.cwd(), 'test', 'fixtures', 'citations', 'documents');
const read = (text: string) => readCitations(text, 'markdown');
const keys = (text: string) => read(text).citations.map(({ key }) => key);

/** A citation in short: its parts as they are written. */
const parts = (text: string) =>
  read(text).citations.map(({ key, mode, prefix, locator, suffix }) =>
    [
      mode === 'normal' ? key : `${mode} ${key}`,
      prefix && `after ${prefix.text}`,
      locator && `${locator.label} ${locator.value.text}`,
      suffix && `before ${suffix.text}`,
    ]
      .filter(Boolean)
      .join(' | '),
  );

describe('citations in Markdown are those of pandoc', () => {
  const documents = readdirSync(folder).filter((name) => !name.endsWith('.json'));
  for (const name of documents) {
    it(`in ${name}`, () => {
      const text = readFileSync(path.join(folder, name), 'utf8');
      const oracle: PandocCitations = JSON.parse(
        readFileSync(path.join(folder, name.replace(/\.md$/, '.json')), 'utf8'),
      );
      assert.ok(oracle.text.length > 0);
      assert.equal(differenceFrom(oracle, text), undefined);
    });
  }

  it('and a difference would be seen: a key, a mode, an order, one that is missing or too many', () => {
    const document = 'See @a and [@b].';
    assert.equal(differenceFrom({ text: ['author-in-text a', 'normal b'], moved: [] }, document), undefined);
    assert.equal(differenceFrom({ text: ['author-in-text a'], moved: ['normal b'] }, document), undefined);
    for (const text of [
      ['author-in-text a'],
      ['normal a', 'normal b'],
      ['normal b', 'author-in-text a'],
      ['author-in-text a', 'normal b', 'normal b'],
    ]) {
      assert.ok(differenceFrom({ text, moved: [] }, document), text.join());
    }
  });
});

/** Where the reader is not pandoc 2.17, and why. */
describe('citations in Markdown differ from those of pandoc 2.17', () => {
  it('where a bracket closes only after a blank line: pandoc up to 3.1 loses the paragraphs in between', () => {
    assert.deepEqual(citedIn('Not closed [see @a\n\nLost there @b] @c.\n'), [
      'author-in-text a',
      'author-in-text b',
      'author-in-text c',
    ]);
  });

  it('for the key of `@{}`, which is empty and names no entry', () => {
    assert.deepEqual(keys('@{} and @a'), ['a']);
  });

  it('in a note that nobody refers to, which pandoc leaves out of its tree', () => {
    assert.deepEqual(keys('Text.\n\n[^1]: Note @a.\n'), ['a']);
  });

  it('in metadata that is not YAML, at which pandoc stops with an error', () => {
    assert.deepEqual(keys('---\nnocite: @a, [@b\n---\n\n@c\n'), ['a', 'b', 'c']);
    assert.deepEqual(keys('---\ntitle: "unclosed @a\nabstract: @b\n---\n\n@c\n'), ['a', 'b', 'c']);
  });

  it('where lines end in a lone carriage return, as editors show them: pandoc drops it', () => {
    assert.deepEqual(keys('@a\r@b\r\r    @code\r'), ['a', 'b']);
  });

  it("in links to notes, whose name goes on to `#` or `|`, where pandoc's key takes `#Method` in", () => {
    const { citations } = read('See [[@a--b]], [[@a.|the last one]] and [[@c#Method]].');
    assert.deepEqual(
      citations.map(({ key, kind }) => [key, kind]),
      [
        ['a--b', 'noteLink'],
        ['a.', 'noteLink'],
        ['c', 'noteLink'],
      ],
    );
  });

  it("in MyST's roles, which are code to pandoc", () => {
    assert.deepEqual(citedIn('As {cite:t}`a` says.'), ['author-in-text a']);
  });

  it('in chunks of R Markdown and Quarto, which are run before pandoc sees the document', () => {
    const chunk = "```{r plot, echo=FALSE}\n#' @param x\n\n#' @return y\n```\n\nSee @a.\n";
    const read = (chunks: boolean) => readCitations(chunk, 'markdown', { chunks }).citations.map(({ key }) => key);
    assert.deepEqual(read(true), ['a']);
    assert.deepEqual(read(false), ['param', 'return', 'a']);
  });
});

describe('the parts of a citation in Markdown', () => {
  const cases: readonly (readonly [text: string, ...parts: string[]])[] = [
    [
      '[see @doe99, pp. 33-35 and *passim*; -@smith04]',
      'doe99 | after see | page 33-35 | before and *passim*',
      'suppress-author smith04',
    ],
    ['@doe99 [p. 33; @b]', 'author-in-text doe99 | page 33', 'b'],
    ['[@a{pp. 3--5}, suffix]', 'a | page 3--5 | before suffix'],
    ['[@a, {pp. 3} suffix]', 'a | page 3 | before suffix'],
    ['[@{a b}]'],
    ['[@a{}, 99 years later]', 'a | before 99 years later'],
    ['[@a, chap. iv, and more]', 'a | chapter iv | before and more'],
    ['[@a, 12, 14; @b, §§ 3-4]', 'a | page 12, 14', 'b | section 3-4'],
    ['[@a, Fig. 2a]', 'a | figure 2a'],
    ['[@a, see also the appendix]', 'a | before see also the appendix'],
    ['[@a, p. and more]', 'a | before p. and more'],
    ['[@a, vol. 2:33, n. 4]', 'a | volume 2:33 | before n. 4'],
    ['[@a p. 3]', 'a | page 3'],
    ['[@a, sub verbo 12]', 'a | sub-verbo 12'],
    [
      '[@a, S. 12; @b, Abb. 3; @c, chapitre 4; @d, págs. 5-6]',
      'a | page 12',
      'b | figure 3',
      'c | chapter 4',
      'd | page 5-6',
    ],
    ['[e.g., @a; cf. also @b]', 'a | after e.g.,', 'b | after cf. also'],
    ['{cite:p}`{see}key{p. 3},other`', 'key | after see | page 3', 'other'],
  ];
  for (const [text, ...expected] of cases) {
    it(text, () => assert.deepEqual(parts(text), expected));
  }

  it('stand where they are written', () => {
    const text = '> - a quote\n>   with [see\n>   @{doe99}, pp. 33-35 and so;\r\n>   -@b]\n';
    const at = (part?: { readonly start: number; readonly end: number }) => part && text.slice(part.start, part.end);
    const { citations, groups } = read(text);
    const [first, second] = citations as [Citation, Citation];
    assert.deepEqual(
      [first, first.keyAt, first.prefix, first.locator, first.locator?.labelAt, first.locator?.value, first.suffix].map(
        at,
      ),
      ['@{doe99}', 'doe99', 'see', 'pp. 33-35', 'pp.', '33-35', 'and so'],
    );
    assert.deepEqual([at(second), at(second.keyAt)], ['-@b', 'b']);
    assert.deepEqual([first.group, second.group, groups.length], [0, 0, 1]);
    assert.equal(at(groups[0]), text.slice(text.indexOf('['), text.indexOf(']') + 1));
    assert.deepEqual(citationAt(read(text), text.indexOf('doe99')), first);
  });

  it('tell which papers are cited together', () => {
    const groups = read('@a and [@b; @c] and @d [p. 3] and @e [p. 3; @f] and [[@g]] and @h [see @i].').citations;
    assert.deepEqual(
      groups.map(({ key, group }) => `${key}${group ?? ''}`),
      ['a', 'b0', 'c0', 'd', 'e1', 'f1', 'g2', 'h3', 'i3'],
    );
  });
});

describe('what is written like a citation in Markdown and is none', () => {
  const references = (text: string, crossReferences: readonly string[] = []) =>
    readCitations(text, 'markdown', { crossReferences }).references.map(({ key }) => key);

  it('is a cross-reference of Quarto or pandoc-crossref', () => {
    const text =
      'See @fig-plot, [@tbl-a; @sec-b], -@eq-c, @Fig-d, @fig:e, [-@lst:f], @thm-g and \\@ref(fig:h), @figure, @fig, @secret-i.';
    assert.deepEqual(references(text), ['fig-plot', 'tbl-a', 'sec-b', 'eq-c', 'Fig-d', 'fig:e', 'lst:f', 'thm-g']);
    assert.deepEqual(keys(text), ['figure', 'fig', 'secret-i']);
  });

  it('is one of those that a project has of its own', () => {
    assert.deepEqual(references('@alg:a @demo-b @x-c @c.d', ['alg', 'demo-', 'c.']), ['alg:a', 'demo-b', 'c.d']);
  });

  it('makes no group, and leaves the group of others as it is', () => {
    const { citations, groups } = read('[@fig-a] and [@fig-b; @c]');
    assert.deepEqual([citations.map(({ group }) => group), groups.length], [[0], 1]);
  });
});

describe('kinds of citations in Markdown', () => {
  it('tell those that are listed only', () => {
    const text = '---\ntitle: By @a\nnocite: |\n  @b, [@c]\nother: "@d"\n---\n\n@e\n\n---\nnocite: "@*"\n---\n';
    assert.deepEqual(
      read(text).citations.map(({ key, kind }) => `${kind} ${key}`),
      ['cite a', 'nocite b', 'nocite c', 'cite d', 'cite e', 'nocite *'],
    );
  });

  it("are those of MyST's roles, in each of their spellings", () => {
    const modes = (text: string) => read(text).citations.map(({ key, mode, kind }) => `${key} ${mode} ${kind}`);
    assert.deepEqual(
      modes('{cite}`a, b` {cite:p}`c` {cite:t}`d` {cite:year}`e` {cite:empty}`f` {footcite:t}`g` {ref}`h`'),
      [
        'a normal cite',
        'b normal cite',
        'c normal cite',
        'd author-in-text cite',
        'e suppress-author cite',
        'f normal nocite',
        'g author-in-text cite',
      ],
    );
    const { groups } = read('As {cite}`a,b` says.');
    assert.deepEqual(groups, [{ start: 3, end: 14 }]);
  });
});

describe('where nothing is cited in Markdown', () => {
  it('is told: code, math, tags, addresses, TeX', () => {
    const text =
      '`code` @x $math$ <i class="tag">y</i> [z](address) <https://auto.org> \\foo{tex}\n\n' +
      '```\nfence\n```\n\n    indented\n\n<!-- comment -->\n\n\\begin{env}\nraw\n\\end{env}\n';
    const reading = read(text);
    const isHidden = (word: string) => isExcluded(reading, text.indexOf(word) + 1);
    for (const word of 'code math tag address auto tex fence indented comment raw'.split(' ')) {
      assert.ok(isHidden(word), word);
    }
    for (const word of ['x $', 'y<', 'z]']) assert.ok(!isHidden(word), word);
  });
});
