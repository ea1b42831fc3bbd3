import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { referenceLine } from '../../src/core/bibliography/referenceLine.ts';
import { creatorsOf, familyOf, fullName, nameOf, shortNames, sortName, yearOf } from '../../src/core/entry/authors.ts';
import type { CslItem, CslName } from '../../src/core/entry/csl.ts';
import type { Entry } from '../../src/core/entry/entry.ts';
import { arxivId, linksOf } from '../../src/core/entry/links.ts';
import { allAuthors, authorYear, paperOf } from '../../src/core/entry/paper.ts';
import { firstSentences } from '../../src/core/entry/sentences.ts';
import { positionAt, startOf, wellFormed } from '../../src/core/text.ts';
import { anyText, anyUnits } from '../support/anyText.ts';
import { assertInProportion } from '../support/countWork.ts';

const gu: CslName = { family: 'Gu', given: 'Albert' };
const dao: CslName = { family: 'Dao', given: 'Tri' };
const oord: CslName = { family: 'Oord', given: 'Aäron', 'non-dropping-particle': 'van den' };
const item = (fields: Partial<CslItem> = {}): CslItem => ({ id: 'key', type: 'article', ...fields });
const entry = (fields: Partial<CslItem> = {}): Entry => ({
  key: 'key',
  item: item(fields),
  topics: ['a-topic'],
  source: { uri: 'file:///seeds/key.md', span: { start: 0, end: 1 } },
});

const halfCharacter = /\p{Surrogate}/u;

describe('names', () => {
  it('are read as a list of papers spells them', () => {
    assert.deepEqual(nameOf('Gu, Albert'), gu);
    assert.deepEqual(nameOf(' Gu ,Albert '), gu);
    assert.deepEqual(nameOf('Albert Gu'), gu);
    assert.deepEqual(nameOf('Sepp  Otto\tHochreiter'), { family: 'Hochreiter', given: 'Sepp Otto' });
    assert.deepEqual(nameOf('van der Berg, Jan'), { family: 'van der Berg', given: 'Jan' });
    assert.deepEqual(nameOf('01.AI'), { literal: '01.AI' });
    assert.deepEqual(nameOf('World Health Organization,'), { literal: 'World Health Organization' });
    assert.deepEqual(nameOf(''), { literal: '' });
  });

  it('are read in proportion to their length', () => {
    for (const filling of [' ', ', ', ' ,', 'a ', '\u3000'])
      assertInProportion((size) => nameOf(`a${filling.repeat(size)}b`), 100_000, filling);
  });

  it('are spoken, sorted and shortened with their particles', () => {
    assert.deepEqual([oord].map(fullName), ['Aäron van den Oord']);
    assert.equal(sortName(oord), 'van den Oord, Aäron');
    assert.equal(familyOf(oord), 'van den Oord');
    const fontaine: CslName = { family: 'La Fontaine', given: 'Jean', 'dropping-particle': 'de', suffix: 'Jr.' };
    assert.equal(fullName(fontaine), 'Jean de La Fontaine Jr.');
    assert.equal(sortName(fontaine), 'La Fontaine, Jean de, Jr.');
    assert.equal(sortName({ literal: 'OpenAI' }), 'OpenAI');
    assert.equal(sortName({ given: 'Plato' }), 'Plato');
  });

  it('are one, two, or the first and et al.', () => {
    assert.deepEqual([[], [gu], [gu, dao], [oord, gu, dao]].map(shortNames), [
      '',
      'Gu',
      'Gu & Dao',
      'van den Oord et al.',
    ]);
  });

  it('are those of the editors where there is no author', () => {
    assert.deepEqual(creatorsOf(item({ author: [], editor: [dao] })), [dao]);
    assert.deepEqual(creatorsOf(item({ author: [gu], editor: [dao] })), [gu]);
    assert.deepEqual(creatorsOf(item()), []);
  });
});

describe('a paper in lists', () => {
  it('has what lists show, and nothing in place of what is not known', () => {
    const paper = paperOf(
      entry({ title: 'Mamba', author: [gu, dao], issued: { 'date-parts': [[2023, 12]] }, 'container-title': 'COLM' }),
    );
    assert.deepEqual(paper, {
      id: 'key',
      key: 'key',
      title: 'Mamba',
      authors: 'Gu & Dao',
      firstAuthor: 'Gu, Albert',
      topics: ['a-topic'],
      links: {},
      source: 'file:///seeds/key.md',
      sources: ['file:///seeds/key.md'],
      year: 2023,
      venue: 'COLM',
    });
    assert.equal(authorYear(paper), 'Gu & Dao 2023');
    assert.equal(allAuthors(entry({ author: [gu, oord] })), 'Albert Gu, Aäron van den Oord');
  });

  it('goes by its key where neither title nor people nor year are known', () => {
    const paper = paperOf(entry());
    assert.deepEqual([paper.title, paper.authors, authorYear(paper)], ['key', '', 'key']);
    assert.equal(yearOf(item({ issued: { literal: 'in press' } })), undefined);
    assert.equal(yearOf(item({ issued: { 'date-parts': [] } })), undefined);
  });
});

describe('addresses', () => {
  it('of arXiv are found wherever entries keep the identifier', () => {
    for (const fields of [
      { archive: 'arXiv', archive_location: '2312.00752' },
      { archive: 'ARXIV', archive_location: 'arXiv:2312.00752' },
      { number: 'arXiv:2312.00752 [cs.LG]' },
      { DOI: '10.48550/arXiv.2312.00752' },
      { DOI: '10.48550/arXiv.2312.00752', archive: 'arXiv', archive_location: '' },
    ]) {
      assert.equal(arxivId(item(fields)), '2312.00752', JSON.stringify(fields));
    }
    assert.equal(arxivId(item({ archive: 'JSTOR', archive_location: '2312.00752', number: '12' })), undefined);
    assert.deepEqual(linksOf(item({ archive: 'arXiv', archive_location: 'hep-th/9901001' })), {
      arxiv: 'https://arxiv.org/abs/hep-th/9901001',
      pdf: 'https://arxiv.org/pdf/hep-th/9901001',
    });
  });

  it('of DOIs keep their slashes and escape the rest', () => {
    const { doi } = linksOf(item({ DOI: '10.1002/(SICI)1097<1::AID-X>3.0.CO;2-#' }));
    assert.equal(doi, 'https://doi.org/10.1002/(SICI)1097%3C1%3A%3AAID-X%3E3.0.CO%3B2-%23');
  });

  it('are given only where they can be opened', () => {
    assert.deepEqual(linksOf(item({ URL: 'https://a.b/c.PDF?x' })), {
      url: 'https://a.b/c.PDF?x',
      pdf: 'https://a.b/c.PDF?x',
    });
    assert.deepEqual(linksOf(item({ URL: 'https://a.b/c' })), { url: 'https://a.b/c' });
    for (const URL of ['javascript:alert(1)', 'file:///etc/passwd', 'command:x', 'a.b/c', '']) {
      assert.deepEqual(linksOf(item({ URL })), {}, URL);
    }
  });

  it('come of any text without an error', () => {
    fc.assert(
      fc.property(anyUnits(8), (text) => {
        linksOf(item({ DOI: text, archive: 'arXiv', archive_location: text, URL: `https://${text}`, number: text }));
      }),
    );
  });
});

describe('a reference in one line', () => {
  it('names authors, year, title, venue and address', () => {
    const full = item({
      title: 'Mamba.',
      author: [gu, dao],
      issued: { 'date-parts': [[2023]] },
      'container-title': 'Journal',
      volume: '12',
      issue: '3',
      page: '1-9',
      DOI: '10.1/x',
    });
    assert.equal(referenceLine(full), 'Albert Gu & Tri Dao (2023). Mamba. Journal 12(3), 1-9. https://doi.org/10.1/x');
  });

  it('has one mark after each part, and nothing for what is missing', () => {
    assert.equal(referenceLine(item()), 'key.');
    assert.equal(referenceLine(item({ title: 'Why?', publisher: 'MIT Press' })), 'Why? MIT Press.');
    assert.equal(referenceLine(item({ title: 'Is It “Real?”', author: [gu] })), 'Albert Gu. Is It “Real?”');
    assert.equal(
      referenceLine(item({ title: 'T', author: [gu, dao, oord] })),
      'Albert Gu, Tri Dao & Aäron van den Oord. T.',
    );
    assert.equal(referenceLine(item({ title: 'T', author: Array<CslName>(7).fill(gu) })), 'Albert Gu et al. T.');
  });

  it('leaves an address as it is, also with a full stop at its end', () => {
    assert.equal(referenceLine(item({ title: 'T', DOI: '10.1/x.' })), 'T. https://doi.org/10.1/x.');
  });

  it('is work in proportion to the title', () => {
    // so long that a regular expression that steps back, which is not counted, would take minutes
    assertInProportion((size) => referenceLine(item({ title: `${'. '.repeat(size)}x` })), 100_000);
  });
});

describe('the first sentences of a text', () => {
  const text = 'We propose a model. It is small! Is it fast? Yes.';

  it('are those that fit', () => {
    assert.equal(firstSentences(text, 100), text);
    assert.equal(firstSentences(text, 48), 'We propose a model. It is small! Is it fast?');
    assert.equal(firstSentences(text, 33), 'We propose a model. It is small!');
    assert.equal(firstSentences(text, 31), 'We propose a model.');
  });

  it('are not ended by a number, an abbreviation, initials or a small letter after a full stop', () => {
    assert.equal(firstSentences('It takes 3.14159 seconds to do it.', 12), 'It takes …');
    for (const start of ['As Gu et al. Do', 'See Fig. One', 'Like J. Smith', 'Some, e.g. Mamba', 'It is vs. that']) {
      const long = `${start} and further words. Then more of them follow here.`;
      assert.equal(firstSentences(long, long.indexOf('words') + 7), long.slice(0, long.indexOf('words') + 6));
      assert.ok(firstSentences(long, start.length + 8).endsWith(' …'), start);
    }
  });

  it('are found in other scripts and before quotes and brackets', () => {
    assert.equal(firstSentences('我们提出一个模型。它很小。它很快。', 10), '我们提出一个模型。');
    assert.equal(firstSentences('It is “small.” (It is fast.) And it is new.', 16), 'It is “small.”');
    assert.equal(firstSentences('It is “small.” (It is fast.) And it is new.', 30), 'It is “small.” (It is fast.)');
  });

  it('take one blank for any white space', () => {
    assert.equal(firstSentences('  One\r\n two.\n\nThree. ', 100), 'One two. Three.');
  });

  it('are never longer than asked, but for the ellipsis, and never end within a character', () => {
    const words = fc.string({ unit: fc.constantFrom('a', ' ', '.', '? ', '. A', '😀', '。', '"', '\n', 'é') });
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 30 }), (long, length) => {
        const short = firstSentences(long, length);
        const isCut = short.endsWith(' …');
        assert.ok(short.length <= length + (isCut ? 2 : 0), short);
        assert.ok(!halfCharacter.test(short), short);
        const whole = long.replace(/\s+/g, ' ').trim();
        assert.ok(whole.startsWith(isCut ? short.slice(0, -2) : short));
        assert.ok(!isCut || whole.length > length);
      }),
      { numRuns: 500 },
    );
  });

  it('of five megabytes are work in proportion', () => {
    for (const part of ['word ', '. ', ' \n', '"', '.', 'a. B '])
      assertInProportion((size) => firstSentences(part.repeat(size / part.length), 300), 2_500_000, part);
  });
});

describe('texts', () => {
  it('are cut before a character that does not fit', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((length) => startOf('a😀b', length)),
      ['', 'a', 'a', 'a😀', 'a😀b'],
    );
    fc.assert(
      fc.property(anyText(8), fc.nat(20), (text, length) => {
        const start = startOf(text, length);
        assert.ok(text.startsWith(start) && start.length <= length && !halfCharacter.test(start));
        assert.ok(start.length >= Math.min(length, text.length) - 1);
      }),
    );
  });

  it('are made well-formed by replacing halves of characters alone', () => {
    assert.equal(wellFormed('a\ud800b😀\udc00'), 'a\ufffdb😀\ufffd');
    assert.equal(wellFormed('\udc00', '_'), '_');
    fc.assert(fc.property(anyText(8), (text) => wellFormed(text) === text));
    fc.assert(
      fc.property(
        anyUnits(8),
        (text) => !halfCharacter.test(wellFormed(text)) && wellFormed(text).length === text.length,
      ),
    );
  });

  it('have their places counted over every kind of line end', () => {
    const text = 'a\r\nb\rc\nd';
    assert.deepEqual(
      [0, 1, 3, 4, 5, 6, 7, 99].map((offset) => positionAt(text, offset)),
      [
        { line: 0, character: 0 },
        { line: 0, character: 1 },
        { line: 1, character: 0 },
        { line: 1, character: 1 },
        { line: 2, character: 0 },
        { line: 2, character: 1 },
        { line: 3, character: 0 },
        { line: 3, character: 1 },
      ],
    );
  });
});
