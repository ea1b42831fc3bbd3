import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readCitations } from '../../src/core/citations/read.ts';

type Cited = readonly [key: string, mode: string];
/** What pandoc 2.17 cites, made by `test/support/oracleSyntaxes.mjs`. */
interface Oracle {
  readonly meta: readonly Cited[];
  readonly blocks: readonly Cited[];
}

const folder = path.join(process.cwd(), 'test', 'fixtures', 'citations');
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const oracleOf = (file: string): Oracle => JSON.parse(read(`${file}.json`));
const ours = (file: string, syntax: 'latex' | 'org') => readCitations(read(file), syntax).citations;
const pairs = (citations: ReturnType<typeof ours>) => citations.map(({ key, mode }) => [key, mode] as Cited);
const sorted = (cited: readonly Cited[]) => cited.map((pair) => pair.join(' ')).sort();

describe('citations as pandoc reads them', () => {
  it('natbib: the same keys and modes in the same order, notes included', () => {
    const found = ours('latex/natbib.tex', 'latex');
    const { meta, blocks } = oracleOf('latex/natbib.tex');
    const shown = found.filter(({ kind }) => kind === 'cite');
    assert.deepEqual(pairs(shown), [...meta.filter(([key]) => key === 'adler1940'), ...blocks]);
    // \nocite is metadata there
    const listed = found.filter(({ kind }) => kind === 'nocite');
    assert.deepEqual(sorted(pairs(listed)), sorted(meta.filter(([key]) => key !== 'adler1940')));
  });

  it('biblatex: the same keys and modes in the same order', () => {
    assert.deepEqual(pairs(ours('latex/biblatex.tex', 'latex')), oracleOf('latex/biblatex.tex').blocks);
  });

  it('Org: the same keys and modes; notes stand elsewhere in the tree', () => {
    const { meta, blocks } = oracleOf('org/citations.org');
    assert.deepEqual(sorted(pairs(ours('org/citations.org', 'org'))), sorted([...meta, ...blocks]));
  });
});

describe('differences from pandoc', () => {
  const differing = (file: string, syntax: 'latex' | 'org') => pairs(ours(file, syntax));

  it('in LaTeX', () => {
    assert.deepEqual(oracleOf('latex/differences.tex').blocks, [
      ['several', 'author-in-text'],
      ['in', 'normal'],
      ['text', 'normal'],
      ['and', 'author-in-text'],
      ['here', 'normal'],
      ['also', 'author-in-text'],
      ['there', 'normal'],
      ['a', 'normal'],
      ['key', 'normal'],
    ]);
    assert.deepEqual(differing('latex/differences.tex', 'latex'), [
      // natbib and biblatex name the authors of all keys in the text, pandoc those of the first
      ['several', 'author-in-text'],
      ['in', 'author-in-text'],
      ['text', 'author-in-text'],
      ['and', 'author-in-text'],
      ['here', 'author-in-text'],
      ['also', 'author-in-text'],
      ['there', 'author-in-text'],
      // pandoc does not know these commands, and leaves them out with their keys
      ['title', 'suppress-author'],
      ['full', 'normal'],
      ['volume', 'normal'],
      ['alias', 'author-in-text'],
      ['capital', 'author-in-text'],
      // it hands math to another program as it is
      ['math', 'normal'],
      // LaTeX takes a blank as a part of the key, pandoc as the end of one
      ['a key', 'normal'],
    ]);
  });

  it('in Org', () => {
    assert.deepEqual(oracleOf('org/differences.org').blocks, [
      ['nocite', 'normal'],
      ['first', 'author-in-text'],
      ['second', 'normal'],
      ['common', 'author-in-text'],
      ['bare', 'author-in-text'],
      // a command of LaTeX, which Org hands to LaTeX as it is
      ['raw', 'normal'],
    ]);
    assert.deepEqual(differing('org/differences.org', 'org'), [
      ['nocite', 'normal'],
      // the style "author" is not known to pandoc 2.17; Org's processors name the authors
      ['author', 'author-in-text'],
      // Org's processors hand the style on for all keys
      ['first', 'author-in-text'],
      ['second', 'author-in-text'],
      // a note to all, which pandoc takes for the link `cite:common` of the package org-ref; such links, as also
      // `cite:bare`, are none of Org's own. In the description of a link both read no citation.
      ['both', 'normal'],
      ['rest', 'normal'],
    ]);
    const [both, rest] = ours('org/differences.org', 'org').slice(-2);
    assert.deepEqual([both?.prefix?.text, both?.locator?.value.text, rest?.suffix?.text], ['see', '3', 'more of it']);
  });
});
