import assert from 'node:assert/strict';
import { copied, copyFormats } from '../../src/core/bibliography/copies.ts';
import type { Entry } from '../../src/core/entry/entry.ts';
import { isMeant, isTitle, referenceInFileName, referencesIn } from '../../src/core/language/references.ts';
import { assertInProportion } from '../support/countWork.ts';

describe('what is pasted into a document', () => {
  const identities = (text: string) => referencesIn(text)?.papers.flatMap((paper) => paper.identities);

  it('is a paper where it is nothing but a DOI or an arXiv identifier, however written', () => {
    for (const text of [
      '10.1000/ABC',
      'doi:10.1000/abc',
      'https://doi.org/10.1000/abc',
      ' <https://dx.doi.org/10.1000/abc>\n',
    ])
      assert.deepEqual(identities(text), ['doi 10.1000/abc'], text);
    for (const text of [
      '2312.00752',
      'arXiv:2312.00752v2',
      'arXiv: 2312.00752',
      'https://arxiv.org/pdf/2312.00752v1.pdf',
    ])
      assert.deepEqual(identities(text), ['arxiv 2312.00752'], text);
  });

  it('is no paper where there is more, or something else', () => {
    for (const text of ['', 'see 10.1000/abc', 'https://example.org/10.1000', '@key', '12.5', '@book', 'a@b{c}', '{}'])
      assert.equal(referencesIn(text), undefined, text);
  });

  it('is every paper of BibTeX, but not what stands around it, nor a library', () => {
    const entry = (key: string) => `@article{${key},\n  title = {On ${key}},\n  author = {Gu, A.},\n  year = 2020\n}\n`;
    const read = referencesIn(`${entry('a')}\n${entry('b')}`);
    assert.equal(read?.kind, 'entries');
    assert.deepEqual(
      read?.papers.map(({ key }) => key),
      ['a', 'b'],
    );
    assert.deepEqual(read?.papers[0]?.identities, ['title on a 2020 gu']);
    assert.equal(referencesIn(`Text before ${entry('a')}`), undefined);
    assert.equal(referencesIn(Array.from({ length: 21 }, (_, at) => entry(`k${at}`)).join('\n')), undefined);
  });

  it('reads a long text that is none in proportion to its length', function () {
    // no steps back of a regular expression, which are not counted: they would take minutes
    this.timeout(5000);
    for (const part of ['@a{', '@', '<', 'arxiv: '])
      assertInProportion((size) => referencesIn(part.repeat(size / part.length)), 49_000, part);
  });
});

describe('the name of a PDF file', () => {
  it('tells the paper by its key, its identifier or its title', () => {
    assert.equal(referenceInFileName('/papers/gu2023mamba.pdf').key, 'gu2023mamba');
    assert.deepEqual(referenceInFileName('2312.00752v2.pdf').identities, ['arxiv 2312.00752']);
    assert.deepEqual(referenceInFileName('10.1000_abc.pdf').identities, ['doi 10.1000/abc']);
    const zotero = referenceInFileName('Gu and Dao - 2023 - Mamba Linear-Time Sequence.PDF');
    assert.equal(zotero.query, 'Mamba Linear-Time Sequence');
    assert.ok(isTitle(zotero.titleWords, 'Mamba: Linear-Time Sequence Modeling'));
    assert.ok(!isTitle(zotero.titleWords, 'Another Linear-Time Sequence'));
    assert.ok(!isTitle(referenceInFileName('paper.pdf').titleWords, 'Paper Folding in Many Steps'));
    assert.ok(!isTitle(referenceInFileName('.pdf').titleWords, 'Anything'));
  });

  it('does not take one paper for another', () => {
    const reference = referenceInFileName('2312.00752.pdf');
    assert.ok(isMeant(reference, { id: 'a', type: 'article', DOI: '10.48550/arXiv.2312.00752' }));
    assert.ok(!isMeant(reference, { id: 'b', type: 'article', DOI: '10.48550/arXiv.2312.00753' }));
  });
});

describe('copying papers', () => {
  const entry = (key: string, DOI?: string): Entry => ({
    key,
    item: { id: key, type: 'article-journal', title: `On ${key}`, ...(DOI ? { DOI } : {}) },
    topics: [],
    source: { uri: 'x:', span: { start: 0, end: 0 } },
  });
  const papers = [entry('a', '10.1/a'), entry('b')];

  it('writes one or several in every format', () => {
    assert.equal(copied(papers, 'key'), 'a, b');
    assert.equal(copied(papers, 'reference'), 'On a. https://doi.org/10.1/a\nOn b.');
    assert.equal(copied(papers, 'markdownLink'), '[On a](https://doi.org/10.1/a)');
    assert.equal(copied(papers, 'address'), 'https://doi.org/10.1/a');
    assert.deepEqual(
      (JSON.parse(copied(papers, 'csl-json')) as readonly { readonly id: string }[]).map(({ id }) => id),
      ['a', 'b'],
    );
    assert.equal(copied(papers, 'ris').match(/^TY {2}- /gm)?.length, 2);
    assert.equal(copied(papers, 'bibtex').match(/^@/gm)?.length, 2);
    assert.equal(copied(papers, 'hayagriva').match(/^\w+:/gm)?.length, 2);
  });

  it('copies nothing of nothing', () => {
    assert.deepEqual(
      copyFormats.map((format) => copied([], format)),
      copyFormats.map(() => ''),
    );
    assert.equal(copied([entry('b')], 'markdownLink'), '');
  });
});
