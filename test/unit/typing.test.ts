import assert from 'node:assert/strict';
import { fc } from '../support/fastCheck.ts';
import { readCitations } from '../../src/core/citations/read.ts';
import type { Syntax } from '../../src/core/citations/syntax.ts';
import { syntaxes } from '../../src/core/citations/syntax.ts';
import { typedAt } from '../../src/core/citations/typing/at.ts';
import { insertionOf } from '../../src/core/citations/typing/insertion.ts';
import { builtInForms, citationText } from '../../src/core/citations/write.ts';
import { assertInProportion } from '../support/countWork.ts';

/** What is typed at `|` of a text. */
function typedIn(syntax: Syntax, text: string) {
  const offset = text.indexOf('|');
  return typedAt(text.replace('|', ''), offset, syntax);
}

/** The text around the cursor once a key is accepted there, as replacing does it. */
function accepted(syntax: Syntax, text: string, key: string): string {
  const typed = typedIn(syntax, text);
  assert.ok(typed?.kind === 'key', text);
  const { text: written, start, end } = insertionOf(typed, key);
  const plain = text.replace('|', '');
  return plain.slice(0, start) + written + plain.slice(end);
}

describe('typing a citation key', () => {
  /** The query in front of `|`, marked by `‹` where it starts. */
  const offered: readonly (readonly [Syntax, string])[] = [
    ['markdown', '‹@|'],
    ['markdown', 'As @‹gu2023|'],
    ['markdown', 'As [see @‹mambagu|'],
    ['markdown', '[@a; -@‹b|'],
    ['markdown', '[@a, p. 3;\n@‹b|'],
    ['markdown', '[[@‹a|'],
    ['markdown', '*@‹a|'],
    ['markdown', '“@‹a|'],
    ['markdown', '*a*,@‹b|'],
    ['markdown', 'As @{‹https://a.b/c,d|'],
    ['markdown', 'As @‹Müller|'],
    ['markdown', 'As @‹gu2|023mamba shows'],
    ['markdown', 'See https://a.b/c and @‹d|'],
    ['markdown', '[text](x) @‹d|'],
    ['markdown', 'As {cite:p}`‹gu|'],
    ['markdown', 'As {cite}`a,‹gu|` shows'],
    ['markdown', 'As {cite:t}`a,\n ‹gu|'],
    ['markdown', 'As {cite:ps}`{see}‹gu|'],
    ['markdown', 'As :cite:p:`‹gu|'],
    ['markdown', 'As {footcite:t}`‹|'],
    ['markdown', '---\ntitle: A\nnocite: |\n  @a, @‹b|'.replace('|\n', '>\n')],
    ['markdown', '---\nnocite: "@‹b|'],
    ['markdown', "---\nnocite:\n  - '@‹b|"],
    ['markdown', '---\nabstract: As @‹b|'],
    ['markdown', '---\ntitle: A\n---\nAs @‹b|'],
    ['markdown', '---\n\nemail: @‹b|'],
    ['typst', 'As @‹gu|'],
    ['typst', '#cite(<‹gu|'],
    ['typst', '#cite(\n  <‹gu|'],
    ['typst', '#text(cite( <‹|'],
    ['typst', '#cite(label("‹a/b c|'],
    ['latex', '\\cite{‹|'],
    ['latex', '\\citep[see][12]{a, b,‹gu|'],
    ['latex', '\\cite{a,\n  b, % both\n  ‹gu|'],
    ['latex', '\\cite[see\\ {a}][p.~3]{‹gu|'],
    ['latex', '\\parencite*{‹gu|'],
    ['latex', '\\nocite{‹gu|'],
    ['latex', '\\Citeauthor{‹gu|'],
    ['latex', '\\bibentry{‹gu|'],
    ['latex', '\\defcitealias{‹gu|'],
    ['latex', 'As \\cites[12]{a}[3]{‹gu|'],
    ['latex', '\\parencites(pre)(post)[1]{a}\n  {b,‹c|'],
    ['latex', '\\volcite[see]{2}[3]{‹a|'],
    ['latex', '100\\% of \\cite{‹a|'],
    ['rst', 'As :cite:p:`‹gu|'],
    ['rst', 'As :footcite:`a, {see}‹gu|'],
    ['org', '[cite:@‹gu|'],
    ['org', 'As [cite/t:see @a p. 3; @‹gu|'],
    ['org', 'As [cite/t/cf:see @a p. 3;\nbut @‹gu|'],
  ];
  for (const [syntax, expected] of offered) {
    it(`offers papers in ${syntax}: ${JSON.stringify(expected)}`, () => {
      const typed = typedIn(syntax, expected.replace('‹', ''));
      assert.equal(typed?.kind, 'key');
      const plain = expected.replace('‹', '').replace('|', '');
      const start = expected === '‹@|' ? 1 : expected.indexOf('‹');
      assert.deepEqual(
        [typed?.start, typed?.query],
        [start, plain.slice(start, expected.replace('‹', '').indexOf('|'))],
      );
      assert.ok(typed && typed.mark <= typed.start);
    });
  }

  const passedOver: readonly (readonly [Syntax, string])[] = [
    ['markdown', 'me@home|'],
    ['markdown', 'first.last@|'],
    ['markdown', 'The end.@|'],
    ['markdown', 'A \\@gu|'],
    ['markdown', 'As @gu |'],
    ['markdown', '[@gu]|'],
    ['markdown', '[@gu; |'],
    ['markdown', '\\cite{gu|'],
    ['markdown', 'https://a.b/@gu|'],
    ['markdown', 'www.a.b/@gu|'],
    ['markdown', '[a](/@gu|'],
    ['markdown', 'a `code|'],
    ['markdown', '{ref}`gu|'],
    ['markdown', '{cite:p}`gu`|'],
    ['markdown', '{cite:p}`a\n\nb|'],
    ['markdown', '---\nauthor: "@b|'],
    ['markdown', '---\nbibliography: "@b|'],
    ['markdown', '---\nnocite: a # @b|'],
    ['markdown', '---\n# @b|'],
    ['typst', 'me@home|'],
    ['typst', 'A \\@gu|'],
    ['typst', '#cite(<gu>|'],
    ['typst', 'a <gu|'],
    ['typst', '@{gu|'],
    ['latex', 'As @gu|'],
    ['latex', '\\cite{gu}|'],
    ['latex', '\\ref{gu|'],
    ['latex', '\\cite{a}{gu|'],
    ['latex', '\\volcite{2|'],
    ['latex', '{gu|'],
    ['latex', '\\citestyle{gu|'],
    ['latex', '\\DeclareCiteCommand{gu|'],
    ['latex', '% \\cite{gu|'],
    ['latex', '\\cite{a, % gu|'],
    ['latex', '\\cite{a\n\ngu|'],
    ['rst', 'As :ref:`gu|'],
    ['rst', ':cite:p:`gu` and|'],
    ['rst', ':cite:p:`gu{p. 3|'],
    ['org', 'As @gu|'],
    ['org', 'me@home|'],
    ['org', '[cite:@a] @gu|'],
    ['org', '[cite:me@home|'],
    ['org', '[cite:@a\n\n@gu|'],
  ];
  for (const [syntax, text] of passedOver) {
    it(`says nothing in ${syntax}: ${JSON.stringify(text)}`, () => assert.equal(typedIn(syntax, text), undefined));
  }

  it('knows every key while it is typed, letter by letter, in each form that is written', () => {
    const cited = ['gu2023mamba', 'DBLP:conf/nips/Vaswani17', 'Müller_2020-a.b'];
    for (const syntax of syntaxes) {
      for (const form of builtInForms[syntax].filter((each) => each !== 'key')) {
        const line = `As ${citationText(form, cited, syntax)}`;
        const found = readCitations(line, syntax).citations.map(({ keyAt }) => keyAt);
        assert.equal(found.length, cited.length, line);
        for (const { start, end } of found) {
          for (let at = start; at <= end; at++) {
            const typed = typedAt(line, at, syntax);
            assert.deepEqual([typed?.kind, typed?.start, typed?.query], ['key', start, line.slice(start, at)], line);
            assert.equal(typed?.end, end, `${line} at ${at}`);
          }
        }
      }
    }
  });

  it('offers papers just where a citation would be read, in Markdown', () => {
    const before = fc.string({ unit: fc.constantFrom(...'aé1. -([{"\':/,;@…'), maxLength: 8 });
    fc.assert(
      fc.property(before, (text) => {
        // right behind another citation, pandoc reads one where a word would seem to go on; addresses are none of ours
        fc.pre(!/@\S*$|:\/\/|---/.test(text));
        const read = readCitations(`${text}@key`, 'markdown');
        const isRead = read.citations.some(({ keyAt }) => keyAt.start === text.length + 1);
        fc.pre(!read.excluded.length);
        assert.equal(typedAt(`${text}@`, text.length + 1, 'markdown')?.kind === 'key', isRead, text);
      }),
      { numRuns: 500 },
    );
  });

  it('is work in proportion on a line of any length', () => {
    for (const part of [
      '\\cite[',
      '\\cite{a,',
      ' ',
      '@',
      '@{',
      '[cite:',
      'cite(<',
      ',',
      'cites{a}',
      '(',
      '\\',
      '@a, ',
      '[',
      '{cite}`',
      '%',
      '\n',
    ]) {
      const line = (size: number) => `\\cite{${part.repeat(size / part.length)}`;
      for (const syntax of syntaxes)
        assertInProportion((size) => typedAt(line(size), line(size).length, syntax), 100_000, `${syntax} ${part}`);
    }
  });
});

describe('typing the label of a locator', () => {
  const offered: readonly (readonly [Syntax, string])[] = [
    ['markdown', '[@a, ‹|'],
    ['markdown', '[see @a, ‹p|'],
    ['markdown', '[@b; @{a b}, ‹p|'.replace('a b', 'a,b')],
    ['markdown', '[@a,\n‹ch|'],
    ['markdown', 'As @a [‹p|'],
    ['markdown', '[@a{‹p|'],
    ['markdown', '[@a, ‹párr|'],
    ['latex', '\\cite[‹|'],
    ['latex', '\\parencite[see][‹p|'],
    ['latex', '\\parencite[see, ‹p|'],
    ['latex', '\\cites[1]{a}[‹p|'],
    ['typst', '@a[‹p|'],
    ['typst', '#cite(<a>, supplement: [‹p|'],
    ['typst', '#cite(label("a/b"), supplement: [‹p|'],
    ['rst', ':cite:p:`a{‹p|'],
    ['org', '[cite:see @a ‹p|'],
    ['org', '[cite:@b p. 3;@a, ‹|'],
  ];
  for (const [syntax, text] of offered) {
    it(`offers labels in ${syntax}: ${JSON.stringify(text)}`, () => {
      const typed = typedIn(syntax, text.replace('‹', ''));
      assert.deepEqual(
        [typed?.kind, typed?.start, typed?.query],
        ['locator', text.indexOf('‹'), text.split('‹')[1]?.slice(0, -1)],
      );
    });
  }

  const passedOver: readonly (readonly [Syntax, string])[] = [
    ['markdown', 'As @a, |'],
    ['markdown', '[@a] and @b, |'],
    ['markdown', '[a, |'],
    ['markdown', '[me@home, |'],
    ['markdown', '[@a, p. |'],
    ['markdown', '[@a\n\nb, |'],
    ['latex', '\\section[|'],
    ['latex', '\\cite{a}[|'],
    ['latex', '\\citestyle[|'],
    ['typst', 'a[|'],
    ['typst', '#figure([|'],
    ['org', '[cite:see |'],
    ['org', '@a p|'],
  ];
  for (const [syntax, text] of passedOver) {
    it(`says nothing in ${syntax}: ${JSON.stringify(text)}`, () => assert.equal(typedIn(syntax, text), undefined));
  }
});

describe('a key that is accepted', () => {
  const cases: readonly (readonly [Syntax, string, string, string])[] = [
    ['markdown', 'As @m|', 'gu2023', 'As @gu2023'],
    ['markdown', 'As @m|', 'a//b', 'As @{a//b}'],
    ['markdown', 'As @{m|', 'a b', 'As @{a b}'],
    ['markdown', 'As @{m|}', 'a b', 'As @{a b}'],
    ['markdown', '[@gu20|23mamba, p. 3]', 'dao', '[@dao, p. 3]'],
    ['markdown', 'As @gu20|23.', 'dao', 'As @dao.'],
    ['markdown', '[[@gu20|23.a]]', 'a.', '[[@a.]]'],
    ['markdown', '{cite:p}`a,gu|23`', 'dao', '{cite:p}`a,dao`'],
    ['latex', '\\cite{a, gu|23, b}', 'dao', '\\cite{a, dao, b}'],
    ['org', '[cite:@gu|23;@b]', 'a/b', '[cite:@a/b;@b]'],
    ['typst', 'As @gu|23.', 'dao', 'As @dao.'],
    ['typst', 'As @gu|23.', 'a/b', 'As #cite(label("a/b")).'],
    ['typst', '#cite(<gu|)', 'dao', '#cite(<dao>)'],
    ['typst', '#cite(<gu|23>)', 'dao', '#cite(<dao>)'],
    ['typst', '#cite(<gu|23>)', 'a/b', '#cite(label("a/b"))'],
    ['typst', '#cite(label("|', 'a"b', '#cite(label("a\\"b"'],
  ];
  for (const [syntax, text, key, expected] of cases) {
    it(`is written as ${syntax} needs it: ${text} → ${expected}`, () =>
      assert.equal(accepted(syntax, text, key), expected));
  }

  it('is read again as what it is', () => {
    const keys = ['gu2023mamba', 'DBLP:conf/nips/Vaswani17', 'a//b', 'Müller', 'a.'];
    for (const [syntax, text] of [
      ['markdown', 'As @|'],
      ['latex', '\\cite{|}'],
      ['typst', 'As @|'],
      ['typst', '#cite(<|>)'],
      ['org', '[cite:@|]'],
    ] as const) {
      for (const key of keys) {
        const written = accepted(syntax, text, key);
        assert.deepEqual(
          readCitations(written, syntax).citations.map((each) => each.key),
          [key],
          written,
        );
      }
    }
  });
});
