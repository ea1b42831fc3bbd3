import assert from 'node:assert/strict';
import { restOfWord, spacingAround } from '../../src/core/citations/spacing.ts';

describe('the blanks around a citation', () => {
  /** The text around the cursor with the citation put in. */
  const cited = (text: string, citation = '[@a]') => {
    const [before = '', after = ''] = text.split('|');
    const { lead, tail } = spacingAround(before, after, citation);
    return before + lead + citation + tail + after;
  };

  it('are put in where words would run together', () => {
    assert.equal(cited('As shown|.'), 'As shown [@a].');
    assert.equal(cited('As shown|by us'), 'As shown [@a] by us');
    assert.equal(cited('As shown.|Then'), 'As shown. [@a] Then');
    assert.equal(cited('[@b]|'), '[@b] [@a]');
    assert.equal(cited('He said “so”|'), 'He said “so” [@a]');
    assert.equal(cited('He said "so"|'), 'He said "so" [@a]');
    assert.equal(cited('**bold**|**more**'), '**bold** [@a] **more**');
    assert.equal(cited('|\\emph{x}'), '[@a] \\emph{x}');
  });

  it('are left out where a blank, a bracket, a dash or a tie is', () => {
    for (const text of [
      '|',
      'As |',
      '(|)',
      '[|]',
      'text—|—text',
      'pre-|',
      'Smith~|',
      'text | text',
      '“|”',
      '„|',
      '|, and',
    ]) {
      assert.equal(cited(text), text.replace('|', '[@a]'), text);
    }
  });

  it('are left out beside scripts that are written without any, unless the citation would run into the word', () => {
    for (const text of [
      '研究|表明',
      '研究|。',
      'これは|です',
      'データ|による',
      'スーパー|々',
      '**研究**|“表明”',
      '研究（GPT）|表明',
    ]) {
      assert.equal(cited(text), text.replace('|', '[@a]'), text);
      assert.equal(cited(text, '\\cite{a}'), text.replace('|', '\\cite{a}'), text);
    }
    assert.equal(cited('使用 GPT|的研究'), '使用 GPT [@a]的研究');
    assert.equal(cited('研究|shows'), '研究[@a] shows');
    assert.equal(cited('연구|결과'), '연구 [@a] 결과');
    assert.equal(cited('研究|表明', '@a'), '研究 @a 表明');
    assert.equal(cited('研究|表明', '@a [p. 3]'), '研究 @a [p. 3]表明');
  });

  it('are left out after a mark that opens emphasis or a quotation', () => {
    for (const text of ['*|*', '**|**', '"|"', 'He said "|"', '`|`', '(*|*)', '—*|*']) {
      assert.equal(cited(text), text.replace('|', '[@a]'), text);
    }
  });
});

describe('the word around a cursor', () => {
  for (const [text, rest] of [
    ['sho|wn, it', 2],
    ['|shown', 0],
    ['shown|', 0],
    ['shown|, it', 0],
    ['do|n’t so', 3],
    ['state|-space models', 6],
    ['state-|space', 0],
    ['Müll|er', 2],
    ['20|23)', 2],
    ['연|구 결과', 1],
    ['研|究表明', 0],
    ['GP|T的研究', 1],
    ['研究|GPT', 0],
    ['ק|וד אחר', 2],
    ['(|a', 0],
    ['', 0],
  ] as const) {
    it(`goes on for ${rest} characters in ${JSON.stringify(text)}`, () => {
      const [before = '', after = ''] = text.split('|');
      assert.equal(restOfWord(before, after), rest);
    });
  }
});
