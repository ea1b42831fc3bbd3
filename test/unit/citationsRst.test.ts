import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readCitations } from '../../src/core/citations/read.ts';

const document = readFileSync('test/fixtures/citations/rst/guide.rst', 'utf8');

describe('citations in reStructuredText', () => {
  const { citations, groups, excluded } = readCitations(document, 'rst');
  const of = (key: string) => citations.find((each) => each.key === key);

  it('are those of the roles of sphinxcontrib-bibtex, in text and nowhere else', () => {
    assert.deepEqual(
      citations.map(({ key }) => key),
      ['title', ...'abcdefghijklmnopqrstuv'],
    );
  });

  it('have the mode of their role', () => {
    const keysOf = (mode: string) => citations.filter((each) => each.mode === mode).map(({ key }) => key);
    assert.deepEqual(keysOf('author-in-text'), [...'cfgklmn']);
    assert.deepEqual(keysOf('suppress-author'), ['i']);
    assert.equal(of('j')?.kind, 'nocite');
  });

  it('have notes in braces, before and behind the key', () => {
    assert.deepEqual([of('f')?.prefix?.text, of('f')?.locator?.value.text], ['see', '3']);
    assert.deepEqual([of('g')?.locator?.label, of('g')?.locator?.value.text], ['chapter', '2, 3']);
  });

  it('are one group for each role', () => {
    const texts = groups.map(({ start, end }) => document.slice(start, end));
    assert.ok(texts.includes(':cite:`a,b`') && texts.includes('`h`:cite:p:'), texts.join(' | '));
    assert.equal(of('a')?.group, of('b')?.group);
    assert.notEqual(of('b')?.group, of('c')?.group);
  });

  it('tell where nothing is cited', () => {
    const texts = excluded.map(({ start, end }) => document.slice(start, end).trim());
    assert.ok(texts.includes('``:cite:`no```'), texts.join(' | '));
    assert.ok(texts.some((text) => text.startsWith('.. code-block::') && text.endsWith(':cite:`no`')));
  });
});
