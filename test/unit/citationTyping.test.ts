import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCitations } from '../../src/core/citations/read.ts';
import { spacingAround } from '../../src/core/citations/spacing.ts';
import type { Syntax } from '../../src/core/citations/syntax.ts';
import { syntaxes } from '../../src/core/citations/syntax.ts';
import { typedKey } from '../../src/core/citations/typing.ts';
import { builtInForms, citationText } from '../../src/core/citations/write.ts';

describe('typing a citation key', () => {
  /** The query at the end of the text, with what stands before it: `As @|gu`. */
  const typed = (before: string, syntax: Syntax) => {
    const found = typedKey(before, syntax);
    if (!found) return undefined;
    assert.equal(before.slice(found.start), found.query);
    return `${before.slice(0, found.start)}|${found.query}`;
  };

  const offered: readonly (readonly [Syntax, string])[] = [
    ['markdown', '@|'],
    ['markdown', 'As @|gu2023'],
    ['markdown', 'As [see @|mambagu'],
    ['markdown', '[@a; -@|b'],
    ['markdown', '[[@|a'],
    ['markdown', '*@|a'],
    ['markdown', '“@|a'],
    ['markdown', '*a*,@|b'],
    ['markdown', 'As @{|https://a.b/c,d'],
    ['markdown', 'As @|Müller'],
    ['typst', 'As @|gu'],
    ['typst', '#cite(<|gu'],
    ['typst', '#text(cite( <|'],
    ['typst', '#cite(label("|a/b c'],
    ['latex', '\\cite{|'],
    ['latex', '\\citep[see][12]{a, b,|gu'],
    ['latex', '\\parencite*{|gu'],
    ['latex', 'As \\cites[12]{a}[3]{|gu'],
    ['latex', '\\parencites(pre)(post)[1]{a}{b,|c'],
    ['rst', 'As :cite:p:`|gu'],
    ['rst', 'As :footcite:`a, {see}|gu'],
    ['org', '[cite:@|gu'],
    ['org', 'As [cite/t:see @a p. 3; @|gu'],
  ];
  for (const [syntax, expected] of offered) {
    it(`offers papers in ${syntax}: ${expected}`, () =>
      assert.equal(typed(expected.replace('|', ''), syntax), expected));
  }

  const passedOver: readonly (readonly [Syntax, string])[] = [
    ['markdown', 'me@home'],
    ['markdown', 'first.last@'],
    ['markdown', 'The end.@'],
    ['markdown', 'A \\@gu'],
    ['markdown', 'As @gu '],
    ['markdown', '[@gu]'],
    ['markdown', '\\cite{gu'],
    ['typst', 'me@home'],
    ['typst', 'A \\@gu'],
    ['typst', '#cite(<gu>'],
    ['typst', '@{gu'],
    ['latex', 'As @gu'],
    ['latex', '\\cite{gu}'],
    ['latex', '\\cite[gu'],
    ['latex', '\\ref{gu'],
    ['latex', '\\cite{a}{gu'],
    ['latex', '{gu'],
    ['rst', 'As :ref:`gu'],
    ['rst', ':cite:p:`gu` and'],
    ['rst', ':cite:p:`gu{p. 3'],
    ['org', 'As @gu'],
    ['org', 'me@home'],
    ['org', '[cite:@a] @gu'],
    ['org', '[cite:me@home'],
  ];
  for (const [syntax, text] of passedOver) {
    it(`says nothing in ${syntax}: ${text}`, () => assert.equal(typed(text, syntax), undefined));
  }

  it('tells whether the key stands in braces, which hold any key as it is', () => {
    assert.equal(typedKey('@{a', 'markdown')?.inBraces, true);
    assert.equal(typedKey('@a', 'markdown')?.inBraces, undefined);
  });

  it('knows every key while it is typed, letter by letter, in each form that is written', () => {
    const cited = ['gu2023mamba', 'DBLP:conf/nips/Vaswani17', 'Müller_2020-a.b'];
    for (const syntax of syntaxes) {
      for (const form of builtInForms[syntax].filter((each) => each !== 'key')) {
        const line = `As ${citationText(form, cited, syntax)}`;
        const found = readCitations(line, syntax).citations.map(({ keyAt }) => keyAt);
        assert.equal(found.length, cited.length, line);
        for (const { start, end } of found) {
          for (let at = start; at <= end; at++) {
            const before = line.slice(0, at);
            assert.deepEqual(
              [typedKey(before, syntax)?.start, typedKey(before, syntax)?.query],
              [start, line.slice(start, at)],
              before,
            );
          }
        }
      }
    }
  });

  it('offers papers just where a citation would be read, in Markdown', () => {
    const before = fc.string({ unit: fc.constantFrom(...'aé1_. \\\\-([{*"\'`:/,;@…'), maxLength: 8 });
    fc.assert(
      fc.property(before, (text) => {
        // right behind another citation, pandoc reads one where a word would seem to go on
        fc.pre(!/@\S*$/.test(text));
        const read = readCitations(`${text}@key`, 'markdown').citations;
        const isRead = read.some(({ keyAt }) => keyAt.start === text.length + 1);
        assert.equal(typedKey(`${text}@`, 'markdown') !== undefined, isRead, text);
      }),
      { numRuns: 500 },
    );
  });

  it('takes a moment on a line of any length', () => {
    const started = performance.now();
    for (const part of ['\\cite[', '\\cite{a,', ' ', '@', '@{', '[cite:', 'cite(<', ',', 'cites{a}', '(', '\\']) {
      const line = `\\cite{${part.repeat(200_000 / part.length)}`;
      for (const syntax of syntaxes) typedKey(line, syntax);
    }
    assert.ok(performance.now() - started < 2000);
  });
});

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
