import assert from 'node:assert/strict';
import { bibKeyAt, placesOfKey } from '../../src/core/language/bibKeys.ts';
import { atOnce } from '../../src/core/steps.ts';
import { CitationIndex, citedIn } from '../../src/core/language/citationIndex.ts';
import { positionAt } from '../../src/core/text.ts';

describe('the index of citations', () => {
  it('knows every place of a key, with its line', () => {
    const index = new CitationIndex();
    index.put('file:///b.md', citedIn('One.\r\nTwo @a and [@b; @a].\r\n', 'markdown'));
    index.put('file:///a.tex', citedIn('\\cite{a}', 'latex'));
    const at = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    assert.deepEqual(index.of(['a']), [
      { uri: 'file:///a.tex', key: 'a', kind: 'cite', range: at(0, 6, 7), line: '\\cite{a}' },
      { uri: 'file:///b.md', key: 'a', kind: 'cite', range: at(1, 5, 6), line: 'Two @a and [@b; @a].' },
      { uri: 'file:///b.md', key: 'a', kind: 'cite', range: at(1, 17, 18), line: 'Two @a and [@b; @a].' },
    ]);
    assert.deepEqual(index.keys().sort(), ['a', 'b']);
  });

  it('forgets what a document cited before', () => {
    const index = new CitationIndex();
    index.put('file:///a.md', citedIn('@a @b', 'markdown'));
    index.put('file:///a.md', citedIn('@b', 'markdown'));
    assert.deepEqual(index.keys(), ['b']);
    index.remove('file:///a.md');
    assert.deepEqual([index.size, index.keys(), index.of(['b'])], [0, [], []]);
  });

  it('shows of a long line what is around the citation', () => {
    const [cited] = citedIn(`${'x '.repeat(5000)}@a ${'y '.repeat(5000)}`, 'markdown');
    assert.ok(cited && cited.line.length <= 300 && cited.line.includes('x @a y'));
    assert.equal(cited.range.start.character, 10_001);
  });
});

describe('keys in BibTeX', () => {
  const text = [
    '@string{a = "a"}',
    '@proceedings{conf,',
    '  title = {The conf of a}',
    '}',
    '@inproceedings{one, crossref = {conf}, related = {two, conf ,three}, ids = "conf,uno"}',
    '@xdata{shared, note = {conf}}',
    '@book{two, xdata = {shared}}',
  ].join('\r\n');
  const seen = (key: string, source = text) =>
    atOnce(placesOfKey(source, key)).map(({ start, end, field }) => [
      positionAt(source, start).line,
      source.slice(start, end),
      field,
    ]);

  it('are found in entries and in the fields that name entries, not in texts', () => {
    assert.deepEqual(seen('conf'), [
      [1, 'conf', undefined],
      [4, 'conf', 'crossref'],
      [4, 'conf', 'related'],
      [4, 'conf', 'ids'],
    ]);
    assert.deepEqual(seen('shared'), [
      [5, 'shared', undefined],
      [6, 'shared', 'xdata'],
    ]);
    assert.deepEqual(seen('hare'), []);
  });

  it('are found in a large file too', () => {
    const large = `${'@misc{filler, note = {x}}\n'.repeat(50_000)}${text}\n${'@misc{more, crossref = {conf}}\n'.repeat(2)}`;
    assert.ok(large.length > 1_000_000);
    assert.deepEqual(
      atOnce(placesOfKey(large, 'conf')).map(({ field }) => field),
      [undefined, 'crossref', 'related', 'ids', 'crossref', 'crossref'],
    );
  });

  it('are told at a place: anywhere in the head of an entry, and at a name in a field', () => {
    const at = (mark: string, more = 0) => bibKeyAt(text, text.indexOf(mark) + more)?.key;
    assert.equal(at('@proceedings'), 'conf');
    assert.equal(at('conf,'), 'conf');
    assert.equal(at('two, conf', 6), 'conf');
    assert.equal(at('three', 5), 'three');
    assert.equal(at('The conf'), undefined);
    assert.equal(at('shared}}', 3), 'shared');
    assert.equal(bibKeyAt('', 0), undefined);
  });
});
