import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { scanBib } from '../../src/core/formats/bibtex/scan.ts';
import { edited } from '../../src/core/text.ts';
import { readBibDocument } from '../../src/core/language/bib/reading.ts';
import type { SortOrder } from '../../src/core/language/bib/sort.ts';
import { sortBib, sortOrders } from '../../src/core/language/bib/sort.ts';
import { atOnce } from '../../src/core/steps.ts';
import { Random, mutated } from '../fuzz/mutate.ts';

function sort(text: string, order: SortOrder = 'key'): string {
  const result = atOnce(sortBib(readBibDocument(text, 'file:///library.bib'), order));
  return result.kind === 'sorted' ? edited(text, [result.change]) : text;
}

/** The order of keys after sorting `key: author, year, …` entries. */
function keysOf(text: string): string[] {
  return scanBib(text).entries.map(({ key }) => key);
}

const sourcesOf = (text: string) =>
  scanBib(text)
    .entries.map(({ span }) => text.slice(span.start, span.end))
    .sort();
const letters = (text: string) => [...text].sort().join('');

const papers = [
  '@book{b, author = {Abel, A}, title = {Zoo}, year = 2001}',
  '@article{c, author = {Borel, B}, title = {Early}, year = 1999}',
  '@article{a, author = {Abel, A}, title = {Late}, year = 2020}',
  '@misc{d, title = {Anonymous}}',
].join('\n\n');

describe('sorting of .bib text', () => {
  it('goes by key, by author and year, by year from the newest, and by type', () => {
    assert.deepEqual(keysOf(sort(papers, 'key')), ['a', 'b', 'c', 'd']);
    assert.deepEqual(keysOf(sort(papers, 'authorYear')), ['b', 'a', 'd', 'c']);
    assert.deepEqual(keysOf(sort(papers, 'year')), ['a', 'b', 'c', 'd']);
    assert.deepEqual(keysOf(sort(papers, 'type')), ['a', 'c', 'b', 'd']);
  });

  it('takes the comment right before an entry along, and the one behind it', () => {
    assert.equal(
      sort('% head\n\n% about b\n% more\n@misc{b,} % b ends\n\n% about a\n@misc{a,}\n'),
      '% head\n\n% about a\n@misc{a,}\n\n% about b\n% more\n@misc{b,} % b ends\n',
    );
  });

  it('leaves what stands between entries in its place', () => {
    const text = '@misc{b,}\n\n@comment{jabref}\n@preamble{"x"}\nfree text\n\n@misc{a,}\n\n% end\n';
    assert.equal(sort(text), text.replace('{b', '{x').replace('{a', '{b').replace('{x', '{a'));
  });

  it('moves strings before what uses them', () => {
    assert.equal(
      sort('@misc{b,}\n@string{p = "P"}\n@misc{a, note = p}\n'),
      '@string{p = "P"}\n@misc{a, note = p}\n@misc{b,}\n',
    );
  });

  it('keeps a crossref parent after its last child', () => {
    const text =
      '@proceedings{a, title={P}}\n@inproceedings{b, crossref={a}}\n@misc{c,}\n@inproceedings{d, crossref={a}}\n';
    assert.deepEqual(keysOf(sort(text)), ['b', 'c', 'd', 'a']);
    const chain = '@book{a,}\n@book{b, crossref={a}}\n@book{c, crossref={b}}\n';
    assert.deepEqual(keysOf(sort(chain)), ['c', 'b', 'a']);
    const circle = '@book{b, crossref={a}}\n@book{a, crossref={b}}\n@book{0,}\n';
    assert.deepEqual(keysOf(sort(circle)).sort(), ['0', 'a', 'b']);
  });

  it('uses the year that an entry has from its parent', () => {
    const text = '@inproceedings{a, crossref={p}}\n@misc{b, year=2010}\n@proceedings{p, year=2020}\n';
    assert.deepEqual(keysOf(sort(text, 'year')), ['a', 'p', 'b']);
  });

  it('does nothing to a file in order, and names the entry that is not closed', () => {
    const reading = (text: string) => atOnce(sortBib(readBibDocument(text, 'file:///library.bib'), 'key'));
    assert.equal(reading('@misc{a,}\n@misc{b,}\n').kind, 'inOrder');
    assert.equal(reading('').kind, 'inOrder');
    const refused = reading('@misc{b, title = {x}\n\n@misc{a,}\n');
    assert.equal(refused.kind === 'refused' && refused.key, 'b');
  });

  it('loses and adds nothing, whatever the file', () => {
    const files = readdirSync('test/fixtures/bibtex').filter((file) => file.endsWith('.bib'));
    const fixtures = files.map((file) => readFileSync(`test/fixtures/bibtex/${file}`, 'utf8'));
    const tokens =
      '{|}|"|,|@|%|\n|\n\n|% note\n|@book{k,|@string{s = "x"}|@comment{x}|}} % x\n|\n@misc{z,}\n|free'.split('|');
    const random = new Random(7);
    let moved = 0;
    for (let run = 0; run < 1500; run++) {
      const text =
        run < fixtures.length
          ? (fixtures[run] ?? '')
          : mutated(random.pick(fixtures), random.pick(fixtures), tokens, random);
      const order = random.pick(sortOrders);
      const sorted = sort(text, order);
      if (sorted !== text) moved++;
      assert.deepEqual(sourcesOf(sorted), sourcesOf(text));
      assert.equal(letters(sorted), letters(text));
      // of two entries with one key, which one a child inherits from depends on the order
      const keys = keysOf(text);
      if (new Set(keys).size === keys.length) assert.equal(sort(sorted, order), sorted);
    }
    assert.ok(moved > 100, `only ${moved} texts were sorted`);
  });
});
