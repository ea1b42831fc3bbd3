import assert from 'node:assert/strict';
import { readPaperFile } from '../../src/core/formats/paperFile.ts';
import { assertInProportion } from '../support/countWork.ts';

const uri = 'file:///papers/gu%202023.md';
const read = (text: string) => readPaperFile(text, uri);
const codes = (text: string) => read(text).problems.map(({ code }) => code);

describe('reading a paper file that is not as it should be', () => {
  it('keeps all other fields when one line is not YAML', () => {
    const text =
      '---\ncitekey: gu2023mamba\ntitle: Mamba: Linear-Time\nauthors:\n  - Gu, Albert\nyear: 2023\n---\n\nText\n';
    const { entries, problems } = read(text);
    const [entry] = entries;
    assert.equal(entry?.key, 'gu2023mamba');
    assert.deepEqual(
      [entry?.item.title, entry?.item.author, entry?.item.issued, entry?.item.abstract],
      ['Mamba: Linear-Time', [{ family: 'Gu', given: 'Albert' }], { 'date-parts': [[2023]] }, 'Text'],
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['frontMatterInvalid'],
    );
    const at = problems[0]?.span.start ?? 0;
    assert.equal(text.slice(0, at).split('\n').length, 3, 'the problem is on the line of the title');
    const keySpan = entry?.source.keySpan;
    assert.equal(keySpan && text.slice(keySpan.start, keySpan.end), 'gu2023mamba');
  });

  it('never runs front matter in another language', () => {
    const text = '---js\n{ get title() { globalThis.ran = true; return "x"; } }\n---\nText\n';
    const [entry] = read(text).entries;
    assert.equal((globalThis as { ran?: boolean }).ran, undefined);
    assert.deepEqual([entry?.key, entry?.item.title, entry?.item.abstract], ['gu 2023', 'gu 2023', 'Text']);
    assert.deepEqual(codes(text), ['frontMatterLanguage']);
  });

  it('names a paper without key or title after its file', () => {
    assert.deepEqual(codes('Just text'), ['paperWithoutKey', 'paperWithoutTitle']);
    assert.equal(read('Just text').entries[0]?.item.abstract, 'Just text');
    assert.deepEqual(codes('---\ncitekey: a\n---\n'), ['paperWithoutTitle']);
    assert.deepEqual(codes(''), ['paperWithoutKey', 'paperWithoutTitle']);
  });

  it('cuts five megabytes of text short and says so', () => {
    const text = `---\ncitekey: a\ntitle: T\n---\n${'word '.repeat(1_000_000)}`;
    const { entries, problems } = read(text);
    assert.equal(entries[0]?.item.abstract?.length, 100_000);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['abstractTooLong'],
    );
  });

  it('is work in proportion to its front matter', () => {
    const readFilled = (filling: string, most: number) =>
      assertInProportion((size) => read(`---\n${filling.repeat(size)}---\n`), most / 2, JSON.stringify(filling));
    for (const filling of [' \n', '\n', '# x\n']) readFilled(filling, 80_000);
    for (const filling of ['- \n', 'a\n', '"\n']) readFilled(filling, 10_000);
  });
});
