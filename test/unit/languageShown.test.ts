import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import type { Citation, CitationReading } from '../../src/core/citations/citation.ts';
import { nothingCited } from '../../src/core/citations/citation.ts';
import { bareKeys, keyTokens, linkedKeys } from '../../src/core/language/shown.ts';
import { noteExcerpt } from '../../src/core/notes/excerpt.ts';

/** A reading of a text in which each key stands once. */
function reading(
  text: string,
  ...citations: readonly (Partial<Citation> & { readonly key: string })[]
): CitationReading {
  return {
    ...nothingCited,
    citations: citations.map((citation) => {
      const start = text.indexOf(citation.key);
      const end = start + citation.key.length;
      return { kind: 'cite', mode: 'normal', start: start - 1, end, keyAt: { start, end }, ...citation };
    }),
  };
}
const keys = (citations: readonly Citation[]) => citations.map(({ key }) => key);

describe('what is shown at citations', () => {
  it('colours a key with the mark before it, and tells the ones that no paper has', () => {
    const text = 'See [see @known, p. 3; @{a: b}] and \\cite{plain}.';
    const tokens = keyTokens(
      reading(text, { key: 'known' }, { key: 'a: b' }, { key: 'plain' }),
      text,
      (key) => key !== 'plain',
    );
    assert.deepEqual(
      tokens.map(({ start, end, isKnown }) => [text.slice(start, end), isKnown]),
      [
        ['@known', true],
        ['a: b', true],
        ['plain', false],
      ],
    );
  });

  it('takes the star of nocite for no unknown paper', () => {
    const text = 'nocite: @*';
    assert.deepEqual(
      keyTokens(reading(text, { key: '*', kind: 'nocite' }), text, () => false).map(({ isKnown }) => isKnown),
      [true],
    );
  });

  it('hints after keys in sight, but not where a link has a text of its own', () => {
    const text = '@one [[@two]] [[@three|the third]] [[@four#Method]] @five @*';
    const link = { kind: 'noteLink' } as const;
    const all = reading(
      text,
      { key: 'one' },
      { key: 'two', ...link },
      { key: 'three', ...link },
      { key: 'four', ...link },
      { key: 'five' },
      { key: '*' },
    );
    assert.deepEqual(keys(bareKeys(all, text, { start: 0, end: text.length })), ['one', 'two', 'five']);
    assert.deepEqual(keys(bareKeys(all, text, { start: 6, end: 20 })), ['two']);
  });

  it('links notes always and other keys on request', () => {
    const text = '@one [[@two]] @*';
    const all = reading(text, { key: 'one' }, { key: 'two', kind: 'noteLink' }, { key: '*', kind: 'nocite' });
    assert.deepEqual(keys(linkedKeys(all, false)), ['two']);
    assert.deepEqual(keys(linkedKeys(all, true)), ['one', 'two']);
  });
});

describe('the excerpt of a note', () => {
  const abstract = 'Attention costs much. We show a way that costs less.';
  const note = (...written: readonly string[]) =>
    [
      '---',
      'citekey: a',
      '---',
      '',
      '# A Title of a Paper',
      '',
      'Jo Doe (2001). *A Title of a Paper*.',
      '',
      '## Abstract',
      '',
      abstract,
      '',
      '## Summary',
      '',
      ...written,
      '',
      '## Questions',
      '',
    ].join('\n');
  const generated = ['A Title of a Paper', abstract, 'Jo Doe (2001). A Title of a Paper.'];

  it('is what somebody wrote, without headings, emphasis and what the template took from the entry', () => {
    assert.equal(noteExcerpt(note('Read **this** first.', 'Then *that*.'), generated), 'Read this first.\nThen that.');
  });

  it('is empty for a note that is as the template made it, with the line ends of any system', () => {
    for (const end of ['\n', '\r\n', '\r'])
      assert.equal(noteExcerpt(note('<!-- to be written -->').replaceAll('\n', end), generated), '');
  });

  it('keeps a short line even where its words stand in the abstract', () => {
    assert.equal(noteExcerpt(note('costs less'), generated), 'costs less');
  });

  it('ends at a word and says that there is more', () => {
    const excerpt = noteExcerpt(note('word '.repeat(200)), generated);
    assert.ok(excerpt.length <= 281 && excerpt.endsWith('word…'), excerpt);
  });

  it('never fails', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof noteExcerpt(text, [text]) === 'string'));
  });
});
