import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readCitations } from '../../src/core/citations/read.ts';

const document = readFileSync('test/fixtures/citations/typst/paper.typ', 'utf8');
const keys = (text: string) => readCitations(text, 'typst').citations.map(({ key }) => key);

describe('citations in Typst', () => {
  const reading = readCitations(document, 'typst');

  it('are references in text and calls of cite in code, in no comment, string, raw text, math or address', () => {
    assert.deepEqual(
      reading.citations.map(({ key }) => key),
      [
        ...['title', 'inLet', 'adler--1940', 'eco.1977', 'dblp:conf_x', 'borges', 'Müller'],
        ...['prose', 'year', 'author', 'with/slash "quoted"', 'named', 'listed'],
        ...['one', 'two', 'three', 'four', 'five'],
        // Typst reads a reference even within a word, so an address has to be escaped
        ...['insideMath', 'afterMath', 'home', 'afterLink'],
        ...['ifBody', 'elseBody', 'afterIf', 'forBody', 'afterFor', 'contextBody', 'afterContext'],
        ...['inContent', 'afterContent', 'caption', 'inBraces', 'inCode', 'inLink', 'refKey'],
        ...['afterCall', 'afterSemicolon', 'item', 'unclosed'],
      ],
    );
  });

  it('are told from labels of the document, and from names that begin like those of figures', () => {
    assert.deepEqual(
      reading.references.map(({ key }) => key),
      ['intro', 'fig:page', 'page', 'intro'],
    );
    const { references } = readCitations('@box:a @b', 'typst', { crossReferences: ['box'] });
    assert.deepEqual(
      references.map(({ key }) => key),
      ['box:a'],
    );
  });

  it('have the mode that their form gives them', () => {
    const modes = new Map(reading.citations.map(({ key, mode, kind }) => [key, `${mode} ${kind}`]));
    assert.equal(modes.get('prose'), 'author-in-text cite');
    assert.equal(modes.get('author'), 'author-in-text cite');
    assert.equal(modes.get('year'), 'suppress-author cite');
    assert.equal(modes.get('listed'), 'normal nocite');
    assert.equal(modes.get('borges'), 'normal cite');
  });

  it('have their supplement as a locator, or else as a suffix', () => {
    const located = reading.citations.filter(({ locator }) => locator);
    assert.deepEqual(
      located.map(({ key, locator }) => [key, locator?.label, locator?.value.text]),
      [
        ['borges', 'page', '3'],
        ['year', 'chapter', '2'],
        ['named', 'page', '5'],
      ],
    );
    assert.equal(readCitations('@a[and others]', 'typst').citations[0]?.suffix?.text, 'and others');
  });

  it('are one group where they stand side by side, as Typst shows them together', () => {
    const groups = reading.groups.map(({ start, end }) => document.slice(start, end));
    assert.ok(groups.includes('@one @two\n@three'), groups.join(' | '));
    assert.ok(!groups.some((group) => group.includes('@four')), 'an empty line and words part citations');
    const of = (key: string) => reading.citations.find((each) => each.key === key)?.group;
    assert.equal(of('one'), of('three'));
    assert.equal(of('four'), undefined);
  });

  it('tell where nothing is cited', () => {
    const excluded = reading.excluded.map(({ start, end }) => document.slice(start, end));
    for (const text of ['`@raw`', '"@codeString"', '// @lineComment', 'https://example.org/@path(a)b'])
      assert.ok(excluded.includes(text), text);
    assert.ok(excluded.some((text) => text.startsWith('/* @comment') && text.endsWith('@comment */')));
    // a key is typed in the string of a label
    assert.ok(!excluded.some((text) => text.includes('with/slash')));
  });

  it('go on behind a bracket too many or too few', () => {
    assert.deepEqual(keys('#f(a]) @b'), ['b']);
    assert.deepEqual(keys('#[a #f(b ] @c'), ['c']);
    assert.deepEqual(keys('] ) } @a #{ ) } @b'), ['a', 'b']);
    assert.deepEqual(keys('@a['), ['a']);
    assert.deepEqual(keys('# @a ## @b #'), ['a', 'b']);
  });
});
