import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fc } from '../support/fastCheck.ts';
import { readBib } from '../../src/core/formats/bibtex/read.ts';
import { scanBib } from '../../src/core/formats/bibtex/scan.ts';
import type { BibLayout } from '../../src/core/language/bib/format.ts';
import { formatBib } from '../../src/core/language/bib/format.ts';
import { edited } from '../../src/core/text.ts';
import { atOnce } from '../../src/core/steps.ts';
import { anyText } from '../support/anyText.ts';
import { Random, mutated } from '../fuzz/mutate.ts';

const plain: BibLayout = { indent: '  ', alignEquals: false, newline: '\n' };
const aligned: BibLayout = { ...plain, alignEquals: true };

function formatted(text: string, layout: BibLayout = plain): string {
  return edited(text, atOnce(formatBib(scanBib(text), layout)));
}

/** What is read of a text: entries with their decoded items, problems without their places. */
function meaning(text: string): unknown {
  const { entries, problems } = readBib(text, 'file:///library.bib');
  return {
    entries: entries.map(({ key, item }) => ({ key, item: JSON.stringify(item) })),
    problems: problems.map(({ code, facts }) => ({ code, facts })),
  };
}

/** All that is no blank. */
const ink = (text: string) => text.replace(/[\0-\x20\xa0\ufeff]+/g, '');

function holds(text: string): void {
  for (const layout of [plain, aligned, { ...plain, indent: '\t', newline: '\r\n' }]) {
    const once = formatted(text, layout);
    assert.deepEqual(meaning(once), meaning(text));
    assert.equal(ink(once), ink(text));
    assert.equal(formatted(once, layout), once);
  }
}

const fixtures = readdirSync('test/fixtures/bibtex')
  .filter((file) => file.endsWith('.bib'))
  .map((file) => readFileSync(`test/fixtures/bibtex/${file}`, 'utf8'));
const tokens = '{|}|"|,|=|#|@|%|(|)|\n|\r\n| |% note\n|@book{k,|@string{s = "x"}|title = {a},|= {x}|,,|}}|\n@'.split(
  '|',
);

describe('formatting of .bib text', () => {
  it('puts a field on a line, with one blank around the equals sign', () => {
    assert.equal(
      formatted('@article {gu , title={A  B},year = 2023}'),
      '@article{gu,\n  title = {A  B},\n  year = 2023\n}',
    );
  });

  it('aligns the equals signs of an entry where that is asked', () => {
    assert.equal(
      formatted('@book{k,\n title={T},\n publisher = "P",\n}', aligned),
      '@book{k,\n  title     = {T},\n  publisher = "P",\n}',
    );
  });

  it('keeps values to the byte, over several lines too', () => {
    const value = '{One\n      two\t{Three}\n}';
    assert.equal(formatted(`@misc{k, abstract=${value}}`), `@misc{k,\n  abstract = ${value}\n}`);
    assert.equal(formatted('@misc{k,note = "a"#b #  {c},}'), '@misc{k,\n  note = "a"#b #  {c},\n}');
  });

  it('keeps comments, those behind a field and those on lines of their own', () => {
    assert.equal(
      formatted('@misc{k, % first\n% second\n   title={T}, % third\n year=1 % fourth\n      % last\n}'),
      '@misc{k, % first\n  % second\n  title = {T}, % third\n  year = 1 % fourth\n  % last\n}',
    );
  });

  it('keeps one empty line between groups of fields', () => {
    assert.equal(formatted('@misc{k,\ntitle={T},\n\n\n\nyear=1\n}'), '@misc{k,\n  title = {T},\n\n  year = 1\n}');
  });

  it('moves a comma that leads a line to the end of the one before', () => {
    assert.equal(formatted('@misc{k\n, title = {T}\n, year = 1\n}'), '@misc{k,\n  title = {T},\n  year = 1\n}');
  });

  it('leaves everything between entries as it stands, and other commands too', () => {
    const text = '  % Encoding: x \n\n\n@string{ a="b" }\n@comment{ x  }  text \n@preamble{  "y"}\n';
    assert.equal(formatted(`${text}@misc{k,year=1}\n\n\n\n`), `${text}@misc{k,\n  year = 1\n}\n\n\n\n`);
  });

  it('writes the line breaks of the document', () => {
    assert.equal(formatted('@misc{k,year=1}\r\n', { ...plain, newline: '\r\n' }), '@misc{k,\r\n  year = 1\r\n}\r\n');
  });

  it('leaves an entry alone that is not well formed, and lays out its neighbours', () => {
    const broken = [
      '@misc{a, title={x year=1}\n',
      '@misc{a, title={x} year=1}\n',
      '@misc{a, title=,year=1}\n',
      '@misc{, title={x}}\n',
      '@misc{a title={x}}\n',
      '@misc{a, title={x}}}\n',
      '@misc{a, title {x}}\n',
      '@misc{a, title={x}, stray words, year=1}\n',
    ];
    for (const entry of broken) assert.equal(formatted(`${entry}@misc{k,year=1}`), `${entry}@misc{k,\n  year = 1\n}`);
  });

  it('can be asked for some lines only', () => {
    const text = '@misc{a,year=1}\n@misc{b,year=1}\n@misc{c,year=1}\n';
    const within = { start: text.indexOf('@misc{b'), end: text.indexOf('@misc{b') + 3 };
    assert.equal(
      edited(text, atOnce(formatBib(scanBib(text), plain, within))),
      '@misc{a,year=1}\n@misc{b,\n  year = 1\n}\n@misc{c,year=1}\n',
    );
  });

  it('changes nothing but blanks in any library, and nothing at all the second time', () => {
    for (const text of fixtures) holds(text);
    const random = new Random(4);
    for (let run = 0; run < 1500; run++) holds(mutated(random.pick(fixtures), random.pick(fixtures), tokens, random));
  });

  it('reads any text as before', () => {
    const part = fc.oneof(fc.constantFrom(...tokens, 'a', 'title', ' = '), anyText(3));
    const text = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(text, holds), { numRuns: 400 });
  });
});
